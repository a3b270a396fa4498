"""Who is whose parent, spouse and nuclear family, as far as a roster and registers say.

A roster gives each member's relation to the head, and a father's or husband's name. Relations to
the head are certain; a name ties two members only when exactly one member bears it. A register of
births, marriages or pupils that names two people together tells what the roster left open, and
never overrules it. Whatever this does not settle stays unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

SPOUSE_OF_HEAD = frozenset({"wife", "husband"})
CHILD_OF_HEAD = frozenset({"son", "daughter"})
SIBLING_OF_HEAD = frozenset({"brother", "sister"})
GRANDCHILD = frozenset({"grandson", "granddaughter"})
NEPHEW_OR_NIECE = frozenset({"nephew", "niece"})
HAS_OR_HAD_A_HUSBAND = frozenset({"married", "widowed", "separated"})


@dataclass(frozen=True, slots=True)
class Listed:
    """One member as the roster lists them; an empty text is not known."""

    id: str
    relation: str
    sex: str
    marital_status: str
    name: str
    father_or_husband: str


@dataclass(frozen=True, slots=True)
class Told:
    """One tie that a row states of two people: `kin` is the father, mother or husband of `of`."""

    how: str
    of: str
    kin: str


@dataclass(frozen=True)
class Kin:
    """What follows from a roster: parents, spouses, families. What is absent is not known."""

    father: Mapping[str, str]
    mother: Mapping[str, str]
    spouses: Mapping[str, frozenset[str]]
    families: tuple[frozenset[str], ...]


def kin_of(
    roster: Iterable[Listed],
    dead: Iterable[Listed] = (),
    others: Iterable[Listed] = (),
    told: Iterable[Told] = (),
) -> Kin:
    """The kinship that one roster states, with the household's dead and others beside it.

    A dead man is the husband of the widow who stands under his name, and the father of the
    children who do, where he alone among the dead bears it. `others` live, and are on no roster.
    """
    members, dead, ties = list(roster), list(dead), frozenset(told)
    by_relation: dict[str, list[Listed]] = defaultdict(list)
    for member in members:
        by_relation[member.relation].append(member)
    finder = _Finder(members, by_relation)
    father, mother = finder.parents()
    spouses = finder.marriages()
    for man in _alone_in_name(dead):
        widows = [m for m in members if _is_widow(m) and m.father_or_husband == man.name]
        for widow in widows:
            _marry(widow.id, man.id, spouses)
        for child in members:
            is_unmarried = child.marital_status == "never_married"
            if widows and is_unmarried and child.father_or_husband == man.name:
                father.setdefault(child.id, man.id)
    _take_parents("father", ties, father)
    _take_parents("mother", ties, mother)
    everybody = (*members, *dead, *others)
    for wife in everybody:
        if wife.marital_status in HAS_OR_HAD_A_HUSBAND and not spouses.get(wife.id):
            husband = _only(ties, "husband", wife.id) or _father_of_her_children(
                wife, ties, father, mother
            )
            if husband is not None:
                _marry(wife.id, husband, spouses)
    _children_under_her_husbands_name(finder, everybody, spouses, father)
    return Kin(father, mother, spouses, _families(members, father, mother, spouses))


def _marry(one: str, other: str, spouses: dict[str, frozenset[str]]) -> None:
    spouses[one] = spouses.get(one, frozenset()) | {other}
    spouses[other] = spouses.get(other, frozenset()) | {one}


def _only(told: frozenset[Told], how: str, of: str) -> str | None:
    """The one person who is told to be this; None when there is none, or rows disagree."""
    found = {tie.kin for tie in told if tie.how == how and tie.of == of} - {of}
    return found.pop() if len(found) == 1 else None


def _take_parents(how: str, told: frozenset[Told], parent: dict[str, str]) -> None:
    for child in {tie.of for tie in told if tie.how == how}:
        found = _only(told, how, child)
        if found is not None:
            parent.setdefault(child, found)


def _father_of_her_children(
    wife: Listed, told: frozenset[Told], father: Mapping[str, str], mother: Mapping[str, str]
) -> str | None:
    """The father of all the children whom registers give her: a married mother's husband."""
    children = {tie.of for tie in told if tie.how == "mother" and mother.get(tie.of) == wife.id}
    fathers = {father[child] for child in children if child in father}
    return fathers.pop() if len(fathers) == 1 else None


