"""Every answer says on which facts it rests, and asks only for what can still change it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from small_catalogue import ENGLISH, PARAMETERS, RULES, household_file, small_catalogue
from small_catalogue import FACTS as TEXT_OF_FACTS
from strategies import World, worlds

from dareecha.domain.eligibility.answer import answer_for, source_title
from dareecha.domain.eligibility.assess import (
    ELIGIBLE,
    NOT_ELIGIBLE,
    NOT_YET_KNOWN,
    Assessment,
    Assessor,
    combined,
)
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.planes import NO, UNKNOWN
from dareecha.domain.eligibility.questions import next_question, supposed_answers, with_fact
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Event, Household, Person, Receipt, exactly
from dareecha.domain.households.roster_words import STRUCTURE_LABELS, STRUCTURE_QUESTIONS
from dareecha.domain.rules.catalogue import Catalogue

CATALOGUE = small_catalogue()
FACTS = dict(CATALOGUE.facts)
quick = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def household(catalogue: Catalogue = CATALOGUE, **parts: Any) -> Household:
    return read_household(household_file(**parts), catalogue.facts)


def assessed(
    benefit: str, subject: str = "household", catalogue: Catalogue = CATALOGUE, **parts: Any
) -> Assessment:
    found, _ = Assessor(catalogue).assess(household(catalogue, **parts))
    return next(a for a in found if (a.benefit.name, a.subject) == (benefit, subject))


def because(entry: Assessment, criterion: str) -> set[tuple[str, str]]:
    [examined] = [one for one in entry.criteria if one.criterion.id == criterion]
    return {(reason.fact.fact, reason.fact.of) for reason in examined.because}


def with_test(test: str, unit: str = "grant") -> Catalogue:
    old = {"grant": "not any(in_service)", "damage": "event_kind == 'house_damage'"}[unit]
    return small_catalogue(rules=RULES.replace(f"test: {old}", f'test: "{test}"'))


# --- Reasons --------------------------------------------------------------------------------------


def test_a_no_names_the_one_person_and_fact_that_decided() -> None:
    members = [{"id": "m1", "in_service": False}, {"id": "m2", "in_service": True}]
    entry = assessed("grant", household={"poverty_score": 30}, members=members)
    assert because(entry, "nobody_serves") == {("in_service", "m2")}
    [reason] = entry.criteria[1].because
    assert (reason.low, reason.source) == (True, "said")
    assert because(entry, "poor_enough") == {("poverty_score", "household")}


def test_a_yes_for_everybody_names_everybody() -> None:
    members = [{"id": "m1", "in_service": False}, {"id": "m2", "in_service": False}]
    assert because(assessed("grant", members=members), "nobody_serves") == {
        ("in_service", "m1"), ("in_service", "m2"),
    }  # fmt: skip


def test_a_derived_fact_is_explained_by_the_facts_it_follows_from() -> None:
    entry = assessed("pension", "m1", members=[{"id": "m1", "date_of_birth": "1990-01-01"}])
    assert because(entry, "old_enough") == {("date_of_birth", "m1")}


def test_what_does_not_apply_is_explained_by_why_it_does_not() -> None:
    entry = assessed(
        "grant", catalogue=with_test("any(wage >= 100)"),
        members=[{"id": "m1", "in_service": False}],
    )  # fmt: skip
    [examined] = [one for one in entry.criteria if one.criterion.id == "nobody_serves"]
    assert examined.holds is False


def test_a_fold_over_those_to_whom_a_fact_does_not_apply_counts_their_reason() -> None:
    entry = assessed(
        "grant", catalogue=with_test("sum(wage) <= 5"),
        members=[{"id": "m1", "in_service": False}],
    )  # fmt: skip
    assert because(entry, "nobody_serves") == {("in_service", "m1")}


def test_a_receipt_is_a_reason_with_its_own_source_and_day() -> None:
    text = "any('example/help/grant' in receives)"
    known = replace(
        household(with_test(text), members=[{"id": "m1"}, {"id": "m2"}], receives_known="all"),
        receipts=(
            Receipt("example/help/orphan", "m1", None, "list A"),
            Receipt("example/help/grant", "m2", date(2025, 1, 1), "list B"),
        ),
    )
    found, _ = Assessor(with_test(text)).assess(known)
    [reason] = next(a for a in found if a.benefit.name == "grant").criteria[1].because
    assert reason.fact == FactOf("receives", "m2", "example/help/grant")
    assert (reason.low, reason.source, reason.as_of) == (True, "list B", date(2025, 1, 1))


def test_that_nobody_receives_is_a_reason_too() -> None:
    entry = assessed("orphan", "m1", members=[{"id": "m1"}], receives_known="all")
    assert because(entry, "not_yet_helped") == {("receives", "household")}
    entry = assessed("orphan", "m1", members=[{"id": "m1"}], deceased_complete=False)
    assert because(entry, "not_yet_helped") == set()
    assert FactOf("receives", "household", "example/help/grant") in entry.missing


def test_a_choice_is_explained_by_the_branch_taken() -> None:
    text = "(home_kind == 'own' if rooms > 2 else any(certified))"
    parts: dict[str, Any] = {"household": {"rooms": 1, "home_kind": "own"},
                             "members": [{"id": "m1", "certified": True}]}  # fmt: skip
    entry = assessed("grant", catalogue=with_test(text), **parts)
    assert because(entry, "nobody_serves") == {("rooms", "household"), ("certified", "m1")}
    del parts["household"]["rooms"]
    del parts["household"]["home_kind"]
    entry = assessed("grant", catalogue=with_test(text), **parts)
    assert {FactOf("rooms", "household"), FactOf("home_kind", "household")} <= set(entry.missing)
    assert FactOf("certified", "m1") not in entry.missing


# --- Which reasons decide -------------------------------------------------------------------------


def decides(entry: Assessment) -> set[str]:
    return {one.criterion.id for one in entry.criteria if one.decides}


def test_a_closed_way_beside_an_open_one_decides_nothing() -> None:
    family: dict[str, Any] = {"id": "f1", "members": ["m1"], "registered_in": "here"}
    widowed = [{"id": "m1", "marital_status": "widowed"}]
    married = [{"id": "m1", "marital_status": "married"}]
    poor, rich = {**family, "family_income": 5}, {**family, "family_income": 50000}
    for members, told, deciding in (
        (widowed, rich, {"here", "widow"}),
        (widowed, family, {"here", "widow"}),
        (married, poor, {"here", "small_income"}),
        (married, family, {"here", "small_income"}),
        (married, rich, {"small_income", "widow"}),
        (widowed, poor, {"here", "small_income", "widow"}),
    ):
        entry = assessed("family_help", "f1", members=members, families=[told])
        assert decides(entry) == deciding
    elsewhere = {**rich, "registered_in": "elsewhere"}
    entry = assessed("family_help", "f1", members=widowed, families=[elsewhere])
    assert decides(entry) == {"here"}


def test_a_closed_way_beside_an_open_one_does_not_read_like_a_bar() -> None:
    texts = ENGLISH.replace("small_income: {holds", "small_income: {short: A small income, holds")
    catalogue = small_catalogue(en=texts)
    family = {"id": "f1", "members": ["m1"], "registered_in": "here", "family_income": 50000}
    known = household(catalogue, members=[{"id": "m1", "marital_status": "widowed"}],
                      families=[family])  # fmt: skip
    wanted = frozenset(["example/help/family_help"])
    (entry,) = answer_for(known, Assessor(catalogue), benefits=wanted)["benefits"]
    said = {one["id"]: one["say"] for one in entry["criteria"]}
    assert entry["verdict"] == ELIGIBLE
    assert said["small_income"] == {
        "en": "Another way is open beside this one: A small income.", "ur": None, "ps": None,
    }  # fmt: skip
    assert said["widow"]["en"] == "It holds."


def test_a_step_that_changes_nothing_any_more_is_not_told_as_something_to_do() -> None:
    texts = ENGLISH.replace("paper: {holds", "paper: {short: The paper, holds")
    catalogue = small_catalogue(en=texts)
    known = household(catalogue, members=[
        {"id": "m1", "date_of_birth": "2000-01-01", "certified": False}
    ])  # fmt: skip
    wanted = frozenset(["example/help/pension"])
    (entry,) = answer_for(known, Assessor(catalogue), benefits=wanted)["benefits"]
    assert entry["verdict"] == NOT_ELIGIBLE
    said = {one["id"]: one["say"]["en"] for one in entry["criteria"]}
    assert said["paper"] == "Changes nothing here: The paper."


def test_whoever_alone_is_missing_is_asked_for_in_three_languages() -> None:
    rules = RULES.replace(
        "test: poverty_score <= open_line", 'test: "any(is_parent_of_subject and certified)"'
    )
    catalogue = small_catalogue(rules=rules)
    members = [
        {"id": "m1", "date_of_birth": "2016-01-01"},
        {"id": "m2", "sex": "female", "certified": True, "date_of_birth": "1990-01-01"},
    ]
    known = household(catalogue, members=members, deceased_complete=False)
    wanted = frozenset(["example/help/orphan"])
    answer = answer_for(known, Assessor(catalogue), benefits=wanted)
    said = {one["id"]: one["say"] for one in answer["benefits"][0]["criteria"]}
    assert said["line"] == STRUCTURE_QUESTIONS["mother"]
    assert STRUCTURE_QUESTIONS.keys() == STRUCTURE_LABELS.keys()
    assert all(set(asked) == {"en", "ur", "ps"} for asked in STRUCTURE_QUESTIONS.values())


@quick
@given(world=worlds(FACTS))
def test_what_decides_nothing_could_be_otherwise_without_turning_the_verdict(world: World) -> None:
    for entry in Assessor(CATALOGUE).assess(world.seen_at(1, FACTS))[0]:
        examined = {one.criterion.id: one for one in entry.criteria}
        idle = {
            id_: replace(one, outcome=NO if entry.verdict != ELIGIBLE else UNKNOWN)
            for id_, one in examined.items()
            if not one.decides
        }
        before = combined(entry.version.rule, examined)
        assert combined(entry.version.rule, examined | idle) == before


def test_a_closed_door_asks_nothing_more() -> None:
    entry = assessed("pension", "m1", members=[{"id": "m1", "date_of_birth": "1990-01-01"}])
    assert decides(entry) == {"old_enough"}


# --- What is missing ------------------------------------------------------------------------------


def test_facts_of_settled_parts_are_not_asked_for() -> None:
    entry = assessed("grant", household={"poverty_score": 30}, members=[{"id": "m1"}])
    assert entry.missing == (FactOf("in_service", "m1"),)


def test_a_settled_verdict_asks_for_nothing() -> None:
    entry = assessed("grant", household={"poverty_score": 36}, members=[{"id": "m1"}])
    assert (entry.verdict, len(entry.missing)) == ("not_yet_known", 2)
    entry = assessed("grant", household={"poverty_score": 90},
                     members=[{"id": "m1", "certified": False}])  # fmt: skip
    assert (entry.verdict, entry.missing, entry.open_law) == ("not_eligible", (), ())


def test_a_derived_fact_asks_for_what_it_follows_from() -> None:
    entry = assessed("pension", "m1", members=[{"id": "m1"}])
    assert FactOf("date_of_birth", "m1") in entry.missing
    assert all(fact.fact != "age_years" for fact in entry.missing)


def test_a_fact_that_may_not_apply_asks_whether_it_does() -> None:
    entry = assessed("grant", catalogue=with_test("any(wage > 100)"), members=[{"id": "m1"}])
    assert {FactOf("in_service", "m1"), FactOf("wage", "m1")} <= set(entry.missing)
    entry = assessed(
        "grant", catalogue=with_test("any(wage > 100)"), members=[{"id": "m1", "wage": 500}]
    )
    assert FactOf("wage", "m1") not in entry.missing


def test_only_the_branch_that_is_taken_asks() -> None:
    text = "(home_kind == 'own' if rooms > 2 else any(certified))"
    parts: dict[str, Any] = {"household": {"rooms": 1, "poverty_score": 5}}
    entry = assessed("grant", catalogue=with_test(text), members=[{"id": "m1"}], **parts)
    assert entry.missing == (FactOf("certified", "m1"),)
    text = "any((wage if certified else 5) > 0)"
    members = [{"id": "m1", "in_service": False}]
    entry = assessed("grant", catalogue=with_test(text), members=members, **parts)
    assert entry.missing == (FactOf("certified", "m1"),)


def test_whoever_is_certainly_left_out_of_a_fold_is_not_asked_about() -> None:
    text = "any(certified for member in household if sex == 'female')"
    members = [{"id": "m1", "sex": "male"}, {"id": "m2", "sex": "female"}]
    entry = assessed("grant", catalogue=with_test(text), members=members,
                     household={"poverty_score": 5})  # fmt: skip
    assert entry.missing == (FactOf("certified", "m2"),)


def test_an_unknown_receipt_is_asked_of_the_one_who_would_receive() -> None:
    event = {"id": "e1", "event_date": "2026-01-01", "event_member": "m1"}
    parts: dict[str, Any] = {
        "members": [{"id": "m1"}], "events": [event, {"id": "e2", "event_date": "2026-02-01"}],
        "families": [{"id": "f1", "members": ["m1"]}],
    }  # fmt: skip
    for whose, of in (("receives", "e1"), ("family_receives", "f1")):
        text = f"'example/help/grant' in {whose}"
        entry = assessed("damage", "e1", with_test(text, "damage"), **parts)
        assert entry.missing == (FactOf("receives", of, "example/help/grant"),)


def test_each_event_asks_for_its_own_day() -> None:
    events = [{"id": "e1", "event_member": "m1"}, {"id": "e2", "event_date": "2026-02-01"}]
    members = [{"id": "m1", "date_of_birth": "2000-01-01"}]
    catalogue = with_test("age_years >= 18", "damage")
    entry = assessed("damage", "e1", catalogue, members=members, events=events)
    assert entry.missing == (FactOf("event_date", "e1"),)


def test_which_version_rules_is_asked_as_the_day_of_the_event() -> None:
    day = {"min": "2024-06-01", "max": "2025-06-01"}
    event = {"id": "e1", "event_kind": "house_damage", "event_member": "m1", "event_date": day}
    poor = {"poverty_score": 90}
    entry = assessed("damage", "e1", household=poor, members=[{"id": "m1"}], events=[event])
    assert (entry.verdict, entry.missing) == (NOT_YET_KNOWN, (FactOf("event_date", "e1"),))


def test_no_question_is_made_of_a_name() -> None:
    catalogue = with_test("event_member == 'm1'", "damage")
    known = household(catalogue, events=[{"id": "e1", "event_date": "2026-01-01"}],
                      families=[{"id": "f1", "members": [], "registered_in": "elsewhere"}],
                      household={"poverty_score": 90})  # fmt: skip
    assessor = Assessor(catalogue)
    found = assessor.assess(known)[0]
    assert any(FactOf("event_member", "e1") in entry.missing for entry in found)
    assert next_question(known, found, assessor) is None


def test_an_open_list_of_people_families_or_dead_is_asked_to_be_closed() -> None:
    def missing(text: str, **parts: Any) -> set[FactOf]:
        return set(assessed("grant", catalogue=with_test(text), **parts).missing)

    roster = FactOf("roster_complete", "household")
    is_open = {"roster_complete": False, "household": {"poverty_score": 5}}
    assert roster in missing("any(certified)", **is_open)
    assert roster in missing("any(family_income > 5 for family in household)", **is_open)
    dead = missing("any(certified for person in deceased)", **is_open)
    assert FactOf("deceased_complete", "household") in dead
    unplaced = missing("any(family_income > 5 for family in household)",
                       household={"poverty_score": 5}, members=[{"id": "m1"}])  # fmt: skip
    assert unplaced == {FactOf("family", "m1")}


def test_unknown_kinship_asks_for_the_relative_who_would_tell() -> None:
    text = "any({} and certified)"
    members = [{"id": "m1", "sex": "male"}, {"id": "m2", "certified": True}]
    event = {"id": "e1", "event_date": "2026-01-01", "event_member": "m1"}
    for relation, expected in (
        ("is_child_of_subject", FactOf("father", "m2")),
        ("is_parent_of_subject", FactOf("mother", "m1")),
        ("is_spouse_of_subject", FactOf("spouses", "m1")),
        ("is_same_family", FactOf("family", "m1")),
    ):
        catalogue = with_test(text.format(relation), "damage")
        entry = assessed("damage", "e1", catalogue, members=members, events=[event])
        assert expected in entry.missing
    nobody = {"id": "e1", "event_date": "2026-01-01"}
    for test in (text.format("is_subject"), "certified", "family_income > 5",
                 "any(certified for member in family)"):  # fmt: skip
        entry = assessed(
            "damage", "e1", with_test(test, "damage"), members=members, events=[nobody]
        )
        assert FactOf("event_member", "e1") in entry.missing, test


def test_a_family_not_on_file_is_asked_for() -> None:
    text = "family_income > 5"
    event = {"id": "e1", "event_date": "2026-01-01", "event_member": "m1"}
    parts: dict[str, Any] = {"members": [{"id": "m1"}, {"id": "m2"}], "events": [event]}
    entry = assessed("damage", "e1", with_test(text, "damage"), **parts)
    assert FactOf("family", "m1") in entry.missing
    entry = assessed(
        "damage", "e1", with_test("any(certified for member in family)", "damage"), **parts
    )
    assert {FactOf("family", "m2"), FactOf("certified", "m1")} <= set(entry.missing)


def test_the_day_of_an_event_is_asked_for_where_an_age_or_a_rate_hangs_on_it() -> None:
    members = [{"id": "m1", "date_of_birth": "2000-01-01"}]
    event = {"id": "e1", "event_member": "m1",
             "event_date": {"min": "2025-02-01", "max": "2026-10-01"}}  # fmt: skip
    for test in ("age_years >= 26", "years_between(date_of_birth, as_of) >= 26",
                 "rooms * 200000 < damage_rate"):  # fmt: skip
        catalogue = with_test(test, "damage")
        entry = assessed("damage", "e1", catalogue, members=members, events=[event],
                         household={"rooms": 1})  # fmt: skip
        assert entry.missing == (FactOf("event_date", "e1"),), test
        assert entry.open_law == ()


@quick
@given(world=worlds(FACTS))
def test_a_fact_that_is_not_asked_for_settles_nothing_by_itself(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    household = world.seen_at(1, FACTS)
    waiting = {
        (a.benefit.id, a.subject): a
        for a in assessor.assess(household)[0]
        if a.verdict == NOT_YET_KNOWN
    }
    for fact, value in _not_yet_told(world, household):
        learned = assessor.assess(with_fact(household, fact, value))[0]
        for entry in learned:
            before = waiting.get((entry.benefit.id, entry.subject))
            if before is not None and entry.verdict != NOT_YET_KNOWN:
                assert fact in before.missing, (fact, entry.benefit.id, entry.subject)


def _not_yet_told(world: World, household: Household) -> list[tuple[FactOf, Any]]:
    whole = {getattr(e, "id", "household"): e for e in _everybody(world.household)}
    told = {getattr(e, "id", "household"): e for e in _everybody(household)}
    return [
        (FactOf(name, who), fact.low)
        for who in told
        for name, fact in whole[who].facts.items()
        if told[who].facts.get(name) != fact
        and not (name == "event_member" and household.person(str(fact.low)) is None)
    ]


def _everybody(household: Household) -> list[Any]:
    return [household, *household.people(), *household.families, *household.events]


# --- The next question ----------------------------------------------------------------------------


@quick
@given(world=worlds(FACTS))
def test_the_next_question_names_what_is_missing_and_was_not_declined(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    household = world.seen_at(1, FACTS)
    found = assessor.assess(household)[0]
    question = next_question(household, found, assessor)
    if question is None:
        return
    entries = {getattr(e, "id", "household"): e for e in _everybody(household)}
    assert question.fact.fact not in entries[question.fact.of].declined
    open_benefits = {
        a.benefit.id for a in found if a.verdict == NOT_YET_KNOWN and question.fact in a.missing
    }
    assert question.settles
    assert set(question.settles) <= open_benefits


def question_for(**parts: Any) -> Any:
    assessor = Assessor(CATALOGUE)
    known = household(**parts)
    return next_question(known, assessor.assess(known)[0], assessor)


def test_a_question_settles_what_it_says() -> None:
    members = [{"id": "m1", "certified": False}]
    known = household(household={"poverty_score": 30}, members=members)
    assessor = Assessor(CATALOGUE)
    question = next_question(known, assessor.assess(known)[0], assessor)
    assert question is not None
    assert question.settles
    for benefit in question.settles:
        verdicts = {
            entry.verdict
            for value in (True, False, date(1950, 6, 15), date(2020, 6, 15), "female", 0, 400)
            if _fits(question.fact, value)
            for entry in assessor.assess(with_fact(known, question.fact, value))[0]
            if entry.benefit.id == benefit
        }
        assert verdicts - {NOT_YET_KNOWN}


def _fits(fact: FactOf, value: Any) -> bool:
    kinds = {"bool": bool, "date": date, "enum": str, "int": int, "decimal": int}
    return type(value) is kinds[FACTS[fact.fact].kind]


def test_a_declined_fact_is_not_asked_again() -> None:
    parts: dict[str, Any] = {"household": {"poverty_score": 30}}
    asked = question_for(members=[{"id": "m1"}], **parts)
    assert asked is not None
    declined = {asked.fact.fact: {"declined": True}}
    other = question_for(members=[{"id": "m1", **declined}], **parts)
    assert other is None or other.fact != asked.fact


def test_when_everything_is_settled_there_is_no_question() -> None:
    members = [{"id": "m1", "in_service": True, "certified": False, "insured_months": 0,
                "date_of_birth": "1990-01-01", "sex": "male"}]  # fmt: skip
    families = [{"id": "f1", "members": ["m1"], "registered_in": "elsewhere"}]
    assert question_for(household={"poverty_score": 90}, members=members, families=families) is None


def test_an_open_roster_or_an_unknown_receipt_can_be_the_question() -> None:
    question = question_for(
        roster_complete=False, household={"poverty_score": 30},
        families=[{"id": "f1", "members": [], "registered_in": "elsewhere"}],
    )  # fmt: skip
    assert question.fact == FactOf("roster_complete", "household")
    rules = RULES.replace("          - {id: line, test: poverty_score <= open_line}\n", "")
    catalogue = small_catalogue(rules=rules)
    known = household(
        catalogue,
        members=[{"id": "m1", "date_of_birth": "2020-01-01", "father": "d1", "in_service": True,
                  "insured_months": 0},
                 {"id": "d1", "vital_status": "deceased", "sex": "male"}],
        families=[{"id": "f1", "members": ["m1"], "registered_in": "elsewhere"}],
    )  # fmt: skip
    assessor = Assessor(catalogue)
    question = next_question(known, assessor.assess(known)[0], assessor)
    assert question is not None
    assert question.fact == FactOf("receives", "household", "example/help/grant")


def best_by_hand(known: Mapping[str, Any], catalogue: Catalogue) -> dict[FactOf, float]:
    """What each question is worth, every answer written into the file and the file judged anew."""

    def verdicts(content: Mapping[str, Any]) -> dict[tuple[str, str], str]:
        read = read_household(content, catalogue.facts, units=catalogue.units())
        found = Assessor(catalogue).assess(read)[0]
        return {(entry.benefit.id, entry.subject): entry.verdict for entry in found}

    read = read_household(known, catalogue.facts, units=catalogue.units())
    worth: dict[FactOf, float] = {}
    waiting = [a for a in Assessor(catalogue).assess(read)[0] if a.verdict == NOT_YET_KNOWN]
    for fact in {fact for entry in waiting for fact in entry.missing}:
        concerned = [(a.benefit.id, a.subject) for a in waiting if fact in a.missing]
        files = list(answered_files(fact, known))
        settled = [
            sum(answer.get(key, NOT_YET_KNOWN) != NOT_YET_KNOWN for key in concerned)
            for answer in map(verdicts, files)
        ]
        definition = catalogue.facts.get(fact.fact)
        cost = definition.cost if definition is not None else 2
        if sum(settled):
            worth[fact] = sum(settled) / len(files) / cost
    return worth


NOBODY: dict[str, Any] = {"id": "nobody", "vital_status": "deceased"}


def answered_files(fact: FactOf, known: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The file under each answer to a question, for the kinds of question that these cases have."""
    if fact.fact in ("roster_complete", "deceased_complete", "events_known"):
        yield {**known, fact.fact: True}
        return
    if fact.fact == "receives":
        receipts = known.get("receives", [])
        yield {**known, "receives": [*receipts, {"benefit": fact.benefit, "subject": fact.of}]}
        yield {**known, "receives_known": [fact.benefit]}
        return
    people: list[dict[str, Any]] = list(known["members"])
    ids = [one["id"] for one in people if one["id"] != fact.of]
    men = [one["id"] for one in people if one["id"] in ids and one.get("sex") != "female"]
    women = [one["id"] for one in people if one["id"] in ids and one.get("sex") != "male"]
    answers: dict[str, list[Any]] = {
        "father": [*men, "elsewhere"],
        "mother": [*women, "elsewhere"],
        "spouses": [*([one] for one in ids), []],
        "certified": [True, False],
        "in_service": [True, False],
        "sex": ["female", "male", "transgender"],
        "marital_status": ["never_married", "married", "widowed"],
    }
    for answer in answers.get(fact.fact, ()):
        told = [{**one, fact.fact: answer} if one["id"] == fact.of else one for one in people]
        if answer == "elsewhere":
            # Somebody dead whom no rule counts stands for whoever is none of the household.
            yield {**known, "members": [*told, {**NOBODY, "id": "elsewhere"}]}
        else:
            yield {**known, "members": told}


