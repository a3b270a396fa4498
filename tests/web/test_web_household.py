"""The household page: members, facts with source, verdicts with reasons, and what is missing."""

import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dareecha.web.counter import reading
from web import invented

PAGE = f"/en/counter/household/{invented.HOUSEHOLD}/"


@pytest.fixture
def with_purpose(officer):
    """An officer whose search in this session led to the invented household."""
    officer.post(PAGE, {"purpose": "person_here"})
    return officer


def text(client, path=PAGE):
    return client.get(path).content.decode()


def test_members_stand_with_relation_age_and_masked_number(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("Zarmina Bibi", "mother-in-law", "65–70", "17201-•••••••-2", "has died"):
        assert shown in page


def test_a_fact_has_its_source_and_day_and_what_others_say(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("31.50", "survey form", "3 May 2024", "another source says", "36.00"):
        assert shown in page


def test_the_three_ways_of_not_knowing_are_told_apart(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("did not want to say", "does not apply", "not known"):
        assert shown in page


def test_every_verdict_has_a_shape_and_a_word(with_purpose, household_shown):
    cells = re.findall(r'<td class="cell">.*?</td>', text(with_purpose), re.S)
    assert len(cells) == 6
    for cell in cells:
        assert '<svg class="window"' in cell
        assert re.search(r'class="word">[^<]+<', cell)


def test_a_dash_is_not_about_this_person_and_never_a_no(with_purpose, household_shown):
    page = text(with_purpose)
    assert '<span class="hidden">Not about this person</span>' in page
    assert "It is never a no." in page


def test_reasons_name_the_person_and_every_criterion_its_fact(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("Her husband is alive.", "Every criterion", "She is a widow.", "widowed"):
        assert shown in page


def test_what_a_list_does_not_tell_is_unknown_and_not_no(with_purpose, household_shown):
    page = text(with_purpose)
    assert "not on the list" in page
    assert "not known either way" in page


def test_missing_things_have_a_step_an_owner_and_a_day(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("Union council, then NADRA", "the mother", "10 December 2026"):
        assert shown in page


def test_what_we_file_stands_apart_from_where_they_go(with_purpose, household_shown):
    page = text(with_purpose)
    places = [page.index(words) for words in ("We file", "They go themselves", "Hearth office")]
    assert places == sorted(places)


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_numbers_do_not_run_backwards_in(language, with_purpose, household_shown):
    page = text(with_purpose, PAGE.replace("/en/", f"/{language}/"))
    assert 'dir="rtl"' in page
    assert page.count("17201-•••••••") == page.count('<bdi dir="ltr">17201-•••••••')


def test_an_empty_household_says_so_in_every_part(with_purpose, monkeypatch):
    empty = replace(
        invented.household(),
        others=0, families=1, village="", last_heard=None, roster_is_closed=False, members=(),
        receiving=(), facts=(), columns=("",), verdict_rows=(), missing_steps=(), we_file=(),
        they_go=(), findings=(),
    )  # fmt: skip
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: empty)
    page = text(with_purpose)
    for shown in (
        "That is unknown, not nothing.",
        "No list holds a fact about this household yet.",
        "This household has not been judged yet.",
        "Nothing is missing",
        "Nothing that we can file.",
        "Nothing stands out.",
        "nobody has been heard yet",
    ):
        assert shown in page


def test_a_merged_household_answers_under_the_id_of_today(with_purpose, household_shown):
    old = PAGE.replace(str(invented.HOUSEHOLD), "0192f0c1-0000-7000-8000-0000000000ff")
    with_purpose.post(old, {"purpose": "complaint"})
    assert with_purpose.get(old)["Location"] == PAGE


def test_a_household_that_this_duty_may_not_see_is_no_page(with_purpose, monkeypatch):
    def nothing(*_, **__):
        raise reading.NoSuchHousehold

    monkeypatch.setattr(reading, "household_page", nothing)
    assert with_purpose.get(PAGE).status_code == 404


def test_printing_the_page_asks_the_database_for_nothing(with_purpose, household_shown):
    with CaptureQueriesContext(connection) as of_an_empty_form:
        with_purpose.get("/en/counter/")
    with CaptureQueriesContext(connection) as of_the_page:
        with_purpose.get(PAGE)
    assert len(of_the_page) == len(of_an_empty_form)


@pytest.mark.parametrize(("language", "name"), [("ur", "انگریزی"), ("ps", "انګرېزي")])
def test_an_english_reason_stands_beside_the_name_of_its_language(
    with_purpose, household_shown, language, name
):
    page = text(with_purpose, PAGE.replace("/en/", f"/{language}/"))
    reason = page.index("Her husband is alive.")
    assert f'<span class="tag tongue">{name}</span>' in page[reason - 200 : reason]


def test_reasons_are_whole_sentences(with_purpose, household_shown):
    page = text(with_purpose)
    assert "Whether this holds for <bdi>گل پری</bdi> is not known yet." in page
    assert "Marital status of <bdi>Zarmina Bibi</bdi>: <b>widowed</b>, says survey form on" in page


def test_people_whom_no_form_lists_are_told_apart(with_purpose, monkeypatch):
    shown = invented.household()
    stranger = replace(shown.members[0], relationship="not_known")
    crowd = replace(shown, roster_is_closed=True, members=(*shown.members, stranger))
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: shown)
    assert "known from other lists alone" not in text(with_purpose)
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: crowd)
    page = " ".join(text(with_purpose).split())
    assert "1 person is known from other lists alone, and may live elsewhere." in page


def test_a_wide_matrix_says_that_it_goes_on(with_purpose, monkeypatch):
    shown = invented.household()
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: shown)
    assert "Move the table sideways" not in text(with_purpose)
    monkeypatch.setattr(reading, "household_page", lambda *_, **__: invented.crowded())
    page = text(with_purpose)
    assert "16 people stand here. Move the table sideways to see all." in page
    assert 'aria-describedby="matrix-hint" tabindex="0"' in " ".join(page.split())


def test_a_missing_paper_stands_with_its_office(with_purpose, household_shown):
    page = text(with_purpose)
    assert "from: NADRA centre" in " ".join(page.split())
    assert "2 benefits wait for it" in page


def test_what_is_not_settled_has_its_door_and_a_shut_one_its_warning(with_purpose, household_shown):
    page = text(with_purpose)
    for shown in ("Not settled yet", "School slip", "This scheme is paused."):
        assert shown in page


def test_a_hole_stands_with_its_bars_and_what_is_still_to_ask(with_purpose, household_shown):
    page = text(with_purpose)
    for part in (
        "No scheme answers this need",
        "The rule says no.",
        "The scheme is closed.",
        "A committee decides; still to ask for:",
        "Nobody knows whether they get:",
        "Could answer it:",
        "said by: the mother",
    ):
        assert part in page
    assert "Perhaps no scheme answers this need" in page


def test_every_question_about_needs_can_stay_empty_or_be_declined(with_purpose, household_shown):
    page = text(with_purpose)
    assert 'name="household.hungry_days.declined"' in page
    assert page.count('<option value="declined">Prefers not to say</option>') == 2
    assert 'type="date"' in page
