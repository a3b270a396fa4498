"""Files that departments sent, and what in them could not be read."""

from django.db import models
from django.utils import timezone

from dareecha.registry.models.agreements import Agreement
from dareecha.safeguards.ids import uuid7


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def live(self) -> "DeliveryQuerySet":
        """Deliveries that nobody has taken back."""
        return self.filter(withdrawn_at__isnull=True)


class Delivery(models.Model):
    """One file taken in. Taking it back leaves it here, and its rows as history."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=60)
    department = models.CharField(max_length=40)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT)
    layout_version = models.PositiveIntegerField()
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    received_at = models.DateTimeField(default=timezone.now)
    as_on = models.DateField()
    """The day as on which the list was drawn up."""
    officer = models.UUIDField()
    duty = models.UUIDField()
    rows_read = models.PositiveIntegerField(default=0)
    rows_new = models.PositiveIntegerField(default=0)
    rows_changed = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    rows_gone = models.PositiveIntegerField(default=0, db_default=0)
    """Rows of earlier deliveries for the same period that this one lacks. They stay as they are."""
    rows_older = models.PositiveIntegerField(default=0, db_default=0)
    """Rows of which a list drawn up later says something else: kept as history at once."""
    rows_set_aside = models.PositiveIntegerField(default=0)
    problems_found = models.PositiveIntegerField(default=0)
    passed_over = models.JSONField(default=dict)
    """How many rows were no data, by reason: titles, subtotals, blank rows."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_because = models.TextField(blank=True, db_default="")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["list", "sha256", "layout_version", "as_on"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="a_file_is_taken_in_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.list}, {self.received_at:%Y-%m-%d}"


class Problem(models.Model):
    """A cell or row of a delivery that could not be read, and what the office should do."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="problems")
    department = models.CharField(max_length=40)
    sheet = models.CharField(max_length=120, blank=True)
    row_number = models.PositiveIntegerField()
    row_key = models.CharField(max_length=200, blank=True)
    column = models.CharField(max_length=120, blank=True)
    shown_value = models.CharField(max_length=200, blank=True)
    """What stands in the cell; left empty where the column is sensitive."""
    message = models.TextField()

    class Meta:
        ordering = ["sheet", "row_number", "column"]

    def __str__(self) -> str:
        return f"row {self.row_number}, {self.column}"
