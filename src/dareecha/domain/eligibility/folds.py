"""What any, all, count, sum, min and max come to over people who may or may not belong."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from dareecha.domain.eligibility import planes
from dareecha.domain.eligibility.planes import NOT_APPLICABLE, Truth, truth

Counted = list[tuple[Truth, Any]]


def _any(pairs: Counted, is_open: bool) -> Truth:
    return planes.either(planes.both((counted, truth(body))) for counted, body in pairs)


def _all(pairs: Counted, is_open: bool) -> Truth:
    return planes.both(
        planes.either((planes.negate(counted), truth(body))) for counted, body in pairs
    )


def _count(pairs: Counted, is_open: bool) -> planes.Interval:
    outcomes = [planes.both((counted, truth(body))) for counted, body in pairs]
    low, high = sum(certain for certain, _ in outcomes), sum(may for _, may in outcomes)
    # An open roster may hide more than one.
    return low, math.inf if is_open and outcomes[-1][1] else high


def _sum(pairs: Counted, is_open: bool) -> planes.Interval:
    low: float = 0
    high: float = 0
    for position, ((certain, possible), body) in enumerate(pairs):
        if body is NOT_APPLICABLE or not possible:
            continue
        least, most = planes.certainly(body)
        if not certain or isinstance(body, planes.IfApplicable):
            least, most = min(least, 0), max(most, 0)
        if is_open and position == len(pairs) - 1:
            least, most = (-math.inf if least < 0 else 0), (math.inf if most > 0 else 0)
        low, high = low + least, high + most
    return low, high


def _extreme(pick: Callable[..., Any]) -> Callable[[Counted, bool], Any]:
    def fold(pairs: Counted, is_open: bool) -> Any:
        counted = [(c, b) for c, b in pairs if c[1] and b is not NOT_APPLICABLE]
        if not counted:
            return NOT_APPLICABLE
        sure = [b for c, b in counted if c[0] and not isinstance(b, planes.IfApplicable)]
        bodies = [planes.certainly(b) for _, b in counted]
        if not sure:
            # Perhaps there is nobody at all to take the extreme of.
            return planes.IfApplicable((min(b[0] for b in bodies), max(b[1] for b in bodies)))
        low, high = pick(b[0] for b in sure), pick(b[1] for b in sure)
        for body in bodies:
            low, high = min(low, pick(low, body[0])), max(high, pick(high, body[1]))
        return low, high

    return fold


FOLDS: Mapping[str, Callable[[Counted, bool], Any]] = {
    "any": _any,
    "all": _all,
    "count": _count,
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
}
