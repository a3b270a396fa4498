"""From what a row states to a fact: typed, dated, and never more than the row says."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from small_lists import shipped_catalogue

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import Fact, exactly
from dareecha.domain.vocabulary.dates import DateSpan
from dareecha.registry.facts import (
    Stated,
    applies_to_age,
    as_fact,
    choose,
    day_of,
    is_still_received,
)
from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.precedence import Precedence, shipped_precedence
from dareecha.registry.reading import Bounds, Payment, ReadRow, Statement

AS_ON = date(2026, 6, 30)
OLD, NEW = date(2024, 5, 2), date(2026, 2, 1)
NO_AGES = (None, None)


def defined(kind: str, **more: object) -> FactDefinition:
    return FactDefinition("a_fact", "individual", kind, **more)


def read_as(value: object, definition: FactDefinition) -> Fact | None:
    return as_fact(value, definition, "list:1", NEW)


def statement(*, as_of: date | None = None, as_of_form: bool = False, ages=NO_AGES) -> Statement:
    return Statement("a_fact", "", "", True, as_of, as_of_form, ages)


def row(**values: object) -> ReadRow:
    return ReadRow(
        "bisp_nser_members", "M-1", UUID(int=1), "PK526", values, frozenset(), frozenset(), (), ()
    )


# --- One statement ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "definition", "expected"),
    [
        (3, defined("int"), 3),
        (Decimal("24.50"), defined("decimal", scale=2), 2450),
        (31, defined("decimal", scale=2), 3100),
        (True, defined("bool"), True),
        (False, defined("bool"), False),
        (OLD, defined("date"), OLD),
        ("widowed", defined("enum", values=("widowed",)), "widowed"),
        ("anything", defined("text"), "anything"),
    ],
)
def test_a_value_becomes_a_fact_in_the_dictionarys_own_type(value, definition, expected):
    assert read_as(value, definition) == Fact(expected, expected, "list:1", NEW)


@pytest.mark.parametrize(
    ("value", "definition"),
    [
        (True, defined("int")),
        ("3", defined("int")),
        (Decimal("1.5"), defined("int")),
        (Decimal("24.505"), defined("decimal", scale=2)),
        (1, defined("bool")),
        ("2024-05-02", defined("date")),
        ("engaged", defined("enum", values=("widowed",))),
        ("i1", defined("ref")),
    ],
)
def test_a_value_of_another_type_is_no_fact_rather_than_a_wrong_one(value, definition):
    assert read_as(value, definition) is None


def test_at_least_one_is_an_interval_up_to_what_the_dictionary_allows():
    vehicles = defined("int", minimum=0, maximum=20)
    assert read_as(Bounds(1, None), vehicles) == Fact(1, 20, "list:1", NEW)
    assert read_as(Bounds(None, 3), vehicles) == Fact(0, 3, "list:1", NEW)


def test_an_open_bound_that_the_dictionary_does_not_close_is_no_fact():
    assert read_as(Bounds(1, None), defined("int")) is None
    assert read_as(Bounds(None, 3), defined("int")) is None


def test_a_bound_of_a_decimal_is_in_its_own_scale():
    area = defined("decimal", scale=2, minimum=0, maximum=100_00)
    assert read_as(Bounds(1, 2), area) == Fact(100, 200, "list:1", NEW)


def test_an_open_bound_of_a_decimal_ends_where_the_dictionary_says():
    area = defined("decimal", scale=2, minimum=0, maximum=100_00)
    assert read_as(Bounds(1, None), area) == Fact(100, 100_00, "list:1", NEW)


# --- As of when ---------------------------------------------------------------------------------


def test_a_member_of_a_form_speaks_as_of_the_forms_day():
    assert day_of(statement(as_of_form=True), row(form_no="NW1"), {"NW1": OLD}) == OLD
    assert day_of(statement(as_of_form=True), row(form_no="NW2"), {"NW1": OLD}) is None
    assert day_of(statement(as_of_form=True), row(), {"NW1": OLD}) is None
    assert day_of(statement(as_of=NEW), row(form_no="NW1"), {"NW1": OLD}) == NEW


@pytest.mark.parametrize(
    ("born", "applies"),
    [(date(2008, 5, 2), True), (date(2008, 5, 3), False), (date(1979, 1, 1), True)],
)
def test_a_statement_about_adults_begins_on_the_eighteenth_birthday(born, applies):
    assert applies_to_age(statement(ages=(18, None)), exactly(born), date(2026, 5, 2)) is applies


@pytest.mark.parametrize(("born", "applies"), [(date(2008, 5, 2), False), (date(2008, 5, 3), True)])
def test_a_statement_about_children_ends_on_the_eighteenth_birthday(born, applies):
    assert applies_to_age(statement(ages=(None, 18)), exactly(born), date(2026, 5, 2)) is applies


def test_where_the_age_is_not_sure_nothing_is_stated():
    either = Fact(date(2007, 1, 1), date(2009, 1, 1))
    for ages in ((18, None), (None, 18)):
        assert not applies_to_age(statement(ages=ages), either, NEW)
        assert not applies_to_age(statement(ages=ages), None, NEW)
        assert not applies_to_age(statement(ages=ages), exactly(OLD), None)
        assert not applies_to_age(statement(ages=ages), Fact(1, OLD), NEW)
        assert not applies_to_age(statement(ages=ages), Fact(OLD, 1), NEW)
    assert applies_to_age(statement(), None, None)


# --- Several statements -------------------------------------------------------------------------


def test_the_newest_statement_is_used_and_others_that_differ_stay_visible():
    old, new = exactly("married", "survey:1", OLD), exactly("widowed", "zakat:1", NEW)
    for order in ([old, new], [new, old]):
        used, others = choose(Stated("marital_status", fact) for fact in order)
        assert used == {"marital_status": new}
        assert others == {"marital_status": [old]}


def test_a_statement_without_a_day_yields_to_any_that_has_one():
    undated, dated = exactly(1, "a:1"), exactly(2, "b:1", OLD)
    assert choose([Stated("x", undated), Stated("x", dated)])[0] == {"x": dated}


def test_of_one_day_the_first_list_taken_in_is_used():
    first, second = exactly(1, "a:1", OLD), exactly(2, "b:1", OLD)
    assert choose([Stated("x", first), Stated("x", second)])[0] == {"x": first}


def test_sources_that_agree_are_no_disagreement():
    used, others = choose(
        [Stated("x", exactly(1, "a:1", OLD)), Stated("x", exactly(1, "b:1", NEW))]
    )
    assert used == {"x": exactly(1, "b:1", NEW)}
    assert others == {}


# --- Receiving ----------------------------------------------------------------------------------


def payment(
    per: str, *, paid_on: date | None = None, since: date | None = None, due: int | None = 14500
) -> Payment:
    return Payment("bisp/kafaalat/cash", "", due, None, paid_on, since, "", per)


@pytest.mark.parametrize(
    ("per", "last_day"),
    [("month", date(2026, 4, 29)), ("quarter", date(2025, 12, 28)), ("year", date(2024, 6, 28))],
)
def test_a_payment_counts_for_two_cycles_and_not_a_day_more(per, last_day):
    assert is_still_received(payment(per, paid_on=last_day), AS_ON)
    day_before = date.fromordinal(last_day.toordinal() - 1)
    assert not is_still_received(payment(per, paid_on=day_before), AS_ON)


def test_what_is_paid_once_stays_received():
    assert is_still_received(payment("once", paid_on=date(2010, 1, 1)), AS_ON)


def test_on_the_register_with_an_amount_due_is_received_though_no_day_of_payment_is_known():
    assert is_still_received(payment("month"), AS_ON)
    assert not is_still_received(payment("month", due=None), AS_ON)


def test_a_pension_drawn_since_long_with_an_unreadable_last_day_is_not_taken_for_stopped():
    assert is_still_received(payment("month", since=date(2015, 10, 1)), AS_ON)


def test_a_list_that_is_believed_first_outweighs_a_newer_one():
    order = Precedence({"a_fact": ("register", "office")})
    facts = [
        Stated("a_fact", exactly(1, "register:1", OLD)),
        Stated("a_fact", exactly(2, "survey:1", NEW)),
        Stated("a_fact", exactly(3, "office:1", NEW)),
    ]
    used, others = choose(facts, order)
    assert used["a_fact"].low == 1
    assert [fact.low for fact in others["a_fact"]] == [2, 3]
    used, _ = choose(facts[1:], order)
    assert used["a_fact"].low == 3
    used, _ = choose([Stated("another", fact.fact) for fact in facts[:2]], order)
    assert used["another"].low == 2


def test_the_shipped_order_names_facts_and_lists_that_there_are():
    facts = shipped_catalogue().facts
    for fact, lists in shipped_precedence().believed_first.items():
        assert fact in facts or fact == "vital_status"
        assert set(lists) <= set(shipped_layouts())


def test_a_span_of_days_is_a_date_that_is_not_known_exactly():
    span = DateSpan(OLD, NEW)
    assert read_as(span, defined("date")) == Fact(OLD, NEW, "list:1", NEW)
    assert read_as(span, defined("text")) is None
