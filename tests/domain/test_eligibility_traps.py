"""The places where a rule engine goes wrong without anybody noticing, one by one."""

# ruff: noqa: E501  (tables of mistakes and rules read better on one line each)
from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import ENGLISH, FACTS, PARAMETERS, RULES, household_file, small_catalogue

from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.eligibility.examples import failing_examples
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.frames import Frame, frame_of_event, frame_of_person
from dareecha.domain.eligibility.planes import (
    NOT_APPLICABLE,
    between,
    completed_months,
    completed_years,
    three_valued,
    truth,
)
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.rules import tree
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.grammar import Names, parse_expression
from dareecha.domain.vocabulary.dates import birth_span

CATALOGUE = small_catalogue()
WIDOW = {"id": "m1", "relationship": "head", "sex": "female", "marital_status": "widowed"}


def household(catalogue: Catalogue = CATALOGUE, **parts: Any) -> Household:
    return read_household(household_file(**parts), catalogue.facts)


def assessed(
    benefit: str, subject: str = "household", catalogue: Catalogue = CATALOGUE, **parts: Any
) -> Assessment:
    found, _ = Assessor(catalogue).assess(
        household(catalogue, **parts), benefits=frozenset((f"example/help/{benefit}",))
    )
    return next(entry for entry in found if entry.subject == subject)


def outcome(text: str, unit: str = "household", subject: str = "m1", **parts: Any) -> Any:
    """What a test comes to: True, False or None; other expressions: their value."""
    known = household(**parts)
    parameters = CATALOGUE.schemes["example/help"].parameters
    types = {name: parameter.type for name, parameter in parameters.items()}
    node = parse_expression(text, Names(unit, CATALOGUE.facts, types))
    frame = Frame(known, (known.as_of, known.as_of), parameters)
    if unit == "individual":
        frame = frame_of_person(next(p for p in known.people() if p.id == subject), frame)
    if unit == "event":
        frame = frame_of_event(known.events[0], frame)
    value = Reader(CATALOGUE.facts, CATALOGUE.derived, CATALOGUE.applies_if).value(node, frame)
    is_truth = node.type == tree.BOOL
    return three_valued(truth(value)) if is_truth else value


# --- Unknown is not no ----------------------------------------------------------------------------


def test_an_unknown_score_is_asked_for_and_never_held_against_the_household() -> None:
    found = assessed("grant", members=[{"id": "m1", "in_service": False}])
    assert found.verdict == "not_yet_known"
    assert FactOf("poverty_score", "household") in found.missing


def test_a_file_that_says_nought_differs_from_one_that_says_nothing() -> None:
    assert outcome("rooms == 0", household={"rooms": 0}) is True
    assert outcome("rooms == 0") is None
    assert outcome("rooms == 0", household={"rooms": None}) is None
    assert outcome("certified", "individual", members=[{"id": "m1", "certified": False}]) is False
    assert outcome("certified", "individual", members=[{"id": "m1"}]) is None


def test_an_unknown_number_is_still_within_its_bounds() -> None:
    assert outcome("poverty_score <= 100") is True
    assert outcome("rooms > 40") is False
    assert outcome("rooms * 2 >= 0") is True


def test_all_of_nobody_holds_and_any_of_nobody_fails_only_on_a_closed_roster() -> None:
    assert outcome("all(certified)") is True
    assert outcome("any(certified)") is False
    assert outcome("all(certified)", roster_complete=False) is None
    assert outcome("any(certified)", roster_complete=False) is None


def test_an_open_roster_may_hide_somebody_and_more_than_one() -> None:
    members = [{"id": "m1", "certified": True, "wage": 5, "in_service": True}]
    is_open = {"roster_complete": False, "members": members}
    assert outcome("any(certified)", **is_open) is True
    assert outcome("all(certified)", **is_open) is None
    assert outcome("count(certified)", **is_open) == (1, float("inf"))
    assert outcome("sum(wage)", **is_open) == (5, float("inf"))
    assert outcome("sum(wage - 5)", **is_open) == (-float("inf"), float("inf"))
    assert outcome("max(wage)", **is_open) == (5, float("inf"))
    assert outcome("count(is_subject)", "individual", **is_open) == (1, 1)


