"""The steps of an officer at the counter, in whatever language the page is."""

from __future__ import annotations

from playwright.sync_api import Page

from dareecha.accounts.models import Officer

PASSWORD = "a long enough pass phrase"


def log_in(page: Page, officer: Officer, language: str) -> None:
    """From the counter's address over the log-in to the search."""
    page.goto(f"/{language}/counter/")
    page.fill("[name=login]", officer.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main button").click()
    page.wait_for_url(f"**/{language}/counter/")


def search(page: Page) -> None:
    """Search by both names, with a purpose."""
    page.select_option("[name=purpose]", "person_here")
    page.fill("[name=name]", "Zarmina")
    page.fill("[name=relative]", "Gul Zaman")
    page.locator("main button").click()
    page.locator("a.person").first.wait_for()
