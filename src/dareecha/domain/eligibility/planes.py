"""The two planes: what is certain and what is possible, for truths, numbers, days and words.

A truth is a pair (certain, possible). `and`, `or`, `any` and `all` act on each plane, `not` swaps
them: Kleene's strong three-valued logic (Kleene, *Introduction to Metamathematics*, §64) written so
that each plane is ordinary two-valued logic. A number or day is the interval it lies in; a word is
the set of values it may have, or None when any text is possible. `NOT_APPLICABLE` stands for a
fact that does not arise; a comparison with it is certainly false and a sum takes 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, cast

Truth = tuple[bool, bool]
YES: Final[Truth] = (True, True)
NO: Final[Truth] = (False, False)
UNKNOWN: Final[Truth] = (False, True)


class _NotApplicable:
    def __repr__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE: Final = _NotApplicable()


@dataclass(frozen=True, slots=True)
class IfApplicable:
    """A value that holds only if the fact arises at all, and nobody knows whether it does."""

    value: Any


Interval = tuple[Any, Any]
Words = frozenset[str] | None
ANY_DAY: Final[Interval] = (date.min, date.max)
ANY_NUMBER: Final[Interval] = (-math.inf, math.inf)


def both(parts: Iterable[Truth]) -> Truth:
    """`and`: certain when all are, possible when all are."""
    certain = possible = True
    for a, b in parts:
        certain = certain and a
        possible = possible and b
        if not possible:
            return NO
    return certain, possible


def either(parts: Iterable[Truth]) -> Truth:
    """`or`: certain when one is, possible when one is."""
    certain = possible = False
    for a, b in parts:
        certain = certain or a
        possible = possible or b
        if certain:
            return YES
    return certain, possible


def negate(truth: Truth) -> Truth:
    """`not` swaps the planes."""
    return not truth[1], not truth[0]


def three_valued(truth: Truth) -> bool | None:
    """True, False, or None for unknown: the form in which answers are given out."""
    return truth[0] if truth[0] == truth[1] else None


def less(a: Interval, b: Interval) -> Truth:
    return a[1] < b[0], a[0] < b[1]


def less_or_equal(a: Interval, b: Interval) -> Truth:
    return a[1] <= b[0], a[0] <= b[1]


def equal_intervals(a: Interval, b: Interval) -> Truth:
    return a[0] == a[1] == b[0] == b[1], a[0] <= b[1] and b[0] <= a[1]


def equal_words(a: Words, b: Words) -> Truth:
    if a is None or b is None:
        return UNKNOWN
    certain = len(a) == 1 and a == b
    return certain, bool(a & b)


WORD_COMPARISONS: Final[dict[str, Callable[[Words, Words], Truth]]] = {
    "==": equal_words,
    "!=": lambda a, b: negate(equal_words(a, b)),
}
COMPARISONS: Final[dict[str, Callable[[Interval, Interval], Truth]]] = {
    "<": less,
    "<=": less_or_equal,
    ">": lambda a, b: less(b, a),
    ">=": lambda a, b: less_or_equal(b, a),
    "==": equal_intervals,
    "!=": lambda a, b: negate(equal_intervals(a, b)),
}


def add(a: Interval, b: Interval) -> Interval:
    return a[0] + b[0], a[1] + b[1]


def subtract(a: Interval, b: Interval) -> Interval:
    return a[0] - b[1], a[1] - b[0]


def multiply(a: Interval, b: Interval) -> Interval:
    corners = [_product(x, y) for x in a for y in b]
    return min(corners), max(corners)


def _product(x: float, y: float) -> float:
    # 0 times an open bound is 0: the bound is a number, only a large one.
    return 0 if x == 0 or y == 0 else x * y


def floor_divide(a: Interval, divisor: int) -> Interval:
    low, high = (bound if math.isinf(bound) else bound // divisor for bound in a)
    return low, high


ARITHMETIC: Final[dict[str, Callable[[Interval, Interval], Interval]]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
}


def certainly(value: Any) -> Any:
    """The value as it is when the fact arises."""
    return value.value if isinstance(value, IfApplicable) else value


def perhaps(value: Any) -> Any:
    """The same value of a fact that may not arise."""
    is_sure = value is not NOT_APPLICABLE and not isinstance(value, IfApplicable)
    return IfApplicable(value) if is_sure else value


def hull(a: Any, b: Any) -> Any:
    """The narrowest value that allows what either allows."""
    if a is NOT_APPLICABLE or b is NOT_APPLICABLE:
        other = b if a is NOT_APPLICABLE else a
        return perhaps(other)
    if isinstance(a, IfApplicable) or isinstance(b, IfApplicable):
        return IfApplicable(hull(certainly(a), certainly(b)))
    if isinstance(a, tuple) and isinstance(a[0], bool):
        return a[0] and b[0], a[1] or b[1]
    if isinstance(a, tuple):
        return min(a[0], b[0]), max(a[1], b[1])
    return None if a is None or b is None else a | b


def completed_years(start: date, end: date) -> int:
    """Whole years from one day to another; on the birthday itself the year is complete.

    Somebody born on 29 February completes the year on 1 March of a common year.
    """
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def completed_months(start: date, end: date) -> int:
    """Whole months from one day to another."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (end.day < start.day)


def between(unit: str, start: Interval, end: Interval) -> Interval:
    """Completed years or months; the later the start, the fewer."""
    count = completed_years if unit == "years" else completed_months
    return (
        -math.inf if start[1] == date.max or end[0] == date.min else count(start[1], end[0]),
        math.inf if start[0] == date.min or end[1] == date.max else count(start[0], end[1]),
    )


def truth(value: Any) -> Truth:
    """A truth as an atom of a test: what does not apply is certainly false."""
    if value is NOT_APPLICABLE:
        return NO
    if isinstance(value, IfApplicable):
        return False, value.value[1]
    return cast(Truth, value)
