"""The keys of this installation, and what is done with them.

They lie in `<home>/keys/`, one file each, readable by their owner alone; never in the database,
so that neither a dump nor a log of the database can be read with what it contains. Each has one
use: index (look a number up without storing it), wrap (encrypt), sign (the journal), receipts.

A number of 13 digits is guessed in minutes from a plain hash; without the index key it cannot be.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dareecha.safeguards.numbers import only_digits

KEY_BYTES = 32
NONCE_BYTES = 12
FIRST_KEYS = ("index", "wrap-1", "sign")
"""Those that every database is begun with; the others come later."""


class KeyProblem(RuntimeError):
    """A key file that is missing, damaged or readable by others."""


class CannotDecrypt(ValueError):
    """Ciphertext that was changed, belongs to another place, or needs a key we do not have."""


@dataclass(frozen=True)
class Cipher:
    """AES-256-GCM under one or more versions of a key; the newest encrypts.

    Ciphertext is: version (1 byte), nonce (12), text and tag. The version and the context are
    authenticated with it, so that a value copied to another column cannot be read there.
    """

    versions: dict[int, bytes]

    def __repr__(self) -> str:
        return f"Cipher(versions={sorted(self.versions)})"

    def encrypt(self, text: str, *, context: str) -> bytes:
        """Encrypt for one place, named like `table.column`."""
        return self._seal(text.encode(), context)

    def decrypt(self, data: bytes, *, context: str) -> str:
        """Raises CannotDecrypt unless this was encrypted here, for that place, and is unchanged."""
        return self._open(data, context).decode()

    def _seal(self, plain: bytes, context: str) -> bytes:
        version = max(self.versions)
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(self.versions[version]).encrypt(nonce, plain, _bound(version, context))
        return bytes([version]) + nonce + sealed

    def _open(self, data: bytes, context: str) -> bytes:
        version, nonce, sealed = data[:1], data[1 : 1 + NONCE_BYTES], data[1 + NONCE_BYTES :]
        key = self.versions.get(version[0]) if version else None
        if key is None:
            raise CannotDecrypt(
                f"A value of {context} needs key version {version[0] if version else '?'}, which "
                "is not in the keys folder. Restore the keys that belong to this database."
            )
        try:
            return AESGCM(key).decrypt(nonce, sealed, _bound(version[0], context))
        except (InvalidTag, ValueError):
            raise CannotDecrypt(
                f"A value of {context} was changed after it was stored, was stored for another "
                "place, or belongs to other keys. Restore the keys that belong to this database."
            ) from None


@dataclass(frozen=True)
class Keyring:
    """The keys in one folder, made at their first use."""

    folder: Path

    def blind_index(self, number: str) -> bytes:
        """The same 32 bytes for the same number, however its digits and dashes are written."""
        return self._hash(f"number:{only_digits(number)}")

    def masked_hashes(self, number: str) -> list[bytes]:
        """One hash per digit, of the number without that digit.

        Two numbers share one of them when they differ in that digit only.
        """
        digits = only_digits(number)
        return [
            self._hash(f"masked:{digits[:place]}*{digits[place + 1 :]}")
            for place in range(len(digits))
        ]

    def encrypt(self, text: str, *, context: str) -> bytes:
        """Encrypt a value for one column, named `table.column`."""
        return self._cipher.encrypt(text, context=context)

    def decrypt(self, data: bytes, *, context: str) -> str:
        """Raises CannotDecrypt for anything but an unchanged value of that column."""
        return self._cipher.decrypt(data, context=context)

    def new_wrapped_key(self, *, context: str) -> bytes:
        """A fresh key for one list, to be stored beside it; destroy it to erase the list."""
        return self._cipher._seal(secrets.token_bytes(KEY_BYTES), f"key of {context}")

    def unwrap(self, wrapped: bytes, *, context: str) -> Cipher:
        """The cipher of one list or file. Raises CannotDecrypt for another list's key."""
        return Cipher({1: self._cipher._open(wrapped, f"key of {context}")})

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs the journal."""
        return Ed25519PrivateKey.from_private_bytes(self._key("sign"))

    def receipts_key(self) -> bytes:
        """The key from which the secrets of receipts are made."""
        return self._key("receipts")

    def fingerprint(self, name: str) -> bytes:
        """Tells whether a key (of FIRST_KEYS) is the one of before, and nothing else about it."""
        return hmac.digest(self._key(name), f"fingerprint of the {name} key".encode(), sha256)

    def missing(self, names: Iterable[str]) -> list[Path]:
        """The files of these keys that are not there; none is made by asking."""
        paths = (self.folder / f"{name}.key" for name in names)
        return [path for path in paths if not path.exists()]

    def _hash(self, text: str) -> bytes:
        return hmac.digest(self._index_key, text.encode(), sha256)

    @cached_property
    def _index_key(self) -> bytes:
        return self._key("index")

    @cached_property
    def _cipher(self) -> Cipher:
        self._key("wrap-1")
        found = {int(path.stem.removeprefix("wrap-")) for path in self.folder.glob("wrap-*.key")}
        return Cipher({version: self._key(f"wrap-{version}") for version in sorted(found)})

    def _key(self, name: str) -> bytes:
        path = self.folder / f"{name}.key"
        if not path.exists():
            _make_key(path)
        return _read_key(path)


def keyring() -> Keyring:
    """The keys of this installation."""
    return _keyring_in(settings.KEYS_FOLDER)


@lru_cache(maxsize=8)
def _keyring_in(folder: Path) -> Keyring:
    return Keyring(folder)


def _bound(version: int, context: str) -> bytes:
    return f"dareecha|{context}|{version}".encode()


def _make_key(path: Path) -> None:
    """Write a new key whole or not at all; when two processes make it, the first one's stays."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _read_key(path: Path) -> bytes:
    if path.stat().st_mode & 0o077:
        raise KeyProblem(f"{path} can be read by others. Close it: chmod 600 {path}")
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except ValueError:
        key = b""
    except OSError as error:
        raise KeyProblem(
            f"{path} cannot be read ({error.strerror}). Run as the user who owns it."
        ) from None
    if len(key) != KEY_BYTES:
        raise KeyProblem(
            f"{path} should hold 64 hexadecimal digits and does not. Restore it from a backup: "
            "what was encrypted with it cannot be read without it."
        )
    return key
