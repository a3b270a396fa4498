"""What the safeguards keep: who looked at what and why, and the answers already given."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from dareecha.safeguards.fields import EncryptedTextField
from dareecha.safeguards.ids import uuid7


class AccessLog(models.Model):
    """One look at people's data. The service can add to this table and change nothing in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    at = models.DateTimeField(default=timezone.now)
    officer = models.UUIDField()
    duty = models.UUIDField()
    department = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    found = models.PositiveIntegerField()
    subjects = ArrayField(models.UUIDField(), default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["officer", "at"], name="look_ups_of_an_officer")]

    def __str__(self) -> str:
        return str(self.pk)


class KeysInUse(models.Model):
    """A fingerprint of the keys under which this database's numbers are kept."""

    fingerprint = models.BinaryField(primary_key=True, max_length=32)

    def __str__(self) -> str:
        return "keys in use"


class IdempotencyKey(models.Model):
    """The answer to one POST, kept so that the same POST sent again is answered, not done, twice.

    The answer is encrypted: it may be a fragment of a household's page.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.UUIDField()
    key = models.CharField(max_length=200)
    request_digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(default=timezone.now)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = EncryptedTextField(context="safeguards_idempotencykey.body", null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["officer", "key"], name="one_answer_per_key"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
