"""The list of all schemes, and the search in it."""

import pytest


def test_schemes_stand_under_their_department(show):
    page = show("/en/schemes/")
    places = [page.index(name) for name in ("Hearth Department", "Winter grant", "Mill Board")]
    assert places == sorted(places)


@pytest.mark.parametrize("words", ["winter", "WINTER grant", "سردی", "سردي", "ژمي", "fuel"])
def test_a_word_in_any_language_finds_the_scheme(show, words):
    page = show(f"/en/schemes/?q={words}")
    assert "Winter grant" in page
    assert "Old loom pension" not in page
    assert "1 scheme speaks of this." in page


def test_a_word_that_no_scheme_has_leads_back_to_the_troubles(show):
    page = show("/en/schemes/?q=zeppelin")
    assert "No scheme has this word in its name." in page


def test_what_was_searched_is_printed_harmlessly(show):
    page = show('/en/schemes/?q="><script>alert(1)</script>')
    assert "<script>" not in page


def test_a_name_that_is_not_translated_is_marked_as_english(show):
    page = show("/ur/schemes/")
    assert '<span lang="en" dir="ltr">Widows&#x27; help</span>' in page
    assert "سردی کی گرانٹ" in page
