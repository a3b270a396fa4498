"""Read days as offices write them, and turn an age told on a day into a span of birthdays."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from dareecha.domain.vocabulary.digits import tidy

# A spreadsheet counts days from here; 60 is a 29 February 1900 that never was, so dates before
# March 1900 are refused rather than shifted by a day.
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 61, 73_050  # 1 March 1900 to 31 December 2099

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january جنوری",
            "feb february فروری",
            "mar march مارچ",
            "apr april اپریل",
            "may مئی",
            "jun june جون",
            "jul july جولائی",
            "aug august اگست",
            "sep sept september ستمبر",
            "oct october اکتوبر",
            "nov november نومبر",
            "dec december دسمبر",
        ),
        start=1,
    )
    for name in names.split()
}
# Old Arabic code pages lack the letters of Urdu, so offices write their Arabic sisters.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک"})
_OLDEST_YEAR, _LAST_YEAR = 1900, 2099
_SHORT_YEAR_TURNS = 30


class NotADate(ValueError):
    """A text that names no day of the calendar; the message says what to do."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """All days from the first to the last, both included; one day when both are the same."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span of days ends before it begins: {self.first} to {self.last}")

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


def _year_month_day(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00:00(?:\.0+)?)?", text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _day_month_year_slashes(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _day_month_year_dots(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _day_month_year_dashes(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None


def _day_month_name_year(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{4})", text)
    month = _MONTHS.get(found[2].lower()) if found else None
    return (int(found[3]), month, int(found[1])) if found and month else None


def _day_month_name_short_year(text: str) -> tuple[int, int, int] | None:
    """A spreadsheet shows two digits of the year and takes 00 to 29 for this century."""
    found = re.fullmatch(r"(\d{1,2})[- ]([A-Za-z]{3,9})[- ](\d{2})", text)
    month = _MONTHS.get(found[2].lower()) if found else None
    if not found or not month:
        return None
    year = int(found[3])
    return (year + (2000 if year < _SHORT_YEAR_TURNS else 1900), month, int(found[1]))


def _spreadsheet_serial(text: str) -> tuple[int, int, int] | None:
    found = re.fullmatch(r"(\d{2,5})(?:\.0+)?", text)
    if not found or not _FIRST_SERIAL <= int(found[1]) <= _LAST_SERIAL:
        return None
    day = _SPREADSHEET_DAY_ZERO + timedelta(days=int(found[1]))
    return (day.year, day.month, day.day)


_Reader = Callable[[str], tuple[int, int, int] | None]

# The notations that a list may name. Month before day is not among them on purpose: no office
# here writes it, and guessing between 3 April and 4 March would be silent and wrong.
NOTATIONS: Mapping[str, _Reader] = MappingProxyType(
    {
        "yyyy-mm-dd": _year_month_day,
        "dd/mm/yyyy": _day_month_year_slashes,
        "d.m.yyyy": _day_month_year_dots,
        "dd-mm-yyyy": _day_month_year_dashes,
        "dd-Mon-yyyy": _day_month_name_year,
        "dd-Mon-yy": _day_month_name_short_year,
        "serial": _spreadsheet_serial,
    }
)


def parse_date(text: str, notations: tuple[str, ...] = tuple(NOTATIONS)) -> date:
    """Read a day written in one of the notations, with digits of any script.

    Raises NotADate when the text is in none of them, or names a day that does not exist.
    """
    said = tidy(text)
    for notation in notations:
        parts = NOTATIONS[notation](said)
        if parts:
            return _day_of_the_calendar(*parts, said=said)
    # Serials are what a spreadsheet leaves behind; nobody is asked to write one.
    asked = " or ".join(notation for notation in notations if notation != "serial")
    raise NotADate(f'"{said}" is not a date. Write it as {asked}.')


def _day_of_the_calendar(year: int, month: int, day: int, *, said: str) -> date:
    if not _OLDEST_YEAR <= year <= _LAST_YEAR:
        raise NotADate(f'"{said}" is not a date: the year {year} cannot be right. Check the year.')
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(
            f'"{said}" is not a date: the calendar has no such day. Check day and month.'
        ) from None


def month_named(text: str) -> DateSpan:
    """The month whose name and year stand somewhere in a text, as in "flood of August 2025".

    Raises NotADate when no month is named, or no year beside it.
    """
    said = tidy(text).casefold().translate(_SAME_LETTER)
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", said)
    months = [_MONTHS[word] for word in re.findall(r"[^\W\d_]+", said) if word in _MONTHS]
    if year is None or len(set(months)) != 1:
        raise NotADate(f'"{tidy(text)}" names no month of a year. Write it as August 2025.')
    first = date(int(year[0]), months[0], 1)
    following = date(first.year + months[0] // 12, months[0] % 12 + 1, 1)
    return DateSpan(first, following - timedelta(days=1))


def birth_span(age_years: int, *, on: date) -> DateSpan:
    """The birthdays that make a person this many completed years old on a day."""
    latest = _years_before(on, age_years)
    earliest = _years_before(on, age_years + 1) + timedelta(days=1)
    return DateSpan(earliest, latest)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        # Somebody born on 29 February completes a year on 28 February of ordinary years here.
        return day.replace(year=day.year - years, day=28)


def is_likely_rounded(birthday: date) -> bool:
    """Whether a birthday is one that desks enter when only the year was told."""
    return (birthday.month, birthday.day) == (1, 1)
