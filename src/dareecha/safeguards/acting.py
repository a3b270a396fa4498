"""On whose behalf the database is asked: a duty, a log-in, or nobody.

PostgreSQL's row-level security reads six settings of the transaction. They are set with
`set_config(…, true)` only, so that they end with the transaction and no pooled connection carries
them to the next request. A released savepoint keeps them, so each manager here puts back what it
found.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

SETTINGS = (
    "dareecha.duty",
    "dareecha.officer",
    "dareecha.department",
    "dareecha.role",
    "dareecha.areas",
    "dareecha.purpose",
)
EVERYWHERE = "*"
LOG_IN = "log-in"


class NoDuty(PermissionError):
    """Something was asked that only somebody on duty may ask."""


@dataclass(frozen=True)
class DutyContext:
    """One duty, as the policies of row-level security see it."""

    duty: uuid.UUID
    officer: uuid.UUID
    department: str
    role: str
    areas: tuple[str, ...]

    def settings(self, purpose: str) -> dict[str, str]:
        """The settings that say: this duty, for this purpose."""
        return {
            "dareecha.duty": str(self.duty),
            "dareecha.officer": str(self.officer),
            "dareecha.department": self.department,
            "dareecha.role": self.role,
            "dareecha.areas": ",".join(self.areas),
            "dareecha.purpose": purpose,
        }


SYSTEM_DUTY = DutyContext(
    duty=uuid.UUID("00000000-0000-7000-8000-000000000001"),
    officer=uuid.UUID("00000000-0000-7000-8000-000000000000"),
    department="",
    role="system",
    areas=(EVERYWHERE,),
)


@contextmanager
def acting_as(duty: DutyContext, *, purpose: str) -> Iterator[None]:
    """Do everything inside in one transaction, on this duty and for this purpose.

    An exception rolls all of it back. Raises ValueError without a purpose: every look at
    somebody's data has one.
    """
    if not purpose.strip():
        raise ValueError("Say for what purpose: acting_as(duty, purpose='…').")
    with _settings(duty.settings(purpose)):
        yield


@contextmanager
def as_officer_without_duty(officer: uuid.UUID) -> Iterator[None]:
    """One transaction in which an officer reaches the own account and nothing else."""
    with _settings({"dareecha.officer": str(officer)}):
        yield


@contextmanager
def logging_in() -> Iterator[None]:
    """One transaction in which accounts and duties can be read, and no household can.

    Before a password is checked nobody is known, and still the account must be found.
    """
    with _settings({"dareecha.purpose": LOG_IN}):
        yield


@contextmanager
def as_nobody() -> Iterator[None]:
    """One transaction in which no protected row can be seen."""
    with _settings({}):
        yield


def current_duty() -> tuple[DutyContext, str]:
    """The duty and purpose this transaction acts on. Raises NoDuty when there is none."""
    found = _read()
    if not found["dareecha.duty"]:
        raise NoDuty("Nobody is on duty in this transaction: wrap the work in acting_as().")
    context = DutyContext(
        duty=uuid.UUID(found["dareecha.duty"]),
        officer=uuid.UUID(found["dareecha.officer"]),
        department=found["dareecha.department"],
        role=found["dareecha.role"],
        areas=tuple(found["dareecha.areas"].split(",")),
    )
    return context, found["dareecha.purpose"]


@contextmanager
def _settings(values: Mapping[str, str]) -> Iterator[None]:
    """Set these and clear the others, for one atomic block.

    After an error PostgreSQL itself puts back what was set, with the savepoint or transaction.
    """
    with transaction.atomic():
        before = _read()
        _write(values)
        yield
        if not connection.needs_rollback:
            _write(before)


def _read() -> dict[str, str]:
    columns = ", ".join(["coalesce(current_setting(%s, true), '')"] * len(SETTINGS))
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", SETTINGS)
        return dict(zip(SETTINGS, cursor.fetchone(), strict=True))


def _write(values: Mapping[str, str]) -> None:
    columns = ", ".join(["set_config(%s, %s, true)"] * len(SETTINGS))
    parameters = [part for name in SETTINGS for part in (name, values.get(name, ""))]
    with connection.cursor() as cursor:
        cursor.execute(f"select {columns}", parameters)
