"""Facts that follow from other facts, compiled once; cycles are refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.grammar import (
    Names,
    NotARule,
    node_type,
    parse_expression,
    parse_test,
    type_of_fact,
)
from dareecha.domain.rules.tree import Node, fact_names
from dareecha.domain.vocabulary.documents import Document


@dataclass(frozen=True)
class Derivation:
    """The trees behind derived facts, and the conditions under which facts apply at all."""

    derived: Mapping[str, Node]
    applies_if: Mapping[str, Node]


def derive(facts: Mapping[str, FactDefinition], document: Document) -> Derivation:
    """Compile `derived` and `applies_if` of every fact; mistakes become problems."""
    derived: dict[str, Node] = {}
    applies_if: dict[str, Node] = {}
    for name, fact in facts.items():
        names = Names(fact.entity, facts)
        if fact.derived is not None:
            _compile(document, name, "derived", fact, names, derived)
        if fact.applies_if is not None:
            _compile(document, name, "applies_if", fact, names, applies_if)
    for name in _in_cycles(derived, applies_if):
        document.complain(("facts", name), "this fact follows from itself. Break the circle.")
    return Derivation(derived, applies_if)


def _compile(
    document: Document,
    name: str,
    key: str,
    fact: FactDefinition,
    names: Names,
    found: dict[str, Node],
) -> None:
    text = getattr(fact, key)
    try:
        if key == "applies_if":
            found[name] = parse_test(text, names)
            return
        node = parse_expression(text, names)
        expected, actual = type_of_fact(fact), node_type(node)
        if expected.kind != actual.kind or expected.scale != actual.scale:
            raise NotARule(f'"{text}" is {actual}, but the fact is {expected}.')
        found[name] = node
    except NotARule as error:
        document.complain(("facts", name, key), str(error))


def _in_cycles(*trees: Mapping[str, Node]) -> list[str]:
    needs: dict[str, set[str]] = {}
    for tree in trees:
        for name, node in tree.items():
            needs.setdefault(name, set()).update(fact_names(node))
    return sorted(name for name in needs if _reaches(name, name, needs, set()))


def _reaches(start: str, goal: str, needs: Mapping[str, set[str]], seen: set[str]) -> bool:
    for step in needs.get(start, ()):
        if step == goal:
            return True
        if step not in seen:
            seen.add(step)
            if _reaches(step, goal, needs, seen):
                return True
    return False
