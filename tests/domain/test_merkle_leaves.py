"""What the public sees of an event, and what ties it to the record."""

import hmac
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.journal import leaves
from dareecha.journal.leaves import LeafContent

CONTENT = LeafContent("list.taken_in", date(2026, 11, 1), "zakat", "", bytes(range(32)))
DATA = (
    b'{"catalogue":"","commitment":"000102030405060708090a0b0c0d0e0f'
    b'101112131415161718191a1b1c1d1e1f","day":"2026-11-01","department":"zakat",'
    b'"type":"list.taken_in","v":1}'
)


def test_the_form_of_a_leaf_is_fixed_to_the_byte():
    assert CONTENT.data == DATA
    assert LeafContent.parse(DATA) == CONTENT


@pytest.mark.parametrize(
    "data",
    [
        DATA.replace(b'"v":1', b'"v":2'),
        DATA.replace(b'"v":1', b'"v":1,"w":1'),
        DATA.replace(b"0001", b"000G"),
        DATA.replace(b"0a0b", b"0A0B"),
        DATA.replace(b":", b": "),
        DATA.replace(b"2026-11-01", b"2026-11-31"),
        DATA.replace(b'"department":"zakat",', b""),
        b"[]",
        b"\xff",
    ],
)
def test_any_other_writing_is_not_a_leaf(data):
    with pytest.raises(ValueError, match="not a leaf of this journal"):
        LeafContent.parse(data)


def test_a_commitment_is_an_hmac_over_canonical_json():
    record = {"type": "link.run", "subject": {"run": "r1", "list": "آ"}}
    canonical = '{"subject":{"list":"آ","run":"r1"},"type":"link.run"}'.encode()
    assert leaves.commit(b"salt", record) == hmac.digest(b"salt", canonical, "sha256")


@given(
    record=st.dictionaries(st.text(max_size=5), st.text(max_size=5)),
    name=st.text(max_size=5),
    value=st.text(max_size=5),
)
def test_another_record_or_another_salt_gives_another_commitment(record, name, value):
    salt = leaves.new_salt()
    other = {**record, name: value}
    assert (leaves.commit(salt, other) == leaves.commit(salt, record)) == (other == record)
    assert leaves.commit(leaves.new_salt(), record) != leaves.commit(salt, record)


def test_two_equal_events_have_leaves_that_nobody_can_link():
    record = {"subject": {"household": "h1"}}
    one, two = (leaves.commit(leaves.new_salt(), record) for _ in range(2))
    assert replace(CONTENT, commitment=one).data != replace(CONTENT, commitment=two).data
