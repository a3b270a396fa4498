"""Under which agreement a department's list may be here, and the key its numbers are under."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from dareecha.safeguards.ids import uuid7

# Inside the models `list` is a column.
NONE = list


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_force(self, list_id: str) -> "Agreement | None":
        """The newest agreement on a list, or None."""
        return self.filter(list=list_id).order_by("-agreed_at", "-id").first()


class Agreement(models.Model):
    """What was agreed about one list. Agreements are only added; the newest one counts."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=60)
    department = models.CharField(max_length=40)
    instrument = models.TextField()
    purpose = models.TextField()
    retention_months = models.PositiveIntegerField()
    signed_on = models.DateField()
    districts = ArrayField(models.CharField(max_length=10), default=NONE)
    """The districts that the list covers; empty where the agreement does not say."""
    period_from = models.DateField(null=True)
    period_to = models.DateField(null=True)
    complete_for = ArrayField(models.CharField(max_length=120), default=NONE)
    """Benefits of which the list holds every receiver in those districts and that period."""
    assumed = models.BooleanField()
    """Whether completeness is only assumed by us; then every result resting on it says so."""
    file_digest = models.CharField(max_length=64)
    agreed_at = models.DateTimeField(default=timezone.now)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["list", "-agreed_at"], name="newest_agreement")]

    def __str__(self) -> str:
        return f"{self.list}, signed {self.signed_on}"


class ListKey(models.Model):
    """The encryption key of one list, itself encrypted. Destroying it erases the list's numbers."""

    list = models.CharField(primary_key=True, max_length=60)
    department = models.CharField(max_length=40)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return self.list
