"""Received, though facts on file contradict the rule: counted, never held against anybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE, Assessment
from dareecha.domain.households.household import Fact, Facts, Household, Person

INCLUSION_ERROR = "inclusion_error"


def of_the_time(
    household: Household, *, held_from: date | None, standing: frozenset[str]
) -> Household:
    """The household without facts that may have changed before a benefit was drawn.

    `standing` names facts that hold until they are taken anew, such as a day of birth or an
    official score. Any other fact is kept only when it is at least as new as `held_from`, the day
    since which the benefit is known to be drawn (None: nobody knows, then it is left out). A
    survey that is older than a father's death contradicts nothing: kin whom no row has seen since
    then may have died, so who somebody's father, mother or spouses are is then open. Of a
    household without a roster, rows may be missing: what it does not receive contradicts nothing.
    """

    def kept(facts: Facts) -> Facts:
        return {
            name: fact
            for name, fact in facts.items()
            if name in standing
            or (held_from is not None and fact.as_of is not None and fact.as_of >= held_from)
        }

    seen = _seen_since(household, held_from)

    def then(person: Person) -> Person:
        return replace(_with_kin_of(person, seen), facts=kept(person.facts))

    return replace(
        household,
        facts=kept(household.facts),
        members=tuple(then(person) for person in household.members),
        deceased=tuple(then(person) for person in household.deceased),
        receives_known=household.receives_known if household.roster_complete else frozenset(),
        families=tuple(replace(family, facts=kept(family.facts)) for family in household.families),
        events=tuple(replace(event, facts=kept(event.facts)) for event in household.events),
    )


def _seen_since(household: Household, day: date | None) -> frozenset[str]:
    """The dead, and those whom a row of that day or later is about."""
    seen = {person.id for person in household.deceased}
    for person in household.members:
        days = (fact.as_of for name, fact in person.facts.items() if _is_a_sight(name, fact))
        if day is not None and any(one is not None and one >= day for one in days):
            seen.add(person.id)
    return frozenset(seen)


def _is_a_sight(name: str, fact: Fact) -> bool:
    """Absence names a list and no row; a row that names a pupil's father tells his sex alone."""
    return ":" in fact.source and name != "sex"


def _with_kin_of(person: Person, seen: frozenset[str]) -> Person:
    spouses = person.spouses
    return replace(
        person,
        father=person.father if person.father in seen else None,
        mother=person.mother if person.mother in seen else None,
        spouses=spouses if spouses is not None and spouses <= seen else None,
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
