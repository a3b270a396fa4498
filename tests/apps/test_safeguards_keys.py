"""Numbers that can be compared without being known, and text that only our keys can read."""

from __future__ import annotations

import stat

import pytest
from django.core.exceptions import FieldError
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.safeguards.keys import CannotDecrypt, KeyProblem, Keyring
from dareecha.safeguards.models import IdempotencyKey
from dareecha.safeguards.numbers import NotANumber, only_digits

CNIC = "17301-1234567-1"
CONTEXT = "example_person.phone"
CNICS = st.text("0123456789", min_size=13, max_size=13)


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return Keyring(tmp_path_factory.mktemp("home") / "keys")


@pytest.mark.parametrize(
    "written",
    ["1730112345671", "۱۷۳۰۱-۱۲۳۴۵۶۷-۱", "١٧٣٠١ ١٢٣٤٥٦٧ ١", "\u206617301–1234567–1\u2069"],
)
def test_a_number_is_found_however_it_is_written(keys, written):
    assert keys.blind_index(written) == keys.blind_index(CNIC)


def test_another_installation_makes_other_indexes(keys, tmp_path):
    assert Keyring(tmp_path / "keys").blind_index(CNIC) != keys.blind_index(CNIC)


@given(number=CNICS, place=st.integers(0, 12), step=st.integers(1, 9))
def test_one_wrong_digit_shares_one_masked_hash(keys, number, place, step):
    wrong = changed(number, place, step)
    shared = set(keys.masked_hashes(number)) & set(keys.masked_hashes(wrong))
    assert shared == {keys.masked_hashes(number)[place]}
    assert keys.blind_index(number) != keys.blind_index(wrong)


@given(number=CNICS, places=st.permutations(range(13)), steps=st.tuples(*[st.integers(1, 9)] * 2))
def test_two_wrong_digits_share_none(keys, number, places, steps):
    wrong = changed(changed(number, places[0], steps[0]), places[1], steps[1])
    assert not set(keys.masked_hashes(number)) & set(keys.masked_hashes(wrong))


def changed(number: str, place: int, step: int) -> str:
    return f"{number[:place]}{(int(number[place]) + step) % 10}{number[place + 1 :]}"


def test_there_is_one_masked_hash_for_each_digit(keys):
    assert len(set(keys.masked_hashes(CNIC))) == 13


@pytest.mark.parametrize("written", ["17301-12E4567-1", "", " - ", "²"])
def test_what_is_no_number_is_refused_without_repeating_it(written):
    with pytest.raises(NotANumber) as refused:
        only_digits(written)
    assert "17301" not in str(refused.value)


@given(text=st.text())
def test_what_is_encrypted_can_be_read_again(keys, text):
    assert keys.decrypt(keys.encrypt(text, context=CONTEXT), context=CONTEXT) == text


def test_the_same_text_is_encrypted_differently_each_time(keys):
    assert keys.encrypt(CNIC, context=CONTEXT) != keys.encrypt(CNIC, context=CONTEXT)


@given(data=st.data())
def test_a_changed_value_is_refused(keys, data):
    stored = keys.encrypt(CNIC, context=CONTEXT)
    place = data.draw(st.integers(0, len(stored) - 1))
    flip = data.draw(st.integers(1, 255))
    tampered = stored[:place] + bytes([stored[place] ^ flip]) + stored[place + 1 :]
    with pytest.raises(CannotDecrypt):
        keys.decrypt(tampered, context=CONTEXT)


@given(length=st.integers(0, 40))
def test_a_shortened_value_is_refused(keys, length):
    with pytest.raises(CannotDecrypt):
        keys.decrypt(keys.encrypt(CNIC, context=CONTEXT)[:length], context=CONTEXT)


def test_a_value_copied_to_another_column_is_refused(keys):
    stored = keys.encrypt(CNIC, context=CONTEXT)
    with pytest.raises(CannotDecrypt, match=r"example_person\.account"):
        keys.decrypt(stored, context="example_person.account")


def test_a_new_key_version_encrypts_and_the_old_one_still_reads(tmp_path):
    folder = tmp_path / "keys"
    old = Keyring(folder).encrypt(CNIC, context=CONTEXT)
    (folder / "wrap-2.key").write_text("ab" * 32)
    (folder / "wrap-2.key").chmod(0o600)
    renewed = Keyring(folder)
    assert renewed.decrypt(old, context=CONTEXT) == CNIC
    assert (old[0], renewed.encrypt(CNIC, context=CONTEXT)[0]) == (1, 2)


def test_each_list_has_a_key_of_its_own(keys):
    one = keys.unwrap(keys.new_wrapped_key(context="list-1"), context="list-1")
    other = keys.unwrap(keys.new_wrapped_key(context="list-2"), context="list-2")
    sealed = one.encrypt(CNIC, context=CONTEXT)
    assert one.decrypt(sealed, context=CONTEXT) == CNIC
    with pytest.raises(CannotDecrypt):
        other.decrypt(sealed, context=CONTEXT)


def test_a_lists_key_opens_no_other_list(keys):
    wrapped = keys.new_wrapped_key(context="list-1")
    with pytest.raises(CannotDecrypt):
        keys.unwrap(wrapped, context="list-2")


def test_keys_are_readable_by_their_owner_alone_and_kept(tmp_path):
    folder = tmp_path / "keys"
    first = Keyring(folder)
    first.blind_index(CNIC), first.encrypt(CNIC, context=CONTEXT), first.receipts_key()
    public = first.signing_key().public_key()
    assert {path.name for path in folder.iterdir()} == {
        "index.key",
        "wrap-1.key",
        "sign.key",
        "receipts.key",
    }
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    assert len({path.read_text() for path in folder.iterdir()}) == 4
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    again = Keyring(folder)
    assert again.blind_index(CNIC) == first.blind_index(CNIC)
    assert again.signing_key().public_key() == public


def test_a_key_that_others_can_read_is_refused(tmp_path):
    Keyring(tmp_path).blind_index(CNIC)
    (tmp_path / "index.key").chmod(0o644)
    with pytest.raises(KeyProblem, match="chmod 600"):
        Keyring(tmp_path).blind_index(CNIC)


def test_a_damaged_key_is_refused_and_not_replaced(tmp_path):
    Keyring(tmp_path).blind_index(CNIC)
    (tmp_path / "index.key").write_text("00")
    with pytest.raises(KeyProblem, match="Restore it from a backup"):
        Keyring(tmp_path).blind_index(CNIC)


@pytest.mark.django_db(transaction=True)
def test_an_encrypted_column_holds_no_plain_text():
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        kept = IdempotencyKey.objects.create(
            officer=SYSTEM_DUTY.officer, key="k", request_digest=b"", body="نام"
        )
        with connection.cursor() as cursor:
            cursor.execute("select body from safeguards_idempotencykey")
            [stored] = cursor.fetchone()
        assert "نام".encode() not in bytes(stored)
        kept.refresh_from_db()
        assert kept.body == "نام"


@pytest.mark.django_db(transaction=True)
def test_an_encrypted_column_cannot_be_searched_by_mistake():
    with pytest.raises(FieldError):
        IdempotencyKey.objects.filter(body="نام").exists()
    assert not IdempotencyKey.objects.filter(body__isnull=False).exists()
