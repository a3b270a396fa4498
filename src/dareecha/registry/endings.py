"""Receipts of benefits that were closed: nobody draws them from that day on, nor hides it.

A payment counts for two cycles, so a list of June may show a benefit that ended in May. Until the
day of the end the household received it, from then on it does not; both can be judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dareecha.domain.households.household import Receipt
from dareecha.domain.rules.scheme import Benefit
from dareecha.registry.facts import DAYS_OF_CYCLE
from dareecha.registry.reading import Payment

ENDING = "receipts_end"
"""In a stored household: [benefit, subject, since, source, day of the end] of such receipts."""
CLOSED = "closed"


def end_of(payment: Payment, benefit: Benefit, district: str) -> date | None:
    """The day on which the benefit was closed after this payment; None: nobody recorded one.

    Without a day of payment nobody can tell which came first, and a list that shows a payment after
    the end is taken at its word: both end on no day. What is paid once has been received for good.
    """
    if payment.per not in DAYS_OF_CYCLE or payment.paid_on is None:
        return None
    for state in benefit.states:
        here = state.districts is None or district in state.districts
        if state.state == CLOSED and here and state.begins > payment.paid_on:
            return state.begins
    return None


def kept(receipts: Iterable[tuple[Receipt, date]]) -> list[list[Any]]:
    """Receipts with the day of their end, as they are stored."""
    return [
        [r.benefit, r.subject, r.since.isoformat() if r.since else None, r.source, ends.isoformat()]
        for r, ends in receipts
    ]


def receipts_on(
    receipts: tuple[Receipt, ...], stored: Mapping[str, Any], day: date
) -> tuple[Receipt, ...]:
    """What is received on a day, of what was received when the lists were drawn up or before."""
    ending = stored.get(ENDING, ())
    concerned = {(benefit, subject) for benefit, subject, *_ in ending}
    return (
        *(r for r in receipts if (r.benefit, r.subject) not in concerned),
        *(
            Receipt(benefit, subject, date.fromisoformat(since) if since else None, source)
            for benefit, subject, since, source, ends in ending
            if day < date.fromisoformat(ends)
        ),
    )
