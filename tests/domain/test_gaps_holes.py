"""A hole is a need that is certain and that nothing answers: unknown never makes one."""

# ruff: noqa: E501  (rules read better on one line each)
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_catalogue import NEEDS, RULES, SCHEME, household_file, small_catalogue
from strategies import World, worlds

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns.judging import Judging, subject_ids
from dareecha.domain.gaps.holes import Bar, Hole, Outcome, ShutDoors, holes, need_outcomes
from dareecha.domain.gaps.holes_of_many import HoleFinder
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household, Receipt, exactly
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import UNITS

GRANT, PENSION, HELP = "example/help/grant", "example/help/pension", "example/help/family_help"
ORPHAN, DAMAGE = "example/help/orphan", "example/help/damage"
ROW = "  {id}: {{unit: {unit}, test: {test}, answered_by: [{by}], label: {{en: X}}, short: {{en: X.}}, source: X}}\n"
POOR = {"poverty_score": 35}
BARRED_BY_SCORE = Bar(GRANT, "criterion", ("poor_enough",))
WIDOW = {
    "id": "m1",
    "date_of_birth": "1980-05-05",
    "sex": "female",
    "in_service": False,
    "certified": False,
}
CHILD = {
    "id": "m2",
    "date_of_birth": "2016-05-05",
    "wage": 5,
    "in_service": False,
    "certified": False,
}


def catalogue_with(
    unit: str = "household", by: str = GRANT, *, test: str = "", **changes: str
) -> Catalogue:
    test = test or ("poverty_score <= widest_line" if unit == "household" else "wage < 100")
    head = NEEDS[: NEEDS.index("  money:")]
    return small_catalogue(
        needs=head + ROW.format(id="need", unit=unit, test=test, by=by), **changes
    )


def holes_of(catalogue: Catalogue, *, district: str = "", **parts: Any) -> list[Hole]:
    file = household_file(
        **{"household": POOR, "members": [WIDOW], "receives_known": "all", **parts}
    )
    return found_in(read_household(file, catalogue.facts), catalogue, district)


def found_in(household: Household, catalogue: Catalogue, district: str = "") -> list[Hole]:
    assessor = Assessor(catalogue)
    outcomes = need_outcomes(household, catalogue, assessor.reader)
    shut = ShutDoors(catalogue).on(household.as_of, district)
    return list(holes(household, outcomes, assessor.judge(household), catalogue, shut))


def test_a_poor_household_above_the_cut_off_is_a_hole_with_its_bar() -> None:
    [hole] = holes_of(catalogue_with())
    assert hole == Hole("need", "household", (BARRED_BY_SCORE,))
    assert hole.is_certain


def test_where_the_need_is_not_certain_there_is_no_hole() -> None:
    assert holes_of(catalogue_with(), household={}) == []
    assert holes_of(catalogue_with(), household={"poverty_score": 50}) == []


def test_where_a_way_is_open_or_unknown_there_is_no_hole() -> None:
    assert holes_of(catalogue_with(), household={"poverty_score": 30}) == []
    unknown = {**WIDOW, "certified": None}
    assert holes_of(catalogue_with(), members=[unknown]) == []


def test_what_is_received_answers_the_need_whatever_the_rule_says() -> None:
    assert holes_of(catalogue_with(), receives=[{"benefit": GRANT, "subject": "household"}]) == []


def test_where_nobody_knows_whether_it_is_received_the_hole_is_a_perhaps() -> None:
    [hole] = holes_of(catalogue_with(), receives_known=[])
    assert hole.unsure == (GRANT,)
    assert not hole.is_certain


def test_what_a_committee_decides_is_still_to_ask_and_its_certain_no_is_a_bar() -> None:
    by_committee = RULES.replace("decided_by: data", "decided_by: committee", 1)
    open_case = catalogue_with(rules=by_committee)
    [hole] = holes_of(open_case, members=[{**WIDOW, "certified": None}], receives_known=[])
    assert (hole.bars, hole.still_to_ask, hole.is_certain) == ((), (GRANT,), True)
    [barred] = holes_of(open_case, receives_known=[])
    assert (barred.bars, barred.still_to_ask, barred.is_certain) == ((BARRED_BY_SCORE,), (), True)


def test_a_benefit_without_rules_is_still_to_ask_unless_it_is_received() -> None:
    catalogue = catalogue_with(by=f"{GRANT}, a/b/c")
    [hole] = holes_of(catalogue)
    assert hole.still_to_ask == ("a/b/c",)
    assert holes_of(catalogue, receives=[{"benefit": "a/b/c", "subject": "m1"}]) == []


def test_a_need_that_nothing_answers_is_a_hole_without_bars() -> None:
    assert holes_of(catalogue_with(by="")) == [Hole("need", "household", ())]


