"""The page for somebody in danger at home: phone numbers only, and nothing is kept."""


def test_the_numbers_of_the_catalogue_can_be_called(show):
    page = show("/en/not-safe/")
    assert 'href="tel:080011111"' in page
    assert 'href="tel:15"' in page


def test_nothing_is_asked_and_no_form_is_there(show):
    assert "<form" not in show("/en/not-safe/")


def test_the_browser_keeps_no_copy_and_gets_no_cookie(db, client):
    answer = client.get("/en/not-safe/")
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
