"""The Merkle tree of RFC 6962 and RFC 9162: root, proofs, and the checking of proofs.

Nothing here holds a tree. Whoever stores one hands over a `Read`: a function that gives the
hash of a whole subtree, `read(height, position)` covering the leaves from
`position * 2**height` up to, not including, `(position + 1) * 2**height`.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

Hash = bytes
Read = Callable[[int, int], Hash]

HASH_LENGTH = 32
EMPTY_ROOT: Hash = sha256(b"").digest()


def leaf_hash(data: bytes) -> Hash:
    """The hash of one entry, marked as a leaf so that no inner node can pass for it."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: Hash, right: Hash) -> Hash:
    """The hash of an inner node."""
    return sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[Hash]) -> Hash:
    """The hash over neighbouring whole subtrees of equal height; their number is a power of two."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[i], row[i + 1]) for i in range(0, len(row), 2)]
    return row[0]


def root(read: Read, size: int) -> Hash:
    """The root of the tree over the first `size` leaves."""
    return _hash_of_range(read, 0, size) if size else EMPTY_ROOT


def inclusion_proof(read: Read, index: int, size: int) -> tuple[Hash, ...]:
    """The hashes that lead from leaf `index` to the root over `size` leaves, nearest first.

    Raises IndexError when the tree of that size has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"A log of {size} entries has no entry {index}.")
    return tuple(_path(read, index, 0, size))


def consistency_proof(read: Read, old: int, new: int) -> tuple[Hash, ...]:
    """The hashes that show the tree of `new` leaves to begin with the tree of `old` leaves.

    Raises IndexError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise IndexError(f"A log of {new} entries cannot have grown from one of {old}.")
    if old in (0, new):
        return ()
    return tuple(_growth(read, old, 0, new, old_is_whole=True))


def inclusion_holds(
    leaf: Hash, *, index: int, size: int, proof: Sequence[Hash], root: Hash
) -> bool:
    """Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    reached = leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = node_hash(sibling, reached)
            place, last = _climb_past_missing_right(place, last)
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def consistency_holds(
    *, old: int, old_root: Hash, new: int, new_root: Hash, proof: Sequence[Hash]
) -> bool:
    """Whether the newer tree begins with exactly the older one (RFC 9162, 2.1.4.2)."""
    if not 0 <= old <= new:
        return False
    if old == 0:
        # The RFC leaves size 0 open; every tree has grown from the empty one and no other.
        return not proof and old_root == EMPTY_ROOT and (new > 0 or new_root == EMPTY_ROOT)
    if old == new:
        return not proof and old_root == new_root
    hashes = list(proof)
    if _is_power_of_two(old):
        hashes.insert(0, old_root)
    if not hashes:
        return False
    return _rebuild_both(hashes, old, new) == (old_root, new_root)


def _rebuild_both(hashes: list[Hash], old: int, new: int) -> tuple[Hash, Hash] | None:
    """The two roots that a consistency proof leads to, or None when its length is wrong."""
    place, last = old - 1, new - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    older = newer = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return None
        if place & 1 or place == last:
            older = node_hash(sibling, older)
            newer = node_hash(sibling, newer)
            place, last = _climb_past_missing_right(place, last)
        else:
            newer = node_hash(newer, sibling)
        place, last = place >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _climb_past_missing_right(place: int, last: int) -> tuple[int, int]:
    """Skip the heights at which the rightmost node has no sibling and is carried up."""
    while not place & 1 and place:
        place, last = place >> 1, last >> 1
    return place, last


def _hash_of_range(read: Read, start: int, end: int) -> Hash:
    count = end - start
    if _is_power_of_two(count):
        height = count.bit_length() - 1
        return read(height, start >> height)
    middle = start + _largest_power_of_two_below(count)
    return node_hash(_hash_of_range(read, start, middle), _hash_of_range(read, middle, end))


def _path(read: Read, index: int, start: int, end: int) -> list[Hash]:
    if end - start == 1:
        return []
    middle = start + _largest_power_of_two_below(end - start)
    if index < middle:
        return [*_path(read, index, start, middle), _hash_of_range(read, middle, end)]
    return [*_path(read, index, middle, end), _hash_of_range(read, start, middle)]


def _growth(read: Read, old: int, start: int, end: int, *, old_is_whole: bool) -> list[Hash]:
    """RFC 6962's SUBPROOF: `old_is_whole` while the old tree is one the checker knows."""
    if old == end:
        return [] if old_is_whole else [_hash_of_range(read, start, end)]
    middle = start + _largest_power_of_two_below(end - start)
    if old <= middle:
        within = _growth(read, old, start, middle, old_is_whole=old_is_whole)
        return [*within, _hash_of_range(read, middle, end)]
    within = _growth(read, old, middle, end, old_is_whole=False)
    return [*within, _hash_of_range(read, start, middle)]


def _is_power_of_two(number: int) -> bool:
    return number > 0 and number & (number - 1) == 0


def _largest_power_of_two_below(number: int) -> int:
    return 1 << ((number - 1).bit_length() - 1)
