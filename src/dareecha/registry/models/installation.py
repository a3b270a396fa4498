"""What this installation is for."""

from django.db import models
from django.utils import timezone

from dareecha.safeguards.ids import uuid7


class Installation(models.Model):
    """That all people here are invented. Written before the first list, and never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    is_invented = models.BooleanField()
    marked_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return "invented people" if self.is_invented else "people"
