"""The `.tlog-proof` file of C2SP: one entry's place in the log, checkable without the log."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from dareecha.journal import merkle
from dareecha.journal.merkle import HASH_LENGTH, Hash
from dareecha.journal.notes import NoteRefused, VerifierKey, decode_base64, open_checkpoint

FIRST_LINE = "c2sp.org/tlog-proof@v1"


class ProofRefused(Exception):
    """A proof that does not show what it claims, with the reason."""


@dataclass(frozen=True)
class Proof:
    """An entry's index, the hashes from it up to the root, and the checkpoint of that root."""

    index: int
    hashes: tuple[Hash, ...]
    checkpoint: str
    extra: bytes | None = None

    @property
    def text(self) -> str:
        """The file's content."""
        lines = [FIRST_LINE]
        if self.extra is not None:
            lines.append(f"extra {_encode(self.extra)}")
        lines.append(f"index {self.index}")
        lines.extend(_encode(each) for each in self.hashes)
        return "\n".join(lines) + "\n\n" + self.checkpoint

    @classmethod
    def parse(cls, text: str) -> "Proof":
        """Read a proof file. Raises ProofRefused naming the line that is wrong."""
        head, separator, checkpoint = text.partition("\n\n")
        lines = head.split("\n")
        if not separator or lines.pop(0) != FIRST_LINE:
            raise ProofRefused(f"This is not a proof file: line 1 should be {FIRST_LINE!r}.")
        try:
            extra = _optional_extra(lines)
            return cls(_index(lines), _hashes(lines), checkpoint, extra)
        except NoteRefused as refusal:
            raise ProofRefused(f"The proof file is damaged: {refusal}") from None

    def check(self, data: bytes, key: VerifierKey) -> None:
        """Check that the entry `data` stands in the log that the key belongs to.

        Raises ProofRefused when the checkpoint is not the log's, or the hashes do not lead
        from this entry to its root. What `extra` says is not part of what is proved.
        """
        try:
            head = open_checkpoint(self.checkpoint, key)
        except NoteRefused as refusal:
            raise ProofRefused(f"The proof's checkpoint cannot be believed: {refusal}") from None
        leaf = merkle.leaf_hash(data)
        if not merkle.inclusion_holds(
            leaf, index=self.index, size=head.size, proof=self.hashes, root=head.root
        ):
            raise ProofRefused(
                f"The proof does not lead from this entry to entry {self.index} "
                f"of the log of {head.size} entries."
            )


def _optional_extra(lines: list[str]) -> bytes | None:
    if lines and lines[0].startswith("extra "):
        return decode_base64(lines.pop(0).removeprefix("extra "))
    return None


def _index(lines: list[str]) -> int:
    line = lines.pop(0) if lines else ""
    number = line.removeprefix("index ")
    if line == number or not number.isascii() or not number.isdigit() or str(int(number)) != number:
        raise NoteRefused("the line with the index should read 'index' and a number.")
    return int(number)


def _hashes(lines: Sequence[str]) -> tuple[Hash, ...]:
    hashes = tuple(decode_base64(line) for line in lines)
    if any(len(each) != HASH_LENGTH for each in hashes):
        raise NoteRefused(f"a line that should be a hash of {HASH_LENGTH} bytes is not.")
    return hashes


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()
