"""What a household file says that cannot all be true: each contradiction with its path.

Of an interval only the whole is refused: as long as one day in it is possible, it may be right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import cast

from dareecha.domain.households.household import Event, Facts, Family, Person, Receipt

OLDEST = 130
"""Nobody has lived so many years; a card that says so has a wrong year."""

Contradiction = tuple[str, str]


def impossible_days(
    as_of: date, people: Sequence[Person], events: Sequence[Event], receipts: Sequence[Receipt]
) -> Iterator[Contradiction]:
    """Days after the day of judgement, deaths before births, lives that are too long."""
    for position, person in enumerate(people):
        yield from _impossible_life(f"members[{position}]", person, as_of)
    for position, event in enumerate(events):
        happened, _ = _span(event.facts, "event_date")
        if happened > as_of:
            yield f"events[{position}].event_date", _too_late(happened, as_of)
    for position, receipt in enumerate(receipts):
        if receipt.since is not None and receipt.since > as_of:
            yield f"receives[{position}].since", _too_late(receipt.since, as_of)


def _impossible_life(path: str, person: Person, as_of: date) -> Iterator[Contradiction]:
    born, born_at_latest = _span(person.facts, "date_of_birth")
    died, died_at_latest = _span(person.facts, "date_of_death")
    if born > as_of:
        yield f"{path}.date_of_birth", _too_late(born, as_of)
    if died > as_of:
        yield f"{path}.date_of_death", _too_late(died, as_of)
    if died_at_latest < born:
        yield (
            f"{path}.date_of_death",
            f"{died_at_latest} is before the birth ({born}). Correct one of the two.",
        )
    # Of the dead without a day of death nobody knows how long they lived.
    last = died if "date_of_death" in person.facts else as_of
    is_counted = "date_of_death" in person.facts or not person.is_deceased
    if is_counted and _years(born_at_latest, last) > OLDEST:
        yield (
            f"{path}.date_of_birth",
            f"{born_at_latest} would make this person older than {OLDEST} years. Check the year.",
        )


def _span(facts: Facts, name: str) -> tuple[date, date]:
    """The first and the last day that a fact may be; without it, no day can be refused."""
    fact = facts.get(name)
    return (date.min, date.max) if fact is None else (cast(date, fact.low), cast(date, fact.high))


def _years(start: date, end: date) -> int:
    before_birthday = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - before_birthday


def _too_late(day: date, as_of: date) -> str:
    return (
        f"{day} is after {as_of}, the day of judgement (as_of)."
        " Correct the day, or leave out what had not yet happened."
    )


def impossible_kin(people: Sequence[Person]) -> Iterator[Contradiction]:
    """Somebody who is their own parent, spouse or ancestor; one person as both parents."""
    for position, person in enumerate(people):
        path = f"members[{position}]"
        for role in ("father", "mother"):
            if getattr(person, role) == person.id:
                yield f"{path}.{role}", f"nobody is their own {role}. Correct or leave out."
        if person.id in (person.spouses or ()):
            yield f"{path}.spouses", "nobody is married to themselves. Correct or leave out."
        if person.father is not None and person.father == person.mother != person.id:
            yield path, f'"{person.father}" stands as father and as mother. Correct one of the two.'
    yield from _circle(people)


def _circle(people: Sequence[Person]) -> Iterator[Contradiction]:
    parents = {
        person.id: [
            parent for parent in (person.father, person.mother) if parent not in (None, person.id)
        ]
        for person in people
    }
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        circle = dict.fromkeys(str(who) for who in error.args[1])
        yield (
            "members",
            f"the parents of {', '.join(circle)} go in a circle: somebody would descend from"
            " themselves. Correct father or mother of one of them.",
        )


def in_two_families(families: Sequence[Family]) -> Iterator[Contradiction]:
    """People whom more than one family names."""
    found: dict[str, str] = {}
    for position, family in enumerate(families):
        for who in sorted(family.members):
            if who in found:
                yield (
                    f"families[{position}].members",
                    f'"{who}" is in the family "{found[who]}" already. Keep one: a family is'
                    " husband, wife or wives and their unmarried children.",
                )
            found.setdefault(who, family.id)


def received_by_the_wrong_one(
    receipts: Sequence[Receipt], units: Mapping[str, str], kind_of: Mapping[str, str]
) -> Iterator[Contradiction]:
    """Receipts whose subject is not what the benefit is for.

    `units` says it of each benefit, `kind_of` of each id of the file; an id of no kind was told
    already. A family's benefit may stand under whoever draws it, an event's under anybody.
    """
    for position, receipt in enumerate(receipts):
        unit, kind = units.get(receipt.benefit, ""), kind_of.get(receipt.subject, "")
        fitting = {
            "household": ("household",),
            "individual": ("individual",),
            "family": ("family", "individual"),
        }.get(unit)
        if kind and fitting is not None and kind not in fitting:
            yield (
                f"receives[{position}].subject",
                f'"{receipt.subject}" stands for {_a(kind)}, and {receipt.benefit} is for'
                f" {_a(unit)}. {TO_WRITE[unit]}",
            )


TO_WRITE = {
    "household": 'Write "household".',
    "individual": "Write the id of the member who receives it.",
    "family": "Write the id of the family, or of the member who draws it.",
}


def _a(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
