"""Gaps counted by place and benefit. What is not to be shown is not kept: its count is null."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from dareecha.safeguards.ids import uuid7
from dareecha.screening.models import ScreeningRun


class GapCounting(models.Model):
    """One counting of a screening run, and what its figures rest on. Only the newest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(ScreeningRun, on_delete=models.CASCADE)
    made_at = models.DateTimeField(default=timezone.now)
    assumed = models.JSONField()
    """Lists that are taken to be complete without anybody having said so: list and benefits."""

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]

    def __str__(self) -> str:
        return str(self.pk)


class GapCount(models.Model):
    """How many households and people one kind of gap concerns, in one place.

    District '' with tehsil '' is everywhere; a tehsil '' is the whole district. Where no row
    stands nobody is concerned, unless the whole that it belongs to is hidden.
    """

    class By(models.TextChoices):
        ALL = "all"
        CONTINGENCY = "contingency"
        SCHEME = "scheme"
        BENEFIT = "benefit"
        NEED = "need"

    class Hidden(models.TextChoices):
        FEWER = "fewer"
        KEPT_BACK = "kept_back"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    counting = models.ForeignKey(GapCounting, on_delete=models.CASCADE, related_name="counts")
    kind = models.CharField(max_length=30)
    by = models.CharField(max_length=12, choices=By.choices)
    item = models.CharField(max_length=120, blank=True)
    """The benefit, scheme or contingency, or `need:` and a need; empty for all."""
    district = models.CharField(max_length=10, blank=True)
    tehsil = models.CharField(max_length=12, blank=True)
    sex = models.CharField(max_length=12, blank=True)
    """Of the person concerned; only for whole districts and single benefits, and people alone."""
    households = models.PositiveIntegerField(null=True)
    persons = models.PositiveIntegerField(null=True)
    """None too where the benefit is not a person's."""
    hidden = models.CharField(max_length=10, choices=Hidden.choices, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["counting", "by", "district"], name="counts_of_a_page")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.item} {self.district} {self.tehsil}"
