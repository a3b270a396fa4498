"""What the shipped rules ask of whom, and the reasons they give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.questions import Question, next_question
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.rules.catalogue import Catalogue, files_of

CATALOGUE = Catalogue.from_files(files_of(Path(__file__).resolve().parents[2] / "schemes"))
ASSESSOR = Assessor(CATALOGUE)
KAFAALAT, GUZARA = "bisp/kafaalat/cash", "zakat/guzara/allowance"
SURVIVORS, LATE_GRANT = "eobi/pensions/survivors-pension", "labour/wwb-grants/death"
WIDOW = {
    "id": "m1", "relationship": "head", "sex": "female", "marital_status": "widowed",
    "date_of_birth": "1985-01-01", "cnic_status": "valid", "employer_kind": "none",
}  # fmt: skip
WORK = {"employer_kind", "own_monthly_income_pkr", "monthly_wage_pkr", "essi_registered",
        "essi_ever_covered"}  # fmt: skip
SCHOOL = {"school_enrolled", "school_kind", "school_level"}


def household(*members: dict[str, Any], **parts: Any) -> Household:
    content = {"as_of": "2026-11-01", "roster_complete": True, "deceased_complete": True,
               "events_known": True, "receives_known": "all", "members": list(members)}  # fmt: skip
    return read_household(content | parts, CATALOGUE.facts, units=CATALOGUE.units())


def judged(known: Household, *benefits: str) -> list[Assessment]:
    return ASSESSOR.assess(known, benefits=frozenset(benefits) or None)[0]


def asked_of(person: str, known: Household) -> set[str]:
    return {fact.fact for entry in judged(known) for fact in entry.missing if fact.of == person}


def next_asked(known: Household, benefit: str) -> Question | None:
    return next_question(known, judged(known, benefit), ASSESSOR)


def test_above_the_higher_ceiling_a_certificate_is_not_asked_for() -> None:
    certified = {**WIDOW, "disability_certified": True}
    known = household(certified, household={"pmt_score": 37.01})
    (entry,) = judged(known, KAFAALAT)
    assert entry.verdict == "not_eligible"
    deciding = [one.criterion.id for one in entry.criteria if one.decides and one.holds is False]
    assert deciding == ["poor_enough", "below_higher_ceiling", "transgender_by_cnic"]


def test_a_late_death_grant_waits_for_the_chairman_and_not_for_the_day() -> None:
    dead = {"id": "d1", "vital_status": "deceased", "sex": "male", "eobi_registered": True,
            "is_manager": False, "died_in_employment": True}  # fmt: skip
    death = {"id": "e1", "event_kind": "death", "event_date": "2026-01-10", "event_member": "d1"}
    for excused in ({}, {"late_claim_excused": False}):
        known = household(WIDOW, dead, events=[death | excused])
        (entry,) = judged(known, LATE_GRANT)
        assert entry.verdict == "not_yet_known"
        assert entry.missing == (FactOf("late_claim_excused", "e1"),)
        question = next_asked(known, LATE_GRANT)
        assert question is not None
        assert question.fact == FactOf("late_claim_excused", "e1")


def test_a_widow_who_married_again_is_not_asked_whether_the_dead_husband_is_her_child() -> None:
    remarried = {**WIDOW, "marital_status": "married", "remarried": True}
    dead = {"id": "d1", "vital_status": "deceased", "sex": "male", "date_of_birth": "1980-01-01",
            "date_of_death": "2026-01-10", "spouses": ["m1"], "died_in_employment": True,
            "eobi_insured_months": 100}  # fmt: skip
    known = household(remarried, dead)
    (entry,) = judged(known, SURVIVORS)
    assert (entry.verdict, entry.missing) == ("not_eligible", ())
    assert next_asked(known, SURVIVORS) is None


def test_income_is_not_asked_where_nobody_has_published_the_line() -> None:
    applicant = {**WIDOW, "lives_in_lzc_area": True, "istehqaq_certificate": "valid"}
    known = household(applicant)
    question = next_asked(known, GUZARA)
    assert question is not None
    assert question.fact == FactOf("gets_other_poverty_help", "m1")
    known = household({**applicant, "gets_other_poverty_help": False})
    (entry,) = judged(known, GUZARA)
    assert entry.open_law == ("income_line",)
    assert next_asked(known, GUZARA) is None


CHILD = {"id": "m2", "relationship": "daughter", "mother": "m1", "sex": "female",
         "marital_status": "never_married"}  # fmt: skip


@pytest.mark.parametrize(
    ("born", "is_asked"), [("2023-05-01", False), ("2016-11-01", True), (None, True)]
)
def test_small_children_are_not_asked_about_work_and_an_unknown_age_is_asked(
    born: str | None, is_asked: bool
) -> None:
    asked = asked_of("m2", household(WIDOW, {**CHILD, "date_of_birth": born}))
    assert ("employer_kind" in asked) is is_asked
    assert bool(asked & WORK) is is_asked


@pytest.mark.parametrize(
    ("born", "is_asked"),
    [("2024-11-01", False), ("2023-11-01", True), ("1966-01-01", True), ("1965-11-01", False)],
)
def test_neither_infants_nor_the_old_are_asked_about_school(born: str, is_asked: bool) -> None:
    relative = {"id": "m2", "relationship": "other_relative", "sex": "female",
                "marital_status": "never_married", "date_of_birth": born}  # fmt: skip
    assert bool(asked_of("m2", household(WIDOW, relative)) & SCHOOL) is is_asked


def test_a_grandmother_is_not_asked_whether_she_is_pregnant() -> None:
    receives = [{"benefit": KAFAALAT, "subject": "household"}]
    for born, is_asked in (("1955-01-01", False), ("1995-01-01", True), (None, True)):
        woman = {"id": "m2", "relationship": "mother", "sex": "female",
                 "marital_status": "widowed", "date_of_birth": born}  # fmt: skip
        asked = asked_of("m2", household(WIDOW, woman, receives=receives))
        assert ("pregnant" in asked) is is_asked, born
        assert ("lactating" in asked) is is_asked, born


def test_what_is_stated_of_work_counts_at_any_age() -> None:
    child = {**CHILD, "date_of_birth": "2018-05-01", "employer_kind": "day_labour",
             "cnic_status": "none"}  # fmt: skip
    entries = judged(household(WIDOW, child), "social-welfare/shelter-home/stay")
    (entry,) = [one for one in entries if one.subject == "m2"]
    holding = {one.criterion.id for one in entry.criteria if one.holds}
    assert "day_labourer" in holding
