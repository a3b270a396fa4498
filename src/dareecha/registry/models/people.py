"""Individuals and households: views over links, which can be taken back one by one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from dareecha.registry.models.mentions import Mention
from dareecha.safeguards.ids import uuid7


class Individual(models.Model):
    """One person, as far as links say. Its id stays; after a merge it points to the one kept."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    district = models.CharField(max_length=10, blank=True)
    became = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="was")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)


class Household(models.Model):
    """People who live and eat together. `implied` when only lists without a roster name them."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    district = models.CharField(max_length=10, blank=True)
    is_implied = models.BooleanField(default=False)
    became = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="was")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)


class LinkRun(models.Model):
    """One run of the linkage: with which settings, over how much, with what outcome."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    settings_digest = models.CharField(max_length=64)
    mentions = models.PositiveIntegerField()
    individuals = models.PositiveIntegerField()
    households = models.PositiveIntegerField()
    doubtful = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M}"


class LinkQuerySet(models.QuerySet["Link"]):
    def live(self) -> "LinkQuerySet":
        """Links that nobody has taken back."""
        return self.filter(undone_at__isnull=True)


class Link(models.Model):
    """The claim that a mention is this individual, in this household, and why. Reversible.

    Taking a link back sets `undone_at`; a link is never changed and never restored.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(LinkRun, null=True, on_delete=models.PROTECT)
    mention = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="links")
    individual = models.ForeignKey(Individual, on_delete=models.PROTECT, related_name="links")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="links")
    department = models.CharField(max_length=40)
    district = models.CharField(max_length=10, blank=True)
    reasons = models.JSONField(default=dict)
    """Codes: the strongest pair that ties this mention to the individual, level by level."""
    made_at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)
    undone_because = models.TextField(blank=True)
    is_confidential = models.BooleanField(default=False, db_default=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["mention"], condition=Q(undone_at__isnull=True), name="one_live_link"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DoubtfulPair(models.Model):
    """Two mentions that may be one person: for an officer to decide, not for the program."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    run = models.ForeignKey(LinkRun, on_delete=models.CASCADE, related_name="pairs")
    left = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    right = models.ForeignKey(Mention, on_delete=models.CASCADE, related_name="+")
    district = models.CharField(max_length=10, blank=True)
    probability = models.FloatField()
    reasons = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.pk)


class CurrentHousehold(models.Model):
    """What live links say of a household now: a projection, made anew from rows and links.

    `content` holds facts with source and day under our ids and no names; `names` what rows call
    each person.
    """

    household = models.OneToOneField(
        Household, primary_key=True, on_delete=models.CASCADE, related_name="current"
    )
    district = models.CharField(max_length=10, blank=True)
    as_of = models.DateField()
    content = models.JSONField()
    names = models.JSONField()
    projected_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.pk)
