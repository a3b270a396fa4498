"""A text column that only this installation's keys can read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from dareecha.safeguards.keys import keyring


class EncryptedTextField(models.BinaryField):  # type: ignore[type-arg] # not generic at runtime
    """Text, encrypted on its way to the database. `context` is `table.column` and never changes.

    It cannot be searched: keep a blind index (`keyring().blind_index(number)`) beside it.
    """

    description = "Encrypted text"

    def __init__(self, *args: Any, context: str, **kwargs: Any) -> None:
        self.context = context
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "context": self.context}

    def get_lookup(self, lookup_name: str) -> Any:
        """Only "is there one?": each encryption of a text differs, so comparing finds nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if isinstance(value, str):
            value = keyring().encrypt(value, context=self.context)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(
        self, value: Any, expression: object, connection: BaseDatabaseWrapper
    ) -> str | None:
        if value is None:
            return None
        return keyring().decrypt(bytes(value), context=self.context)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.context} is encrypted and is not written into fixtures or dumps.")
