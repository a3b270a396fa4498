"""The entry that everybody may see, and the commitment that ties it to the record behind it.

A leaf says what kind of thing happened, on which day, in which department and under which
catalogue. Who and what it was about stays in the record; the commitment fixes the record
without telling anything of it, because nobody can try out records without the salt.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import rfc8785

VERSION = 1
SALT_LENGTH = 32


@dataclass(frozen=True)
class LeafContent:
    """What is published of one event. Its form is fixed; a new form gets a new version."""

    type: str
    day: date
    department: str
    catalogue: str
    commitment: bytes

    @property
    def data(self) -> bytes:
        """The bytes that enter the log: canonical JSON (RFC 8785)."""
        return rfc8785.dumps(
            {
                "v": VERSION,
                "type": self.type,
                "day": self.day.isoformat(),
                "department": self.department,
                "catalogue": self.catalogue,
                "commitment": self.commitment.hex(),
            }
        )

    @classmethod
    def parse(cls, data: bytes) -> "LeafContent":
        """Read an entry. Raises ValueError unless these are exactly the bytes we would write."""
        try:
            said = json.loads(data)
            content = cls(
                type=said["type"],
                day=date.fromisoformat(said["day"]),
                department=said["department"],
                catalogue=said["catalogue"],
                commitment=bytes.fromhex(said["commitment"]),
            )
            is_canonical = content.data == data
        except (KeyError, TypeError, ValueError, rfc8785.CanonicalizationError):
            is_canonical = False
        if not is_canonical:
            raise ValueError("The entry is not a leaf of this journal in its canonical form.")
        return content


def new_salt() -> bytes:
    """A secret of its own for every record."""
    return secrets.token_bytes(SALT_LENGTH)


def commit(salt: bytes, record: Mapping[str, object]) -> bytes:
    """The commitment to a record: HMAC-SHA-256 under its salt over its canonical JSON."""
    return hmac.digest(salt, rfc8785.dumps(dict(record)), sha256)  # type: ignore[arg-type]