def test_two_conditions_must_meet_in_one_person() -> None:
    members = [
        {"id": "m1", "certified": True, "in_service": False},
        {"id": "m2", "certified": False, "in_service": True},
    ]
    assert outcome("any(certified and in_service)", members=members) is False
    assert outcome("any(certified) and any(in_service)", members=members) is True


def test_a_choice_is_settled_when_both_branches_agree() -> None:
    aged = [{"id": "m1", "date_of_birth": "1950-01-01"}]
    text = "age_years >= (55 if sex == 'female' else 60)"
    assert outcome(text, "individual", members=aged) is True
    between_ages = [{"id": "m1", "date_of_birth": "1969-01-01"}]
    assert outcome(text, "individual", members=between_ages) is None
    assert outcome(text, "individual", members=[{**between_ages[0], "sex": "female"}]) is True
    assert outcome(text, "individual", members=[{**between_ages[0], "sex": "male"}]) is False


def test_what_does_not_apply_is_certainly_false_and_adds_nothing() -> None:
    idle = {"members": [{"id": "m1", "in_service": False}]}
    assert outcome("wage >= 0", "individual", **idle) is False
    assert outcome("wage != 5", "individual", **idle) is False
    assert outcome("not wage >= 0", "individual", **idle) is True
    assert outcome("wage + 1 > 0", "individual", **idle) is False
    assert outcome("sum(wage)", **idle) == (0, 0)
    assert outcome("max(wage) >= 0", **idle) is False
    assert outcome("(wage if certified else 5) > 0", "individual", **idle) is None


def test_what_may_not_apply_is_not_settled_by_its_value_alone() -> None:
    perhaps = {"members": [{"id": "m1"}]}
    assert outcome("wage >= 0", "individual", **perhaps) is None
    assert outcome("wage < 0", "individual", **perhaps) is False
    assert outcome("wage + 1 >= 0", "individual", **perhaps) is None
    assert outcome("sum(wage)", **perhaps) == (0, float("inf"))
    assert outcome("max(wage) >= 0", **perhaps) is None
    assert outcome("(wage if certified else 5) > 0", "individual", **perhaps) is None


@pytest.mark.parametrize("serving", [{"in_service": False}, {}])
def test_a_stated_value_counts_whatever_says_that_the_question_has_no_meaning(
    serving: dict[str, bool],
) -> None:
    known = {"members": [{"id": "m1", "wage": 900, **serving}]}
    assert outcome("wage >= 100", "individual", **known) is True
    assert outcome("wage >= 1000", "individual", **known) is False
    assert outcome("sum(wage)", **known) == (900, 900)


def test_a_reading_in_an_interval_settles_what_the_whole_interval_settles() -> None:
    known = {"household": {"poverty_score": {"min": 30, "max": 32}}}
    assert outcome("poverty_score <= 32", **known) is True
    assert outcome("poverty_score <= 31.99", **known) is None
    assert outcome("poverty_score < 30", **known) is False


# --- Days and money -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2008, 11, 1), date(2026, 10, 31), 17),
        (date(2008, 11, 1), date(2026, 11, 1), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2027, 1, 1), date(2026, 1, 1), -1),
    ],
)
def test_a_year_of_age_is_complete_on_the_birthday(born: date, on: date, years: int) -> None:
    assert completed_years(born, on) == years


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2026, 1, 15), date(2026, 2, 14), 0),
        (date(2026, 1, 15), date(2026, 2, 15), 1),
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2025, 12, 31), date(2026, 12, 31), 12),
    ],
)
def test_a_month_is_complete_on_its_own_day(start: date, end: date, months: int) -> None:
    assert completed_months(start, end) == months


days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@given(one=days, two=days, end=days, unit=st.sampled_from(("years", "months")))
def test_whoever_was_born_earlier_is_never_younger(
    one: date, two: date, end: date, unit: str
) -> None:
    first, last = sorted((one, two))
    low, high = between(unit, (first, last), (end, end + timedelta(days=40)))
    count = completed_years if unit == "years" else completed_months
    assert low == count(last, end) <= high == count(first, end + timedelta(days=40))


