"""The list of all schemes, and the search in it."""

from dataclasses import replace

import pytest

from dareecha.web.portal import views
from web.test_web_public import LIGHT_ENOUGH, STATIC, compressed


def test_schemes_stand_under_their_department(show):
    page = show("/en/schemes/")
    headings = ('<h2 id="hearth">', "Winter grant", '<h2 id="mill">')
    places = [page.index(name) for name in headings]
    assert places == sorted(places)


@pytest.mark.parametrize("words", ["winter", "WINTER grant", "سردی", "سردي", "ژمي", "fuel"])
def test_a_word_in_any_language_finds_the_scheme(show, words):
    page = show(f"/en/schemes/?q={words}")
    assert "Winter grant" in page
    assert "Old loom pension" not in page
    assert "1 scheme speaks of this." in page


def test_a_word_that_no_scheme_has_leads_back_to_the_troubles(show):
    page = show("/en/schemes/?q=zeppelin")
    assert "No scheme speaks of this." in page


def test_what_was_searched_is_printed_harmlessly(show):
    page = show('/en/schemes/?q="><script>alert(1)</script>')
    assert "<script>" not in page


def test_a_name_that_is_not_translated_is_marked_as_english(show):
    page = show("/ur/schemes/")
    assert '<span lang="en" dir="ltr">Widows&#x27; help</span>' in page
    assert "سردی کی گرانٹ" in page


def test_by_trouble_a_scheme_stands_under_each_of_its_troubles(show):
    page = show("/en/schemes/?by=trouble")
    places = [page.index(one) for one in ('<h2 id="money">', "Winter grant", '<h2 id="old_age">')]
    assert places == sorted(places)
    assert '<h2 id="illness">' not in page


def test_by_need_the_groups_have_names(show):
    page = show("/en/schemes/?by=contingency")
    assert '<h2 id="survivors">Death in the family</h2>' in page
    assert "خاندان میں انتقال" in show("/ur/schemes/?by=contingency")


def test_a_grouping_that_there_is_not_is_the_one_by_department(show):
    assert '<h2 id="hearth">' in show("/en/schemes/?by=gold")


def test_each_group_can_be_reached_from_the_head_of_the_list(show):
    assert '<a href="#mill">Mill Board</a>' in show("/en/schemes/")


@pytest.mark.parametrize("words", ["flour", "بڑھاپا", "Mill Board"])
def test_words_of_a_trouble_or_department_lead_to_its_schemes(show, words):
    page = show(f"/en/schemes/?q={words}&by=trouble")
    assert "No scheme speaks of this." not in page


def test_a_search_keeps_the_grouping(show):
    page = show("/en/schemes/?q=winter&by=trouble")
    assert '<input type="hidden" name="by" value="trouble">' in page
    assert "?by=contingency&amp;q=winter" in page


def test_a_door_that_is_shut_stands_last_with_its_warning(show, sample, monkeypatch):
    many = widened(sample, 3, shut=("hearth/winter-grant-0",))
    monkeypatch.setattr(views, "catalogue_in_force", lambda: many)
    page = show("/en/schemes/?by=trouble")
    last = page.index("/en/schemes/hearth/winter-grant-0/")
    assert page.index("/en/schemes/hearth/winter-grant-2/") < last
    assert "This scheme has ended. It takes no new people." in page[last:]


@pytest.mark.parametrize("by", ["department", "trouble", "contingency"])
def test_a_list_of_sixty_schemes_is_light(show, sample, monkeypatch, by):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: widened(sample, 60))
    page = show(f"/ur/schemes/?by={by}")
    assert page.count("<h3>") >= 60
    sheets = [file.read_bytes() for file in STATIC.iterdir()]
    assert sum(compressed(part) for part in (page.encode(), *sheets)) <= LIGHT_ENOUGH


def widened(catalogue, count, shut=()):
    """The catalogue with a scheme copied so often that a province could run it."""
    model = catalogue.schemes["hearth/winter-grant"]
    copies = {}
    for number in range(count):
        name = f"{model.id}-{number}"
        ended = tuple(replace(state, state="closed") for state in model.states)
        texts = {
            code: {**text, "scheme": {**text["scheme"], "summary": f"{number} {text['scheme']}"}}
            for code, text in model.texts.items()
        }
        copies[name] = replace(
            model, id=name, texts=texts, states=ended if name in shut else model.states
        )
    return replace(catalogue, schemes={**catalogue.schemes, **copies})
