"""Whether what is told of the living shows dead relatives whom nobody has listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dareecha.domain.households.dictionary import Value
from dareecha.domain.households.household import Person

SAYS_SPOUSE_DIED: tuple[tuple[str, Value], ...] = (
    ("marital_status", "widowed"),
    ("remarried", True),
)
"""Facts, with the value that says that a husband or wife has died."""
SAYS_PARENT_DIED: tuple[tuple[str, Value, str], ...] = (
    ("father_alive", False, "father"),
    ("mother_alive", False, "mother"),
)
"""Facts, with the value that says that a parent has died, and which."""
HEAD_AND_SPOUSE = (frozenset(("head", "wife")), frozenset(("head", "husband")))


def some_dead_are_missing(people: Iterable[Person]) -> bool:
    """Whether somebody must have died who is not among these people.

    A widow lost a husband, a fatherless child a father: as long as he is not listed, the list
    of the dead is not whole, whatever is said of the list of the living.
    """
    everybody = list(people)
    dead = [person for person in everybody if person.is_deceased]
    return any(_has_dead_unlisted(person, dead) for person in everybody)


def _has_dead_unlisted(person: Person, dead: list[Person]) -> bool:
    lost_spouse = any(_says(person, name, value) for name, value in SAYS_SPOUSE_DIED)
    if lost_spouse and not any(_are_married(person, other) for other in dead):
        return True
    listed = {other.id for other in dead}
    return any(parent not in listed for parent in _parents_lost(person))


def _parents_lost(person: Person) -> Iterator[str | None]:
    for name, value, side in SAYS_PARENT_DIED:
        if _says(person, name, value):
            yield person.father if side == "father" else person.mother


def _says(person: Person, name: str, value: Value) -> bool:
    fact = person.facts.get(name)
    return fact is not None and fact.is_exact and fact.low == value


def _are_married(one: Person, other: Person) -> bool:
    if other.id in (one.spouses or ()) or one.id in (other.spouses or ()):
        return True
    relations = frozenset(
        str(person.facts["relationship"].low)
        for person in (one, other)
        if "relationship" in person.facts
    )
    return one.spouses is None and other.spouses is None and relations in HEAD_AND_SPOUSE
