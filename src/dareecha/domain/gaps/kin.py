"""Kin of those who decide, among those who receive: a flag for other eyes, never a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

KIN = "kin"


@dataclass(frozen=True, slots=True)
class Decider:
    """Somebody who has a say: in a local committee, or as an officer of a department.

    `body` names what decides: a committee's number, or the department's code.
    """

    row: str
    individual: str
    body: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A benefit that somebody holds, and the bodies that had a say in it."""

    row: str
    benefit: str
    individual: str
    bodies: frozenset[str]


@dataclass(frozen=True, slots=True)
class KinOfDecider:
    """A receiver who is related to a decider of the same body; `how` is the word for it."""

    granted: Granted
    decider: Decider
    how: str


Kin = Mapping[str, Mapping[str, str]]
"""For each individual, relatives by id, and how the relation is known."""


def kin_of_deciders(
    granted: Iterable[Granted], deciders: Iterable[Decider], kin: Kin
) -> Iterator[KinOfDecider]:
    """Receivers who are kin of somebody with a say in that very grant, once for each benefit.

    A decider who receives is told as `self`. Sharing a name is no kinship: `kin` says what is.
    """
    by_body: dict[str, list[Decider]] = defaultdict(list)
    for decider in deciders:
        by_body[decider.body].append(decider)
    told: set[tuple[str, str, str]] = set()
    for grant in granted:
        related = kin.get(grant.individual, {})
        for body in sorted(grant.bodies):
            for decider in by_body.get(body, ()):
                is_self = decider.individual == grant.individual
                how = "self" if is_self else related.get(decider.individual)
                key = (grant.individual, grant.benefit, decider.individual)
                if how is None or key in told:
                    continue
                told.add(key)
                yield KinOfDecider(grant, decider, how)
