"""A fold over relatives asks only those who may be relatives, and leaves none of them out."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_catalogue import household_file, small_catalogue
from strategies import World, worlds

from dareecha.domain.eligibility.frames import Frame, frame_of_person
from dareecha.domain.eligibility.planes import NO
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.eligibility.relations import relation
from dareecha.domain.eligibility.relatives import FOUND_BY_KIN, Relatives, relation_required
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.rules import tree
from dareecha.domain.rules.grammar import Names, parse_test

CATALOGUE = small_catalogue()
FACTS = dict(CATALOGUE.facts)
RELATIONSHIPS = ("head", "wife", "son", "daughter", "mother", "grandson", "other_relative", None)


def everybody_by_asking(name: str, subject: Any, household: Household) -> list[str]:
    return [
        person.id
        for person in household.people()
        if person.id != subject.id and relation(name, person, subject, household) != NO
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds(FACTS), stage=st.sampled_from((1, 2)))
def test_relatives_are_those_of_whom_asking_everybody_finds_that_they_may_be(
    world: World, stage: int
) -> None:
    household = world.seen_at(stage, FACTS)
    relatives = Relatives(household)
    for name in FOUND_BY_KIN:
        for subject in household.people():
            found = [person.id for person in relatives.of(name, subject)]
            assert found == everybody_by_asking(name, subject, household), (name, subject.id)


@settings(max_examples=60, deadline=None)
@given(
    members=st.lists(
        st.tuples(
            st.sampled_from(RELATIONSHIPS),
            st.sampled_from(("female", "male", None)),
            st.sampled_from((None, "m0", "m1")),
            st.sampled_from((None, [], ["m0"])),
            st.sampled_from(("never_married", None)),
        ),
        min_size=2,
        max_size=7,
    )
)
def test_relatives_are_found_by_their_relation_to_the_head(members: list[Any]) -> None:
    people = [
        {"id": f"m{at}", "relationship": relationship, "sex": sex, "marital_status": status,
         "father": father if father != f"m{at}" else None,
         "spouses": None if spouses == [f"m{at}"] else spouses}
        for at, (relationship, sex, father, spouses, status) in enumerate(members)
    ]  # fmt: skip
    try:
        household = read_household(household_file(members=people), FACTS)
    except ValueError:
        return  # what contradicts itself is refused before anybody is judged
    relatives = Relatives(household)
    for name in FOUND_BY_KIN:
        for subject in household.people():
            found = [person.id for person in relatives.of(name, subject)]
            assert found == everybody_by_asking(name, subject, household), (name, subject.id)


def folded(text: str) -> tree.Fold:
    node = parse_test(text, Names("individual", FACTS))
    assert isinstance(node, tree.Fold)
    return node


def test_a_fold_needs_relatives_only_where_nobody_else_changes_it() -> None:
    for text, required in (
        ("any(is_child_of_subject and certified)", "child"),
        ("any(certified for member in household if certified and is_spouse_of_subject)", "spouse"),
        ("all(certified for person in deceased if is_parent_of_subject)", "parent"),
        ("all(is_child_of_subject)", None),
        ("any(is_child_of_subject or certified)", None),
        ("any(not is_child_of_subject)", None),
        ("any(is_same_family and certified)", None),
        ("any(certified)", None),
    ):  # fmt: skip
        assert relation_required(folded(text)) == required, text


def test_in_a_large_household_a_fold_over_relatives_asks_few() -> None:
    children = [{"id": f"m{at}", "relationship": "son", "sex": "male"} for at in range(1, 120)]
    head = {"id": "m0", "relationship": "head", "sex": "male"}
    household = read_household(household_file(members=[head, *children]), FACTS)
    reader = Reader(FACTS, CATALOGUE.derived, CATALOGUE.applies_if)
    base = Frame(household, (household.as_of, household.as_of), {})
    asked = [
        len(reader.entries(folded("any(is_child_of_subject and certified)"),
                           frame_of_person(person, base))[0])
        for person in household.members
    ]  # fmt: skip
    assert asked == [len(children), *(0 for _ in children)]
