"""What any, all, count, sum, min and max come to for many rows: the columns of `folds`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from dareecha.domain.eligibility.columns.rows import Inside
from dareecha.domain.eligibility.columns.values import (
    Bools,
    Column,
    Intervals,
    Numbers,
    Truths,
    both,
    either,
    exact,
    negate,
    truth,
    yes,
)

Combine = Callable[[Inside, Truths, Column], Column]


def _reduced(operation: Any, values: Any, empty: Any, entries: Inside) -> Any:
    """What the entries of each row come to; `empty` where a row has none."""
    found = np.full(len(entries.counts), empty)
    filled = entries.counts > 0
    if len(values):
        begins = np.cumsum(entries.counts) - entries.counts
        found[filled] = operation.reduceat(values, begins[filled])
    return found


def _some(where: Bools, entries: Inside) -> Bools:
    found: Bools = _reduced(np.logical_or, where, False, entries)
    return found


def _total(values: Numbers, entries: Inside) -> Numbers:
    found: Numbers = _reduced(np.add, values, 0.0, entries)
    return found


def _any(entries: Inside, counted: Truths, body: Column) -> Column:
    found = both((counted, truth(body)))
    return Column(Truths(_some(found.certain, entries), _some(found.possible, entries)))


def _all(entries: Inside, counted: Truths, body: Column) -> Column:
    missed = negate(either((negate(counted), truth(body))))
    found = Truths(_some(missed.certain, entries), _some(missed.possible, entries))
    return Column(negate(found))


def _count(entries: Inside, counted: Truths, body: Column) -> Column:
    found = both((counted, truth(body)))
    low = _total(found.certain.astype(np.float64), entries)
    high = _total(found.possible.astype(np.float64), entries)
    # An open roster may hide more than one.
    may_be_more = _some(found.possible & entries.stands_for_others, entries)
    return Column(Intervals(low, np.where(may_be_more, np.inf, high)))


def _sum(entries: Inside, counted: Truths, body: Column) -> Column:
    values, applies = body.intervals, body.applies or yes(len(counted.certain))
    least, most = values.low, values.high
    unsure = ~(counted.certain & applies.certain)
    least = np.where(unsure, np.minimum(least, 0), least)
    most = np.where(unsure, np.maximum(most, 0), most)
    many = entries.stands_for_others
    least = np.where(many, np.where(least < 0, -np.inf, 0), least)
    most = np.where(many, np.where(most > 0, np.inf, 0), most)
    adds = counted.possible & applies.possible
    low = _total(np.where(adds, least, 0.0), entries)
    high = _total(np.where(adds, most, 0.0), entries)
    return Column(exact(Intervals(low, high)))


def _extreme(which: str) -> Combine:
    pick = np.minimum if which == "min" else np.maximum
    nothing = np.inf if which == "min" else -np.inf

    def fold(entries: Inside, counted: Truths, body: Column) -> Column:
        values, applies = body.intervals, body.applies or yes(len(counted.certain))
        may = counted.possible & applies.possible
        sure = counted.certain & applies.certain

        def over(operation: Any, bound: Numbers, where: Bools, otherwise: float) -> Numbers:
            found: Numbers = _reduced(
                operation, np.where(where, bound, otherwise), otherwise, entries
            )
            return found

        least = over(np.minimum, values.low, may, np.inf)
        most = over(np.maximum, values.high, may, -np.inf)
        if which == "min":
            low, high = least, over(pick, values.high, sure, nothing)
        else:
            low, high = over(pick, values.low, sure, nothing), most
        is_sure, is_any = _some(sure, entries), _some(may, entries)
        found = Intervals(np.where(is_sure, low, least), np.where(is_sure, high, most))
        # Perhaps there is nobody at all to take the extreme of.
        return Column(found, Truths(is_sure, is_any))

    return fold


FOLDS: Mapping[str, Combine] = {
    "any": _any,
    "all": _all,
    "count": _count,
    "sum": _sum,
    "min": _extreme("min"),
    "max": _extreme("max"),
}
