"""A second, slower reading of the rule language, for households about which everything is known.

It shares nothing with the readers under test: it walks Python's own syntax tree, counts in
fractions, knows two truth values, and finds anniversaries by counting.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import Event, Family, Household, Person

RELATIONS = {
    "is_subject",
    "is_child_of_subject",
    "is_parent_of_subject",
    "is_spouse_of_subject",
    "is_same_family",
}
ENTITY_FOLDED = {
    "household": "individual",
    "family": "individual",
    "deceased": "individual",
    "events": "event",
    "families": "family",
}


class NotApplicable:
    """A value that does not arise."""


NOTHING = NotApplicable()


@dataclass(frozen=True)
class Scope:
    """A complete household, the day, the figures of law, and whom names mean."""

    household: Household
    facts: Mapping[str, FactDefinition]
    day: date
    figures: Mapping[str, Any]
    person: Person | None = None
    family: Family | None = None
    event: Event | None = None
    folded: Any = None
    folding: str | None = None


def holds(text: str, scope: Scope) -> bool:
    """Whether a test holds."""
    return _truth(_value(ast.parse(text.strip(), mode="eval").body, scope))


def value_of(text: str, scope: Scope) -> Any:
    """The value of an expression, numbers as fractions."""
    return _value(ast.parse(text.strip(), mode="eval").body, scope)


def of_person(person: Person, scope: Scope) -> Scope:
    """The scope whose subject is this person."""
    family = scope.household.family_of(person.id)
    return replace(scope, person=person, family=family, event=None, folded=None, folding=None)


def of_event(event: Event, scope: Scope) -> Scope:
    """The scope whose subject is this event; the person is the one struck."""
    person = scope.household.person(str(event.facts["event_member"].low))
    family = scope.household.family_of(person.id) if person else None
    return replace(scope, person=person, family=family, event=event, folded=None, folding=None)


def _truth(value: Any) -> bool:
    return value is True


def _value(node: ast.expr, scope: Scope) -> Any:
    match node:
        case ast.BoolOp(op=ast.And()):
            return all(_truth(_value(part, scope)) for part in node.values)
        case ast.BoolOp():
            return any(_truth(_value(part, scope)) for part in node.values)
        case ast.UnaryOp(op=ast.Not()):
            return not _truth(_value(node.operand, scope))
        case ast.UnaryOp():
            return -_value(node.operand, scope)
        case ast.IfExp():
            chosen = node.body if _truth(_value(node.test, scope)) else node.orelse
            return _value(chosen, scope)
        case ast.Constant(value=bool() | str()):
            return node.value
        case ast.Constant():
            return Fraction(repr(node.value))
        case ast.Compare():
            return _compared(node, scope)
        case ast.BinOp():
            return _counted(node, scope)
        case ast.Name():
            return _named(node.id, scope)
        case ast.Call():
            return _called(node, scope)
    raise TypeError(ast.unparse(node))


def _compared(node: ast.Compare, scope: Scope) -> bool:
    left, outcomes = node.left, []
    for operator, right in zip(node.ops, node.comparators, strict=True):
        outcomes.append(_compared_two(left, operator, right, scope))
        left = right
    return all(outcomes)


def _compared_two(left: ast.expr, operator: ast.cmpop, right: ast.expr, scope: Scope) -> bool:
    if isinstance(operator, ast.In | ast.NotIn):
        return _is_among(left, right, scope) is isinstance(operator, ast.In)
    if isinstance(right, ast.Constant) and isinstance(right.value, bool):
        return (_truth(_value(left, scope)) == right.value) is isinstance(operator, ast.Eq)
    a, b = _value(left, scope), _value(right, scope)
    if a is NOTHING or b is NOTHING:
        return False
    match operator:
        case ast.Eq():
            return bool(a == b)
        case ast.NotEq():
            return bool(a != b)
        case ast.Lt():
            return bool(a < b)
        case ast.LtE():
            return bool(a <= b)
        case ast.Gt():
            return bool(a > b)
    return bool(a >= b)


def _is_among(left: ast.expr, right: ast.expr, scope: Scope) -> bool:
    if isinstance(right, ast.Name):
        return _receives(str(ast.literal_eval(left)), right.id, scope)
    return _value(left, scope) in [_value(option, scope) for option in right.elts]


def _receives(benefit: str, whose: str, scope: Scope) -> bool:
    if whose == "household_receives":
        return any(receipt.benefit == benefit for receipt in scope.household.receipts)
    if whose == "family_receives":
        family = scope.family
        who = {*family.members, family.id} if family else {scope.person.id}
    elif scope.folding in ("household", "family", "deceased", "families"):
        who = {scope.folded.id}
    else:
        subject = scope.event or scope.person or scope.family
        who = {subject.id if subject else "household"}
    return any(r.benefit == benefit and r.subject in who for r in scope.household.receipts)


def _counted(node: ast.BinOp, scope: Scope) -> Any:
    a, b = _value(node.left, scope), _value(node.right, scope)
    if a is NOTHING or b is NOTHING:
        return NOTHING
    match node.op:
        case ast.Add():
            return a + b
        case ast.Sub():
            return a - b
        case ast.Mult():
            return a * b
    return Fraction(a // b)


def _named(name: str, scope: Scope) -> Any:
    if name == "as_of":
        return scope.day
    if name in RELATIONS:
        return _is_related(name, scope)
    if name not in scope.facts:
        return scope.figures[name]
    entity = scope.facts[name].entity
    if scope.folding and ENTITY_FOLDED[scope.folding] == entity:
        return _fact(name, scope.folded, scope)
    match entity:
        case "individual":
            return _fact(name, scope.person, scope)
        case "family":
            return _fact(name, scope.family, scope)
        case "event":
            return _fact(name, scope.event, scope)
    return _fact(name, scope.household, scope)


def _fact(name: str, entity: Any, scope: Scope) -> Any:
    definition = scope.facts[name]
    inner = _inside(entity, scope)
    is_stated = definition.derived is None and name in entity.facts
    if definition.applies_if is not None and not is_stated:
        assert not holds(definition.applies_if, inner), "a world states whatever has a meaning"
        return NOTHING
    if name == "vital_status":
        return "deceased" if entity.is_deceased else "alive"
    if definition.derived is not None:
        return value_of(definition.derived, inner)
    value = entity.facts[name].low
    if definition.kind in ("int", "decimal"):
        return Fraction(value, 10**definition.scale)
    return value


def _inside(entity: Any, scope: Scope) -> Scope:
    bare = replace(scope, person=None, family=None, event=None, folded=None, folding=None)
    match entity:
        case Person():
            return of_person(entity, bare)
        case Family():
            return replace(bare, family=entity)
        case Event():
            return of_event(entity, bare)
    return bare


def _is_related(name: str, scope: Scope) -> bool:
    other, subject = scope.folded, scope.person
    assert subject is not None
    match name:
        case "is_subject":
            return bool(other.id == subject.id)
        case "is_child_of_subject":
            return subject.id in (other.father, other.mother)
        case "is_parent_of_subject":
            return other.id in (subject.father, subject.mother)
        case "is_spouse_of_subject":
            return other.id in (subject.spouses or ())
    mine, theirs = (scope.household.family_of(who.id) for who in (subject, other))
    return mine is not None and mine is theirs


def _called(node: ast.Call, scope: Scope) -> Any:
    name = node.func.id
    if name in ("years_between", "months_between"):
        start, end = (_value(argument, scope) for argument in node.args)
        if start is NOTHING or end is NOTHING:
            return NOTHING
        return Fraction(_anniversaries(start, end, 12 if name == "years_between" else 1))
    if len(node.args) > 1:
        values = [_value(argument, scope) for argument in node.args]
        if NOTHING in values:
            return NOTHING
        return min(values) if name == "min" else max(values)
    return _folded(name, node.args[0], scope)


def _anniversaries(start: date, end: date, months: int) -> int:
    """How often a span of months has been completed, found by counting one by one."""
    count = 0
    while _later(start, (count + 1) * months) <= end:
        count += 1
    while _later(start, count * months) > end:
        count -= 1
    return count


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:  # a month without that day: complete on the first of the next one
        return _later(date(day.year, day.month, 1), months + 1)


def _folded(name: str, argument: ast.expr, scope: Scope) -> Any:
    over, body, condition = "household", argument, None
    if isinstance(argument, ast.GeneratorExp):
        generator = argument.generators[0]
        who, over = ast.unparse(generator.target), ast.unparse(generator.iter)
        over = "families" if who == "family" else over
        body, condition = argument.elt, (generator.ifs or [None])[0]
    values = [
        _value(body, inner)
        for inner in _each(over, scope)
        if condition is None or _truth(_value(condition, inner))
    ]
    match name:
        case "any":
            return any(_truth(value) for value in values)
        case "all":
            return all(_truth(value) for value in values)
        case "count":
            return Fraction(sum(_truth(value) for value in values))
    numbers = [value for value in values if value is not NOTHING]
    if name == "sum":
        return sum(numbers, Fraction(0))
    if not numbers:
        return NOTHING
    return min(numbers) if name == "min" else max(numbers)


def _each(over: str, scope: Scope) -> Iterator[Scope]:
    household = scope.household
    everybody: Mapping[str, Any] = {
        "household": household.members,
        "deceased": household.deceased,
        "family": [
            person
            for person in household.members
            if (scope.family is not None and person.id in scope.family.members)
        ],
        "events": household.events,
        "families": household.families,
    }
    for entry in everybody[over]:
        yield replace(scope, folded=entry, folding=over)
