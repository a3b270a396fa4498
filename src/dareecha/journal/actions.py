"""Writing into the journal: one event per action, in the transaction of the action itself."""

import re
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Func
from django.utils import timezone

from dareecha.journal.leaves import commit, new_salt
from dareecha.journal.models import Event, Pending
from dareecha.journal.subjects import check_subject
from dareecha.journal.types import TYPES
from dareecha.safeguards.acting import current_duty
from dareecha.safeguards.ids import uuid7

HERE = ZoneInfo("Asia/Karachi")
DEPARTMENT = re.compile(r"[a-z][a-z0-9-]{0,39}")
DIGEST = re.compile(r"(?:sha256:)?[0-9a-f]{64}")


class NoTransaction(RuntimeError):
    """An event was to be recorded outside the transaction of what it tells of."""


class UnknownType(ValueError):
    """An event of a kind that the closed list does not have."""


class NotPublic(ValueError):
    """A department or catalogue that is not written as the public entry needs it."""


def record(
    type: str,
    *,
    department: str = "",
    catalogue: str = "",
    subject: Mapping[str, str],
    at: datetime | None = None,
) -> Event:
    """Record an action of the duty that is being acted on; `at` is now unless given.

    Department, catalogue digest, type and day become public; the subject (ids, codes, digests,
    counts) does not. The event exists if and only if the transaction around it is committed.

    Raises NoTransaction outside one, NoDuty when nobody is on duty, UnknownType, NotPublic,
    and NotForTheJournal for a subject that could tell who somebody is.
    """
    if not connection.in_atomic_block:
        raise NoTransaction(
            f"Record {type!r} in the transaction of the action itself: otherwise one could "
            "happen without the other."
        )
    _check_public_part(type, department, catalogue)
    check_subject(subject)
    event = _make(type, department, catalogue, subject, at or timezone.now())
    event.save(force_insert=True)
    Pending(event=event, xid=Func(function="pg_current_xact_id")).save(force_insert=True)
    return event


def _make(
    type: str, department: str, catalogue: str, subject: Mapping[str, str], at: datetime
) -> Event:
    id = uuid7()
    day = at.astimezone(HERE).date()
    duty, _ = current_duty()
    record = {
        "id": str(id),
        "type": type,
        "department": department,
        "catalogue": catalogue,
        "day": day.isoformat(),
        "at": at.astimezone(HERE).isoformat(),
        "officer": str(duty.officer),
        "duty": str(duty.duty),
        "subject": dict(subject),
    }
    salt = new_salt()
    return Event(
        id=id,
        type=type,
        department=department,
        catalogue=catalogue,
        day=day,
        record=record,
        salt=salt,
        commitment=commit(salt, record),
    )


def _check_public_part(type: str, department: str, catalogue: str) -> None:
    if type not in TYPES:
        raise UnknownType(
            f"The journal knows no event {type!r}. Use one of {', '.join(TYPES)}, "
            "or add it to dareecha/journal/types.py with its meaning."
        )
    if department and not DEPARTMENT.fullmatch(department):
        raise NotPublic(
            "department should be a code such as 'zakat', or '' when none is concerned."
        )
    if catalogue and not DIGEST.fullmatch(catalogue):
        raise NotPublic(
            "catalogue should be the catalogue's SHA-256 digest in hexadecimal, "
            "or '' when none is concerned."
        )