@given(age=st.integers(0, 99), on=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_an_age_and_its_span_of_birthdays_say_the_same(age: int, on: date) -> None:
    span = birth_span(age, on=on)
    assert completed_years(span.first, on) == completed_years(span.last, on) == age
    assert completed_years(span.first - timedelta(days=1), on) == age + 1
    assert completed_years(span.last + timedelta(days=1), on) == age - 1


@pytest.mark.parametrize(("score", "holds"), [(31.99, True), (32, True), (32.01, False)])
def test_a_score_is_compared_in_hundredths_with_the_ceiling_itself_included(
    score: float, holds: bool
) -> None:
    assert outcome("poverty_score <= ceiling", household={"poverty_score": score}) is holds


@pytest.mark.parametrize(
    ("score", "certified", "verdict"),
    [
        (32, False, "eligible"),
        (36.5, False, "not_eligible"),
        (36.5, True, "eligible"),
        (37, True, "eligible"),
        (37.01, True, "not_eligible"),
        (36.5, None, "not_yet_known"),
        (37.01, None, "not_eligible"),
    ],
)
def test_the_higher_ceiling_is_for_a_certified_disability_alone(
    score: float, certified: bool | None, verdict: str
) -> None:
    member = {"id": "m1", "in_service": False, "certified": certified}
    found = assessed("grant", household={"poverty_score": score}, members=[member])
    assert found.verdict == verdict


def test_rupees_are_whole_and_rounded_down() -> None:
    pension = {"id": "m1", "sex": "female", "date_of_birth": "1960-01-01", "certified": True}
    found = assessed("pension", "m1", members=[{**pension, "insured_months": 251}])
    assert found.amount is not None
    assert (found.amount.minimum, found.amount.maximum) == (12550, 12550)
    found = assessed("pension", "m1", members=[{**pension, "insured_months": 180}])
    assert found.amount is not None
    assert found.amount.minimum == 11500
    assert outcome("poverty_score // 7", household={"poverty_score": 31.99}) == (4, 4)


def test_an_unknown_number_gives_an_amount_between_bounds() -> None:
    found = assessed("pension", "m1", members=[{"id": "m1"}])
    assert found.amount is not None
    assert (found.amount.minimum, found.amount.maximum) == (11500, None)
    interval = [{"id": "m1", "insured_months": {"min": 300, "max": 600}}]
    found = assessed("pension", "m1", members=interval)
    assert found.amount is not None
    assert (found.amount.minimum, found.amount.maximum) == (15000, 30000)


# --- Families, rosters, relations -----------------------------------------------------------------


def test_two_families_of_one_household_are_judged_apart() -> None:
    parts: dict[str, Any] = {
        "families": [
            {"id": "f1", "members": ["m1"], "registered_in": "here", "family_income": 90000},
            {"id": "f2", "members": ["m2"], "registered_in": "here", "family_income": 90000},
        ],
        "members": [WIDOW, {"id": "m2", "marital_status": "married"}],
    }
    assert assessed("family_help", "f1", **parts).verdict == "eligible"
    assert assessed("family_help", "f2", **parts).verdict == "not_eligible"
    assert outcome("count(family_income > 5 for family in household)", **parts) == (2, 2)


def test_a_family_nobody_has_named_is_still_a_family() -> None:
    found = assessed("family_help", "family", members=[{**WIDOW, "marital_status": "married"}])
    assert found.verdict == "not_yet_known"
    assert outcome("any(family_income > 5 for family in household)", members=[WIDOW]) is None
    assert outcome("count(family_income >= 0 for family in household)") == (0, float("inf"))


def test_whoever_is_in_no_family_on_file_may_be_in_the_subjects() -> None:
    parts: dict[str, Any] = {"members": [{"id": "m1"}, {"id": "m2", "certified": True}]}
    assert outcome("any(certified for member in family)", "individual", **parts) is None
    placed = {**parts, "families": [{"id": "f1", "members": ["m2"]}]}
    settled = outcome(
        "any(certified for member in family if not is_subject)", "individual", **placed
    )
    assert settled is False
    open_family = {**placed, "roster_complete": False}
    assert outcome("count(certified for member in family)", "individual", **open_family)[0] == 0


def test_a_receipt_counts_for_the_one_who_receives() -> None:
    parts: dict[str, Any] = {
        "members": [{"id": "m1"}, {"id": "m2"}],
        "families": [{"id": "f1", "members": ["m1"]}, {"id": "f2", "members": ["m2"]}],
        "receives": [{"benefit": "example/help/grant", "subject": "m2"}],
        "receives_known": ["example/help/grant"],
    }
    text = "'example/help/grant' in {}receives"
    assert outcome(text.format(""), "individual", "m1", **parts) is False
    assert outcome(text.format(""), "individual", "m2", **parts) is True
    assert outcome(text.format("family_"), "individual", "m1", **parts) is False
    assert outcome(text.format("family_"), "individual", "m2", **parts) is True
    assert outcome(text.format("household_"), **parts) is True
    assert outcome("'example/help/orphan' in receives", "individual", "m1", **parts) is None
    del parts["families"]
    assert outcome(text.format("family_"), "individual", "m1", **parts) is None


def test_what_the_household_or_another_family_receives_is_not_received_by_the_family() -> None:
    parts: dict[str, Any] = {
        "members": [{"id": "m1"}, {"id": "m2"}],
        "families": [{"id": "f1", "members": ["m1"]}, {"id": "f2", "members": ["m2"]}],
        "receives_known": "all",
    }
    text = "'example/help/grant' in family_receives"
    for subject, found in (("household", False), ("f2", False), ("f1", True)):
        parts["receives"] = [{"benefit": "example/help/grant", "subject": subject}]
        assert outcome(text, "individual", "m1", **parts) is found


def test_a_choice_of_words_may_be_either_word() -> None:
    text = "home_kind == ('own' if rooms > 2 else 'rented')"
    assert outcome(text, household={"home_kind": "none"}) is False
    assert outcome(text, household={"home_kind": "own"}) is None
    assert outcome(text, household={"home_kind": "own", "rooms": 3}) is True


def test_an_amount_of_what_does_not_apply_is_no_amount() -> None:
    rules = RULES.replace("amount: grant_amount", "amount: max(wage)")
    catalogue = small_catalogue(rules=rules)
    assert assessed("grant", catalogue=catalogue).amount is None
    assert repr(NOT_APPLICABLE) == "NOT_APPLICABLE"


def test_the_largest_number_that_may_be_typed_in_is_no_amount() -> None:
    facts = FACTS.replace("type: int, min: 0, max: 40", "type: int, min: 0, max: 70000000")
    rules = RULES.replace("amount: grant_amount", "amount: max(floor, 12 * rooms)")
    catalogue = small_catalogue(facts=facts, rules=rules)

    def amount(**known: Any) -> Any:
        found = assessed("grant", catalogue=catalogue, household=known).amount
        assert found is not None
        return found.minimum, found.maximum

    assert amount() == (11500, None)
    assert amount(rooms={"min": 1000, "max": 2000}) == (12000, 24000)
    capped = small_catalogue(
        facts=facts, rules=RULES.replace("amount: grant_amount", "amount: min(floor, 12 * rooms)")
    )
    found = assessed("grant", catalogue=capped).amount
    assert found is not None
    assert (found.minimum, found.maximum) == (0, 11500)


def test_a_form_that_no_reader_knows_is_told() -> None:
    with pytest.raises(TypeError, match="no reader for Node"):
        Reader(CATALOGUE.facts, {}, {}).closure(tree.Node())


def test_a_member_who_was_struck_but_not_named_may_be_anybody() -> None:
    parts: dict[str, Any] = {
        "members": [{"id": "m1", "certified": True}, {"id": "m2", "mother": "m1"}],
        "families": [{"id": "f1", "members": ["m1", "m2"]}],
        "events": [{"id": "e1", "event_kind": "death"}],
        "receives": [{"benefit": "example/help/grant", "subject": "f1"}],
        "receives_known": "all",
    }
    for text in (
        "any(is_subject and certified)",
        "any(is_child_of_subject)",
        "any(certified for member in family)",
        "'example/help/grant' in family_receives",
        "certified",
    ):
        assert outcome(text, "event", **parts) is None, text
    parts["events"][0]["event_member"] = "m1"
    assert outcome("any(is_subject and certified)", "event", **parts) is True
    assert outcome("any(is_child_of_subject)", "event", **parts) is True


@pytest.mark.parametrize(
    ("parent", "child", "is_child"),
    [
        ("head", "son", True),
        ("mother", "head", True),
        ("wife", "son", None),
        ("brother", "niece", None),
        ("brother", "daughter_in_law", None),
        ("son", "head", False),
        ("other_relative", "niece", None),
        ("not_related", "head", False),
        ("son", "daughter", False),
        (None, "son", None),
    ],
)
def test_who_is_whose_child_follows_from_relations_to_the_head_where_it_does(
    parent: str | None, child: str, is_child: bool | None
) -> None:
    members = [{"id": "m1", "relationship": parent}, {"id": "m2", "relationship": child}]
    found = outcome("any(is_child_of_subject)", "individual", "m1", members=members)
    assert found is is_child
    back = outcome("any(is_parent_of_subject)", "individual", "m2", members=members)
    assert back is is_child


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ({"spouses": ["m2"]}, {}),
        ({}, {"spouses": ["m1"]}),
        ({"father": "m2"}, {}),
        ({"mother": "m2"}, {}),
        ({"date_of_birth": "1985-01-01"}, {"date_of_birth": "1980-01-01"}),
        ({"date_of_birth": "1985-01-01"}, {"date_of_birth": "1985-01-01"}),
        ({"date_of_birth": {"min": "1985-01-01", "max": "1990-01-01"}},
         {"date_of_birth": {"min": "1980-01-01", "max": "1985-01-01"}}),
    ],
)  # fmt: skip
def test_nobody_is_the_parent_of_the_spouse_of_the_own_parent_or_of_somebody_older(
    parent: dict[str, Any], child: dict[str, Any]
) -> None:
    members = [{"id": "m1", **parent}, {"id": "m2", **child}]
    assert outcome("any(is_child_of_subject)", "individual", "m1", members=members) is False
    assert outcome("any(is_parent_of_subject)", "individual", "m2", members=members) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({"date_of_birth": "1960-01-01"}, {"date_of_birth": "1985-01-01"}),
        ({"date_of_birth": "1985-01-01"}, {}),
        ({"date_of_birth": "1985-01-01"},
         {"date_of_birth": {"min": "1980-01-01", "max": "1990-01-01"}}),
    ],
)  # fmt: skip
def test_who_may_be_older_may_be_the_parent(one: dict[str, Any], other: dict[str, Any]) -> None:
    members = [{"id": "m1", **one}, {"id": "m2", **other}]
    assert outcome("any(is_child_of_subject)", "individual", "m1", members=members) is None
    assert outcome("any(is_spouse_of_subject)", "individual", "m1", members=members) is None


