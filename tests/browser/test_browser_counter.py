"""The officer's journey: log-in, search, household; with a mouse and with keys alone."""

import pytest
from playwright.sync_api import expect

from browser.journey import log_in, search
from dareecha.web.counter import reading
from web import invented


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "What could help, for whom, and why"),
        ("ur", "کیا مدد ہو سکتی ہے، کس کی، اور کیوں"),
        ("ps", "څه مرسته کېدای شي، د چا، او ولې"),
    ],
)
def test_from_the_log_in_over_the_search_to_the_household(
    visit, on_duty, household_found, language, heading
):
    page = visit()
    log_in(page, on_duty().officer, language)
    search(page)
    assert "Zarmina" not in page.url
    page.locator("a.person").click()
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("h1")).to_contain_text("Zarmina Bibi")


def test_nothing_is_left_to_read_after_the_log_out(visit, on_duty, household_found):
    page = visit()
    log_in(page, on_duty().officer, "en")
    search(page)
    page.locator("a.person").click()
    household = page.url
    page.get_by_role("button", name="Log out").click()
    page.wait_for_load_state()
    page.goto(household)
    assert "/accounts/login/" in page.url


def test_the_search_works_with_keys_alone(visit, on_duty, household_found):
    page = visit()
    log_in(page, on_duty().officer, "en")
    page.focus("[name=purpose]")
    page.keyboard.press("ArrowDown")
    for words in ("", "Zarmina", "Gul Zaman"):
        page.keyboard.press("Tab")
        page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("a.person")).to_be_visible()


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_a_cnic_runs_from_its_first_digit_to_its_last(visit, on_duty, household_found, language):
    page = visit()
    log_in(page, on_duty().officer, language)
    search(page)
    first, last = page.locator("bdi[dir=ltr]", has_text="17201-").first.evaluate(
        """number => {
          const text = number.firstChild, range = document.createRange();
          return [0, text.length - 1].map(place => {
            range.setStart(text, place); range.setEnd(text, place + 1);
            return range.getBoundingClientRect().x;
          });
        }"""
    )
    assert first < last


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_a_crowded_matrix_shows_its_hint_and_can_be_moved_with_keys(
    visit, on_duty, household_found, monkeypatch, language
):
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: invented.crowded(language))
    page = visit(1280)
    log_in(page, on_duty().officer, language)
    search(page)
    page.locator("a.person").click()
    frame = page.locator(".scroll.shaded").first
    last = frame.locator(".matrix thead th").last
    expect(page.locator("#matrix-hint")).to_be_visible()
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert not is_inside(last, frame)
    frame.focus()
    for _ in range(20):
        page.keyboard.press("ArrowRight" if language == "en" else "ArrowLeft")
    page.wait_for_timeout(300)
    assert is_inside(last, frame)


def test_on_a_phone_everybody_of_a_crowded_household_is_in_sight(
    visit, on_duty, household_found, monkeypatch
):
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: invented.crowded())
    page = visit(360)
    log_in(page, on_duty().officer, "en")
    search(page)
    page.locator("a.person").click()
    expect(page.locator("#matrix-hint")).to_be_hidden()
    frame = page.locator(".scroll.shaded").first
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    expect(frame.locator("td.cell:not(.dash)").last).to_be_visible()


def is_inside(part, frame):
    """Whether a part stands within its frame from side to side."""
    inner, outer = part.bounding_box(), frame.bounding_box()
    begins = inner["x"] >= outer["x"] - 1
    return begins and inner["x"] + inner["width"] <= outer["x"] + outer["width"] + 1
