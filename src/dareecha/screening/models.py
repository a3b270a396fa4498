"""Screening runs, and one packed row of verdicts for each household."""

from typing import ClassVar

from django.db import models
from django.db.models import Value
from django.utils import timezone

from dareecha.registry.models import Household
from dareecha.safeguards.ids import uuid7


class ScreeningRun(models.Model):
    """One judging of all households: by which catalogue, as of which day, how many."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    as_of = models.DateField()
    catalogue = models.CharField(max_length=64)
    households = models.PositiveIntegerField()
    verdicts = models.JSONField()
    """How many of each verdict, by benefit."""

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.as_of} ({self.households})"


class CurrentVerdicts(models.Model):
    """A household's verdicts of the newest run, packed; reasons are made anew when shown."""

    household = models.OneToOneField(
        Household, primary_key=True, on_delete=models.CASCADE, related_name="verdicts"
    )
    run = models.ForeignKey(ScreeningRun, on_delete=models.CASCADE)
    district = models.CharField(max_length=10, blank=True)
    verdicts = models.JSONField()
    """[benefit, subject, verdict, deciding criterion, amount min, max, per, receives, gap, fact]"""
    holes = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    """[need, subject, [[benefit, kind of bar, [criteria]] …], [benefits still to ask for]]"""

    def __str__(self) -> str:
        return str(self.pk)
