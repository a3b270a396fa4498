"""Who could have a benefit and does not get it, and for whom one fact would decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dareecha.domain.eligibility.assess import ELIGIBLE, NOT_YET_KNOWN, Judgement
from dareecha.domain.rules.catalogue import Catalogue

UNSERVED = "unserved"
UNDETERMINED = "undetermined"
CLAIMS = frozenset({"statutory", "subject_to_funds"})
"""Only these leave somebody unserved: nobody is passed over by what is discretionary or drawn."""


@dataclass(frozen=True)
class OpenDoors:
    """The benefits that can be asked for on a day: claimed by right, and active."""

    benefits: frozenset[str]

    @classmethod
    def on(cls, day: date, catalogue: Catalogue) -> OpenDoors:
        """Those last recorded as active on that day."""
        return cls(
            frozenset(
                benefit.id
                for benefit in catalogue.benefits()
                if (state := benefit.state_on(day)) is not None and state.state == "active"
                if benefit.claim in CLAIMS
            )
        )


class Telling:
    """Which criteria tell people apart: those that certainly fail for somebody in a run.

    A criterion that holds for everybody says nothing about a household, so it alone never makes
    anybody "undetermined".
    """

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._found: dict[str, set[str]] = defaultdict(set)
        for judgement in judgements:
            self.add(judgement.benefit, judgement.failing)

    @property
    def criteria(self) -> Mapping[str, set[str]]:
        """Benefit → the criteria that tell."""
        return self._found

    def add(self, benefit: str, failing: Iterable[str]) -> None:
        """Criteria of a benefit that certainly fail for somebody."""
        self._found[benefit].update(failing)


def gap_in(judgement: Judgement, doors: OpenDoors, telling: Telling) -> str | None:
    """The kind of gap that a verdict shows, if any.

    Unserved: eligible and known not to receive. Undetermined: nothing fails, at least one
    criterion that tells people apart holds, and one fact or paper would decide. Whether a benefit
    is received must be known for the first; for the second it must not be known to be.
    """
    if judgement.benefit not in doors.benefits:
        return None
    if judgement.verdict == ELIGIBLE and judgement.receives is False:
        return UNSERVED
    if judgement.verdict != NOT_YET_KNOWN or judgement.receives is True or not judgement.deciding:
        return None
    tells = telling.criteria.get(judgement.benefit, set())
    return UNDETERMINED if tells & set(judgement.holding) else None
