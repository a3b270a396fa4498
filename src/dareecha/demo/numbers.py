"""Invented identity numbers, and how a clerk comes to write one."""

from dataclasses import dataclass, field
from random import Random
from typing import Literal

from dareecha.demo.people import Person, Sex
from dareecha.demo.places import District

State = Literal["ok", "none", "missing", "typo", "head", "borrowed"]

# Blocks with the form of numbers issued elsewhere, for people who moved in.
_ELSEWHERE = ("35299", "37499", "42299", "21599")


@dataclass(slots=True)
class Mint:
    """Makes numbers with the form of a CNIC that nobody in this pilot has had before."""

    rng: Random
    _given: set[str] = field(default_factory=set)

    def number(self, district: District, sex: Sex) -> str:
        """Thirteen digits; the last one is odd for men and even for women, as on cards."""
        while True:
            leading = f"{district.number_prefix}{self.rng.randint(1, 9)}"
            if self.rng.random() < 0.025:
                leading = self.rng.choice(_ELSEWHERE)
            last = self.rng.randrange(0, 10, 2) + (sex == "male")
            number = f"{leading}{self.rng.randrange(10_000_000):07d}{last}"
            if number not in self._given:
                self._given.add(number)
                return number


@dataclass(frozen=True, slots=True)
class Slips:
    """How often a list leaves a number out, mistypes it, or takes somebody else's."""

    missing: float = 0.0
    typo: float = 0.0
    head: float = 0.0
    borrowed: float = 0.0


def written(
    rng: Random, person: Person, slips: Slips, *, head: Person | None, strangers: list[Person]
) -> tuple[str, State]:
    """The digits a list carries for a person, and what became of the true number.

    `none` means that the person never had one; the list may then still carry the head's.
    """
    heads_number = head.number if head is not None and head is not person else ""
    if not person.number:
        return (heads_number, "head") if heads_number and rng.random() < 0.08 else ("", "none")
    draw = rng.random()
    if draw < slips.missing:
        return "", "missing"
    if draw < slips.missing + slips.head:
        return (heads_number, "head") if heads_number else (person.number, "ok")
    if draw < slips.missing + slips.head + slips.typo:
        return _mistyped(rng, person.number), "typo"
    if draw < slips.missing + slips.head + slips.typo + slips.borrowed:
        stranger = rng.choice(strangers)
        if stranger.number and stranger.household is not person.household:
            return stranger.number, "borrowed"
    return person.number, "ok"


def one_digit_short(rng: Random, number: str) -> str:
    """A number of twelve digits, as it comes when a key did not catch."""
    place = rng.randrange(5, 12)
    return number[:place] + number[place + 1 :]


def _mistyped(rng: Random, number: str) -> str:
    place = rng.randrange(5, 12)
    if rng.random() < 0.3 and number[place] != number[place + 1]:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    digit = str((int(number[place]) + rng.randint(1, 9)) % 10)
    return number[:place] + digit + number[place + 1 :]


def dashed(number: str) -> str:
    """12345-1234567-1, as printed on the card; other lengths stay as they are."""
    return f"{number[:5]}-{number[5:12]}-{number[12]}" if len(number) == 13 else number
