"""The columns say what the closures say: of any test, any household, any batch of them."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from columns_beside_closures import by_closures, by_columns, told
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from partial_households import invented
from small_catalogue import FACTS as FACTS_FILE
from small_catalogue import RULES, small_catalogue
from strategies import TODAY, any_test, worlds

from dareecha.domain.eligibility import planes
from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns import reading, values
from dareecha.domain.eligibility.columns.block import Block
from dareecha.domain.eligibility.columns.judging import (
    Judging,
    deciding,
    subject_ids,
    subjects,
)
from dareecha.domain.eligibility.columns.reading import ColumnReader
from dareecha.domain.eligibility.columns.rows import of_homes
from dareecha.domain.eligibility.columns.values import TooLargeToBeExact
from dareecha.domain.eligibility.examples import EXPECTATIONS
from dareecha.domain.eligibility.planes import truth
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household, Person, exactly
from dareecha.domain.rules import tree
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
    try:
        compare(unit, text, households)
    except NotARule:
        assume(False)


PLAIN = (
    ("individual", "any(is_subject)"),
    ("individual", "count(is_same_family) > 1 or any(is_parent_of_subject for person in deceased)"),
    ("individual", "vital_status == 'alive'"),
    ("individual", "any(vital_status == 'alive' for person in deceased if is_spouse_of_subject)"),
    ("individual", "'example/help/grant' in receives or rooms * 2 - 1 > 2"),
    ("individual", "registered_in == 'here' and 'example/help/grant' in family_receives"),
    ("event", "'example/help/grant' in receives or 'example/help/grant' in family_receives"),
    ("event", "any(is_child_of_subject for member in family) or registered_in == 'here'"),
    ("event", "count(certified for member in family) >= 2"),
    ("event", "any(event_kind == 'death' and event_date < as_of for event in events)"),
    ("family", "'example/help/grant' in receives or 'example/help/grant' in family_receives"),
    ("family", "all(certified for member in family if 'example/help/orphan' in receives)"),
    ("household", "any('example/help/grant' in receives for family in household)"),
    ("household", "min(wage) < 50 or max(date_of_birth) > min(date_of_birth)"),
    ("household", "any(certified and 'example/help/grant' in family_receives)"),
    ("household", "'example/help/grant' in receives"),
    ("household", "sum(wage) > 3000 or 'example/help/grant' in household_receives"),
    ("household", "home_kind != ('own' if rooms in (1, 2) else 'none') and rooms // 2 == 1"),
    ("household", "max(rooms, 2) <= poverty_score <= open_line"),
)  # fmt: skip


@pytest.mark.parametrize(("unit", "text"), PLAIN)
def test_plain_tests_come_to_the_same_in_many_households(unit: str, text: str) -> None:
    benefits = sorted(SMALL.benefit_ids())
    compare(unit, text, [invented(seed, FACTS, benefits) for seed in range(60)])


def test_what_follows_from_facts_of_the_household_is_followed() -> None:
    crowded = "{entity: household, type: bool, derived: rooms < 2, label: {en: Crowded}}"
    facts = f"{FACTS_FILE}  crowded: {crowded}\n"
    rules = RULES.replace("not any(in_service)", "not crowded").replace(
        "event_kind == 'house_damage'", "event_kind == 'house_damage' and crowded"
    )
    catalogue = small_catalogue(facts=facts, rules=rules)
    households = [invented(seed, FACTS, sorted(SMALL.benefit_ids())) for seed in range(40)]
    assessor = Assessor(catalogue)
    assert by_columns(assessor, households) == by_closures(assessor, households)


def test_a_fact_of_nobody_is_unknown() -> None:
    block = Block([Household(TODAY)])
    node = tree.FactName("registered_in", "family", tree.Type("word", values=("here", "elsewhere")))
    found = ColumnReader(Assessor(SMALL).reader, block).value(node, of_homes(block))
    assert cells(found) == [frozenset(("here", "elsewhere"))]


def compare(unit: str, text: str, households: list[Household]) -> None:
    types = {name: parameter.type for name, parameter in SCHEME.parameters.items()}
    node = parse_test(text, Names(unit, FACTS, types))
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


def test_an_amount_may_hang_on_a_fact_that_does_not_apply() -> None:
    rules = RULES.replace("amount: max(floor, average * insured_months // 600)", "amount: wage * 2")
    assessor, benefits = Assessor(small_catalogue(rules=rules)), sorted(SMALL.benefit_ids())
    households = [invented(seed, FACTS, benefits) for seed in range(40)]
    assert by_columns(assessor, households) == by_closures(assessor, households)


def test_a_sheet_counts_its_verdicts() -> None:
    judging = Judging(Assessor(SMALL), [invented(7, FACTS, sorted(SMALL.benefit_ids()))] * 3)
    for sheet in judging.sheets():
        assert sum(sheet.counts().values()) == len(sheet.home)
        assert sheet.counts()["eligible"] == (sheet.verdict == 1).sum()


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


def test_what_a_verdict_rests_on_is_what_the_reasons_say() -> None:
    assessor, benefits = Assessor(REAL), sorted(REAL.benefit_ids())
    households = examples() + [invented(seed, REAL.facts, benefits) for seed in range(12)]
    judging = Judging(assessor, households)
    told_by_reasons = {
        (place, one.benefit.id, one.subject): [entry.decides for entry in one.criteria]
        for place, household in enumerate(households)
        for one in assessor.assess(household)[0]
    }
    told_by_columns = {
        (int(sheet.home[row]), sheet.benefit.id, subject_ids(sheet.benefit.unit, judging.block)[
            sheet.subject[row]
        ]): column.tolist()
        for sheet in judging.sheets()
        for row, column in enumerate(deciding(sheet).T)
    }  # fmt: skip
    assert told_by_columns == told_by_reasons


def test_every_shipped_benefit_is_judged_by_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(judging: Judging) -> Any:
        raise AssertionError("judged by closures")

    monkeypatch.setattr(Judging, "by_closures", refuse)
    found = by_columns(Assessor(REAL), examples())
    assert {benefit for _, benefit, _ in found} == REAL.benefit_ids()


# --- Numbers too large, rosters too long ----------------------------------------------------------


@given(seeds=st.lists(st.integers(0, 2**32), min_size=1, max_size=3))
@quick
def test_the_closures_fill_the_same_sheets(seeds: list[int]) -> None:
    assessor, benefits = Assessor(REAL), sorted(REAL.benefit_ids())
    judging = Judging(assessor, [invented(seed, REAL.facts, benefits) for seed in seeds])
    assert told(judging, list(judging.by_closures())) == told(judging, judging.sheets())


@pytest.mark.parametrize(
    "facts",
    [
        {"in_service": exactly(True), "wage": exactly(2**53 + 1)},
        {"insured_months": exactly(2**45)},
        {"in_service": exactly(True), "wage": exactly(2**52)},
    ],
)
def test_numbers_too_large_for_columns_are_judged_exactly(facts: dict[str, Any]) -> None:
    rules = RULES.replace("insured_months >= 180", "insured_months * 30000 >= 180")
    rules = rules.replace("kind: step, test: certified", "kind: step, test: sum(wage) > 9")
    assessor = Assessor(small_catalogue(rules=rules))
    household = Household(
        TODAY, members=(Person("m1", facts), Person("m2", facts)), roster_complete=True
    )
    with pytest.raises(TooLargeToBeExact):
        list(Judging(assessor, [household]).by_columns())
    found = by_columns(assessor, [household])
    assert found == by_closures(assessor, [household])


def test_folds_over_long_rosters_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    households, assessor = examples()[:60], Assessor(REAL)
    whole = by_columns(assessor, households)
    monkeypatch.setattr(reading, "ENTRIES_AT_ONCE", 3)
    assert by_columns(assessor, households) == whole


def test_many_different_words_are_compared_as_few_are(monkeypatch: pytest.MonkeyPatch) -> None:
    households, assessor = examples(), Assessor(REAL)
    whole = by_columns(assessor, households)
    monkeypatch.setattr(values, "FEW_PAIRS", 0)
    assert by_columns(assessor, households) == whole


@pytest.mark.parametrize("kind", [tree.BOOL, tree.NUMBER])
def test_an_expression_that_columns_do_not_know_is_refused(kind: tree.Type) -> None:
    class Unheard(tree.Node):
        type = kind

    block = Block([Household(TODAY)])
    reader = ColumnReader(Assessor(SMALL).reader, block)
    with pytest.raises(TypeError, match="no columns for Unheard"):
        reader.value(Unheard(), of_homes(block))


# --- Operations, beside those of the planes -------------------------------------------------------

DAYS = st.dates(date(1899, 1, 1), date(2101, 12, 31)) | st.sampled_from((date.min, date.max))
NUMBERS = st.integers(-(10**6), 10**6) | st.sampled_from((-math.inf, math.inf))


def intervals_of(ends: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    real = st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair)))
    # An interval that holds no number at all is none.
    return real.filter(lambda pair: pair[0] != math.inf and pair[1] != -math.inf)


def rows_of(column: values.Intervals) -> list[tuple[float, float]]:
    return list(zip(column.low.tolist(), column.high.tolist(), strict=True))


@given(pairs=st.lists(st.tuples(*[intervals_of(NUMBERS)] * 2), min_size=1, max_size=8))
def test_numbers_are_reckoned_as_on_the_planes(pairs: list[Any]) -> None:
    words = values.WordSets()
    a, b = (values.column_of(side, "number", words).intervals for side in zip(*pairs, strict=True))
    for operator, operation in planes.ARITHMETIC.items():
        found = rows_of(values.arithmetic(operator, a, b))
        assert found == [operation(*pair) for pair in pairs]
    assert rows_of(values.floor_divide(a, 7)) == [planes.floor_divide(x, 7) for x, _ in pairs]
    for operator, comparison in planes.COMPARISONS.items():
        of_numbers = (values.Column(side) for side in (a, b))
        compared = values.compare(operator, *of_numbers)
        sides = zip(compared.certain.tolist(), compared.possible.tolist(), strict=True)
        assert list(sides) == [comparison(*pair) for pair in pairs], operator
    for which, pick in (("min", min), ("max", max)):
        found = rows_of(values.extreme(which, [a, b]))
        assert found == [(pick(x[0], y[0]), pick(x[1], y[1])) for x, y in pairs]


@given(pairs=st.lists(st.tuples(*[intervals_of(DAYS)] * 2), min_size=1, max_size=8))
def test_years_and_months_are_counted_as_on_the_planes(pairs: list[Any]) -> None:
    words = values.WordSets()
    start, end = (
        values.column_of(side, "date", words).intervals for side in zip(*pairs, strict=True)
    )
    for unit in ("years", "months"):
        found = rows_of(values.between(unit, start, end))
        assert found == [planes.between(unit, x, y) for x, y in pairs]


WORDS = st.none() | st.frozensets(st.sampled_from("abc"), min_size=1)
PLANES = {
    "bool": st.sampled_from((planes.YES, planes.NO, planes.UNKNOWN)),
    "number": intervals_of(st.integers(-3, 3)),
    "word": WORDS,
}
APPLIES = st.sampled_from((planes.YES, planes.NO, planes.UNKNOWN))


@pytest.mark.parametrize("kind", PLANES)
@given(data=st.data())
def test_what_may_not_apply_is_joined_as_on_the_planes(kind: str, data: st.DataObject) -> None:
    row = st.tuples(PLANES[kind], APPLIES, PLANES[kind], APPLIES, PLANES["bool"])
    rows = data.draw(st.lists(row, min_size=1, max_size=8))
    words = values.WordSets()
    first, applies, second, also, condition = zip(*rows, strict=True)
    a, b = column(first, applies, kind, words), column(second, also, kind, words)
    chosen = values.choose(truths(condition), a, b)
    assert cells(chosen) == [
        planes.hull(cell(x, p), cell(y, q))
        if c == planes.UNKNOWN
        else cell(*((x, p) if c[0] else (y, q)))
        for x, p, y, q, c in rows
    ]
    assert cells(values.joined(a, b)) == [*map(cell, first, applies), *map(cell, second, also)]


def truths(found: Sequence[planes.Truth]) -> values.Truths:
    return values.Truths(*(np.array(side, dtype=bool) for side in zip(*found, strict=True)))


def column(found: Sequence[Any], applies: Sequence[Any], kind: str, words: Any) -> values.Column:
    where = None if set(applies) == {planes.YES} else truths(applies)
    return values.applying(values.column_of(found, kind, words), where)


def cell(value: Any, applies: planes.Truth) -> Any:
    if applies == planes.NO:
        return planes.NOT_APPLICABLE
    return value if applies == planes.YES else planes.IfApplicable(value)


def cells(found: values.Column) -> list[Any]:
    """A column as the closures have its values."""
    match found.values:
        case values.Truths(certain, possible):
            plain: list[Any] = list(zip(certain.tolist(), possible.tolist(), strict=True))
        case values.Intervals():
            plain = rows_of(found.intervals)
        case _:
            plain = [found.words.known.sets[code] for code in found.words.codes]
    if found.applies is None:
        return plain
    told_apart = zip(found.applies.certain.tolist(), found.applies.possible.tolist(), strict=True)
    return [cell(value, applies) for value, applies in zip(plain, told_apart, strict=True)]
