"""Every look at somebody's data is written down, and what is written stays."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError
from psycopg.errors import InsufficientPrivilege

from dareecha.safeguards.access import record_look_up
from dareecha.safeguards.acting import SYSTEM_DUTY, NoDuty, acting_as
from dareecha.safeguards.ids import uuid7
from dareecha.safeguards.models import AccessLog

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_look_up_says_who_looked_on_which_duty_and_why(on_duty):
    duty, subject = on_duty(department="zakat"), uuid7()
    with acting_as(duty.context, purpose="registration"):
        record_look_up(purpose="registration", kind="household page", found=1, subjects=[subject])
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [log] = AccessLog.objects.all()
    assert (log.officer, log.duty, log.department) == (duty.officer_id, duty.pk, "zakat")
    assert (log.purpose, log.kind, log.found) == ("registration", "household page", 1)
    assert log.subjects == [subject]


def test_nobody_looks_without_a_duty():
    with pytest.raises(NoDuty):
        record_look_up(purpose="registration", kind="search by name", found=0)


def test_a_look_up_cannot_be_written_in_another_officers_name(on_duty):
    mine, other = on_duty(), on_duty()
    with pytest.raises(ProgrammingError), acting_as(mine.context, purpose="a test"):
        AccessLog.objects.create(
            officer=other.officer_id, duty=mine.pk, purpose="p", kind="k", found=0
        )


@pytest.mark.parametrize("role", ["facilitator", "officer", "administrator"])
def test_the_log_is_read_by_auditors_only(on_duty, role):
    duty, auditor = on_duty(role=role), on_duty(role="auditor")
    with acting_as(duty.context, purpose="a test"):
        record_look_up(purpose="registration", kind="search by name", found=3)
        assert not AccessLog.objects.exists()
    with acting_as(auditor.context, purpose="a test"):
        assert AccessLog.objects.count() == 1


@pytest.mark.parametrize(
    "quietly",
    [
        lambda: AccessLog.objects.update(found=0),
        lambda: AccessLog.objects.all()._raw_delete("default"),
    ],
)
def test_the_service_can_neither_change_nor_remove_what_was_logged(quietly):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        record_look_up(purpose="registration", kind="search by name", found=3)
    with pytest.raises(ProgrammingError) as refused, acting_as(SYSTEM_DUTY, purpose="a test"):
        quietly()
    assert isinstance(refused.value.__cause__, InsufficientPrivilege)
