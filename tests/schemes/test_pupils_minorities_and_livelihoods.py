"""Girls' stipends, minority grants, loans, food: who is in, what runs, what may never be read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dareecha.domain.eligibility.assess import Amount, Assessment, Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, files_of
from dareecha.domain.vocabulary.places import read_places

FOLDER = Path(__file__).resolve().parents[2] / "schemes"
FILES = files_of(FOLDER)
CATALOGUE = Catalogue.from_files(FILES)
ASSESSOR = Assessor(CATALOGUE)
AS_OF = "2026-11-01"
SECONDARY = "education/girls-stipend/secondary"
MERGED = "education/girls-stipend/merged-districts"
MEALS = "education/school-meals/meals"
STORI = "higher-education/stori-da-pakhtunkhwa/stipend"
WIDOW, ORPHAN, WEDDING, TREATMENT = (
    f"auqaf/minority-grants/{kind}" for kind in ("widow", "orphan", "dowry", "medical")
)
MINORITY_GRANTS = (WIDOW, ORPHAN, WEDDING, TREATMENT)
ZAKAT_DOORS = ("zakat/health-care/treatment", "zakat/marriage/assistance")
APNA_GHAR = "housing/apna-ghar/loan"
GROUP_LOAN = "youth/ehsaas-naujawan/group-loan"
SINGLE_LOAN = "youth/ehsaas-naujawan/individual-loan"
HUNAR = "industries/ehsaas-hunar/loan"
COURSE = "industries/training/course"
KISSAN = "agriculture/kissan-card/subsidy"
BREAD, FLOUR = "food/sasti-roti/bread", "food/flour/subsidy"
LOANS = (APNA_GHAR, GROUP_LOAN, SINGLE_LOAN, HUNAR)
BENEFITS_HERE = (
    SECONDARY, MERGED, MEALS, STORI, *MINORITY_GRANTS, *LOANS, COURSE, KISSAN, BREAD, FLOUR,
)  # fmt: skip
MERGED_DISTRICTS = {
    "Bajaur", "Khyber", "Kurram", "Mohmand", "North Waziristan", "Orakzai",
    "Lower South Waziristan", "Upper South Waziristan",
}  # fmt: skip
PILOT_GIRL: dict[str, Any] = {
    "id": "m2", "relationship": "daughter", "sex": "female", "school_enrolled": True,
    "school_kind": "government", "school_class": 8, "school_district": "PK526",
    "school_attendance_percent_quarter": 85,
}  # fmt: skip
PARENT = {"id": "m1", "relationship": "head", "sex": "male", "marital_status": "married"}
RESIDENT: dict[str, Any] = {"permanent_resident_kp": True, "domicile_province": "kp"}

each_benefit = pytest.mark.parametrize("benefit_id", BENEFITS_HERE)
each_minority_grant = pytest.mark.parametrize("benefit_id", MINORITY_GRANTS)


def assessed(
    benefit: str, *members: dict[str, Any], as_of: str = AS_OF, **rest: Any
) -> dict[str | None, Assessment]:
    household = read_household(
        {"as_of": as_of, "members": list(members), **rest},
        CATALOGUE.facts,
        default_roster_complete=True,
    )
    entries = ASSESSOR.assess(household, benefits=frozenset({benefit}))[0]
    return {entry.subject: entry for entry in entries}


def verdict(benefit: str, *members: dict[str, Any], of: str = "m1", **rest: Any) -> str | None:
    entry = assessed(benefit, *members, **rest).get(of)
    return None if entry is None else entry.verdict


def failing(entry: Assessment) -> set[str]:
    return {one.criterion.id for one in entry.criteria if one.holds is False}


def asked_by_department(benefit_id: str) -> list[str]:
    return [
        criterion.id
        for version in CATALOGUE.benefit(benefit_id).versions
        for criterion in version.rule.criteria()
        if criterion.asked_by_department
    ]


def state(benefit_id: str, day: date) -> str:
    found = CATALOGUE.benefit(benefit_id).state_on(day)
    assert found is not None
    return found.state


@each_benefit
def test_the_benefit_is_in_the_catalogue(benefit_id: str) -> None:
    assert benefit_id in CATALOGUE.benefit_ids()


@each_benefit
def test_nothing_here_rests_on_an_exclusion_that_nobody_confirmed(benefit_id: str) -> None:
    assert not [one for one in CATALOGUE.benefit(benefit_id).exclusions if one.is_confirmed]


@each_benefit
def test_the_scheme_has_six_examples_at_least(benefit_id: str) -> None:
    assert len(CATALOGUE.scheme_of(benefit_id).examples) >= 6


# --- Announced is not running -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("benefit_id", "day", "expected"),
    [
        (SECONDARY, date(2021, 12, 31), "active"),
        (SECONDARY, date(2026, 11, 1), "not_known"),
        (MERGED, date(2026, 11, 1), "active"),
        (MEALS, date(2026, 11, 1), "planned"),
        (STORI, date(2026, 11, 1), "active"),
        (KISSAN, date(2022, 12, 31), "active"),
        (KISSAN, date(2026, 11, 1), "not_known"),
        (BREAD, date(2025, 12, 31), "active"),
        (BREAD, date(2026, 11, 1), "not_known"),
        (FLOUR, date(2023, 4, 21), "active"),
        (FLOUR, date(2023, 4, 22), "closed"),
        (SINGLE_LOAN, date(2025, 1, 14), "planned"),
        (SINGLE_LOAN, date(2025, 1, 15), "active"),
    ],
)
def test_what_is_running_is_said_only_as_far_as_somebody_confirmed_it(
    benefit_id: str, day: date, expected: str
) -> None:
    assert state(benefit_id, day) == expected


# --- Girls at school ----------------------------------------------------------------------------


def test_a_boy_on_the_girls_stipend_fails_by_being_no_girl_and_by_nothing_else() -> None:
    boy = {**PILOT_GIRL, "relationship": "son", "sex": "male"}
    entry = assessed(SECONDARY, PARENT, boy)["m2"]
    assert entry.verdict == "not_eligible"
    assert failing(entry) == {"is_a_girl"}


@pytest.mark.parametrize(
    ("percent", "expected"),
    [(66, "not_eligible"), (79.99, "not_eligible"), (80, "eligible")],
)
def test_a_girl_of_the_settled_districts_attends_eighty_of_a_hundred_days(
    percent: float, expected: str
) -> None:
    girl = {**PILOT_GIRL, "school_attendance_percent_quarter": percent}
    assert verdict(SECONDARY, PARENT, girl, of="m2") == expected


@pytest.mark.parametrize(
    ("year", "sum_a_month"), [(6, 200), (7, 200), (8, 200), (9, 500), (10, 500)]
)
def test_the_rate_follows_the_class(year: int, sum_a_month: int) -> None:
    entry = assessed(SECONDARY, PARENT, {**PILOT_GIRL, "school_class": year})["m2"]
    assert entry.verdict == "eligible"
    assert isinstance(entry.amount, Amount)
    assert (entry.amount.minimum, entry.amount.maximum) == (sum_a_month, sum_a_month)


def test_the_stipend_of_the_merged_districts_names_exactly_the_eight_merged_districts() -> None:
    named = {
        place.code: place.names["en"]
        for place in read_places(FOLDER / "places.yaml").districts.values()
        if verdict(
            MERGED,
            PARENT,
            {**PILOT_GIRL, "school_district": place.code, "school_in_stipend_programme": True},
            of="m2",
        )
        == "eligible"
    }
    assert set(named.values()) == MERGED_DISTRICTS
    running = CATALOGUE.benefit(MERGED).state_on(date(2026, 11, 1))
    assert running is not None
    assert set(running.districts or ()) == set(named)


def test_in_the_merged_districts_alone_the_other_stipend_is_open_law_and_asks_her_nothing() -> None:
    for place in read_places(FOLDER / "places.yaml").districts.values():
        entry = assessed(SECONDARY, PARENT, {**PILOT_GIRL, "school_district": place.code})["m2"]
        is_merged = place.names["en"] in MERGED_DISTRICTS
        assert entry.verdict == ("not_yet_known" if is_merged else "eligible"), place.code
        assert entry.missing == ()


@pytest.mark.parametrize("benefit_id", [SECONDARY, MERGED])
def test_a_district_that_nobody_told_leaves_the_stipend_open(benefit_id: str) -> None:
    girl = {**PILOT_GIRL, "school_in_stipend_programme": True}
    del girl["school_district"]
    entry = assessed(benefit_id, PARENT, girl)["m2"]
    assert entry.verdict == "not_yet_known"
    assert [one.fact for one in entry.missing] == ["school_district"]


# --- The minorities -----------------------------------------------------------------------------


@each_minority_grant
def test_the_office_asks_the_faith_and_nothing_here_evaluates_it(benefit_id: str) -> None:
    assert "faith" in asked_by_department(benefit_id)
    assert CATALOGUE.benefit(benefit_id).decided_by == "committee"


def test_no_fact_is_about_faith() -> None:
    told = re.compile("faith|relig|muslim|minorit|christian|hindu|sikh|kalash", re.IGNORECASE)
    assert not [name for name in CATALOGUE.facts if told.search(name)]


@each_minority_grant
def test_nobody_is_said_to_be_passed_over_by_a_minority_grant(benefit_id: str) -> None:
    assert CATALOGUE.benefit(benefit_id).claim in ("discretionary", "competitive")


def test_no_exclusion_ties_zakat_to_the_minority_grants() -> None:
    tied = {
        (benefit.id, exclusion.benefit)
        for benefit in CATALOGUE.benefits()
        for exclusion in benefit.exclusions
        if {benefit.id.split("/")[0], exclusion.benefit.split("/")[0]} == {"zakat", "auqaf"}
    }
    assert tied == set()


@each_minority_grant
def test_no_sum_of_the_minority_grants_is_said(benefit_id: str) -> None:
    how_much = CATALOGUE.scheme_of(benefit_id).say("en", "scheme", "how_much")
    assert how_much is not None
    assert not re.search(r"Rs \d", how_much)
    sums = CATALOGUE.scheme_of(benefit_id).parameters
    figures = [sums[name] for name in sums if name.endswith("_sum")]
    assert len(figures) == len(MINORITY_GRANTS)
    assert all(value.value is None for figure in figures for value in figure.values)


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_both_doors_are_named_side_by_side(language: str) -> None:
    summary = CATALOGUE.scheme_of(WIDOW).say(language, "scheme", "summary")
    assert summary is not None
    assert re.search("Zakat|زکوٰۃ|زکات", summary)


@pytest.mark.parametrize("zakat", ZAKAT_DOORS)
def test_zakat_and_the_minority_grants_point_at_each_other(zakat: str) -> None:
    assert "minority grants" in (
        CATALOGUE.scheme_of(zakat).say("en", "criteria", "faith", "unknown") or ""
    )
    assert "Zakat" in (CATALOGUE.scheme_of(WIDOW).say("en", "criteria", "faith", "unknown") or "")


@pytest.mark.parametrize("trouble", ["money", "illness"])
def test_wherever_a_trouble_offers_a_minority_grant_a_door_of_zakat_stands_right_before_it(
    trouble: str,
) -> None:
    [offered] = [one["benefits"] for one in CATALOGUE.troubles if one["id"] == trouble]
    grants = [place for place, name in enumerate(offered) if name.startswith("auqaf/")]
    assert grants
    assert all(offered[place - 1].startswith("zakat/") for place in grants)


@pytest.mark.parametrize("age", range(18))
@pytest.mark.parametrize("told", [{}, {"marital_status": "never_married", **RESIDENT}])
def test_help_for_a_wedding_is_never_open_to_a_girl_under_eighteen(
    age: int, told: dict[str, Any]
) -> None:
    girl = {"id": "m1", "relationship": "head", "sex": "female"}
    born = date(2026 - age, 1, 1).isoformat()
    entry = assessed(WEDDING, {**girl, **told, "date_of_birth": born})["m1"]
    assert entry.verdict == "not_eligible"
    assert entry.missing == ()


def test_the_bride_herself_is_asked() -> None:
    assert "her_own_word" in asked_by_department(WEDDING)


@pytest.mark.parametrize(
    ("domicile", "expected"),
    [("kp", "eligible"), ("none", "not_yet_known"), ("sindh", "not_eligible")],
)
def test_a_domicile_still_to_be_made_is_a_step_and_one_of_another_province_a_bar(
    domicile: str, expected: str
) -> None:
    widow = {
        "id": "m1", "relationship": "head", "sex": "female", "marital_status": "widowed",
        "permanent_resident_kp": True, "domicile_province": domicile,
    }  # fmt: skip
    assert verdict(WIDOW, widow) == expected


# --- Loans --------------------------------------------------------------------------------------


@pytest.mark.parametrize("benefit_id", LOANS)
def test_a_loan_is_a_debt_that_a_committee_gives_and_passes_nobody_over(benefit_id: str) -> None:
    loan = CATALOGUE.benefit(benefit_id)
    assert (loan.value, loan.decided_by, loan.claim) == ("debt", "committee", "competitive")


def test_the_house_loan_is_drawn_by_lot() -> None:
    assert CATALOGUE.benefit(APNA_GHAR).intake == "ballot"


OWNER: dict[str, Any] = {
    "id": "m1", "relationship": "head", "sex": "male", "date_of_birth": "1990-01-01",
    "permanent_resident_kp": True, "owns_plot_marla": 4, "cnic_status": "valid",
    "bank_account": True,
}  # fmt: skip


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2008-11-01", "not_yet_known"),  # 18
        ("2006-11-01", "eligible"),  # 20
        ("1975-11-02", "eligible"),  # 50
        ("1975-11-01", "not_yet_known"),  # 51
        ("1960-11-02", "not_yet_known"),  # 65
        ("1960-11-01", "not_eligible"),  # 66
    ],
)
def test_between_the_two_printed_age_limits_the_law_of_the_house_loan_is_open(
    born: str, expected: str
) -> None:
    entry = assessed(
        APNA_GHAR, {**OWNER, "date_of_birth": born}, household={"monthly_income_pkr": 30000}
    )["m1"]
    assert entry.verdict == expected
    assert entry.missing == ()


@pytest.mark.parametrize(
    ("household", "own", "expected"),
    [
        (49_999, None, "eligible"),
        (50_000, 50_000, "not_yet_known"),
        (900_000, 149_999, "not_yet_known"),
        (900_000, 150_000, "not_eligible"),
        (900_000, None, "not_yet_known"),
    ],
)
def test_a_no_by_income_needs_an_own_income_above_the_wider_line(
    household: int, own: int | None, expected: str
) -> None:
    told = OWNER if own is None else {**OWNER, "own_monthly_income_pkr": own}
    assert verdict(APNA_GHAR, told, household={"monthly_income_pkr": household}) == expected


@pytest.mark.parametrize(
    ("partners", "expected"),
    [
        (1, "not_eligible"),
        (2, "not_yet_known"),
        (3, "eligible"),
        (5, "eligible"),
        (6, "not_yet_known"),
    ],
)
def test_three_to_five_partners_make_a_group_and_other_numbers_can_be_mended(
    partners: int, expected: str
) -> None:
    partner = {
        "id": "m1", "relationship": "head", "sex": "female", "date_of_birth": "2000-01-01",
        "loan_group_size": partners, "small_business_or_plan": True,
    }  # fmt: skip
    assert verdict(GROUP_LOAN, partner) == expected


@pytest.mark.parametrize("benefit_id", [*LOANS, KISSAN])
def test_no_child_is_shown_a_loan_or_a_card_of_its_own(benefit_id: str) -> None:
    child = {"id": "m1", "relationship": "head", "sex": "male", "date_of_birth": "2008-11-02"}
    assert verdict(benefit_id, child) is None


# --- Farm and bread -----------------------------------------------------------------------------


def test_the_land_limit_of_another_province_bars_no_farmer() -> None:
    farmer = {
        "id": "m1", "relationship": "head", "sex": "male", "date_of_birth": "1980-01-01",
        "employer_kind": "farm", "registered_with_agriculture_extension": True,
    }  # fmt: skip
    assert verdict(KISSAN, farmer, household={"land_acres": 12.51}) == "eligible"
    assert verdict(KISSAN, farmer, household={"land_acres": 0.99}) == "eligible"


@pytest.mark.parametrize("benefit_id", [BREAD, FLOUR, MEALS])
def test_where_the_law_is_open_the_department_is_asked_and_never_the_family(
    benefit_id: str,
) -> None:
    parameters = CATALOGUE.scheme_of(benefit_id).parameters.values()
    unpublished = [value for one in parameters for value in one.values if value.value is None]
    assert unpublished
    assert all(value.ask for value in unpublished)
