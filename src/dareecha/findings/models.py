"""What somebody should look into: kind, evidence, next step, owner and state."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from dareecha.registry.models import Household, Individual
from dareecha.safeguards.ids import uuid7


class Finding(models.Model):
    """One finding. It opens a question for a second pair of eyes; it stops and accuses nobody."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=30)
    individual = models.ForeignKey(Individual, null=True, on_delete=models.CASCADE)
    """None where it is about the household as a whole."""
    household = models.ForeignKey(Household, on_delete=models.CASCADE)
    benefit = models.CharField(max_length=120, blank=True)
    department = models.CharField(max_length=40)
    district = models.CharField(max_length=10, blank=True)
    detail = models.JSONField()
    """Codes, days and rows (list and number) that show it; never a name."""
    next_step = models.CharField(max_length=60)
    owner = models.CharField(max_length=40)
    about = models.TextField(default="", db_default="")
    """What makes two findings the same one, whoever the rows are linked to: see `kinds`."""
    is_confidential = models.BooleanField(default=False, db_default=False)
    """It rests on a list in which to stand discloses something: for its department alone."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    found_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["household"], name="findings_of_a_household")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
