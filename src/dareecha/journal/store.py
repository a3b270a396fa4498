"""Reading the log from the database: its size, its tiles, its entries, proofs on them."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Max

from dareecha.journal import merkle, tiles
from dareecha.journal.merkle import Hash, Read
from dareecha.journal.models import Checkpoint, FullTile, Leaf
from dareecha.journal.proofs import Proof
from dareecha.journal.tiles import WIDTH


class NotInTheLog(LookupError):
    """An entry or event that no checkpoint covers yet, or that there never was."""


@dataclass(frozen=True)
class Proved:
    """An entry with the proof of its place."""

    data: bytes
    proof: Proof


def size() -> int:
    """How many entries the log has."""
    last = Leaf.objects.aggregate(last=Max("idx"))["last"]
    return 0 if last is None else last + 1


def load(level: int, number: int) -> tuple[Hash, ...]:
    """The hashes of a tile, as many as there are by now."""
    full = FullTile.objects.filter(level=level, number=number).first()
    if full is not None:
        return tiles.split_hashes(bytes(full.hashes))
    return _row(level, number * WIDTH, (number + 1) * WIDTH)


def edge(size: int) -> list[tuple[Hash, ...]]:
    """The unfilled tile of each level, level 0 first, in a tree of `size` leaves."""
    widths = tiles.edge_widths(size)
    ends = (size >> tiles.HEIGHT * level for level in range(len(widths)))
    return [
        _row(level, end - width, end)
        for level, (width, end) in enumerate(zip(widths, ends, strict=True))
    ]


def reader() -> Read:
    """Read whole subtrees of the log as it is now; each tile is fetched once."""
    return tiles.reader(cache(load))


def root_at(size: int) -> Hash:
    """The root over the first `size` entries, from the tiles."""
    return merkle.root(reader(), size)


def newest_checkpoint() -> Checkpoint | None:
    """The newest signed checkpoint, or None before the first."""
    return Checkpoint.objects.exclude(note="").order_by("-size").first()


def entry_bundle(number: int, width: int = WIDTH) -> bytes:
    """Up to 256 entries in the form in which they are published."""
    first = number * WIDTH
    entries = Leaf.objects.filter(idx__gte=first, idx__lt=first + width).order_by("idx")
    return tiles.pack_entries(bytes(data) for data in entries.values_list("data", flat=True))


def prove(index: int) -> Proved:
    """The proof that an entry stands in the log of the newest checkpoint.

    Raises NotInTheLog when that checkpoint does not cover the entry.
    """
    checkpoint = newest_checkpoint()
    if checkpoint is None or not 0 <= index < checkpoint.size:
        covered = 0 if checkpoint is None else checkpoint.size
        raise NotInTheLog(
            f"There is no proof for entry {index}: the newest checkpoint covers {covered} entries, "
            "counted from 0. A new event is covered by the next checkpoint: "
            "dareecha journal checkpoint."
        )
    hashes = merkle.inclusion_proof(reader(), index, checkpoint.size)
    data = bytes(Leaf.objects.values_list("data", flat=True).get(idx=index))
    return Proved(data, Proof(index, hashes, checkpoint.note))


def index_of(event: UUID) -> int:
    """The place of an event in the log. Raises NotInTheLog when it has none."""
    index = Leaf.objects.filter(event_id=event).values_list("idx", flat=True).first()
    if index is None:
        raise NotInTheLog(
            f"The event {event} has no place in the log. If it is new it gets one with the next "
            "checkpoint: dareecha journal checkpoint."
        )
    return index


def _row(level: int, start: int, end: int) -> tuple[Hash, ...]:
    """Neighbouring hashes of one level: leaf hashes, or roots of the full tiles below."""
    if level == 0:
        leaves = Leaf.objects.filter(idx__gte=start, idx__lt=end).order_by("idx")
        return tuple(bytes(each) for each in leaves.values_list("hash", flat=True))
    below = FullTile.objects.filter(level=level - 1, number__gte=start, number__lt=end)
    roots = below.order_by("number").values_list("root", flat=True)
    return tuple(bytes(each) for each in roots)
