"""The shipped law and the household file: what can be received, and what a widow is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue

CATALOGUE = Catalogue.from_folder(Path(__file__).resolve().parents[2] / "schemes")
SURVIVORS = "eobi/pensions/survivors-pension"
WIDOW = {
    "id": "m1", "relationship": "head", "sex": "female", "marital_status": "widowed",
    "date_of_birth": "1984-05-10",
}  # fmt: skip
DEAD = {"id": "d1", "vital_status": "deceased", "spouses": ["m1"]}
NEVER_INSURED = {
    "eobi_registered": False, "eobi_insured_months": 0,
    "died_in_employment": False, "pensioner_at_death": False,
}  # fmt: skip


def verdict(*members: dict[str, Any], **parts: Any) -> tuple[str, set[str]]:
    content = {"as_of": "2026-11-01", "roster_complete": True, "members": list(members), **parts}
    household = read_household(content, CATALOGUE.facts, units=CATALOGUE.units())
    found, _ = Assessor(CATALOGUE).assess(household, benefits=frozenset({SURVIVORS}))
    [entry] = [entry for entry in found if entry.subject == "m1"]
    return entry.verdict, {fact.fact for fact in entry.missing}


def test_a_widow_of_whose_husband_nothing_is_told_is_never_refused_his_pension() -> None:
    outcome, missing = verdict(WIDOW)
    assert outcome == "not_yet_known"
    assert "deceased_complete" in missing


def test_she_is_refused_once_her_uninsured_husband_is_listed() -> None:
    assert verdict(WIDOW, DEAD | NEVER_INSURED)[0] == "not_eligible"


def test_a_stated_complete_list_of_the_dead_stands() -> None:
    assert verdict(WIDOW, deceased_complete=True)[0] == "not_eligible"


@pytest.mark.parametrize("benefit", ["zakat/education/stipend", *sorted(CATALOGUE.benefit_ids())])
def test_every_benefit_with_rules_or_only_in_lists_can_be_received(benefit: str) -> None:
    content = {"as_of": "2026-11-01", "receives_known": [benefit]}
    household = read_household(content, CATALOGUE.facts, units=CATALOGUE.units())
    assert household.knows_receipt_of(benefit)


def test_no_benefit_is_said_to_be_without_rules_that_has_some() -> None:
    without = {
        benefit
        for department in CATALOGUE.departments.values()
        for benefit in department.get("without_rules", ())
    }
    assert not without & CATALOGUE.benefit_ids()
