"""Signed notes and checkpoints: what is believed and what is refused."""

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.journal import notes
from dareecha.journal.notes import NoteRefused, TreeHead, VerifierKey

SIGNER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))
HEAD = TreeHead("log.example/window", 7, bytes(range(32)))
KEY = VerifierKey.of(HEAD.origin, SIGNER)
NOTE = notes.sign_checkpoint(HEAD, SIGNER)


def test_a_checkpoint_is_three_lines_an_empty_one_and_a_signature():
    lines = NOTE.split("\n")
    assert lines[:4] == [
        "log.example/window",
        "7",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "",
    ]
    assert lines[4].startswith("— log.example/window ")
    assert lines[5:] == [""]


def test_a_note_of_the_go_implementation_is_believed():
    # The example in the documentation of golang.org/x/mod/sumdb/note.
    key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    note = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
        "\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
        "otpRZb6KE6RyyBwJnAM=\n"
    )
    assert notes.open_note(note, key).startswith("If you think")
    with pytest.raises(NoteRefused, match="does not belong to this text"):
        notes.open_note(note.replace("the answer", "no answer"), key)


def test_a_signed_checkpoint_opens_under_its_own_key():
    assert notes.open_checkpoint(NOTE, KEY) == HEAD
    assert notes.open_checkpoint(NOTE, VerifierKey.parse(str(KEY))) == HEAD


@settings(max_examples=300)
@given(place=st.integers(0, len(NOTE.encode()) * 8 - 1))
def test_one_flipped_bit_anywhere_closes_a_checkpoint(place):
    changed = bytearray(NOTE.encode())
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises((NoteRefused, UnicodeDecodeError)):
        notes.open_checkpoint(changed.decode(), KEY)


def test_another_key_of_the_same_name_is_not_believed():
    note = notes.sign_checkpoint(HEAD, OTHER)
    with pytest.raises(NoteRefused, match="carries no signature of"):
        notes.open_checkpoint(note, KEY)


def test_signatures_of_unknown_keys_do_no_harm():
    stranger = notes.sign(HEAD.text, "witness.example", OTHER).rpartition("\n\n")[2]
    assert notes.open_checkpoint(NOTE + stranger, KEY) == HEAD


def test_a_checkpoint_of_another_log_is_refused():
    other = TreeHead("other.example/log", 7, HEAD.root)
    note = notes.sign(other.text, KEY.name, SIGNER)
    with pytest.raises(NoteRefused, match="is of the log other"):
        notes.open_checkpoint(note, KEY)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("log\n7\n", "three lines"),
        (HEAD.text + "more\n", "three lines"),
        ("\n7\n" + HEAD.text.split("\n")[2] + "\n", "Line 1"),
        (HEAD.text.replace("\n7\n", "\n07\n"), "Line 2"),
        (HEAD.text.replace("\n7\n", "\n-7\n"), "Line 2"),
        ("log\n7\nAAEC\n", "Line 3"),
        ("log\n7\nnot base64!\n", "base64"),
    ],
)
def test_a_malformed_checkpoint_is_refused_by_its_line(text, reason):
    with pytest.raises(NoteRefused, match=reason):
        TreeHead.parse(text)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("no signatures\n", "no empty line"),
        (NOTE.removesuffix("\n"), "does not end"),
        (HEAD.text + "\nsigned by me\n", "malformed|base64"),
        ("bell\a\n\n" + NOTE.rpartition("\n\n")[2], "control character"),
        (HEAD.text + "\n" + NOTE.rpartition("\n\n")[2] * 65, "65 signatures"),
    ],
)
def test_a_malformed_note_is_refused_with_the_reason(note, reason):
    with pytest.raises(NoteRefused, match=reason):
        notes.open_note(note, KEY)


def test_a_text_that_would_not_end_where_it_ends_is_never_signed():
    with pytest.raises(NoteRefused, match="ends with a line break"):
        notes.sign("open end", KEY.name, SIGNER)


@pytest.mark.parametrize("text", ["QUJ=", "QUI", "QUI=\n", "QU I=", "QUI=QUI=", "-_8="])
def test_base64_has_one_spelling(text):
    assert notes.decode_base64("QUI=") == b"AB"
    with pytest.raises(NoteRefused, match="base64"):
        notes.decode_base64(text)


@pytest.mark.parametrize("name", ["", "two words", "one+one"])
def test_a_log_needs_a_name_that_fits_a_note(name):
    with pytest.raises(NoteRefused, match="cannot be called"):
        VerifierKey(name, KEY.public)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (str(KEY).replace("window", "door"), "does not belong to its name"),
        (KEY.name + "+00000000+AAAA", "not an Ed25519 key"),
        ("nothing", "not an Ed25519 key"),
    ],
)
def test_a_verifier_key_whose_parts_disagree_is_refused(text, reason):
    with pytest.raises(NoteRefused, match=reason):
        VerifierKey.parse(text)
