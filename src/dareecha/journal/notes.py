"""Signed notes and checkpoints, the two public text formats of C2SP, with Ed25519.

A checkpoint says "the log of this name has this many entries and this root"; the note around
it carries the signatures. Text of a note is read only after a signature was found good.
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dareecha.journal.merkle import HASH_LENGTH, Hash

ED25519 = b"\x01"
KEY_ID_LENGTH = 4
DASH = "\N{EM DASH} "
MOST_SIGNATURES = 64


class NoteRefused(Exception):
    """A note, checkpoint or key that must not be believed, with the reason."""


@dataclass(frozen=True)
class VerifierKey:
    """The public half of a log's key together with the log's name."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or any(letter.isspace() for letter in self.name):
            raise NoteRefused(
                f"A log cannot be called {self.name!r}: its name needs at least one letter and "
                "neither spaces nor '+'."
            )

    @classmethod
    def of(cls, name: str, key: Ed25519PrivateKey) -> "VerifierKey":
        """The verifier key that belongs to a signing key."""
        return cls(name, key.public_key().public_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read `name+id+key`. Raises NoteRefused when the parts do not fit each other."""
        name, _, rest = text.strip().partition("+")
        key_id, _, encoded = rest.partition("+")
        data = decode_base64(encoded)
        if data[:1] != ED25519 or len(data) != 33:
            raise NoteRefused("The verifier key is not an Ed25519 key of a log.")
        key = cls(name, data[1:])
        if key.key_id.hex() != key_id:
            raise NoteRefused("The verifier key's id does not belong to its name and key.")
        return key

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys apart; they prove nothing by themselves."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:KEY_ID_LENGTH]

    def __str__(self) -> str:
        encoded = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    def has_signed(self, text: str, signature: bytes) -> bool:
        """Whether the signature is this key's over the text."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class TreeHead:
    """What a checkpoint says: origin, number of entries, root."""

    origin: str
    size: int
    root: Hash

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    @classmethod
    def parse(cls, text: str) -> "TreeHead":
        """Read the text of a checkpoint. Raises NoteRefused naming the line that is wrong."""
        lines = text.removesuffix("\n").split("\n")
        if len(lines) != 3:
            raise NoteRefused(
                f"A checkpoint has three lines (origin, size, root); this has {len(lines)}."
            )
        origin, size, encoded = lines
        if not origin:
            raise NoteRefused("Line 1 of the checkpoint, the log's name, is empty.")
        if not (size.isascii() and size.isdigit() and str(int(size)) == size):
            raise NoteRefused("Line 2 of the checkpoint is not a number of entries.")
        root = decode_base64(encoded)
        if len(root) != HASH_LENGTH:
            raise NoteRefused(f"Line 3 of the checkpoint is not a root of {HASH_LENGTH} bytes.")
        return cls(origin, int(size), root)


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """The note: the text, an empty line, and one signature line."""
    _refuse_unfit(text)
    key_id = VerifierKey.of(name, key).key_id
    encoded = base64.b64encode(key_id + key.sign(text.encode())).decode()
    return f"{text}\n{DASH}{name} {encoded}\n"


def open_note(note: str, key: VerifierKey) -> str:
    """The text of a note that the key has signed.

    Signatures of other keys are left aside. Raises NoteRefused when the note is malformed,
    when this key has not signed it, or when a signature said to be this key's is not.
    """
    text, separator, signatures = note.rpartition("\n\n")
    if not separator:
        raise NoteRefused("The note has no empty line between its text and its signatures.")
    text += "\n"
    _refuse_unfit(text)
    found = False
    for name, key_id, signature in _signatures(signatures):
        if (name, key_id) != (key.name, key.key_id):
            continue
        if not key.has_signed(text, signature):
            raise NoteRefused(f"The signature of {key.name} does not belong to this text.")
        found = True
    if not found:
        raise NoteRefused(f"The note carries no signature of {key.name} with this key.")
    return text


def sign_checkpoint(head: TreeHead, key: Ed25519PrivateKey) -> str:
    """A checkpoint signed by its own log."""
    return sign(head.text, head.origin, key)


def open_checkpoint(note: str, key: VerifierKey) -> TreeHead:
    """What a checkpoint says, once the log's own signature was found good.

    Raises NoteRefused otherwise, and when it speaks of another log.
    """
    head = TreeHead.parse(open_note(note, key))
    if head.origin != key.name:
        raise NoteRefused(f"The checkpoint is of the log {head.origin}, not of {key.name}.")
    return head


def decode_base64(text: str) -> bytes:
    """Bytes from standard base64, written in its one canonical way.

    Raises NoteRefused otherwise: two spellings of one signature would be two notes.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteRefused("A part that should be base64 is not.") from None
    if base64.b64encode(data).decode() != text:
        raise NoteRefused("A part in base64 is not written in the standard way.")
    return data


def _signatures(lines: str) -> Iterator[tuple[str, bytes, bytes]]:
    if not lines.endswith("\n"):
        raise NoteRefused("The last line of the note does not end.")
    each = lines.removesuffix("\n").split("\n")
    if len(each) > MOST_SIGNATURES:
        raise NoteRefused(
            f"The note has {len(each)} signatures; at most {MOST_SIGNATURES} are read."
        )
    for line in each:
        name, _, encoded = line.removeprefix(DASH).partition(" ")
        data = decode_base64(encoded)
        if not line.startswith(DASH) or not name or len(data) <= KEY_ID_LENGTH:
            raise NoteRefused("A signature line of the note is malformed.")
        yield name, data[:KEY_ID_LENGTH], data[KEY_ID_LENGTH:]


def _refuse_unfit(text: str) -> None:
    if not text.endswith("\n"):
        raise NoteRefused("The text of a note ends with a line break; this does not.")
    if any(letter < " " and letter != "\n" for letter in text):
        raise NoteRefused("The text of a note holds a control character.")
