"""Received, though facts on file contradict the rule: counted, never held against anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE, Assessment
from dareecha.domain.households.household import Facts, Household

INCLUSION_ERROR = "inclusion_error"


def of_the_time(
    household: Household, *, held_from: date | None, standing: frozenset[str]
) -> Household:
    """The household without facts that may have changed before a benefit was drawn.

    `standing` names facts that hold until they are taken anew, such as a day of birth or an
    official score. Any other fact is kept only when it is at least as new as `held_from`, the day
    since which the benefit is known to be drawn (None: nobody knows, then it is left out). A
    survey that is older than a father's death contradicts nothing.
    """

    def kept(facts: Facts) -> Facts:
        return {
            name: fact
            for name, fact in facts.items()
            if name in standing
            or (held_from is not None and fact.as_of is not None and fact.as_of >= held_from)
        }

    return replace(
        household,
        facts=kept(household.facts),
        members=tuple(replace(person, facts=kept(person.facts)) for person in household.members),
        deceased=tuple(replace(person, facts=kept(person.facts)) for person in household.deceased),
        families=tuple(replace(family, facts=kept(family.facts)) for family in household.families),
        events=tuple(replace(event, facts=kept(event.facts)) for event in household.events),
    )


def closed_bars(assessment: Assessment) -> tuple[str, ...]:
    """The bars that shut somebody out who receives the benefit; none where it is not so.

    Give it the assessment of the household `of_the_time`.
    """
    if assessment.verdict != NOT_ELIGIBLE or assessment.receives is not True:
        return ()
    return tuple(
        entry.criterion.id
        for entry in assessment.criteria
        if entry.decides and entry.holds is False and not entry.criterion.is_step
    )
