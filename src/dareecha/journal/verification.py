"""Recomputes the whole journal from what the database holds, and names the first thing wrong.

The database is trusted in nothing: hashes are made anew from the entries, commitments from the
records, roots from the hashes, and every checkpoint's signature is checked. What only the holder
of the key could have done (sign another history from the start) shows when somebody else has
kept an older checkpoint.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from dareecha.journal.identity import verifier_key
from dareecha.journal.merkle import leaf_hash
from dareecha.journal.models import Checkpoint, Event, FullTile, Pending
from dareecha.journal.notes import NoteRefused, TreeHead, VerifierKey, open_checkpoint
from dareecha.journal.tiles import HEIGHT, WIDTH, Growth, Tile, split_hashes
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

CHUNK = 2_000

ENTRIES = """
    select leaf.idx, leaf.data, leaf.hash, leaf.event_id,
           event.type, event.department, event.catalogue, event.day,
           event.record::text, event.salt, event.commitment
    from journal_leaf leaf left join journal_event event on event.id = leaf.event_id
    order by leaf.idx
"""
LOST = """
    select id from journal_event event
    where not exists (select from journal_leaf where event_id = event.id)
      and not exists (select from journal_pending where event_id = event.id)
    order by id limit 1
"""


class NotIntact(Exception):
    """The journal is not what was recorded; the sentence says what is wrong and where."""


@dataclass(frozen=True)
class Intact:
    """What was checked and found good."""

    entries: int
    checkpoints: int
    newest: int
    waiting: int


def verify() -> Intact:
    """Check every entry, event, tile and checkpoint. Raises NotIntact at the first fault."""
    with acting_as(SYSTEM_DUTY, purpose="verifying the journal"):
        walk = _Walk()
        for entry in _entries():
            walk.take(entry)
        walk.end()
        _check_that_no_event_is_lost()
        return Intact(walk.growth.size, walk.signed, walk.agreed, _waiting())


@dataclass(frozen=True)
class _Entry:
    index: int
    data: bytes
    hash: bytes
    event_id: UUID
    event: Event | None


class _Walk:
    """Goes through the log from its beginning, growing the tree anew."""

    def __init__(self) -> None:
        self.key = verifier_key()
        self.growth = Growth()
        self.signed = 0
        self.agreed = 0
        self._heads = Checkpoint.objects.order_by("size").iterator(CHUNK)
        self._next = next(self._heads, None)

    def take(self, entry: _Entry) -> None:
        _check_entry(entry, expected=self.growth.size)
        for tile in self.growth.append(leaf_hash(entry.data)):
            _check_tile(tile)
        while self._next is not None and self._next.size <= self.growth.size:
            self._check_head(self._next)
            self._next = next(self._heads, None)

    def end(self) -> None:
        if self._next is not None:
            raise NotIntact(
                f"Entries are missing from the end: the checkpoint of {self._next.size} entries "
                f"is there, and the log has only {self.growth.size}."
            )
        _check_that_no_tile_is_too_many(self.growth.size)

    def _check_head(self, checkpoint: Checkpoint) -> None:
        if bytes(checkpoint.root) != self.growth.root():
            raise NotIntact(
                f"The checkpoint of {checkpoint.size} entries does not agree with the log: "
                f"an entry from {self.agreed} to {checkpoint.size - 1} was changed after it, "
                "or the checkpoint was."
            )
        if checkpoint.note:
            _check_signature(checkpoint, self.key)
            self.signed += 1
            self.agreed = checkpoint.size


def _check_entry(entry: _Entry, *, expected: int) -> None:
    where = f"Entry {entry.index} of the journal"
    if entry.index != expected:
        raise NotIntact(f"Entry {expected} of the journal is missing; entry {entry.index} follows.")
    if leaf_hash(entry.data) != entry.hash:
        raise NotIntact(f"{where}: its hash is not the hash of its data; one of them was changed.")
    if entry.event is None:
        raise NotIntact(f"{where}: its event {entry.event_id} has been removed.")
    if not entry.event.keeps_its_record:
        raise NotIntact(
            f"{where}: its event {entry.event_id} was changed; "
            "record and salt do not give the commitment."
        )
    if entry.event.leaf.data != entry.data:
        raise NotIntact(f"{where} does not say what its event {entry.event_id} says.")


def _check_tile(tile: Tile) -> None:
    stored = FullTile.objects.filter(level=tile.level, number=tile.number).first()
    is_same = (
        stored is not None
        and split_hashes(bytes(stored.hashes)) == tile.hashes
        and bytes(stored.root) == tile.root
    )
    if not is_same:
        leaves = WIDTH << HEIGHT * tile.level
        raise NotIntact(
            f"Tile {tile.level}/{tile.number} of the journal, over entries "
            f"{tile.number * leaves} to {(tile.number + 1) * leaves - 1}, "
            f"{'is missing' if stored is None else 'was changed'}."
        )


def _check_that_no_tile_is_too_many(size: int) -> None:
    for tile in FullTile.objects.order_by("level", "number").iterator(CHUNK):
        if tile.number >= size >> HEIGHT * (tile.level + 1):
            raise NotIntact(f"Tile {tile} of the journal lies beyond its {size} entries.")


def _check_signature(checkpoint: Checkpoint, key: VerifierKey) -> None:
    where = f"The checkpoint of {checkpoint.size} entries"
    try:
        head = open_checkpoint(checkpoint.note, key)
    except NoteRefused as refusal:
        raise NotIntact(f"{where} is not signed by {key.name}: {refusal}") from None
    if head != TreeHead(key.name, checkpoint.size, bytes(checkpoint.root)):
        raise NotIntact(f"{where}: what was signed is not what stands beside the signature.")


def _check_that_no_event_is_lost() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        lost = cursor.fetchone()
    if lost is not None:
        raise NotIntact(
            f"The event {lost[0]} is in no entry of the journal and does not wait for one: "
            "its entry, or its place in the queue, was removed."
        )


def _waiting() -> int:
    return Pending.objects.count()


def _entries() -> Iterator[_Entry]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(ENTRIES)
        while rows := cursor.fetchmany(CHUNK):
            yield from (_entry(*row) for row in rows)


def _entry(index: int, data: bytes, hash: bytes, event_id: UUID, *event: Any) -> _Entry:
    exists = event[0] is not None
    return _Entry(index, data, hash, event_id, _event(event_id, *event) if exists else None)


def _event(
    id: UUID,
    type: str,
    department: str,
    catalogue: str,
    day: date,
    record: str,
    salt: bytes,
    commitment: bytes,
) -> Event:
    return Event(
        id=id,
        type=type,
        department=department,
        catalogue=catalogue,
        day=day,
        record=json.loads(record),
        salt=salt,
        commitment=commitment,
    )
