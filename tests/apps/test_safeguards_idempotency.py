"""A POST sent twice is done once."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from dareecha.accounts.models import Department
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.safeguards.models import IdempotencyKey

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("urls_for_tests")]


@pytest.fixture
def officer(on_duty, log_in):
    return log_in(on_duty().officer)


def post(client, key="first", **fields):
    return client.post("/count", fields, headers={"Idempotency-Key": key})


def made() -> int:
    return Department.objects.filter(code__startswith="made-").count()


def test_the_second_post_gets_the_first_answer_and_does_nothing(officer):
    first, second = post(officer), post(officer)
    assert (second.status_code, second.text) == (201, first.text)
    assert second["Location"] == "/there"
    assert made() == 1


def test_the_key_may_stand_in_a_hidden_field(officer):
    answers = [officer.post("/count", {"idempotency_key": "k"}).text for _ in range(2)]
    assert answers[0] == answers[1]
    assert made() == 1


def test_another_key_or_none_is_another_post(officer):
    post(officer), post(officer, key="second"), officer.post("/count"), officer.post("/count")
    assert made() == 4


def test_the_same_key_of_another_officer_is_another_post(officer, on_duty, log_in):
    post(officer)
    post(log_in(on_duty().officer))
    assert made() == 2


def test_a_key_used_for_another_content_is_refused(officer):
    post(officer, note="one")
    assert post(officer, note="two").status_code == 422
    assert made() == 1


def test_a_failed_post_may_be_tried_again(officer, caplog):
    caplog.set_level(logging.CRITICAL, logger="django.request")
    assert post(officer, status="503").status_code == 503
    assert made() == 0
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not IdempotencyKey.objects.exists()


def test_two_posts_at_the_same_moment_are_done_once(officer):
    def send(_: int) -> str:
        client = Client()
        client.cookies = officer.cookies
        try:
            return client.post("/count-slowly", headers={"Idempotency-Key": "k"}).text
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as both:
        assert list(both.map(send, range(2))) == ["made", "made"]
    assert made() == 1


def test_a_key_that_is_too_long_is_refused(officer):
    assert post(officer, key="k" * 201).status_code == 422
