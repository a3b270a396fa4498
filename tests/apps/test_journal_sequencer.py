"""Places in the log: dense, in order, nothing lost, nothing signed twice."""

import datetime as dt
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from dareecha.journal import merkle, sequencer, store, tiles
from dareecha.journal.actions import record
from dareecha.journal.identity import verifier_key
from dareecha.journal.leaves import LeafContent
from dareecha.journal.models import Checkpoint, Event, FullTile, Leaf, Pending
from dareecha.journal.notes import open_checkpoint
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

NOW = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


def recorded(count=1):
    """Record events, and wait for whatever else runs on the server and would hold them back."""
    events = committed(count)
    wait_for_others()
    return events


def committed(count):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return [record("link.run", subject={"run": f"r{each}"}).pk for each in range(count)]


def wait_for_others():
    until = time.monotonic() + 30
    while sequencer.held_back() and time.monotonic() < until:
        time.sleep(0.02)


def order():
    return list(Leaf.objects.order_by("idx").values_list("idx", "event_id"))


def defined_root():
    """The root over all leaves, straight from their hashes."""
    hashes = [bytes(each) for each in Leaf.objects.order_by("idx").values_list("hash", flat=True)]
    return merkle.root(lambda h, at: merkle.fold(hashes[at << h : (at + 1) << h]), len(hashes))


@contextmanager
def another_writer():
    """Somebody whose transaction has recorded an event and is not yet committed."""
    begun, may_commit, found = threading.Event(), threading.Event(), []

    def write():
        try:
            with acting_as(SYSTEM_DUTY, purpose="a test"):
                found.append(record("link.undone", subject={"link": "l1"}).pk)
                begun.set()
                may_commit.wait(10)
        finally:
            begun.set()
            connection.close()

    thread = threading.Thread(target=write)
    thread.start()
    begun.wait(10)

    def commit():
        may_commit.set()
        thread.join(10)
        return found[0]

    try:
        yield commit
    finally:
        may_commit.set()
        thread.join(10)


