"""A batch of households as tables: people, families, events and what is stated of each.

Every table ends with rows that stand for somebody nobody has listed, one for each household. In a
table of people they are the hidden member of an open roster, then the person of whom a claim does
not say who it is; in a table of families and events the family or event that nobody has named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate
from typing import Any, Final, TypeVar

import numpy as np

from dareecha.domain.eligibility.columns.values import Bools, Codes, Numbers, WordSets, as_number
from dareecha.domain.eligibility.frames import day_of
from dareecha.domain.households.household import Event, Facts, Family, Household, Person

Found = TypeVar("Found")

NONE: Final = -1
"""Where there is none, or nobody has said."""
ELSEWHERE: Final = -2
"""Somebody named who is none of the household."""


@dataclass(frozen=True)
class Stated:
    """What is stated of one fact: the rows of its table, and the two ends of each statement."""

    rows: Codes
    low: list[Any]
    high: list[Any]


@dataclass(frozen=True)
class Table:
    """One kind of entity: whose household each is of, and what is stated of them."""

    home: Codes
    first: Codes
    """The first row of each household; one more at the end, where the listed ones end."""
    facts: Sequence[Facts]
    """Of the listed ones: nothing is stated of those who are not."""

    @property
    def rows(self) -> int:
        return len(self.home)

    @property
    def listed(self) -> int:
        """How many are listed; the rows after them stand for somebody who is not."""
        return len(self.facts)

    @cached_property
    def stated(self) -> Mapping[str, Stated]:
        found: dict[str, tuple[list[int], list[Any], list[Any]]] = defaultdict(lambda: ([], [], []))
        for row, facts in enumerate(self.facts):
            for name, fact in facts.items():
                rows, low, high = found[name]
                rows.append(row)
                low.append(fact.low)
                high.append(fact.high)
        return {
            name: Stated(np.array(rows, dtype=np.int64), low, high)
            for name, (rows, low, high) in found.items()
        }

    def words_of(self, name: str, codes: Mapping[str, int]) -> Codes:
        """A stated word of every row by its code; NONE where it is none of these, or not exact."""
        found = np.full(self.rows, NONE)
        stated = self.stated.get(name)
        if stated is not None:
            ends = zip(stated.low, stated.high, strict=True)
            found[stated.rows] = [
                codes.get(low, NONE) if low == high else NONE for low, high in ends
            ]
        return found

    def days_of(self, name: str) -> tuple[Numbers, Numbers]:
        """The first and the last day that every row may stand for; without ends where unknown."""
        first, last = np.full(self.rows, -np.inf), np.full(self.rows, np.inf)
        stated = self.stated.get(name)
        if stated is not None:
            first[stated.rows] = [day.toordinal() for day in stated.low]
            last[stated.rows] = [day.toordinal() for day in stated.high]
        return first, last


def _table(of_households: Sequence[Sequence[Any]], hidden: int, facts: Sequence[Facts]) -> Table:
    homes = np.arange(len(of_households))
    listed = np.repeat(homes, [len(entities) for entities in of_households])
    first = [0, *accumulate(len(entities) for entities in of_households)]
    return Table(
        np.concatenate((listed, *[homes] * hidden)), np.array(first, dtype=np.int64), facts
    )


class Block:
    """The tables of a batch of households, and how the rows of one name those of another."""

    def __init__(self, households: Sequence[Household]) -> None:
        self.households = households
        self.words = WordSets()
        self._kept: dict[Hashable, Any] = {}
        self.people_listed: list[Person] = [p for h in households for p in h.people()]
        self.families_listed: list[Family] = [f for h in households for f in h.families]
        self.events_listed: list[Event] = [e for h in households for e in h.events]
        homes = np.arange(len(households))
        self.homes = Table(homes, np.append(homes, len(homes)), [h.facts for h in households])
        self.people = _table(
            [list(h.people()) for h in households], 2, [p.facts for p in self.people_listed]
        )
        self.families = _table(
            [h.families for h in households], 1, [f.facts for f in self.families_listed]
        )
        self.events = _table(
            [h.events for h in households], 1, [e.facts for e in self.events_listed]
        )
        self.is_dead = self._of_people([p.is_deceased for p in self.people_listed])
        self.is_hidden = np.arange(self.people.rows) >= self.people.listed
        self._days: dict[tuple[date, date], int] = {}
        self.day_of_home = np.array([self.day((h.as_of, h.as_of)) for h in households])
        self.day_of_event = np.array([self.day(day_of(e)) for e in self.events_listed], dtype=int)

    def keep(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What was found once of these households, found only once."""
        if key not in self._kept:
            self._kept[key] = find()
        found: Found = self._kept[key]
        return found

    # --- Days -------------------------------------------------------------------------------------

    def day(self, day: tuple[date, date]) -> int:
        """The code of a day, or of the span in which it lies."""
        return self._days.setdefault(day, len(self._days))

    @property
    def days(self) -> list[tuple[date, date]]:
        """Every day on which something is judged here, by its code."""
        return list(self._days)

    @cached_property
    def day_ends(self) -> tuple[Numbers, Numbers]:
        low, high = ([as_number(day) for day in ends] for ends in zip(*self._days, strict=True))
        return np.array(low), np.array(high)

    # --- Those who are not listed -----------------------------------------------------------------

    def somebody(self, homes: Codes) -> Codes:
        """The hidden member of each household's open roster."""
        return self.people.listed + homes

    def nobody_known(self, homes: Codes) -> Codes:
        """In each household, the one of whom a claim does not say who it is."""
        return self.people.listed + len(self.households) + homes

    def is_nobody_known(self, people: Codes) -> Bools:
        return np.asarray(people >= self.people.listed + len(self.households))

    def some_family(self, homes: Codes) -> Codes:
        """In each household, the family that nobody has named."""
        return self.families.listed + homes

    def some_event(self, homes: Codes) -> Codes:
        """In each household, the event that nobody has told."""
        return self.events.listed + homes

    # --- Who is who -------------------------------------------------------------------------------

    @cached_property
    def _person_rows(self) -> list[dict[str, int]]:
        return _rows_by_id(self.people, self.people_listed, len(self.households))

    @cached_property
    def _family_rows(self) -> list[dict[str, int]]:
        return _rows_by_id(self.families, self.families_listed, len(self.households))

    @cached_property
    def _event_rows(self) -> list[dict[str, int]]:
        return _rows_by_id(self.events, self.events_listed, len(self.households))

    def person_called(self, home: int, id_: str) -> int:
        return self._person_rows[home].get(id_, NONE)

    def family_called(self, home: int, id_: str) -> int:
        return self._family_rows[home].get(id_, NONE)

    def event_called(self, home: int, id_: str) -> int:
        return self._event_rows[home].get(id_, NONE)

    @cached_property
    def own_family(self) -> Codes:
        """The family that names each person; NONE when no family does."""
        found = np.full(self.people.rows, NONE)
        # The first that names somebody is that person's, so it is written last.
        for family, person in reversed(self._memberships):
            found[person] = family
        return found

    @cached_property
    def members(self) -> Codes:
        """Every family with each person it names, as one sorted number a pair."""
        return self.pairs_of(self._memberships)

    @cached_property
    def _memberships(self) -> list[tuple[int, int]]:
        homes = self.families.home.tolist()
        return [
            (row, self.person_called(homes[row], id_))
            for row, family in enumerate(self.families_listed)
            for id_ in family.members
            if self.person_called(homes[row], id_) != NONE
        ]

    def pairs_of(self, pairs: Iterable[tuple[int, int]]) -> Codes:
        """Pairs of rows, the second of them a person, each as one number, sorted."""
        return np.array(sorted(a * self.people.rows + b for a, b in pairs), dtype=np.int64)

    def is_pair(self, pairs: Codes, a: Codes, b: Codes) -> Bools:
        """Whether two rows are one of the pairs that `pairs_of` made."""
        if not len(pairs):
            return np.zeros(len(a), dtype=bool)
        wanted = a * self.people.rows + b
        at = np.minimum(np.searchsorted(pairs, wanted), len(pairs) - 1)
        return np.asarray(pairs[at] == wanted)

    @cached_property
    def is_closed(self) -> Bools:
        """Whether everybody of a family is named."""
        found = np.zeros(self.families.rows, dtype=bool)
        found[: self.families.listed] = [family.is_closed for family in self.families_listed]
        return found

    @cached_property
    def struck(self) -> Codes:
        """The person whom each event struck."""
        homes = self.events.home
        found = self.nobody_known(homes)
        for row, event in enumerate(self.events_listed):
            named = event.facts.get("event_member")
            if named is not None:
                person = self.person_called(int(homes[row]), str(named.low))
                found[row] = person if person != NONE else found[row]
        return found

    # --- Kin --------------------------------------------------------------------------------------

    @cached_property
    def father(self) -> Codes:
        return self._named(lambda person: person.father)

    @cached_property
    def mother(self) -> Codes:
        return self._named(lambda person: person.mother)

    def _named(self, of: Callable[[Person], str | None]) -> Codes:
        found = np.full(self.people.rows, NONE)
        homes = self.people.home.tolist()
        for row, person in enumerate(self.people_listed):
            id_ = of(person)
            if id_ is not None:
                known = self.person_called(homes[row], id_)
                found[row] = known if known != NONE else ELSEWHERE
        return found

    @cached_property
    def spouses(self) -> Codes:
        """Every person with each of those named as spouses, as one sorted number a pair."""
        homes = self.people.home.tolist()
        return self.pairs_of(
            (row, self.person_called(homes[row], id_))
            for row, person in enumerate(self.people_listed)
            for id_ in person.spouses or ()
            if self.person_called(homes[row], id_) != NONE
        )

    @cached_property
    def tells_spouses(self) -> Bools:
        """Whether it is known of a person who the spouses are."""
        return self._of_people([person.spouses is not None for person in self.people_listed])

    def _of_people(self, found: Sequence[bool]) -> Bools:
        everybody = np.zeros(self.people.rows, dtype=bool)
        everybody[: len(found)] = found
        return everybody


def _rows_by_id(
    table: Table, listed: Sequence[Person | Family | Event], homes: int
) -> list[dict[str, int]]:
    found: list[dict[str, int]] = [{} for _ in range(homes)]
    for row, home in enumerate(table.home[: table.listed].tolist()):
        found[home][listed[row].id] = row
    return found
