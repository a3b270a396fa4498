"""Read and show CNIC and B-form numbers: thirteen digits, whatever script wrote them."""

import re
from dataclasses import dataclass

LENGTH = 13

_URDU_AND_ARABIC_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
# Marks that steer the direction of text come along when numbers are copied from Urdu pages.
_BETWEEN_DIGITS = re.compile(
    r"[\s\-\u2010-\u2015\u2212\u0640._/\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
_SPREADSHEET_NUMBER = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_WHOLE_FLOAT = re.compile(r"\d{13}\.0+")


class NotACnic(ValueError):
    """A text that cannot be read as a CNIC; the message says what to do and repeats no digit."""


@dataclass(frozen=True, slots=True)
class Cnic:
    """A CNIC, B-form or CRC number as thirteen Latin digits.

    The digits say nothing about sex or residence here: the first digits are the place of
    registration and the last one is wrong too often to infer anything from it.
    """

    digits: str

    @property
    def formatted(self) -> str:
        return f"{self.digits[:5]}-{self.digits[5:12]}-{self.digits[12]}"

    @property
    def masked_display(self) -> str:
        """The number with its middle hidden, for screens and letters."""
        return f"{self.digits[:5]}-•••••••-{self.digits[12]}"

    def __repr__(self) -> str:
        # Numbers end up in tracebacks through repr(); they must not be readable there.
        return f"Cnic({self.masked_display})"

    def __str__(self) -> str:
        return self.masked_display


def parse_cnic(text: str) -> Cnic:
    """Read a CNIC written with Latin, Urdu or Arabic digits, with or without dashes.

    Raises NotACnic with a sentence that says what is wrong and what to do.
    """
    latin = text.translate(_URDU_AND_ARABIC_DIGITS).strip()
    if _SPREADSHEET_NUMBER.fullmatch(latin):
        raise NotACnic(
            "A spreadsheet has rounded this CNIC and lost digits. "
            "Format the column as text and enter the number again."
        )
    if _WHOLE_FLOAT.fullmatch(latin):
        latin = latin.partition(".")[0]
    digits = _BETWEEN_DIGITS.sub("", latin)
    if not digits:
        raise NotACnic("No CNIC is written here. Ask for the card.")
    if not (digits.isascii() and digits.isdigit()):
        raise NotACnic(
            "CNIC should have digits only; this has other signs. Check the number on the card."
        )
    if len(digits) != LENGTH:
        raise NotACnic(
            f"CNIC should have 13 digits; this has {len(digits)}. Check the number on the card."
        )
    if len(set(digits)) == 1:
        raise NotACnic(
            "One digit repeated thirteen times is not a CNIC. Check the number on the card."
        )
    return Cnic(digits)


def masked_display(text: str) -> str:
    """The masked form of a written CNIC; raises NotACnic as parse_cnic does."""
    return parse_cnic(text).masked_display
