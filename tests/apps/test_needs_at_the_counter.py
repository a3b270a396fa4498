"""The section about needs: asked on the household's page, written down once, taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from small_lists import (
    LOWER_DIR,
    NOWSHERA,
    SHIPPED,
    agree,
    household_of,
    individual_of,
    kafaalat,
    link,
    take_in,
    take_in_family,
)

from dareecha.catalogue.actions import publish_shipped
from dareecha.registry.models import Statement
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WHO = {"answered_by": "self", "present": "nobody"}


@pytest.fixture
def page(tmp_path: Path) -> str:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=["bisp/kafaalat/cash"])
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    publish_shipped(SHIPPED)
    return f"/en/counter/household/{household_of('bisp_nser_households:H-1')}/"


@pytest.fixture
def opened(page: str, on_duty: Callable, log_in: Callable) -> Client:
    client = log_in(on_duty(areas=[NOWSHERA]).officer)
    client.post(page, {"purpose": "home_visit"})
    return client


def shown(client: Client, page: str) -> str:
    answer = client.get(page)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def statements() -> list[Statement]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return list(Statement.objects.order_by("occurred_at", "id"))


def test_what_is_answered_is_written_down_and_shown_and_what_is_left_empty_is_not(
    opened: Client, page: str
) -> None:
    text = shown(opened, page)
    assert "What does this household need?" in text
    assert "No need is known yet." in text or "Money" in text
    head = individual_of("bisp_nser_members:M-1")
    answers = {
        **WHO,
        "household.hungry_days_last_week": "3",
        "household.medical_debt_pkr.declined": "on",
        f"{head}.wants_training": "yes",
        f"{head}.wants_work": "no",
    }
    answer = opened.post(page + "needs/", answers)
    assert (answer.status_code, answer["Location"]) == (302, page + "#needs")
    said = {(s.fact, s.state, s.value) for s in statements()}
    assert said == {
        ("hungry_days_last_week", "known", 3),
        ("medical_debt_pkr", "declined", None),
        ("wants_training", "known", True),
        ("wants_work", "known", False),
    }
    text = shown(opened, page)
    for part in ("There was too little food last week.", "Training", "prefers not to say"):
        assert part in text
    assert "household.medical_debt_pkr" not in text, "what was declined is not asked again"


def test_a_hole_stands_with_its_bars_in_words(opened: Client, page: str) -> None:
    head = individual_of("bisp_nser_members:M-1")
    opened.post(page + "needs/", {**WHO, f"{head}.lost_work_on": "2026-10-01"})
    text = shown(opened, page)
    assert "No scheme answers this need" in text


def test_nothing_answered_writes_nothing_and_says_so(opened: Client, page: str) -> None:
    answer = opened.post(page + "needs/", WHO)
    assert answer.status_code == 200
    assert "No question was answered" in answer.content.decode()
    assert statements() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("household.hungry_days_last_week", "8"),
        ("household.medical_debt_pkr", "-1"),
        ("household.medical_debt_pkr", "much"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again_beside_its_field(
    opened: Client, page: str, field: str, value: str
) -> None:
    answer = opened.post(page + "needs/", {**WHO, field: value})
    assert answer.status_code == 200
    assert "Look at the marked fields." in answer.content.decode()
    assert statements() == []


def test_who_answered_must_be_said(opened: Client, page: str) -> None:
    opened.post(page + "needs/", {"household.hungry_days_last_week": "2"})
    assert statements() == []


def test_a_form_sent_twice_is_written_down_once(opened: Client, page: str) -> None:
    key = re.search(r'name="idempotency_key" value="([^"]+)"', shown(opened, page))
    assert key is not None
    answers = {**WHO, "household.hungry_days_last_week": "2", "idempotency_key": key[1]}
    first, again = (opened.post(page + "needs/", answers) for _ in range(2))
    assert first["Location"] == again["Location"]
    assert len(statements()) == 1


def test_a_mistake_is_taken_back_on_the_page_and_taking_back_twice_is_harmless(
    opened: Client, page: str
) -> None:
    opened.post(page + "needs/", {**WHO, "household.hungry_days_last_week": "6"})
    way = re.search(r'action="([^"]+/take-back/)"', shown(opened, page))
    assert way is not None
    for _ in range(2):
        assert opened.post(way[1])["Location"] == page + "#needs"
    assert "too little food last week." not in shown(opened, page)
    [kept] = statements()
    assert kept.withdrawn_at is not None


def test_a_statement_of_nobody_here_is_not_found(opened: Client, page: str) -> None:
    other = "statements/019ab000-0000-7000-8000-000000000000/take-back/"
    assert opened.post(page + other).status_code == 404


def test_a_household_that_was_not_opened_takes_no_answers(
    page: str, on_duty: Callable, log_in: Callable
) -> None:
    client = log_in(on_duty(areas=[NOWSHERA]).officer)
    answers = {**WHO, "household.hungry_days_last_week": "2"}
    assert client.post(page + "needs/", answers)["Location"] == page
    way = page + "statements/019ab000-0000-7000-8000-000000000000/take-back/"
    assert client.post(way)["Location"] == page
    assert statements() == []


def test_a_household_of_another_district_is_not_found(
    page: str, on_duty: Callable, log_in: Callable
) -> None:
    client = log_in(on_duty(areas=[LOWER_DIR]).officer)
    client.post(page, {"purpose": "home_visit"})
    answers = {**WHO, "household.hungry_days_last_week": "2"}
    assert client.post(page + "needs/", answers).status_code == 404


def test_an_auditor_reads_and_writes_nothing(
    page: str, on_duty: Callable, log_in: Callable
) -> None:
    client = log_in(on_duty(role="auditor", areas=["*"]).officer)
    client.post(page, {"purpose": "complaint"})
    text = shown(client, page)
    assert "What does this household need?" in text
    assert "Ask and write down" not in text
    assert client.post(page + "needs/", WHO).status_code == 403


@pytest.mark.parametrize("language", ["ur", "ps"])
def test_the_section_speaks(language: str, opened: Client, page: str) -> None:
    text = shown(opened, page.replace("/en/", f"/{language}/"))
    assert 'id="needs"' in text
    assert 'name="household.hungry_days_last_week"' in text