GIRL = {"id": "m1", "sex": "female", "date_of_birth": "2016-01-01", "in_service": False,
        "certified": False}  # fmt: skip
MAN = {"id": "m2", "sex": "male", "date_of_birth": "1990-01-01", "in_service": False,
       "certified": False, "insured_months": 0}  # fmt: skip
DEAD = {"id": "d1", "sex": "male", "vital_status": "deceased"}
KIN_RULES = {
    "father": "any(certified for person in deceased if is_parent_of_subject)",
    "spouses": "not any(in_service for member in household if is_spouse_of_subject)",
    "child": "any(is_child_of_subject and sex == 'female')",
    "dead": "any(sex == 'male' for person in deceased)",
    "events": "any(event_kind == 'death' for event in events)",
    "roster": "any(certified and sex == 'male')",
}


@pytest.mark.parametrize("test", KIN_RULES.values(), ids=KIN_RULES)
@pytest.mark.parametrize(
    "people",
    [
        [GIRL, MAN],
        [GIRL, MAN, {**DEAD, "certified": True}],
        [GIRL, {**MAN, "in_service": True}, DEAD],
        [GIRL, {**MAN, "sex": "female"}, {**DEAD, "certified": False}],
    ],
)
@pytest.mark.parametrize("roster", [True, False])
def test_the_next_question_is_worth_as_much_as_the_best_found_by_trying_every_answer(
    test: str, people: list[dict[str, Any]], roster: bool
) -> None:
    rules = RULES[: RULES.index("  grant:")] + RULES[RULES.index("  orphan:") :].replace(
        "    for_whom: age_years < 18\n", ""
    )
    head, _, _ = rules.partition("          - {id: father_dead")
    rules = f'{head}          - {{id: father_dead, test: "{test}"}}\n'
    catalogue = small_catalogue(rules=rules, needs="needs: {}")
    known = household_file(members=people, roster_complete=roster, deceased_complete=False)
    read = read_household(known, catalogue.facts, units=catalogue.units())
    assessor = Assessor(catalogue)
    question = next_question(read, assessor.assess(read)[0], assessor)
    worth = best_by_hand(known, catalogue)
    if question is None:
        assert worth == {}
    else:
        assert question.expected == pytest.approx(max(worth.values()))
        assert worth[question.fact] == pytest.approx(question.expected)


