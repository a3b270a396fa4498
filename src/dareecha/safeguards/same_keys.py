"""Refuse to work with other keys than those the database was begun with.

Numbers under other keys match nothing: rows would be stored, and nobody would ever be found.
"""

from __future__ import annotations

from django.db import transaction

from dareecha.safeguards.keys import KeyProblem, keyring
from dareecha.safeguards.models import KeysInUse


@transaction.atomic
def check_same_keys() -> None:
    """Remember the keys of a new database; raises KeyProblem when an old one had others."""
    ours = keyring().fingerprint()
    known = {bytes(fingerprint) for fingerprint in KeysInUse.objects.values_list("pk", flat=True)}
    if not known:
        KeysInUse.objects.create(fingerprint=ours)
    elif ours not in known:
        raise KeyProblem(
            f"The keys in {keyring().folder} are not those of this database: nobody could be found"
            " with them. Put the folder `keys` of its own home back (DAREECHA_HOME), or use an"
            " empty database."
        )
