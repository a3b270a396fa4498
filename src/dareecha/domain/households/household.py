"""A household as rules see it: people, families, events, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from dareecha.domain.households.dictionary import Value

HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Fact:
    """A known value, or the interval it lies in, and where that is known from.

    A fact that nobody knows has no `Fact`: absence is the only way to say unknown.
    """

    low: Value
    high: Value
    source: str = ""
    as_of: date | None = None

    @property
    def is_exact(self) -> bool:
        return self.low == self.high


def exactly(value: Value, source: str = "", as_of: date | None = None) -> Fact:
    """A fact with one known value."""
    return Fact(value, value, source, as_of)


Facts = Mapping[str, Fact]
NO_FACTS: Facts = {}


@dataclass(frozen=True, slots=True)
class Person:
    """One individual, living or dead. `father`, `mother`, `spouses` are ids; None is unknown."""

    id: str
    facts: Facts = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    father: str | None = None
    mother: str | None = None
    spouses: frozenset[str] | None = None
    is_deceased: bool = False
    is_virtual: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Husband, wife or wives and unmarried children, by member ids."""

    id: str
    members: frozenset[str]
    facts: Facts = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """A death, injury, flood …: each is a claim of its own."""

    id: str
    facts: Facts = field(default_factory=dict)
    declined: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Receipt:
    """A benefit that a subject receives, since when and by which source."""

    benefit: str
    subject: str
    since: date | None = None
    source: str = ""


@dataclass(frozen=True)
class Household:
    """Everything known of one household on one day."""

    as_of: date
    roster_complete: bool = False
    deceased_complete: bool = False
    events_known: bool = False
    """Whether the events listed are all there were."""
    facts: Facts = field(default_factory=dict)
    declined: frozenset[str] = frozenset()
    members: tuple[Person, ...] = ()
    deceased: tuple[Person, ...] = ()
    families: tuple[Family, ...] = ()
    events: tuple[Event, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    receives_known: frozenset[str] | None = frozenset()
    """Benefits for which absence means "does not receive"; None means all of them."""

    def people(self) -> Iterator[Person]:
        """The living, then the dead."""
        yield from self.members
        yield from self.deceased

    def person(self, person_id: str) -> Person | None:
        return self._by_id.get(person_id)

    def family_of(self, person_id: str) -> Family | None:
        """The family that names this person; None when no family does."""
        return self._family_by_member.get(person_id)

    @cached_property
    def _by_id(self) -> Mapping[str, Person]:
        return {person.id: person for person in self.people()}

    @cached_property
    def _family_by_member(self) -> Mapping[str, Family]:
        # The first that names somebody is that person's, so it is written last.
        return {id_: family for family in reversed(self.families) for id_ in family.members}

    def knows_receipt_of(self, benefit: str) -> bool:
        """Whether absence of a receipt of this benefit means that it is not received."""
        return self.receives_known is None or benefit in self.receives_known