@pytest.mark.parametrize(
    ("asked", "text", "parts"),
    [
        (FactOf("family", "m2"), "any(certified for member in family)",
         {"families": [{"id": "f1", "members": ["m3"]}]}),
        (FactOf("event_member", "e1"), "certified", {}),
    ],
)  # fmt: skip
def test_who_belongs_to_which_family_and_who_was_struck_can_be_asked(
    asked: FactOf, text: str, parts: dict[str, Any]
) -> None:
    struck = {} if asked.fact == "event_member" else {"event_member": "m1"}
    event = {"id": "e1", "event_kind": "house_damage", "event_date": "2026-01-01", **struck}
    members = [
        {"id": "m1", "certified": False},
        {"id": "m2", "certified": True},
        {"id": "m3", "certified": False},
    ]
    catalogue = with_test(text, "damage")
    known = household(catalogue, members=members, events=[event], **parts)
    assessor = Assessor(catalogue)
    damage = frozenset(("example/help/damage",))
    found = assessor.assess(known, benefits=damage)[0]
    question = next_question(known, found, assessor)
    assert question is not None
    assert (question.fact, question.settles) == (asked, ("example/help/damage",))


def test_nothing_at_all_is_not_tried_as_the_only_number() -> None:
    # Where nobody has published a line, only who has nothing is certainly below it.
    known = household(members=[], families=[{"id": "f1", "members": []}])
    income, grant = FactOf("family_income", "f1"), frozenset({"example/help/grant"})
    answers = supposed_answers(income, known, grant, Assessor(CATALOGUE))
    tried = {answered.families[0].facts["family_income"].low for answered in answers}
    assert {0, 1} <= tried


