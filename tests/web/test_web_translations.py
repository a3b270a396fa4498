"""Every sentence of the pages is in Urdu and Pashto."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parents[2] / "src/dareecha/locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
LANGUAGES = ("ur", "ps")


def entries(language):
    with (LOCALE / language / "LC_MESSAGES/django.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text):
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_left_in_english(language):
    empty = [one.id for one in entries(language) if not all(forms(one.string))]
    assert empty == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_marked_as_a_guess(language):
    assert [one.id for one in entries(language) if one.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_agree(language):
    for one in entries(language):
        wanted = set(PLACEHOLDER.findall(" ".join(forms(one.id))))
        for form in forms(one.string):
            assert set(PLACEHOLDER.findall(form)) == wanted, one.id


def test_both_languages_hold_the_same_sentences():
    urdu, pashto = ({(one.context, one.id) for one in entries(code)} for code in LANGUAGES)
    assert urdu == pashto


def test_every_sentence_of_the_templates_is_in_the_catalogues():
    known = {forms(one.id)[0] for one in entries("ur")}
    templates = LOCALE.parent / "web/templates"
    marked = re.compile(r'{%\s*translate\s+"([^"]+)"')
    asked = {
        (path.name, text)
        for path in templates.rglob("*.html")
        for text in marked.findall(path.read_text())
    }
    assert asked
    assert {(name, text) for name, text in asked if text not in known} == set()
