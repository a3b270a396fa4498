"""A template that asks for what it was not given fails in tests; in service it prints nothing."""

from __future__ import annotations

import pytest
from django.template import engines


def render(text: str, **given: str) -> str:
    return engines["django"].from_string(text).render(given)


@pytest.mark.parametrize("text", ["{{ unknown }}", "{{ known.unknown }}", "{{ unknown|upper }}"])
def test_an_unknown_variable_fails(text):
    with pytest.raises(Exception, match=r"variable (known\.)?unknown was not given"):
        render(text, known="here")


def test_a_given_variable_is_printed():
    assert render("{{ known }}{% if unknown %}no{% endif %}", known="here") == "here"
