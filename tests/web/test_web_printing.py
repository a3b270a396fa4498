"""How pages print money, days, numbers and texts of another language."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from dareecha.web import words
from dareecha.web.counter.pages import Age, AmountSpan, FactUsed
from dareecha.web.said import Said, said
from dareecha.web.templatetags import printing, reasons


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0"), (999, "999"), (1000, "1,000"), (14500, "14,500"), (100000, "1,00,000"),
        (1000000, "10,00,000"), (12345678, "1,23,45,678"), (-14500, "-14,500"),
        (Decimal("1234.5"), "1,234.5"),
    ],
)  # fmt: skip
def test_numbers_are_grouped_by_lakh_and_crore(number, written):
    assert printing.grouped(number) == written


@pytest.mark.parametrize(
    ("rupees", "in_words"),
    [(14500, ""), (99999, ""), (123456, ""), (150000, "(1.5 lakh)"), (1000000, "(10 lakh)"),
     (25000000, "(2.5 crore)")],
)  # fmt: skip
def test_round_sums_are_said_in_lakh_and_crore_too(rupees, in_words):
    printed = printing.pkr(rupees)
    assert printed.startswith('<span class="nowrap">Rs <bdi dir="ltr">')
    assert printed.endswith(in_words or "</span>")


def test_rupees_in_urdu_are_a_number_and_a_word():
    with translation.override("ur"):
        assert "</bdi> روپے" in printing.pkr(14500)


def test_a_day_has_its_month_in_words():
    day = date(2026, 11, 1)
    assert ">1 November 2026<" in printing.day(day)
    with translation.override("ps"):
        assert ">1 نومبر 2026<" in printing.day(day)


def test_a_text_in_the_language_of_the_page_is_not_marked_and_another_is():
    with translation.override("ur"):
        assert printing.tongue(Said("اردو", "ur")) == "اردو"
        assert printing.tongue(Said("a < b", "en")) == ('<span lang="en" dir="ltr">a &lt; b</span>')


def test_english_stands_in_for_what_nobody_has_translated():
    assert said({"en": "house", "ur": None}, "ur") == Said("house", "en")
    assert not said({}, "ur")


def test_a_phone_link_holds_digits_only():
    assert printing.dialled("+92 91-111") == "+9291111"


def test_an_age_of_which_one_bound_is_unknown_is_not_known():
    assert not Age(None, 5).is_known
    assert Age(0, 0).is_exact


def test_every_verdict_has_a_window_a_sentence_and_a_short_word():
    kinds = set(words.WINDOW_SHAPES)
    assert kinds | {"dash"} == set(words.VERDICTS) == set(words.VERDICTS_IN_TABLES)
    assert set(words.CRITERION_STATES) == set(words.CRITERION_WINDOWS)


@pytest.mark.parametrize(("language", "name"), [("ur", "انگریزی"), ("ps", "انګرېزي")])
def test_a_sentence_in_english_says_so_to_the_eye_in_the_readers_language(language, name):
    with translation.override(language):
        printed = printing.sentence(Said("It holds.", "en"))
    assert f'<span class="tag tongue">{name}</span>' in printed
    assert '<span lang="en" dir="ltr">It holds.</span>' in printed


def test_a_sentence_in_the_language_of_the_page_has_no_tag():
    assert printing.sentence(Said("It holds.", "en")) == "It holds."
    with translation.override("ur"):
        assert printing.sentence(Said("", "en")).count("tag") == 0


def test_an_amount_is_one_sentence_that_each_language_orders_itself():
    span = AmountSpan(2500, 4000, "quarter")
    assert "between " in reasons.amount_sentence(span)
    with translation.override("ur"):
        once = reasons.amount_sentence(AmountSpan(900000, 900000, "once"))
    assert once.startswith("ایک بار ")


def test_what_a_criterion_read_is_one_sentence_and_harmless():
    fact = FactUsed(Said("Age", "en"), "<Gul>", Said("47", "en"), Said("form", "en"), None)
    printed = reasons.fact_sentence(fact)
    assert printed == "Age of <bdi>&lt;Gul&gt;</bdi>: <b>47</b>, says form."
