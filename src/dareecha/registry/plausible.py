"""Values that can be read and cannot be true: born after the list's day, paid in a fifth quarter.

What a row tells to have happened cannot have happened after the day as on which its list was
drawn up. Such a value counts as not known; the row is kept as sent.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from dareecha.registry.layout import THE_LIST, Layout

OLDEST_AGE = 130
_DAYS_OF_A_YEAR = 365.25
_YEARS_AHEAD = 30
_QUARTER = re.compile(
    r"(?P<year>\d{4})\s*[-/ ]?\s*Q\s*(?P<quarter>\d+)"
    r"|Q\s*(?P<quarter_first>\d+)\s*[-/ ]?\s*(?P<year_last>\d{4})",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?P<year>\d{4})\s*[-/]\s*(?P<month>\d{1,2})")


class Plausible:
    """Checks the values of one list, drawn up as on one day."""

    def __init__(self, layout: Layout, as_on: date) -> None:
        self._as_on = as_on
        self._births = {person.birth for person in layout.people if person.birth}
        self._past = _days_of_what_happened(layout)
        self._dates = [column.field for column in layout.columns if column.read == "date"]
        self._period = layout.receives.period if layout.receives is not None else ""

    def complaints(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """The fields whose values cannot be true, each with what to do about it."""
        for field in self._dates:
            if isinstance(day := values.get(field), date) and (wrong := self._of_day(field, day)):
                yield field, wrong
        if isinstance(said := values.get(self._period), str):
            wrong = _of_period(said, self._as_on)
            if wrong:
                yield self._period, wrong

    def _of_day(self, field: str, day: date) -> str:
        if day > self._as_on and field in self._past:
            return (
                f"{day} is after {self._as_on}, the day as on which the list was drawn up. Correct "
                "the day, or say with --as-on when the list was drawn up."
            )
        if field in self._births and day < _years_from(self._as_on, -OLDEST_AGE):
            return f"Whoever was born on {day} is older than {OLDEST_AGE}. Check the year."
        if day > _years_from(self._as_on, _YEARS_AHEAD):
            return f"{day} is more than {_YEARS_AHEAD} years ahead. Check the year."
        return ""


def _days_of_what_happened(layout: Layout) -> frozenset[str]:
    """The fields that hold days of births, events, payments and statements: none is ahead."""
    fields = {stated.as_of for stated in layout.facts} - {THE_LIST, "form"}
    for person in layout.people:
        fields |= {person.birth, person.event_date, person.age_on} - {THE_LIST}
    if layout.receives is not None:
        fields |= {layout.receives.paid_on, layout.receives.since}
    if layout.application is not None:
        told = layout.application
        fields |= {told.asked_on, told.acknowledged_on, told.decided_on, told.paid_on}
    for event in layout.events:
        fields |= {fact.source for fact in event.facts if fact.fact == "event_date"}
    return frozenset(fields - {""})


@lru_cache(maxsize=10_000)
def _of_period(said: str, as_on: date) -> str:
    """What is wrong with a quarter or month; a period written in other ways is let be."""
    if found := _QUARTER.fullmatch(said):
        year = int(found["year"] or found["year_last"])
        quarter = int(found["quarter"] or found["quarter_first"])
        if not 1 <= quarter <= 4:
            return f'"{said}" is not a quarter: a year has four. Write it as 2026-Q1.'
        return _of_beginning(said, year, 3 * quarter - 2, as_on)
    if found := _MONTH.fullmatch(said):
        year, month = int(found["year"]), int(found["month"])
        if month == (year + 1) % 100:
            return ""  # a financial year, as in 2025-26
        if not 1 <= month <= 12:
            return f'"{said}" is not a month: a year has twelve. Write it as 2026-06.'
        return _of_beginning(said, year, month, as_on)
    return ""


def _of_beginning(said: str, year: int, month: int, as_on: date) -> str:
    if year < 1900:
        return f'"{said}" is not a period: the year {year} cannot be right. Check the year.'
    if (year, month) > (as_on.year, as_on.month):
        return (
            f'"{said}" begins after {as_on}, the day as on which the list was drawn up. Correct '
            "it, or say with --as-on when the list was drawn up."
        )
    return ""


def _years_from(day: date, years: int) -> date:
    return day + timedelta(days=round(years * _DAYS_OF_A_YEAR))
