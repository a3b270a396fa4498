"""The tree cut into tiles of 256 hashes, as C2SP tlog-tiles publishes it.

Level 0 holds the leaf hashes; each hash of a higher level is the root of one full tile below.
A tile is stored only when it is full: until then its hashes are the newest ones of its level.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dareecha.journal.merkle import EMPTY_ROOT, HASH_LENGTH, Hash, Read, fold, node_hash

HEIGHT = 8
WIDTH = 1 << HEIGHT
LONGEST_ENTRY = 65_535

Load = Callable[[int, int], Sequence[Hash]]


@dataclass(frozen=True)
class Tile:
    """One full tile: 256 neighbouring hashes of a level."""

    level: int
    number: int
    hashes: tuple[Hash, ...]

    @property
    def root(self) -> Hash:
        """The hash that stands for this tile on the level above."""
        return fold(self.hashes)


class Growth:
    """The right-hand edge of a tree: all that is needed to append leaves and name the root."""

    def __init__(self, size: int = 0, edge: Iterable[Sequence[Hash]] = ()) -> None:
        """Go on from a tree of `size` leaves whose unfilled tiles are `edge`, level 0 first."""
        self.size = size
        self._edge = [list(hashes) for hashes in edge]
        if [len(hashes) for hashes in self._edge] != edge_widths(size):
            raise ValueError(f"The unfilled tiles do not belong to a tree of {size} leaves.")

    def append(self, leaf: Hash) -> list[Tile]:
        """Take in one leaf hash; gives the tiles it fills, lowest level first."""
        self.size += 1
        filled: list[Tile] = []
        self._add(0, leaf, filled)
        return filled

    def _add(self, level: int, hash_: Hash, filled: list[Tile]) -> None:
        if level == len(self._edge):
            self._edge.append([])
        self._edge[level].append(hash_)
        if len(self._edge[level]) == WIDTH:
            number = (self.size >> HEIGHT * (level + 1)) - 1
            tile = Tile(level, number, tuple(self._edge[level]))
            self._edge[level] = []
            filled.append(tile)
            self._add(level + 1, tile.root, filled)

    def root(self) -> Hash:
        """The root of the tree as it stands."""
        whole: Hash | None = None
        for hashes in self._edge:
            for subtree in _peaks_from_the_right(hashes):
                whole = subtree if whole is None else node_hash(subtree, whole)
        return EMPTY_ROOT if whole is None else whole


def edge_widths(size: int) -> list[int]:
    """How many hashes stand in the unfilled tile of each level, level 0 first."""
    widths = []
    while size:
        widths.append(size % WIDTH)
        size //= WIDTH
    return widths


def reader(load: Load) -> Read:
    """Read any whole subtree from tiles; `load(level, number)` gives a tile, full or not."""

    def read(height: int, position: int) -> Hash:
        level, above = divmod(height, HEIGHT)
        first = position << above
        number, offset = divmod(first, WIDTH)
        return fold(load(level, number)[offset : offset + (1 << above)])

    return read


def path(level: int | str, number: int, width: int = WIDTH) -> str:
    """Where a tile is published, `tile/0/x001/234` or `tile/entries/000.p/7`.

    `level` is a number, or `entries` for the bundle of entries beside level 0.
    """
    groups = [f"{number % 1000:03d}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03d}")
    partial = "" if width == WIDTH else f".p/{width}"
    return f"tile/{level}/{'/'.join(groups)}{partial}"


def published(size: int) -> Iterator[tuple[int, int, int]]:
    """Level, number and width of every tile that a tree of this size consists of."""
    level = 0
    while size:
        full, rest = divmod(size, WIDTH)
        yield from ((level, number, WIDTH) for number in range(full))
        if rest:
            yield level, full, rest
        size, level = full, level + 1


def pack_entries(entries: Iterable[bytes]) -> bytes:
    """An entry bundle: each entry after its length in two bytes.

    Raises ValueError for an entry longer than two bytes can say.
    """
    parts = []
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise ValueError(
                f"An entry of {len(entry)} bytes does not fit a bundle (at most {LONGEST_ENTRY})."
            )
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def unpack_entries(bundle: bytes) -> list[bytes]:
    """The entries of a bundle. Raises ValueError when it breaks off within one."""
    entries: list[bytes] = []
    place = 0
    while place < len(bundle):
        length = int.from_bytes(bundle[place : place + 2], "big")
        start, place = place + 2, place + 2 + length
        if place > len(bundle):
            raise ValueError(f"The bundle breaks off within its entry {len(entries)}.")
        entries.append(bundle[start:place])
    return entries


def split_hashes(data: bytes) -> tuple[Hash, ...]:
    """The hashes of a tile as it is stored. Raises ValueError when its length is not of hashes."""
    if len(data) % HASH_LENGTH:
        raise ValueError(f"A tile of {len(data)} bytes is not a row of hashes of {HASH_LENGTH}.")
    return tuple(data[i : i + HASH_LENGTH] for i in range(0, len(data), HASH_LENGTH))


def _peaks_from_the_right(hashes: Sequence[Hash]) -> Iterator[Hash]:
    """The largest whole subtrees that a row of equal ones consists of, smallest first."""
    end = len(hashes)
    while end:
        count = end & -end
        yield fold(hashes[end - count : end])
        end -= count
