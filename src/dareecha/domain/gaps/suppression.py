"""Which counts may be shown: small ones are hidden, and others with them, so none can be found.

A count of fewer than ten could point to a family. It is hidden; and where totals and neighbours
would still give it away by subtraction, further counts are kept back, the smallest first.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
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
    while more := [victim for measure in measures for victim in _to_keep_back(measure, found)]:
        for victim in more:
            for cell in twins.get(victim, (victim,)):
                found.setdefault(cell, KEPT_BACK)
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


def _to_keep_back(measure: Measure, found: Mapping[Cell, str]) -> list[Cell]:
    """More cells to hide: first for what is kept back in vain, then for small counts."""
    network = _Network(measure, found)
    narrow = [cell for cell, (least, most) in network.spans().items() if most - least < ROOM]
    for word in (KEPT_BACK, FEWER):
        victims: dict[Cell, None] = {}
        for cell in narrow:
            victim = network.next_to(cell, victims) if found[cell] == word else None
            if victim is not None:
                victims[victim] = None
        if victims:
            return list(victims)
    return []


class _Network:
    """What somebody who reads all that is shown can reckon about what is hidden."""

    def __init__(self, measure: Measure, found: Mapping[Cell, str]) -> None:
        self.counts = measure.counts
        self.found = found
        self.loose = measure.loose
        self.sums = [one for one in measure.sums if one.overlap or found.get(one.whole) != FEWER]
        self.touching: dict[Cell, list[Sum]] = defaultdict(list)
        for one in self.sums:
            for cell in one.cells:
                self.touching[cell].append(one)

    def spans(self) -> dict[Cell, Span]:
        """The least and the most that each hidden count can be."""
        spans = {cell: self._told(cell) for cell in self.found if self.counts.get(cell)}
        waiting = deque(self.sums)
        queued = set(map(id, self.sums))
        while waiting:
            one = waiting.popleft()
            queued.discard(id(one))
            for cell in self._narrow(one, spans):
                for other in self.touching[cell]:
                    if id(other) not in queued:
                        queued.add(id(other))
                        waiting.append(other)
        return spans

    def _told(self, cell: Cell) -> Span:
        """What its word alone says of a hidden count."""
        if self.found[cell] == KEPT_BACK:
            return (FEW, inf)
        return (1, inf if cell in self.loose else FEW - 1)

    def _span(self, cell: Cell, spans: Mapping[Cell, Span]) -> Span:
        count = self.counts.get(cell, 0)
        return spans.get(cell, (count, count))

    def _narrow(self, one: Sum, spans: dict[Cell, Span]) -> list[Cell]:
        """Apply one sum; the cells of which more is known now."""
        whole = self._span(one.whole, spans)
        parts = [self._span(part, spans) for part in one.parts]
        least, most = sum(low for low, _ in parts), sum(high for _, high in parts)
        at_least = max((low for low, _ in parts), default=0) if one.overlap else least
        told = {one.whole: (at_least, most)}
        for part, (low, _) in zip(one.parts, parts, strict=True):
            others_most = sum(h for p, (_, h) in zip(one.parts, parts, strict=True) if p != part)
            others_least = 0 if one.overlap else least - low
            told[part] = (whole[0] - others_most, whole[1] - others_least)
        changed = []
        for cell, (low, high) in told.items():
            if cell in spans:
                before = spans[cell]
                spans[cell] = (max(before[0], low), min(before[1], high))
                if spans[cell] != before:
                    changed.append(cell)
        return changed

    def next_to(self, cell: Cell, chosen: Iterable[Cell]) -> Cell | None:
        """The smallest shown count nearest to a hidden one: a part of its own or beside it first.

        None when there is one chosen in this round already, or nothing is left to hide.
        """
        seen, waiting = {cell}, deque([cell])
        taken = set(chosen)
        while waiting:
            here = self.touching[waiting.popleft()]
            if any(near in taken for one in here for near in one.cells):
                return None
            own = [one for one in here if one.whole == cell and not one.overlap]
            shown = [self._shown(one.parts) for one in own]
            shown += [self._shown(one.parts) for one in here if not one.overlap]
            shown += [self._shown((one.whole,)) for one in here if not one.overlap]
            shown += [self._shown(one.cells) for one in here if one.overlap]
            for cells in shown:
                if cells:
                    return min(cells, key=lambda near: (self.counts[near], str(near)))
            for near in (near for one in here for near in one.cells):
                if near in self.found and near not in seen:
                    seen.add(near)
                    waiting.append(near)
        return None

    def _shown(self, cells: Iterable[Cell]) -> list[Cell]:
        return [cell for cell in cells if self.counts.get(cell) and cell not in self.found]
