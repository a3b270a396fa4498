"""Latin, Urdu and Arabic digits read as the same numbers."""

import re

_TO_LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")
# Marks that steer the direction of text and no-break spaces come along when cells are copied.
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\s\u00a0]+")


def latin_digits(text: str) -> str:
    """The same text with every digit written as 0 to 9."""
    return text if text.isascii() else text.translate(_TO_LATIN)


def tidy(text: str) -> str:
    """Latin digits, no invisible marks, single spaces: what a cell says, not how it was typed."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", _INVISIBLE.sub("", latin_digits(text))).strip()
