"""Search by person: never by browsing, always with a purpose, nothing private in the address."""

import pytest

from dareecha.domain.vocabulary.cnic import Cnic
from dareecha.web.counter import reading
from web import invented

SEARCH = "/en/counter/"
BY_NAMES = {"purpose": "person_here", "name": "Zarmina", "relative": "Gul Zaman", "cnic": ""}


@pytest.fixture
def searches(monkeypatch):
    """The searches that were made, and whom they find."""
    made = {"asked": [], "people": invented.people()}

    def search_people(duty, search, *, most):
        made["asked"].append(search)
        return made["people"]

    monkeypatch.setattr(reading, "search_people", search_people)
    return made


def test_nobody_is_shown_before_a_search(officer, searches):
    page = officer.get(SEARCH).content.decode()
    assert "Nobody is shown before you search." in page
    assert searches["asked"] == []


def test_a_stranger_is_sent_to_the_log_in(db, client):
    answer = client.get(SEARCH)
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_both_names_find_a_person_with_masked_cnic_village_and_age(officer, searches):
    page = officer.post(SEARCH, BY_NAMES).content.decode()
    [asked] = searches["asked"]
    assert (asked.purpose, asked.name, asked.relative) == ("person_here", "Zarmina", "Gul Zaman")
    assert asked.cnic is None
    for shown in ("زرمینہ بی بی", "17201-•••••••-2", "Nowshera Kalan", "47"):
        assert shown in page
    assert f"/en/counter/household/{invented.HOUSEHOLD}/" in page


def test_a_cnic_alone_is_enough_in_any_digits(officer, searches):
    officer.post(SEARCH, {"purpose": "person_here", "cnic": "۱۷۲۰۱-۱۲۳۴۵۶۷-۲"})
    assert searches["asked"][0].cnic == Cnic("1720112345672")


def test_a_name_alone_would_be_browsing(officer, searches):
    page = officer.post(SEARCH, {**BY_NAMES, "relative": ""}).content.decode()
    assert searches["asked"] == []
    assert "Write the CNIC, or the name and the father&#x27;s or husband&#x27;s name." in page


def test_without_a_purpose_nothing_is_searched(officer, searches):
    page = officer.post(SEARCH, {**BY_NAMES, "purpose": ""}).content.decode()
    assert searches["asked"] == []
    assert "This field is required." in page


def test_a_short_cnic_is_told_how_many_digits_it_has(officer, searches):
    page = officer.post(SEARCH, {"purpose": "person_here", "cnic": "172011234567"}).content
    assert searches["asked"] == []
    assert b"A CNIC has 13 digits; this has 12. Check the number on the card." in page


def test_finding_nobody_is_said_to_be_no_answer(officer, searches):
    searches["people"] = []
    page = officer.post(SEARCH, BY_NAMES).content.decode()
    assert "Being in no list is no answer" in page


def test_more_than_twenty_are_not_listed(officer, searches):
    searches["people"] = invented.people(21)
    page = officer.post(SEARCH, BY_NAMES).content.decode()
    assert page.count("17201-•••••••-2") == 20
    assert "There are more." in page


def test_no_copy_of_a_result_is_kept_by_the_browser(officer, searches):
    assert "no-store" in officer.post(SEARCH, BY_NAMES)["Cache-Control"]


def test_an_officer_without_a_duty_sees_nobody(on_duty, log_in, searches):
    import datetime as dt

    past = on_duty(valid_to=dt.date(2021, 1, 1))
    answer = log_in(past.officer).post(SEARCH, BY_NAMES)
    assert answer.status_code == 403
    assert searches["asked"] == []
