"""While the database is away, public pages answer from memory and all others say so plainly."""

import pytest
from django.db import OperationalError

from dareecha.accounts import standing
from dareecha.web import outage
from dareecha.web.portal import views


@pytest.fixture
def away(monkeypatch):
    """The database fails whoever asks it."""

    def fails(*_, **__):
        raise OperationalError("the connection was refused")

    def cut():
        monkeypatch.setattr(standing.Standing, "transaction", fails)
        monkeypatch.setattr(views, "catalogue_in_force", fails)

    return cut


@pytest.fixture
def reader(db, client):
    """Somebody whose browser gets what a reader gets, errors included."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("path", ["", "schemes/", "trouble/money/", "not-safe/",
                                  "schemes/hearth/winter-grant/"])  # fmt: skip
def test_a_public_page_that_was_shown_before_still_answers(reader, away, path):
    before = reader.get(f"/en/{path}")
    away()
    after = reader.get(f"/en/{path}")
    assert (after.status_code, after.content) == (200, before.content)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "We cannot answer just now"),
        ("ur", "ہم اس وقت جواب نہیں دے سکتے"),
        ("ps", "موږ اوس ځواب نه شو ورکولی"),
    ],
)
def test_another_page_says_in_the_readers_language_that_it_cannot_answer(
    reader, away, language, words
):
    reader.get(f"/{language}/")
    away()
    answer = reader.get(f"/{language}/accounts/login/")
    page = answer.content.decode()
    assert answer.status_code == 503
    assert words in page
    assert 'href="tel:080011111"' in page
    assert answer["Retry-After"] == "10"


def test_before_any_page_was_shown_there_is_still_a_number_to_call(reader, away):
    away()
    answer = reader.get("/ur/schemes/")
    assert answer.status_code == 503
    assert 'href="tel:15"' in answer.content.decode()


def test_a_page_that_is_not_there_is_still_not_there(reader, away):
    reader.get("/en/")
    away()
    assert reader.get("/en/trouble/gold/").status_code == 404


def test_nobody_waits_for_a_database_that_failed_just_now(reader, away, monkeypatch):
    asked = []
    away()
    reader.get("/en/counter/")
    monkeypatch.setattr(standing.Standing, "transaction", lambda *_, **__: asked.append(1))
    assert reader.get("/en/counter/").status_code == 503
    assert asked == []


def test_after_a_while_the_database_is_tried_again(reader, away, monkeypatch):
    away()
    reader.get("/en/")
    monkeypatch.undo()
    assert reader.get("/healthz").status_code == 200
    monkeypatch.setattr(outage, "SECONDS_UNTIL_THE_NEXT_TRY", 0.0)
    assert reader.get("/en/accounts/login/").status_code == 200


def test_an_error_of_our_own_is_no_outage(reader, monkeypatch):
    def fails():
        raise ZeroDivisionError

    monkeypatch.setattr(views, "catalogue_in_force", fails)
    answer = reader.get("/en/")
    assert answer.status_code == 500
    assert b"Something broke here" in answer.content
    assert not outage.memory.is_failing()
