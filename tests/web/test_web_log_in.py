"""Officers log in on a page of ours, in three languages."""

import pytest

LOG_IN = "/en/accounts/login/"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Officers log in"), ("ur", "افسران لاگ ان کریں"), ("ps", "افسران دې ننوځي")],
)
def test_the_page_speaks(db, client, language, words):
    page = client.get(LOG_IN.replace("/en/", f"/{language}/")).content.decode()
    assert words in page
    assert 'href="/ps/accounts/login/"' in page


def test_a_wrong_password_is_told_in_the_language_of_the_page(transactional_db, client):
    answer = client.post("/ur/accounts/login/", {"login": "nobody", "password": "wrong wrong"})
    assert "صارف نام یا پاس ورڈ درست نہیں۔" in answer.content.decode()


def test_nobody_is_offered_to_sign_up(db, client):
    assert b"signup" not in client.get(LOG_IN).content


def test_an_officer_finds_the_way_out_in_the_header(officer):
    page = officer.get("/en/counter/").content.decode()
    assert "Invented Officer" in page
    assert 'action="/en/accounts/logout/"' in page
