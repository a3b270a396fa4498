"""Dates, ages and places as clerks write them: rounded, guessed, in three kinds of digits."""

from datetime import date
from random import Random

from dareecha.demo.places import Village

_URDU_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_ENGLISH_MONTHS = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def birth_day(rng: Random, born: date, *, left_out: float) -> date | None:
    """The day of birth a list holds: right, guessed as 1 January, or None when left out."""
    if rng.random() < left_out:
        return None
    if rng.random() < 0.12:
        year = born.year + (rng.choice((-2, -1, 1, 2)) if rng.random() < 0.35 else 0)
        return date(year, 1, 1)
    return born


def rounded_age(rng: Random, age: int) -> int:
    """An age as told; one in four is rounded to five years."""
    return max(1, 5 * round(age / 5)) if rng.random() < 0.25 else age


def urdu_digits(text: str) -> str:
    return text.translate(_URDU_DIGITS)


def arabic_digits(text: str) -> str:
    return text.translate(_ARABIC_DIGITS)


def slashes(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def english_month(day: date) -> str:
    """02-Aug-1956; month names are spelt out here so that no locale can change them."""
    return f"{day.day:02d}-{_ENGLISH_MONTHS[day.month - 1]}-{day.year}"


def excel_serial(day: date) -> int:
    return (day - _EXCEL_DAY_ZERO).days


def latin_place(rng: Random, village: Village) -> str:
    """The village as typed: with a prefix, glued, left out, or mistaken for its last word."""
    draw = rng.random()
    if draw < 0.03:
        return ""
    if draw < 0.08:
        return f"{rng.choice(('Village', 'Vill.', 'Moh.'))} {village.latin}"
    if draw < 0.11:
        return village.latin.replace(" ", "")
    if draw < 0.14:
        return village.latin.replace("ai", "ay").replace("oo", "u").replace("ee", "i")
    return village.latin


def urdu_place(rng: Random, village: Village) -> str:
    draw = rng.random()
    if draw < 0.02:
        return ""
    if draw < 0.14:
        return f"{rng.choice(('موضع', 'گاؤں'))} {village.urdu}"
    return village.urdu.replace(" ", "") if draw < 0.18 else village.urdu


def once_in(rng: Random, rows: int) -> bool:
    """True for about one row of so many."""
    return rng.random() < 1 / rows