def test_nobody_is_married_to_a_parent_and_a_stated_kinship_outweighs_the_ages() -> None:
    members = [{"id": "m1"}, {"id": "m2", "mother": "m1"}]
    assert outcome("any(is_spouse_of_subject)", "individual", "m1", members=members) is False
    assert outcome("any(is_spouse_of_subject)", "individual", "m2", members=members) is False
    members = [
        {"id": "m1", "relationship": "head", "date_of_birth": "1990-01-01"},
        {"id": "m2", "relationship": "son", "date_of_birth": "1985-01-01"},
    ]
    assert outcome("any(is_child_of_subject)", "individual", "m1", members=members) is True


@pytest.mark.parametrize(
    ("one", "other", "married"),
    [
        ({"relationship": "head"}, {"relationship": "wife"}, True),
        ({"relationship": "son"}, {"relationship": "daughter_in_law"}, None),
        ({"relationship": "mother"}, {"relationship": "uncle"}, None),
        ({"relationship": "head"}, {"relationship": "brother"}, False),
        ({"relationship": "brother"}, {"relationship": "other_relative"}, None),
        ({"relationship": "son"}, {"relationship": "daughter"}, False),
        ({}, {"relationship": "wife"}, None),
        ({"marital_status": "never_married"}, {}, False),
        ({"spouses": ["m2"]}, {}, True),
        ({}, {"spouses": []}, False),
    ],
)
def test_who_is_married_to_whom(one: Any, other: Any, married: bool | None) -> None:
    members = [{"id": "m1", **one}, {"id": "m2", **other}]
    found = outcome("any(is_spouse_of_subject)", "individual", members=members)
    assert found is married


