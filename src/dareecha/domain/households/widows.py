"""A wife whose husband has died since she was last called married is a widow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dareecha.domain.households.household import Fact, Person, exactly

STATUS, DIED = "marital_status", "date_of_death"


def widowed_since(wife: Person, people: Mapping[str, Person]) -> Fact | None:
    """What follows of her husband's death for her marital status; None when nothing does.

    She has one husband at a time, so his death after the day on which she was last known to be
    married ended that marriage. Of a husband nothing follows: he may have another wife. A list
    newer than the death that still calls her married is believed: she may have married again.
    """
    married = wife.facts.get(STATUS)
    if not _is(wife, "sex", "female") or len(wife.spouses or ()) != 1 or married is None:
        return None
    if not _is(wife, STATUS, "married") or married.as_of is None:
        return None
    husband = people.get(next(iter(wife.spouses or ())))
    died = husband.facts.get(DIED) if husband is not None and husband.is_deceased else None
    if died is None or not isinstance(died.low, date) or died.low < married.as_of:
        return None
    day = died.high if isinstance(died.high, date) else died.low
    return exactly("widowed", died.source, day)


def with_status(wife: Person, status: Fact) -> Person:
    """The same person with this marital status in place of the one before."""
    return replace(wife, facts={**wife.facts, STATUS: status})


def _is(person: Person, name: str, value: str) -> bool:
    fact = person.facts.get(name)
    return fact is not None and fact.is_exact and fact.low == value
