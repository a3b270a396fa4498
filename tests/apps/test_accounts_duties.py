"""Who is appointed to what, by whom, and until when."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError

from dareecha.accounts import actions
from dareecha.accounts.models import Department, Duty, Officer
from dareecha.journal.models import Event
from dareecha.safeguards.acting import (
    SYSTEM_DUTY,
    acting_as,
    as_officer_without_duty,
    logging_in,
)

pytestmark = pytest.mark.django_db(transaction=True)
MAY = dt.date(2026, 5, 1)
JUNE = dt.date(2026, 6, 1)


@pytest.fixture
def system():
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        yield


def test_a_duty_is_in_force_from_its_first_day_until_before_its_end(on_duty, system):
    duty = on_duty(valid_from=MAY, valid_to=JUNE)
    day = dt.timedelta(days=1)
    assert duty.officer.duty_on(MAY - day) is None
    assert duty.officer.duty_on(MAY) == duty
    assert duty.officer.duty_on(JUNE - day) == duty
    assert duty.officer.duty_on(JUNE) is None


def test_of_several_duties_the_oldest_counts_until_another_is_chosen(on_duty, log_in):
    first = on_duty(department="bisp", areas=["PK517"])
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        second = again(first, areas=["PK502"])
    client = log_in(first.officer)
    assert client.get("/en/accounts/duty/").context["request"].duty == first
    client.post("/en/accounts/duty/", {"duty": str(second.pk)})
    assert client.get("/en/accounts/duty/").context["request"].duty == second


@pytest.mark.parametrize("chosen", ["", "nothing", "00000000-0000-7000-8000-000000000009"])
def test_a_duty_that_is_not_ones_own_cannot_be_chosen(on_duty, log_in, chosen):
    other = on_duty()
    duty = on_duty()
    client = log_in(duty.officer)
    for number in (chosen, str(other.pk)):
        assert client.post("/en/accounts/duty/", {"duty": number}).status_code == 404
        assert client.get("/en/accounts/duty/").context["request"].duty == duty


def again(duty: Duty, **changes) -> Duty:
    fields = {
        "officer": duty.officer,
        "department": duty.department_id,
        "areas": ["*"],
        "role": "facilitator",
        "purposes": ["registration"],
        "valid_from": MAY,
    }
    return actions.assign(**{**fields, **changes})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("areas", []),
        ("areas", ["*", "PK517"]),
        ("role", "system"),
        ("purposes", []),
        ("department", "unknown"),
        ("valid_to", MAY),
    ],
)
def test_an_appointment_that_makes_no_sense_is_refused(on_duty, system, field, value):
    with pytest.raises(ValidationError):
        again(on_duty(), **{field: value})


def test_the_database_itself_refuses_a_duty_without_area(on_duty, system):
    with pytest.raises(IntegrityError):
        Duty.objects.filter(pk=on_duty().pk).update(areas=[])


def test_two_officers_cannot_share_an_email_however_it_is_written(on_duty, system):
    one, other = on_duty().officer, on_duty().officer
    Officer.objects.filter(pk=one.pk).update(email="desk@example.org")
    with pytest.raises(IntegrityError):
        Officer.objects.filter(pk=other.pk).update(email="Desk@example.org")


def test_an_officer_reaches_the_own_account_and_no_other(on_duty):
    mine, _ = on_duty(), on_duty()
    for standing in (
        as_officer_without_duty(mine.officer_id),
        acting_as(mine.context, purpose="a test"),
    ):
        with standing:
            assert list(Officer.objects.all()) == [mine.officer]
            assert list(Duty.objects.all()) == [mine]


def test_the_log_in_finds_every_account_and_changes_no_duty(on_duty):
    duty, _ = on_duty(), on_duty()
    with logging_in():
        assert Officer.objects.count() == 2
        assert Duty.objects.filter(pk=duty.pk).update(role="auditor") == 0


def test_without_standing_no_account_is_seen(on_duty):
    on_duty()
    assert not Officer.objects.exists()


def test_an_administrator_appoints_for_the_own_department(on_duty):
    administrator = on_duty(role="administrator", department="bisp")
    colleague = on_duty(department="bisp")
    stranger = on_duty(department="zakat")
    with acting_as(administrator.context, purpose="a test"):
        assert again(colleague).department_id == "bisp"
    with pytest.raises(ProgrammingError), acting_as(administrator.context, purpose="a test"):
        Duty.objects.create(
            officer=stranger.officer,
            department_id="zakat",
            areas=["*"],
            role="officer",
            purposes=["registration"],
            valid_from=MAY,
        )


def test_an_administrator_cannot_widen_the_own_duty(on_duty):
    duty = on_duty(role="administrator", areas=["PK517"])
    with pytest.raises(ProgrammingError), acting_as(duty.context, purpose="a test"):
        again(duty, areas=["*"])
    with acting_as(duty.context, purpose="a test"):
        assert Duty.objects.filter(pk=duty.pk).update(areas=["*"]) == 0


def test_an_appointment_and_its_end_are_journaled_with_ids_only(on_duty, system):
    duty = actions.end_duty(duty=on_duty(department="zakat"), on=JUNE)
    assert duty.officer.duty_on(JUNE) is None
    events = list(Event.objects.order_by("id").values_list("type", "department"))
    assert events == [
        ("department.opened", "zakat"),
        ("officer.appointed", "zakat"),
        ("duty.given", "zakat"),
        ("duty.ended", "zakat"),
    ]
    assert not any("Invented" in str(event.__dict__) for event in Event.objects.all())


def test_a_department_not_yet_translated_shows_its_english_name():
    department = Department(code="relief", name_en="Relief", name_ur="")
    assert department.name == "Relief"
