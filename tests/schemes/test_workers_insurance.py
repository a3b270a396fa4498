"""EOBI and the Labour Department's schemes: what no single example can show."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, files_of

FOLDER = Path(__file__).resolve().parents[2] / "schemes"
CATALOGUE = Catalogue.from_files(files_of(FOLDER))
ASSESSOR = Assessor(CATALOGUE)
PENSION, GRANT = "eobi/pensions/old-age-pension", "eobi/pensions/old-age-grant"
PROMISED = {
    *(f"labour/essi/{name}" for name in ("sickness", "maternity", "injury", "medical-care")),
    *(f"labour/essi/disablement-{name}" for name in ("pension", "gratuity")),
    *(f"labour/essi/{name}" for name in ("survivors-pension", "death-grant")),
    "labour/wwb-grants/scholarship",
    "labour/labour-colonies/flat",
    "labour/profit-share/share",
}
UNKNOWN = None


def verdicts(**facts: Any) -> dict[str, str]:
    """Pension and grant of one man of 71, by what is known of his insurance."""
    known = {name: value for name, value in facts.items() if value is not UNKNOWN}
    man = {"id": "m1", "relationship": "head", "sex": "male", "date_of_birth": "1955-01-01"}
    content = {"as_of": "2026-11-01", "members": [man | known], "receives_known": "all"}
    household = read_household(content, CATALOGUE.facts, units=CATALOGUE.units())
    found = ASSESSOR.assess(household, benefits=frozenset({PENSION, GRANT}))[0]
    return {entry.benefit.id: entry.verdict for entry in found}


def test_the_labour_departments_benefits_are_there() -> None:
    assert CATALOGUE.benefit_ids() >= PROMISED


@pytest.mark.parametrize("months", [0, 23, 24, 59, 60, 83, 84, 179, 180, UNKNOWN])
def test_pension_and_grant_are_never_both_due_and_the_grant_waits_for_the_pension(
    months: int | None,
) -> None:
    for age, unpaid in itertools.product([35, 41, 46, UNKNOWN], [0, 1, 200, UNKNOWN]):
        found = verdicts(
            eobi_registered=True,
            eobi_insured_months=months,
            eobi_unpaid_months=unpaid,
            age_when_law_first_applied_to_employer=age,
        )
        if found[GRANT] == "eligible":
            assert found[PENSION] == "not_eligible", (months, age, unpaid)


@pytest.mark.parametrize("recorded", [0, 100, 179])
def test_who_reaches_the_fifteen_years_with_unpaid_months_is_never_told_no(recorded: int) -> None:
    found = verdicts(
        eobi_registered=True,
        eobi_insured_months=recorded,
        eobi_unpaid_months=180 - recorded,
        age_when_law_first_applied_to_employer=30,
    )
    assert found == {PENSION: "not_yet_known", GRANT: "not_yet_known"}
