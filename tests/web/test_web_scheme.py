"""The page of one scheme says everything, and what it does not know."""

WINTER = "/en/schemes/hearth/winter-grant/"
WIDOWS = "/en/schemes/hearth/widows-help/"
LOOM = "/en/schemes/mill/old-loom-pension/"


def test_the_criteria_stand_in_words_with_their_figures_of_today(show):
    page = show(WINTER)
    assert "A low poverty score" in page
    assert "The ceiling is 32." in page
    assert "ceiling</span>" not in page
    assert "since" in page


def test_of_alternatives_one_is_said_to_be_enough(show):
    page = show(WINTER)
    assert page.index("One of these is enough:") < page.index("No stove")


def test_a_rule_that_is_itself_a_choice_says_so(show):
    page = show(LOOM)
    assert page.index("One of these is enough:") < page.index("A weaver")


def test_a_scheme_of_some_districts_names_them(show):
    assert "Sampleabad" in show(LOOM)
    assert "only in:" not in show(WINTER)


def test_a_step_is_told_apart_from_a_bar(show):
    assert "Something to do first. It is no reason for a no." in show(WINTER)


def test_the_amount_is_the_one_in_force_with_its_day_and_source(show):
    page = show(WINTER)
    assert '<bdi dir="ltr">10,00,000</bdi>' in page
    assert "(10 lakh)" in page
    assert "9,00,000" not in page
    assert "Winter Grant Rules, 2026" in page


def test_a_formula_shows_the_figures_that_it_is_made_of(show):
    page = show(LOOM)
    assert "It is worked out from these figures:" in page
    assert '<bdi dir="ltr">11,500</bdi>' in page


def test_a_day_of_which_only_the_year_is_known_is_not_printed_as_a_day(show):
    page = show(LOOM)
    assert "since 2019; the exact day is not published" in page
    assert "1 January 2019" not in page


def test_days_cost_money_and_appeal_that_nobody_publishes_are_not_known(show):
    page = show(WIDOWS)
    assert "no number of days is published" in page
    assert "the department has not published it" in page
    assert "Where to appeal is not known." in page
    assert "The amount is not known." in page


def test_what_people_have_seen_is_no_promise(show):
    page = show(WIDOWS)
    assert "12 days" in page
    assert "what people have seen; not a promise" in page


def test_one_day_is_one_day(show):
    assert "<strong>1 day</strong>" in show(LOOM)


def test_what_the_office_itself_asks_is_never_asked_by_us(show):
    assert "We never ask it and never keep it." in show(WIDOWS)


def test_a_paused_scheme_warns_before_its_rules(show):
    page = show(LOOM)
    assert page.index("This scheme is paused.") < page.index("A low wage")


def test_a_scheme_that_nobody_has_confirmed_warns_too(show):
    assert "Call before you travel." in show(WIDOWS)


def test_a_benefit_whose_rule_has_ended_says_so(show):
    assert "No rule is in force today." in show(LOOM)


def test_open_questions_and_unconfirmed_bars_are_printed(show):
    page = show(WINTER)
    assert "Does a rented house count?" in page
    assert "tax filer" in page


def test_papers_say_where_they_come_from_and_their_lawful_days(show):
    page = show(WINTER)
    assert "Death certificate" in page
    assert "2 days by law" in page


def test_a_phone_number_can_be_called_and_an_unknown_one_is_left_out(show):
    page = show(WIDOWS)
    assert 'href="tel:080000000"' in page
    assert "not_known" not in page


def test_english_within_urdu_is_marked_with_its_language(show):
    page = show(WINTER.replace("/en/", "/ur/"))
    assert '<span lang="en" dir="ltr">A widow in the house</span>' in page
    assert "غربت کا کم سکور" in page


def test_a_scheme_that_nobody_runs_is_no_page(show):
    show("/en/schemes/hearth/gold/", status=404)
    show("/en/schemes/gold/", status=404)
