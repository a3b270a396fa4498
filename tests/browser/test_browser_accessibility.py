"""Every page passes axe (WCAG 2.2 A and AA), and none scrolls sideways on a narrow phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser.journey import log_in, search

PUBLIC = (
    "",
    "schemes/",
    "schemes/?q=zeppelin",
    "trouble/money/",
    "trouble/illness/",
    "schemes/hearth/winter-grant/",
    "schemes/hearth/widows-help/",
    "schemes/mill/old-loom-pension/",
    "not-safe/",
    "nothing/here/",
    "accounts/login/",
)
LANGUAGES = ("en", "ur", "ps")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page):
    """What axe finds on a page: rule and the places."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(page.url, one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def overflow(page):
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_can_be_read_by_everybody(visit, language, width):
    page = visit(width)
    found = []
    for path in PUBLIC:
        page.goto(f"/{language}/{path}")
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_colours_of_the_dark_are_legible_too(visit, language):
    page = visit(1280, color_scheme="dark")
    found = []
    for path in PUBLIC:
        page.goto(f"/{language}/{path}")
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_public_pages_do_not_scroll_sideways_on_a_narrow_phone(visit, language):
    page = visit(320)
    too_wide = []
    for path in PUBLIC:
        page.goto(f"/{language}/{path}")
        if overflow(page) > 0:
            too_wide.append((path, overflow(page)))
    assert too_wide == []


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_counter_can_be_read_by_everybody(
    visit, on_duty, household_found, language, width, scheme
):
    page = visit(width, color_scheme=scheme)
    log_in(page, on_duty().officer, language)
    found = violations(page)
    search(page)
    found += violations(page)
    page.locator("a.person").click()
    page.locator("details").first.evaluate("details => details.open = true")
    assert found + violations(page) == []
    assert overflow(page) <= 0
