"""Departments, officers, and the duties that say what an officer may do, where and when."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dareecha.safeguards.acting import EVERYWHERE, DutyContext, as_officer_without_duty
from dareecha.safeguards.ids import uuid7

UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
JOINERS = "\u200c\u200d"
"""Urdu and Pashto names are written with them."""


class Department(models.Model):
    """A department that runs schemes; its code is used all over the catalogue."""

    code = models.CharField(max_length=40, primary_key=True)
    name_en = models.CharField(max_length=200)
    name_ur = models.CharField(max_length=200, blank=True)
    name_ps = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language; in English while it has not been translated."""
        return getattr(self, f"name_{get_language()}", "") or self.name_en


class OfficerManager(BaseUserManager["Officer"]):
    """How officers are made. There are no superusers: no account reaches past its duties."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Officer:
        """Make an account that can log in and, having no duty yet, see nothing."""
        fields["email"] = self.normalize_email(fields.get("email", "")).lower()
        officer = self.model(username=self.model.normalize_username(username), **fields)
        officer.set_password(password)
        officer.save(using=self._db)
        return officer


def check_username(username: str) -> None:
    """Refuse what cannot be typed into a log-in, or read out on the telephone, for certain."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._@+-]*", username):
        raise ValidationError(
            _(
                "Write Latin letters, digits and . _ - @ + only, without spaces, beginning with a "
                "letter or digit: for example desk1.nowshera"
            )
        )


def check_full_name(full_name: str) -> None:
    """Refuse a name that is only space, or has signs in it that nobody sees."""
    unseen = [sign for sign in full_name if unicodedata.category(sign) in UNSEEN]
    if not full_name.strip() or set(unseen) - set(JOINERS):
        raise ValidationError(
            _("Write the officer's name in letters, without line breaks and control signs.")
        )


class Officer(AbstractBaseUser):
    """Somebody who works with the service on behalf of a department."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(
        _("user name"), max_length=60, unique=True, validators=[check_username]
    )
    full_name = models.CharField(_("full name"), max_length=200, validators=[check_full_name])
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=settings.LANGUAGES, default="en"
    )
    is_active = models.BooleanField(_("may log in"), default=True)

    objects = OfficerManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["full_name"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("email"), name="one_officer_per_email", condition=~Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password; its hash is renewed where hashes have become stronger.

        A log-in may not write a password. Whoever has just given the right one is known by it,
        so the new hash is written as the officer's own doing.
        """

        def renew(password: str) -> None:
            self.set_password(password)
            self._password = None  # so that nobody is told of a new password
            with as_officer_without_duty(self.pk):
                self.save(update_fields=["password"])

        return check_password(raw_password, self.password, renew)

    def duties_on(self, day: dt.date) -> list[Duty]:
        """The duties in force on that day, the oldest first."""
        return list(self.duties.in_force(day))

    def duty_on(self, day: dt.date) -> Duty | None:
        """The duty in force on that day (the oldest of several), or None: nothing may be seen."""
        return next(iter(self.duties_on(day)), None)


class Role(models.TextChoices):
    """What somebody on duty is there for. Jobs and commands act as `system`."""

    FACILITATOR = "facilitator", _("facilitator")
    OFFICER = "officer", _("department officer")
    PLANNER = "planner", _("planner")
    AUDITOR = "auditor", _("auditor")
    ADMINISTRATOR = "administrator", _("administrator")


class DutyQuerySet(models.QuerySet["Duty"]):
    def in_force(self, day: dt.date) -> DutyQuerySet:
        """Duties begun by that day and not ended on it."""
        return (
            self.filter(valid_from__lte=day)
            .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))
            .select_related("department")
            .order_by("valid_from", "id")
        )


def check_areas(areas: list[str]) -> None:
    """Refuse an empty list, and everywhere mixed with single districts."""
    if not areas or (EVERYWHERE in areas and len(areas) > 1):
        raise ValidationError(
            _("Name one or more districts by their P-code, or write * alone for everywhere.")
        )


class Duty(models.Model):
    """Officer × department × area × role × purposes, for a time."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="duties")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="duties")
    areas = ArrayField(models.CharField(max_length=12), validators=[check_areas])
    role = models.CharField(max_length=20, choices=Role.choices)
    purposes = ArrayField(models.CharField(max_length=60))
    valid_from = models.DateField()
    valid_to = models.DateField(
        null=True, blank=True, help_text=_("The first day after it; empty: no end is set.")
    )

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        constraints: ClassVar = [
            models.CheckConstraint(name="a_duty_has_an_area", condition=Q(areas__len__gte=1)),
            models.CheckConstraint(name="a_duty_has_a_purpose", condition=Q(purposes__len__gte=1)),
            models.CheckConstraint(
                name="a_duty_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def context(self) -> DutyContext:
        """What row-level security needs to know of this duty."""
        return DutyContext(
            duty=self.pk,
            officer=self.officer_id,
            department=self.department_id,
            role=self.role,
            areas=tuple(self.areas),
        )