def test_what_is_measured_by_a_line_that_nobody_has_published_is_not_asked_next() -> None:
    dead = {"id": "d1", "sex": "male", "vital_status": "deceased"}
    known = household(members=[{"id": "m1", "date_of_birth": "2016-01-01", "father": "d1"}, dead],
                      receives_known="all")  # fmt: skip
    assessor, orphan = Assessor(CATALOGUE), frozenset({"example/help/orphan"})
    found = assessor.assess(known, benefits=orphan)[0]
    score = FactOf("poverty_score", "household")
    assert [entry.missing for entry in found] == [(score,)]
    assert next_question(known, found, assessor) is None
    # A line that is published makes the same question worth asking.
    figures = PARAMETERS.replace('value: not_known, ask: {en: "Which line?"}', "value: 20")
    told = Assessor(small_catalogue(parameters=figures))
    question = next_question(known, told.assess(known, benefits=orphan)[0], told)
    assert question is not None
    assert question.fact == score


def test_in_the_first_years_of_the_calendar_a_question_can_still_be_found() -> None:
    question_for(as_of="0001-01-01", household={"poverty_score": 30}, members=[{"id": "m1"}])
    event = {"id": "e1", "event_kind": "house_damage"}
    assert question_for(events=[event], members=[]) is not None


