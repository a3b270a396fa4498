"""Whom the names of an expression mean, row by row: the columns of `frames`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import numpy as np

from dareecha.domain.eligibility.columns.block import NONE, Block
from dareecha.domain.eligibility.columns.values import Bools, Codes, Truths
from dareecha.domain.eligibility.frames import NO_PARAMETERS
from dareecha.domain.rules.parameters import Parameter

Found = TypeVar("Found")


@dataclass(frozen=True, eq=False)
class Rows:
    """Frames side by side: rows of the tables of a block, and the day that counts for each.

    What nobody of the rows has is None; a family that only some have is NONE for the others.
    """

    block: Block
    home: Codes
    day: Codes
    is_as_of: bool
    """Whether the day of each row is the one on which its household is judged."""
    parameters: Mapping[str, Parameter] = field(default_factory=lambda: NO_PARAMETERS)
    person: Codes | None = None
    family: Codes | None = None
    event: Codes | None = None
    folded: Codes | None = None
    over: str = ""
    """What a fold runs over, where there are folded ones."""
    kept: dict[Hashable, Any] = field(default_factory=dict)
    """What was found of these rows; the same for every law."""

    def __len__(self) -> int:
        return len(self.home)

    def keep(self, key: Hashable, find: Callable[[], Found]) -> Found:
        """What was found once of these rows, found only once."""
        if key not in self.kept:
            self.kept[key] = find()
        found: Found = self.kept[key]
        return found

    def under(self, parameters: Mapping[str, Parameter]) -> Rows:
        """The same rows under the law of another scheme."""
        return replace(self, parameters=parameters)

    def only(self, where: Codes | Bools) -> Rows:
        """Some of these rows."""

        def of(codes: Codes | None) -> Codes | None:
            return None if codes is None else codes[where]

        return replace(
            self,
            home=self.home[where],
            day=self.day[where],
            person=of(self.person),
            family=of(self.family),
            event=of(self.event),
            folded=of(self.folded),
            kept={},
        )


def of_homes(block: Block) -> Rows:
    """Each household itself."""
    return Rows(block, block.homes.home, block.day_of_home, is_as_of=True)


def of_people(block: Block, people: Codes, day: Codes, is_as_of: bool) -> Rows:
    """Each of these people as the subject; the family is the one that names them."""
    return Rows(
        block,
        block.people.home[people],
        day,
        is_as_of,
        person=people,
        family=block.own_family[people],
    )


def of_families(block: Block, families: Codes, day: Codes, is_as_of: bool) -> Rows:
    """Each of these families as the subject."""
    return Rows(block, block.families.home[families], day, is_as_of, family=families)


def of_events(block: Block, events: Codes, day: Codes, is_as_of: bool) -> Rows:
    """Each of these events as the subject; the person is the one struck."""
    struck = block.struck[events]
    return Rows(
        block,
        block.events.home[events],
        day,
        is_as_of,
        person=struck,
        family=block.own_family[struck],
        event=events,
    )


OF_ENTITY: Mapping[str, Callable[[Block, Codes, Codes, bool], Rows]] = {
    "individual": of_people,
    "family": of_families,
    "event": of_events,
}


def of_entities(block: Block, entity: str, rows: Codes, day: Codes, is_as_of: bool) -> Rows:
    """The rows in which facts of these entities are read that follow from others."""
    if entity == "household":
        return Rows(block, rows, day, is_as_of)
    return OF_ENTITY[entity](block, rows, day, is_as_of)


# --- Those a fold runs over -----------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Inside:
    """The entries of a fold: a row for each entry of each row outside, side by side."""

    outside: Codes
    """The row outside that an entry belongs to; entries of one row follow one another."""
    counts: Codes
    """How many entries each row outside has."""
    rows: Rows
    belongs: Truths
    stands_for_others: Bools
    """Whether an entry stands for any number of those whom nobody has listed."""


def inside(over: str, rows: Rows) -> Inside:
    """Those a fold runs over, each with whether it belongs: the columns of `folded_over`."""
    found = rows.keep(("inside", over), lambda: _inside(over, rows))
    return replace(found, rows=found.rows.under(rows.parameters))


def _inside(over: str, rows: Rows) -> Inside:
    entries = entries_of(over, rows.block)
    counts = entries.counts[rows.home]
    outside = np.repeat(np.arange(len(rows)), counts)
    begins = np.cumsum(counts) - counts
    at = np.arange(len(outside)) - begins[outside] + entries.first[rows.home][outside]
    folded, hidden = entries.rows[at], entries.is_hidden[at]
    within = replace(rows.only(outside), folded=folded, over=over)
    if over != "family":
        return Inside(outside, counts, within, Truths(~hidden, np.ones(len(hidden), bool)), hidden)
    belongs = in_family(within, folded)
    # A closed family hides nobody.
    hidden = hidden & ~_is_of_closed_family(within)
    is_listed = ~entries.is_hidden[at]
    belongs = Truths(belongs.certain & is_listed, belongs.possible & is_listed | hidden)
    return Inside(outside, counts, within, belongs, hidden)


def entries_in(over: str, rows: Rows) -> int:
    """How many entries a fold runs over, in all these rows together."""
    return int(entries_of(over, rows.block).counts[rows.home].sum())


@dataclass(frozen=True)
class Entries:
    """Those that a kind of fold runs over, household by household."""

    rows: Codes
    is_hidden: Bools
    first: Codes
    counts: Codes


def entries_of(over: str, block: Block) -> Entries:
    """Those listed, and after them the one who may be hidden."""
    found: Entries = block.keep(("entries", over), lambda: _entries(over, block))
    return found


def _entries(over: str, block: Block) -> Entries:
    households, homes = block.households, np.arange(len(block.households))
    match over:
        case "families":
            table, listed = block.families, np.arange(block.families.listed)
            open_, hidden = homes[_may_have_more_families(block)], block.some_family
        case "events":
            table, listed = block.events, np.arange(block.events.listed)
            open_ = homes[[not household.events_known for household in households]]
            hidden = block.some_event
        case _:
            table, hidden = block.people, block.somebody
            dead = block.is_dead[: table.listed]
            listed = np.flatnonzero(dead if over == "deceased" else ~dead)
            complete = "deceased_complete" if over == "deceased" else "roster_complete"
            open_ = homes[[not getattr(household, complete) for household in households]]
    rows = np.concatenate((listed, hidden(open_)))
    of_home = np.concatenate((table.home[listed], open_))
    order = np.argsort(of_home, kind="stable")
    counts = np.bincount(of_home, minlength=len(homes))
    return Entries(rows[order], order >= len(listed), np.cumsum(counts) - counts, counts)


def _may_have_more_families(block: Block) -> list[bool]:
    people = block.people
    unplaced = ~block.is_dead & ~block.is_hidden & (block.own_family == NONE)
    with_unplaced = set(people.home[unplaced].tolist())
    return [
        not household.roster_complete or not household.families or home in with_unplaced
        for home, household in enumerate(block.households)
    ]


def _is_of_closed_family(rows: Rows) -> Bools:
    if rows.family is None:
        return np.zeros(len(rows), dtype=bool)
    return np.asarray((rows.family != NONE) & rows.block.is_closed[rows.family])


def in_family(rows: Rows, people: Codes) -> Truths:
    """Whether somebody belongs to the family that a rule speaks of: `frames.in_family`."""
    block = rows.block
    family = np.full(len(rows), NONE) if rows.family is None else rows.family
    own = block.own_family[people]
    certain = block.is_pair(block.members, family, people)
    if rows.person is not None:
        certain = certain | (people == rows.person)
    is_elsewhere = (own != NONE) & ((family != NONE) | block.is_closed[own])
    possible = certain | ~(_is_of_closed_family(rows) | is_elsewhere)
    if rows.person is None:
        return Truths(certain, possible)
    nobody = block.is_nobody_known(rows.person)
    return Truths(certain & ~nobody, possible | nobody)
