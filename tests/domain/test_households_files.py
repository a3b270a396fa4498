"""A household file that cannot be used says where and what to do; all others become a household."""

# ruff: noqa: E501  (tables of mistakes and rules read better on one line each)
from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_catalogue import household_file, small_catalogue
from strategies import World, worlds

from dareecha.domain.households.dictionary import scaled, unscaled
from dareecha.domain.households.files import parse_day, read_household
from dareecha.domain.households.household import Fact, Household, exactly
from dareecha.domain.households.json_text import HouseholdFileRefused
from dareecha.domain.households.stored import from_stored, to_stored

CATALOGUE = small_catalogue()
UNITS = CATALOGUE.units()
FACTS = dict(CATALOGUE.facts)


def read(content: Any) -> Household:
    return read_household(content, CATALOGUE.facts, units=UNITS)


def refusals(content: Any) -> list[str]:
    with pytest.raises(HouseholdFileRefused) as refused:
        read(content)
    assert str(refused.value) == "\n".join(refused.value.problems)
    return refused.value.problems


def member(**facts: Any) -> dict[str, Any]:
    return {"members": [{"id": "m1", **facts}]}


@pytest.mark.parametrize(
    ("parts", "path", "says"),
    [
        (member(sexx="female"), "members[0].sexx", 'Did you mean "sex"?'),
        (member(shoe_size=5), "members[0].shoe_size", "dareecha catalogue facts"),
        (member(poverty_score=5), "members[0].poverty_score", "a fact of a household: state it there"),
        (member(event_kind="death"), "members[0].event_kind", "a fact of an event"),
        (member(age_years=5), "members[0].age_years", "follows from other facts"),
        (member(sex="woman"), "members[0].sex", "one of female, male, transgender"),
        (member(certified="yes"), "members[0].certified", "true or false"),
        (member(certified=1), "members[0].certified", "true or false"),
        (member(date_of_birth="2026-02-30"), "members[0].date_of_birth", "a day of the calendar"),
        (member(date_of_birth="30-01-2020"), "members[0].date_of_birth", "write it as 2026-11-01"),
        (member(date_of_birth=5), "members[0].date_of_birth", "a day of the calendar"),
        (member(wage=-1), "members[0].wage", "a whole number, at least 0"),
        (member(wage=1.5), "members[0].wage", "a whole number"),
        (member(wage=True), "members[0].wage", "a whole number"),
        (member(wage="5"), "members[0].wage", "a whole number"),
        (member(wage=10**400), "members[0].wage", "with fewer digits"),
        (member(wage=float("nan")), "members[0].wage", "a whole number"),
        (member(wage=float("inf")), "members[0].wage", "a whole number"),
        (member(wage=[5]), "members[0].wage", "a whole number"),
        (member(wage={"min": 5}), "members[0].wage", '{"min": …, "max": …}'),
        (member(wage={"min": 9, "max": 5}), "members[0].wage", "min is above max"),
        (member(wage={"min": None, "max": 5}), "members[0].wage.min", "a whole number"),
        (member(wage={"min": 5, "max": "x"}), "members[0].wage.max", "a whole number"),
        (member(sex={"min": "a", "max": "b"}), "members[0].sex", '{"declined": true}'),
        (member(wage={"declined": False}), "members[0].wage", '{"declined": true}'),
        ({"household": {"poverty_score": 100.01}}, "household.poverty_score", "at least 0 and at most 100"),
        ({"household": {"poverty_score": 31.999}}, "household.poverty_score", "at most 2 decimals"),
        ({"household": {"rooms": 41}}, "household.rooms", "at most 40"),
        ({"household": []}, "household", "a JSON object"),
        (member(father="m9"), "members[0].father", '"m9" is nobody in members'),
        (member(mother=[]), "members[0].mother", "is nobody in members"),
        (member(spouses="m1"), "members[0].spouses", "a list of member ids"),
        (member(spouses=["m8"]), "members[0].spouses", '"m8" is nobody'),
        (member(spouses=[["m1"]]), "members[0].spouses", "is nobody in members"),
        (member(vital_status="unwell"), "members[0].vital_status", '"alive" or "deceased"'),
        ({"members": [{"sex": "female"}]}, "members[0].id", "cannot serve as an id"),
        ({"members": [{"id": "household"}]}, "members[0].id", "cannot serve as an id"),
        ({"members": [{"id": "m1\n"}]}, "members[0].id", "cannot serve as an id"),
        ({"members": [{"id": "m1"}, {"id": "m1"}]}, "members", '"m1" stands twice'),
        ({"members": [5]}, "members[0]", "a JSON object"),
        ({"members": {"id": "m1"}}, "members", "a list […]"),
        ({**member(), "families": [{"id": "m1", "members": []}]}, "members, families and events", '"m1" stands twice'),
        ({"families": [{"id": "f1", "members": ["m9"]}]}, "families[0].members", '"m9" is nobody'),
        ({"families": [{"id": "f1", "members": [{}]}]}, "families[0].members", "is nobody"),
        ({"families": [{"id": "f1"}]}, "families[0].members", "a list of member ids"),
        ({"families": [{"id": "f1", "members": []}] * 2}, "families", '"f1" stands twice'),
        ({"events": [{"id": "e1", "event_member": "m9"}]}, "events[0].event_member", '"m9" is nobody'),
        ({"events": [{"id": "e1", "event_kind": "wedding"}]}, "events[0].event_kind", "one of death"),
        ({"events": [{"id": "e1", "event_member": ""}]}, "events[0].event_member", "is not a text"),
        ({"receives": [{"benefit": "grant", "subject": "household"}]}, "receives[0].benefit", "department/scheme/benefit"),
        ({"receives": [{"benefit": ["x"], "subject": "household"}]}, "receives[0].benefit", "department/scheme/benefit"),
        ({"receives": [{"benefit": "a/b/c", "subject": "m7"}]}, "receives[0].subject", '"m7" is no id of this file'),
        ({"receives": [{"benefit": "a/b/c", "subject": []}]}, "receives[0].subject", "is no id of this file"),
        ({"receives": [{"benefit": "a/b/c", "subject": "household", "since": "x"}]}, "receives[0].since", '"x" is not a day'),
        ({"receives": [{"benefit": "a/b/c", "subject": "household", "sinse": "x"}]}, "receives[0].sinse", 'Did you mean "since"?'),
        ({"receives_known": 5}, "receives_known", '"all" or a list'),
        ({"receives_known": [5]}, "receives_known[0]", "department/scheme/benefit"),
        ({"roster_complete": "yes"}, "roster_complete", "true or false"),
        ({"as_of": "2026-02-30"}, "as_of", '"2026-02-30" is not a day'),
        ({"as_of": None}, "as_of", "null is not a day"),
        ({"memberz": []}, "memberz", 'Did you mean "members"?'),
    ],
)  # fmt: skip
def test_each_mistake_names_its_path_and_what_to_do(
    parts: dict[str, Any], path: str, says: str
) -> None:
    found = refusals(household_file(**parts))
    assert any(p.startswith(f"{path}: ") and says in p for p in found), found