# --- The answer as it is given out ----------------------------------------------------------------


@quick
@given(world=worlds(FACTS))
def test_an_answer_has_the_form_that_was_promised(world: World) -> None:
    answer = answer_for(world.seen_at(1, FACTS), Assessor(CATALOGUE))
    assert json.loads(json.dumps(answer, allow_nan=False)) == answer
    assert set(answer) == {"as_of", "catalogue", "benefits", "not_in_force", "next_question"}
    assert answer["catalogue"] == CATALOGUE.digest
    for entry in answer["benefits"]:
        assert entry["verdict"] in ("eligible", "not_eligible", "not_yet_known")
        assert entry["state"] == "active"
        assert entry["amount"] is None or set(entry["amount"]) == {"min", "max", "per"}
        for criterion in entry["criteria"]:
            assert criterion["holds"] in (True, False, None)
            assert set(criterion["say"]) == {"en", "ur", "ps"}
            for reason in criterion["because"]:
                assert {"fact", "of", "value", "source"} <= set(reason)
        for fact in entry["missing"]:
            assert {"fact", "of"} <= set(fact)
        for law in entry["open_law"]:
            assert set(law) == {"parameter", "ask"}


def test_a_sentence_says_the_values_and_who_has_not_written_it_yet() -> None:
    text = ENGLISH.replace(
        "poor_enough: {holds: It holds., fails: It fails., unknown: Not known.}",
        "poor_enough: {holds: 'Score {poverty_score}, ceiling {ceiling}.', fails: Fails.,"
        " unknown: 'The score is {poverty_score}.'}",
    )
    assessor = Assessor(small_catalogue(en=text))

    def said(**score: Any) -> dict[str, Any]:
        answer = answer_for(household(household=score), assessor)
        found: dict[str, Any] = answer["benefits"][0]["criteria"][0]["say"]
        return found

    assert said(poverty_score=31.5) == {"en": "Score 31.5, ceiling 32.", "ur": None, "ps": None}
    assert said()["en"] == "The score is not known."
    assert said(poverty_score={"min": 30, "max": 50})["en"] == "The score is 30 to 50."