def test_a_named_parent_settles_who_is_not_one() -> None:
    dead = [{"id": who, "vital_status": "deceased"} for who in ("d1", "d2")]
    child = {"id": "m2", "father": "d1"}

    def is_parent(**facts: Any) -> bool | None:
        members = [{"id": "m1", **facts}, child, *dead]
        found: bool | None = outcome("any(is_child_of_subject)", "individual", members=members)
        return found

    assert is_parent(sex="male") is False
    assert is_parent(sex="female") is None
    assert is_parent() is None
    child["mother"] = "d2"
    assert is_parent() is False


def test_one_family_is_the_same_family() -> None:
    members = [{"id": "m1"}, {"id": "m2"}, {"id": "m3"}]
    families = [{"id": "f1", "members": ["m1", "m2"]}]
    count = "count(is_same_family)"
    assert outcome(count, "individual", members=members, families=families) == (2, 3)
    families.append({"id": "f2", "members": ["m3"]})
    assert outcome(count, "individual", members=members, families=families) == (2, 2)


# --- The law in time ------------------------------------------------------------------------------


def test_a_rate_is_the_rate_of_the_events_own_day() -> None:
    for day, rate in (("2022-07-01", 100000), ("2025-07-31", 100000), ("2025-08-01", 300000)):
        event = {"id": "e1", "event_kind": "house_damage", "event_date": day}
        found = assessed("damage", "e1", household={"poverty_score": 30}, events=[event])
        assert found.amount is not None
        assert (found.amount.minimum, found.amount.maximum) == (rate, rate)