@pytest.mark.parametrize("content", [[], None, 5, "x", True])
def test_a_file_that_holds_no_object_is_refused(content: Any) -> None:
    assert refusals(content)[0] == "the file: a JSON object {…} should stand here."


def test_every_mistake_is_told_at_once() -> None:
    assert len(refusals(household_file(household={"rooms": 41}, **member(sex="x", wage=-1)))) == 3


def test_a_file_says_what_it_says_and_nothing_else() -> None:
    known = read(
        household_file(
            household={"poverty_score": 31.5, "rooms": None, "home_kind": {"declined": True}},
            members=[
                {"id": "m1", "spouses": ["d1"], "wage": {"min": 5, "max": 9}},
                {"id": "m2", "mother": "m1", "father": "d1"},
                {"id": "d1", "vital_status": "deceased", "date_of_death": "2025-08-15"},
            ],
            families=[{"id": "f1", "members": ["m1", "m2"], "family_income": 0}],
            events=[{"id": "e1", "event_kind": "death", "event_member": "d1"}],
            receives=[
                {"benefit": "example/help/family_help", "subject": "f1", "since": "2025-01-01"}
            ],
            receives_known=["example/help/grant"],
        )
    )
    assert known.facts == {"poverty_score": exactly(3150, "said")}
    assert known.declined == {"home_kind"}
    assert [person.id for person in known.members] == ["m1", "m2"]
    assert [person.id for person in known.deceased] == ["d1"]
    assert known.members[0].facts["wage"] == Fact(5, 9, "said")
    assert not known.members[0].facts["wage"].is_exact
    assert known.members[0].father is None
    assert known.members[0].spouses == {"d1"}
    assert known.members[1].spouses is None
    assert known.families[0].is_closed
    assert known.family_of("m2") is known.families[0]
    assert known.family_of("d1") is None
    assert known.person("d1") is known.deceased[0]
    assert known.person("m9") is None
    assert known.receipts[0].since == date(2025, 1, 1)
    assert known.knows_receipt_of("example/help/grant")
    assert not known.knows_receipt_of("example/help/orphan")