@pytest.mark.parametrize("state", ["planned", "suspended", "closed"])
def test_a_shut_door_is_a_bar_whatever_the_rule_says(state: str) -> None:
    catalogue = catalogue_with(scheme=SCHEME.replace("state: active", f"state: {state}"))
    [hole] = holes_of(catalogue, household={"poverty_score": 30})
    assert hole.bars == (Bar(GRANT, state),)


def test_what_is_planned_cannot_be_received_yet_and_what_is_closed_may_be() -> None:
    for state, certain in (("planned", True), ("closed", False)):
        catalogue = catalogue_with(scheme=SCHEME.replace("state: active", f"state: {state}"))
        [hole] = holes_of(catalogue, receives_known=[])
        assert hole.is_certain is certain


def test_a_scheme_of_other_districts_is_shut_here_and_one_of_unknown_state_is_not() -> None:
    elsewhere = catalogue_with(scheme=SCHEME.replace("districts: all", "districts: [PK501]"))
    poorest = {"poverty_score": 30}
    [hole] = holes_of(elsewhere, district="PK502", household=poorest)
    assert hole.bars == (Bar(GRANT, "elsewhere"),)
    assert holes_of(elsewhere, district="PK501", household=poorest) == []
    assert holes_of(elsewhere, district="", household=poorest) == []
    unknown = catalogue_with(scheme=SCHEME.replace("state: active", "state: not_known"))
    assert holes_of(unknown, district="PK502", household=poorest) == []


def test_before_a_scheme_began_no_state_shuts_it_but_no_rule_was_in_force() -> None:
    catalogue = catalogue_with(test="rooms <= 1")
    [hole] = holes_of(catalogue, as_of="2025-06-01", household={"rooms": 1})
    assert hole.bars == (Bar(GRANT, "no_rule"),)


def test_a_benefit_for_others_is_shut_for_this_person() -> None:
    catalogue = catalogue_with("individual", ORPHAN)
    found = holes_of(catalogue, members=[{**WIDOW, "wage": 5}], household={})
    assert found == [Hole("need", "m1", (Bar(ORPHAN, "not_for_them"),))]


def test_for_whom_a_benefit_is_not_nobody_has_to_know_whether_it_is_received() -> None:
    catalogue = catalogue_with("individual", ORPHAN)
    [hole] = holes_of(catalogue, members=[{**WIDOW, "wage": 5}], receives_known=[])
    assert hole.is_certain


def test_another_persons_verdict_neither_opens_nor_shuts_the_own_way() -> None:
    catalogue = catalogue_with("individual", PENSION)
    old = {
        "id": "m3",
        "date_of_birth": "1950-01-01",
        "sex": "male",
        "insured_months": 200,
        "certified": True,
    }
    barred = {**CHILD, "insured_months": 0, "sex": "male"}
    [hole] = holes_of(catalogue, members=[old, barred])
    assert (hole.subject, hole.bars) == (
        "m2",
        (Bar(PENSION, "criterion", ("old_enough", "insured")),),
    )


def test_a_receipt_of_another_person_is_not_the_own_and_one_of_the_household_is() -> None:
    catalogue = catalogue_with("individual", GRANT)
    members = [WIDOW, CHILD]
    [hole] = holes_of(catalogue, members=members, receives=[{"benefit": GRANT, "subject": "m1"}])
    assert hole.subject == "m2"
    assert (
        holes_of(catalogue, members=members, receives=[{"benefit": GRANT, "subject": "household"}])
        == []
    )
    assert (
        holes_of(catalogue, members=members, receives=[{"benefit": GRANT, "subject": "m2"}]) == []
    )


def test_an_open_roster_may_hide_somebody_with_a_way() -> None:
    catalogue = catalogue_with(by=ORPHAN)
    assert holes_of(catalogue)[0].bars == (Bar(ORPHAN, "not_for_them"),)
    assert holes_of(catalogue, roster_complete=False) == []


def test_a_family_is_judged_where_it_is_on_file_and_everybody_is_placed() -> None:
    catalogue = catalogue_with(by=HELP)
    away = [{"id": "f1", "members": ["m1"], "registered_in": "elsewhere"}]
    [hole] = holes_of(catalogue, families=away)
    assert hole.bars == (Bar(HELP, "criterion", ("here",)),) or hole.bars[0].kind == "criterion"
    assert holes_of(catalogue, families=away, members=[WIDOW, CHILD]) == []
    assert holes_of(catalogue) == []


