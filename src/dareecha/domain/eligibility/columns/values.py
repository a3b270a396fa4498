"""Columns of values on both planes: truths, numbers, days and words, one entry for each row.

Every operation here is the one of `planes`, done for a whole column at once. Days are counted as
ordinals. Words are codes of the sets that occur; an operation on words is done once, by `planes`
itself, for each combination of sets that is there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, cast

import numpy as np
from numpy.typing import NDArray

from dareecha.domain.eligibility import planes

Bools = NDArray[np.bool_]
Numbers = NDArray[np.float64]
Codes = NDArray[np.int64]

LARGEST_EXACT: Final = 2.0**53
"""Whole numbers below it are exact in a column; nothing larger is ever reckoned with."""
FIRST_DAY, LAST_DAY = float(date.min.toordinal()), float(date.max.toordinal())
_EPOCH: Final = date(1970, 1, 1).toordinal()
FEW_PAIRS: Final = 1_000_000


class TooLargeToBeExact(ArithmeticError):
    """A number beyond what columns hold exactly; the closures reckon with any number."""


@dataclass(frozen=True, slots=True)
class Truths:
    """What is certain and what is possible, row by row."""

    certain: Bools
    possible: Bools


@dataclass(frozen=True, slots=True)
class Intervals:
    """The least and the greatest that a number or day may be, row by row."""

    low: Numbers
    high: Numbers


@dataclass
class WordSets:
    """Every set of words that occurs, under a code; None is any text at all."""

    sets: list[planes.Words] = field(default_factory=list)
    _codes: dict[planes.Words, int] = field(default_factory=dict)

    def code(self, words: planes.Words) -> int:
        """The code of a set; a new one is given its own."""
        code = self._codes.setdefault(words, len(self.sets))
        if code == len(self.sets):
            self.sets.append(words)
        return code


@dataclass(frozen=True, slots=True)
class Words:
    """The set of values that a word may have, row by row, as codes."""

    codes: Codes
    known: WordSets


Values = Truths | Intervals | Words


@dataclass(frozen=True, slots=True)
class Column:
    """Values, and whether the fact behind each arises: certainly and possibly. None: all do."""

    values: Values
    applies: Truths | None = None

    @property
    def intervals(self) -> Intervals:
        """The values of a column of numbers or days."""
        return cast(Intervals, self.values)

    @property
    def words(self) -> Words:
        """The values of a column of words."""
        return cast(Words, self.values)


def yes(rows: int) -> Truths:
    everywhere = np.broadcast_to(np.True_, rows)
    return Truths(everywhere, everywhere)


def unknown(rows: int) -> Truths:
    return Truths(np.broadcast_to(np.False_, rows), np.broadcast_to(np.True_, rows))


def settled(certain: Bools) -> Truths:
    """Truths of which each is known."""
    return Truths(certain, certain)


def column_of(found: Sequence[Any], kind: str, known: WordSets) -> Column:
    """A column from values as the closures have them; all of them apply."""
    if kind == "bool":
        return Column(Truths(*(np.array(side, dtype=bool) for side in zip(*found, strict=True))))
    if kind == "word":
        return Column(Words(np.array([known.code(words) for words in found], dtype=int), known))
    low, high = (np.array([as_number(v) for v in side]) for side in zip(*found, strict=True))
    return Column(Intervals(low, high))


def as_number(value: float | date) -> float:
    """A number or day as it stands in a column. Raises TooLargeToBeExact."""
    number = float(value.toordinal() if isinstance(value, date) else value)
    if LARGEST_EXACT <= abs(number) < np.inf:
        raise TooLargeToBeExact("A number in a household or a rule is too large for columns.")
    return number


def repeated(value: Any, kind: str, known: WordSets, rows: int) -> Column:
    """One value, as the closures have it, in every row."""
    return take(column_of([value], kind, known), np.zeros(rows, dtype=np.int64))


def take(column: Column, rows: Codes) -> Column:
    """The values of some rows, in a given order."""
    applies = column.applies
    return Column(
        _take(column.values, rows),
        None if applies is None else Truths(applies.certain[rows], applies.possible[rows]),
    )


def _take(values: Values, rows: Codes) -> Values:
    match values:
        case Truths():
            return Truths(values.certain[rows], values.possible[rows])
        case Intervals():
            return Intervals(values.low[rows], values.high[rows])
    return Words(values.codes[rows], values.known)


def select(where: Bools, then: Column, otherwise: Column) -> Column:
    """The one column in some rows, the other in the rest."""
    applies = None
    if then.applies is not None or otherwise.applies is not None:
        a, b = (_applies(column, len(where)) for column in (then, otherwise))
        applies = _select_truths(where, a, b)
    return Column(_select(where, then.values, otherwise.values), applies)


def _select_truths(where: Bools, a: Truths, b: Truths) -> Truths:
    return Truths(
        np.where(where, a.certain, b.certain),
        np.where(where, a.possible, b.possible),
    )


def _select(where: Bools, then: Values, otherwise: Values) -> Values:
    match then, otherwise:
        case Truths(), Truths():
            return _select_truths(where, then, otherwise)
        case Intervals(), Intervals():
            return Intervals(
                np.where(where, then.low, otherwise.low),
                np.where(where, then.high, otherwise.high),
            )
    one, other = cast(Words, then), cast(Words, otherwise)
    return Words(np.where(where, one.codes, other.codes), one.known)


def _applies(column: Column, rows: int) -> Truths:
    return yes(rows) if column.applies is None else column.applies


def joined(a: Column, b: Column) -> Column:
    """The rows of one column, and below them those of another."""
    if a.applies is None and b.applies is None:
        return Column(_joined(a.values, b.values))
    one, other = (_applies(column, _length(column.values)) for column in (a, b))
    return Column(_joined(a.values, b.values), _joined_truths(one, other))


def _length(values: Values) -> int:
    match values:
        case Truths():
            return len(values.certain)
        case Intervals():
            return len(values.low)
    return len(values.codes)


def _joined_truths(a: Truths, b: Truths) -> Truths:
    return Truths(np.concatenate((a.certain, b.certain)), np.concatenate((a.possible, b.possible)))


def _joined(a: Values, b: Values) -> Values:
    match a, b:
        case Truths(), Truths():
            return _joined_truths(a, b)
        case Intervals(), Intervals():
            return Intervals(np.concatenate((a.low, b.low)), np.concatenate((a.high, b.high)))
    one, other = cast(Words, a), cast(Words, b)
    return Words(np.concatenate((one.codes, other.codes)), one.known)


def both(parts: Iterable[Truths]) -> Truths:
    """`and`: certain where all are, possible where all are."""
    first, *others = parts
    for other in others:
        first = Truths(first.certain & other.certain, first.possible & other.possible)
    return first


def either(parts: Iterable[Truths]) -> Truths:
    """`or`: certain where one is, possible where one is."""
    first, *others = parts
    for other in others:
        first = Truths(first.certain | other.certain, first.possible | other.possible)
    return first


def negate(truths: Truths) -> Truths:
    """`not` swaps the planes."""
    return Truths(~truths.possible, ~truths.certain)


def truth(column: Column) -> Truths:
    """Truths as atoms of a test: what does not apply is certainly false."""
    values = cast(Truths, column.values)
    return values if column.applies is None else both((values, column.applies))


def applying(column: Column, applies: Truths | None) -> Column:
    """The same values, where the fact arises at all."""
    parts = [part for part in (column.applies, applies) if part is not None]
    return Column(column.values, both(parts) if parts else None)


def strict(values: Values, *parts: Column) -> Column:
    """What was made of several columns: it applies where all of them do."""
    applies = [part.applies for part in parts if part.applies is not None]
    return Column(values, both(applies) if applies else None)


def hull(a: Column, b: Column) -> Column:
    """The narrowest values that allow what either allows."""
    if a.applies is None and b.applies is None:
        return Column(_hull(a.values, b.values))
    rows = len(cast(Truths, a.applies or b.applies).certain)
    one, other = _applies(a, rows), _applies(b, rows)
    joined = Column(_hull(a.values, b.values))
    joined = select(one.possible, joined, Column(b.values))
    joined = select(other.possible, joined, Column(a.values))
    applies = Truths(one.certain & other.certain, one.possible | other.possible)
    return Column(joined.values, applies)


def _hull(a: Values, b: Values) -> Values:
    match a, b:
        case Truths(), Truths():
            return Truths(a.certain & b.certain, a.possible | b.possible)
        case Intervals(), Intervals():
            return Intervals(np.minimum(a.low, b.low), np.maximum(a.high, b.high))
    one, other = cast(Words, a), cast(Words, b)
    return _words_of_pairs(planes.hull, one, other)


def choose(condition: Truths, then: Column, otherwise: Column) -> Column:
    """`a if c else b`: settled also where both branches agree."""
    open_ = condition.certain != condition.possible
    chosen = select(condition.certain, then, otherwise)
    return select(open_, hull(then, otherwise), chosen) if open_.any() else chosen


# --- Comparisons ----------------------------------------------------------------------------------


def compare(operator: str, a: Column, b: Column) -> Truths:
    """One comparison of numbers, days or words; false where either does not apply."""
    if isinstance(a.values, Words):
        found = _truths_of_pairs(planes.WORD_COMPARISONS[operator], a.words, b.words)
    else:
        found = _compare_intervals(operator, a.intervals, b.intervals)
    return truth(strict(found, a, b))


def _compare_intervals(operator: str, a: Intervals, b: Intervals) -> Truths:
    match operator:
        case "<":
            return Truths(a.high < b.low, a.low < b.high)
        case "<=":
            return Truths(a.high <= b.low, a.low <= b.high)
        case ">":
            return Truths(b.high < a.low, b.low < a.high)
        case ">=":
            return Truths(b.high <= a.low, b.low <= a.high)
        case "==":
            return equal(a, b)
    return negate(equal(a, b))


def equal(a: Intervals, b: Intervals) -> Truths:
    same = (a.low == a.high) & (a.high == b.low) & (b.low == b.high)
    return Truths(same, (a.low <= b.high) & (b.low <= a.high))


def among(column: Column, options: Sequence[Any]) -> Truths:
    """Whether a number or word is one of several; false where it does not apply."""
    if isinstance(column.values, Words):
        allowed = frozenset(options)
        found = _truths_of_words(lambda words: _among(words, allowed), column.words)
    else:
        values = column.intervals
        ends = [np.full(len(values.low), as_number(option)) for option in options]
        found = either([equal(values, Intervals(end, end)) for end in ends])
    return truth(strict(found, column))


def _among(words: planes.Words, allowed: frozenset[str]) -> planes.Truth:
    return planes.UNKNOWN if words is None else (words <= allowed, bool(words & allowed))


# --- Words, by the combinations that occur --------------------------------------------------------


def _truths_of_words(operation: Callable[[planes.Words], planes.Truth], words: Words) -> Truths:
    sets = words.known.sets
    table = np.zeros((2, len(sets)), dtype=bool)
    for code in np.flatnonzero(np.bincount(words.codes, minlength=len(sets))):
        table[:, code] = operation(sets[code])
    return Truths(table[0, words.codes], table[1, words.codes])


def _pairs(a: Words, b: Words) -> tuple[list[tuple[planes.Words, planes.Words]], Codes]:
    """The pairs of sets that occur, and which of them each row has."""
    sets = a.known.sets
    paired = a.codes * len(sets) + b.codes
    if len(sets) ** 2 <= FEW_PAIRS:
        present = np.flatnonzero(np.bincount(paired))
        position = np.zeros(len(sets) ** 2, dtype=np.int64)
        position[present] = np.arange(len(present))
        where = position[paired]
    else:
        present, where = np.unique(paired, return_inverse=True)
    return [(sets[pair // len(sets)], sets[pair % len(sets)]) for pair in present.tolist()], where


def _truths_of_pairs(
    operation: Callable[[planes.Words, planes.Words], planes.Truth], a: Words, b: Words
) -> Truths:
    pairs, where = _pairs(a, b)
    table = np.array([operation(*pair) for pair in pairs], dtype=bool).reshape(-1, 2)
    return Truths(table[where, 0], table[where, 1])


def _words_of_pairs(operation: Callable[..., planes.Words], a: Words, b: Words) -> Words:
    pairs, where = _pairs(a, b)
    codes = np.array([a.known.code(operation(*pair)) for pair in pairs], dtype=np.int64)
    return Words(codes[where], a.known)


# --- Numbers and days -----------------------------------------------------------------------------


def arithmetic(operator: str, a: Intervals, b: Intervals) -> Intervals:
    """+ - or * of two numbers. Raises TooLargeToBeExact."""
    match operator:
        case "+":
            found = Intervals(a.low + b.low, a.high + b.high)
        case "-":
            found = Intervals(a.low - b.high, a.high - b.low)
        case _:
            found = _multiply(a, b)
    return exact(found)


def _multiply(a: Intervals, b: Intervals) -> Intervals:
    corners = [_product(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    return Intervals(np.minimum.reduce(corners), np.maximum.reduce(corners))


def _product(x: Numbers, y: Numbers) -> Numbers:
    # 0 times an open bound is 0, as in `planes`.
    with np.errstate(invalid="ignore"):
        return np.where((x == 0) | (y == 0), 0.0, x * y)


def exact(found: Intervals) -> Intervals:
    """The same numbers, if all of them are exact. Raises TooLargeToBeExact."""
    for bound in (found.low, found.high):
        size = np.abs(bound)
        if (np.isfinite(size) & (size >= LARGEST_EXACT)).any():
            raise TooLargeToBeExact("A number reckoned with is too large for columns.")
    return found


def floor_divide(a: Intervals, divisor: int) -> Intervals:
    return Intervals(*(_divided(bound, divisor) for bound in (a.low, a.high)))


def _divided(bound: Numbers, divisor: int) -> Numbers:
    with np.errstate(invalid="ignore"):
        return np.where(np.isinf(bound), bound, np.floor_divide(bound, divisor))


def between(unit: str, start: Intervals, end: Intervals) -> Intervals:
    """Completed years or months; the later the start, the fewer."""
    count = completed_years if unit == "years" else completed_months
    low_open = (start.high == LAST_DAY) | (end.low == FIRST_DAY)
    high_open = (start.low == FIRST_DAY) | (end.high == LAST_DAY)
    return Intervals(
        np.where(low_open, -np.inf, count(start.high, end.low)),
        np.where(high_open, np.inf, count(start.low, end.high)),
    )


def completed_years(start: Numbers, end: Numbers) -> Numbers:
    (first_month, first_day), (last_month, last_day) = _month_and_day(start), _month_and_day(end)
    before = (last_month % 12) * 32 + last_day < (first_month % 12) * 32 + first_day
    return (last_month // 12 - first_month // 12 - before).astype(np.float64)


def completed_months(start: Numbers, end: Numbers) -> Numbers:
    (first_month, first_day), (last_month, last_day) = _month_and_day(start), _month_and_day(end)
    return (last_month - first_month - (last_day < first_day)).astype(np.float64)


def _month_and_day(ordinals: Numbers) -> tuple[Codes, Codes]:
    """Months since January of the year 1970, and days since the first of the month."""
    days = (ordinals.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    return months.astype(np.int64), (days - months.astype("datetime64[D]")).astype(np.int64)


def extreme(which: str, parts: Sequence[Intervals]) -> Intervals:
    """The least or greatest of several numbers or days."""
    pick = np.minimum if which == "min" else np.maximum
    return Intervals(
        pick.reduce([part.low for part in parts]), pick.reduce([part.high for part in parts])
    )
