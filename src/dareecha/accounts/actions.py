"""What is done with officers and duties: establish a department, appoint, assign, end a duty.

Each runs in the transaction of an `acting_as()`, and is journaled within it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from dareecha.accounts.models import Department, Duty, Officer
from dareecha.journal import actions as journal


@transaction.atomic
def establish(*, code: str, names: Mapping[str, str]) -> Department:
    """Make a department known, or correct its names (`en`, `ur`, `ps`)."""
    fields = {f"name_{language}": name for language, name in names.items()}
    department, is_new = Department.objects.update_or_create(code=code, defaults=fields)
    if is_new:
        journal.record("department.opened", department=code, subject={"department": code})
    return department


@transaction.atomic
def appoint(
    *,
    username: str,
    full_name: str,
    password: str | None,
    department: str,
    areas: Sequence[str],
    role: str,
    purposes: Sequence[str],
    valid_from: dt.date,
    valid_to: dt.date | None = None,
    email: str = "",
    language: str = "en",
) -> Duty:
    """Make an account with its first duty. Without a password nobody can log in to it yet.

    Raises ValidationError, naming the field, for an unknown role, department, area or dates that
    cross, and for a user name or e-mail that is taken.
    """
    officer = Officer(
        username=Officer.normalize_username(username),
        full_name=full_name,
        email=email.lower(),
        language=language,
    )
    officer.set_password(password)
    officer.full_clean(exclude=["password"])
    officer.save(force_insert=True)
    journal.record("officer.appointed", department=department, subject={"officer": str(officer.pk)})
    return assign(
        officer=officer,
        department=department,
        areas=areas,
        role=role,
        purposes=purposes,
        valid_from=valid_from,
        valid_to=valid_to,
    )


@transaction.atomic
def assign(
    *,
    officer: Officer,
    department: str,
    areas: Sequence[str],
    role: str,
    purposes: Sequence[str],
    valid_from: dt.date,
    valid_to: dt.date | None = None,
) -> Duty:
    """Give an officer one more duty. Raises ValidationError, naming the field."""
    duty = Duty(
        officer=officer,
        department_id=department,
        areas=list(areas),
        role=role,
        purposes=list(purposes),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    duty.full_clean()
    duty.save(force_insert=True)
    journal.record("duty.given", department=department, subject=_named(duty))
    return duty


@transaction.atomic
def end_duty(*, duty: Duty, on: dt.date) -> Duty:
    """Let a duty end: that day is the first on which it is no longer in force.

    Raises ValidationError when it would end before it began.
    """
    duty.valid_to = on
    duty.full_clean()
    duty.save(update_fields=["valid_to"])
    journal.record("duty.ended", department=duty.department_id, subject=_named(duty))
    return duty


def _named(duty: Duty) -> dict[str, str]:
    return {"duty": str(duty.pk), "officer": str(duty.officer_id)}
