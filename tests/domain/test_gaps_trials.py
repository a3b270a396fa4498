"""Only a fact that would settle a verdict is told as the one that decides it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from small_catalogue import household_file, small_catalogue

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.questions import NO_OTHER_TEXT, supposed_answers
from dareecha.domain.gaps.trials import ALIKE_TRIED, Trials
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.rules.catalogue import Catalogue, files_of

CATALOGUE = small_catalogue()
GRANT = "example/help/grant"
SCORE = FactOf("poverty_score", "household")
ROSTER = FactOf("roster_complete", "household")
PLACE = (0, GRANT, "household")


def household(**parts: Any) -> Household:
    """Somebody who does not serve; the score is not known."""
    written = household_file(
        members=[{"id": "m1", "relationship": "head", "in_service": False}], **parts
    )
    return read_household(json.loads(json.dumps(written)), CATALOGUE.facts)


def trials() -> Trials:
    return Trials(Assessor(CATALOGUE))


def test_a_fact_that_both_opens_and_shuts_the_door_settles() -> None:
    assert trials().settles(SCORE, GRANT, "household", household())


def test_a_fact_that_leaves_another_question_open_on_every_answer_does_not() -> None:
    assert not trials().settles(FactOf("sex", "m1"), GRANT, "household", household())


def test_a_fact_that_can_be_learnt_one_way_alone_settles_when_that_way_does() -> None:
    known = household(household={"poverty_score": 20}, roster_complete=False)
    assert trials().settles(ROSTER, GRANT, "household", known)
    assert not trials().settles(ROSTER, GRANT, "household", household(roster_complete=False))


def test_places_where_nothing_settles_are_left_out() -> None:
    found = trials().that_settle({PLACE: (SCORE, ROSTER)}, [household()])
    assert found == {PLACE: (SCORE,)}
    sex = FactOf("sex", "m1")
    assert trials().that_settle({PLACE: (sex,)}, [household()]) == {}


def test_cases_that_wait_for_the_same_are_tried_a_few_times_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried = trials()
    asked: list[Household] = []

    def settles(fact: FactOf, benefit: str, subject: str, household: Household) -> bool:
        asked.append(household)
        return True

    monkeypatch.setattr(tried, "settles", settles)
    places = {(at, GRANT, "household"): (SCORE,) for at in range(9)}
    assert tried.that_settle(places, [household() for _ in places]) == places
    assert len(asked) == ALIKE_TRIED


def test_a_text_is_tried_as_every_word_that_the_rules_compare_with() -> None:
    shipped = Catalogue.from_files(files_of(Path(__file__).resolve().parents[2] / "schemes"))
    known = read_household({"as_of": "2026-06-30"}, shipped.facts)
    outpatient = frozenset(["health/sehat-card/outpatient"])
    district = FactOf("residence_district", "household")
    tried = {
        supposed.facts["residence_district"].low
        for supposed in supposed_answers(district, known, outpatient, Assessor(shipped))
    }
    pilot = shipped.schemes["health/sehat-card"].parameters["pilot_district"].on(known.as_of)
    assert pilot is not None
    assert {pilot.value, "PK514", NO_OTHER_TEXT} <= tried
