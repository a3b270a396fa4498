"""Refuse to work with other keys than those the database was begun with.

Numbers under other keys match nothing: rows would be stored, and nobody would ever be found.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from dareecha.safeguards.keys import FIRST_KEYS, KeyProblem, keyring
from dareecha.safeguards.models import KeysInUse


@transaction.atomic
def check_same_keys() -> None:
    """Make and remember the keys of a new database; an old one must have those of before.

    Raises KeyProblem when one is missing, damaged or another. Then no key is made: a new one
    beside an old database would only hide that the old one is gone.
    """
    known = {bytes(fingerprint) for fingerprint in KeysInUse.objects.values_list("pk", flat=True)}
    # Earlier releases remembered the first key alone; the others are remembered from now on.
    remembered = FIRST_KEYS[: len(known)] if len(known) < len(FIRST_KEYS) else FIRST_KEYS
    _refuse_missing_keys(remembered)
    _refuse_other_keys(remembered, known)
    KeysInUse.objects.bulk_create(
        (KeysInUse(fingerprint=keyring().fingerprint(name)) for name in FIRST_KEYS),
        ignore_conflicts=True,
    )


def _refuse_missing_keys(remembered: Sequence[str]) -> None:
    missing = keyring().missing(remembered)
    if missing:
        raise KeyProblem(
            f"{', '.join(str(path) for path in missing)}: missing, and this database was begun"
            f" with it. Nothing was made in its place. {_restore()}"
        )


def _refuse_other_keys(remembered: Sequence[str], known: set[bytes]) -> None:
    others = [name for name in remembered if keyring().fingerprint(name) not in known]
    if others:
        raise KeyProblem(
            f"The keys in {keyring().folder} ({', '.join(others)}) are not those of this database:"
            f" nobody could be found with them. {_restore()}"
        )


def _restore() -> str:
    return (
        f"Put the folder `keys` of this database's own home back into {keyring().folder.parent}"
        " (tar -xzf dareecha-keys.tgz, see docs/guides/back-up-keys.md), or use an empty database"
        " with a DAREECHA_HOME of its own."
    )
