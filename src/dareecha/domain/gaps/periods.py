"""For which days a payment holds: from the day it begins until, not including, the day it ends."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

QUARTER = re.compile(r"(\d{4})-Q([1-4])")
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
Period = tuple[date, date]


def period_of(
    *, per: str, paid_on: date | None, since: date | None = None, quarter: str = ""
) -> Period | None:
    """The days for which one row shows a benefit held; None when no day is known.

    A named quarter is that quarter. What is drawn since a day is held from it until the last
    payment's time is over. A single payment holds for its month, quarter or year from the day it
    was paid on; what is paid once holds on that day alone.
    """
    named = QUARTER.fullmatch(quarter.strip())
    if named:
        begins = date(int(named[1]), 3 * int(named[2]) - 2, 1)
        return begins, months_after(begins, 3)
    last = paid_on or since
    if last is None:
        return None
    begins = since or last
    months = MONTHS.get(per)
    ends = months_after(last, months) if months else last + timedelta(days=1)
    return begins, max(begins, ends)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