def test_a_sentence_asks_only_for_what_is_still_missing() -> None:
    facts = TEXT_OF_FACTS.replace(
        "certified: {entity: individual, type: bool, label: {en: Certified}}",
        "certified: {entity: individual, type: bool, label: {en: Certified},"
        " question: {en: 'Is there a certificate?', ur: سند ہے؟}, help: {en: Ask the board.}}",
    )
    assert facts != TEXT_OF_FACTS
    test = "any(certified and sex == 'female' and wage > 5)"
    catalogue = small_catalogue(
        facts=facts, rules=RULES.replace("test: not any(in_service)", f'test: "{test}"')
    )

    def said(**known: Any) -> dict[str, Any]:
        members = [{"id": "m1", **known}]
        answer = answer_for(household(catalogue, members=members), Assessor(catalogue))
        found: dict[str, Any] = answer["benefits"][0]["criteria"][1]["say"]
        return found

    assert said()["en"] == "Not known."
    assert said(wage=500, sex="female") == {
        "en": "Is there a certificate? Ask the board.",
        "ur": "سند ہے؟",
        "ps": None,
    }
    assert said(certified=True, wage=500)["en"] == "Still to be known: Sex."
    assert said(certified=True) == {
        "en": "Still to be known: Sex; In service; Wage.",
        "ur": None,
        "ps": None,
    }


