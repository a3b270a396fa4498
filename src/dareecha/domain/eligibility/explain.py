"""Why a test came out as it did: the facts that decided, and those that could still change it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dareecha.domain.eligibility.frames import (
    NOBODY_KNOWN,
    SOME_EVENT,
    SOME_FAMILY,
    SOMEBODY,
    Frame,
    day_of,
    entity_of,
    folding,
    frame_for,
)
from dareecha.domain.eligibility.planes import (
    NO,
    NOT_APPLICABLE,
    UNKNOWN,
    IfApplicable,
    Truth,
    both,
    certainly,
    three_valued,
    truth,
)
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.eligibility.receipts import receipt_of, receiver
from dareecha.domain.households.household import (
    HOUSEHOLD,
    Event,
    Fact,
    Family,
    Household,
    Person,
)
from dareecha.domain.rules import tree

ROSTER = "roster_complete"
DECEASED = "deceased_complete"
EVENTS = "events_known"


@dataclass(frozen=True, order=True)
class FactOf:
    """A fact of a member, family, event or the household; `benefit` only where it is a receipt."""

    fact: str
    of: str
    benefit: str = ""


@dataclass(frozen=True)
class Reason:
    """A known fact that a test read, with its value and where it is known from."""

    fact: FactOf
    low: Any
    high: Any
    source: str
    as_of: date | None


@dataclass(frozen=True)
class OpenLaw:
    """A figure that nobody has published: a question to the department, never to the person."""

    parameter: str


def missing_facts(node: tree.Node, frame: Frame, reader: Reader) -> list[FactOf | OpenLaw]:
    """What is unknown and could still change this expression, in the order of the text.

    Parts that are already settled are passed over: their facts change nothing any more.
    """
    reader.turn_to(frame.household)
    return list(dict.fromkeys(_missing(node, frame, reader)))


def _settled(value: Any) -> bool:
    if value is NOT_APPLICABLE:
        return True
    if isinstance(value, IfApplicable):
        return False
    if isinstance(value, tuple):
        return bool(value[0] == value[1])
    return value is not None and len(value) == 1


def _missing(node: tree.Node, frame: Frame, reader: Reader) -> Iterator[FactOf | OpenLaw]:
    if _settled(reader.value(node, frame)):
        return
    match node:
        case tree.FactName():
            yield from _missing_fact(node, frame, reader)
        case tree.ParameterName():
            yield from _missing_law(node, frame)
        case tree.Receives():
            yield FactOf("receives", _receiver(node, frame), node.benefit)
        case tree.Relation():
            yield from _missing_relation(node, frame)
        case tree.AsOf():
            yield from _missing_day(frame)
        case tree.Fold():
            key = ("missing", *reader.fold_key(node, frame))
            yield from reader.keep(
                key, lambda: tuple(dict.fromkeys(_missing_in_fold(node, frame, reader)))
            )
        case tree.IfElse():
            yield from _missing_in_choice(node, frame, reader)
        case _:
            for child in node.children():
                yield from _missing(child, frame, reader)


def _missing_law(node: tree.ParameterName, frame: Frame) -> Iterator[FactOf | OpenLaw]:
    in_force = frame.parameters[node.name].within(*frame.day)
    if any(entry is None or entry.value is None for entry in in_force):
        yield OpenLaw(node.name)
    if len(in_force) > 1:
        yield from _missing_day(frame)


def _missing_day(frame: Frame) -> Iterator[FactOf]:
    # Only the day of an event can be open; derived facts are read on that same day.
    for event in frame.household.events:
        if frame.event is event or (frame.event is None and frame.day == day_of(event)):
            yield FactOf("event_date", event.id)


def _missing_in_choice(
    node: tree.IfElse, frame: Frame, reader: Reader
) -> Iterator[FactOf | OpenLaw]:
    holds = three_valued(truth(reader.value(node.condition, frame)))
    if holds is None:
        yield from _missing(node.condition, frame, reader)
    for branch, taken in ((node.then, True), (node.otherwise, False)):
        if holds is None or holds is taken:
            yield from _missing(branch, frame, reader)


def _missing_fact(node: tree.FactName, frame: Frame, reader: Reader) -> Iterator[FactOf | OpenLaw]:
    entity = entity_of(frame, node.of)
    if frame.event is not None and frame.person is NOBODY_KNOWN and entity in (None, frame.person):
        yield FactOf("event_member", frame.event.id)
        return
    if entity is None:
        yield FactOf("family", frame.person.id if frame.person is not None else node.of)
        return
    if node.name in entity.facts and node.name not in reader.derived:
        # An interval, which only a closer answer narrows.
        yield FactOf(node.name, _id(entity))
        return
    inner = frame_for(entity, frame)
    condition = reader.applies_if.get(node.name)
    if condition is not None:
        yield from _missing(condition, inner, reader)
    derived = reader.derived.get(node.name)
    if derived is None:
        yield FactOf(node.name, _id(entity))
        return
    key = ("missing", id(derived), id(entity), frame.day)
    yield from reader.keep(key, lambda: tuple(dict.fromkeys(_missing(derived, inner, reader))))


def _id(entity: Household | Person | Family | Event) -> str:
    return HOUSEHOLD if isinstance(entity, Household) else entity.id


def _receiver(node: tree.Receives, frame: Frame) -> str:
    if node.whose == "folded":
        return str(frame.folded.id)
    if node.whose == "subject":
        return receiver(frame)
    if node.whose == "family" and frame.family is not None:
        return frame.family.id
    return HOUSEHOLD


def _missing_relation(node: tree.Relation, frame: Frame) -> Iterator[FactOf]:
    folded, subject = frame.folded, frame.person or NOBODY_KNOWN
    if frame.event is not None and subject.is_virtual:
        yield FactOf("event_member", frame.event.id)
        return
    match node.name:
        case "child":
            yield FactOf(_parent_role(subject), folded.id)
        case "parent":
            yield FactOf(_parent_role(folded), subject.id)
        case "spouse":
            yield FactOf("spouses", subject.id)
        case _:
            yield FactOf("family", subject.id)


def _parent_role(parent: Person) -> str:
    sex = parent.facts.get("sex")
    return "father" if sex is not None and sex.low == "male" else "mother"


def _missing_in_fold(node: tree.Fold, frame: Frame, reader: Reader) -> Iterator[FactOf | OpenLaw]:
    entries, _ = reader.entries(node, frame)
    for entry, belongs in entries:
        inner = folding(frame, entry)
        counted = belongs
        if node.condition is not None:
            counted = both((belongs, truth(reader.value(node.condition, inner))))
        if counted == NO:
            continue
        if node.kind in ("any", "count", "all") and _cannot_matter(node, counted, inner, reader):
            continue
        if _stands_for_others(entry):
            yield from _missing_entries(node.over, frame.household)
            continue
        if node.condition is not None and counted == UNKNOWN:
            yield from _missing(node.condition, inner, reader)
        if belongs == UNKNOWN:
            yield from _missing_place(entry, frame)
        yield from _missing(node.body, inner, reader)


def _stands_for_others(entry: Any) -> bool:
    """Whether a fold's entry is the one that stands for all whom nobody has listed."""
    return entry is SOMEBODY or entry is SOME_FAMILY or entry is SOME_EVENT


