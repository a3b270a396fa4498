"""Whether all people of this installation are invented: said once, at the start."""

from __future__ import annotations

from dareecha.registry.models import Delivery, Installation


class RealDataHere(PermissionError):
    """An installation that holds lists cannot be called invented afterwards."""


def is_invented() -> bool:
    """Whether this database was marked as holding invented people only."""
    return Installation.objects.filter(is_invented=True).exists()


def mark_as_invented() -> None:
    """Mark an empty database as one of invented people; safe to repeat.

    Raises RealDataHere when lists were taken in before it was marked.
    """
    if is_invented():
        return
    if Delivery.objects.exists():
        raise RealDataHere(
            "Lists were taken in here before. Invented people are never mixed with others:"
            " set DAREECHA_HOME to a new folder (or DATABASE_URL to an empty database)."
        )
    Installation.objects.create(is_invented=True)
