"""Whether all people of this installation are invented: said once, at the start."""

from __future__ import annotations

from dareecha.registry.models import Agreement, Delivery, Installation


class RealDataHere(PermissionError):
    """An installation that holds lists cannot be called invented afterwards."""


class OnlyInventedHere(PermissionError):
    """An installation of invented people takes in nobody else."""


def is_invented() -> bool:
    """Whether this database was marked as holding invented people only."""
    return Installation.objects.filter(is_invented=True).exists()


def mark_as_invented() -> None:
    """Mark an empty database as one of invented people; safe to repeat.

    Raises RealDataHere when lists were taken in before it was marked.
    """
    if is_invented():
        return
    if Delivery.objects.exists() or Agreement.objects.exists():
        raise RealDataHere(
            "Lists were agreed on here before. Invented people are never mixed with others:"
            " set DAREECHA_HOME to a new folder (or DATABASE_URL to an empty database)."
        )
    Installation.objects.create(is_invented=True)


def check_kind_of_people(*, are_invented: bool) -> None:
    """Keep invented people and others apart: the first agreement decides what is kept here.

    Raises RealDataHere or OnlyInventedHere.
    """
    if are_invented:
        mark_as_invented()
    elif is_invented():
        raise OnlyInventedHere(
            "This installation holds invented people, whose suspicions are exported person by"
            " person. Take lists of others into a new one (set DAREECHA_HOME to a new folder);"
            " write `invented: true` into the agreement if these people are invented too."
        )
