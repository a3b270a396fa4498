"""What people said at the counter: one row for each statement, kept for good."""

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from dareecha.registry.models.people import Household, Individual
from dareecha.safeguards.ids import uuid7


class StatementQuerySet(models.QuerySet["Statement"]):
    def standing(self) -> "StatementQuerySet":
        """Statements that nobody has taken back; of each fact the newest comes last."""
        return self.filter(withdrawn_at__isnull=True).order_by("occurred_at", "id")

    def about(
        self, households: Collection[UUID], people: Collection[UUID] | Collection[str]
    ) -> "StatementQuerySet":
        """Those about these households or people, or about one that was merged into them."""
        of_household = Q(household_id__in=households) | Q(household__became_id__in=households)
        of_person = Q(individual_id__in=people) | Q(individual__became_id__in=people)
        return self.filter(of_person | (Q(individual__isnull=True) & of_household))


class Statement(models.Model):
    """One answer to one question about a household or one of its people, or that it was declined.

    A newer statement replaces the older as the current one; both stay. Taking one back sets
    `withdrawn_at`; a statement is never changed and never deleted.
    """

    class Speaker(models.TextChoices):
        """Who answered, or who was there: of a closed list, never a name."""

        SELF = "self", gettext_lazy("the person concerned")
        MOTHER = "mother", gettext_lazy("the mother")
        FATHER = "father", gettext_lazy("the father")
        OTHER_ADULT = "other_adult", gettext_lazy("another adult of the household")
        GUARDIAN = "guardian", gettext_lazy("a guardian")
        SOMEBODY_ELSE = "somebody_else", gettext_lazy("somebody from outside the household")

    class Present(models.TextChoices):
        NOBODY = "nobody", gettext_lazy("nobody else")
        FAMILY = "family", gettext_lazy("people of the family")
        OTHERS = "others", gettext_lazy("people from outside the family")
        NOT_TOLD = "not_told", gettext_lazy("not written down")

    class State(models.TextChoices):
        KNOWN = "known", "known"
        DECLINED = "declined", "declined"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="statements")
    individual = models.ForeignKey(
        Individual, null=True, on_delete=models.PROTECT, related_name="statements"
    )
    """None where it is about the household as a whole."""
    district = models.CharField(max_length=10, blank=True)
    fact = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State.choices)
    value = models.JSONField(null=True)
    """As the fact dictionary keeps it; None only where it was declined."""
    as_of = models.DateField()
    occurred_at = models.DateTimeField(default=timezone.now)
    answered_by = models.CharField(max_length=20, choices=Speaker.choices)
    present = models.CharField(max_length=20, choices=Present.choices)
    recorded_by = models.UUIDField()
    duty = models.UUIDField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="known", value__isnull=False)
                | Q(state="declined", value__isnull=True),
                name="a_statement_has_a_value_or_was_declined",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["household"], name="statement_of_household"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
