"""A database is worked on with the keys that it was begun with, and no others are made for it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from dareecha.safeguards.keys import KeyProblem, keyring
from dareecha.safeguards.models import KeysInUse
from dareecha.safeguards.same_keys import check_same_keys

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = {"index.key", "wrap-1.key", "sign.key"}


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The keys folder of a database that has begun."""
    folder = tmp_path / "home" / "keys"
    monkeypatch.setattr(settings, "KEYS_FOLDER", folder)
    check_same_keys()
    return folder


def looked_at_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same keys under another path: an earlier look must not be remembered."""
    elsewhere = folder.parent.parent / "another" / "keys"
    if folder.exists():
        shutil.copytree(folder, elsewhere)
    monkeypatch.setattr(settings, "KEYS_FOLDER", elsewhere)
    return elsewhere


def test_a_new_database_begins_with_its_keys_made_and_remembered(keys: Path) -> None:
    assert {path.name for path in keys.iterdir()} == FIRST
    assert KeysInUse.objects.count() == 3
    check_same_keys()
    assert KeysInUse.objects.count() == 3


def test_a_missing_folder_is_refused_and_no_key_is_made_in_it(
    keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(keys)
    elsewhere = looked_at_anew(keys, monkeypatch)
    with pytest.raises(KeyProblem) as refused:
        check_same_keys()
    assert not elsewhere.exists()
    for words in (str(elsewhere / "index.key"), "Nothing was made in its place", "tar -xzf"):
        assert words in str(refused.value)


@pytest.mark.parametrize("name", sorted(FIRST))
def test_one_missing_key_is_refused_and_not_made_anew(
    keys: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (keys / name).unlink()
    elsewhere = looked_at_anew(keys, monkeypatch)
    with pytest.raises(KeyProblem, match=f"{name}: missing"):
        check_same_keys()
    assert {path.name for path in elsewhere.iterdir()} == FIRST - {name}


@pytest.mark.parametrize("name", sorted(FIRST))
def test_another_key_is_refused(keys: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (keys / name).write_text("ab" * 32)
    looked_at_anew(keys, monkeypatch)
    with pytest.raises(KeyProblem, match=r"are not those of this database") as refused:
        check_same_keys()
    assert name.removesuffix(".key") in str(refused.value)


def test_a_damaged_key_is_named(keys: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (keys / "sign.key").write_text("no key")
    looked_at_anew(keys, monkeypatch)
    with pytest.raises(KeyProblem, match=r"sign\.key should hold 64 hexadecimal digits"):
        check_same_keys()


def test_a_database_of_an_earlier_release_remembers_its_other_keys_from_now_on(
    keys: Path, as_owner
) -> None:
    as_owner.execute("delete from safeguards_keysinuse")
    KeysInUse.objects.create(fingerprint=keyring().fingerprint("index"))
    check_same_keys()
    assert KeysInUse.objects.count() == 3