def test_a_persons_way_through_a_family_is_that_of_the_own_family() -> None:
    catalogue = catalogue_with("individual", HELP)
    families = [
        {"id": "f1", "members": ["m1"], "registered_in": "here", "family_income": 0},
        {"id": "f2", "members": ["m2"], "registered_in": "elsewhere"},
    ]
    [hole] = holes_of(catalogue, members=[WIDOW, CHILD], families=families)
    assert hole.subject == "m2"
    assert holes_of(catalogue, members=[WIDOW, CHILD], families=families[:1]) == []
    assert holes_of(catalogue, members=[WIDOW, CHILD]) == []


def test_a_way_through_events_is_shut_only_where_all_events_are_known() -> None:
    catalogue = catalogue_with(by=DAMAGE)
    file = household_file(household=POOR, members=[WIDOW])
    household = replace(read_household(file, catalogue.facts), events_known=True)
    assert found_in(replace(household, events_known=False), catalogue) == []
    [hole] = found_in(household, catalogue)
    assert hole.bars == (Bar(DAMAGE, "not_for_them"),)


def test_a_need_tells_whether_it_holds_for_whom() -> None:
    catalogue = small_catalogue()
    file = household_file(
        members=[CHILD, {"id": "m3", "in_service": False}, {"id": "m4", "wage": 500}]
    )
    household = read_household(file, catalogue.facts)
    found = need_outcomes(household, catalogue, Assessor(catalogue).reader)
    assert [(o.need.id, o.subject, o.holds) for o in found] == [
        ("money", "household", None), ("care", "m2", True), ("care", "m3", False), ("care", "m4", False),
    ]  # fmt: skip


CATALOGUE = catalogue_with(by=f"{GRANT}, {PENSION}", test="poverty_score >= 0")
EACH = catalogue_with("individual", f"{HELP}, {ORPHAN}, {PENSION}", test="poverty_score >= 0")
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("catalogue", [CATALOGUE, EACH])
def test_learning_a_fact_never_closes_a_hole_but_by_telling_of_a_receipt(
    catalogue: Catalogue,
) -> None:
    met = 0

    @given(world=worlds(dict(catalogue.facts)))
    @quick
    def check(world: World) -> None:
        nonlocal met
        first, second = (world.seen_at(stage, dict(catalogue.facts)) for stage in (1, 2))
        later = {(hole.need, hole.subject): hole for hole in found_in(second, catalogue)}
        told = {r.benefit for r in second.receipts} - {r.benefit for r in first.receipts}
        for hole in found_in(first, catalogue):
            met += 1
            stays = later.get((hole.need, hole.subject))
            if not told & _answering(catalogue):
                assert stays is not None
                assert stays.is_certain or not hole.is_certain

    check()
    assert met


def _answering(catalogue: Catalogue) -> set[str]:
    return {benefit for need in catalogue.needs for benefit in need.answered_by}


def test_doors_are_worked_out_once_for_a_day_and_district() -> None:
    shut = ShutDoors(catalogue_with())
    assert shut.on(date(2026, 11, 1), "") is shut.on(date(2026, 11, 1), "")


def test_an_unknown_need_makes_no_hole_however_shut_the_doors_are() -> None:
    catalogue = catalogue_with()
    [need] = catalogue.needs
    household = read_household(household_file(), catalogue.facts)
    assert (
        list(holes(household, [Outcome(need, "household", None)], [], catalogue, {GRANT: "closed"}))
        == []
    )
    told: Mapping[str, str] = {GRANT: "closed"}
    paid = replace(household, receipts=(Receipt(GRANT, "household"),))
    assert list(holes(paid, [Outcome(need, "household", True)], [], catalogue, told)) == []


@given(found=st.lists(worlds(dict(CATALOGUE.facts)), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_many_households_have_the_holes_of_each_alone(found: list[World]) -> None:
    households = [world.seen_at(1, dict(EACH.facts)) for world in found]
    assert by_sheets(EACH, households) == [found_in(household, EACH) for household in households]


def by_sheets(catalogue: Catalogue, households: list[Household]) -> list[list[Hole]]:
    assessor = Assessor(catalogue)
    judging = Judging(assessor, households)
    subjects = {unit: subject_ids(unit, judging.block) for unit in UNITS}
    sheets = [sheet for sheet in judging.sheets() if len(sheet.home)]
    return HoleFinder.by(assessor).holes(judging, [""] * len(households), sheets, subjects)


def test_a_number_too_large_for_columns_changes_no_hole() -> None:
    catalogue = catalogue_with(test="rooms * 2 > 1")
    household = read_household(household_file(members=[WIDOW], household=POOR), catalogue.facts)
    large = replace(household, facts={**household.facts, "rooms": exactly(2**62, "list")})
    assert by_sheets(catalogue, [large]) == [found_in(large, catalogue)]
    assert found_in(large, catalogue)
