"""The gaps found at once are those found judgement by judgement."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from partial_households import invented

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns.deciding import Deciders
from dareecha.domain.eligibility.columns.judging import Judging, subject_ids
from dareecha.domain.gaps.needs import UNDETERMINED, UNSERVED, OpenDoors, Telling, gap_in
from dareecha.domain.gaps.needs_of_many import (
    Place,
    Waiting,
    is_unserved,
    may_be_undetermined,
    note_failing,
    some_telling_holds,
)
from dareecha.domain.households.household import Household
from dareecha.domain.rules.catalogue import Catalogue, files_of

REAL = Catalogue.from_files(files_of(Path(__file__).resolve().parents[2] / "schemes"))
EVERY_DOOR = OpenDoors(REAL.benefit_ids())
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "30"))
quick = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def one_by_one(households: list[Household], doors: OpenDoors) -> dict[Place, str]:
    assessor = Assessor(REAL)
    judged = [(at, j) for at, h in enumerate(households) for j in assessor.judge(h)]
    telling = Telling(j for _, j in judged)
    found = {(at, j.benefit, j.subject): gap_in(j, doors, telling) for at, j in judged}
    return {place: gap for place, gap in found.items() if gap is not None}


def at_once(households: list[Household], doors: OpenDoors) -> dict[Place, str]:
    assessor, deciders, telling = Assessor(REAL), Deciders(REAL), Telling()
    judging = Judging(assessor, households)
    sheets = judging.sheets()
    for sheet in sheets:
        note_failing(sheet, telling)
    found: dict[Place, str] = {}
    waiting: list[Place] = []
    for sheet in sheets:
        ids = subject_ids(sheet.benefit.unit, judging.block)
        places = [
            (int(home), sheet.benefit.id, ids[row])
            for home, row in zip(sheet.home, sheet.subject, strict=True)
        ]
        found |= {places[row]: UNSERVED for row in np.flatnonzero(is_unserved(sheet, doors))}
        may_be = may_be_undetermined(sheet, doors, deciders) & some_telling_holds(sheet, telling)
        waiting += [places[row] for row in np.flatnonzero(may_be)]
    deciding = Waiting(assessor, households).deciding(waiting)
    return found | dict.fromkeys(deciding, UNDETERMINED)


@given(seeds=st.lists(st.integers(0, 2**32), min_size=2, max_size=6))
@quick
def test_gaps_found_at_once_are_those_found_one_by_one(seeds: list[int]) -> None:
    benefits = sorted(REAL.benefit_ids())
    households = [invented(seed, REAL.facts, benefits) for seed in seeds]
    assert at_once(households, EVERY_DOOR) == one_by_one(households, EVERY_DOOR)


@pytest.mark.parametrize("gap", [UNSERVED, UNDETERMINED])
def test_both_kinds_of_gap_occur_among_the_invented(gap: str) -> None:
    benefits = sorted(REAL.benefit_ids())
    households = [invented(seed, REAL.facts, benefits) for seed in range(40)]
    found = at_once(households, EVERY_DOOR)
    assert gap in found.values()
    assert found == one_by_one(households, EVERY_DOOR)


def test_behind_a_shut_door_there_is_no_gap() -> None:
    benefits = sorted(REAL.benefit_ids())
    households = [invented(seed, REAL.facts, benefits) for seed in range(5)]
    assert at_once(households, OpenDoors(frozenset())) == {}