def test_an_unknown_day_of_the_event_leaves_rate_and_rule_open() -> None:
    event = {"id": "e1", "event_kind": "house_damage"}
    found = assessed("damage", "e1", household={"poverty_score": 90}, events=[event])
    assert found.verdict == "not_yet_known"
    assert found.missing == (FactOf("event_date", "e1"),)
    stated = {**event, "event_date": {"min": "2024-06-01", "max": "2025-09-01"}}
    found = assessed("damage", "e1", household={"poverty_score": 90}, events=[stated])
    assert found.verdict == "not_yet_known"
    assert found.missing == (FactOf("event_date", "e1"),)
    assert found.amount is not None
    assert (found.amount.minimum, found.amount.maximum) == (100000, 300000)
    found = assessed("damage", "e1", household={"poverty_score": 30}, events=[stated])
    assert found.verdict == "eligible"


def test_a_scheme_not_begun_or_ended_has_no_rule_in_force() -> None:
    ended = small_catalogue(
        rules=RULES.replace(
            "      - from: 2026-01-01\n", "      - from: 2026-01-01\n        to: 2026-06-01\n", 1
        )
    )
    for day, is_in_force in (("2025-12-31", False), ("2026-05-31", True), ("2026-06-01", False)):
        known = household(ended, as_of=day)
        found, not_in_force = Assessor(ended).assess(known)
        assert ("example/help/grant" in not_in_force) is not is_in_force
        assert any(a.benefit.name == "grant" for a in found) is is_in_force
        assert any(j.benefit == "example/help/grant" for j in Assessor(ended).judge(known)) is (
            is_in_force
        )


def test_an_event_before_any_rule_has_no_entry() -> None:
    event = {"id": "e1", "event_kind": "house_damage", "event_date": "2020-01-01"}
    known = household(events=[event])
    found, not_in_force = Assessor(CATALOGUE).assess(known)
    assert "example/help/damage" in not_in_force
    assert all(entry.benefit.name != "damage" for entry in found)


def test_a_figure_nobody_has_published_is_open_law_and_no_question_to_the_person() -> None:
    child = {"id": "m1", "date_of_birth": "2020-01-01", "father": "d1"}
    father = {"id": "d1", "vital_status": "deceased", "sex": "male"}
    found = assessed(
        "orphan", "m1", members=[child, father], receives_known="all",
        household={"poverty_score": 30},
    )  # fmt: skip
    assert found.verdict == "not_yet_known"
    assert found.open_law == ("open_line",)
    assert found.missing == ()


def test_before_its_first_day_a_figure_is_not_known() -> None:
    later = small_catalogue(
        parameters=PARAMETERS.replace(
            "[{from: 2026-01-01, value: 32,", "[{from: 2026-12-01, value: 32,"
        )
    )
    found = assessed(
        "grant", catalogue=later, household={"poverty_score": 5},
        members=[{"id": "m1", "in_service": False, "certified": False}],
    )  # fmt: skip
    assert found.verdict == "not_yet_known"
    assert found.open_law == ("ceiling",)


