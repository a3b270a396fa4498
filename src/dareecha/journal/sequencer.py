"""Gives events their places in the log, then signs a checkpoint. One at a time runs.

Events are taken in the order of their transactions, and only those of transactions older than
every one still running: a transaction that began earlier and commits later would otherwise be
passed over. Leaves are committed before a root over them is settled, and the root is committed
before it is signed, so that a crash anywhere leaves nothing that a second run does not finish
in the same way.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from dareecha.journal import store
from dareecha.journal.identity import signing_key, verifier_key
from dareecha.journal.leaves import LeafContent
from dareecha.journal.merkle import leaf_hash
from dareecha.journal.models import Checkpoint, FullTile
from dareecha.journal.notes import NoteRefused, TreeHead, open_checkpoint, sign_checkpoint
from dareecha.journal.tiles import Growth, Tile
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

BATCH = 5_000
PURPOSE = "sequencing the journal"
# Any number will do that nothing else in this database uses as an advisory lock.
LOCK = 0x6A6F75726E616C

TAKE = """
    delete from journal_pending
    where event_id in (
        select event_id from journal_pending
        where xid < pg_snapshot_xmin(pg_current_snapshot())
        order by xid, event_id limit %s
    )
    returning xid::text::numeric, event_id
"""
READ = """
    select e.id, e.type, e.day, e.department, e.catalogue, e.commitment
    from unnest(%s::uuid[]) with ordinality as taken(id, place) join journal_event e using (id)
    order by taken.place
"""
HELD_BACK = """
    select count(*) from journal_pending where xid >= pg_snapshot_xmin(pg_current_snapshot())
"""
ADD = """
    insert into journal_leaf (idx, event_id, data, hash)
    select * from unnest(%s::bigint[], %s::uuid[], %s::bytea[], %s::bytea[])
"""


class AlreadySequencing(RuntimeError):
    """Another process is giving events their places."""


class LogDisagrees(RuntimeError):
    """What the log holds is not what was settled or signed before: nothing is signed."""


@dataclass(frozen=True)
class Sequenced:
    """What one run did."""

    leaves: int
    held_back: int
    checkpoint: Checkpoint | None


def run(*, at: datetime, batch: int = BATCH) -> Sequenced:
    """Give every event that can have one its place, and sign the log as it then stands.

    Returns the newest checkpoint, None while the log is empty. Raises AlreadySequencing, and
    LogDisagrees when the log no longer agrees with what was signed before.
    """
    if connection.in_atomic_block:
        raise RuntimeError("The sequencer commits step by step: call it outside a transaction.")
    with _alone():
        leaves = 0
        while taken := _sequence(batch):
            leaves += taken
        _settle()
        _sign_what_is_settled(at)
        with acting_as(SYSTEM_DUTY, purpose=PURPOSE):
            return Sequenced(leaves, _held_back(), store.newest_checkpoint())


def held_back() -> int:
    """How many events cannot have a place yet.

    Some transaction that began before theirs ended is still running, perhaps in another database
    of the same server. A number that stays is worth an alarm.
    """
    with acting_as(SYSTEM_DUTY, purpose=PURPOSE):
        return _held_back()


def _held_back() -> int:
    with connection.cursor() as cursor:
        cursor.execute(HELD_BACK)
        return int(cursor.fetchone()[0])


def _sequence(batch: int) -> int:
    """Move one batch of events into the log; gives their number."""
    with acting_as(SYSTEM_DUTY, purpose=PURPOSE), connection.cursor() as cursor:
        cursor.execute(TAKE, [batch])
        events = [event for _, event in sorted(cursor.fetchall())]
        if not events:
            return 0
        cursor.execute(READ, [events])
        entries = [LeafContent(*row[1:]).data for row in cursor.fetchall()]
        if len(entries) != len(events):
            raise LogDisagrees("An event that waits for its place cannot be found.")
        _add(events, entries)
    return len(events)


def _add(events: Sequence[UUID], entries: Sequence[bytes]) -> None:
    first = store.size()
    growth = Growth(first, store.edge(first))
    hashes = [leaf_hash(data) for data in entries]
    full: list[Tile] = []
    for each in hashes:
        full.extend(growth.append(each))
    places = list(range(first, first + len(entries)))
    with connection.cursor() as cursor:
        cursor.execute(ADD, [places, list(events), list(entries), hashes])
    FullTile.objects.bulk_create(
        FullTile(level=tile.level, number=tile.number, hashes=b"".join(tile.hashes), root=tile.root)
        for tile in full
    )


def _settle() -> None:
    """Commit to one root for the size that the log has now."""
    with acting_as(SYSTEM_DUTY, purpose=PURPOSE):
        size = store.size()
        if size and not Checkpoint.objects.filter(size=size).exists():
            Checkpoint(size=size, root=store.root_at(size)).save(force_insert=True)


def _sign_what_is_settled(at: datetime) -> None:
    """Sign the settled roots that have no signature, as long as they agree with all before."""
    with acting_as(SYSTEM_DUTY, purpose=PURPOSE):
        settled = list(Checkpoint.objects.filter(note="").order_by("size"))
        if not settled:
            return
        _check_the_past(settled[-1].size)
        for checkpoint in settled:
            _check_root(checkpoint)
            head = TreeHead(verifier_key().name, checkpoint.size, bytes(checkpoint.root))
            note = sign_checkpoint(head, signing_key())
            Checkpoint.objects.filter(size=head.size, note="").update(note=note, signed_at=at)


def _check_the_past(size: int) -> None:
    """A log never signs what does not begin with what it signed last."""
    last = store.newest_checkpoint()
    if last is None:
        return
    if last.size > size:
        raise LogDisagrees(
            f"The log has {size} entries and had {last.size} when it was last signed. "
            "Nothing was signed. Run: dareecha journal verify"
        )
    try:
        open_checkpoint(last.note, verifier_key())
    except NoteRefused as refusal:
        raise LogDisagrees(
            f"The last checkpoint, of {last.size} entries, was not signed with the name and key "
            f"in use now ({refusal}) Nothing was signed. Restore the keys of this database."
        ) from None
    _check_root(last)


def _check_root(checkpoint: Checkpoint) -> None:
    if store.root_at(checkpoint.size) != bytes(checkpoint.root):
        raise LogDisagrees(
            f"The first {checkpoint.size} entries of the log are not those whose root was settled. "
            "Nothing was signed. Run: dareecha journal verify"
        )


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [LOCK])
        (is_free,) = cursor.fetchone()
    if not is_free:
        raise AlreadySequencing("Another process is sequencing the journal; let it finish.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [LOCK])
