"""Paid after death, and twice in one list: what rows must show before anybody is asked to look."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.domain.gaps.suspicions import (
    Death,
    Entry,
    Paid,
    Seen,
    is_same_person,
    paid_after_death,
    twice_in_one_list,
)

BENEFIT = "example/help/grant"
NUMBER, OTHER_NUMBER = b"one", b"other"
DIED = date(2026, 3, 1)
BEFORE, AFTER, LATER = date(2026, 2, 1), date(2026, 3, 2), date(2026, 6, 1)


def seen(
    row: str = "list:1",
    *,
    individual: str = "i1",
    number: bytes | None = None,
    name: str = "akbar",
    father: str = "sher",
    place: str = "kalay",
) -> Seen:
    return Seen(row, individual, number, name, father, place)


DEATH = Death(seen("deaths:1", number=NUMBER), DIED)


def paid(day: date = AFTER, *, row: str = "pay:1", benefit: str = BENEFIT, **more: object) -> Paid:
    return Paid(seen(row, **{"number": NUMBER, **more}), benefit, day)


def test_a_payment_after_the_registered_death_of_the_same_number_needs_contact() -> None:
    [found] = paid_after_death([DEATH], [paid()])
    assert (found.death, found.last, found.payments) == (DEATH, paid(), 1)
    assert found.same_number


@pytest.mark.parametrize("day", [BEFORE, DIED])
def test_a_payment_before_death_or_on_its_day_is_nobodys_finding(day: date) -> None:
    assert list(paid_after_death([DEATH], [paid(day)])) == []


def test_several_payments_of_one_benefit_are_one_finding_that_names_the_last() -> None:
    payments = [paid(LATER, row="pay:2"), paid(AFTER), paid(BEFORE, row="pay:0")]
    [found] = paid_after_death([DEATH], payments)
    assert (found.last.seen.row, found.payments) == ("pay:2", 2)


def test_each_benefit_is_a_finding_of_its_own() -> None:
    payments = [paid(), paid(benefit="example/help/pension")]
    found = [entry.last.benefit for entry in paid_after_death([DEATH], payments)]
    assert sorted(found) == ["example/help/grant", "example/help/pension"]


def test_a_death_registered_twice_is_one_finding_from_the_first_day() -> None:
    again = Death(seen("deaths:2", number=NUMBER), AFTER)
    for deaths in ([DEATH, again], [again, DEATH]):
        [found] = paid_after_death(deaths, [paid(LATER)])
        assert found.death == DEATH


def test_a_namesakes_death_is_nobodys_finding() -> None:
    namesake = Death(seen("deaths:1", number=OTHER_NUMBER), DIED)
    assert list(paid_after_death([namesake], [paid()])) == []


def test_another_individuals_payment_is_nobodys_finding() -> None:
    assert list(paid_after_death([DEATH], [paid(individual="i2")])) == []


def test_without_a_number_name_father_and_place_must_agree_together() -> None:
    death = Death(seen("deaths:1"), DIED)
    [found] = paid_after_death([death], [paid()])
    assert not found.same_number


@pytest.mark.parametrize("different", [{"name": "zar"}, {"father": "gul"}, {"place": "banda"}])
def test_never_by_name_alone(different: dict[str, str]) -> None:
    assert not is_same_person(seen(), seen(**different))


@pytest.mark.parametrize("unknown", ["name", "father", "place"])
def test_two_unknowns_do_not_agree(unknown: str) -> None:
    empty = {unknown: ""}
    assert not is_same_person(seen(**empty), seen(**empty))


def test_two_numbers_decide_whatever_the_names_say() -> None:
    assert is_same_person(seen(number=NUMBER), seen(number=NUMBER, name="zar", place=""))
    assert not is_same_person(seen(number=NUMBER), seen(number=OTHER_NUMBER))


SEEN = st.builds(
    Seen,
    row=st.just("list:1"),
    individual=st.just("i1"),
    number=st.sampled_from([None, NUMBER, OTHER_NUMBER]),
    name=st.sampled_from(["", "akbar", "zar"]),
    father=st.sampled_from(["", "sher"]),
    place=st.sampled_from(["", "kalay"]),
)


@settings(deadline=None, max_examples=50)
@given(one=SEEN, other=SEEN)
def test_being_the_same_person_does_not_depend_on_who_is_asked_first(
    one: Seen, other: Seen
) -> None:
    assert is_same_person(one, other) == is_same_person(other, one)


def entry(
    row: str, *, individual: str = "i1", list: str = "pay", occasion: str = "2026-Q1"
) -> Entry:
    return Entry(seen(row, individual=individual), list, occasion)


def test_one_person_on_two_rows_for_one_occasion_is_a_duplicate() -> None:
    [found] = twice_in_one_list([entry("pay:2"), entry("pay:1"), entry("pay:3", individual="i2")])
    assert (found.list, found.individual, found.rows) == ("pay", "i1", ("pay:1", "pay:2"))


def test_another_quarter_another_list_or_another_person_is_no_duplicate() -> None:
    rows = [
        entry("pay:1"),
        entry("pay:2", occasion="2026-Q2"),
        entry("zakat:1", list="zakat"),
        entry("pay:3", individual="i2"),
    ]
    assert list(twice_in_one_list(rows)) == []


def test_a_survey_row_with_the_payments_number_and_the_deaths_names_and_place_joins_them() -> None:
    death = Death(seen("deaths:1"), DIED)
    payment = Paid(seen("pay:1", number=NUMBER, father="", place=""), BENEFIT, AFTER)
    form = seen("form:1", number=NUMBER)
    assert list(paid_after_death([death], [payment])) == []
    [found] = paid_after_death([death], [payment], [form])
    assert not found.same_number
    of_another = seen("form:1", individual="i2", number=NUMBER)
    assert list(paid_after_death([death], [payment], [of_another])) == []


def test_no_third_row_joins_a_death_and_a_payment_whose_numbers_differ() -> None:
    payment = Paid(seen("pay:1", number=OTHER_NUMBER), BENEFIT, AFTER)
    assert list(paid_after_death([DEATH], [payment], [seen("form:1")])) == []
