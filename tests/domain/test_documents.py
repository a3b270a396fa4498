"""YAML that remembers its lines and keeps words as words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.domain.vocabulary.documents import (
    Document,
    Problem,
    check_keys,
    is_day,
    nearest,
    read_document,
)


def told(text: str) -> list[str]:
    return [str(problem) for problem in read_document("x.yaml", text).problems]


def test_values_and_the_lines_of_keys_and_items_are_read() -> None:
    document = read_document("x.yaml", "a: 1\nb:\n  - 2026-01-01\n  - {c: x}\n")
    assert document.value == {"a": 1, "b": [date(2026, 1, 1), {"c": "x"}]}
    assert [document.line(path) for path in ((), ("b",), ("b", 1, "c"), ("b", 1, "z"))] == [
        1, 2, 4, 4,
    ]  # fmt: skip
    assert Document("y.yaml", None).line(("a",)) == 1


@pytest.mark.parametrize("word", ["on", "off", "yes", "no", "y", "n"])
def test_common_words_stay_words(word: str) -> None:
    assert read_document("x.yaml", f"a: {word}").value == {"a": word}


def test_only_true_and_false_are_truths() -> None:
    assert read_document("x.yaml", "[true, False]").value == [True, False]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: 1\nb: 2\na: 3", 'x.yaml:3: "a" stands twice here. Keep one.'),
        ("a: 2026-02-30", 'x.yaml:1: "2026-02-30" is not a day of the calendar.'),
        ("2026-02-30: a", "x.yaml:1: a value cannot be read"),
        ("a: [1\nb: 2", "x.yaml:2: this is not readable YAML"),
        ("a: 1\n---\nb: 2", "this is not readable YAML"),
        ("a: &x 1\nb: *x", "x.yaml:2: this is not readable YAML (aliases are not used here)"),
        ("&x [*x]", "aliases are not used here"),
        ("a: 1\nb: \0", "x.yaml:2: a character cannot stand in a text"),
        ("{[1]: 2}", 'the key "[1]" should be a word; put it in quotes.'),
        ("a: 1\n5: 2", 'the key "5" should be a word'),
        ("a: !!python/object:os.system x", "this is not readable YAML"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(text: str, says: str) -> None:
    [problem] = told(text)
    assert says in problem


def test_an_empty_file_has_no_value_and_no_problem() -> None:
    document = read_document("x.yaml", "# nothing\n")
    assert (document.value, document.problems) == (None, [])


def test_problems_stand_in_the_order_of_the_file() -> None:
    assert sorted([Problem("b", 1, "x"), Problem("a", 9, "x"), Problem("a", 2, "x")])[0].line == 2


def test_a_hint_is_given_only_where_a_word_is_near() -> None:
    assert nearest("housold", ["household", "family"]) == ' Did you mean "household"?'
    assert nearest("xyz", ["household"]) == ""
    assert nearest("5", [55, "x"]) == ' Did you mean "55"?'


def test_keys_out_of_place_and_out_of_shape_are_told_and_left_out() -> None:
    document = read_document("x.yaml", "a: 1\nunit: []\nfrom: 2026-01-01 10:00:00\nsource: null\n")
    found = check_keys(
        document, (), document.value, required=("a", "b"), optional=("unit", "from", "source")
    )
    assert found == {"a": 1, "source": None}
    assert [problem.line for problem in document.problems] == [1, 2, 3]
    assert check_keys(document, (), [1], required=("a",)) == {}


def test_a_day_is_no_moment() -> None:
    assert is_day(date(2026, 1, 1))
    assert not is_day(read_document("x.yaml", "2026-01-01 10:00:00").value)


@given(st.text(max_size=60))
def test_no_text_at_all_raises(text: str) -> None:
    document: Any = read_document("x.yaml", text)
    assert all(problem.message for problem in document.problems)
