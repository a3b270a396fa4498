"""Needs are read from their own file, and no verdict ever rests on what is asked for the plan."""

# ruff: noqa: E501  (tables of mistakes read better on one line each)
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_catalogue import FACTS, NEEDS, RULES, files, household_file, small_catalogue

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.questions import next_question
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused
from dareecha.domain.rules.needs import NO_NEEDS

SHIPPED = Catalogue.from_folder(Path(__file__).resolve().parents[2] / "schemes")
PLAN = (
    FACTS
    + "  debt: {entity: household, type: int, unit: PKR, min: 0, use: plan, label: {en: Debt}}\n"
)
PLAN += "  wish: {entity: individual, type: bool, use: plan, label: {en: Wish}}\n"


def problems(**changes: str) -> list[str]:
    with pytest.raises(CatalogueRefused) as refused:
        Catalogue.from_files(files(**changes))
    return [str(problem) for problem in refused.value.problems]


def test_a_need_names_its_facts_and_every_benefit_that_answers_it() -> None:
    asking = (
        NEEDS
        + "  debt: {unit: household, test: debt >= 1, answered_by: [], label: {en: Debt}, short: {en: A debt.}, source: Asked}\n"
    )
    money, care, debt = small_catalogue(facts=PLAN, needs=asking).needs
    assert money.answered_by == ("example/help/grant", "a/b/c")
    assert money.asks == ()
    assert care.answered_by == tuple(b.id for b in small_catalogue().benefits())
    assert (debt.id, debt.unit, debt.asks, debt.answered_by) == ("debt", "household", ("debt",), ())


def test_a_catalogue_of_before_has_no_needs() -> None:
    before = {path: content for path, content in files().items() if path != "needs.yaml"}
    assert Catalogue.from_files(before).needs is NO_NEEDS


def test_needs_are_part_of_the_catalogues_digest() -> None:
    assert small_catalogue().digest != small_catalogue(needs=NEEDS + "# corrected\n").digest


def test_the_dated_figures_of_needs_stand_in_their_own_file() -> None:
    line = small_catalogue().needs.parameters["widest_line"].on(date(2026, 6, 1))
    assert line is not None
    assert line.value == 3700


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unit: household", "unit: hamlet", '"hamlet" should be one of household, individual'),
        ("unit: household", "unt: household", 'Did you mean "unit"?'),
        ("poverty_score <= widest_line", "poverty_scor <= widest_line", 'Did you mean "poverty_score"?'),
        ("poverty_score <= widest_line", "poverty_score", "a test must be true or false"),
        ("example/help/grant", "example/help/gront", 'Did you mean "example/help/grant"?'),
        ("[poverty]", "[povertee]", 'Did you mean "poverty"?'),
        ("values: [cash]", "values: [coins]", '"coins" should be one of cash'),
        ("contingencies: [poverty], ", "", 'the key "contingencies" is missing here'),
        ("widest_line: {type", "rooms: {type", '"rooms" is a fact. Choose another name.'),
        ("value: 37", "value: many", '"many" is not a number of points'),
    ],
)  # fmt: skip
def test_a_mistake_in_the_needs_is_named_where_it_stands(old: str, new: str, says: str) -> None:
    assert old in NEEDS
    wrong = NEEDS.replace(old, new, 1)
    found = [problem for problem in problems(needs=wrong) if says in problem]
    assert found, problems(needs=wrong)
    assert all(problem.startswith("needs.yaml:") for problem in found)


@pytest.mark.parametrize("needs", ["", "needs: 3", "needs: {money: 3}", "needs: {money: {}}", "[]"])
def test_what_is_no_list_of_needs_is_refused(needs: str) -> None:
    assert all(problem.startswith("needs.yaml:") for problem in problems(needs=needs))


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"rules": RULES.replace("insured_months >= 180", "wish")}, "rules.yaml"),
        ({"rules": RULES.replace("family_income <= 20000", "any(wish for member in family)")}, "rules.yaml"),
        ({"rules": RULES.replace("for_whom: age_years < 18", "for_whom: wish")}, "rules.yaml"),
        ({"rules": RULES.replace("amount: grant_amount", "amount: debt")}, "rules.yaml"),
        ({"facts": PLAN + "  owes: {entity: household, type: bool, derived: debt >= 1, label: {en: Owes}}\n"}, "facts.yaml"),
        ({"facts": PLAN.replace("applies_if: in_service", "applies_if: wish")}, "facts.yaml"),
    ],
)  # fmt: skip
def test_no_verdict_rests_on_what_is_asked_for_the_plan(
    changes: dict[str, str], where: str
) -> None:
    assert changes.get("rules") != RULES
    found = problems(**{"facts": PLAN, **changes})
    assert [p for p in found if "asked for the plan, never used in a verdict" in p and where in p]


def test_what_follows_from_a_fact_of_the_plan_may_be_for_the_plan_too() -> None:
    facts = (
        PLAN
        + "  owes: {entity: household, type: bool, use: plan, derived: debt >= 1, label: {en: Owes}}\n"
    )
    assert small_catalogue(facts=facts).facts["owes"].is_for_plan


def test_a_fact_is_for_a_verdict_or_for_the_plan() -> None:
    found = problems(facts=PLAN.replace("use: plan", "use: play", 1))
    assert any('"play" should be one of verdict, plan' in problem for problem in found)


def test_the_next_question_never_asks_what_is_for_the_plan_alone() -> None:
    assessor = Assessor(SHIPPED)
    household = read_household(
        household_file(members=[{"id": "m1"}, {"id": "m2", "date_of_birth": "2016-01-01"}]),
        SHIPPED.facts,
    )
    assessments, _ = assessor.assess(household)
    missing = {fact.fact for entry in assessments for fact in entry.missing}
    plan = {fact.name for fact in SHIPPED.facts.values() if fact.is_for_plan}
    assert plan == {
        "out_of_school_reason", "medical_debt_pkr", "lost_work_on", "hungry_days_last_week",
        "wants_training", "wants_work",
    }  # fmt: skip
    assert not missing & plan
    question = next_question(household, assessments, assessor)
    assert question is not None
    assert question.fact.fact not in plan


def test_the_shipped_needs_speak_three_languages_and_cite() -> None:
    assert {need.id for need in SHIPPED.needs} == {
        "money", "hunger", "out_of_school", "medical_debt", "lost_work", "wants_training",
        "wants_work",
    }  # fmt: skip
    for need in SHIPPED.needs:
        for texts in (need.label, need.short, *(SHIPPED.facts[f].question for f in need.asks)):
            assert all(texts.get(language) for language in ("en", "ur", "ps")), need.id
        assert need.source


def test_nothing_shipped_answers_lost_work() -> None:
    assert not next(need for need in SHIPPED.needs if need.id == "lost_work").answered_by
