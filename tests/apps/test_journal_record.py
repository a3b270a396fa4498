"""Recording: what the journal takes, from whom, and what it never takes."""

import datetime as dt
from uuid import UUID

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from dareecha.journal.actions import NotPublic, NoTransaction, UnknownType, record
from dareecha.journal.models import Event, Leaf, Pending
from dareecha.journal.subjects import NotForTheJournal, check_subject
from dareecha.journal.types import TYPES
from dareecha.safeguards.acting import SYSTEM_DUTY, NoDuty, acting_as
from dareecha.safeguards.ids import uuid7

HOUSEHOLD = "019a0f3e-1111-7222-8333-444455556666"
DIGEST = "ab" * 32


@pytest.mark.django_db(transaction=True)
class TestRecording:
    def test_an_event_keeps_who_did_what_when_and_shows_less(self):
        at = dt.datetime(2026, 11, 1, 20, 30, tzinfo=dt.UTC)
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            event = record(
                "household.looked_up",
                department="bisp",
                catalogue=DIGEST,
                subject={"household": HOUSEHOLD},
                at=at,
            )
            kept = Event.objects.get(pk=event.pk)

        assert kept.record == {
            "id": str(event.pk),
            "type": "household.looked_up",
            "department": "bisp",
            "catalogue": DIGEST,
            "day": "2026-11-02",  # half past one in the morning in Karachi
            "at": "2026-11-02T01:30:00+05:00",
            "officer": str(SYSTEM_DUTY.officer),
            "duty": str(SYSTEM_DUTY.duty),
            "subject": {"household": HOUSEHOLD},
        }
        assert kept.keeps_its_record
        assert set(kept.leaf.__dict__) == {"type", "day", "department", "catalogue", "commitment"}
        assert HOUSEHOLD.encode() not in kept.leaf.data

    def test_outside_a_transaction_nothing_is_recorded(self):
        with pytest.raises(NoTransaction, match=r"'link\.run' in the transaction of the action"):
            record("link.run", subject={"run": "r1"})

    def test_an_event_needs_somebody_on_duty(self):
        with pytest.raises(NoDuty), transaction.atomic():
            record("link.run", subject={"run": "r1"})

    def test_whoever_is_on_duty_records_and_only_some_read(self, on_duty):
        facilitator, auditor = on_duty(role="facilitator"), on_duty(role="auditor")
        with acting_as(facilitator.context, purpose="registration"):
            event = record("household.looked_up", subject={"household": HOUSEHOLD})
            assert not Event.objects.filter(pk=event.pk).exists()
        with acting_as(auditor.context, purpose="audit"):
            kept = Event.objects.get(pk=event.pk)
        assert kept.record["officer"] == str(facilitator.officer_id)
        assert kept.record["duty"] == str(facilitator.pk)

    @pytest.mark.parametrize("type", ["list.eaten", "", "LIST.AGREED"])
    def test_a_kind_of_event_that_nobody_has_defined_is_refused(self, type):
        with (
            pytest.raises(UnknownType, match="The journal knows no event"),
            acting_as(SYSTEM_DUTY, purpose="a test"),
        ):
            record(type, subject={"run": "r1"})

    @pytest.mark.parametrize("public", [{"department": "Zakat Office"}, {"catalogue": "newest"}])
    def test_the_public_part_takes_codes_and_digests_only(self, public):
        with pytest.raises(NotPublic), acting_as(SYSTEM_DUTY, purpose="a test"):
            record("screening.run", subject={"run": "r1"}, **public)

    def test_a_refused_event_leaves_nothing_behind(self):
        with pytest.raises(NotForTheJournal), acting_as(SYSTEM_DUTY, purpose="a test"):
            record("link.run", subject={"person": "17301-1234567-1"})
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            assert not Event.objects.exists()
            assert not Pending.objects.exists()

    @pytest.mark.parametrize(
        "statement",
        [
            "update journal_event set record = '{}'",
            "delete from journal_event",
            "truncate journal_event cascade",
            "update journal_leaf set hash = ''",
            "delete from journal_leaf",
            "update journal_fulltile set root = ''",
            "delete from journal_fulltile",
            "delete from journal_checkpoint",
            "update journal_pending set xid = '1'",
        ],
    )
    def test_the_service_has_no_right_to_change_or_remove(self, statement):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            acting_as(SYSTEM_DUTY, purpose="a test"),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    @pytest.mark.parametrize("change", ["update journal_event set type = 'x'", "delete from"])
    def test_even_the_owner_is_stopped_by_a_trigger(self, as_owner, change):
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            record("link.run", subject={"run": "r1"})
        statement = change if change.startswith("update") else f"{change} journal_event"
        as_owner.execute("delete from journal_pending")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="The journal only grows"):
            as_owner.execute(statement)

    def test_only_the_system_gives_places(self, on_duty):
        with acting_as(on_duty(role="administrator").context, purpose="a test"):
            event = record("link.run", subject={"run": "r1"})
            leaf = Leaf(idx=0, event_id=event.pk, data=b"x", hash=b"x")
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                leaf.save(force_insert=True)


@pytest.mark.parametrize(
    "value",
    [
        "17301-1234567-1",
        "1730112345671",
        "cnic:1730112345671",
        "173011234567",  # a CNIC that lost a digit
        "0301-2345678",
        "+923012345678",
        "00923012345678",
        "3012345678",
        "0301.234.5678",
        "a1730112345671b",
    ],
)
def test_what_looks_like_somebodys_number_is_refused_and_not_repeated(value):
    with pytest.raises(NotForTheJournal) as refusal:
        check_subject({"row": value})
    assert "subject['row']" in str(refusal.value)
    assert value not in str(refusal.value)


@pytest.mark.parametrize(
    "value", ["", "two words", "آدم", "line\nbreak", "x" * 201, "۱۷۳۰۱", 7, None, {"a": "b"}]
)
def test_what_is_no_id_is_refused(value):
    with pytest.raises(NotForTheJournal, match="subject"):
        check_subject({"row": value})


@pytest.mark.parametrize("subject", [{}, {"Full Name": "x"}, {1: "x"}])
def test_a_subject_names_its_ids(subject):
    with pytest.raises(NotForTheJournal):
        check_subject(subject)


@pytest.mark.parametrize(
    "value",
    [
        HOUSEHOLD,
        "12345678-1234-7234-8234-123456789012",
        f"run:{HOUSEHOLD}",
        DIGEST,
        "0123456789" * 6 + "0123",
        f"sha256:{DIGEST}",
        "bisp/kafaalat/cash",
        "bisp_nser_households",
        "PK517",
        "2026-11-01",
        "2026-11-01T09:30",
        "123456789",
        "0",
    ],
)
def test_ids_codes_digests_days_and_counts_are_taken(value):
    check_subject({"row": value})


def test_no_identifier_of_ours_is_taken_for_a_number():
    for _ in range(2_000):
        check_subject({"row": str(uuid7()), "digits": str(UUID(int=10**31))})


def test_every_type_says_what_it_means():
    for type, meaning in TYPES.items():
        assert type.count(".") == 1
        assert len(type) <= 40
        assert meaning.endswith(".")