def _children_under_her_husbands_name(
    roster: _Finder,
    everybody: Iterable[Listed],
    spouses: Mapping[str, frozenset[str]],
    father: dict[str, str],
) -> None:
    """Unmarried children of a woman at the head who stand under her one husband's name are his."""
    head = roster.head
    if head is None or head.sex != "female" or len(spouses.get(head.id, ())) != 1:
        return
    (husband,) = spouses[head.id]
    name = next((person.name for person in everybody if person.id == husband), "")
    for child in roster.members:
        is_hers = child.relation in CHILD_OF_HEAD and child.marital_status == "never_married"
        if is_hers and name and child.father_or_husband == name:
            father.setdefault(child.id, husband)


def _alone_in_name(dead: Iterable[Listed]) -> list[Listed]:
    men = [person for person in dead if person.sex == "male" and person.name]
    return [man for man in men if sum(other.name == man.name for other in men) == 1]


def _is_widow(member: Listed) -> bool:
    return member.sex == "female" and member.marital_status == "widowed"


class _Finder:
    def __init__(self, members: list[Listed], by_relation: Mapping[str, list[Listed]]) -> None:
        self.members = members
        self.by_relation = by_relation
        self.head = self.only("head")

    def only(self, relation: str) -> Listed | None:
        """The one member with this relation; None when there is none or more than one."""
        found = self.by_relation.get(relation, [])
        return found[0] if len(found) == 1 else None

    def named(self, name: str, relation: str) -> Listed | None:
        """The one member with this relation who bears the name, if nobody else there does."""
        found = [m for m in self.by_relation.get(relation, []) if m.name and m.name == name]
        return found[0] if len(found) == 1 else None

    def parents(self) -> tuple[dict[str, str], dict[str, str]]:
        father: dict[str, str] = {}
        mother: dict[str, str] = {}
        for member in self.members:
            for parent in self.parents_of(member):
                side = {"male": father, "female": mother}.get(parent.sex)
                if side is not None:
                    side[member.id] = parent.id
        return father, mother

    def parents_of(self, member: Listed) -> list[Listed]:
        if member.relation in CHILD_OF_HEAD:
            return [self.head] if self.head is not None else []
        if member.relation in SIBLING_OF_HEAD or member.relation == "head":
            return [p for p in (self.only("father"), self.only("mother")) if p is not None]
        parents_relation = {
            **dict.fromkeys(GRANDCHILD, "son"),
            **dict.fromkeys(NEPHEW_OR_NIECE, "brother"),
        }.get(member.relation)
        if parents_relation is None:
            return []
        parent = self.named(member.father_or_husband, parents_relation)
        return [parent] if parent is not None else []

    def marriages(self) -> dict[str, frozenset[str]]:
        couples: list[tuple[Listed, Listed]] = []
        if self.head is not None:
            for relation in SPOUSE_OF_HEAD:
                couples += [(self.head, m) for m in self.by_relation.get(relation, [])]
        one, other = self.only("father"), self.only("mother")
        if one is not None and other is not None:
            couples.append((one, other))
        for wife in self.by_relation.get("daughter_in_law", []):
            husband = self.named(wife.father_or_husband, "son")
            if husband is not None:
                couples.append((husband, wife))
        spouses: dict[str, set[str]] = defaultdict(set)
        for one, other in couples:
            spouses[one.id].add(other.id)
            spouses[other.id].add(one.id)
        for member in self.members:
            if member.marital_status == "never_married":
                spouses.setdefault(member.id, set())
        return {id_: frozenset(of) for id_, of in spouses.items()}


def _families(
    members: list[Listed],
    father: Mapping[str, str],
    mother: Mapping[str, str],
    spouses: Mapping[str, frozenset[str]],
) -> tuple[frozenset[str], ...]:
    """Husband, wife or wives and their unmarried children; widowed parents with theirs."""
    seen: set[str] = set()
    found = []
    for member in members:
        if member.id in seen or member.marital_status == "never_married":
            continue
        adults = {member.id, *spouses.get(member.id, ())}
        for spouse in list(adults):
            adults |= spouses.get(spouse, frozenset())
        children = {
            child.id
            for child in members
            if child.marital_status == "never_married"
            and {father.get(child.id), mother.get(child.id)} & adults
        }
        if member.relation == "head" or len(adults) > 1 or children:
            found.append(frozenset(adults | children))
            seen |= adults
    return tuple(found)
