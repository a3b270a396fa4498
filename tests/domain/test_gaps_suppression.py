"""No small count can be worked out from what is shown beside it."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.domain.gaps.suppression import FEW, FEWER, KEPT_BACK, ROOM, Measure, Sum, hidden

MOST = 60


def places(*counts: int, whole: str = "all") -> Measure:
    """One whole, and its parts named p0, p1 … (none where the count is 0)."""
    parts = {f"p{number}": count for number, count in enumerate(counts) if count}
    return Measure({whole: sum(counts), **parts}, (Sum(whole, tuple(parts)),))


def test_a_count_of_fewer_than_ten_is_hidden_and_ten_is_not() -> None:
    found = hidden([places(9, 4, 6, 10, 11)])
    assert found == {"p0": FEWER, "p1": FEWER, "p2": FEWER}


def test_nobody_at_all_is_not_hidden() -> None:
    assert hidden([places(0, 20, 30)]) == {}


def test_a_single_small_count_takes_its_smallest_neighbour_with_it() -> None:
    assert hidden([places(3, 40, 12)]) == {"p0": FEWER, "p2": KEPT_BACK}


def test_two_small_counts_that_add_up_to_two_are_not_left_alone() -> None:
    assert hidden([places(1, 1, 60, 30)]) == {"p0": FEWER, "p1": FEWER, "p3": KEPT_BACK}


def test_a_kept_back_count_at_its_least_does_not_give_the_others_away() -> None:
    found = hidden([places(1, 10, 14, 50)])
    assert found == {"p0": FEWER, "p1": KEPT_BACK, "p2": KEPT_BACK}


def test_three_counts_that_must_all_be_near_nine_are_not_left_alone() -> None:
    assert hidden([places(9, 8, 8, 30, 40)])["p3"] == KEPT_BACK


def test_where_no_neighbour_is_left_the_whole_is_kept_back() -> None:
    assert hidden([places(3, 12)]) == {"p0": FEWER, "p1": KEPT_BACK}
    assert hidden([places(5, 0, 0)]) == {"all": FEWER, "p0": FEWER}
    assert hidden([places(9, 9)]) == {"p0": FEWER, "p1": FEWER, "all": KEPT_BACK}


def test_a_household_counted_under_one_of_two_benefits_cannot_be_found_from_both_together() -> None:
    together = Measure({"both": 34, "a": 25, "b": 9}, (Sum("both", ("a", "b"), overlap=True),))
    assert hidden([together]) == {"b": FEWER, "both": KEPT_BACK}
    apart = Measure({"both": 25, "a": 25, "b": 9}, (Sum("both", ("a", "b"), overlap=True),))
    assert hidden([apart]) == {"b": FEWER}
    alone = Measure({"scheme": 34, "a": 34}, (Sum("scheme", ("a",), overlap=True),))
    assert hidden([alone]) == {}


def test_a_count_of_people_hides_the_households_of_the_same_cell() -> None:
    homes = Measure({"district": 30}, ())
    people = Measure(
        {"district": 30, "women": 25, "men": 5},
        (Sum("district", ("women", "men")),),
        loose=frozenset({"district"}),
    )
    assert hidden([homes, people]) == {"men": FEWER, "women": KEPT_BACK}


def test_people_of_few_households_may_be_many() -> None:
    homes = Measure({"all": 45, "p0": 5, "p1": 6, "p2": 34}, (Sum("all", ("p0", "p1", "p2")),))
    people = Measure(
        {"all": 49, "p0": 5, "p1": 10, "p2": 34},
        (Sum("all", ("p0", "p1", "p2")),),
        loose=frozenset({"all", "p0", "p1", "p2"}),
    )
    assert hidden([homes, people]) == {"p0": FEWER, "p1": FEWER}


# --- Whatever the counts -------------------------------------------------------------------------

districts = st.lists(st.lists(st.integers(0, 14), min_size=1, max_size=3), min_size=1, max_size=3)


def table(counts: list[list[int]]) -> Measure:
    """Tehsils in districts in the whole."""
    cells: dict[str, int] = {}
    sums = []
    for d, tehsils in enumerate(counts):
        named = {f"{d}.{t}": count for t, count in enumerate(tehsils) if count}
        if named:
            cells |= {str(d): sum(named.values()), **named}
            sums.append(Sum(str(d), tuple(named)))
    parts = tuple(one.whole for one in sums)
    if parts:
        cells["all"] = sum(cells[part] for part in parts)
        sums.append(Sum("all", parts))
    return Measure(cells, tuple(sums))


def could_be(measure: Measure, found: dict[str, str], cell: str) -> set[int]:
    """All counts that a cell can have, as far as whoever reads the table can tell.

    Tried out number by number and not reckoned: an oracle apart from the code it checks. Where a
    whole is fewer than ten, nothing is said of its parts, not even which of them are none.
    """

    def possible(name: str) -> set[int]:
        return {
            None: {measure.counts[name]}, FEWER: set(range(1, FEW)),
            KEPT_BACK: set(range(FEW, MOST)),
        }[found.get(name)]  # fmt: skip

    def below(name: str, pinned: int | None) -> set[int]:
        """What a cell can be by its own word and by its parts, with one cell held fast."""
        own = possible(name) if name != cell or pinned is None else {pinned}
        told = next((one for one in measure.sums if one.whole == name), None)
        if told is None or found.get(name) == FEWER:
            return own
        reached = {0}
        for part in told.parts:
            more = below(part, pinned)
            reached = {sum(pair) for pair in product(reached, more) if sum(pair) <= MOST * 3}
        return own & reached

    return {count for count in possible(cell) if below("all", count)}


@given(districts)
@settings(max_examples=150, deadline=None)
def test_a_small_count_could_always_be_one_of_several(counts: list[list[int]]) -> None:
    measure = table(counts)
    found = hidden([measure])
    wholes_hidden = {
        part for one in measure.sums if found.get(one.whole) == FEWER for part in one.parts
    }
    for cell, word in found.items():
        if word == FEWER and cell not in wholes_hidden:
            guesses = could_be(measure, found, cell)
            assert measure.counts[cell] in guesses
            assert max(guesses) - min(guesses) >= ROOM


@given(districts)
def test_what_is_shown_is_large_and_what_is_called_fewer_is_small(counts: list[list[int]]) -> None:
    measure = table(counts)
    found = hidden([measure])
    for cell, count in measure.counts.items():
        assert (found.get(cell) == FEWER) == (count < FEW)


def test_a_table_that_contradicts_itself_comes_to_an_end() -> None:
    assert hidden([Measure({"part": 5}, (Sum("whole", ("part",)),))]) == {"part": FEWER}
    whole, parts = {"all": 112}, {"a": 35, "b": 36, "c": 42}
    twice = (Sum("all", ("a", "b", "c")), Sum("all", ("d", "e", "f")))
    more = Measure({**whole, **parts, "d": 4, "e": 50, "f": 60}, twice)
    assert hidden([more])["d"] == FEWER


def test_counts_that_are_always_the_same_are_kept_back_together() -> None:
    """A district with one tehsil, a scheme with one benefit: one would give the other away."""
    counts = {"all": 69, "small": 7, "d": 22, "d.tehsil": 22, "scheme": 22, "other": 40}
    sums = (
        Sum("all", ("small", "d", "other")),
        Sum("d", ("d.tehsil",)),
        Sum("scheme", ("d",), overlap=True),
        Sum("scheme", ("d.tehsil",), overlap=True),
    )
    kept = {cell for cell, word in hidden([Measure(counts, sums)]).items() if word == KEPT_BACK}
    assert kept == {"d", "d.tehsil", "scheme"}


def test_what_is_kept_back_takes_one_of_its_own_parts_with_it() -> None:
    counts = {"all": 77, "small": 7, "d": 30, "d.1": 14, "d.2": 16, "other": 40}
    sums = (Sum("all", ("small", "d", "other")), Sum("d", ("d.1", "d.2")))
    kept = {cell for cell, word in hidden([Measure(counts, sums)]).items() if word == KEPT_BACK}
    assert kept == {"d", "d.1"}
