"""A household opens to the officer whose search led to it; of any other it is asked what for."""

import uuid

import pytest

from dareecha.web.counter import reading, trail
from web import invented

SEARCH = "/en/counter/"
PAGE = f"/en/counter/household/{invented.HOUSEHOLD}/"
OTHER = f"/en/counter/household/{uuid.UUID(int=7)}/"
BY_NAMES = {"purpose": "home_visit", "name": "Zarmina", "relative": "Gul Zaman", "cnic": ""}
ASKED = "What do you open it for?"


@pytest.fixture
def opened(monkeypatch):
    """The openings that were made, each to be logged with its purpose."""
    made = []

    def household_page(duty, household_id, *, purpose, language, was_found):
        made.append((household_id, purpose, was_found))
        return invented.household(language)

    monkeypatch.setattr(reading, "household_page", household_page)
    monkeypatch.setattr(reading, "search_people", lambda *_, **__: invented.people())
    return made


def test_what_a_search_led_to_opens_with_the_purpose_of_the_search(officer, opened):
    officer.post(SEARCH, BY_NAMES)
    assert "Zarmina Bibi" in officer.get(PAGE).content.decode()
    assert opened == [(invented.HOUSEHOLD, "home_visit", True)]


def test_after_one_search_another_household_is_not_open(officer, opened):
    officer.post(SEARCH, BY_NAMES)
    page = officer.get(OTHER).content.decode()
    assert ASKED in page
    assert "Zarmina" not in page
    assert opened == []


def test_with_a_purpose_said_it_opens_and_the_log_knows_that_no_search_led_there(officer, opened):
    answer = officer.post(PAGE, {"purpose": "complaint"})
    assert answer["Location"] == PAGE
    officer.get(PAGE)
    assert opened == [(invented.HOUSEHOLD, "complaint", False)]


def test_without_a_purpose_it_stays_shut(officer, opened):
    page = officer.post(PAGE, {"purpose": ""}).content.decode()
    assert ASKED in page
    assert "This field is required." in page
    assert officer.get(PAGE).content.decode().count(ASKED) == 2
    assert opened == []


def test_back_and_reload_need_no_new_purpose_and_are_logged_each_time(officer, opened):
    officer.post(SEARCH, BY_NAMES)
    for _ in range(3):
        officer.get(PAGE)
    assert len(opened) == 3


def test_a_later_search_keeps_what_an_earlier_one_led_to(officer, opened, monkeypatch):
    officer.post(SEARCH, BY_NAMES)
    monkeypatch.setattr(reading, "search_people", lambda *_, **__: [])
    officer.post(SEARCH, {**BY_NAMES, "purpose": "complaint"})
    officer.get(PAGE)
    assert opened == [(invented.HOUSEHOLD, "home_visit", True)]


def test_another_session_starts_with_nothing_open(officer, opened, on_duty, log_in):
    officer.post(SEARCH, BY_NAMES)
    another = log_in(on_duty().officer)
    assert ASKED in another.get(PAGE).content.decode()


def test_another_duty_starts_with_nothing_open(officer, opened):
    officer.post(SEARCH, BY_NAMES)
    session = officer.session
    session[trail.TRAIL] = session[trail.TRAIL] | {"duty": str(uuid.UUID(int=9))}
    session.save()
    assert ASKED in officer.get(PAGE).content.decode()


def test_no_session_remembers_more_than_a_days_households(officer, opened, monkeypatch):
    monkeypatch.setattr(trail, "LONGEST", 2)
    for number in range(5):
        officer.post(f"/en/counter/household/{uuid.UUID(int=number)}/", {"purpose": "complaint"})
    assert len(officer.session[trail.TRAIL]["households"]) == 2