def test_an_open_roster_leaves_families_and_the_dead_open_too() -> None:
    parts = {"families": [{"id": "f1", "members": []}]}
    known = read({"as_of": "2026-11-01", **parts})
    assert (known.roster_complete, known.deceased_complete) == (False, False)
    assert not known.families[0].is_closed
    assert read({"as_of": "2026-11-01", "deceased_complete": True}).deceased_complete


def test_the_day_and_the_roster_may_come_from_the_caller() -> None:
    known = read_household(
        {"receives_known": "all"}, FACTS, default_as_of=date(2026, 1, 1), default_roster_complete=True
    )  # fmt: skip
    assert (known.as_of, known.roster_complete) == (date(2026, 1, 1), True)
    assert known.knows_receipt_of("any/benefit/here")


def test_a_benefit_without_rules_yet_can_still_be_received() -> None:
    known = read(household_file(receives=[{"benefit": "a/b/c", "subject": "household"}]))
    assert known.receipts[0].benefit == "a/b/c"


def test_a_moment_is_no_day() -> None:
    assert parse_day(date(2026, 1, 1)) == date(2026, 1, 1)
    assert parse_day(datetime(2026, 1, 1, 10)) is None  # noqa: DTZ001


def test_numbers_are_kept_as_whole_counts_of_their_step() -> None:
    assert [scaled(value, 2) for value in (31.99, 32, "5", True, "x", 1.005)] == [
        3199, 3200, 500, None, None, None,
    ]  # fmt: skip
    assert str(unscaled(3199, 2)) == "31.99"


words = st.sampled_from(
    ["as_of", "members", "id", "m1", "household", "families", "events", "receives", "benefit",
     "subject", "receives_known", "roster_complete", "father", "spouses", "sex", "female", "wage",
     "min", "max", "declined", "date_of_birth", "2026-01-01", "a/b/c", "all", "event_member"]
)  # fmt: skip
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), words, st.text(max_size=5)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
entries = st.dictionaries(words, anything, max_size=4)
likely = st.fixed_dictionaries(
    {"as_of": st.sampled_from(["2026-11-01", "0001-01-01", 5])},
    optional={
        "household": entries | anything,
        "members": st.lists(entries, max_size=3) | anything,
        "families": st.lists(entries, max_size=2) | anything,
        "events": st.lists(entries, max_size=2) | anything,
        "receives": st.lists(entries, max_size=2) | anything,
        "receives_known": anything,
    },
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(anything | likely)
def test_no_json_at_all_raises_anything_but_a_refusal(content: Any) -> None:
    try:
        read(content)
    except HouseholdFileRefused as refused:
        assert refused.problems  # noqa: PT017


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(world=worlds(FACTS), stage=st.integers(1, 2))
def test_a_household_is_the_same_when_it_was_stored_in_between(world: World, stage: int) -> None:
    for household in (world.household, world.seen_at(stage, FACTS)):
        stored = json.loads(json.dumps(to_stored(household)))
        assert from_stored(stored, FACTS) == household


def test_a_stored_fact_keeps_its_day_and_one_the_dictionary_lost_is_left_out() -> None:
    known = replace(
        read(household_file(receives=[{"benefit": "a/b/c", "subject": "household",
                                       "since": "2025-01-01"}])),
        facts={"rooms": exactly(3, "list", date(2026, 1, 1)), "hearths": exactly(1)},
    )  # fmt: skip
    again = from_stored(to_stored(known), FACTS)
    assert again.facts == {"rooms": exactly(3, "list", date(2026, 1, 1))}
    assert again.receipts == known.receipts


def test_a_benefit_one_letter_off_is_a_slip_and_never_a_benefit_of_its_own() -> None:
    catalogue = small_catalogue()
    file = household_file(receives=[{"benefit": "example/help/pensoin", "subject": "household"}])
    with pytest.raises(HouseholdFileRefused, match="example/help/pension"):
        read_household(file, catalogue.facts, units=catalogue.units())


def test_a_file_with_the_people_of_a_village_is_refused() -> None:
    people = [{"id": f"m{number}"} for number in range(128)]
    with pytest.raises(HouseholdFileRefused, match=r"128 people stand here.*list of a village"):
        read_household({"as_of": "2026-11-01", "members": people}, FACTS)
    allowed = read_household({"as_of": "2026-11-01", "members": people[1:]}, FACTS)
    assert len(allowed.members) == 127
