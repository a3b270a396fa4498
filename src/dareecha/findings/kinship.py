"""Ties between people as linked lists tell them: homes, parents, marriages, a father's name.

A father's name and a village shared with a decider are told as `same_father_and_village`: a
reason to look, weaker than any tie by number or form, and never more than a flag.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dareecha.domain.gaps.ties import Ties, relatives
from dareecha.registry.models import CurrentHousehold, Link

BY_NAMES = "same_father_and_village"


def kin_of(deciders: frozenset[str]) -> Mapping[str, Mapping[str, str]]:
    """For each person related to one of the deciders: those deciders, and the word for it."""
    ties, by_names = _ties(), _of_one_father(deciders)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for decider in deciders:
        for other, how in relatives(decider, ties).items():
            found[other][decider] = how
        for other in by_names.get(decider, ()):
            found[other].setdefault(decider, BY_NAMES)
    return found


def _ties() -> Ties:
    ties = Ties()
    rows = CurrentHousehold.objects.values_list("household_id", "content")
    for household, content in rows.iterator(chunk_size=500):
        people = content["people"]
        ties.add_home(str(household), (person["id"] for person in people))
        for person in people:
            for parent in (person["father"], person["mother"]):
                if parent is not None:
                    ties.add_parent(person["id"], parent)
            for spouse in person["spouses"] or ():
                ties.add_marriage(person["id"], spouse)
    return ties


def _of_one_father(deciders: frozenset[str]) -> Mapping[str, frozenset[str]]:
    """People who name the same father in the same village as a decider does."""
    named: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for person, father_and_place in _fathers_named():
        named[father_and_place].add(person)
    found: dict[str, set[str]] = defaultdict(set)
    for people in named.values():
        for decider in people & deciders:
            found[decider] |= people - {decider}
    return {decider: frozenset(people) for decider, people in found.items()}


def _fathers_named() -> Iterator[tuple[str, tuple[str, str, str]]]:
    rows = (
        Link.objects.live()
        .exclude(mention__father_full="")
        .exclude(mention__village="")
        .exclude(mention__father_is="husband")
        .values_list(
            "individual_id", "mention__father_full", "mention__village", "mention__district"
        )
    )
    for person, father, village, district in rows.iterator(chunk_size=5000):
        yield str(person), (father, village, district)
