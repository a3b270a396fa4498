"""The text of a household file: what JSON lets pass and nobody can mean is refused."""

# ruff: noqa: E501  (tables of mistakes read better on one line each)
from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import household_file, small_catalogue

from dareecha.domain.households.files import read_household
from dareecha.domain.households.json_text import HouseholdFileRefused, parse_household, shown

CATALOGUE = small_catalogue()


def read(text: str) -> Any:
    return read_household(parse_household(text), CATALOGUE.facts, units=CATALOGUE.units())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "this is not JSON"),
        ('{"as_of": "2026-11-01",}', "in line 1, column"),
        ("[" * 100_000, "levels deep"),
        ('{"a":' * 900 + "1" + "}" * 900, "levels deep"),
        ('{"household": {"rooms": ' + "1" * 5000 + "}}", "thousands of digits"),
        ('{"as_of": "2026-11-01", "as_of": "2026-11-02"}', "as_of: this key stands twice. Keep one."),
        ('{"members": [{"id": "m1", "sex": "male", "sex": "female", "sex": "male"}]}',
         "members[0].sex: this key stands twice"),
        ('{"household": {"rooms": NaN}}', "household.rooms: NaN is not a whole number"),
        ('{"household": {"rooms": 1e999}}', "household.rooms: Infinity is not a whole number"),
        ('{"household": {"rooms": -Infinity}}', "-Infinity is not"),
        ('{"household": {"rooms": true}}', "household.rooms: true is not a whole number"),
        ('{"household": {"rooms": ' + "1" * 300 + "}}", "a number with very many digits"),
        ('{"members": [{"id": "m1", "wage": 1e20}]}', "with fewer digits"),
        ('{"household": {"rooms": [1]}}', "a list […] is not"),
        ('{"members": [{"id": "m1", "sex": {}}]}', "members[0].sex: use a value"),
        ('{"as_of": {}}', "an object {…} is not a day"),
        ("[]", "the file: a JSON object {…} should stand here."),
    ],
)  # fmt: skip
def test_what_nobody_can_mean_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(HouseholdFileRefused) as refused:
        read(text)
    assert says in str(refused.value)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\n", "\u202e", "\u2066", "\u2028", "\ud800"])
def test_characters_that_are_not_seen_are_refused_and_named_by_code(sign: str) -> None:
    for content, path in (
        ({"events": [{"id": "e1", "event_member": f"m{sign}1"}]}, "events[0].event_member"),
        ({"household": {f"ro{sign}oms": 1}}, "household"),
        ({f"as{sign}_of": "2026-01-01"}, "the file"),
    ):
        with pytest.raises(HouseholdFileRefused) as refused:
            read(json.dumps(household_file(**content)))
        [line] = [line for line in refused.value.problems if "cannot be seen" in line]
        assert line.startswith(f"{path}: ")
        assert f"U+{ord(sign):04X}" in line
        assert sign not in "".join(refused.value.problems)


def test_urdu_with_its_joiners_and_marks_is_no_offence() -> None:
    text = json.dumps({"\u0646\u0627\u0645\u200c\u06c1\u200f": 1})
    with pytest.raises(HouseholdFileRefused) as refused:
        read(text)
    assert not any("cannot be seen" in problem for problem in refused.value.problems)


def test_a_mark_of_byte_order_at_the_beginning_is_passed_over() -> None:
    assert read("\ufeff" + json.dumps(household_file())).members == ()


def test_a_long_value_is_repeated_in_part_only() -> None:
    assert shown("x" * 500) == f'"{"x" * 80}…"'
    assert [shown(value) for value in (None, True, False, 1.5)] == ["null", "true", "false", "1.5"]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner),
    max_leaves=10,
)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40) | VALUES.map(json.dumps))
def test_no_text_at_all_raises_anything_but_a_refusal(text: str) -> None:
    try:
        read(text)
    except HouseholdFileRefused as refused:
        str(refused).encode("utf-8")
        assert refused.problems  # noqa: PT017
