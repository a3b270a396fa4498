"""What the household could have and does not get, each with the reasons that are known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from dareecha.domain.eligibility.assess import ELIGIBLE, Assessment
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.reasons import CLOSED, NOT_HERE, reason_of_fact, reasons
from dareecha.domain.households.household import HOUSEHOLD
from dareecha.web.counter.pages import NotHad
from dareecha.web.counter.roster import Roster
from dareecha.web.counter.wording import Wording

SHUT = {CLOSED, NOT_HERE}
"""Why nobody can ask now; where the money has run out, asking still counts."""


@dataclass(frozen=True)
class WhyNot:
    """The reasons of one household: what nobody knows is none."""

    words: Wording

    def not_had(self, roster: Roster) -> Iterator[NotHad]:
        """The benefits that the rule admits somebody to and that nobody is known to receive."""
        for assessment in self.words.file.assessments:
            if assessment.verdict == ELIGIBLE and assessment.receives is not True:
                why = tuple(dict.fromkeys(self._codes(assessment)))
                yield NotHad(
                    benefit=self.words.benefit(assessment.benefit),
                    of=roster.subject_name(assessment),
                    why=why,
                    is_received=assessment.receives,
                    can_ask=not SHUT & {*why},
                )

    def _codes(self, assessment: Assessment) -> Iterator[str]:
        found = reasons(
            assessment.verdict,
            assessment.benefit,
            self.words.scheme(assessment.benefit),
            deciding=None,
            facts=self.words.file.catalogue.facts,
            offices=self.words.file.catalogue.offices,
            district=self.words.file.district,
            on=self.words.file.facts.as_of,
        )
        yield from (reason.code for reason in found)

    def of_fact(self, fact: FactOf) -> str:
        """Why a fact is missing; '' where it was declined, or nobody could have asked."""
        facts = self.words.file.catalogue.facts
        reason = reason_of_fact(fact, facts, declined=self._declined)
        return reason.code if reason is not None else ""

    @cached_property
    def _declined(self) -> frozenset[FactOf]:
        told = self.words.file.facts
        groups = [
            (HOUSEHOLD, told.declined),
            *((person.id, person.declined) for person in told.people()),
            *((family.id, family.declined) for family in told.families),
            *((event.id, event.declined) for event in told.events),
        ]
        return frozenset(FactOf(name, of) for of, names in groups for name in names)
