"""Which counts may be shown: small ones are hidden, and others with them, so none can be found.

A count of fewer than ten could point to a family. It is hidden; and where totals and neighbours
would still give it away by subtraction, further counts are kept back, the smallest first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

FEW = 10
"""Fewer than so many are never shown. None at all is: it points to nobody."""
ROOM = 4
"""Between the least and the most that a hidden small count could be lies at least so much."""

FEWER = "fewer"
KEPT_BACK = "kept_back"

Cell = Hashable
Span = tuple[float, float]


@dataclass(frozen=True)
class Sum:
    """A whole and its parts. Parts that overlap make a whole of at most their sum."""

    whole: Cell
    parts: tuple[Cell, ...]
    overlap: bool = False

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.whole, *self.parts)


@dataclass(frozen=True)
class Measure:
    """Counts of one thing (none is 0), how they add up, and what "fewer than ten" says of them.

    `loose`: cells whose small count is of another thing, so that this one may be larger.
    """

    counts: Mapping[Any, int]
    sums: tuple[Sum, ...]
    loose: frozenset[Cell] = field(default=frozenset())


def hidden(measures: Sequence[Measure]) -> dict[Cell, str]:
    """Which cells to hide, in all measures alike, and which word stands there.

    Of a whole that is itself fewer than ten all parts are fewer, none included; so its sums tell
    nothing, and a reader must print its parts so, whether or not they are counted.
    """
    found: dict[Cell, str] = {}
    for measure in measures:
        small = (cell for cell, count in measure.counts.items() if 0 < count < FEW)
        found.update(dict.fromkeys((cell for cell in small if cell not in measure.loose), FEWER))
    twins = _twins(measures)
    networks = [_Network(measure, found, twins) for measure in measures]
    while sum(network.protect() for network in networks):
        pass
    return found


def _twins(measures: Iterable[Measure]) -> dict[Cell, list[Cell]]:
    """Cells that always show the same, being the only part of one another: hidden together."""
    groups: dict[Cell, list[Cell]] = {}
    for one in (one for measure in measures for one in measure.sums if len(one.parts) == 1):
        first, second = (groups.get(cell, [cell]) for cell in one.cells)
        if first is not second:
            first = [*first, *second]
            groups.update(dict.fromkeys(first, first))
    return groups


class _Network:
    """What somebody who reads all that is shown can reckon about what is hidden."""

    def __init__(
        self, measure: Measure, found: dict[Cell, str], twins: Mapping[Cell, list[Cell]]
    ) -> None:
        self.counts = measure.counts
        self.loose = measure.loose
        self.found = found
        self.twins = twins
        self.spans: dict[Cell, Span] = {}
        self.exact: dict[Cell, list[Sum]] = defaultdict(list)
        self.overlaps = [one for one in measure.sums if one.overlap]
        for one in measure.sums:
            if not one.overlap and found.get(one.whole) != FEWER:
                for cell in one.cells:
                    self.exact[cell].append(one)

    def protect(self) -> bool:
        """Keep back what gives small counts away; whether anything was.

        Sums without overlap make trees (tehsils, districts, the whole): they are reckoned with
        exactly, tree by tree. Of overlapping parts it is asked what their whole tells of each.
        """
        hidden_here = [cell for cell in self.found if self.counts.get(cell)]
        self.spans = {cell: self._told(cell) for cell in hidden_here}
        waiting = deque(self._trees(hidden_here))
        some = False
        while waiting:
            tree = waiting.popleft()
            self._reckon(tree)
            again = self._victims(self._narrow_cells(tree))
            some = some or bool(again)
            waiting.extend(self._trees(again))
        for one in self.overlaps:
            if self._is_shown(one.whole) and any(map(self._gives_away, *self._told_by(one))):
                self._keep_back(one.whole)
                some = True
        return some

    def _told_by(self, one: Sum) -> tuple[Sequence[Cell], Sequence[float]]:
        """The small parts of an overlapping whole, and the least that it leaves for each."""
        parts = [(part, self._span(part)[1]) for part in one.parts]
        open_ended = sum(1 for _, most in parts if most == inf)
        most_of_all = sum(most for _, most in parts if most != inf)
        small = [(part, most) for part, most in parts if self.found.get(part) == FEWER]
        least = [
            -inf if open_ended else self.counts[one.whole] - (most_of_all - most)
            for _, most in small
        ]
        return [part for part, _ in small], least

    def _gives_away(self, part: Cell, at_least: float) -> bool:
        """Whether a small count that is at least so much is left without room."""
        least, most = self.spans[part]
        return most - max(least, at_least) < ROOM

    def _victims(self, narrow: Sequence[Cell]) -> list[Cell]:
        """Hide more: first for what is kept back in vain, then for small counts.

        Returns what is hidden now and was not, with the cells for which it was done.
        """
        for word in (KEPT_BACK, FEWER):
            exposed = [cell for cell in narrow if self.found[cell] == word]
            done: list[Cell] = []
            chosen: set[Cell] = set()
            for cell in exposed:
                victim = self._next_to(cell, chosen)
                if victim is not None:
                    chosen |= self._keep_back(victim)
                    done.append(cell)
            if chosen:
                return [*done, *(cell for cell in chosen if self.counts.get(cell))]
        return []

    def _keep_back(self, victim: Cell) -> set[Cell]:
        """Hide a count, and with it those that always show the same."""
        same = {cell for cell in self.twins.get(victim, [victim]) if cell not in self.found}
        self.found.update(dict.fromkeys(same, KEPT_BACK))
        self.spans.update((cell, self._told(cell)) for cell in same)
        return same

    def _trees(self, roots: Iterable[Cell]) -> list[set[Cell]]:
        """Cells with all that sums without overlap tie to them, each tree once."""
        found: list[set[Cell]] = []
        seen: set[Cell] = set()
        for root in roots:
            if root not in seen:
                found.append(self._tree(root))
                seen |= found[-1]
        return found

    def _tree(self, root: Cell) -> set[Cell]:
        seen, waiting = {root}, [root]
        while waiting:
            near = {cell for one in self.exact[waiting.pop()] for cell in one.cells} - seen
            waiting.extend(near)
            seen |= near
        return seen

    def _narrow_cells(self, cells: Iterable[Cell]) -> list[Cell]:
        spans = ((cell, self.spans[cell]) for cell in cells if cell in self.spans)
        return [cell for cell, (least, most) in spans if most - least < ROOM]

    # --- Reckoning --------------------------------------------------------------------------

    def _reckon(self, tree: Collection[Cell]) -> None:
        """The least and the most that the hidden counts of a tree can be."""
        self.spans.update((cell, self._told(cell)) for cell in tree if cell in self.found)
        waiting = deque({id(one): one for cell in tree for one in self.exact[cell]}.values())
        queued = set(map(id, waiting))
        while waiting:
            one = waiting.popleft()
            queued.discard(id(one))
            for cell in self._narrow(one):
                for other in self.exact[cell]:
                    if id(other) not in queued:
                        queued.add(id(other))
                        waiting.append(other)

    def _told(self, cell: Cell) -> Span:
        """What its word alone says of a hidden count."""
        if self.found[cell] == KEPT_BACK:
            return (FEW, inf)
        return (1, inf if cell in self.loose else FEW - 1)

    def _span(self, cell: Cell) -> Span:
        span = self.spans.get(cell)
        if span is None:
            count = self.counts.get(cell, 0)
            span = (count, count)
        return span

    def _narrow(self, one: Sum) -> list[Cell]:
        """Apply one sum without overlap; the cells of which more is known now."""
        whole = self._span(one.whole)
        parts = [self._span(part) for part in one.parts]
        least = sum(low for low, _ in parts)
        most = sum(high for _, high in parts if high != inf)
        open_ended = sum(1 for _, high in parts if high == inf)
        told: list[tuple[Cell, float, float]] = [(one.whole, least, inf if open_ended else most)]
        for part, (low, high) in zip(one.parts, parts, strict=True):
            others_open = open_ended - (high == inf)
            others_most = inf if others_open else most - (0 if high == inf else high)
            told.append((part, whole[0] - others_most, whole[1] - (least - low)))
        return [c for c, low, high in told if c in self.spans and self._know(c, low, high)]

    def _know(self, cell: Cell, low: float, high: float) -> bool:
        """Remember that a count is at least and at most so much; whether that is news."""
        before = self.spans[cell]
        after = (max(before[0], low), min(before[1], high))
        # Counts that contradict each other would be narrowed for ever.
        if after == before or after[0] > after[1]:
            return False
        self.spans[cell] = after
        return True

    # --- What to keep back ------------------------------------------------------------------

    def _next_to(self, cell: Cell, chosen: Collection[Cell]) -> Cell | None:
        """The smallest shown count nearest to a hidden one: a part of its own or beside it first.

        None when the sum has a cell chosen in this round already, or nothing is left to hide.
        """
        seen, waiting = {cell}, deque([cell])
        asked: set[int] = set()
        while waiting:
            here = waiting.popleft()
            for one, cells in self._in_order(cell, here):
                shown = [near for near in cells if self._is_shown(near)]
                if shown:
                    if any(near in chosen for near in one.cells):
                        return None
                    return min(shown, key=lambda near: (self.counts[near], str(near)))
            fresh = [one for one in self.exact[here] if id(one) not in asked]
            asked.update(map(id, fresh))
            more = {near for one in fresh for near in one.cells if near in self.found} - seen
            waiting.extend(sorted(more, key=str))
            seen |= more
        return None

    def _in_order(self, cell: Cell, here: Cell) -> Iterator[tuple[Sum, Sequence[Cell]]]:
        """Where to look for a cell to hide: its own parts, then cells beside it, then wholes."""
        exact = self.exact[here]
        yield from ((one, one.parts) for one in exact if one.whole == cell)
        yield from ((one, one.parts) for one in exact)
        yield from ((one, (one.whole,)) for one in exact)

    def _is_shown(self, cell: Cell) -> bool:
        return cell not in self.found and bool(self.counts.get(cell))
