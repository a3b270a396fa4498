"""Every page of the shipped catalogue opens, in every language."""

from pathlib import Path

import pytest
from django.utils.html import escape

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.portal import views

SCHEMES = Path(__file__).parents[2] / "schemes"


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return Catalogue.from_folder(SCHEMES)


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_every_scheme_and_trouble_has_a_page(show, shipped, monkeypatch, language):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: shipped)
    for scheme in shipped.schemes.values():
        page = show(f"/{language}/schemes/{scheme.id}/")
        assert escape(scheme.say(language, "scheme", "name")) in page
        assert "not_known" not in page
    for trouble in shipped.troubles:
        if trouble["id"] != "not_safe":
            assert escape(trouble["name"][language]) in show(
                f"/{language}/trouble/{trouble['id']}/"
            )
    assert 'href="tel:15"' in show(f"/{language}/not-safe/")
    assert len(shipped.schemes) >= 8
