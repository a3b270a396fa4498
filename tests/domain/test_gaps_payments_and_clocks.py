"""Less than due, and later than promised: told only where both sides are known."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.domain.gaps.clocks import Applied, late
from dareecha.domain.gaps.payments import Due, Short, short_payments

ASKED = date(2026, 3, 1)
TODAY = date(2026, 6, 30)
rupees = st.none() | st.integers(0, 100_000)


def paid(due: int | None, received: int | None) -> Due:
    return Due("list:1", "example/help/grant", "i1", due, received)


def applied(decided_on: date | None, limit: int | None) -> Applied:
    return Applied("log:1", "example/help/grant", "i1", ASKED, decided_on, limit)


def test_a_payment_below_what_was_due_is_short_by_the_difference() -> None:
    payment = paid(14_500, 13_000)
    assert list(short_payments([payment])) == [Short(payment, 1_500)]


@given(due=rupees, received=rupees)
def test_a_payment_is_short_only_if_both_sums_are_known(
    due: int | None, received: int | None
) -> None:
    told = bool(list(short_payments([paid(due, received)])))
    assert told == (due is not None and received is not None and received < due)


@pytest.mark.parametrize(("days", "over"), [(29, None), (30, None), (31, 1)])
def test_the_last_day_itself_is_in_time(days: int, over: int | None) -> None:
    found = list(late([applied(ASKED + timedelta(days), 30)], on=TODAY))
    assert [one.days_over for one in found] == ([] if over is None else [over])
    assert all(one.is_decided for one in found)


def test_an_application_nobody_decided_is_late_from_the_day_after_its_last() -> None:
    waiting = applied(None, 30)
    assert list(late([waiting], on=ASKED + timedelta(30))) == []
    [found] = late([waiting], on=ASKED + timedelta(31))
    assert (found.days_over, found.is_decided) == (1, False)


def test_where_nothing_was_promised_nothing_is_late() -> None:
    assert list(late([applied(None, None)], on=TODAY)) == []
