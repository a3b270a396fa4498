"""Roles are a closed list, and what opens encrypted numbers is for those who need to open them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from dareecha.accounts.models import Duty, Officer
from dareecha.registry.models import ListKey
from dareecha.registry.sealing import seal_of
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)


def seen() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select id from example_request order by id")
        return [number for (number,) in cursor.fetchall()]


@pytest.mark.parametrize("role", ["", "superuser", "System", "system "])
def test_a_role_that_nobody_knows_sees_no_row_of_a_department(protected, on_duty, role):
    known = on_duty(department="bisp").context
    with acting_as(known, purpose="a test"):
        assert seen() == [1, 3, 4]
    with acting_as(replace(known, role=role), purpose="a test"):
        assert seen() == []


@pytest.mark.parametrize("role", ["", "superuser"])
def test_a_role_that_nobody_knows_is_no_log_in_either(on_duty, role):
    stranger = replace(on_duty().context, role=role, officer=SYSTEM_DUTY.officer)
    with acting_as(stranger, purpose="log-in"):
        assert (Officer.objects.count(), Duty.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "department", "found"),
    [
        ("facilitator", "planning", 1),
        ("auditor", "planning", 1),
        ("officer", "bisp", 1),
        ("officer", "zakat", 0),
        ("planner", "bisp", 0),
        ("administrator", "bisp", 0),
    ],
)
def test_the_key_of_a_list_is_for_those_who_open_numbers(on_duty, role, department, found):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        seal_of("bisp_payments", "bisp")
    with acting_as(on_duty(role=role, department=department).context, purpose="a test"):
        assert ListKey.objects.count() == found
