"""Which questions about needs have a meaning for this household and each of its people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.frames import Frame, frame_of_person
from dareecha.domain.eligibility.planes import NO, truth
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.households.household import HOUSEHOLD, Fact, Facts, Household
from dareecha.domain.rules.catalogue import Catalogue


def to_ask(household: Household, catalogue: Catalogue, reader: Reader) -> list[FactOf]:
    """The facts of the plan that can be asked for, those of the household first.

    Somebody is asked what an answer could make a need of: a child's schooling is not asked of the
    old. What was answered before can be asked again; what was declined is not.
    """
    plan = frozenset(name for name, fact in catalogue.facts.items() if fact.is_for_plan)
    unasked = _without(plan, household)
    base = Frame(unasked, (household.as_of, household.as_of), catalogue.needs.parameters)
    frames = {HOUSEHOLD: base} | {p.id: frame_of_person(p, base) for p in unasked.members}
    declined: Mapping[str, frozenset[str]] = {
        HOUSEHOLD: household.declined,
        **{person.id: person.declined for person in household.members},
    }
    return [
        FactOf(fact, subject)
        for subject, frame in frames.items()
        for need in catalogue.needs
        if (need.unit == "household") is (subject == HOUSEHOLD)
        for fact in need.asks
        if fact not in declined[subject]
        if truth(reader.value(need.test, frame)) != NO
    ]


def _without(names: frozenset[str], household: Household) -> Household:
    """The household as it was before anybody was asked."""

    def kept(facts: Facts) -> dict[str, Fact]:
        return {name: fact for name, fact in facts.items() if name not in names}

    return replace(
        household,
        facts=kept(household.facts),
        members=tuple(replace(person, facts=kept(person.facts)) for person in household.members),
    )
