"""Less in the hand than was due: payments that two columns of one row tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

SHORT_PAYMENT = "short_payment"


@dataclass(frozen=True, slots=True)
class Due:
    """A payment as its row reports it: rupees due and received; None is not known.

    A payment that has not been made is no short one: its row has no `received`.
    """

    row: str
    benefit: str
    individual: str
    due: int | None
    received: int | None


@dataclass(frozen=True, slots=True)
class Short:
    """Somebody got less than was due, by so many rupees."""

    payment: Due
    rupees: int


def short_payments(payments: Iterable[Due]) -> Iterator[Short]:
    """Payments of which less was received than due. What is not known is never taken for zero."""
    for payment in payments:
        if payment.due is None or payment.received is None:
            continue
        if payment.received < payment.due:
            yield Short(payment, payment.due - payment.received)
