"""Numbers of people (CNIC, phone, account) as bare digits."""

import unicodedata

# What stands between digits on cards and in lists, and the marks that keep them left to right.
SEPARATORS = frozenset(
    " \t\u00a0"
    "-\u2010\u2011\u2012\u2013\u2014\u2212/._()+"
    "\u200b\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\ufeff"
)


class NotANumber(ValueError):
    """Text with more than digits and separators. It is not repeated: it is private."""


def only_digits(number: str) -> str:
    """The digits in order, in ASCII; Urdu, Pashto and Arabic digits are the same numbers."""
    digits = []
    for place, sign in enumerate(number, start=1):
        if sign in SEPARATORS:
            continue
        value = unicodedata.decimal(sign, None)
        if value is None:
            raise NotANumber(
                f"The sign at place {place} is no digit: write the number with digits, spaces and "
                "dashes only."
            )
        digits.append(str(value))
    if not digits:
        raise NotANumber("There is no digit: write the number with its digits.")
    return "".join(digits)
