"""How two people of one household stand to each other, as far as it is known."""

from __future__ import annotations

from datetime import date
from typing import cast

from dareecha.domain.eligibility.planes import NO, UNKNOWN, YES, Truth
from dareecha.domain.households.household import Household, Person

CHILDREN_OF_HEAD = frozenset({"son", "daughter"})
PARENTS_OF_HEAD = frozenset({"father", "mother"})
SPOUSES = frozenset({"wife", "husband"})
SIBLINGS = frozenset({"brother", "sister"})
GRANDCHILDREN = frozenset({"grandson", "granddaughter"})

# (relationship of the parent, relationship of the child), both to the head, that are possible
# without being certain: a son's son is one of the grandsons, a wife's son one of the sons.
MAY_BE_PARENT_OF = frozenset(
    {(parent, child) for parent in SPOUSES for child in CHILDREN_OF_HEAD}
    | {(parent, child) for parent in PARENTS_OF_HEAD for child in SIBLINGS}
    | {(parent, "head") for parent in PARENTS_OF_HEAD}
    | {
        (parent, child)
        for parent in (*CHILDREN_OF_HEAD, "son_in_law", "daughter_in_law")
        for child in GRANDCHILDREN
    }
    | {(parent, child) for parent in SIBLINGS for child in ("nephew", "niece")}
    | {(parent, child) for parent in ("father_in_law", "mother_in_law") for child in SPOUSES}
    | {(parent, child) for parent in ("grandfather", "grandmother") for child in PARENTS_OF_HEAD}
    | {(parent, child) for parent in ("grandfather", "grandmother") for child in ("uncle", "aunt")}
    # Cousins marry: a brother's child may be the wife of a son, an uncle's the wife of the head.
    | {(parent, child) for parent in SIBLINGS for child in ("son_in_law", "daughter_in_law")}
    | {(parent, child) for parent in ("uncle", "aunt") for child in SPOUSES}
)
MAY_BE_SPOUSES = frozenset(
    pair
    for one, other in (
        ("head", "wife"),
        ("head", "husband"),
        ("father", "mother"),
        ("son", "daughter_in_law"),
        ("daughter", "son_in_law"),
        ("father_in_law", "mother_in_law"),
        ("grandfather", "grandmother"),
        ("uncle", "aunt"),
        # A widow may marry her husband's brother, a widower his wife's sister.
        ("uncle", "mother"),
        ("aunt", "father"),
    )
    for pair in ((one, other), (other, one))
)
LOOSE = frozenset({"other_relative", "not_related"})


def relationship(person: Person) -> str | None:
    """The relation to the head, when stated."""
    fact = person.facts.get("relationship")
    return str(fact.low) if fact is not None and fact.is_exact else None


def is_child(child: Person, parent: Person) -> Truth:
    """Whether the first is a child of the second."""
    if child.id == parent.id:
        return NO
    if parent.id in (child.father, child.mother):
        return YES
    if child.father is not None and child.mother is not None:
        return NO
    if _other_parent_is_known(child, parent):
        return NO
    told = _parent_by_relationship(relationship(parent), relationship(child))
    return NO if told == UNKNOWN and _cannot_be_child(child, parent) else told


def _other_parent_is_known(child: Person, parent: Person) -> bool:
    sex = parent.facts.get("sex")
    if sex is None or not sex.is_exact:
        return False
    known = {"male": child.father, "female": child.mother}.get(str(sex.low))
    return known is not None and known != parent.id


def _cannot_be_child(child: Person, parent: Person) -> bool:
    """Nobody is the child of a husband or wife, of an own child, or of somebody born no earlier."""
    return (
        parent.id in (child.spouses or ())
        or child.id in (parent.spouses or ())
        or child.id in (parent.father, parent.mother)
        or _is_born_no_later(child, parent)
    )


def _is_born_no_later(one: Person, other: Person) -> bool:
    """Whether the first was certainly born no later than the second."""
    mine, theirs = one.facts.get("date_of_birth"), other.facts.get("date_of_birth")
    if mine is None or theirs is None:
        return False
    return cast(date, mine.high) <= cast(date, theirs.low)


def _parent_by_relationship(parent: str | None, child: str | None) -> Truth:
    if parent is None or child is None:
        return UNKNOWN
    if parent == "head" and child in CHILDREN_OF_HEAD:
        return YES
    if child == "head" and parent in PARENTS_OF_HEAD:
        return YES
    if (parent, child) in MAY_BE_PARENT_OF:
        return UNKNOWN
    # Loosely described people may be anybody's child or parent, except the head's own.
    loose = parent in LOOSE or child in LOOSE
    return UNKNOWN if loose and "head" not in (parent, child) else NO


def is_spouse(one: Person, other: Person) -> Truth:
    """Whether the two are married to each other."""
    if one.id == other.id:
        return NO
    for a, b in ((one, other), (other, one)):
        if a.spouses is not None:
            return YES if b.id in a.spouses else NO
    for person in (one, other):
        status = person.facts.get("marital_status")
        if status is not None and status.is_exact and status.low == "never_married":
            return NO
    told = _spouse_by_relationship(relationship(one), relationship(other))
    return NO if told == UNKNOWN and _is_named_parent(one, other) else told


def _is_named_parent(one: Person, other: Person) -> bool:
    """Whether one of the two is named as the father or mother of the other."""
    return one.id in (other.father, other.mother) or other.id in (one.father, one.mother)


def _spouse_by_relationship(one: str | None, other: str | None) -> Truth:
    if one is None or other is None:
        return UNKNOWN
    pair = {one, other}
    if "head" in pair and pair & SPOUSES:
        return YES
    loose = bool(pair & (LOOSE | SIBLINGS | {"nephew", "niece"} | GRANDCHILDREN))
    if (one, other) in MAY_BE_SPOUSES or (loose and "head" not in pair):
        return UNKNOWN
    return NO


def is_same_family(one: Person, other: Person, household: Household) -> Truth:
    """Whether both belong to one nuclear family."""
    mine, theirs = household.family_of(one.id), household.family_of(other.id)
    if one.id == other.id:
        return YES
    if mine is not None and theirs is not None:
        return YES if mine.id == theirs.id else NO
    return UNKNOWN


def relation(name: str, folded: Person, subject: Person, household: Household) -> Truth:
    """The folded person's relation to the subject: itself, child, parent, spouse, same_family."""
    if subject.is_virtual:
        # Whoever is not known by name may be anybody.
        return UNKNOWN
    match name:
        case "itself":
            return YES if folded.id == subject.id else NO
        case "child":
            return is_child(folded, subject)
        case "parent":
            return is_child(subject, folded)
        case "spouse":
            return is_spouse(folded, subject)
    return is_same_family(folded, subject, household)
