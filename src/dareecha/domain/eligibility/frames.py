"""Whom the names of a rule mean: a household, one subject in it, and those a fold runs over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from dareecha.domain.eligibility.planes import ANY_DAY, NO, UNKNOWN, YES, Truth
from dareecha.domain.households.household import Event, Family, Household, Person
from dareecha.domain.rules.parameters import Parameter

SOMEBODY = Person("?somebody", is_virtual=True)
"""The one unknown member that an open roster adds (design: an open roster may hide anybody)."""
NOBODY_KNOWN = Person("?not_known", is_virtual=True)
"""Stands for the struck member of an event that names none."""
NO_PARAMETERS: Mapping[str, Parameter] = {}
"""What facts that follow from others may name of the law: nothing."""
SOME_EVENT = Event("?some_event")
"""The one unknown event of those that nobody has told."""
SOME_FAMILY = Family("?some_family", frozenset(), is_closed=False)
"""The one unknown family of those whose family nobody has named."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Whom the names of an expression mean: the household, and within it one subject."""

    household: Household
    day: tuple[date, date]
    parameters: Mapping[str, Parameter]
    person: Person | None = None
    family: Family | None = None
    event: Event | None = None
    folded: Any = None


def entity_of(frame: Frame, of: str) -> Any:
    """The person, family, household or event that a name speaks of; None when there is none."""
    return {
        "subject": frame.person,
        "folded": frame.folded,
        "family": frame.family,
        "household": frame.household,
        "event": frame.event,
    }[of]


def frame_for(entity: Any, frame: Frame) -> Frame:
    """The frame in which a derived fact of this entity is read."""
    base = Frame(frame.household, frame.day, NO_PARAMETERS)
    match entity:
        case Person():
            return frame_of_person(entity, base)
        case Family():
            return Frame(frame.household, frame.day, NO_PARAMETERS, family=entity)
        case Event():
            return frame_of_event(entity, base)
    return base


def frame_of_person(person: Person, base: Frame) -> Frame:
    """A frame whose subject is a person; the family is the one that names them."""
    return Frame(
        base.household,
        base.day,
        base.parameters,
        person=person,
        family=base.household.family_of(person.id),
    )


def frame_of_event(event: Event, base: Frame) -> Frame:
    """A frame whose subject is an event; the person is the one struck."""
    struck = event.facts.get("event_member")
    person = base.household.person(str(struck.low)) if struck is not None else NOBODY_KNOWN
    person = person or NOBODY_KNOWN
    family = base.household.family_of(person.id)
    return Frame(base.household, base.day, base.parameters, person, family, event)


def day_of(event: Event) -> tuple[date, date]:
    """The day of an event, or all that it may be."""
    stated = event.facts.get("event_date")
    return ANY_DAY if stated is None else (cast(date, stated.low), cast(date, stated.high))


def folding(frame: Frame, entry: Any) -> Frame:
    """The same frame inside a fold."""
    return Frame(
        frame.household,
        frame.day,
        frame.parameters,
        frame.person,
        frame.family,
        frame.event,
        entry,
    )


Entries = tuple[list[tuple[Any, Truth]], bool]


def folded_over(over: str, frame: Frame, among: Iterable[Person] | None = None) -> Entries:
    """Those a fold runs over, each with whether it belongs, and whether more may be hidden.

    Where more may be, the last entry stands for any number of them. With `among`, the people
    listed who are none of these are left out.
    """
    household = frame.household
    if among is not None:
        living: Iterable[Person] = [person for person in among if not person.is_deceased]
        dead: Iterable[Person] = [person for person in among if person.is_deceased]
    else:
        living, dead = household.members, household.deceased
    match over:
        case "household":
            return _with_somebody(living, household.roster_complete)
        case "deceased":
            return _with_somebody(dead, household.deceased_complete)
        case "family":
            return _family_members(frame, living)
        case "families":
            return _with_some_family(household)
    return _with_some_event(household)


def _with_somebody(people: Iterable[Person], complete: bool) -> Entries:
    certain = [(person, YES) for person in people]
    return (certain, False) if complete else ([*certain, (SOMEBODY, UNKNOWN)], True)


def _with_some_event(household: Household) -> Entries:
    events: list[tuple[Any, Truth]] = [(event, YES) for event in household.events]
    return (events, False) if household.events_known else ([*events, (SOME_EVENT, UNKNOWN)], True)


def _with_some_family(household: Household) -> Entries:
    families: list[tuple[Any, Truth]] = [(family, YES) for family in household.families]
    everybody_is_placed = all(household.family_of(person.id) for person in household.members)
    if household.roster_complete and families and everybody_is_placed:
        return families, False
    return [*families, (SOME_FAMILY, UNKNOWN)], True


def _family_members(frame: Frame, people: Iterable[Person]) -> Entries:
    family, household = frame.family, frame.household
    belonging = [(person, in_family(person, frame)) for person in people]
    possible = [(person, belongs) for person, belongs in belonging if belongs != NO]
    if household.roster_complete or (family is not None and family.is_closed):
        return possible, False
    return [*possible, (SOMEBODY, UNKNOWN)], True


def in_family(person: Person, frame: Frame) -> Truth:
    """Whether somebody belongs to the family that a rule speaks of.

    While a family is not on file, or not all of it, whoever has no closed family may belong to it.
    """
    if frame.person is NOBODY_KNOWN:
        return UNKNOWN
    if frame.family is not None and person.id in frame.family.members:
        return YES
    if person is frame.person:
        return YES
    if frame.family is not None and frame.family.is_closed:
        return NO
    own = frame.household.family_of(person.id)
    if own is None:
        return UNKNOWN
    # Two families on file are two; without one, the subject may belong to an open one.
    return UNKNOWN if frame.family is None and not own.is_closed else NO
