"""Whether the fact that a finding names would really decide: it is tried out both ways."""

from __future__ import annotations

from uuid import UUID

from dareecha.demo.evaluation.answers import Finding
from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.trials import Trials
from dareecha.domain.households.household import Household
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry.models import CurrentHousehold


class FactsTried:
    """Judges a finding's household again under each answer worth trying to the fact it names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.assessor = Assessor(catalogue)
        self.trials = Trials(self.assessor)

    def decides(self, finding: Finding) -> bool:
        """Whether some answer settles the verdict, and not every answer gives the same one.

        A fact that can only be learnt one way (that everybody is on the roster) has one answer:
        that one must settle.
        """
        content = (
            CurrentHousehold.objects.filter(pk=UUID(finding.household))
            .values_list("content", flat=True)
            .first()
        )
        if content is None:
            return False
        household = from_stored(content, self.assessor.catalogue.facts)
        fact, subjects = self._asked(household, finding)
        return fact is not None and any(
            self.trials.settles(fact, finding.benefit, subject, household) for subject in subjects
        )

    def _asked(
        self, household: Household, finding: Finding
    ) -> tuple[FactOf | None, frozenset[str]]:
        """The fact that a finding names, and the subjects whose verdict waits for it."""
        name, of = finding.detail.get("missing"), finding.detail.get("of")
        waiting, _ = self.assessor.assess(household, benefits=frozenset([finding.benefit]))
        facts = {
            (fact, one.subject)
            for one in waiting
            for fact in one.missing
            if (fact.fact, fact.of) == (name, of) and finding.person in ("", one.subject)
        }
        fact = next((fact for fact, _ in facts), None)
        return fact, frozenset(subject for _, subject in facts)
