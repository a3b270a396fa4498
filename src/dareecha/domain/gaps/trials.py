"""Which of the facts that a verdict waits for would settle it: each is tried out, both ways."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dareecha.domain.eligibility.assess import NOT_YET_KNOWN, Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.questions import supposed_answers
from dareecha.domain.gaps.needs_of_many import Place
from dareecha.domain.households.household import HOUSEHOLD, Household

Likeness = tuple[str, str, str, tuple[str, ...]]
ALIKE_TRIED = 3
"""Of cases that wait for the same facts so many are tried; the others go with the last of them."""


class Trials:
    """Tries out facts for one run, and remembers what came of cases that wait for the same."""

    def __init__(self, assessor: Assessor) -> None:
        self.assessor = assessor
        self._came_of: dict[Likeness, list[bool]] = {}

    def that_settle(
        self, waiting: Mapping[Place, tuple[FactOf, ...]], households: Sequence[Household]
    ) -> dict[Place, tuple[FactOf, ...]]:
        """For each place the facts that would settle its verdict; places without one are left out.

        A fact settles when an answer to it does, and not every answer leads to the same verdict.
        """
        found = {}
        for place, facts in waiting.items():
            settling = tuple(
                fact for fact in facts if self._settles(fact, facts, place, households)
            )
            if settling:
                found[place] = settling
        return found

    def _settles(
        self,
        fact: FactOf,
        facts: tuple[FactOf, ...],
        place: Place,
        households: Sequence[Household],
    ) -> bool:
        home, benefit, subject = place
        whose = "subject" if fact.of == subject else "household" if fact.of == HOUSEHOLD else ""
        likeness = (benefit, fact.fact, whose, tuple(other.fact for other in facts))
        came_of = self._came_of.setdefault(likeness, [])
        if len(came_of) < ALIKE_TRIED:
            came_of.append(self.settles(fact, benefit, subject, households[home]))
        return came_of[-1]

    def settles(self, fact: FactOf, benefit: str, subject: str, household: Household) -> bool:
        """Whether one fact, once known, would settle one verdict."""
        wanted = {benefit: frozenset([subject])}
        verdicts = [
            verdict
            for supposed in supposed_answers(fact, household, frozenset([benefit]), self.assessor)
            for _, _, verdict in self.assessor.verdicts(supposed, wanted)
        ]
        settled = any(verdict != NOT_YET_KNOWN for verdict in verdicts)
        return settled and (len(verdicts) == 1 or len(set(verdicts)) > 1)
