"""The tree, held against the recursive definition of RFC 6962 and its printed example."""

from hashlib import sha256

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dareecha.journal import merkle
from dareecha.journal.merkle import leaf_hash, node_hash

sizes = st.integers(min_value=1, max_value=300)

# The entries and roots with which Certificate Transparency logs are commonly tested.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def defined_root(leaves):
    """RFC 6962, 2.1, word by word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(defined_root(leaves[:k]), defined_root(leaves[k:]))


def reading(leaves):
    """Whole subtrees straight from the leaves."""
    return lambda height, position: merkle.fold(
        leaves[position << height : (position + 1) << height]
    )


def made(count):
    return [leaf_hash(str(number).encode()) for number in range(count)]


def flipped(data, bit):
    place = bit % (len(data) * 8)
    changed = bytearray(data)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_that_other_logs_give(size):
    leaves = [leaf_hash(entry) for entry in ENTRIES[:size]]
    assert merkle.root(reading(leaves), size).hex() == ROOTS[size]


def test_the_example_of_the_rfc_gives_its_paths_and_proofs():
    a, b, c, d, e, f, j = leaves = made(7)
    g, h, i = node_hash(a, b), node_hash(c, d), node_hash(e, f)
    k, m = node_hash(g, h), node_hash(i, j)
    read = reading(leaves)

    assert merkle.root(read, 7) == node_hash(k, m)
    assert merkle.inclusion_proof(read, 0, 7) == (b, h, m)
    assert merkle.inclusion_proof(read, 3, 7) == (c, g, m)
    assert merkle.inclusion_proof(read, 4, 7) == (f, j, k)
    assert merkle.inclusion_proof(read, 6, 7) == (i, k)
    assert merkle.consistency_proof(read, 3, 7) == (c, d, g, m)
    assert merkle.consistency_proof(read, 4, 7) == (m,)
    assert merkle.consistency_proof(read, 6, 7) == (i, j, k)


@given(size=sizes)
def test_the_root_is_the_one_the_rfc_defines(size):
    leaves = made(size)
    assert merkle.root(reading(leaves), size) == defined_root(leaves)


@given(data=st.data(), size=sizes)
def test_every_entry_can_be_proved(data, size):
    index = data.draw(st.integers(0, size - 1))
    leaves = made(size)
    proof = merkle.inclusion_proof(reading(leaves), index, size)
    assert merkle.inclusion_holds(
        leaves[index], index=index, size=size, proof=proof, root=defined_root(leaves)
    )


@given(data=st.data(), size=sizes, bit=st.integers(0, 10_000))
def test_one_flipped_bit_anywhere_ends_an_inclusion_proof(data, size, bit):
    index = data.draw(st.integers(0, size - 1))
    leaves = made(size)
    proof = merkle.inclusion_proof(reading(leaves), index, size)
    parts = [leaves[index], *proof, defined_root(leaves)]
    hit = data.draw(st.integers(0, len(parts) - 1))
    parts[hit] = flipped(parts[hit], bit)
    assert not merkle.inclusion_holds(
        parts[0], index=index, size=size, proof=parts[1:-1], root=parts[-1]
    )


@given(data=st.data(), size=sizes)
def test_a_proof_does_not_serve_another_place(data, size):
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(-1, size + 1))
    assume(index != other)
    leaves = made(size)
    proof = merkle.inclusion_proof(reading(leaves), index, size)
    assert not merkle.inclusion_holds(
        leaves[index], index=other, size=size, proof=proof, root=defined_root(leaves)
    )


@given(data=st.data(), size=sizes)
def test_a_proof_with_a_hash_too_few_or_too_many_fails(data, size):
    index = data.draw(st.integers(0, size - 1))
    leaves = made(size)
    proof = merkle.inclusion_proof(reading(leaves), index, size)
    root = defined_root(leaves)
    longer = (*proof, leaves[0])
    assert not merkle.inclusion_holds(
        leaves[index], index=index, size=size, proof=longer, root=root
    )
    if proof:
        assert not merkle.inclusion_holds(
            leaves[index], index=index, size=size, proof=proof[:-1], root=root
        )


@given(data=st.data(), new=sizes)
def test_every_growth_can_be_proved(data, new):
    old = data.draw(st.integers(0, new))
    leaves = made(new)
    proof = merkle.consistency_proof(reading(leaves), old, new)
    assert merkle.consistency_holds(
        old=old,
        old_root=defined_root(leaves[:old]),
        new=new,
        new_root=defined_root(leaves),
        proof=proof,
    )


@given(data=st.data(), new=sizes, bit=st.integers(0, 10_000))
def test_one_flipped_bit_anywhere_ends_a_consistency_proof(data, new, bit):
    old = data.draw(st.integers(1, new))
    leaves = made(new)
    proof = merkle.consistency_proof(reading(leaves), old, new)
    parts = [defined_root(leaves[:old]), *proof, defined_root(leaves)]
    hit = data.draw(st.integers(0, len(parts) - 1))
    parts[hit] = flipped(parts[hit], bit)
    assert not merkle.consistency_holds(
        old=old, old_root=parts[0], new=new, new_root=parts[-1], proof=parts[1:-1]
    )


@given(data=st.data(), new=sizes, changed=st.integers(0, 10_000))
def test_a_log_that_rewrote_its_past_can_prove_no_growth(data, new, changed):
    old = data.draw(st.integers(1, new))
    leaves = made(new)
    rewritten = list(leaves)
    rewritten[changed % old] = leaf_hash(b"another story")
    proof = merkle.consistency_proof(reading(rewritten), old, new)
    assert not merkle.consistency_holds(
        old=old,
        old_root=defined_root(leaves[:old]),
        new=new,
        new_root=defined_root(rewritten),
        proof=proof,
    )


@given(data=st.data(), new=st.integers(2, 300))
def test_a_consistency_proof_with_a_hash_too_few_or_too_many_fails(data, new):
    old = data.draw(st.integers(1, new - 1))
    leaves = made(new)
    proof = merkle.consistency_proof(reading(leaves), old, new)
    roots = {
        "old": old,
        "old_root": defined_root(leaves[:old]),
        "new": new,
        "new_root": defined_root(leaves),
    }
    assert not merkle.consistency_holds(**roots, proof=(*proof, leaves[0]))
    assert not merkle.consistency_holds(**roots, proof=proof[:-1])


def test_the_empty_log_grows_into_any_other_and_has_one_root():
    root = merkle.root(reading(made(3)), 3)
    growth = {"old": 0, "new": 3, "new_root": root}
    assert merkle.consistency_holds(**growth, old_root=merkle.EMPTY_ROOT, proof=())
    assert not merkle.consistency_holds(**growth, old_root=root, proof=())
    assert not merkle.consistency_holds(**growth, old_root=merkle.EMPTY_ROOT, proof=(root,))


def test_a_log_does_not_shrink():
    root = merkle.EMPTY_ROOT
    assert not merkle.consistency_holds(old=4, old_root=root, new=3, new_root=root, proof=())
    with pytest.raises(IndexError, match="3 entries cannot have grown from one of 4"):
        merkle.consistency_proof(reading(made(3)), 4, 3)


def test_an_entry_that_is_not_there_is_named():
    with pytest.raises(IndexError, match="A log of 3 entries has no entry 3"):
        merkle.inclusion_proof(reading(made(3)), 3, 3)
