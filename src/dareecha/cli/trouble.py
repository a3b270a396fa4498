"""What the database refuses in the middle of a command, said in words instead of a traceback."""

from __future__ import annotations

import psycopg
from psycopg import errors


def told(error: BaseException) -> str:
    """The message for a right that is lacking or a server that is gone; '' for anything else.

    Only what names tables and servers is repeated: other messages of a database may quote rows.
    """
    cause = error if isinstance(error, psycopg.Error) else error.__cause__
    if isinstance(cause, errors.InsufficientPrivilege):
        return _lacking_right(cause)
    if isinstance(cause, errors.DiskFull):
        return (
            "The database's disk is full; what this command had begun was undone. Make room on "
            "the server, then run the command again."
        )
    if isinstance(cause, psycopg.OperationalError) and cause.sqlstate in _GONE:
        return (
            "The database stopped answering; what this command had begun was undone. Check that "
            "its server runs, then run the command again."
        )
    return ""


_GONE = frozenset({None, "57P01", "57P02", "57P03", "08006", "08003"})


def _lacking_right(cause: errors.InsufficientPrivilege) -> str:
    said = cause.diag.message_primary or ""
    if "row-level security" in said:
        return ""  # no grant is lacking: the program is wrong, and its traceback is wanted
    return (
        f"The database refused: {said}. What this command had begun was undone. A grant that the "
        "migrations gave is not there any more, as after a dump that was put back without "
        "privileges (pg_restore -x). As the owner of the tables, grant it to dareecha_app again, "
        "or put the dump back with its privileges (docs/guides/own-postgresql.md)."
    )