def test_figures_of_other_kinds_may_be_open_too() -> None:
    parameters = PARAMETERS + "".join(
        f"  open_{kind}: {{type: {kind}, values: [{{from: 2026-01-01, value: not_known, source: rules}}]}}\n"
        for kind in ("date", "text", "bool")
    )
    for test in ("open_date <= as_of", "open_text == home_kind", "home_kind == open_text", "open_bool",
                 "open_text in ('own', 'none')"):  # fmt: skip
        rules = RULES.replace("not any(in_service)", f'"{test}"', 1)
        found = assessed("grant", catalogue=small_catalogue(parameters=parameters, rules=rules),
                         household={"poverty_score": 5, "home_kind": "own"})  # fmt: skip
        assert found.verdict == "not_yet_known", test
        assert len(found.open_law) == 1


# --- Steps, the department's own questions, for whom ----------------------------------------------


def test_a_failed_step_is_something_to_do_and_never_a_no() -> None:
    pensioner = {"id": "m1", "sex": "female", "date_of_birth": "1960-01-01", "insured_months": 200}
    found = assessed("pension", "m1", members=[{**pensioner, "certified": False}])
    assert found.verdict == "not_yet_known"
    assert found.missing == (FactOf("certified", "m1"),)
    assert (
        assessed("pension", "m1", members=[{**pensioner, "certified": True}]).verdict == "eligible"
    )
    young = {**pensioner, "date_of_birth": "1990-01-01", "certified": False}
    assert assessed("pension", "m1", members=[young]).verdict == "not_eligible"


def test_what_only_the_department_asks_is_shown_and_left_out() -> None:
    found = assessed("pension", "m1", members=[{"id": "m1"}])
    [judged] = [entry for entry in found.criteria if entry.criterion.id == "judged"]
    assert judged.holds is None
    assert judged.because == ()


def test_as_one_way_among_several_the_departments_question_keeps_the_verdict_open() -> None:
    rules = RULES.replace(
        "          - {id: judged, asked_by: department}\n",
        "          - any:\n              - {id: judged, asked_by: department}\n"
        "              - {id: certain, test: certified}\n",
    ).replace("{id: paper, kind: step, test: certified}", "{id: paper, test: wage >= 0}")
    english = {"en": small_texts("certain")}
    catalogue = small_catalogue(rules=rules, **english)
    person = {"id": "m1", "sex": "male", "date_of_birth": "1950-01-01", "insured_months": 200,
              "in_service": True, "certified": False}  # fmt: skip
    assert assessed("pension", "m1", catalogue, members=[person]).verdict == "not_yet_known"
    person["certified"] = True
    assert assessed("pension", "m1", catalogue, members=[person]).verdict == "eligible"


def small_texts(*more: str) -> str:
    line = "  {}: {{holds: It holds., fails: It fails., unknown: Not known.}}\n"
    return ENGLISH + "".join(line.format(criterion) for criterion in more)


def test_a_question_that_is_meaningless_for_somebody_has_no_entry() -> None:
    assessor = Assessor(CATALOGUE)
    known = household(members=[{"id": "m1", "date_of_birth": "1960-01-01"}, {"id": "m2"}])
    found = [entry for entry in assessor.assess(known)[0] if entry.benefit.name == "orphan"]
    assert [entry.subject for entry in found] == ["m2"]


def test_nobody_is_called_eligible_while_it_is_open_whether_the_benefit_is_for_them() -> None:
    rules = RULES.replace("          - {id: line, test: poverty_score <= open_line}\n", "")
    father = {"id": "d1", "vital_status": "deceased", "sex": "male"}
    parts: dict[str, Any] = {"receives_known": "all", "catalogue": small_catalogue(rules=rules)}
    found = assessed("orphan", "m1", members=[{"id": "m1", "father": "d1"}, father], **parts)
    assert found.verdict == "not_yet_known"
    assert found.missing == (FactOf("date_of_birth", "m1"),)


# --- A scheme's own examples ----------------------------------------------------------------------


