"""The public pages in a browser: without scripts, with keys alone, in both directions."""

import pytest
from playwright.sync_api import expect


def test_from_the_trouble_to_the_scheme_without_any_script(visit):
    page = visit(360, java_script_enabled=False)
    page.goto("/en/")
    page.get_by_role("link", name="Not enough money or food").click()
    page.get_by_role("link", name="Winter grant").click()
    expect(page.get_by_role("heading", name="Winter grant", level=1)).to_be_visible()


def test_the_first_key_offers_to_skip_to_the_text(visit):
    page = visit()
    page.goto("/en/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    assert page.locator(".skip").bounding_box()["width"] > 40


@pytest.mark.parametrize(("language", "is_mirrored"), [("en", False), ("ur", True), ("ps", True)])
def test_the_page_begins_on_the_side_where_its_readers_begin(visit, language, is_mirrored):
    page = visit()
    page.goto(f"/{language}/")
    mark = page.locator(".home svg").bounding_box()["x"]
    assert (mark > 640) is is_mirrored


def test_changing_the_language_stays_on_the_page(visit):
    page = visit()
    page.goto("/en/schemes/hearth/winter-grant/")
    page.get_by_role("link", name="پښتو").click()
    expect(page.locator("html")).to_have_attribute("lang", "ps")
    expect(page.get_by_role("heading", level=1)).to_have_text("د ژمي مرسته")


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_naskh_is_loaded_for(visit, language):
    page = visit()
    page.goto(f"/{language}/")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('16px \"Dareecha Naskh\"', 'ښ'))"
    )
