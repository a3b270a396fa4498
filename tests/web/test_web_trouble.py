"""What answers a trouble."""


def test_the_benefits_stand_in_the_order_of_the_catalogue(show):
    page = show("/en/trouble/money/")
    assert page.index("Winter grant") < page.index("Monthly help")


def test_each_says_how_it_is_asked_for_and_who_decides(show):
    page = show("/en/trouble/money/")
    assert "We can send the application for you." in page
    assert "A committee decides. Nobody can promise it before." in page


def test_an_unknown_amount_is_said_to_be_unknown(show):
    assert "The amount is not known." in show("/en/trouble/money/")


def test_a_trouble_without_a_scheme_says_so_and_leads_on(show):
    page = show("/en/trouble/illness/")
    assert "We know no scheme yet that answers this." in page
    assert 'href="/en/schemes/"' in page


def test_a_paused_scheme_is_marked(show):
    assert "Paused" in show("/en/trouble/old_age/")


def test_an_unknown_trouble_is_no_page(show):
    assert "There is no such page" in show("/en/trouble/gold/", status=404)
