"""Rows of departments' lists, kept as sent."""

from django.db import models
from django.db.models import Q

from dareecha.registry.models.deliveries import Delivery
from dareecha.safeguards.ids import uuid7


class ListRowQuerySet(models.QuerySet["ListRow"]):
    def live(self, list_id: str) -> "ListRowQuerySet":
        """The rows of a list as they stand now, without those that a later delivery changed."""
        return self.filter(list=list_id, superseded_at__isnull=True)


class ListRow(models.Model):
    """One row as sent: texts by heading. Sensitive cells are encrypted in place, faith is absent.

    A row that a later delivery changes stays, with `superseded_at`; the change is a new row.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=60)
    row_key = models.CharField(max_length=200)
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="rows")
    sheet = models.CharField(max_length=120, blank=True)
    row_number = models.PositiveIntegerField()
    department = models.CharField(max_length=40)
    district = models.CharField(max_length=10, blank=True)
    """The district's code; empty where the row does not say one that is known."""
    as_on = models.DateField()
    """The latest day as on which the department sent the row so."""
    form_no = models.TextField(blank=True)
    content = models.JSONField()
    content_digest = models.BinaryField()
    superseded_at = models.DateTimeField(null=True)
    is_confidential = models.BooleanField(default=False, db_default=False)
    """Whether only its department sees the row: to stand in such a list discloses something."""

    objects = ListRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "row_key"],
                condition=Q(superseded_at__isnull=True),
                name="one_live_row_per_key",
            )
        ]
        indexes = [
            models.Index(fields=["list", "district"], name="rows_of_a_district"),
            models.Index(fields=["form_no"], condition=~Q(form_no=""), name="rows_of_a_form"),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.row_key}"
