"""Under which name and key this installation signs its log."""

from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from dareecha.journal.notes import VerifierKey
from dareecha.safeguards.keys import keyring


def signing_key() -> Ed25519PrivateKey:
    """The log's private key."""
    return keyring().signing_key()


def verifier_key() -> VerifierKey:
    """The log's name and public key: what an outsider needs to check anything.

    The name is the setting JOURNAL_ORIGIN (an address without https://). Left out, it follows
    from the key, so that no two installations ever sign under one name.
    """
    key = signing_key()
    public = key.public_key().public_bytes_raw()
    name = getattr(settings, "JOURNAL_ORIGIN", "")
    return VerifierKey.of(name or f"dareecha.local/journal/{sha256(public).hexdigest()[:16]}", key)
