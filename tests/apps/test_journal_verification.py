"""Whoever changes the journal behind the service's back is found out, and where."""

import datetime as dt
import json
import time

import pytest
from django.db import connection

from dareecha.journal import sequencer
from dareecha.journal.actions import record
from dareecha.journal.identity import verifier_key
from dareecha.journal.leaves import commit
from dareecha.journal.merkle import leaf_hash
from dareecha.journal.models import Event
from dareecha.journal.verification import NotIntact, verify
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


def recorded(count):
    """Record events, and wait for whatever else runs on the server and would hold them back."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        events = [record("link.run", subject={"run": f"r{each}"}).pk for each in range(count)]
    until = time.monotonic() + 30
    while sequencer.held_back() and time.monotonic() < until:
        time.sleep(0.02)
    return events


@pytest.fixture
def admin(cluster, transactional_db):
    """Somebody with every right in the database, whom no trigger stops."""
    with cluster.connect_as_admin(connection.settings_dict["NAME"]) as admin:
        admin.execute("set session_replication_role = replica")
        yield admin


@pytest.fixture
def log(transactional_db):
    """Two checkpoints, of 3 and of 6 entries."""
    events = recorded(3)
    sequencer.run(at=NOW)
    events += recorded(3)
    sequencer.run(at=NOW)
    return events


def test_a_journal_left_alone_is_intact(log):
    recorded(2)
    found = verify()
    assert (found.entries, found.checkpoints, found.newest, found.waiting) == (6, 2, 6, 2)


def test_an_empty_journal_is_intact(transactional_db):
    assert verify().entries == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("update journal_leaf set hash = sha256('x') where idx = 4", "Entry 4 .* not the hash"),
        (
            "update journal_leaf set data = data || ' '::bytea where idx = 4",
            "Entry 4 .* not the hash",
        ),
        (
            "update journal_leaf set data = convert_to(replace(convert_from(data, 'UTF8'), "
            "'link.run', 'link.ran'), 'UTF8') where idx = 2; "
            "update journal_leaf set hash = sha256('\\x00'::bytea || data) where idx = 2",
            "Entry 2 of the journal does not say what its event",
        ),
        ("delete from journal_leaf where idx = 1", "Entry 1 of the journal is missing; entry 2"),
        ("delete from journal_leaf where idx = 0", "Entry 0 of the journal is missing; entry 1"),
        ("delete from journal_leaf where idx >= 5", "missing from the end.* only 5"),
        ("update journal_leaf set idx = 9 where idx = 5", "Entry 5 .* is missing; entry 9"),
        (
            "update journal_event set record = jsonb_set(record, '{officer}', '\"x\"') "
            "where id = (select event_id from journal_leaf where idx = 3)",
            "Entry 3 .* was changed; record and salt",
        ),
        (
            "update journal_event set salt = sha256('x') "
            "where id = (select event_id from journal_leaf where idx = 3)",
            "Entry 3 .* was changed; record and salt",
        ),
        (
            "update journal_event set department = 'zakat' "
            "where id = (select event_id from journal_leaf where idx = 3)",
            "Entry 3 .* was changed",
        ),
        (
            "delete from journal_event where id = "
            "(select event_id from journal_leaf where idx = 3)",
            "Entry 3 .* has been removed",
        ),
        (
            "update journal_checkpoint set root = sha256('x') where size = 3",
            "checkpoint of 3 entries does not agree",
        ),
        (
            # The newest signature begins after the last blank: its first letters are the key's.
            "update journal_checkpoint set note = regexp_replace(note, "
            "'([^ ]{8})([^ ]{8})([^ ]*)$', '\\1' || reverse('\\2') || '\\3') where size = 6",
            "checkpoint of 6 entries is not signed by",
        ),
        (
            "update journal_checkpoint c set note = (select note from journal_checkpoint "
            "where size = 3) where size = 6",
            "what was signed is not what stands beside",
        ),
        (
            "insert into journal_fulltile values (0, 0, '', '')",
            "Tile 0/0 .* lies beyond its 6 entries",
        ),
    ],
)
def test_a_change_is_found_and_its_place_named(log, admin, change, sentence):
    admin.execute(change)
    with pytest.raises(NotIntact, match=sentence):
        verify()


def test_an_event_taken_out_of_the_queue_is_found(transactional_db, admin):
    [event] = recorded(1)
    admin.execute("delete from journal_pending")
    with pytest.raises(NotIntact, match=f"event {event} is in no entry"):
        verify()


def test_a_history_rewritten_in_every_table_still_breaks_the_signed_root(log, admin):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        event = Event.objects.get(pk=log[4])
    event.record["subject"] = {"run": "another"}
    event.commitment = commit(bytes(event.salt), event.record)
    data = event.leaf.data
    admin.execute(
        "update journal_event set record = %s, commitment = %s where id = %s",
        [json.dumps(event.record), event.commitment, event.pk],
    )
    admin.execute(
        "update journal_leaf set data = %s, hash = %s where idx = 4", [data, leaf_hash(data)]
    )
    with pytest.raises(NotIntact, match=r"checkpoint of 6 entries .* from 3 to 5"):
        verify()


def test_a_changed_or_missing_tile_is_found(transactional_db, admin):
    recorded(258)
    sequencer.run(at=NOW)
    assert verify().entries == 258
    admin.execute("update journal_fulltile set hashes = set_byte(hashes, 77, 0)")
    admin.execute("update journal_fulltile set hashes = set_byte(hashes, 78, 0)")
    with pytest.raises(NotIntact, match=r"Tile 0/0 .* entries 0 to 255, was changed"):
        verify()
    admin.execute("delete from journal_fulltile")
    with pytest.raises(NotIntact, match=r"Tile 0/0 .* is missing"):
        verify()


def test_a_log_signed_by_another_installation_is_not_ours(log, settings):
    settings.JOURNAL_ORIGIN = "another.example/log"
    assert verifier_key().name == "another.example/log"
    with pytest.raises(
        NotIntact, match=r"checkpoint of 3 entries is not signed by another\.example"
    ):
        verify()