def _missing_entries(over: str, household: Household) -> Iterator[FactOf]:
    """What would tell that there is nobody else to fold over."""
    if over == "deceased":
        yield FactOf(DECEASED, HOUSEHOLD)
        return
    if over == "events":
        yield FactOf(EVENTS, HOUSEHOLD)
        return
    if not household.roster_complete:
        yield FactOf(ROSTER, HOUSEHOLD)
    if over == "families":
        unplaced = (p for p in household.members if household.family_of(p.id) is None)
        yield from (FactOf("family", person.id) for person in unplaced)


def _missing_place(person: Person, frame: Frame) -> Iterator[FactOf]:
    """What would tell whether somebody belongs to the family that the rule speaks of."""
    if frame.person is NOBODY_KNOWN and frame.event is not None:
        yield FactOf("event_member", frame.event.id)
    else:
        yield FactOf("family", person.id)


def _cannot_matter(node: tree.Fold, counted: Truth, inner: Frame, reader: Reader) -> bool:
    """One whose body is settled the harmless way changes nothing, whoever it turns out to be."""
    body = three_valued(truth(reader.value(node.body, inner)))
    return body is (node.kind == "all")


def deciding_facts(node: tree.Node, frame: Frame, reader: Reader) -> list[Reason]:
    """The known facts that a test read on its way to the answer, each once."""
    reader.turn_to(frame.household)
    return list(dict.fromkeys(_reasons(node, frame, reader)))


