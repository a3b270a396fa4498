"""Paid after death, and twice in one list: what rows must show before anybody is asked to look."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

GHOST = "ghost"
DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Seen:
    """How one row of a list identifies a person. Empty text and None are not known."""

    row: str
    individual: str
    number: bytes | None
    name: str
    father: str
    place: str


@dataclass(frozen=True, slots=True)
class Death:
    """A registered death."""

    seen: Seen
    day: date


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment of a benefit to a person on a day."""

    seen: Seen
    benefit: str
    day: date


@dataclass(frozen=True, slots=True)
class PaidAfterDeath:
    """A payment dated after the registered death of the same person: contact needed."""

    death: Death
    last: Paid
    payments: int
    same_number: bool


def paid_after_death(
    deaths: Iterable[Death], payments: Iterable[Paid], rows: Iterable[Seen] = ()
) -> Iterator[PaidAfterDeath]:
    """Payments after a registered death of the same CNIC, or name, father and place together.

    Never by name alone: a namesake's death is nobody's finding. One for each person and benefit,
    however often the death was registered: from the first day of it. `rows` are other rows of the
    same individuals: a survey form may bear the payment's number and the death's names and place.
    """
    others: dict[str, list[Seen]] = defaultdict(list)
    for row in rows:
        others[row.individual].append(row)
    by_person: dict[str, list[Paid]] = defaultdict(list)
    for paid in payments:
        by_person[paid.seen.individual].append(paid)
    told: set[tuple[str, str]] = set()
    for death in sorted(deaths, key=lambda death: death.day):
        late: dict[str, list[Paid]] = defaultdict(list)
        for paid in by_person.get(death.seen.individual, ()):
            if paid.day > death.day and _are_one(death.seen, paid.seen, others):
                late[paid.benefit].append(paid)
        for benefit, found in late.items():
            if (death.seen.individual, benefit) in told:
                continue
            told.add((death.seen.individual, benefit))
            last = max(found, key=lambda paid: paid.day)
            same_number = death.seen.number is not None and death.seen.number == last.seen.number
            yield PaidAfterDeath(death, last, len(found), same_number)


def _are_one(death: Seen, paid: Seen, others: Mapping[str, list[Seen]]) -> bool:
    if death.number is not None and paid.number is not None:
        return death.number == paid.number
    return is_same_person(death, paid) or any(
        is_same_person(death, row) and is_same_person(row, paid) for row in others[death.individual]
    )


def is_same_person(one: Seen, other: Seen) -> bool:
    """The same number; or, where one has none, the same name, father and place."""
    if one.number is not None and other.number is not None:
        return one.number == other.number
    together = (one.name, one.father, one.place)
    return all(together) and together == (other.name, other.father, other.place)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list about one person; `occasion` is what may repeat (a quarter, a child)."""

    seen: Seen
    list: str
    occasion: Hashable


@dataclass(frozen=True, slots=True)
class TwiceInList:
    """One person on two or more rows of one list that should have one."""

    list: str
    individual: str
    rows: tuple[str, ...]


def twice_in_one_list(entries: Iterable[Entry]) -> Iterator[TwiceInList]:
    """People whom a list names on more than one row for the same occasion."""
    rows: dict[tuple[str, str, Hashable], list[str]] = defaultdict(list)
    for entry in entries:
        rows[entry.list, entry.seen.individual, entry.occasion].append(entry.seen.row)
    for (list_id, individual, _), found in rows.items():
        if len(found) > 1:
            yield TwiceInList(list_id, individual, tuple(sorted(found)))
