"""Finds a subject's possible relatives without asking of everybody: for folds over large rosters.

Whether two people can be related hangs on few things besides whom each names as kin: how each
stands to the head, sex, marriage, and age. People alike in all but age are asked once, by one of no
known age who stands for them all; only those of a group that may be related are asked one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace

from dareecha.domain.eligibility.planes import NO
from dareecha.domain.eligibility.relations import relation
from dareecha.domain.households.household import Household, Person
from dareecha.domain.rules import tree

TOLD_BY = ("relationship", "sex", "marital_status")
"""The facts, besides ages, that a relation between two people is read from."""
FOUND_BY_KIN = frozenset({"child", "parent", "spouse"})
_SOMEBODY_ELSE = "?somebody_else"


@dataclass
class _Alike:
    """People whose relation to anybody is the same, as long as neither names the other."""

    stand_in: Person
    positions: list[int] = field(default_factory=list)


class Relatives:
    """The people of one household by what their relations are read from."""

    def __init__(self, household: Household) -> None:
        self.household = household
        self._people = list(household.people())
        self._position = {person.id: at for at, person in enumerate(self._people)}
        self._naming: dict[str, set[int]] = defaultdict(set)
        alike: dict[Hashable, _Alike] = {}
        for at, person in enumerate(self._people):
            for named in _named_by(person):
                self._naming[named].add(at)
            group = alike.setdefault(_signature(person), _Alike(_standing_for(person)))
            group.positions.append(at)
        self._alike = list(alike.values())
        self._found: dict[tuple[str, str], list[Person]] = {}

    def of(self, name: str, subject: Person) -> list[Person]:
        """Everybody who may stand so to the subject, in the order of the roster, the dead last."""
        key = (name, subject.id)
        if key not in self._found:
            self._found[key] = [self._people[at] for at in self._find(name, subject)]
        return self._found[key]

    def _find(self, name: str, subject: Person) -> list[int]:
        named = {self._position[id_] for id_ in _named_by(subject) if id_ in self._position}
        named |= self._naming[subject.id]
        found = {at for at in named if self._may_be(name, self._people[at], subject)}
        for group in self._alike:
            if self._may_be(name, group.stand_in, subject):
                others = (at for at in group.positions if at not in named)
                found.update(at for at in others if self._may_be(name, self._people[at], subject))
        found.discard(self._position.get(subject.id, -1))
        return sorted(found)

    def _may_be(self, name: str, person: Person, subject: Person) -> bool:
        return relation(name, person, subject, self.household) != NO


def _named_by(person: Person) -> Iterator[str]:
    yield from (named for named in (person.father, person.mother) if named is not None)
    yield from person.spouses or ()


def _signature(person: Person) -> Hashable:
    told = tuple(person.facts.get(name) for name in TOLD_BY)
    kin = (person.father is None, person.mother is None, person.spouses is None)
    return told, kin


def _standing_for(person: Person) -> Person:
    """One like this person, whose kin are none of the household."""
    return replace(
        person,
        id=_SOMEBODY_ELSE,
        facts={name: person.facts[name] for name in TOLD_BY if name in person.facts},
        father=None if person.father is None else _SOMEBODY_ELSE,
        mother=None if person.mother is None else _SOMEBODY_ELSE,
        spouses=None if person.spouses is None else frozenset(),
    )


def relation_required(node: tree.Fold) -> str | None:
    """The relation to the subject without which nobody changes a fold; None when there is none."""
    required = [node.condition] if node.condition is not None else []
    if node.kind in ("any", "count"):
        required.append(node.body)
    while required:
        part = required.pop()
        if isinstance(part, tree.And):
            required.extend(part.parts)
        elif isinstance(part, tree.Relation) and part.name in FOUND_BY_KIN:
            return part.name
    return None
