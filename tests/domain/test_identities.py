"""Ids stand as long as what they name: kept, merged, split, and never lost."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.domain.linkage.identities import Identities, keep_identities

ITEMS = st.sampled_from("abcdefgh")
GROUPINGS = st.dictionaries(ITEMS, st.sampled_from(["1", "2", "3", "4"]))
OLD_IDS = st.sampled_from(["id-01", "id-02", "id-03", "id-04"])
STANDING = st.dictionaries(ITEMS, OLD_IDS)


def numbered(first: int = 50) -> Callable[[], str]:
    """New ids that sort after all the old ones."""
    numbers = itertools.count(first)
    return lambda: f"id-{next(numbers):02}"


def kept(groups: dict[str, str], standing: dict[str, str]) -> Identities:
    return keep_identities(groups, standing, numbered())


def test_what_nobody_knew_before_gets_a_new_id() -> None:
    found = kept({"a": "1", "b": "1", "c": "2"}, {})
    assert found.id_of == {"1": "id-50", "2": "id-51"}
    assert found.new == {"id-50", "id-51"}
    assert found.became == {}


def test_an_unchanged_group_keeps_its_id() -> None:
    found = kept({"a": "x", "b": "x"}, {"a": "id-07", "b": "id-07"})
    assert found.id_of == {"x": "id-07"}
    assert (found.new, found.became) == (frozenset(), {})


def test_a_merge_keeps_the_oldest_id_and_the_others_point_to_it() -> None:
    found = kept(
        {"a": "1", "b": "1", "c": "1", "d": "1"},
        {"a": "id-09", "b": "id-03", "c": "id-09", "d": "id-05"},
    )
    assert found.id_of == {"1": "id-03"}
    assert found.became == {"id-09": "id-03", "id-05": "id-03"}


def test_a_split_keeps_the_id_with_most_rows() -> None:
    found = kept({"a": "1", "b": "2", "c": "2"}, dict.fromkeys("abc", "id-01"))
    assert found.id_of == {"1": "id-50", "2": "id-01"}
    assert (found.new, found.became) == ({"id-50"}, {})


def test_an_even_split_keeps_the_id_with_the_first_group() -> None:
    found = kept({"b": "2", "a": "1"}, dict.fromkeys("ab", "id-01"))
    assert found.id_of == {"1": "id-01", "2": "id-50"}


def test_rows_that_are_gone_hold_no_id_and_become_nobody() -> None:
    found = kept({"a": "1"}, {"a": "id-02", "z": "id-01"})
    assert found.id_of == {"1": "id-02"}
    assert found.became == {}


def test_a_row_that_moves_over_does_not_take_its_id_along() -> None:
    found = kept(
        {"a": "1", "b": "1", "c": "2", "d": "2"},
        {"a": "id-01", "b": "id-01", "c": "id-01", "d": "id-02"},
    )
    assert found.id_of == {"1": "id-01", "2": "id-02"}
    assert found.became == {}


@settings(deadline=None, max_examples=50)
@given(groups=GROUPINGS, standing=STANDING)
def test_every_item_has_one_id_and_no_two_groups_share_one(
    groups: dict[str, str], standing: dict[str, str]
) -> None:
    found = kept(groups, standing)
    assert set(found.id_of) == set(groups.values())
    assert len(set(found.id_of.values())) == len(found.id_of)
    assert found.new == set(found.id_of.values()) - set(standing.values())


@settings(deadline=None, max_examples=50)
@given(groups=GROUPINGS, standing=STANDING)
def test_a_standing_id_lives_on_or_points_to_one_that_does(
    groups: dict[str, str], standing: dict[str, str]
) -> None:
    found = kept(groups, standing)
    live = set(found.id_of.values())
    for item, id_ in standing.items():
        if item in groups:
            assert id_ in live or found.became[id_] in live
    assert live.isdisjoint(found.became)
    assert set(found.became.values()) <= live - found.new


@settings(deadline=None, max_examples=50)
@given(groups=GROUPINGS, standing=STANDING)
def test_the_id_kept_is_the_oldest_of_those_that_have_most_of_their_rows_here(
    groups: dict[str, str], standing: dict[str, str]
) -> None:
    found = kept(groups, standing)
    for id_ in set(standing.values()):
        where = Counter(groups[i] for i, was in standing.items() if was == id_ and i in groups)
        homes = [group for group, kept_id in found.id_of.items() if kept_id == id_]
        if homes:
            assert where[homes[0]] == max(where.values())
        elif where:
            assert str(found.became[id_]) < id_


@settings(deadline=None, max_examples=50)
@given(groups=GROUPINGS, standing=STANDING)
def test_the_same_groups_once_more_change_nothing(
    groups: dict[str, str], standing: dict[str, str]
) -> None:
    first = kept(groups, standing)
    now = {item: str(first.id_of[group]) for item, group in groups.items()}
    again = keep_identities(groups, now, numbered(90))
    assert again.id_of == first.id_of
    assert (again.new, again.became) == (frozenset(), {})


@settings(deadline=None, max_examples=50)
@given(steps=st.lists(GROUPINGS, min_size=1, max_size=5))
def test_redirects_over_many_runs_never_go_in_a_circle(steps: list[dict[str, str]]) -> None:
    standing: dict[str, str] = {}
    became: dict[object, object] = {}
    new_id = numbered(10)
    for groups in steps:
        found = keep_identities(groups, standing, new_id)
        became |= found.became
        standing = {item: str(found.id_of[group]) for item, group in groups.items()}
        assert set(standing.values()).isdisjoint(became)
        for id_ in became:
            seen = {id_}
            while id_ in became:
                id_ = became[id_]
                assert id_ not in seen
                seen.add(id_)
