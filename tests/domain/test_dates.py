"""Days, numbers and amounts as offices write them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.domain.vocabulary.dates import (
    DateSpan,
    NotADate,
    birth_span,
    is_likely_rounded,
    month_named,
    parse_date,
)
from dareecha.domain.vocabulary.digits import latin_digits, tidy
from dareecha.domain.vocabulary.money import (
    Months,
    NotANumber,
    parse_decimal,
    parse_int,
    parse_rupees,
    parse_years_in_tenths,
)

DAYS = st.dates(date(1901, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-03",
        "2026-02-03 00:00:00",
        "03/02/2026",
        "3.2.2026",
        "03-02-2026",
        "03-Feb-2026",
        "3 february 2026",
        "۰۳/۰۲/۲۰۲۶",
        "٠٣/٠٢/٢٠٢٦",
        "\u200f۰۳/۰۲/۲۰۲۶ ",
        "46056",
        "46056.0",
    ],
)
def test_one_day_is_read_in_every_notation_and_script(written):
    assert parse_date(written) == date(2026, 2, 3)


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("31-02-1980", '"31-02-1980" is not a date: the calendar has no such day.'),
        ("29/02/2023", "the calendar has no such day"),
        ("01/01/0980", "the year 980 cannot be right"),
        ("01/01/2990", "the year 2990 cannot be right"),
        ("yesterday", '"yesterday" is not a date. Write it as'),
        ("12-Foo-2020", "is not a date"),
        ("60", "is not a date"),
        ("99999", "is not a date"),
        ("02/2026", "is not a date"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_do(written, complaint):
    with pytest.raises(NotADate, match=r"(Check|Write)") as refused:
        parse_date(written)
    assert complaint in str(refused.value)


def test_only_the_notations_of_the_list_are_read():
    with pytest.raises(NotADate, match="Write it as dd/mm/yyyy"):
        parse_date("2026-02-03", ("dd/mm/yyyy",))


@given(DAYS)
def test_a_spreadsheets_serial_names_the_same_day(day):
    serial = (day - date(1899, 12, 30)).days
    assert parse_date(str(serial), ("serial",)) == day


@given(on=DAYS, age=st.integers(0, 99))
def test_everybody_born_in_the_span_is_that_old_and_nobody_else(on, age):
    if on.year - age - 1 < 1:
        return
    span = birth_span(age, on=on)
    assert _completed_years(span.first, on) == age
    assert _completed_years(span.last, on) == age
    assert _completed_years(span.first - timedelta(days=1), on) == age + 1


def test_an_age_told_on_a_leap_day_is_counted_from_the_end_of_february():
    span = birth_span(1, on=date(2024, 2, 29))
    assert span == DateSpan(date(2022, 3, 1), date(2023, 2, 28))


def _completed_years(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def test_a_span_of_days_cannot_end_before_it_begins():
    assert DateSpan(date(2000, 1, 1), date(2000, 1, 1)).is_one_day
    assert not DateSpan(date(2000, 1, 1), date(2000, 1, 2)).is_one_day
    with pytest.raises(ValueError, match="ends before it begins"):
        DateSpan(date(2000, 1, 2), date(2000, 1, 1))


def test_the_first_of_january_is_a_birthday_that_desks_invent():
    assert is_likely_rounded(date(1980, 1, 1))
    assert not is_likely_rounded(date(1980, 1, 2))


def test_digits_of_three_scripts_are_the_same_digits():
    assert latin_digits("۱۲٣٤56") == "123456"
    assert tidy(" \u200e۱۲\u00a0 ۳ ") == "12 3"
    assert tidy("  a  b ") == "a b"


@pytest.mark.parametrize(
    "written",
    ["12000", "12,000", "12000/-", "Rs. 12,000", "۱۲۰۰۰", "۱۲،۰۰۰", "12000.0", "12000 روپے"],
)
def test_an_amount_is_read_however_it_is_written(written):
    assert parse_rupees(written) == 12000


@pytest.mark.parametrize("written", ["12.50", "twelve", "1,2", "", "12 000"])
def test_what_is_no_amount_of_whole_rupees_is_refused(written):
    with pytest.raises(NotANumber, match=r"is not an amount in whole rupees. Write it like 12000"):
        parse_rupees(written)


def test_an_amount_below_zero_is_refused():
    with pytest.raises(NotANumber, match="below zero"):
        parse_rupees("-5")


def test_numbers_keep_the_digits_that_the_column_has():
    assert parse_decimal("31.50", places=2) == Decimal("31.50")
    assert parse_decimal("1,234.5", places=1) == Decimal("1234.5")
    assert parse_int("7.0") == 7
    with pytest.raises(NotANumber, match="more than 1 digit after the point"):
        parse_decimal("31.55", places=1)
    with pytest.raises(NotANumber, match="more than 2 digits"):
        parse_decimal("31.555", places=2)
    with pytest.raises(NotANumber, match="is not a whole number"):
        parse_int("7.5")


@pytest.mark.parametrize(
    ("years", "months"),
    [
        ("15", Months(180, 180)),
        ("15.0", Months(180, 180)),
        ("0.5", Months(6, 6)),
        ("14.9", Months(178, 179)),
        ("0.1", Months(1, 2)),
        ("0", Months(0, 0)),
        ("۷.۶", Months(91, 92)),
        ("۷٫۶", Months(91, 92)),
    ],
)
def test_years_in_tenths_become_months_only_where_they_are_exact(years, months):
    found = parse_years_in_tenths(years)
    assert found == months
    assert found.is_exact == (months.least == months.most)


@given(st.integers(0, 600))
def test_the_true_months_lie_within_what_their_rounded_years_say(months):
    years = (Decimal(months) / 12).quantize(Decimal("0.1"))
    found = parse_years_in_tenths(str(years))
    assert found.least <= months <= found.most


def test_years_below_zero_or_with_hundredths_are_refused():
    with pytest.raises(NotANumber, match="below zero"):
        parse_years_in_tenths("-1")
    with pytest.raises(NotANumber, match="more than 1 digit"):
        parse_years_in_tenths("3.14")


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("flood August 2025", date(2025, 8, 1), date(2025, 8, 31)),
        ("سیلاب اگست 2025", date(2025, 8, 1), date(2025, 8, 31)),
        ("سيلاب جولائي ۲۰۲۲", date(2022, 7, 1), date(2022, 7, 31)),
        ("Dec 2024", date(2024, 12, 1), date(2024, 12, 31)),
    ],
)
def test_a_month_named_in_a_text_is_a_span_of_days(written: str, first: date, last: date) -> None:
    assert month_named(written) == DateSpan(first, last)


@pytest.mark.parametrize("written", ["flood 2025", "flood of August", "July or August 2025", ""])
def test_a_text_without_one_month_of_one_year_names_none(written: str) -> None:
    with pytest.raises(NotADate, match="names no month of a year"):
        month_named(written)


def test_a_spreadsheets_short_years_turn_at_thirty() -> None:
    assert parse_date("31-May-89", ("dd-Mon-yy",)) == date(1989, 5, 31)
    assert parse_date("7-Apr-26", ("dd-Mon-yy",)) == date(2026, 4, 7)
    with pytest.raises(NotADate):
        parse_date("7-Wed-26", ("dd-Mon-yy",))
