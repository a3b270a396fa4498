"""The first page starts from the trouble."""

import pytest


def test_every_trouble_is_a_tile_that_leads_to_its_page(show):
    page = show("/en/")
    assert "What is hard right now?" in page
    for trouble in ("illness", "money", "old_age"):
        assert f'href="/en/trouble/{trouble}/"' in page


def test_not_safe_at_home_is_no_tile_but_stands_plainly(show):
    page = show("/en/")
    assert "/trouble/not_safe/" not in page
    assert 'href="/en/not-safe/"' in page


def test_who_is_not_sure_is_led_to_all_schemes(show):
    page = show("/en/")
    before = page.index("I am not sure")
    assert 'href="/en/schemes/"' in page[before - 400 : before]


@pytest.mark.parametrize(
    ("language", "direction", "question"),
    [
        ("en", "ltr", "What is hard right now?"),
        ("ur", "rtl", "اس وقت کیا مشکل ہے؟"),
        ("ps", "rtl", "اوس څه ستونزه ده؟"),
    ],
)
def test_the_page_says_its_language_and_direction(show, language, direction, question):
    page = " ".join(show(f"/{language}/").split())
    assert f'<html lang="{language}" dir="{direction}"' in page
    assert question in page


def test_an_unreviewed_translation_is_marked_and_english_is_not(show):
    assert "یہ ترجمہ مشین نے کیا ہے" in show("/ur/")
    assert "دا ژباړه ماشین کړې ده" in show("/ps/")
    assert 'class="strip"' not in show("/en/")


def test_the_language_links_lead_to_the_same_page(show):
    page = show("/en/trouble/money/")
    assert 'href="/ur/trouble/money/"' in page
    assert 'href="/ps/trouble/money/"' in page


def test_every_page_warns_of_calls_that_ask_for_money(show):
    assert "We never ask for money, a PIN or your CNIC by phone." in show("/en/")
