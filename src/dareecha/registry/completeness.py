"""Until which day absence from a list means "does not receive"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from dareecha.domain.households.household import Household
from dareecha.registry.endings import receipts_on
from dareecha.registry.facts import CYCLES_COUNTED, DAYS_OF_CYCLE
from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.models import Agreement

UNTIL = "receives_known_until"
"""In a stored household: benefit → last day on which absence says something."""

_DAYS_WITHOUT_CYCLE = DAYS_OF_CYCLE["quarter"]
"""A card or a grant has no cycle of its own; lists of them are sent quarter by quarter."""


def known_until(agreement: Agreement, benefit: str, as_on: date | None) -> date | None:
    """The last day on which absence from the list means "does not receive"; None: on no day.

    A list says nothing of a day outside the period agreed on. From its own day its silence holds
    for two cycles of the benefit, as long as a payment counts that stands in it.
    """
    if as_on is None or benefit not in agreement.complete_for:
        return None
    begins, ends = agreement.period_from, agreement.period_to
    if (begins is not None and as_on < begins) or (ends is not None and ends < as_on):
        return None
    return as_on + timedelta(days=CYCLES_COUNTED * _days_of_cycle(agreement.list, benefit))


@cache
def _days_of_cycle(list_id: str, benefit: str) -> int:
    receives = shipped_layouts()[list_id].receives
    if receives is None:
        return _DAYS_WITHOUT_CYCLE
    told = (*receives.benefits.values(), *((receives.only,) if receives.only else ()))
    per = next((paid.per for paid in told if paid.benefit == benefit), "")
    return DAYS_OF_CYCLE.get(per, _DAYS_WITHOUT_CYCLE)


def judged_on(household: Household, stored: Mapping[str, Any], day: date) -> Household:
    """The household as it is judged on another day: what lists were silent about may have ended,
    and so may a benefit that was closed.

    `stored` is the content that the household was read from.
    """
    known, until = household.receives_known, stored.get(UNTIL, {})
    if known is not None:
        still = {b for b in known if b not in until or day <= date.fromisoformat(until[b])}
        known = frozenset(still)
    receipts = receipts_on(household.receipts, stored, day)
    return replace(household, as_of=day, receives_known=known, receipts=receipts)
