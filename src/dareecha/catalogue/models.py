"""Bundles of catalogue files, stored once by content, and which of them came into force when."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from dareecha.safeguards.ids import uuid7

SHIPPED = "shipped"
FROM_ENVIRONMENT = "DAREECHA_SCHEMES"
ON_PURPOSE = "catalogue-publish"


class CatalogueFile(models.Model):
    """One file's content under its SHA-256. Many bundles may hold it."""

    sha256 = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()

    def __str__(self) -> str:
        return self.sha256[:12]


class Bundle(models.Model):
    """A whole catalogue: path → SHA-256 of its files. Never changed, never removed."""

    digest = models.CharField(primary_key=True, max_length=64)
    manifest = models.JSONField()
    stored_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.digest[:12]


class Publication(models.Model):
    """That a bundle came into force, and where it came from. The newest one is in use."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT)
    origin = models.CharField(max_length=20)
    """shipped with the program, named by DAREECHA_SCHEMES, or put in force by somebody here"""
    published_at = models.DateTimeField(default=timezone.now)
    officer = models.UUIDField()

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]

    def __str__(self) -> str:
        return f"{self.bundle_id[:12]} ({self.origin})"

    @property
    def is_shipped(self) -> bool:
        """Whether it came with the program."""
        return self.origin == SHIPPED
