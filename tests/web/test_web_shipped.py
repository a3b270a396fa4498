"""Every page of the shipped catalogue opens, in every language."""

from pathlib import Path

import pytest
from django.utils.html import escape

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.portal import views
from web import composed
from web.test_web_public import LIGHT_ENOUGH, STATIC, compressed

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


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_no_page_of_the_shipped_catalogue_is_heavy(show, shipped, monkeypatch, language):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: shipped)
    sheets = sum(compressed(file.read_bytes()) for file in STATIC.iterdir())
    paths = ["", "schemes/", "schemes/?by=trouble", "schemes/?by=contingency"]
    paths += [f"schemes/{scheme}/" for scheme in shipped.schemes]
    paths += [f"trouble/{one['id']}/" for one in shipped.troubles if one["id"] != "not_safe"]
    weights = {path: sheets + compressed(show(f"/{language}/{path}").encode()) for path in paths}
    assert {path: bytes_ for path, bytes_ in weights.items() if bytes_ > LIGHT_ENOUGH} == {}


def test_no_page_shows_the_name_of_a_parameter(show, shipped, monkeypatch):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: shipped)
    shown = []
    for scheme in shipped.schemes.values():
        page = show(f"/en/schemes/{scheme.id}/")
        raw = (name for name in scheme.parameters if "_" in name)
        shown += [name for name in raw if name.replace("_", " ") + "</span>:" in page]
        shown += [name for name in scheme.parameters if "_" in name and name in page]
    assert shown == []


def test_a_way_beside_an_open_one_is_shown_neither_as_a_bar_nor_as_a_question(shipped):
    widow = {"sex": "female", "marital_status": "widowed", "cnic_status": "valid"}
    told = {**composed.household(), "members": [
        {"id": composed.HEAD, "relationship": "head", **widow}]}  # fmt: skip
    page = composed.page(told, shipped)
    row = next(row for row in page.verdict_rows if row.benefit_id == "bisp/kafaalat/cash")
    states = {line.short.text: line.state for line in row.criteria}
    assert states["Transgender by the CNIC"] == "beside"
    assert states["A woman who can receive"] == "unknown"
