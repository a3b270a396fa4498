"""The columns say what the closures say: of any test, any household, any batch of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from columns_beside_closures import by_closures, by_columns, told
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from partial_households import invented
from small_catalogue import small_catalogue
from strategies import any_test, worlds

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns import reading
from dareecha.domain.eligibility.columns.block import Block
from dareecha.domain.eligibility.columns.judging import Judging, subjects
from dareecha.domain.eligibility.columns.reading import ColumnReader
from dareecha.domain.eligibility.examples import EXPECTATIONS
from dareecha.domain.eligibility.planes import truth
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household, Person, exactly
from dareecha.domain.rules.catalogue import Catalogue, files_of
from dareecha.domain.rules.grammar import Names, NotARule, parse_test

SMALL = small_catalogue()
REAL = Catalogue.from_files(files_of(Path(__file__).resolve().parents[2] / "schemes"))
SCHEME = SMALL.schemes["example/help"]
FACTS = dict(SMALL.facts)
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "30"))
quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
BENEFIT_OF = {
    unit: next(benefit for benefit in SMALL.benefits() if benefit.unit == unit)
    for unit in ("household", "family", "individual", "event")
}


@st.composite
def batches(draw: st.DrawFn) -> list[Household]:
    """One to three households at once, each as it may be known on some visit."""
    return [
        draw(worlds(FACTS)).seen_at(draw(st.sampled_from((1, 2))), FACTS)
        for _ in range(draw(st.integers(1, 3)))
    ]


# --- Any test of the language ---------------------------------------------------------------------


@pytest.mark.parametrize("unit", ["household", "family", "individual", "event"])
@given(data=st.data())
@quick
def test_any_test_comes_to_the_same_on_both_planes(unit: str, data: st.DataObject) -> None:
    text = data.draw(any_test(unit))
    households = data.draw(batches())
    types = {name: parameter.type for name, parameter in SCHEME.parameters.items()}
    try:
        node = parse_test(text, Names(unit, FACTS, types))
    except NotARule:
        assume(False)
    assessor, benefit = Assessor(SMALL), BENEFIT_OF[unit]
    one_by_one = [
        truth(assessor.reader.value(node, frame))
        for household in households
        for _, frame in assessor.subjects(benefit, household)
    ]
    block = Block(households)
    rows = subjects(benefit, block).under(SCHEME.parameters)
    found = ColumnReader(assessor.reader, block).truth(node, rows)
    at_once = list(zip(found.certain.tolist(), found.possible.tolist(), strict=True))
    assert at_once == one_by_one, text


# --- Whole catalogues -----------------------------------------------------------------------------


@given(households=batches())
@quick
def test_a_batch_of_households_gets_the_judgements_of_each(households: list[Household]) -> None:
    assessor = Assessor(SMALL)
    assert by_columns(assessor, households) == by_closures(assessor, households)


@given(seeds=st.lists(st.integers(0, 2**32), min_size=1, max_size=4))
@quick
def test_the_shipped_rules_judge_a_batch_as_they_judge_each(seeds: list[int]) -> None:
    assessor = Assessor(REAL)
    benefits = sorted(REAL.benefit_ids())
    households = [invented(seed, REAL.facts, benefits) for seed in seeds]
    assert by_columns(assessor, households) == by_closures(assessor, households)


def examples() -> list[Household]:
    return [
        read_household(
            {key: value for key, value in example.items() if key not in EXPECTATIONS},
            REAL.facts,
            units=REAL.units(),
            default_roster_complete=True,
        )
        for scheme in REAL.schemes.values()
        for example in scheme.examples
    ]


def test_every_example_of_every_scheme_is_judged_alike() -> None:
    households, assessor = examples(), Assessor(REAL)
    assert len(households) > 300
    assert by_columns(assessor, households) == by_closures(assessor, households)
