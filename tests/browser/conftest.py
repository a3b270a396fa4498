"""A real browser on the running service. Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.counter import reading
from dareecha.web.portal import views
from web import invented

SAMPLE = Path(__file__).parent.parent / "web" / "sample"
LAUNCH = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str:
    """The browser's path; without one these tests are skipped, and fail where CI is set."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if found:
        return found
    advice = "Chromium is missing: apt-get install chromium, or set CHROMIUM to its path."
    if os.environ.get("CI"):
        pytest.fail(advice)
    pytest.skip(advice)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        # Playwright runs an event loop in this thread, where Django then refuses its database.
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        running = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield running
        running.close()


@pytest.fixture
def visit(
    transactional_db: None,
    live_server: Any,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., Page]]:
    """Open a window of some width; addresses are relative to the service."""
    sample = Catalogue.from_folder(SAMPLE)
    monkeypatch.setattr(views, "catalogue_in_force", lambda: sample)
    contexts = []

    def open_window(width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 800}, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def household_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every search finds an invented person, and every look her household."""
    monkeypatch.setattr(reading, "search_people", lambda duty, search, *, most: invented.people())
    monkeypatch.setattr(
        reading,
        "household_page",
        lambda duty, household_id, *, purpose, language, was_found: invented.household(language),
    )
