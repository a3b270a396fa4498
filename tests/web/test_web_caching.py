"""How long a page may be kept: public ones for minutes, anything with a session never."""

import pytest

from dareecha.web.portal import views


@pytest.mark.parametrize("path", ["", "schemes/", "schemes/?by=trouble", "trouble/money/"])
def test_a_public_page_may_be_kept_for_minutes(db, client, path):
    assert client.get(f"/en/{path}")["Cache-Control"] == "public, max-age=300"


def test_a_page_that_is_not_there_may_be_kept_for_a_minute(db, client):
    assert client.get("/en/nothing/")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["", "nothing/", "counter/", "accounts/duty/"])
def test_nothing_is_kept_of_a_page_that_an_officer_sees(officer, path):
    assert "no-store" in officer.get(f"/en/{path}")["Cache-Control"]


def test_a_page_that_sets_a_cookie_is_not_kept(db, client):
    answer = client.get("/en/accounts/login/")
    assert answer.cookies
    assert "no-store" in answer["Cache-Control"]


def test_an_error_is_not_kept(db, client, monkeypatch):
    def fails():
        raise ZeroDivisionError

    client.raise_request_exception = False
    monkeypatch.setattr(views, "catalogue_in_force", fails)
    assert client.get("/en/")["Cache-Control"] == "no-store, private"