@contextmanager
def killed_at(place, name):
    """The process ends when it gets to that function."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(place, name, lambda *_: sys.exit(9))
        yield pytest.raises(SystemExit)


def test_an_empty_log_has_no_checkpoint():
    assert sequencer.run(at=NOW) == sequencer.Sequenced(0, 0, None)


def test_events_get_dense_places_in_the_order_of_their_transactions():
    first, second = recorded(3), recorded(2)
    done = sequencer.run(at=NOW)
    assert done.leaves == 5
    assert order() == list(enumerate(first + second))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not Pending.objects.exists()


def test_the_checkpoint_is_signed_over_the_root_of_all_leaves():
    recorded(7)
    checkpoint = sequencer.run(at=NOW).checkpoint
    head = open_checkpoint(checkpoint.note, verifier_key())
    assert (head.size, head.root) == (7, defined_root())
    assert checkpoint.signed_at == NOW


def test_a_leaf_holds_the_public_part_of_its_event():
    [event] = recorded()
    sequencer.run(at=NOW)
    leaf = Leaf.objects.get()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        expected = Event.objects.get(pk=event).leaf
    assert LeafContent.parse(bytes(leaf.data)) == expected
    assert bytes(leaf.hash) == merkle.leaf_hash(bytes(leaf.data))


def test_a_transaction_that_is_rolled_back_never_appears():
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        record("link.run", subject={"run": "r1"})
        transaction.set_rollback(True)
    [kept] = recorded()
    sequencer.run(at=NOW)
    assert order() == [(0, kept)]


def test_an_earlier_transaction_that_commits_later_loses_nothing():
    with another_writer() as commit:
        later = committed(2)
        done = sequencer.run(at=NOW)
        assert (done.leaves, done.held_back) == (0, 2)
        earlier = commit()
    wait_for_others()
    assert sequencer.run(at=NOW).leaves == 3
    assert order() == list(enumerate([earlier, *later]))


def test_a_second_run_with_nothing_new_changes_nothing():
    recorded(3)
    first = sequencer.run(at=NOW)
    second = sequencer.run(at=NOW + dt.timedelta(hours=1))
    assert second.leaves == 0
    assert (second.checkpoint.note, second.checkpoint.signed_at) == (first.checkpoint.note, NOW)
    assert Checkpoint.objects.count() == 1


def test_killed_between_leaves_and_checkpoint_it_finishes_with_the_same_root():
    events = recorded(5)
    with killed_at(sequencer, "_settle") as killed, killed:
        sequencer.run(at=NOW)
    assert order() == list(enumerate(events))
    assert not Checkpoint.objects.exists()

    done = sequencer.run(at=NOW)
    assert done.leaves == 0
    assert (done.checkpoint.size, bytes(done.checkpoint.root)) == (5, defined_root())


def test_killed_before_the_signature_it_signs_what_was_settled():
    recorded(5)
    with killed_at(sequencer, "_sign_what_is_settled") as killed, killed:
        sequencer.run(at=NOW)
    settled = Checkpoint.objects.get()
    assert (settled.size, settled.note) == (5, "")

    recorded(2)
    sequencer.run(at=NOW)
    for checkpoint in Checkpoint.objects.all():
        head = open_checkpoint(checkpoint.note, verifier_key())
        assert (head.size, head.root) == (checkpoint.size, bytes(checkpoint.root))
    assert bytes(Checkpoint.objects.get(size=5).root) == bytes(settled.root)


def test_killed_within_a_batch_it_begins_that_batch_again():
    events = recorded(5)
    with killed_at(sequencer.FullTile.objects, "bulk_create") as killed, killed:
        sequencer.run(at=NOW)
    assert order() == []
    sequencer.run(at=NOW)
    assert order() == list(enumerate(events))


def test_batches_and_full_tiles_give_the_same_tree():
    events = recorded(300)
    sequencer.run(at=NOW, batch=70)
    events += recorded(300)
    checkpoint = sequencer.run(at=NOW, batch=1_000).checkpoint
    assert order() == list(enumerate(events))
    assert [(tile.level, tile.number) for tile in FullTile.objects.order_by("number")] == [
        (0, 0),
        (0, 1),
    ]
    assert bytes(checkpoint.root) == defined_root()
    assert store.root_at(300) == bytes(Checkpoint.objects.get(size=300).root)


def test_every_entry_can_be_proved_and_every_checkpoint_leads_to_the_next():
    recorded(260)
    sequencer.run(at=NOW)
    recorded(40)
    sequencer.run(at=NOW)
    for index in (0, 255, 256, 299):
        proved = store.prove(index)
        proved.proof.check(proved.data, verifier_key())

    old, new = Checkpoint.objects.order_by("size")
    assert merkle.consistency_holds(
        old=old.size,
        old_root=bytes(old.root),
        new=new.size,
        new_root=bytes(new.root),
        proof=merkle.consistency_proof(store.reader(), old.size, new.size),
    )


def test_entries_are_published_in_bundles_that_hash_to_the_leaves():
    recorded(260)
    sequencer.run(at=NOW)
    entries = tiles.unpack_entries(store.entry_bundle(1))
    assert [merkle.leaf_hash(entry) for entry in entries] == list(store.load(0, 1))
    assert len(tiles.unpack_entries(store.entry_bundle(0))) == 256
    assert tiles.unpack_entries(store.entry_bundle(1, 2)) == entries[:2]


def test_an_entry_that_no_checkpoint_covers_has_no_proof_yet():
    with pytest.raises(store.NotInTheLog, match="covers 0 entries"):
        store.prove(0)
    [event] = recorded()
    with pytest.raises(store.NotInTheLog, match=str(event)):
        store.index_of(event)
    sequencer.run(at=NOW)
    assert store.index_of(event) == 0
    with pytest.raises(store.NotInTheLog, match="covers 1 entries"):
        store.prove(1)


def test_two_sequencers_do_not_run_at_once():
    said = []

    def run_too():
        try:
            sequencer.run(at=NOW)
        except sequencer.AlreadySequencing as refusal:
            said.append(refusal)
        finally:
            connection.close()

    with sequencer._alone():
        thread = threading.Thread(target=run_too)
        thread.start()
        thread.join(10)
    assert len(said) == 1
    sequencer.run(at=NOW)


def test_it_refuses_to_run_inside_a_transaction():
    with pytest.raises(RuntimeError, match="outside a transaction"), transaction.atomic():
        sequencer.run(at=NOW)


def test_it_signs_nothing_that_disagrees_with_what_it_signed_before(admin):
    recorded(3)
    sequencer.run(at=NOW)
    admin.execute("update journal_leaf set hash = sha256('another story') where idx = 1")
    recorded(2)
    with pytest.raises(sequencer.LogDisagrees, match="first 3 entries"):
        sequencer.run(at=NOW)
    assert not Checkpoint.objects.filter(size=5).exclude(note="").exists()


def test_it_signs_nothing_under_another_name(settings):
    recorded(3)
    sequencer.run(at=NOW)
    settings.JOURNAL_ORIGIN = "another.example/log"
    recorded(1)
    with pytest.raises(sequencer.LogDisagrees, match="name and key"):
        sequencer.run(at=NOW)


def test_a_shortened_log_is_not_signed_again(admin):
    recorded(3)
    sequencer.run(at=NOW)
    admin.execute("delete from journal_leaf where idx = 2")
    admin.execute("insert into journal_checkpoint (size, root, note) values (2, 'x', '')")
    with pytest.raises(sequencer.LogDisagrees, match="had 3 when it was last signed"):
        sequencer.run(at=NOW)


def test_a_checkpoint_is_settled_and_signed_once(admin):
    recorded(3)
    checkpoint = sequencer.run(at=NOW).checkpoint
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        for change in ({"note": "another\n"}, {"root": b"another"}):
            with (
                pytest.raises(Exception, match="settled once and signed once"),
                transaction.atomic(),
            ):
                Checkpoint.objects.filter(size=3).update(**change)
    assert Checkpoint.objects.get().note == checkpoint.note


@pytest.fixture
def admin(cluster, transactional_db):
    """Somebody with every right in the database, whom no trigger stops."""
    with cluster.connect_as_admin(connection.settings_dict["NAME"]) as admin:
        admin.execute("set session_replication_role = replica")
        yield admin
