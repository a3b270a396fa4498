"""Read one cell as its column says: text in, typed value out, or a sentence what to correct."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from dareecha.domain.vocabulary.cnic import NotACnic, parse_cnic
from dareecha.domain.vocabulary.dates import DateSpan, NotADate, month_named, parse_date
from dareecha.domain.vocabulary.digits import latin_digits, tidy
from dareecha.domain.vocabulary.money import (
    Months,
    NotANumber,
    parse_decimal,
    parse_int,
    parse_rupees,
    parse_years_in_tenths,
)
from dareecha.registry.layout import Column, comparable
from dareecha.registry.plausible import OLDEST_AGE

Value = str | int | bool | Decimal | date | Months | DateSpan
"""What a cell can say once read. A cell that says nothing has no value at all."""

# Of numbers for which a layout states no bounds. No person, row or household comes near them.
_MOST_RUPEES = 100_000_000
_MOST = 1_000_000_000
_LONGEST_TEXT = 200
# Signs that come from damaged files (a 0 is kept as \ufffd), and such as turn a name round; marks
# of direction that Urdu keyboards leave behind are left out of values in silence.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_TURNS_TEXT_ROUND = re.compile(r"[\u202d\u202e]")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)
_PHONE_DIGITS = range(10, 15)
_PHONE_SIGNS = str.maketrans("", "", " -+()./")


class BadCell(ValueError):
    """A cell that cannot be read; the message says what is wrong and what to do."""


class SaysNothing(Exception):
    """A cell with an answer from which nothing follows."""


CellReader = Callable[[str], Any]


def hidden_signs(text: str) -> str:
    """Names of the signs in a cell that nobody sees and that change what is seen; '' if none."""
    if text.isascii() and text.isprintable():
        return ""
    found = {*_CONTROLS.findall(text), *_TURNS_TEXT_ROUND.findall(text)}
    return ", ".join(f"U+{ord(sign):04X}" for sign in sorted(found))


def seen(text: str) -> str:
    """What somebody sees of a cell: the text without hidden signs and marks of direction."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", text)


def cell_reader(column: Column) -> CellReader:
    """A function that reads the cells of this column.

    The function raises BadCell, or SaysNothing for an answer that the layout calls empty.
    """
    read = _with_bounds(_READERS[column.read](column), column)
    if column.sensitive:
        return read  # numbers of people are not kept in memory
    return lru_cache(maxsize=20_000)(read)


def _with_bounds(read: CellReader, column: Column) -> CellReader:
    def checked(text: str) -> Any:
        if len(text) > _LONGEST_TEXT:
            raise BadCell(
                f"This cell has {len(text)} characters; {_LONGEST_TEXT} are the most. "
                "Look whether a quotation mark is missing, and shorten it."
            )
        text = seen(text)
        try:
            value = read(text)
        except (NotACnic, NotADate, NotANumber) as error:
            raise BadCell(str(error)) from None
        _check_bounds(value, column, text)
        return value

    return checked


def _check_bounds(value: Any, column: Column, text: str) -> None:
    if column.read == "years_in_tenths":
        if column.most is not None and value.least > column.most * 12:
            raise BadCell(f'"{tidy(text)}" is more than {column.most} years. Check the number.')
        return
    least, most = _bounds(column)
    if least is not None and value < least:
        raise BadCell(f'"{tidy(text)}" is less than {least}. Check the number.')
    if most is not None and value > most:
        raise BadCell(f'"{tidy(text)}" is more than {most}. Check the number.')


def _bounds(column: Column) -> tuple[int | None, int | None]:
    """The bounds that the layout states, else those of everything that is counted so."""
    if column.read == "rupees":
        return column.least, _MOST_RUPEES if column.most is None else column.most
    if column.read in {"int", "decimal"}:
        least = -_MOST if column.least is None else column.least
        return least, _MOST if column.most is None else column.most
    return column.least, column.most


def _text(column: Column) -> CellReader:
    return tidy


def _cnic(column: Column) -> CellReader:
    return lambda text: parse_cnic(text).digits


def _phone(column: Column) -> CellReader:
    def read(text: str) -> str:
        digits = latin_digits(tidy(text)).translate(_PHONE_SIGNS)
        if not digits.isdigit() or len(digits) not in _PHONE_DIGITS:
            raise BadCell(
                f"A phone number should have 10 to 14 digits; this has {len(digits)} signs. "
                "Ask for the number."
            )
        return digits

    return read


def _date(column: Column) -> CellReader:
    return lambda text: parse_date(text, column.notations)


def _month_named(column: Column) -> CellReader:
    return month_named


def _int(column: Column) -> CellReader:
    return parse_int


def _age(column: Column) -> CellReader:
    def read(text: str) -> int:
        years = parse_int(text)
        if not 0 <= years <= OLDEST_AGE:
            raise BadCell(f'"{tidy(text)}" is not an age in years. Check the number.')
        return years

    return read


def _decimal(column: Column) -> CellReader:
    return lambda text: parse_decimal(text, places=column.places)


def _rupees(column: Column) -> CellReader:
    return parse_rupees


def _years_in_tenths(column: Column) -> CellReader:
    return parse_years_in_tenths


def _choice(column: Column) -> CellReader:
    first_spellings: dict[Any, str] = {}
    for heading, value in column.spellings.items():
        first_spellings.setdefault(value, heading)
    known = ", ".join(first_spellings.values())

    def read(text: str) -> Any:
        said = comparable(text)
        if said in column.spellings:
            return column.spellings[said]
        if said in column.says_nothing:
            raise SaysNothing
        if column.contains:
            for spelling, value in column.spellings.items():
                if spelling in said:
                    return value
        raise BadCell(
            f'"{tidy(text)}" is not one of the answers known here. Write one of: {known}.'
        )

    return read


_READERS: dict[str, Callable[[Column], CellReader]] = {
    "text": _text,
    "name": _text,
    "cnic": _cnic,
    "phone": _phone,
    "date": _date,
    "int": _int,
    "age": _age,
    "decimal": _decimal,
    "rupees": _rupees,
    "years_in_tenths": _years_in_tenths,
    "month_named": _month_named,
    "choice": _choice,
    "yes_no": _choice,
}
