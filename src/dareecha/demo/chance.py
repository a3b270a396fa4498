"""Seeded chance: the same seed and subject give the same draws on every machine."""

from datetime import date, timedelta
from random import Random


def chance(seed: int, subject: str) -> Random:
    """A stream of draws of its own, so that one list's noise never moves another's."""
    return Random(f"{seed}/{subject}")  # noqa: S311  (invented data, no secrets)


def day_between(rng: Random, first: date, last: date) -> date:
    """Any day from the first to the last, both included."""
    return first + timedelta(days=rng.randint(0, max(0, (last - first).days)))
