"""The first reader of the rules: closures in plain Python, one household at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from dareecha.domain.eligibility import planes
from dareecha.domain.eligibility.planes import (
    ANY_DAY,
    NO,
    NOT_APPLICABLE,
    UNKNOWN,
    YES,
    Truth,
)
from dareecha.domain.eligibility.relations import relation
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import (
    HOUSEHOLD,
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
)
from dareecha.domain.rules import tree
from dareecha.domain.rules.parameters import DatedValue, Parameter

SOMEBODY = Person("?somebody", is_virtual=True)
"""The one unknown member that an open roster adds (design: an open roster may hide anybody)."""
NOBODY_KNOWN = Person("?not_known", is_virtual=True)
"""Stands for the struck member of an event that names none."""
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


Closure = Callable[[Frame], Any]


@dataclass
class Reader:
    """Evaluates expressions over one household; remembers derived facts within it.

    A reader belongs to one catalogue's dictionary and may be used for many households.
    """

    facts: Mapping[str, FactDefinition]
    derived: Mapping[str, tree.Node]
    applies_if: Mapping[str, tree.Node]
    _closures: dict[int, tuple[tree.Node, Closure]] = field(default_factory=dict)
    _remembered: dict[tuple[int, tuple[date, date], str], Any] = field(default_factory=dict)
    _household: Household | None = None

    def value(self, node: tree.Node, frame: Frame) -> Any:
        """The value of an expression: a Truth, an interval, a set of words, or NOT_APPLICABLE."""
        if frame.household is not self._household:
            self._remembered.clear()
            self._household = frame.household
        return self.closure(node)(frame)

    def closure(self, node: tree.Node) -> Closure:
        """The compiled form of an expression, made once."""
        # By identity: hashing a tree walks all of it, and the catalogue keeps its trees alive.
        found = self._closures.get(id(node))
        if found is None:
            found = self._closures[id(node)] = (node, self._compile(node))
        return found[1]

    def _compile(self, node: tree.Node) -> Closure:
        match node:
            case tree.Constant():
                constant = as_planes(node.value)
                return lambda frame: constant
            case tree.AsOf():
                return lambda frame: frame.day
            case tree.FactName():
                return self._fact(node)
            case tree.Relation():
                return self._relation(node)
            case tree.ParameterName():
                return _parameter(node)
            case tree.Receives():
                return self._receives(node)
            case tree.Not():
                part = self.closure(node.part)
                return lambda frame: planes.negate(truth(part(frame)))
            case tree.And():
                parts = [self.closure(part) for part in node.parts]
                return lambda frame: planes.both(truth(part(frame)) for part in parts)
            case tree.Or():
                parts = [self.closure(part) for part in node.parts]
                return lambda frame: planes.either(truth(part(frame)) for part in parts)
            case tree.Compare():
                return self._compare(node)
            case tree.OneOf():
                return self._one_of(node)
        return self._compile_number(node)

    def _compile_number(self, node: tree.Node) -> Closure:
        match node:
            case tree.Rescale():
                factor = (node.factor, node.factor)
                return _strict(planes.multiply, self.closure(node.part), lambda frame: factor)
            case tree.Arithmetic():
                left, right = self.closure(node.left), self.closure(node.right)
                return _strict(planes.ARITHMETIC[node.operator], left, right)
            case tree.FloorDivide():
                divisor = node.divisor
                return _strict(lambda a: planes.floor_divide(a, divisor), self.closure(node.part))
            case tree.Between():
                unit = node.unit
                start, end = self.closure(node.start), self.closure(node.end)
                return _strict(lambda a, b: planes.between(unit, a, b), start, end)
            case tree.Extreme():
                pick = min if node.which == "min" else max
                parts = [self.closure(part) for part in node.parts]
                return _strict(
                    lambda *values: (pick(v[0] for v in values), pick(v[1] for v in values)), *parts
                )
            case tree.IfElse():
                return self._if_else(node)
            case tree.Fold():
                return self._fold(node)
        raise TypeError(f"no reader for {type(node).__name__}")

    def _compare(self, node: tree.Compare) -> Closure:
        comparisons: Mapping[str, Callable[..., Truth]] = (
            planes.WORD_COMPARISONS if tree_kind(node.left) == "word" else planes.COMPARISONS
        )
        compare = comparisons[node.operator]
        return _strict_atom(compare, self.closure(node.left), self.closure(node.right))

    def _one_of(self, node: tree.OneOf) -> Closure:
        part = self.closure(node.part)
        options = [as_planes(option.value) for option in node.options]
        if tree_kind(node.part) == "word":
            allowed = frozenset(str(option.value) for option in node.options)

            def among(words: planes.Words) -> Truth:
                return UNKNOWN if words is None else (words <= allowed, bool(words & allowed))

            return _strict_atom(among, part)
        return _strict_atom(
            lambda value: planes.either(planes.equal_intervals(value, o) for o in options), part
        )

    def _if_else(self, node: tree.IfElse) -> Closure:
        condition = self.closure(node.condition)
        then, otherwise = self.closure(node.then), self.closure(node.otherwise)

        def choose(frame: Frame) -> Any:
            holds = planes.three_valued(truth(condition(frame)))
            if holds is None:
                return planes.hull(then(frame), otherwise(frame))
            return then(frame) if holds else otherwise(frame)

        return choose

    def _fact(self, node: tree.FactName) -> Closure:
        name, of = node.name, node.of
        if name == "vital_status":
            return lambda frame: _vital_status(entity_of(frame, of))
        return lambda frame: self.fact_of(name, entity_of(frame, of), frame)

    def fact_of(self, name: str, entity: Any, frame: Frame) -> Any:
        """A fact of one person, family, household or event: stated, derived, or unknown."""
        definition = self.facts[name]
        if entity is None:
            return unknown_value(definition)
        if name not in self.derived and name not in self.applies_if:
            return stated_value(entity.facts.get(name), definition)
        # Days differ between benefits whose rates go by the event, and so do ages.
        key = (id(entity), frame.day, name)
        if key not in self._remembered:
            self._remembered[key] = self._follow(name, entity, definition, frame)
        return self._remembered[key]

    def _follow(self, name: str, entity: Any, definition: FactDefinition, frame: Frame) -> Any:
        inner = frame_for(entity, frame)
        condition = self.applies_if.get(name)
        applies = truth(self.closure(condition)(inner)) if condition is not None else YES
        if applies == NO:
            return NOT_APPLICABLE
        tree_of_fact = self.derived.get(name)
        if tree_of_fact is not None:
            value = self.closure(tree_of_fact)(inner)
        else:
            value = stated_value(entity.facts.get(name), definition)
        return value if applies == YES else planes.perhaps(value)

    def _relation(self, node: tree.Relation) -> Closure:
        name = node.name

        return lambda frame: relation(
            name, frame.folded, frame.person or NOBODY_KNOWN, frame.household
        )

    def _receives(self, node: tree.Receives) -> Closure:
        benefit, whose = node.benefit, node.whose
        return lambda frame: receives(frame, benefit, whose)

    def _fold(self, node: tree.Fold) -> Closure:
        body = self.closure(node.body)
        condition = self.closure(node.condition) if node.condition is not None else None
        over, combine = node.over, FOLDS[node.kind]

        def fold(frame: Frame) -> Any:
            entries, is_open = folded_over(over, frame)
            return combine([_counted(frame, entry, condition, body) for entry in entries], is_open)

        return fold


def _counted(
    frame: Frame, entry: tuple[Any, Truth], condition: Closure | None, body: Closure
) -> tuple[Truth, Any]:
    who, belongs = entry
    inner = folding(frame, who)
    if condition is not None:
        belongs = planes.both((belongs, truth(condition(inner))))
    return belongs, body(inner)


def as_planes(value: bool | int | date | str) -> Any:
    """A known value on both planes."""
    return frozenset((value,)) if isinstance(value, str) else (value, value)


def stated_value(fact: Fact | None, definition: FactDefinition) -> Any:
    """A stated fact on both planes; without a statement, all that the dictionary allows."""
    if fact is None:
        return unknown_value(definition)
    if isinstance(fact.low, str):
        return frozenset((fact.low,))
    return fact.low, fact.high


def unknown_value(definition: FactDefinition) -> Any:
    """Everything that a fact may be."""
    match definition.kind:
        case "bool":
            return UNKNOWN
        case "date":
            return ANY_DAY
        case "enum":
            return frozenset(definition.values)
        case "text" | "ref":
            return None
    low = -math.inf if definition.minimum is None else definition.minimum
    high = math.inf if definition.maximum is None else definition.maximum
    return low, high


def truth(value: Any) -> Truth:
    """A truth as an atom of a test: what does not apply is certainly false."""
    if value is NOT_APPLICABLE:
        return NO
    if isinstance(value, planes.IfApplicable):
        return False, value.value[1]
    return cast(Truth, value)


def _strict(operation: Callable[..., Any], *parts: Closure) -> Closure:
    def compute(frame: Frame) -> Any:
        values = [part(frame) for part in parts]
        if any(value is NOT_APPLICABLE for value in values):
            return NOT_APPLICABLE
        if any(isinstance(value, planes.IfApplicable) for value in values):
            return planes.IfApplicable(operation(*map(planes.certainly, values)))
        return operation(*values)

    return compute


def _strict_atom(operation: Callable[..., Truth], *parts: Closure) -> Closure:
    compute = _strict(operation, *parts)
    return lambda frame: truth(compute(frame))


def tree_kind(node: tree.Node) -> str:
    """bool, number, date or word."""
    return node.type.kind  # type: ignore[attr-defined, no-any-return]


def entity_of(frame: Frame, of: str) -> Any:
    """The person, family, household or event that a name speaks of; None when there is none."""
    return {
        "subject": frame.person,
        "folded": frame.folded,
        "family": frame.family,
        "household": frame.household,
        "event": frame.event,
    }[of]


def _vital_status(person: Person | None) -> planes.Words:
    if person is None or person.is_virtual:
        return frozenset(("alive", "deceased"))
    return frozenset(("deceased" if person.is_deceased else "alive",))


def frame_for(entity: Any, frame: Frame) -> Frame:
    """The frame in which a derived fact of this entity is read."""
    base = Frame(frame.household, frame.day, {})
    match entity:
        case Person():
            return frame_of_person(entity, base)
        case Family():
            return Frame(frame.household, frame.day, {}, family=entity)
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


def folded_over(over: str, frame: Frame) -> Entries:
    """Those a fold runs over, each with whether it belongs, and whether more may be hidden.

    Where more may be, the last entry stands for any number of them.
    """
    household = frame.household
    match over:
        case "household":
            return _with_somebody(household.members, household.roster_complete)
        case "deceased":
            return _with_somebody(household.deceased, household.deceased_complete)
        case "family":
            return _family_members(frame)
        case "families":
            return _with_some_family(household)
    return [(event, YES) for event in household.events], False


def _with_somebody(people: Iterable[Person], complete: bool) -> Entries:
    certain = [(person, YES) for person in people]
    return (certain, False) if complete else ([*certain, (SOMEBODY, UNKNOWN)], True)


def _with_some_family(household: Household) -> Entries:
    families: list[tuple[Any, Truth]] = [(family, YES) for family in household.families]
    everybody_is_placed = all(household.family_of(person.id) for person in household.members)
    if household.roster_complete and families and everybody_is_placed:
        return families, False
    return [*families, (SOME_FAMILY, UNKNOWN)], True


def _family_members(frame: Frame) -> Entries:
    family, household = frame.family, frame.household
    belonging = [(person, in_family(person, frame)) for person in household.members]
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


def receives(frame: Frame, benefit: str, whose: str) -> Truth:
    """Whether the subject (or somebody of its family or household) receives a benefit.

    A receipt is certain; its absence is a no only where the lists for this benefit are complete.
    """
    household = frame.household
    receiving = [r.subject for r in household.receipts if r.benefit == benefit]
    found = planes.either(_receives_as(who, frame, whose) for who in receiving)
    return found if household.knows_receipt_of(benefit) else (found[0], True)


def receipt_of(benefit: str, whose: str, frame: Frame) -> Receipt | None:
    """The receipt that makes it certain that a benefit is received."""
    return next(
        (
            receipt
            for receipt in frame.household.receipts
            if receipt.benefit == benefit and _receives_as(receipt.subject, frame, whose) == YES
        ),
        None,
    )


def _receives_as(who: str, frame: Frame, whose: str) -> Truth:
    """Whether one who receives (by id) is the one, or of the family, that a rule speaks of."""
    match whose:
        case "household":
            return YES
        case "family":
            return _is_of_family(who, frame)
        case "folded":
            return YES if who == frame.folded.id else NO
    return YES if who == receiver(frame) else NO


def receiver(frame: Frame) -> str:
    """The id under which the subject itself receives."""
    subject = frame.event or frame.person or frame.family
    return subject.id if subject is not None else HOUSEHOLD


def _is_of_family(who: str, frame: Frame) -> Truth:
    household = frame.household
    person = household.person(who)
    if person is not None:
        return in_family(person, frame)
    if any(family.id == who for family in household.families):
        return _is_this_family(who, frame)
    return NO


def _is_this_family(family_id: str, frame: Frame) -> Truth:
    if frame.family is not None:
        return YES if frame.family.id == family_id else NO
    own = [family for family in frame.household.families if family.id == family_id]
    return UNKNOWN if frame.person is NOBODY_KNOWN or not own[0].is_closed else NO


def _parameter(node: tree.ParameterName) -> Closure:
    name, kind = node.name, node.type.kind

    def read(frame: Frame) -> Any:
        in_force = frame.parameters[name].within(*frame.day)
        found: Any = None
        for position, entry in enumerate(in_force):
            value = _in_law(entry, kind)
            found = value if position == 0 else planes.hull(found, value)
        return found

    return read


def _in_law(entry: DatedValue | None, kind: str) -> Any:
    if entry is None or entry.value is None:
        return {
            "number": (0, math.inf),
            "date": ANY_DAY,
            "bool": UNKNOWN,
            "word": None,
        }[kind]
    return as_planes(entry.value)


Counted = list[tuple[Truth, Any]]


def _any(pairs: Counted, is_open: bool) -> Truth:
    return planes.either(planes.both((counted, truth(body))) for counted, body in pairs)


def _all(pairs: Counted, is_open: bool) -> Truth:
    return planes.both(
        planes.either((planes.negate(counted), truth(body))) for counted, body in pairs
    )


def _count(pairs: Counted, is_open: bool) -> planes.Interval:
    outcomes = [planes.both((counted, truth(body))) for counted, body in pairs]
    low, high = sum(certain for certain, _ in outcomes), sum(may for _, may in outcomes)
    # An open roster may hide more than one.
    return low, math.inf if is_open and outcomes[-1][1] else high


def _sum(pairs: Counted, is_open: bool) -> planes.Interval:
    low: float = 0
    high: float = 0
    for position, ((certain, possible), body) in enumerate(pairs):
        if body is NOT_APPLICABLE or not possible:
            continue
        least, most = planes.certainly(body)
        if not certain or isinstance(body, planes.IfApplicable):
            least, most = min(least, 0), max(most, 0)
        if is_open and position == len(pairs) - 1:
            least, most = (-math.inf if least < 0 else 0), (math.inf if most > 0 else 0)
        low, high = low + least, high + most
    return low, high


def _extreme(pick: Callable[..., Any]) -> Callable[[Counted, bool], Any]:
    def fold(pairs: Counted, is_open: bool) -> Any:
        counted = [(c, b) for c, b in pairs if c[1] and b is not NOT_APPLICABLE]
        if not counted:
            return NOT_APPLICABLE
        sure = [b for c, b in counted if c[0] and not isinstance(b, planes.IfApplicable)]
        bodies = [planes.certainly(b) for _, b in counted]
        if not sure:
            # Perhaps there is nobody at all to take the extreme of.
            return planes.IfApplicable((min(b[0] for b in bodies), max(b[1] for b in bodies)))
        low, high = pick(b[0] for b in sure), pick(b[1] for b in sure)
        for body in bodies:
            low, high = min(low, pick(low, body[0])), max(high, pick(high, body[1]))
        return low, high

    return fold


FOLDS: Mapping[str, Callable[[Counted, bool], Any]] = {
    "any": _any,
    "all": _all,
    "count": _count,
    "sum": _sum,
    "min": _extreme(min),
    "max": _extreme(max),
}
