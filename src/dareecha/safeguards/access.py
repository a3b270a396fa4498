"""The log of look-ups: every search for people and every household opened, with its purpose."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from dareecha.safeguards.acting import current_duty
from dareecha.safeguards.models import AccessLog


def record_look_up(
    *, purpose: str, kind: str, found: int, subjects: Iterable[uuid.UUID] = ()
) -> AccessLog:
    """Write down that the duty of this transaction looked, for what, and how many were found.

    `kind` names the look-up ("search by name", "household page"), never what was typed.
    Raises NoDuty when nobody is on duty.
    """
    duty, _ = current_duty()
    return AccessLog.objects.create(
        officer=duty.officer,
        duty=duty.duty,
        department=duty.department,
        purpose=purpose,
        kind=kind,
        found=found,
        subjects=list(subjects),
    )
