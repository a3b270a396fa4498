"""The first reader of the rules: closures in plain Python, one household at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dareecha.domain.eligibility import planes
from dareecha.domain.eligibility.folds import FOLDS
from dareecha.domain.eligibility.frames import (
    NOBODY_KNOWN,
    Entries,
    Frame,
    entity_of,
    folded_over,
    folding,
    frame_for,
)
from dareecha.domain.eligibility.planes import (
    ANY_DAY,
    NO,
    NOT_APPLICABLE,
    UNKNOWN,
    YES,
    Truth,
    truth,
)
from dareecha.domain.eligibility.receipts import receives
from dareecha.domain.eligibility.relations import relation
from dareecha.domain.eligibility.relatives import Relatives, relation_required
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import Fact, Household, Person
from dareecha.domain.rules import tree
from dareecha.domain.rules.parameters import DatedValue

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
    _of_subject: dict[int, bool] = field(default_factory=dict)
    _kept: dict[Hashable, Any] = field(default_factory=dict)
    _household: Household | None = None

    def value(self, node: tree.Node, frame: Frame) -> Any:
        """The value of an expression: a Truth, an interval, a set of words, or NOT_APPLICABLE."""
        self.turn_to(frame.household)
        return self.closure(node)(frame)

    def turn_to(self, household: Household) -> None:
        """Forget what was found out about another household."""
        if household is not self._household:
            self._household = household
            self._kept.clear()

    def keep(self, key: Hashable, find: Callable[[], Any]) -> Any:
        """What was found once about this household, found only once."""
        if key not in self._kept:
            self._kept[key] = find()
        return self._kept[key]

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
        key = ("fact", id(entity), frame.day, name)
        return self.keep(key, lambda: self._follow(name, entity, definition, frame))

    def _follow(self, name: str, entity: Any, definition: FactDefinition, frame: Frame) -> Any:
        stated = entity.facts.get(name)
        if stated is not None and name not in self.derived:
            # Whoever states a value says with it that the question has a meaning.
            return stated_value(stated, definition)
        inner = frame_for(entity, frame)
        condition = self.applies_if.get(name)
        applies = truth(self.closure(condition)(inner)) if condition is not None else YES
        if applies == NO:
            return NOT_APPLICABLE
        tree_of_fact = self.derived.get(name)
        if tree_of_fact is not None:
            value = self.closure(tree_of_fact)(inner)
        else:
            value = unknown_value(definition)
        return value if applies == YES else planes.perhaps(value)

    def _relation(self, node: tree.Relation) -> Closure:
        name = node.name

        return lambda frame: relation(
            name, frame.folded, frame.person or NOBODY_KNOWN, frame.household
        )

    def _receives(self, node: tree.Receives) -> Closure:
        benefit, whose = node.benefit, node.whose
        return lambda frame: receives(frame, benefit, whose)

    def entries(self, node: tree.Fold, frame: Frame) -> Entries:
        """Those who can make a difference to a fold, and whether more may be hidden."""
        subject = frame.person
        required = relation_required(node)
        if required is None or subject is None or subject.is_virtual:
            return folded_over(node.over, frame)
        relatives = self.keep("relatives", lambda: Relatives(frame.household))
        return folded_over(node.over, frame, among=relatives.of(required, subject))

    def _fold(self, node: tree.Fold) -> Closure:
        body = self.closure(node.body)
        condition = self.closure(node.condition) if node.condition is not None else None
        combine = FOLDS[node.kind]

        def compute(frame: Frame) -> Any:
            entries, is_open = self.entries(node, frame)
            return combine([_counted(frame, entry, condition, body) for entry in entries], is_open)

        return lambda frame: self.keep(
            ("value", *self.fold_key(node, frame)), lambda: compute(frame)
        )

    def speaks_of_subject(self, node: tree.Fold) -> bool:
        """Whether a fold comes to something else for another subject of the same household."""
        if id(node) not in self._of_subject:
            self._of_subject[id(node)] = node.over == "family" or any(
                isinstance(part, tree.Relation)
                or (isinstance(part, tree.FactName) and part.of in ("subject", "family", "event"))
                or (isinstance(part, tree.Receives) and part.whose in ("subject", "family"))
                for part in node.walk()
            )
        return self._of_subject[id(node)]

    def fold_key(self, node: tree.Fold, frame: Frame) -> tuple[Hashable, ...]:
        """What two frames must share for a fold to come to the same in both."""
        shared = (id(node), frame.day, id(frame.parameters))
        if not self.speaks_of_subject(node):
            return shared
        return (*shared, id(frame.person), id(frame.family), id(frame.event))


def _counted(
    frame: Frame, entry: tuple[Any, Truth], condition: Closure | None, body: Closure
) -> tuple[Truth, Any]:
    who, belongs = entry
    inner = folding(frame, who)
    if condition is not None:
        belongs = planes.both((belongs, truth(condition(inner))))
    return belongs, NOT_APPLICABLE if belongs == NO else body(inner)


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


def _vital_status(person: Person | None) -> planes.Words:
    if person is None or person.is_virtual:
        return frozenset(("alive", "deceased"))
    return frozenset(("deceased" if person.is_deceased else "alive",))


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
