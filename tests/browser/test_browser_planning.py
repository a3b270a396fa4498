"""The planners' pages in a browser: legible to everybody, in both directions, wide and narrow."""

from __future__ import annotations

import pytest

from browser.journey import PASSWORD
from browser.test_browser_accessibility import overflow, violations
from dareecha.web.planning import views
from web.planning_figures import GRANT, HELP, LOWER_DIR, NOWSHERA, SWAT, counted, gap

PAGES = (
    "",
    "benefits/",
    f"benefits/?district={NOWSHERA}&sex=female",
    "benefits/?sort=-unserved",
    "contingencies/",
    "needs/",
    "places/",
    f"places/?item={GRANT}",
    "places/?show=findings",
)


@pytest.fixture
def figures(transactional_db, visit, monkeypatch):
    """Three districts, with a word where few are concerned."""
    from dareecha.web.portal.views import catalogue_in_force

    sample = catalogue_in_force()
    monkeypatch.setattr(views, "catalogue_in_force", lambda: sample)
    return counted(
        sample,
        [
            (60, NOWSHERA, "T1", gap("reached")),
            (31, NOWSHERA, "T1", gap("unserved")),
            (7, LOWER_DIR, "T3", gap("unserved")),
            (18, SWAT, "T5", gap("unserved")),
            (25, NOWSHERA, "T1", gap("unserved", HELP, "female")),
        ],
        assumed=[{"list": "bisp_payments", "benefits": [GRANT]}],
    )


def log_in(page, officer, language):
    page.goto(f"/{language}/planning/")
    page.fill("[name=login]", officer.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(f"**/{language}/planning/")


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "light"), (1280, "dark")])
@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_figures_can_be_read_by_everybody(visit, on_duty, figures, language, width, scheme):
    page = visit(width, color_scheme=scheme)
    log_in(page, on_duty(role="planner").officer, language)
    found = []
    for path in PAGES:
        page.goto(f"/{language}/planning/{path}")
        found += violations(page)
        assert overflow(page) <= 0, path
    assert found == []


def test_without_javascript_the_filters_and_the_file_work(visit, on_duty, figures):
    page = visit(1280, java_script_enabled=False)
    log_in(page, on_duty(role="planner").officer, "en")
    page.goto("/en/planning/benefits/")
    page.select_option("[name=district]", NOWSHERA)
    page.locator("main form button").click()
    assert f"district={NOWSHERA}" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    assert download.value.suggested_filename == "gaps-benefits-2026-10-31.csv"
