"""Days that are given as options: of the calendar, and of this country's time."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dareecha.cli.telling import refuse
from dareecha.domain.households.files import parse_day

KARACHI = ZoneInfo("Asia/Karachi")
FIRST_DAY = date(1947, 8, 14)
"""No list and no rule is older than the country."""
FARTHEST_AHEAD = timedelta(days=366)


def today() -> date:
    """Today in Pakistan."""
    return datetime.now(KARACHI).date()


def day_given(option: str, written: str | None) -> date | None:
    """The day that an option names, None where it was left out; leaves with a message."""
    if written is None:
        return None
    day = parse_day(written)
    if day is None:
        refuse(f'{option}: "{written}" is not a day of the calendar. Write it as 2026-11-01.')
    return within_reach(option, day)


def within_reach(option: str, day: date) -> date:
    """The day itself, unless nothing can be known of it; then leaves with a message."""
    last = today() + FARTHEST_AHEAD
    if not FIRST_DAY <= day <= last:
        refuse(
            f"{option}: {day.isoformat()} lies outside what can be known here. Give a day from"
            f" {FIRST_DAY.isoformat()} to a year from today ({last.isoformat()})."
        )
    return day
