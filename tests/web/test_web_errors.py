"""Pages for what goes wrong say what happened and what to do."""

from pathlib import Path

import pytest
from django.template.loader import render_to_string


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_a_missing_page_leads_to_the_first_one(show, language):
    page = show(f"/{language}/nothing/here/", status=404)
    assert f'<html lang="{language}"' in page
    assert f'href="/{language}/"' in page


def test_a_language_link_of_a_missing_page_leads_somewhere(show):
    assert 'href="/ps/"' in show("/en/nothing/here/", status=404)


@pytest.mark.parametrize("template", ["400.html", "403.html", "403_csrf.html"])
def test_a_refusal_says_what_to_do(template):
    page = render_to_string(template)
    assert "To the first page" in page


def test_the_page_of_a_broken_service_needs_nothing_of_it():
    page = render_to_string("500.html")
    assert "Something broke here" in page
    assert 'lang="ur" dir="rtl"' in page
    assert 'lang="ps" dir="rtl"' in page
    source = Path(__file__).parents[2] / "src/dareecha/web/templates/500.html"
    assert "{%" not in source.read_text()
