"""Who is whose relative."""

from __future__ import annotations

import pytest

from dareecha.domain.gaps.ties import Ties, relatives


@pytest.fixture
def ties() -> Ties:
    """A couple with two daughters; the elder is married to the son of a widow elsewhere."""
    ties = Ties()
    for daughter in ("elder", "younger"):
        ties.add_parent(daughter, "father")
        ties.add_parent(daughter, "mother")
    ties.add_marriage("father", "mother")
    ties.add_marriage("elder", "groom")
    ties.add_parent("groom", "widow")
    ties.add_parent("baby", "elder")
    ties.add_home("h1", ["father", "mother", "younger", "lodger"])
    return ties


@pytest.mark.parametrize(
    ("person", "other", "how"),
    [
        ("father", "mother", "spouse"),
        ("father", "elder", "child"),
        ("elder", "father", "parent"),
        ("elder", "younger", "sibling"),
        ("father", "groom", "child_in_law"),
        ("elder", "widow", "parent_in_law"),
        ("groom", "younger", "sibling_in_law"),
        ("younger", "groom", "sibling_in_law"),
        ("father", "baby", "grandchild"),
        ("baby", "father", "grandparent"),
        ("father", "lodger", "same_household"),
    ],
)
def test_the_nearest_word_is_told(ties: Ties, person: str, other: str, how: str) -> None:
    assert relatives(person, ties)[other] == how


def test_nobody_is_a_relative_of_themselves_or_of_strangers(ties: Ties) -> None:
    assert "father" not in relatives("father", ties)
    assert "widow" not in relatives("father", ties)
    assert relatives("stranger", ties) == {}
