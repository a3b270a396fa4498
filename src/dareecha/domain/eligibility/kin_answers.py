"""A household as it would be if somebody said who a member's kin are: for choosing questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from dareecha.domain.eligibility.planes import NO
from dareecha.domain.eligibility.relations import is_child, is_spouse
from dareecha.domain.households.household import Family, Household, Person

PEOPLE_TRIED = 12
"""As many listed people are tried as the answer; a longer list changes the choice little."""
NOBODY_LISTED = "?nobody_listed"
_CANNOT_BE = {"father": "female", "mother": "male"}


def answers_about_kin(asked: str, person: Person, household: Household) -> Iterator[Household]:
    """The household under each answer to who somebody's father, mother, spouses or family are.

    `asked` is father, mother, spouses or family; the last answer is that nobody listed is.
    """
    match asked:
        case "family":
            yield from _placed(person, household)
        case "spouses":
            others = (one for one in household.people() if is_spouse(one, person) != NO)
            for other in islice(others, PEOPLE_TRIED):
                yield _with(household, replace(person, spouses=frozenset((other.id,))))
            yield _with(household, replace(person, spouses=frozenset()))
        case _:
            others = (one for one in household.people() if _may_be(asked, one, person))
            for parent in (*islice((one.id for one in others), PEOPLE_TRIED), NOBODY_LISTED):
                yield _with(household, _child_of(asked, parent, person))


def _child_of(role: str, parent: str, person: Person) -> Person:
    if role == "father":
        return replace(person, father=parent)
    return replace(person, mother=parent)


def _may_be(role: str, parent: Person, child: Person) -> bool:
    sex = parent.facts.get("sex")
    is_other_sex = sex is not None and sex.low == _CANNOT_BE[role]
    return not is_other_sex and is_child(child, parent) != NO


def _placed(person: Person, household: Household) -> Iterator[Household]:
    for at, family in enumerate(household.families[:PEOPLE_TRIED]):
        joined = replace(family, members=family.members | {person.id})
        families = (*household.families[:at], joined, *household.families[at + 1 :])
        yield replace(household, families=families)
    own = Family(NOBODY_LISTED, frozenset((person.id,)))
    yield replace(household, families=(*household.families, own))


def _with(household: Household, changed: Person) -> Household:
    def instead(people: tuple[Person, ...]) -> tuple[Person, ...]:
        return tuple(changed if one.id == changed.id else one for one in people)

    return replace(
        household, members=instead(household.members), deceased=instead(household.deceased)
    )