def test_a_sentence_names_unknown_kin_in_every_language() -> None:
    members = [{"id": "m1", "sex": "male", "date_of_birth": "2020-01-01"},
               {"id": "d1", "vital_status": "deceased", "sex": "male"}]  # fmt: skip
    answer = answer_for(household(members=members), Assessor(CATALOGUE))
    [orphan] = [entry for entry in answer["benefits"] if entry["id"] == "example/help/orphan"]
    said = orphan["criteria"][0]["say"]
    assert said == STRUCTURE_QUESTIONS["father"]
    assert all(said.values())


def test_values_in_an_answer_have_the_form_of_the_file() -> None:
    known = household(
        household={"poverty_score": {"min": 30, "max": 31.5}},
        members=[{"id": "m1", "date_of_birth": "1950-01-01", "sex": "male"}],
    )
    answer = answer_for(known, Assessor(CATALOGUE), benefits=frozenset(
        ("example/help/grant", "example/help/pension")))  # fmt: skip
    values = {
        reason["fact"]: reason["value"]
        for entry in answer["benefits"]
        for criterion in entry["criteria"]
        for reason in criterion["because"]
    }
    assert values["poverty_score"] == {"min": 30, "max": 31.5}
    assert values["date_of_birth"] == "1950-01-01"
    assert answer["benefits"][1]["missing"][0] in (
        {"fact": "insured_months", "of": "m1"}, {"fact": "certified", "of": "m1"},
    )  # fmt: skip


