"""Who is whose relative: from parents and marriages to siblings and in-laws, and house-mates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

People = frozenset[str]
NOBODY: People = frozenset()


@dataclass
class Ties:
    """Parents, children, spouses and homes of people by id, as far as they are known."""

    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    spouses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    homes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """People of a household."""
    home_of: dict[str, str] = field(default_factory=dict)

    def add_parent(self, child: str, parent: str) -> None:
        self.parents[child].add(parent)
        self.children[parent].add(child)

    def add_marriage(self, one: str, other: str) -> None:
        self.spouses[one].add(other)
        self.spouses[other].add(one)

    def add_home(self, household: str, people: Iterable[str]) -> None:
        for person in people:
            self.homes[household].add(person)
            self.home_of[person] = household


def relatives(person: str, ties: Ties) -> Mapping[str, str]:
    """Everybody related to a person, with the nearest word for it; house-mates come last.

    "Child" of somebody means that the other is this person's child.
    """
    found: dict[str, str] = {}
    for how, others in _kinds(person, ties):
        for other in others:
            if other != person:
                found.setdefault(other, how)
    return found


def _kinds(person: str, ties: Ties) -> Iterator[tuple[str, People]]:
    spouses, parents = _of(ties.spouses, [person]), _of(ties.parents, [person])
    children = _of(ties.children, [person])
    siblings = _of(ties.children, parents) - {person}
    yield "spouse", spouses
    yield "parent", parents
    yield "child", children
    yield "sibling", siblings
    yield "parent_in_law", _of(ties.parents, spouses)
    yield "child_in_law", _of(ties.spouses, children)
    yield (
        "sibling_in_law",
        _of(ties.spouses, siblings) | _of(ties.children, _of(ties.parents, spouses)),
    )
    yield "grandparent", _of(ties.parents, parents)
    yield "grandchild", _of(ties.children, children)
    yield "same_household", frozenset(ties.homes.get(ties.home_of.get(person, ""), NOBODY))


def _of(ties: Mapping[str, set[str]], people: Iterable[str]) -> People:
    return frozenset(other for person in people for other in ties.get(person, NOBODY))
