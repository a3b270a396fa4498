"""Read rupees, whole numbers, decimals and years of service as offices write them."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal

from dareecha.domain.vocabulary.digits import tidy

_RUPEE_SIGNS = re.compile(r"(?i)^(?:rs\.?|pkr|روپے)\s*|\s*(?:/[-=]|روپے)$")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[,،٬]\d{2,3})+(?:\.\d+)?")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_MONTHS_A_YEAR = 12


class NotANumber(ValueError):
    """A text that cannot be read as the number asked for; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Months:
    """A length of time in whole months of which perhaps only the bounds are known."""

    least: int
    most: int

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


def parse_decimal(text: str, *, places: int) -> Decimal:
    """A number with at most so many digits after the point.

    Raises NotANumber when there are other signs, or more digits than the column can hold.
    """
    said = tidy(text)
    if _GROUPED.fullmatch(said):
        said = re.sub(r"[,،٬]", "", said)
    if not _PLAIN.fullmatch(said):
        raise NotANumber(f'"{said}" is not a number. Write digits only.')
    number = Decimal(said)
    if number != round(number, places):
        digits = "digit" if places == 1 else "digits"
        raise NotANumber(
            f'"{said}" has more than {places} {digits} after the point. Check the number.'
        )
    return round(number, places)


def parse_int(text: str) -> int:
    """A whole number; a spreadsheet's 12.0 is 12.

    Raises NotANumber for anything else.
    """
    try:
        return int(parse_decimal(text, places=0))
    except NotANumber:
        raise NotANumber(f'"{tidy(text)}" is not a whole number. Write digits only.') from None


def parse_rupees(text: str) -> int:
    """Whole rupees, with or without commas, "Rs", "/-".

    Raises NotANumber for anything else, paisas and amounts below zero included.
    """
    said = tidy(text)
    bare = _RUPEE_SIGNS.sub("", _RUPEE_SIGNS.sub("", said)).strip()
    try:
        rupees = parse_int(bare)
    except NotANumber:
        raise NotANumber(
            f'"{said}" is not an amount in whole rupees. Write it like 12000 or 12,000.'
        ) from None
    if rupees < 0:
        raise NotANumber(f'"{said}" is below zero. An amount due or paid cannot be.')
    return rupees


def parse_years_in_tenths(text: str) -> Months:
    """Years with one digit after the point, as completed months.

    A tenth of a year is 1.2 months. Whole and half years are exact; of any other figure only
    the two whole months around it are known (14.9 years are 178 or 179 months).

    Raises NotANumber when the text is no such number or below zero.
    """
    years = parse_decimal(text, places=1)
    if years < 0:
        raise NotANumber(f'"{tidy(text)}" is below zero. Years of service cannot be.')
    months = years * _MONTHS_A_YEAR
    return Months(math.floor(months), math.ceil(months))
