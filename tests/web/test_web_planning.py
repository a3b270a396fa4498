"""The planners' pages: who may see figures, on what they rest, and what is never shown."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dareecha.web.planning import views
from web.planning_figures import (
    COUNSEL,
    GRANT,
    HELP,
    LOWER_DIR,
    NOWSHERA,
    SWAT,
    counted,
    gap,
    run_of,
)

TABLES = ("benefits", "contingencies", "needs", "places")


@pytest.fixture(autouse=True)
def _sample_of_planning(sample, monkeypatch):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: sample)


@pytest.fixture
def planner(on_duty, log_in):
    return log_in(on_duty(role="planner", department="planning").officer)


@pytest.fixture
def figures(db, sample):
    """Two districts; in Lower Dir too few miss the grant to be shown."""
    return counted(
        sample,
        [
            (60, NOWSHERA, "T1", gap("reached")),
            (31, NOWSHERA, "T1", gap("unserved")),
            (14, NOWSHERA, "T2", gap("unserved")),
            (20, NOWSHERA, "T1", gap("undetermined")),
            (7, LOWER_DIR, "T3", gap("unserved")),
            (18, SWAT, "T5", gap("unserved")),
            (40, LOWER_DIR, "T3", gap("reached")),
            (25, NOWSHERA, "T1", gap("unserved", HELP, "female")),
            (12, NOWSHERA, "T1", gap("late", HELP, "female")),
            (11, NOWSHERA, "T2", gap("ghost")),
        ],
        assumed=[{"list": "bisp_payments", "benefits": [GRANT]}],
    )


def text(client, path="", status=200):
    answer = client.get(f"/en/planning/{path}")
    assert answer.status_code == status, answer.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def rows(client, path):
    """The table of a page as its CSV: code → figures."""
    joined = "&" if "?" in path else "?"
    answer = client.get(f"/en/planning/{path}{joined}as=csv")
    assert answer.status_code == 200
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    return {row[0]: row[2:-2] for row in table[1:]}


# --- Who ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", *(f"{table}/" for table in TABLES)])
@pytest.mark.parametrize("role", ["facilitator", "officer"])
def test_who_serves_households_is_told_in_words_that_figures_are_for_planners(
    role, path, on_duty, log_in, figures
):
    client = log_in(on_duty(role=role).officer)
    page = text(client, path, status=403)
    assert "Figures are for planners" in page
    assert "31" not in page
    assert ("Households to reach" in page) is (role == "facilitator")


def test_a_stranger_is_sent_to_the_log_in(db, client):
    assert "/accounts/login/" in client.get("/en/planning/")["Location"]


@pytest.mark.parametrize("role", ["planner", "auditor", "administrator"])
def test_planners_auditors_and_administrators_see_figures(role, on_duty, log_in, figures):
    client = log_in(on_duty(role=role).officer)
    assert "Who is reached" in text(client)


# --- What the figures rest on --------------------------------------------------------------------


def test_without_a_run_the_page_says_what_to_run(planner):
    for path in ("", *(f"{table}/" for table in TABLES)):
        page = text(planner, path)
        assert "No figures yet" in page
        assert "dareecha screen" in page


def test_day_catalogue_and_assumed_completeness_are_printed(planner, figures, sample):
    for path in ("", *(f"{table}/" for table in TABLES)):
        page = text(planner, path)
        assert "As of 31 October 2026" in page
        assert sample.digest[:12] in page
        assert "We assume, and nobody has stated" in page
        assert "Winter grant" in page[page.index("We assume") :]


def test_where_nothing_is_assumed_that_is_said_too(planner, sample):
    counted(sample, [(20, NOWSHERA, "T1", gap("unserved"))])
    assert "No list is merely assumed to be complete." in text(planner)


def test_the_share_of_verdicts_that_lists_settle_is_told(planner, figures):
    page = text(planner)
    assert "Of 100 verdicts the lists alone settle 75" in page
    assert "500 households were judged" in page


def test_old_figures_are_marked_with_their_day(planner, sample):
    counted(sample, [], made_at=dt.datetime(2026, 1, 4, 20, tzinfo=dt.UTC))
    assert "These figures are old: they were counted on 5 January 2026" in text(planner)


def test_fresh_figures_are_not_marked(planner, figures):
    page = text(planner)
    assert "These figures are old" not in page
    assert "judged anew" not in page
    assert "The rules have changed" not in page


def test_a_newer_run_that_was_not_counted_is_told(planner, figures, sample):
    run_of(sample)
    assert "Households have been judged anew since then." in text(planner)


def test_figures_of_other_rules_are_marked(planner, figures, sample, monkeypatch):
    from dataclasses import replace

    monkeypatch.setattr(views, "catalogue_in_force", lambda: replace(sample, digest="f" * 64))
    assert "The rules have changed since then." in text(planner)


# --- What is counted -----------------------------------------------------------------------------


def test_totals_stand_by_kind_with_what_they_mean(planner, figures):
    page = text(planner)
    assert "Missed The rule admits them, the door is open" in page
    assert "95 households" in page  # 31 + 14 + 7 + 18 + 25


def test_suspicions_are_for_oversight_and_only_counts(planner, on_duty, log_in, figures):
    for path in ("", "benefits/", "places/"):
        assert "Contact needed" not in text(planner, path)
    assert planner.get("/en/planning/places/?show=suspicions").status_code == 404
    auditor = log_in(on_duty(role="auditor").officer)
    assert "Contact needed" in text(auditor)
    page = auditor.get(f"/en/planning/places/?show=suspicions&item={GRANT}").content.decode()
    assert "planning/households" not in page


def test_schemes_and_benefits_stand_with_their_numbers(planner, figures):
    found = rows(planner, f"benefits/?district={NOWSHERA}")
    assert found[GRANT] == ["60", "45", "20", "57 (48–57)"]
    assert found[HELP] == ["0", "25", "0", "0"]


def test_a_contingency_counts_the_households_of_its_schemes(planner, figures):
    found = rows(planner, "contingencies/")
    assert found["survivors"][1] == "25"
    assert found["poverty"][0] == "100"


def test_women_are_counted_apart_in_a_whole_district(planner, sample):
    counted(
        sample,
        [
            (25, NOWSHERA, "T1", gap("unserved", COUNSEL, "female")),
            (15, NOWSHERA, "T1", gap("unserved", COUNSEL, "male")),
        ],
    )
    women = rows(planner, f"benefits/?district={NOWSHERA}&sex=female")
    assert women[COUNSEL][:2] == ["0", "25"]
    assert planner.get("/en/planning/benefits/?sex=female").status_code == 404


def test_a_district_leads_to_its_tehsils(planner, figures):
    page = planner.get(f"/en/planning/places/?item={GRANT}").content.decode()
    assert f"district={NOWSHERA}" in page
    assert set(rows(planner, f"places/?item={GRANT}&district={NOWSHERA}")) == {"T1", "T2"}


def test_the_table_is_sorted_by_a_column_and_hidden_counts_come_last(planner, figures):
    down = rows(planner, f"places/?item={GRANT}&sort=-reached")
    up = rows(planner, f"places/?item={GRANT}&sort=reached")
    assert list(down) == [NOWSHERA, LOWER_DIR, SWAT]
    assert list(up) == [SWAT, LOWER_DIR, NOWSHERA]
    page = planner.get(f"/en/planning/places/?item={GRANT}&sort=-reached").content.decode()
    assert 'aria-sort="descending"' in page


@pytest.mark.parametrize(
    "query",
    ["district=PK999", "show=everything", "sort=name", "item=hearth/none/none", "sex=female"],
)
def test_what_is_no_choice_is_no_page(query, planner, figures):
    assert planner.get(f"/en/planning/places/?{query}").status_code == 404


def test_a_page_with_nothing_to_count_says_so(planner, sample):
    counted(sample, [])
    assert "Nothing of this kind was found here." in text(planner, "benefits/")


# --- What is never shown -------------------------------------------------------------------------


def test_fewer_than_ten_households_are_a_word(planner, figures):
    found = rows(planner, f"places/?item={GRANT}")
    assert found[LOWER_DIR][1] == "fewer than 10"
    assert "fewer than 10" in text(planner, f"places/?item={GRANT}")


def test_a_small_count_cannot_be_found_by_subtraction(planner, figures):
    everywhere = rows(planner, "benefits/")[GRANT][1]
    by_district = {code: row[1] for code, row in rows(planner, f"places/?item={GRANT}").items()}
    words = [*by_district.values(), everywhere]
    assert sum(not word.isdigit() for word in words) >= 2


def test_a_tehsil_of_a_district_with_few_says_fewer_even_where_nobody_is(planner, sample):
    counted(
        sample,
        [
            (40, NOWSHERA, "T1", gap("unserved")),
            (5, LOWER_DIR, "T3", gap("unserved")),
            (30, LOWER_DIR, "T4", gap("reached")),
        ],
    )
    found = rows(planner, f"places/?item={GRANT}&district={LOWER_DIR}")
    assert {code: row[1] for code, row in found.items()} == {
        "T3": "fewer than 10",
        "T4": "fewer than 10",
    }


def test_no_household_stands_behind_a_number_for_a_planner_and_why(planner, figures):
    page = planner.get(f"/en/planning/benefits/?district={NOWSHERA}").content.decode()
    assert "planning/households" not in page
    assert "your duty sees figures and no person" in page


def test_the_file_holds_what_the_page_shows_with_its_day_on_every_row(planner, figures):
    path = f"/en/planning/benefits/?district={NOWSHERA}&sort=-unserved"
    answer = planner.get(f"{path}&as=csv")
    assert answer["Content-Disposition"] == 'attachment; filename="gaps-benefits-2026-10-31.csv"'
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    page = " ".join(re.sub(r"<[^>]+>", " ", planner.get(path).content.decode()).split())
    assert table[0][2:-2] == ["Gets it now", "Missed", "One fact would decide",
                              "Reached of 100 (range)"]  # fmt: skip
    for row in table[1:]:
        assert row[-2] == "2026-10-31"
        position = page.index(row[1], page.index("Download CSV"))
        for cell in row[2:-2]:
            position = page.index(cell, position)


def test_a_planner_of_one_district_sees_that_one_alone(on_duty, log_in, figures):
    client = log_in(on_duty(role="planner", areas=[NOWSHERA]).officer)
    assert set(rows(client, "places/")) == {NOWSHERA}
    assert "Your districts" in text(client, "places/")
    page = text(client)
    assert "Everywhere" not in page
    assert "95 households" not in page
    assert client.get(f"/en/planning/places/?district={LOWER_DIR}").status_code == 404


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_the_pages_run_from_right_to_left_and_their_numbers_do_not(language, planner, figures):
    for path in ("", *(f"{table}/" for table in TABLES)):
        page = planner.get(f"/{language}/planning/{path}").content.decode()
        assert 'dir="rtl"' in page
    assert '<bdi dir="ltr">70</bdi>' in page


def test_a_page_asks_the_database_for_as_much_however_long_its_table(planner, figures):
    def asked(path):
        with CaptureQueriesContext(connection) as queries:
            planner.get(path)
        return len(queries)

    assert asked("/en/planning/benefits/") <= asked("/en/planning/") + 1
    assert asked("/en/planning/places/") == asked(f"/en/planning/places/?district={NOWSHERA}")
