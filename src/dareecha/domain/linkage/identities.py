"""Stable ids: which standing individual or household each new group goes on being."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Id = TypeVar("Id")


@dataclass(frozen=True)
class Identities(Generic[Id]):
    """The id of each group, which of them are new, and what vanished ids became."""

    id_of: Mapping[str, Id]
    new: frozenset[Id]
    became: Mapping[Id, Id]


def keep_identities(
    groups: Mapping[Item, str],
    standing: Mapping[Item, Id],
    new_id: Callable[[], Id],
) -> Identities[Id]:
    """Give each group of items an id that stands as long as its items do.

    A merge keeps the oldest id (ids sort by age); a split keeps it with the group that has most
    of its items; the others get new ids. Ids that no group keeps point to what they became.
    """
    held: dict[Id, Counter[str]] = defaultdict(Counter)
    for item, id_ in standing.items():
        if item in groups:
            held[id_][groups[item]] += 1
    claims: dict[str, list[Id]] = defaultdict(list)
    for id_, counter in held.items():
        most = max(counter.values())
        claims[min(group for group, count in counter.items() if count == most)].append(id_)
    id_of: dict[str, Id] = {}
    new: set[Id] = set()
    became: dict[Id, Id] = {}
    for group in sorted(set(groups.values())):
        claimed = sorted(claims.get(group, ()), key=str)
        if claimed:
            id_of[group], *merged = claimed
            became.update(dict.fromkeys(merged, id_of[group]))
        else:
            id_of[group] = new_id()
            new.add(id_of[group])
    return Identities(id_of, frozenset(new), became)
