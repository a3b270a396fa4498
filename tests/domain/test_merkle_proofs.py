"""The proof file that a person can take home."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.journal import merkle, notes
from dareecha.journal.notes import TreeHead, VerifierKey
from dareecha.journal.proofs import Proof, ProofRefused

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
ENTRIES = [f"entry {number}".encode() for number in range(7)]
LEAVES = [merkle.leaf_hash(entry) for entry in ENTRIES]
KEY = VerifierKey.of("log.example/window", SIGNER)


def read(height, position):
    return merkle.fold(LEAVES[position << height : (position + 1) << height])


CHECKPOINT = notes.sign_checkpoint(TreeHead(KEY.name, 7, merkle.root(read, 7)), SIGNER)
PROOF = Proof(4, merkle.inclusion_proof(read, 4, 7), CHECKPOINT)
TEXT = PROOF.text


def test_a_proof_file_is_laid_out_as_the_standard_says():
    lines = TEXT.split("\n")
    assert lines[:2] == ["c2sp.org/tlog-proof@v1", "index 4"]
    assert [len(line) for line in lines[2:5]] == [44, 44, 44]
    assert lines[5] == ""
    assert TEXT.endswith("\n\n" + CHECKPOINT)


@pytest.mark.parametrize("extra", [None, b"", b"an event's id"])
def test_a_proof_file_reads_back_as_it_was_written(extra):
    proof = Proof(4, PROOF.hashes, CHECKPOINT, extra)
    assert Proof.parse(proof.text) == proof
    Proof.parse(proof.text).check(ENTRIES[4], KEY)


def test_a_proof_of_the_only_entry_has_no_hashes():
    note = notes.sign_checkpoint(TreeHead(KEY.name, 1, LEAVES[0]), SIGNER)
    proof = Proof.parse(Proof(0, (), note).text)
    proof.check(ENTRIES[0], KEY)


def test_a_proof_shows_its_own_entry_and_no_other():
    with pytest.raises(ProofRefused, match="does not lead from this entry to entry 4"):
        PROOF.check(ENTRIES[5], KEY)


@settings(max_examples=300)
@given(place=st.integers(0, len(TEXT.encode()) * 8 - 1))
def test_one_flipped_bit_anywhere_spoils_a_proof_file(place):
    changed = bytearray(TEXT.encode())
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises((ProofRefused, UnicodeDecodeError)):
        Proof.parse(changed.decode()).check(ENTRIES[4], KEY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "line 1"),
        (TEXT.replace("@v1", "@v2"), "line 1"),
        (TEXT.replace("index 4", "index four"), "index"),
        (TEXT.replace("index 4", "index 04"), "index"),
        (TEXT.replace("index 4\n", ""), "index"),
        (TEXT.replace("index 4\n", "index 4\nAAAA\n"), "32 bytes"),
        (TEXT.replace("index 4\n", "index 4\nhash\n\n"), "32 bytes"),
    ],
)
def test_a_malformed_proof_file_is_refused_with_the_reason(text, reason):
    with pytest.raises(ProofRefused, match=reason):
        Proof.parse(text)
