"""Where to go and what to take: for what is settled, and for what one more fact would settle."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dareecha.domain.eligibility.assess import ELIGIBLE, NOT_YET_KNOWN, Assessment
from dareecha.web.counter.pages import DoorLine
from dareecha.web.counter.roster import Roster
from dareecha.web.counter.steps import Steps
from dareecha.web.counter.verdicts import Verdicts
from dareecha.web.counter.wording import Wording


@dataclass(frozen=True)
class Doors:
    """The doors of one household; those that are shut today come last, with no invitation."""

    words: Wording
    roster: Roster
    steps: Steps
    verdicts: Verdicts

    def settled(self, *, at_window: bool) -> list[DoorLine]:
        """The benefits to ask for: those that we file, or those that the people ask for."""
        return _open_first(
            line
            for assessments in self._with_verdict(ELIGIBLE)
            if (assessments[0].benefit.door == "window") is at_window
            for line in (self._door([assessment]) for assessment in assessments)
        )

    def not_settled(self) -> list[DoorLine]:
        """The benefits for which something can still be done, each once for all its people."""
        return _open_first(
            self._door(worth_a_way)
            for entries in self._with_verdict(NOT_YET_KNOWN)
            if (worth_a_way := [entry for entry in entries if self._is_worth_a_way(entry)])
        )

    def _is_worth_a_way(self, assessment: Assessment) -> bool:
        """Whether there is a step to take, or only the department can say what the law is."""
        return not assessment.missing or self.steps.first_for(assessment) is not None

    def _with_verdict(self, verdict: str) -> Iterator[list[Assessment]]:
        for assessments in self.verdicts.by_benefit.values():
            found = [a for a in assessments if a.verdict == verdict and a.receives is not True]
            if found:
                yield found

    def _door(self, assessments: list[Assessment]) -> DoorLine:
        benefit = assessments[0].benefit
        scheme = self.words.scheme(benefit)
        people = dict.fromkeys(self.roster.subject_name(entry) for entry in assessments)
        return DoorLine(
            benefit=self.words.benefit(benefit),
            of=", ".join(person for person in people if person),
            door=benefit.door,
            where=self.words.office(scheme.offices[0] if scheme.offices else ""),
            papers=tuple(self.words.paper(paper) for paper in benefit.papers),
            state=self.words.state(benefit),
        )


def _open_first(lines: Iterator[DoorLine]) -> list[DoorLine]:
    return sorted(lines, key=lambda line: line.is_shut)
