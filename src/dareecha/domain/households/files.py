"""The household file: JSON in, a `Household` out, with errors that name the path."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from dareecha.domain.households.contradictions import (
    impossible_days,
    impossible_kin,
    in_two_families,
    received_by_the_wrong_one,
)
from dareecha.domain.households.dead import some_dead_are_missing
from dareecha.domain.households.dictionary import FactDefinition, Value, scaled
from dareecha.domain.households.household import (
    HOUSEHOLD,
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
)
from dareecha.domain.households.json_text import (
    HouseholdFileRefused,
    shown,
    unseen_characters,
)
from dareecha.domain.vocabulary.documents import nearest

SAID = "said"
TOP_KEYS = (
    "as_of", "roster_complete", "deceased_complete", "events_known", "household", "families",
    "members", "events", "receives", "receives_known",
)  # fmt: skip
PERSON_KEYS = ("id", "father", "mother", "spouses", "vital_status")
DECLINED = {"declined": True}
NAME_OF_PERSON = re.compile(r"[A-Za-z0-9_.:-]+")
LONGEST_WORD = 100
"""No name is longer; what is, is not worth a search for the one that was meant."""
LARGEST = 10**15
MOST_MEMBERS = 127
"""The living and the dead of one household; more is a list of many households."""
"""Larger numbers are slips of the keyboard; up to here amounts are exact in every reader."""


def read_household(
    content: Any,
    dictionary: Mapping[str, FactDefinition],
    *,
    units: Mapping[str, str] | None = None,
    default_as_of: date | None = None,
    default_roster_complete: bool = False,
) -> Household:
    """Turn the parsed JSON of a household file into a `Household`.

    `units` names every benefit that can be received and the unit it is for (empty where no rules
    say so); without it, benefits are taken as they are written.

    Raises HouseholdFileRefused with every problem found, each with its path.
    """
    # What lies too deep is refused before anything looks at it.
    problems = [f"{path or 'the file'}: {message}" for path, message in unseen_characters(content)]
    reader = _Reader(dictionary, units)
    household = reader.read(content, default_as_of, default_roster_complete)
    problems += reader.problems
    if problems:
        raise HouseholdFileRefused(problems)
    return household


class _Reader:
    def __init__(
        self, dictionary: Mapping[str, FactDefinition], units: Mapping[str, str] | None
    ) -> None:
        self.dictionary = dictionary
        self.units = units
        self.problems: list[str] = []

    def complain(self, path: str, message: str) -> None:
        self.problems.append(f"{path or 'the file'}: {message}")

    def read(self, content: Any, default_as_of: date | None, default_complete: bool) -> Household:
        content = self.mapping("", content)
        self.known_keys("", content, TOP_KEYS)
        roster_complete = self.flag(content, "roster_complete", default_complete)
        listed = self.listed(content, "members")
        if len(listed) > MOST_MEMBERS:
            self.complain(
                "members",
                f"{len(listed)} people stand here. One household has {MOST_MEMBERS} at most; is"
                " this the list of a village? Write a file for each household.",
            )
            listed = listed[:MOST_MEMBERS]
        people = [self.person(f"members[{i}]", entry) for i, entry in enumerate(listed)]
        ids = self.unique("members", [person.id for person in people])
        self.relatives_exist(people, ids)
        families = tuple(
            self.family(f"families[{i}]", entry, ids, roster_complete)
            for i, entry in enumerate(self.listed(content, "families"))
        )
        events = tuple(
            self.event(f"events[{i}]", entry)
            for i, entry in enumerate(self.listed(content, "events"))
        )
        self.events_name_people(events, ids)
        kind_of = self.kinds(ids, families, events)
        facts, declined = self.facts("household", content.get("household"), HOUSEHOLD, ())
        receipts = self.receipts(content, kind_of)
        as_of = self.day(content, default_as_of)
        if as_of is not None:
            self.complain_of(impossible_days(as_of, people, events, receipts))
        self.complain_of(impossible_kin(people))
        self.complain_of(in_two_families(families))
        self.complain_of(received_by_the_wrong_one(receipts, self.units or {}, kind_of))
        all_dead_told = roster_complete and not some_dead_are_missing(people)
        return Household(
            as_of=as_of or date.min,
            roster_complete=roster_complete,
            deceased_complete=self.flag(content, "deceased_complete", all_dead_told),
            events_known=self.flag(content, "events_known", roster_complete),
            facts=facts,
            declined=declined,
            members=tuple(person for person in people if not person.is_deceased),
            deceased=tuple(person for person in people if person.is_deceased),
            families=families,
            events=events,
            receipts=receipts,
            receives_known=self.receives_known(content),
        )

    def complain_of(self, contradictions: Iterable[tuple[str, str]]) -> None:
        for path, message in contradictions:
            self.complain(path, message)

    def kinds(
        self, ids: frozenset[str], families: tuple[Family, ...], events: tuple[Event, ...]
    ) -> dict[str, str]:
        """What each id of the file stands for."""
        family_ids = self.unique("families", [family.id for family in families])
        event_ids = self.unique("events", [event.id for event in events])
        self.unique("members, families and events", [*ids, *family_ids, *event_ids])
        return {
            HOUSEHOLD: HOUSEHOLD,
            **dict.fromkeys(ids, "individual"),
            **dict.fromkeys(family_ids, "family"),
            **dict.fromkeys(event_ids, "event"),
        }

    def mapping(self, path: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        self.complain(path, "a JSON object {…} should stand here.")
        return {}

    def listed(self, content: Mapping[str, Any], key: str) -> list[Any]:
        value = content.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(key, "a list […] should stand here.")
            return []
        return value

    def known_keys(self, path: str, content: Mapping[str, Any], known: tuple[str, ...]) -> None:
        for key in content:
            if key not in known:
                self.complain(
                    f"{path}.{key}" if path else str(key),
                    f"this key is not known.{nearest(str(key)[:LONGEST_WORD], known)}"
                    f" Known: {', '.join(known)}.",
                )

    def flag(self, content: Mapping[str, Any], key: str, default: bool) -> bool:
        value = content.get(key)
        if value is None:
            return default
        if isinstance(value, bool):
            return value
        self.complain(key, "should be true or false.")
        return default

    def day(self, content: Mapping[str, Any], default: date | None) -> date | None:
        value = content.get("as_of", default)
        found = parse_day(value)
        if found is None:
            self.complain(
                "as_of", f"{shown(value)} is not a day. Write it as 2026-11-01 (year-month-day)."
            )
        return found

    def person(self, path: str, entry: Any) -> Person:
        entry = self.mapping(path, entry)
        person_id = self.identifier(path, entry)
        facts, declined = self.facts(path, entry, "individual", PERSON_KEYS)
        spouses = entry.get("spouses")
        if spouses is not None:
            spouses = self.member_ids(f"{path}.spouses", spouses)
        status = entry.get("vital_status")
        has_died = "date_of_death" in facts
        if status not in (None, "alive", "deceased"):
            self.complain(f"{path}.vital_status", 'should be "alive" or "deceased".')
        elif status == "alive" and has_died:
            self.complain(
                f"{path}.vital_status",
                '"alive", with a date_of_death. Write "deceased", or leave the day of death out.',
            )
        return Person(
            id=person_id,
            facts=facts,
            declined=declined,
            father=self.member_id(f"{path}.father", entry.get("father")),
            mother=self.member_id(f"{path}.mother", entry.get("mother")),
            spouses=spouses,
            is_deceased=status == "deceased" or has_died,
        )

    def member_id(self, path: str, value: Any) -> str | None:
        if value is None or isinstance(value, str):
            return value
        self.missing_person(path, value)
        return None

    def member_ids(self, path: str, value: Any) -> frozenset[str]:
        if not isinstance(value, list):
            self.complain(path, "a list of member ids should stand here.")
            return frozenset()
        found = (self.member_id(path, entry) for entry in value)
        return frozenset(entry for entry in found if entry is not None)

    def identifier(self, path: str, entry: Mapping[str, Any]) -> str:
        value = entry.get("id")
        if isinstance(value, str) and NAME_OF_PERSON.fullmatch(value) and value != HOUSEHOLD:
            return value
        self.complain(
            f"{path}.id",
            f"{shown(value)} cannot serve as an id. Use a short text such as m1"
            ' (letters, digits, . _ : -; not "household").',
        )
        return path

    def unique(self, path: str, ids: list[str]) -> frozenset[str]:
        for value in sorted(value for value, times in Counter(ids).items() if times > 1):
            self.complain(path, f'the id "{value}" stands twice. Give each its own.')
        return frozenset(ids)

    def relatives_exist(self, people: list[Person], ids: frozenset[str]) -> None:
        for position, person in enumerate(people):
            named = {"father": person.father, "mother": person.mother}
            for key, value in named.items():
                if value is not None and value not in ids:
                    self.missing_person(f"members[{position}].{key}", value)
            for value in person.spouses or ():
                if value not in ids:
                    self.missing_person(f"members[{position}].spouses", value)

    def missing_person(self, path: str, value: Any) -> None:
        self.complain(
            path,
            f"{shown(value)} is nobody in members. Add the person there"
            ' (with "vital_status": "deceased" when dead).',
        )

    def family(self, path: str, entry: Any, ids: frozenset[str], closed: bool) -> Family:
        entry = self.mapping(path, entry)
        members = self.member_ids(f"{path}.members", entry.get("members"))
        for value in sorted(members - ids):
            self.missing_person(f"{path}.members", value)
        facts, declined = self.facts(path, entry, "family", ("id", "members"))
        return Family(self.identifier(path, entry), members, facts, declined, is_closed=closed)

    def event(self, path: str, entry: Any) -> Event:
        entry = self.mapping(path, entry)
        facts, declined = self.facts(path, entry, "event", ("id",))
        return Event(self.identifier(path, entry), facts, declined)

    def events_name_people(self, events: tuple[Event, ...], ids: frozenset[str]) -> None:
        for position, event in enumerate(events):
            struck = event.facts.get("event_member")
            if struck is not None and struck.low not in ids:
                self.missing_person(f"events[{position}].event_member", struck.low)

    def receipts(
        self, content: Mapping[str, Any], kind_of: Mapping[str, str]
    ) -> tuple[Receipt, ...]:
        found = []
        for position, entry in enumerate(self.listed(content, "receives")):
            path = f"receives[{position}]"
            entry = self.mapping(path, entry)
            self.known_keys(path, entry, ("benefit", "subject", "since"))
            self.known_benefit(f"{path}.benefit", entry.get("benefit"))
            subject = entry.get("subject")
            if not isinstance(subject, str) or subject not in kind_of:
                self.complain(
                    f"{path}.subject",
                    f"{shown(subject)} is no id of this file."
                    ' Use "household" or the id of a member, family or event.',
                )
            since = parse_day(entry.get("since"))
            if entry.get("since") is not None and since is None:
                self.complain(f"{path}.since", f"{shown(entry['since'])} is not a day.")
            found.append(Receipt(str(entry.get("benefit")), str(subject), since, SAID))
        return tuple(found)

    def receives_known(self, content: Mapping[str, Any]) -> frozenset[str] | None:
        value = content.get("receives_known")
        if value == "all":
            return None
        if value is None:
            return frozenset()
        if not isinstance(value, list):
            self.complain("receives_known", 'should be "all" or a list of benefit ids.')
            return frozenset()
        for position, benefit in enumerate(value):
            self.known_benefit(f"receives_known[{position}]", benefit)
        return frozenset(str(benefit) for benefit in value)

    def known_benefit(self, path: str, value: Any) -> None:
        if isinstance(value, str) and (self.units is None or value in self.units):
            return
        hint = nearest(value[:LONGEST_WORD], self.units or ()) if isinstance(value, str) else ""
        self.complain(
            path,
            f"{shown(value)} is no benefit of the catalogue (department/scheme/benefit).{hint}",
        )

    def facts(
        self, path: str, entry: Any, entity: str, structural: tuple[str, ...]
    ) -> tuple[dict[str, Fact], frozenset[str]]:
        entry = {} if entry is None else self.mapping(path, entry)
        facts: dict[str, Fact] = {}
        declined: set[str] = set()
        own = {
            name: definition
            for name, definition in self.dictionary.items()
            if definition.entity == entity and definition.derived is None
        }
        for name, value in entry.items():
            here = f"{path}.{name}"
            if name in structural:
                continue
            definition = own.get(name)
            if definition is None:
                self.unknown_fact(here, str(name), entity, own)
            elif value == DECLINED and value["declined"] is True:
                declined.add(name)
            elif value is not None:
                fact = self.fact(here, value, definition)
                if fact is not None:
                    facts[name] = fact
        return facts, frozenset(declined)

    def unknown_fact(
        self, path: str, name: str, entity: str, own: Mapping[str, FactDefinition]
    ) -> None:
        other = self.dictionary.get(name)
        if other is None:
            self.complain(
                path,
                f'"{name}" is not a fact of {article(entity)}.{nearest(name[:LONGEST_WORD], own)}'
                " `dareecha catalogue facts` lists all.",
            )
        elif other.derived is not None:
            self.complain(path, f'"{name}" follows from other facts ({other.derived}): leave out.')
        else:
            self.complain(path, f'"{name}" is a fact of {article(other.entity)}: state it there.')

    def fact(self, path: str, value: Any, definition: FactDefinition) -> Fact | None:
        if isinstance(value, Mapping):
            return self.interval(path, value, definition)
        parsed = self.value(path, value, definition)
        return None if parsed is None else Fact(parsed, parsed, SAID)

    def interval(
        self, path: str, value: Mapping[str, Any], definition: FactDefinition
    ) -> Fact | None:
        if set(value) != {"min", "max"} or definition.kind not in ("int", "decimal", "date"):
            self.complain(
                path, 'use a value, null, {"min": …, "max": …} for a number or day,'
                ' or {"declined": true}.'
            )  # fmt: skip
            return None
        low = self.value(f"{path}.min", value["min"], definition)
        high = self.value(f"{path}.max", value["max"], definition)
        if low is None or high is None:
            return None
        if low > high:  # type: ignore[operator]  # both have the fact's own type
            self.complain(path, "min is above max. Exchange them.")
            return None
        return Fact(low, high, SAID)

    def value(self, path: str, value: Any, definition: FactDefinition) -> Value | None:
        parsed, expected = parse_value(value, definition)
        if parsed is None:
            self.complain(path, f"{shown(value)} is not {expected}.")
        return parsed


def parse_value(value: Any, definition: FactDefinition) -> tuple[Value | None, str]:
    """A stated value in the fact's own type (None when it cannot be), and what is expected."""
    match definition.kind:
        case "bool":
            return (value if isinstance(value, bool) else None), "true or false"
        case "date":
            return parse_day(value), "a day of the calendar; write it as 2026-11-01"
        case "enum":
            expected = f"one of {', '.join(definition.values)}"
            return (value if value in definition.values else None), expected
        case "text" | "ref":
            return (value if isinstance(value, str) and value else None), "a text"
    return _number(value, definition)


def _number(value: Any, definition: FactDefinition) -> tuple[int | None, str]:
    low, high = definition.minimum, definition.maximum
    step = 10**definition.scale
    bounds = " and ".join(
        part
        for part in (
            f"at least {low / step:g}" if low is not None else "",
            f"at most {high / step:g}" if high is not None else "",
        )
        if part
    )
    kind = (
        f"a number with at most {definition.scale} decimals"
        if definition.scale
        else "a whole number"
    )
    expected = f"{kind}{', ' + bounds if bounds else ''}"
    if isinstance(value, int) and abs(value) > LARGEST:
        return None, f"{expected}, with fewer digits"
    number = scaled(value, definition.scale) if isinstance(value, int | float) else None
    if number is None or (low is not None and number < low) or (high is not None and number > high):
        return None, expected
    if abs(number) > LARGEST:
        return None, f"{expected}, with fewer digits"
    return number, expected


def parse_day(value: Any) -> date | None:
    """A day written as 2026-11-01 (or already a day); None for anything else."""
    if isinstance(value, date):
        return None if isinstance(value, datetime) else value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def article(entity: str) -> str:
    return f"an {entity}" if entity[0] in "aeiou" else f"a {entity}"
