"""The tree in tiles: grown leaf by leaf, read back, and laid out as others expect it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.journal import merkle, tiles
from dareecha.journal.merkle import leaf_hash


def made(count):
    return [leaf_hash(str(number).encode()) for number in range(count)]


def defined(leaves):
    return merkle.root(
        lambda height, at: merkle.fold(leaves[at << height : (at + 1) << height]), len(leaves)
    )


class Shelf:
    """Tiles as a store would keep them: the full ones, and the rest read from below."""

    def __init__(self, leaves):
        self.leaves, self.full = leaves, {}
        growth = tiles.Growth()
        for leaf in leaves:
            for tile in growth.append(leaf):
                self.full[tile.level, tile.number] = tile
        self.root = growth.root()

    def load(self, level, number):
        if (level, number) in self.full:
            return self.full[level, number].hashes
        return self.row(level)[number * 256 :]

    def row(self, level):
        if level == 0:
            return self.leaves
        below = sorted(number for at, number in self.full if at == level - 1)
        return [self.full[level - 1, number].root for number in below]

    def edge(self):
        size = len(self.leaves)
        widths = tiles.edge_widths(size)
        return [self.row(level)[(size >> 8 * level) - w :] for level, w in enumerate(widths)]


@pytest.mark.parametrize("size", [0, 1, 2, 3, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_793])
def test_a_tree_grown_leaf_by_leaf_has_the_root_of_the_whole(size):
    leaves = made(size)
    shelf = Shelf(leaves)
    assert shelf.root == defined(leaves)
    assert merkle.root(tiles.reader(shelf.load), size) == shelf.root
    assert tiles.Growth(size, shelf.edge()).root() == shelf.root


@settings(max_examples=50, deadline=None)
@given(data=st.data(), size=st.integers(1, 1_400))
def test_proofs_read_from_tiles_hold_at_every_earlier_size(data, size):
    shelf = Shelf(made(size))
    read = tiles.reader(shelf.load)
    then = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, then - 1))
    root_then = merkle.root(read, then)

    assert root_then == defined(shelf.leaves[:then])
    assert merkle.inclusion_holds(
        shelf.leaves[index],
        index=index,
        size=then,
        proof=merkle.inclusion_proof(read, index, then),
        root=root_then,
    )
    assert merkle.consistency_holds(
        old=then,
        old_root=root_then,
        new=size,
        new_root=shelf.root,
        proof=merkle.consistency_proof(read, then, size),
    )


@settings(max_examples=30, deadline=None)
@given(data=st.data(), size=st.integers(1, 1_000))
def test_growth_can_stop_and_go_on_anywhere(data, size):
    leaves = made(size)
    stop = data.draw(st.integers(0, size))
    growth = tiles.Growth(stop, Shelf(leaves[:stop]).edge())
    for leaf in leaves[stop:]:
        growth.append(leaf)
    assert growth.root() == defined(leaves)


def test_an_edge_of_another_tree_is_refused():
    with pytest.raises(ValueError, match="do not belong to a tree of 5 leaves"):
        tiles.Growth(5, [made(4)])


def test_the_tiles_of_seventy_thousand_leaves_are_those_of_the_specification():
    listed = list(tiles.published(70_000))
    assert sum(level == 0 and width == 256 for level, _, width in listed) == 273
    assert [tile for tile in listed if tile[2] < 256] == [(0, 273, 112), (1, 1, 17), (2, 0, 1)]
    assert list(tiles.published(256)) == [(0, 0, 256), (1, 0, 1)]


def test_tiles_lie_where_the_specification_puts_them():
    assert tiles.path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert tiles.path(1, 5, 17) == "tile/1/005.p/17"
    assert tiles.path("entries", 1_000, 3) == "tile/entries/x001/000.p/3"


@given(entries=st.lists(st.binary(max_size=400), max_size=20))
def test_a_bundle_gives_back_its_entries(entries):
    assert tiles.unpack_entries(tiles.pack_entries(entries)) == entries


def test_a_bundle_that_breaks_off_says_in_which_entry():
    bundle = tiles.pack_entries([b"first", b"second"])
    with pytest.raises(ValueError, match="breaks off within its entry 1"):
        tiles.unpack_entries(bundle[:-1])


def test_an_entry_too_long_for_a_bundle_is_refused():
    with pytest.raises(ValueError, match="65536 bytes does not fit"):
        tiles.pack_entries([b"x" * 65_536])


def test_a_stored_tile_is_a_row_of_hashes():
    assert tiles.split_hashes(b"".join(made(3))) == tuple(made(3))
    with pytest.raises(ValueError, match="33 bytes is not a row of hashes"):
        tiles.split_hashes(bytes(33))