def _reasons(node: tree.Node, frame: Frame, reader: Reader) -> Iterator[Reason]:
    match node:
        case tree.FactName():
            yield from _reason_of_fact(node, frame, reader)
        case tree.Receives():
            yield from _reason_of_receipt(node, frame, reader)
        case tree.Fold():
            key = ("reasons", *reader.fold_key(node, frame))
            yield from reader.keep(
                key, lambda: tuple(dict.fromkeys(_reasons_in_fold(node, frame, reader)))
            )
        case tree.And() | tree.Or():
            yield from _reasons_of_parts(node, frame, reader)
        case tree.IfElse():
            yield from _reasons(node.condition, frame, reader)
            holds = three_valued(truth(reader.value(node.condition, frame)))
            for branch, taken in ((node.then, True), (node.otherwise, False)):
                if holds is None or holds is taken:
                    yield from _reasons(branch, frame, reader)
        case _:
            for child in node.children():
                yield from _reasons(child, frame, reader)


def _reasons_of_parts(node: tree.And | tree.Or, frame: Frame, reader: Reader) -> Iterator[Reason]:
    outcome = reader.value(node, frame)
    decisive = isinstance(node, tree.Or)
    for part in node.parts:
        value = three_valued(truth(reader.value(part, frame)))
        # One part alone decides an `or` that holds and an `and` that fails.
        if three_valued(outcome) is decisive and value is not decisive:
            continue
        yield from _reasons(part, frame, reader)


def _reason_of_fact(node: tree.FactName, frame: Frame, reader: Reader) -> Iterator[Reason]:
    entity = entity_of(frame, node.of)
    if entity is None or entity is NOBODY_KNOWN:
        return
    inner = frame_for(entity, frame)
    if reader.value(node, frame) is NOT_APPLICABLE and node.name in reader.applies_if:
        yield from _reasons(reader.applies_if[node.name], inner, reader)
        return
    derived = reader.derived.get(node.name)
    if derived is not None:
        key = ("reasons", id(derived), id(entity), frame.day)
        yield from reader.keep(key, lambda: tuple(dict.fromkeys(_reasons(derived, inner, reader))))
        return
    fact: Fact | None = entity.facts.get(node.name)
    if fact is not None:
        of = FactOf(node.name, _id(entity))
        yield Reason(of, fact.low, fact.high, fact.source, fact.as_of)


def _reason_of_receipt(node: tree.Receives, frame: Frame, reader: Reader) -> Iterator[Reason]:
    of = FactOf("receives", _receiver(node, frame), node.benefit)
    value = three_valued(reader.value(node, frame))
    if value is None:
        return
    found = receipt_of(node.benefit, node.whose, frame) if value else None
    source, since = (found.source, found.since) if found is not None else ("", None)
    yield Reason(of, value, value, source, since)


def _reasons_in_fold(node: tree.Fold, frame: Frame, reader: Reader) -> Iterator[Reason]:
    outcome = three_valued(reader.value(node, frame)) if node.kind in ("any", "all") else None
    for entry, belongs in reader.entries(node, frame)[0]:
        if _stands_for_others(entry):
            continue
        inner = folding(frame, entry)
        counted = belongs
        if node.condition is not None:
            counted = both((belongs, truth(reader.value(node.condition, inner))))
        if counted == NO:
            continue
        body = three_valued(truth(reader.value(node.body, inner))) if outcome is not None else None
        decisive = node.kind == "any"
        if outcome is decisive and body is not decisive:
            continue
        if node.condition is not None:
            yield from _reasons(node.condition, inner, reader)
        yield from _reasons(node.body, inner, reader)


def spoken_values(
    node: tree.Node, frame: Frame, reader: Reader
) -> Iterator[tuple[str, tuple[Any, tree.Type]]]:
    """Each single-valued name of a test with its value and type, where something is known."""
    for part in node.walk():
        single = isinstance(part, tree.ParameterName) or (
            isinstance(part, tree.FactName) and part.of != "folded"
        )
        if not single:
            continue
        value = certainly(reader.value(part, frame))
        if is_known_in_part(value):
            yield part.name, (value, part.type)  # type: ignore[attr-defined]


def is_known_in_part(value: Any) -> bool:
    """Whether a value is narrower than "anything": exact, or an interval with two real ends."""
    if value is NOT_APPLICABLE or value is None or value == UNKNOWN:
        return False
    if isinstance(value, tuple):
        ends_known = value[0] not in (date.min, -math.inf) and value[1] not in (date.max, math.inf)
        return ends_known and (value[0] == value[1] or not isinstance(value[0], bool))
    return len(value) == 1
