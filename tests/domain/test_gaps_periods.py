"""For which days a payment holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.domain.gaps.periods import months_after, period_of


@pytest.mark.parametrize(
    ("known", "period"),
    [
        (
            {"per": "quarter", "paid_on": date(2026, 5, 9), "quarter": "2026-Q1"},
            (date(2026, 1, 1), date(2026, 4, 1)),
        ),
        ({"per": "quarter", "paid_on": date(2026, 1, 31)}, (date(2026, 1, 31), date(2026, 4, 30))),
        ({"per": "year", "paid_on": date(2024, 2, 29)}, (date(2024, 2, 29), date(2025, 2, 28))),
        ({"per": "once", "paid_on": date(2026, 3, 1)}, (date(2026, 3, 1), date(2026, 3, 2))),
        (
            {"per": "month", "paid_on": date(2026, 6, 1), "since": date(2020, 1, 1)},
            (date(2020, 1, 1), date(2026, 7, 1)),
        ),
        (
            {"per": "month", "paid_on": None, "since": date(2026, 1, 1)},
            (date(2026, 1, 1), date(2026, 2, 1)),
        ),
        ({"per": "month", "paid_on": None}, None),
        (
            {"per": "quarter", "paid_on": date(2026, 1, 1), "quarter": "first"},
            (date(2026, 1, 1), date(2026, 4, 1)),
        ),
    ],
)
def test_a_payment_holds_for_its_time(known: dict[str, object], period: object) -> None:
    assert period_of(**known) == period  # type: ignore[arg-type]  # a table of cases


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 40))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int
) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and later.day >= 28)
