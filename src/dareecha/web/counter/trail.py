"""Which households this officer may open in this session without saying again what for.

Those that came up in a search of the session, and those for which a purpose was given. What is
kept is an id and a purpose of the closed list; the session forgets both when its duty changes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from dareecha.accounts.requests import OfficerRequest

TRAIL = "dareecha.households"
# A day at the counter; older ones are asked for again, so that no session grows without end.
LONGEST = 500


@dataclass(frozen=True)
class Opening:
    """What a household is opened for, and whether a search led to it."""

    purpose: str
    was_found: bool


def found(request: OfficerRequest, households: Iterable[UUID], *, purpose: str) -> None:
    """Remember what a search led to."""
    _remember(request, households, Opening(purpose, was_found=True))


def justified(request: OfficerRequest, household: UUID, *, purpose: str) -> None:
    """Remember that the officer said what a household is opened for without a search."""
    _remember(request, [household], Opening(purpose, was_found=False))


def moved(request: OfficerRequest, household: UUID, became: UUID) -> None:
    """What may be opened may be opened under the id that a merged household has today."""
    opening = opening_of(request, household)
    if opening is not None and opening_of(request, became) is None:
        _remember(request, [became], opening)


def opening_of(request: OfficerRequest, household: UUID) -> Opening | None:
    """What a household may be opened for in this session; None: that must be asked."""
    kept = _of_this_duty(request).get(str(household))
    return Opening(str(kept[0]), was_found=kept[1] is True) if kept else None


def _remember(request: OfficerRequest, households: Iterable[UUID], opening: Opening) -> None:
    kept = _of_this_duty(request)
    for household in households:
        kept.pop(str(household), None)
        kept[str(household)] = [opening.purpose, opening.was_found]
    newest = dict(list(kept.items())[-LONGEST:])
    request.session[TRAIL] = {"duty": str(request.duty.pk), "households": newest}


def _of_this_duty(request: OfficerRequest) -> dict[str, list[str | bool]]:
    trail = request.session.get(TRAIL) or {}
    return dict(trail["households"]) if trail.get("duty") == str(request.duty.pk) else {}