def test_open_law_carries_the_question_to_the_department() -> None:
    answer = answer_for(
        household(members=[{"id": "m1"}], deceased_complete=False), Assessor(CATALOGUE)
    )
    [orphan] = [entry for entry in answer["benefits"] if entry["id"].endswith("orphan")]
    assert orphan["open_law"] == [{"parameter": "open_line", "ask": {"en": "Which line?"}}]
    unasked = small_catalogue(parameters=PARAMETERS.replace(', ask: {en: "Which line?"}', ""))
    answer = answer_for(
        household(members=[{"id": "m1"}], deceased_complete=False), Assessor(unasked)
    )
    [orphan] = [entry for entry in answer["benefits"] if entry["id"].endswith("orphan")]
    assert orphan["open_law"] == [{"parameter": "open_line", "ask": None}]


def test_a_source_is_given_by_its_title_and_address() -> None:
    scheme = CATALOGUE.schemes["example/help"]
    addressed = replace(scheme, sources=({"id": "rules", "title": "Rules", "url": "https://x"},))
    assert source_title(addressed, "rules") == "Rules (https://x)"
    assert source_title(scheme, "rule 4(a)") == "rule 4(a)"


def test_whether_a_benefit_is_received_is_yes_no_or_not_known() -> None:
    receipt = {"benefit": "example/help/grant", "subject": "household"}
    assert assessed("grant", receives=[receipt]).receives is True
    assert assessed("grant", receives_known="all").receives is False
    assert assessed("grant").receives is None


def test_a_scheme_without_a_recorded_state_is_not_known_to_run() -> None:
    known = household(as_of="2022-06-01", events=[{"id": "e1", "event_date": "2022-05-01"}])
    answer = answer_for(known, Assessor(CATALOGUE))
    assert [entry["state"] for entry in answer["benefits"]] == ["not_known"]


def test_learning_a_fact_touches_only_the_one_it_is_of() -> None:
    before = Household(
        as_of=date(2026, 1, 1), members=(Person("m1"), Person("m2")), events=(Event("e1"),)
    )
    after = with_fact(before, FactOf("certified", "m2"), True)
    assert after.members == (Person("m1"), Person("m2", {"certified": exactly(True, "supposed")}))
    assert after.events == before.events
