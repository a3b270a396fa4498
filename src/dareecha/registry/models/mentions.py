"""Who is named in a row: comparable forms only, for linking and for search."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from dareecha.registry.models.rows import ListRow
from dareecha.safeguards.ids import uuid7


class MentionQuerySet(models.QuerySet["Mention"]):
    def live(self) -> "MentionQuerySet":
        """Mentions that the newest version of their row still makes."""
        return self.filter(withdrawn_at__isnull=True)


class Mention(models.Model):
    """One person named in one row. It keeps its id when the department corrects the row.

    Names as written and numbers stay in the row. Empty text means not known; so does null.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    list = models.CharField(max_length=60)
    row_key = models.CharField(max_length=200)
    role = models.CharField(max_length=30, blank=True)
    row = models.ForeignKey(ListRow, on_delete=models.CASCADE, related_name="mentions")
    department = models.CharField(max_length=40)
    district = models.CharField(max_length=10, blank=True)
    tehsil = models.TextField(blank=True)
    union_council = models.TextField(blank=True)
    village = models.TextField(blank=True)
    name_full = models.TextField(blank=True)
    name_key = models.TextField(blank=True)
    name_script = models.CharField(max_length=5, blank=True)
    father_full = models.TextField(blank=True)
    father_key = models.TextField(blank=True)
    father_is = models.CharField(max_length=10, blank=True)
    sex = models.CharField(max_length=12, blank=True)
    birth_from = models.DateField(null=True)
    birth_to = models.DateField(null=True)
    birth_is_rounded = models.BooleanField(default=False)
    cnic_index = models.BinaryField(null=True)
    cnic_masked = ArrayField(models.BinaryField(), null=True)
    cnic_note = models.CharField(max_length=10)
    form_no = models.TextField(blank=True)
    member_no = models.CharField(max_length=10, blank=True)
    relation = models.CharField(max_length=30, blank=True)
    marital_status = models.CharField(max_length=20, blank=True)
    event_date = models.DateField(null=True)
    person_meant = models.BooleanField()
    relative_index = models.BinaryField(null=True)
    """Keyed hash of the number of somebody of this person's household, as the row tells it."""
    family_no = models.TextField(blank=True, db_default="")
    """Number of the family's card, on which the list names one member a row."""
    is_confidential = models.BooleanField(default=False, db_default=False)
    withdrawn_at = models.DateTimeField(null=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["list", "row_key", "role"], name="one_mention_per_row_and_role"
            )
        ]
        indexes = [
            models.Index(fields=["name_key", "district"], name="mentions_by_name"),
            models.Index(fields=["cnic_index"], name="mentions_by_number"),
            models.Index(fields=["form_no"], condition=~Q(form_no=""), name="mentions_by_form"),
        ]

    def __str__(self) -> str:
        return f"{self.list} {self.row_key}#{self.role}"