def test_examples_that_fit_pass_and_others_say_how_they_differ() -> None:
    examples = """
    - name: fits
      as_of: 2026-11-01
      household: {poverty_score: 32}
      members: [{id: m1, in_service: false}]
      events: [{id: e1, event_kind: house_damage, event_date: 2026-01-01}]
      expect: {grant: eligible, pension: {m1: not_yet_known}, damage: {e1: eligible}}
      amount: {grant: 6000, pension: {m1: {min: 11500, max: null}}, damage: {e1: 300000}}
      missing: [insured_months]
    - name: does not fit
      as_of: 2026-11-01
      household: {poverty_score: 50}
      members: [{id: m1, in_service: true}]
      expect: {grant: eligible, pension: {m9: eligible}}
      amount: {grant: {min: 1, max: 2}, orphan: 5, pension: {m1: {min: 1, max: 2}}}
      fails: [nobody_serves, insured]
      missing: [rooms]
    - as_of: 2026-11-01
      members: [{id: m1, shoe_size: 5}]
    """
    found = failing_examples(small_catalogue(examples=examples))
    assert all(sentence.startswith("example/help/examples.yaml: ") for sentence in found)
    told = "\n".join(found)
    assert "fits: " not in told.replace("does not fit: ", "")
    assert "grant for household is not_eligible, expected eligible" in told
    assert "pension for m9 is None, expected eligible" in told
    assert "the amount of grant for household is None, expected (1, 2)" in told
    assert "the amount of pension for m1 is (11500, None), expected (1, 2)" in told
    assert "the amount of orphan for household is None, expected (5, 5)" in told
    assert 'the criterion "insured" does not fail' in told
    assert '"rooms" is not named as missing' in told
    assert "without a name: members[0].shoe_size" in told


def test_an_expected_amount_may_have_one_bound() -> None:
    examples = """
    - name: open above
      as_of: 2026-11-01
      members: [{id: m1}]
      amount: {pension: {m1: {min: 11500}}, grant: {min: 1}}
    """
    found = failing_examples(small_catalogue(examples=examples))
    assert not any("pension" in sentence for sentence in found)
    assert any("the amount of grant" in one and "expected (1, None)" in one for one in found)


@pytest.mark.parametrize(
    ("expected", "said"),
    [
        ("amount: 6000", "amount: benefits should stand here"),
        ("expect: [grant]", "expect: benefits should stand here"),
        ("amount: {grant: much}", "amount of grant: much is no amount"),
        ("amount: {grant: {min: true}}", "amount of grant: {'min': True} is no amount"),
        ("amount: {pension: {m1: {least: {of: 1}}}}", "amount of pension: {'least'"),
    ],
)
def test_an_example_that_expects_no_amount_is_refused_with_what_to_write(
    expected: str, said: str
) -> None:
    example = f"- {{name: a slip, as_of: 2026-11-01, members: [{{id: m1}}], {expected}}}"
    (found,) = failing_examples(small_catalogue(examples=example))
    assert said in found


def test_no_sum_stands_beside_a_no() -> None:
    shut, still_open = ({"poverty_score": 50}, {})
    assert assessed("grant", household=shut).verdict == "not_eligible"
    assert assessed("grant", household=shut).amount is None
    assert assessed("grant", household=still_open).amount is not None
    refused = read_household(household_file(household=shut), CATALOGUE.facts)
    judged = {j.benefit: j for j in Assessor(CATALOGUE).judge(refused)}
    assert judged["example/help/grant"].amount is None


def test_facts_derived_for_a_hidden_member_stay_open() -> None:
    assert "spouse_in_service" in FACTS
    members = [{"id": "m1", "in_service": False, "spouses": []}]
    text = "any(spouse_in_service)"
    assert outcome(text, members=members) is False
    assert outcome(text, members=members, roster_complete=False) is None


def test_a_rate_nobody_has_published_is_open_law_though_the_verdict_is_settled() -> None:
    parameters = PARAMETERS.replace(
        "{from: 2026-07-01, value: 6000, source: rules}",
        "{from: 2026-07-01, value: not_known, source: rules}",
    )
    found = assessed(
        "grant", catalogue=small_catalogue(parameters=parameters), household={"poverty_score": 20},
        members=[{"id": "m1", "in_service": False}],
    )  # fmt: skip
    assert (found.verdict, found.amount, found.open_law) == ("eligible", None, ("grant_amount",))
