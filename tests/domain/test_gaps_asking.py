"""Who is asked what about needs: nobody is asked what can make no need of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.asking import to_ask
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue

SHIPPED = Catalogue.from_folder(Path(__file__).resolve().parents[2] / "schemes")
READER = Assessor(SHIPPED).reader
CHILD = {"id": "m2", "date_of_birth": "2016-01-01"}
ADULT = {"id": "m1", "date_of_birth": "1980-01-01"}


def asked(**parts: Any) -> list[FactOf]:
    content = {"as_of": "2026-11-01", "roster_complete": True, **parts}
    return to_ask(read_household(content, SHIPPED.facts), SHIPPED, READER)


def of(subject: str, found: list[FactOf]) -> set[str]:
    return {fact.fact for fact in found if fact.of == subject}


def test_the_household_is_asked_for_hunger_and_debt_and_grown_ups_for_work() -> None:
    found = asked(members=[ADULT])
    assert of("household", found) == {"hungry_days_last_week", "medical_debt_pkr"}
    assert of("m1", found) == {"lost_work_on", "wants_training", "wants_work"}


def test_only_of_school_age_and_not_known_to_be_enrolled_is_asked_why_not_in_school() -> None:
    assert of("m2", asked(members=[CHILD])) == {"out_of_school_reason"}
    assert of("m2", asked(members=[{**CHILD, "school_enrolled": False}])) == {
        "out_of_school_reason"
    }
    assert of("m2", asked(members=[{**CHILD, "school_enrolled": True}])) == set()
    assert "out_of_school_reason" not in of("m1", asked(members=[ADULT]))


def test_of_unknown_age_everything_may_be_asked() -> None:
    assert len(of("m3", asked(members=[{"id": "m3"}]))) == 4


def test_what_was_answered_can_be_asked_again_and_what_was_declined_is_not() -> None:
    told = {**ADULT, "wants_work": False, "wants_training": {"declined": True}}
    assert of("m1", asked(members=[told])) == {"lost_work_on", "wants_work"}
    none = asked(household={"hungry_days_last_week": {"declined": True}, "medical_debt_pkr": 0})
    assert of("household", none) == {"medical_debt_pkr"}
