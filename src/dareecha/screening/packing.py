"""The packed form of a verdict: what a run keeps of each household and benefit."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import pairwise
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from dareecha.domain.eligibility.assess import VERDICTS
from dareecha.domain.eligibility.columns.judging import ANSWERS, NO, NOT_KNOWN, Sheet, deciding
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.holes import Bar, Hole
from dareecha.domain.gaps.needs import UNDETERMINED, UNSERVED, OpenDoors, Telling
from dareecha.domain.gaps.needs_of_many import Place, is_unserved, some_telling_holds

Costs = Mapping[str, int]
Objects = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of a run. `gap` is unserved, undetermined or ''.

    `fact` is what alone would decide, named where the gap is undetermined; `fact_of` whose.
    """

    benefit: str
    subject: str
    verdict: str
    criterion: str
    amount_min: int | None
    amount_max: int | None
    per: str
    receives: bool | None
    gap: str
    fact: str
    fact_of: str

    def packed(self) -> list[Any]:
        return list(astuple(self))


COLUMNS = tuple(field.name for field in fields(Verdict))


def unpacked(entry: Sequence[Any]) -> Verdict:
    """The verdict that `packed` made this from."""
    return Verdict(*entry)


def cheapest(facts: Collection[FactOf], costs: Costs) -> FactOf | None:
    """The fact that costs least to find out; among equals the first."""
    return min(facts, key=lambda fact: costs.get(fact.fact, 2), default=None)


@dataclass(frozen=True)
class Batch:
    """Households judged together: whose, their sheets, and the facts that would decide."""

    households: Sequence[UUID]
    districts: Sequence[str]
    subjects: Mapping[str, Sequence[str]]
    """Unit → the id of each row of its table."""
    sheets: Sequence[Sheet]
    deciding: Mapping[Place, Collection[FactOf]]
    holes: Sequence[Sequence[Hole]]
    """Those of each household."""


def packed_holes(found: Sequence[Hole]) -> list[list[Any]]:
    """What a run keeps of a household's holes: those that are certain."""
    return [
        [
            hole.need,
            hole.subject,
            [[bar.benefit, bar.kind, list(bar.criteria)] for bar in hole.bars],
            list(hole.still_to_ask),
        ]
        for hole in found
        if hole.is_certain
    ]


def unpacked_hole(entry: Sequence[Any]) -> Hole:
    """The hole that `packed_holes` made this from."""
    need, subject, bars, still_to_ask = entry
    return Hole(
        need,
        subject,
        tuple(Bar(benefit, kind, tuple(criteria)) for benefit, kind, criteria in bars),
        tuple(still_to_ask),
    )


@dataclass(frozen=True)
class Packer:
    """Brings sheets into the form of a run, once it is known of the run which criteria tell."""

    doors: OpenDoors
    telling: Telling
    costs: Costs

    def columns(self, batch: Batch) -> tuple[NDArray[np.int64], dict[str, list[Any]]]:
        """The columns of a verdict for a whole batch, and the household of each row, in order."""
        parts = [self._columns(sheet, batch) for sheet in batch.sheets]
        home = np.concatenate([sheet.home for sheet in batch.sheets])
        order = np.argsort(home, kind="stable")
        joined = {name: np.concatenate([part[name] for part in parts]) for name in COLUMNS}
        return home[order], {name: joined[name][order].tolist() for name in COLUMNS}

    def packed(self, batch: Batch) -> Iterator[list[tuple[Any, ...]]]:
        """What is kept of each household of a batch."""
        if not batch.sheets:
            yield from ([] for _ in batch.households)
            return
        home, columns = self.columns(batch)
        rows = list(zip(*columns.values(), strict=True))
        ends = np.searchsorted(home, np.arange(len(batch.households) + 1))
        for first, last in pairwise(ends.tolist()):
            yield rows[first:last]

    def _columns(self, sheet: Sheet, batch: Batch) -> dict[str, Objects]:
        rows = len(sheet.home)
        has_amount = ~np.isnan(sheet.amount_low)
        subject = _objects(batch.subjects[sheet.benefit.unit])[sheet.subject]
        gap, fact, fact_of = self._gaps(sheet, subject, batch)
        return {
            "benefit": np.full(rows, sheet.benefit.id, dtype=object),
            "subject": subject,
            "verdict": _VERDICTS[sheet.verdict],
            "criterion": _criterion(sheet),
            "amount_min": _rupees(sheet.amount_low, has_amount),
            "amount_max": _rupees(sheet.amount_high, has_amount & np.isfinite(sheet.amount_high)),
            "per": np.where(has_amount, _objects([sheet.version.per or ""]), _NOTHING),
            "receives": _ANSWERS[sheet.receives],
            "gap": gap,
            "fact": fact,
            "fact_of": fact_of,
        }

    def _gaps(self, sheet: Sheet, subject: Objects, batch: Batch) -> tuple[Objects, ...]:
        gap, fact, fact_of = (np.full(len(sheet.home), "", dtype=object) for _ in range(3))
        gap[is_unserved(sheet, self.doors)] = UNSERVED
        if batch.deciding:
            for row in np.flatnonzero(some_telling_holds(sheet, self.telling)):
                place = (int(sheet.home[row]), sheet.benefit.id, subject[row])
                named = cheapest(batch.deciding.get(place, ()), self.costs)
                if named is not None:
                    gap[row], fact[row], fact_of[row] = UNDETERMINED, named.fact, named.of
        return gap, fact, fact_of


def _objects(values: Sequence[Any]) -> Objects:
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


_NOTHING = _objects([""])
# By the sign: yes, no, and last the one for -1.
_VERDICTS = _objects([VERDICTS[ANSWERS[sign]] for sign in (0, 1, -1)])
_ANSWERS = _objects([ANSWERS[sign] for sign in (0, 1, -1)])


def _rupees(amounts: NDArray[np.float64], is_told: NDArray[np.bool_]) -> Objects:
    found = np.full(len(amounts), None, dtype=object)
    found[is_told] = amounts[is_told].astype(np.int64)
    return found


def _criterion(sheet: Sheet) -> Objects:
    """The criterion that a row names: the first that fails or is open, of those that decide.

    A step that is still to be done is named where nothing is undecided; what the department alone
    asks is never named.
    """
    of_step = np.array([criterion.is_step for criterion in sheet.criteria], dtype=bool)
    of_others = np.array([one.asked_by_department for one in sheet.criteria], dtype=bool)
    decides = deciding(sheet) & ~of_others[:, np.newaxis]
    fails = decides & (sheet.outcomes == NO)
    shut = _first(fails & ~of_step[:, np.newaxis])
    undecided, undone = _first(decides & (sheet.outcomes == NOT_KNOWN)), _first(fails)
    waits_for = np.where(undecided >= 0, undecided, undone)
    by_verdict = (sheet.verdict == NO, sheet.verdict == NOT_KNOWN)
    named = np.select(by_verdict, (shut, waits_for), default=-1)
    names = _objects([*(criterion.id for criterion in sheet.criteria), ""])
    return np.take(names, named)


def _first(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The first line that is marked in each row; -1 where none is."""
    return np.where(marks.any(axis=0), marks.argmax(axis=0), -1)
