"""Nashonuma, Bait-ul-Mal, the Foundation, Zakat the cards: what they may never suggest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, files_of
from dareecha.domain.rules.scheme import Benefit

FILES = files_of(Path(__file__).resolve().parents[2] / "schemes")
CATALOGUE = Catalogue.from_files(FILES)
ASSESSOR = Assessor(CATALOGUE)
AS_OF = "2026-11-01"
KINDS_OF_BAIT_UL_MAL = [
    f"pbm/individual-assistance/{kind}"
    for kind in ("medical", "education", "general", "rehabilitation", "special-persons")
]
WEDDING = "zakat/marriage/assistance"
CARD_FOR_ORPHANS = "social-welfare/roshan-mustaqbil/stipend"
SHELTER = "social-welfare/shelter-home/stay"
BENEFITS_HERE = [
    "bisp/nashonuma/cash",
    *KINDS_OF_BAIT_UL_MAL,
    "opf/financial-aid/death",
    "opf/financial-aid/disability",
    "opf/services/help",
    "zakat/health-care/treatment",
    WEDDING,
    CARD_FOR_ORPHANS,
    "social-welfare/sahara/stipend",
    SHELTER,
]
PLACING_FACTS = ("homeless", "companion_of_patient", "travelling_without_lodging")
PROTECTED_PLACES = re.compile(r"darul aman|dar-ul-aman|دارالامان|crisis centre", re.IGNORECASE)

each_benefit = pytest.mark.parametrize("benefit_id", BENEFITS_HERE)


def assessed(
    benefit: str, *members: dict[str, Any], as_of: str = AS_OF, **rest: Any
) -> list[Assessment]:
    household = read_household(
        {"as_of": as_of, "members": list(members), **rest},
        CATALOGUE.facts,
        default_roster_complete=True,
    )
    return ASSESSOR.assess(household, benefits=frozenset({benefit}))[0]


def verdict(benefit: str, *members: dict[str, Any], of: str = "m1", **rest: Any) -> str | None:
    entries = {entry.subject: entry.verdict for entry in assessed(benefit, *members, **rest)}
    return entries.get(of)


def asked_by_department(benefit: Benefit) -> Iterator[str]:
    for version in benefit.versions:
        for criterion in version.rule.criteria():
            if criterion.asked_by_department:
                yield criterion.id


@each_benefit
def test_the_benefit_is_in_the_catalogue(benefit_id: str) -> None:
    assert benefit_id in CATALOGUE.benefit_ids()


@each_benefit
def test_what_the_fact_sheets_do_not_settle_is_no_confirmed_exclusion(benefit_id: str) -> None:
    assert not [one for one in CATALOGUE.benefit(benefit_id).exclusions if one.is_confirmed]


@pytest.mark.parametrize("benefit_id", ["zakat/health-care/treatment", WEDDING])
def test_zakat_shows_that_the_office_asks_the_faith_and_never_evaluates_it(benefit_id: str) -> None:
    assert list(asked_by_department(CATALOGUE.benefit(benefit_id))) == ["faith"]


@pytest.mark.parametrize("benefit_id", [CARD_FOR_ORPHANS, "social-welfare/sahara/stipend"])
def test_the_cards_paid_partly_from_zakat_have_no_bar_of_faith_and_ask_about_it(
    benefit_id: str,
) -> None:
    assert list(asked_by_department(CATALOGUE.benefit(benefit_id))) == []
    questions = CATALOGUE.scheme_of(benefit_id).open_questions
    assert any("Zakat" in question["en"] and question["ruling"] for question in questions)


# --- Weddings -----------------------------------------------------------------------------------


@pytest.mark.parametrize("age", range(18))
@pytest.mark.parametrize("told", [{}, {"marital_status": "never_married"}])
def test_help_for_a_wedding_is_never_open_to_a_girl_under_eighteen(
    age: int, told: dict[str, str]
) -> None:
    girl = {"id": "m1", "relationship": "head", "sex": "female", "istehqaq_certificate": "valid"}
    born = date(2026 - age, 1, 1).isoformat()
    [entry] = assessed(WEDDING, {**girl, **told, "date_of_birth": born})
    assert entry.verdict == "not_eligible"
    assert entry.missing == ()


# --- Bait-ul-Mal --------------------------------------------------------------------------------


def test_cash_of_bisp_and_zakat_is_named_beside_medical_help_and_not_acted_on() -> None:
    exclusions = CATALOGUE.benefit(KINDS_OF_BAIT_UL_MAL[0]).exclusions
    named = {one.benefit for one in exclusions if not one.is_confirmed}
    assert named == {"bisp/kafaalat/cash", "zakat/guzara/allowance"}


def test_two_kinds_of_bait_ul_mal_a_year_are_allowed_and_a_third_is_not() -> None:
    [limit] = CATALOGUE.scheme_of(KINDS_OF_BAIT_UL_MAL[0]).limits
    assert limit.is_confirmed
    assert limit.at_most == 2
    assert set(limit.benefits) == set(KINDS_OF_BAIT_UL_MAL)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"pbm_kinds_of_help_this_year": 0}, "eligible"),
        ({"pbm_kinds_of_help_this_year": 1}, "not_yet_known"),
        (
            {"pbm_kinds_of_help_this_year": 1, "pbm_general_help_this_year": True},
            "eligible",
        ),
        (
            {"pbm_kinds_of_help_this_year": 1, "pbm_medical_help_this_year": False},
            "eligible",
        ),
        ({"pbm_kinds_of_help_this_year": 2}, "not_eligible"),
        ({}, "not_yet_known"),
    ],
)
def test_each_kind_comes_once_a_year(told: dict[str, Any], expected: str) -> None:
    patient = {
        "id": "m1", "relationship": "head", "sex": "male", "marital_status": "widowed",
        "employer_kind": "none", "treatment_needed": "cancer",
        "government_hospital_recommendation": True,
    }  # fmt: skip
    found = verdict(
        KINDS_OF_BAIT_UL_MAL[0],
        {**patient, **told},
        household={"monthly_income_pkr": 9000},
        families=[{"id": "f1", "members": ["m1"]}],
    )
    assert found == expected


def test_a_spouse_elsewhere_in_government_service_is_asked_about() -> None:
    patient = {
        "id": "m1", "relationship": "head", "sex": "female", "marital_status": "married",
        "employer_kind": "none", "treatment_needed": "cancer",
        "government_hospital_recommendation": True, "pbm_kinds_of_help_this_year": 0,
    }  # fmt: skip
    at_home: dict[str, Any] = {
        "household": {"monthly_income_pkr": 9000},
        "families": [{"id": "f1", "members": ["m1"]}],
    }
    medical = KINDS_OF_BAIT_UL_MAL[0]
    [entry] = assessed(medical, patient, **at_home)
    assert entry.verdict == "not_yet_known"
    assert [one.fact for one in entry.missing] == ["absent_spouse_in_government_service"]
    serves = {**patient, "absent_spouse_in_government_service": True}
    assert verdict(medical, serves, **at_home) == "not_eligible"


# --- Orphans ------------------------------------------------------------------------------------

MOTHER = {"id": "m1", "relationship": "head", "sex": "female"}
CHILD = {
    "id": "m2", "relationship": "son", "mother": "m1", "sex": "male",
    "date_of_birth": "2015-01-01", "permanent_resident_kp": True,
}  # fmt: skip


def test_the_death_of_the_father_is_named_as_what_would_decide() -> None:
    entries = assessed(CARD_FOR_ORPHANS, MOTHER, CHILD, deceased_complete=False)
    [entry] = [entry for entry in entries if entry.subject == "m2"]
    assert entry.verdict == "not_yet_known"
    assert entry.missing[0].fact == "father_alive"


@pytest.mark.parametrize(("alive", "expected"), [(True, "not_eligible"), (False, "eligible")])
def test_the_familys_word_about_the_father_decides(alive: bool, expected: str) -> None:
    told = {**CHILD, "father_alive": alive}
    assert verdict(CARD_FOR_ORPHANS, MOTHER, told, of="m2", deceased_complete=True) == expected


def test_a_widower_who_lives_with_his_child_is_no_dead_father() -> None:
    father = {"id": "m1", "relationship": "head", "sex": "male", "marital_status": "widowed"}
    child = {**CHILD, "father": "m1", "mother": "d1"}
    dead = {"id": "d1", "vital_status": "deceased", "spouses": ["m1"]}
    assert verdict(CARD_FOR_ORPHANS, father, child, dead, of="m2") == "not_eligible"


# --- The shelter home ---------------------------------------------------------------------------


@pytest.mark.parametrize("fact", PLACING_FACTS)
def test_a_fact_that_places_somebody_is_shown_to_that_person_and_the_department_alone(
    fact: str,
) -> None:
    assert CATALOGUE.facts[fact].sensitivity == "protected"


def test_no_protected_place_is_named_anywhere_in_the_law() -> None:
    named = [path for path, text in FILES.items() if PROTECTED_PLACES.search(text.decode())]
    assert named == []


def test_no_fact_says_that_somebody_stays_in_a_shelter() -> None:
    assert not [name for name in CATALOGUE.facts if re.search("shelter|panahgah|refuge", name)]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 4, 20), "active"),
        (date(2023, 4, 21), "not_known"),
        (date(2024, 3, 8), "active"),
        (date(2026, 1, 1), "not_known"),
    ],
)
def test_which_shelter_homes_are_open_is_said_only_as_long_as_somebody_confirmed_it(
    day: date, expected: str
) -> None:
    state = CATALOGUE.scheme_of(SHELTER).state_on(day)
    assert state is not None
    assert state.state == expected
