"""A household as it is kept between runs: facts with source and day, under ids, without names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from dareecha.domain.households.dictionary import FactDefinition, Value
from dareecha.domain.households.household import (
    Event,
    Fact,
    Facts,
    Family,
    Household,
    Person,
    Receipt,
)


def to_stored(household: Household) -> dict[str, Any]:
    """JSON that holds everything of a household; `from_stored` reads it back."""
    known = household.receives_known
    return {
        "as_of": household.as_of.isoformat(),
        "roster_complete": household.roster_complete,
        "deceased_complete": household.deceased_complete,
        "events_known": household.events_known,
        "facts": _facts(household.facts),
        "declined": sorted(household.declined),
        "people": [_person(person) for person in household.people()],
        "families": [
            {
                "id": f.id,
                "members": sorted(f.members),
                "facts": _facts(f.facts),
                "declined": sorted(f.declined),
                "closed": f.is_closed,
            }
            for f in household.families
        ],
        "events": [
            {"id": e.id, "facts": _facts(e.facts), "declined": sorted(e.declined)}
            for e in household.events
        ],
        "receives": [
            [r.benefit, r.subject, r.since.isoformat() if r.since else None, r.source]
            for r in household.receipts
        ],
        "receives_known": None if known is None else sorted(known),
    }


def _facts(facts: Facts) -> dict[str, list[Any]]:
    return {
        name: [
            _plain(fact.low),
            _plain(fact.high),
            fact.source,
            fact.as_of.isoformat() if fact.as_of else None,
        ]
        for name, fact in facts.items()
    }


def _plain(value: Value) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "facts": _facts(person.facts),
        "declined": sorted(person.declined),
        "father": person.father,
        "mother": person.mother,
        "spouses": None if person.spouses is None else sorted(person.spouses),
        "deceased": person.is_deceased,
    }


def from_stored(stored: Mapping[str, Any], facts: Mapping[str, FactDefinition]) -> Household:
    """The household again. Facts that the dictionary no longer has are left out."""
    people = [_read_person(entry, facts) for entry in stored["people"]]
    known = stored["receives_known"]
    return Household(
        as_of=date.fromisoformat(stored["as_of"]),
        roster_complete=stored["roster_complete"],
        deceased_complete=stored["deceased_complete"],
        # Rows written before this was kept apart come from lists: none of them tells all events.
        events_known=stored.get("events_known", False),
        facts=_read_facts(stored["facts"], facts),
        declined=_declined(stored),
        members=tuple(person for person in people if not person.is_deceased),
        deceased=tuple(person for person in people if person.is_deceased),
        families=tuple(
            Family(
                entry["id"],
                frozenset(entry["members"]),
                _read_facts(entry["facts"], facts),
                _declined(entry),
                is_closed=entry["closed"],
            )
            for entry in stored["families"]
        ),
        events=tuple(
            Event(entry["id"], _read_facts(entry["facts"], facts), _declined(entry))
            for entry in stored["events"]
        ),
        receipts=tuple(
            Receipt(benefit, subject, _day(since), source)
            for benefit, subject, since, source in stored["receives"]
        ),
        receives_known=None if known is None else frozenset(known),
    )


def _read_person(entry: Mapping[str, Any], facts: Mapping[str, FactDefinition]) -> Person:
    spouses = entry["spouses"]
    return Person(
        id=entry["id"],
        facts=_read_facts(entry["facts"], facts),
        declined=_declined(entry),
        father=entry["father"],
        mother=entry["mother"],
        spouses=None if spouses is None else frozenset(spouses),
        is_deceased=entry["deceased"],
    )


def _declined(entry: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(entry.get("declined", ()))


def _read_facts(
    stored: Mapping[str, list[Any]], facts: Mapping[str, FactDefinition]
) -> dict[str, Fact]:
    found = {}
    for name, (low, high, source, as_of) in stored.items():
        if name in facts:
            read = date.fromisoformat if facts[name].kind == "date" else lambda value: value
            found[name] = Fact(read(low), read(high), source, _day(as_of))
    return found


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
