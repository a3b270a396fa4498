"""The tables of the journal. Rows are added and never changed; `docs/explanation/journal.md`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models

from dareecha.journal.leaves import LeafContent, commit
from dareecha.safeguards.ids import uuid7


class Event(models.Model):
    """Something that happened, in full, for those who may know. The app can only add it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    type = models.CharField(max_length=40)
    department = models.CharField(max_length=40, blank=True)
    catalogue = models.CharField(max_length=80, blank=True)
    day = models.DateField()
    record = models.JSONField()
    salt = models.BinaryField()
    commitment = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.type} {self.pk}"

    @property
    def leaf(self) -> LeafContent:
        """What of this event is published."""
        return LeafContent(
            type=self.type,
            day=self.day,
            department=self.department,
            catalogue=self.catalogue,
            commitment=bytes(self.commitment),
        )

    @property
    def keeps_its_record(self) -> bool:
        """Whether record and salt still give the commitment, and the columns say the same."""
        record: Mapping[str, object] = self.record
        columns = {
            "id": str(self.pk),
            "type": self.type,
            "department": self.department,
            "catalogue": self.catalogue,
            "day": self.day.isoformat(),
        }
        agrees = all(record.get(name) == value for name, value in columns.items())
        return agrees and commit(bytes(self.salt), record) == bytes(self.commitment)


class TransactionIdField(models.Field):  # type: ignore[type-arg]
    """PostgreSQL's xid8: the number of a transaction, which never comes round again."""

    def db_type(self, connection: object) -> str:
        return "xid8"


class Pending(models.Model):
    """An event that has no place in the log yet.

    A table of its own, so that finding the next ones stays quick however long the log grows.
    The number of the transaction stands here and not with the event because it means something
    only in this database cluster, and only until the event is sequenced.
    """

    event = models.OneToOneField(
        Event, on_delete=models.PROTECT, primary_key=True, related_name="pending"
    )
    xid = TransactionIdField()

    class Meta:
        verbose_name_plural = "pending"
        indexes: ClassVar = [models.Index(fields=["xid", "event"], name="journal_pending_order")]

    def __str__(self) -> str:
        return str(self.pk)


class Leaf(models.Model):
    """An entry of the log: public, numbered from 0 without a gap."""

    idx = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="entry")
    data = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        verbose_name_plural = "leaves"
        constraints: ClassVar = [
            models.CheckConstraint(name="the_log_begins_at_0", condition=models.Q(idx__gte=0)),
        ]

    def __str__(self) -> str:
        return str(self.idx)


class FullTile(models.Model):
    """256 neighbouring hashes of one level of the tree, kept so that nobody hashes them again."""

    pk = models.CompositePrimaryKey("level", "number")
    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.level}/{self.number}"


class Checkpoint(models.Model):
    """The root at one size of the log: settled first, signed then, never two for one size."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField(default="", blank=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_checkpoint_counts_entries", condition=models.Q(size__gt=0)
            ),
            models.CheckConstraint(
                name="a_signature_has_its_moment",
                condition=models.Q(note="", signed_at__isnull=True)
                | (~models.Q(note="") & models.Q(signed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return str(self.size)
