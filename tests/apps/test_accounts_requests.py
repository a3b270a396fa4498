"""One transaction for each request, on the duty of whoever asks."""

from __future__ import annotations

import datetime as dt
import logging

import pytest
from django.utils import timezone

from dareecha.accounts.models import Department
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("urls_for_tests")]


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, logger="django.request")


def is_written() -> bool:
    return Department.objects.filter(code="written").exists()


def test_a_request_acts_on_the_officers_duty(on_duty, log_in):
    duty = on_duty(department="zakat", role="officer", areas=["PK517", "PK502"])
    answer = log_in(duty.officer).get("/who")
    assert answer.text == "zakat officer PK517,PK502 registration"


def test_a_duty_does_not_leak_into_the_next_request(on_duty, log_in, client):
    assert log_in(on_duty().officer).get("/who").text != "nobody"
    client.cookies.clear()
    assert client.get("/who").text == "nobody"
    assert client.get("/purpose").text == ""


def test_a_duty_does_not_leak_within_an_outer_transaction(client):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert client.get("/who").text == "nobody"


def test_a_request_without_log_in_acts_for_nobody(client):
    assert client.get("/who").text == "nobody"
    assert client.get("/purpose").text == ""


def test_an_ended_duty_counts_no_more(on_duty, log_in):
    today = timezone.localdate()
    duty = on_duty(valid_from=today - dt.timedelta(days=9), valid_to=today)
    assert log_in(duty.officer).get("/who").text == "nobody"


def test_an_officer_who_may_no_longer_log_in_is_nobody(on_duty, log_in):
    duty = on_duty()
    client = log_in(duty.officer)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        duty.officer.is_active = False
        duty.officer.save(update_fields=["is_active"])
    assert client.get("/who").text == "nobody"


@pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (409, True), (503, False)])
def test_only_a_5xx_answer_is_rolled_back(client, status, kept):
    client.get(f"/write/{status}")
    assert is_written() is kept


def test_an_error_is_rolled_back(client):
    client.raise_request_exception = False
    assert client.get("/write-and-fail").status_code == 500
    assert not is_written()


def test_what_row_level_security_refuses_is_forbidden_and_rolled_back(client):
    assert client.get("/write-and-be-refused").status_code == 403
    assert not is_written()


def test_a_watchdog_is_answered(client):
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready\n"


def test_somebody_not_logged_in_is_sent_to_the_log_in(client):
    answer = client.get("/ur/desk-of-tests")
    assert answer.status_code == 302
    assert answer["Location"] == "/ur/accounts/login/?next=/ur/desk-of-tests"


def test_an_officer_on_duty_is_let_in(on_duty, log_in):
    assert log_in(on_duty().officer).get("/desk-of-tests").text == "on duty"


def test_an_officer_without_duty_is_told_what_to_do(on_duty, log_in):
    duty = on_duty(valid_from=timezone.localdate() + dt.timedelta(days=1))
    answer = log_in(duty.officer).get("/en/desk-of-tests")
    assert answer.status_code == 403
    assert "You are not on duty" in answer.text
    assert "Ask the administrator of your department" in answer.text
