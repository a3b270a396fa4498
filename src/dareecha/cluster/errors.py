"""What can go wrong with the local PostgreSQL, said so that somebody can act on it."""


class ClusterError(Exception):
    """The local PostgreSQL cannot be found, made, started or stopped; the text says what to do."""
