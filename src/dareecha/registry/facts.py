"""From what rows state to the facts of people and households, with source and day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from dareecha.domain.eligibility.planes import completed_years
from dareecha.domain.households.dictionary import FactDefinition, Value, scaled
from dareecha.domain.households.household import Fact
from dareecha.domain.vocabulary.dates import DateSpan
from dareecha.registry.precedence import NEWEST_FIRST, Precedence
from dareecha.registry.reading import Bounds, Payment, ReadRow, StatedValue, Statement

CYCLES_COUNTED = 2
DAYS_OF_CYCLE = {"month": 31, "quarter": 92, "half_year": 184, "year": 366}


@dataclass(frozen=True)
class Stated:
    """One statement of a row as a fact, beside others that may disagree."""

    name: str
    fact: Fact


def source_of(row: ReadRow) -> str:
    """How a row is named as a source: list and number, never a person."""
    return f"{row.list}:{row.key}"


def day_of(statement: Statement, row: ReadRow, form_days: Mapping[str, date]) -> date | None:
    """The day as of which a statement is true; None where no list tells."""
    if statement.as_of_form:
        return form_days.get(str(row.values.get("form_no", "")))
    return statement.as_of


def applies_to_age(statement: Statement, born: Fact | None, day: date | None) -> bool:
    """Whether a statement limited to an age speaks of this person; unsure is no statement."""
    least, under = statement.ages
    if least is None and under is None:
        return True
    if born is None or day is None:
        return False
    if not isinstance(born.low, date) or not isinstance(born.high, date):
        return False
    youngest, oldest = completed_years(born.high, day), completed_years(born.low, day)
    return (least is None or youngest >= least) and (under is None or oldest < under)


def as_fact(
    value: StatedValue, definition: FactDefinition, source: str, day: date | None
) -> Fact | None:
    """A stated value in the dictionary's own type; None when it cannot be one."""
    if isinstance(value, DateSpan):
        return Fact(value.first, value.last, source, day) if definition.kind == "date" else None
    if isinstance(value, Bounds):
        # The dictionary's bounds are in its own scale already, those of the row are not.
        step = 10**definition.scale
        low = definition.minimum if value.least is None else value.least * step
        high = definition.maximum if value.most is None else value.most * step
        return None if low is None or high is None else Fact(low, high, source, day)
    typed = _typed(value, definition)
    return None if typed is None else Fact(typed, typed, source, day)


def _typed(value: StatedValue, definition: FactDefinition) -> Value | None:
    match definition.kind:
        case "int" | "decimal":
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                return scaled(value, definition.scale)
        case "bool":
            return value if isinstance(value, bool) else None
        case "date":
            return value if isinstance(value, date) else None
        case "enum":
            return str(value) if value in definition.values else None
        case "text":
            return str(value)
    return None


def choose(
    statements: Iterable[Stated], precedence: Precedence = NEWEST_FIRST
) -> tuple[dict[str, Fact], dict[str, list[Fact]]]:
    """The fact in use for each name, and the others that stay visible beside it.

    A list that is believed first about a fact is used; else the newest statement; one without a
    day yields to any that has one. Among statements of one day the first list in the order of
    taking in is used.
    """
    by_name: dict[str, list[Fact]] = defaultdict(list)
    for stated in statements:
        by_name[stated.name].append(stated.fact)
    used: dict[str, Fact] = {}
    others: dict[str, list[Fact]] = {}
    for name, facts in by_name.items():
        believed = min(precedence.rank(name, fact.source) for fact in facts)
        best = [fact for fact in facts if precedence.rank(name, fact.source) == believed]
        chosen = max(best, key=lambda fact: fact.as_of or date.min)
        used[name] = chosen
        differing = [f for f in facts if (f.low, f.high) != (chosen.low, chosen.high)]
        if differing:
            others[name] = differing
    return used, others


def says_nothing_of_receipt(payment: Payment) -> bool:
    """Whether a row names a benefit, and neither a day of payment nor an amount due.

    Perhaps it is paid, perhaps not: so it is neither a receipt nor the absence of one.
    """
    return payment.per in DAYS_OF_CYCLE and payment.paid_on is None and payment.due is None


def is_still_received(payment: Payment, as_on: date) -> bool:
    """Whether a payment says that the benefit is received now: it counts for two cycles."""
    if payment.per not in DAYS_OF_CYCLE:
        return True
    if payment.paid_on is None:
        # On the register with an amount due and no day of payment: not paid yet, or not readable.
        return payment.due is not None
    return payment.paid_on >= as_on - timedelta(days=CYCLES_COUNTED * DAYS_OF_CYCLE[payment.per])
