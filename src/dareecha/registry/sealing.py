"""Encrypt sensitive cells in place, each list under a key of its own."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from dareecha.registry.models import ListKey
from dareecha.registry.reading import SEALED
from dareecha.safeguards.keys import Cipher, keyring


@dataclass(frozen=True)
class ListSeal:
    """The key of one list in use."""

    list: str
    cipher: Cipher

    def seal(self, text: str, heading: str) -> dict[str, str]:
        """What stands in a stored row in the place of a sensitive cell."""
        data = self.cipher.encrypt(text, context=self._context(heading))
        return {SEALED: base64.b64encode(data).decode("ascii")}

    def open(self, cell: Mapping[str, Any], heading: str) -> str:
        """The text that was sent. Raises CannotDecrypt for another list's or column's cell."""
        data = base64.b64decode(cell[SEALED])
        return self.cipher.decrypt(data, context=self._context(heading))

    def digest(self, text: str) -> bytes:
        """The same for the same text, and no help in guessing it without the key."""
        return hmac.digest(self.cipher.versions[max(self.cipher.versions)], text.encode(), sha256)

    def _context(self, heading: str) -> str:
        return f"registry_listrow.content/{self.list}/{heading}"


def seal_of(list_id: str, department: str) -> ListSeal:
    """The list's seal, made when the list comes for the first time."""
    context = _context(list_id)
    key = ListKey.objects.filter(list=list_id).first()
    if key is None:
        wrapped = keyring().new_wrapped_key(context=context)
        key = ListKey.objects.create(list=list_id, department=department, wrapped=wrapped)
    return ListSeal(list_id, keyring().unwrap(bytes(key.wrapped), context=context))


def open_seal(list_id: str) -> ListSeal:
    """The seal of a list that is here. Raises ListKey.DoesNotExist when it was erased."""
    key = ListKey.objects.get(list=list_id)
    return ListSeal(list_id, keyring().unwrap(bytes(key.wrapped), context=_context(list_id)))


def _context(list_id: str) -> str:
    return f"registry_listkey.{list_id}"
