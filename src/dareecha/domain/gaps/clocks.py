"""Decided too late, or not at all: applications against the days that were promised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

LATE = "late"


@dataclass(frozen=True, slots=True)
class Applied:
    """An application: asked for on a day, decided on another (None: not yet), with days promised.

    `limit_days` is None where nobody promised anything: then nothing can be late.
    """

    row: str
    benefit: str
    individual: str
    asked_on: date
    decided_on: date | None
    limit_days: int | None


@dataclass(frozen=True, slots=True)
class Late:
    """An application beyond its limit, by so many days on the day it was looked at."""

    application: Applied
    days_over: int
    is_decided: bool


def late(applications: Iterable[Applied], *, on: date) -> Iterator[Late]:
    """Applications decided after their last day, or undecided beyond it on the day `on`.

    Calendar days from asking to deciding; the last day itself is in time.
    """
    for application in applications:
        if application.limit_days is None:
            continue
        last_day = application.asked_on + timedelta(days=application.limit_days)
        until = application.decided_on or on
        if until > last_day:
            over = (until - last_day).days
            yield Late(application, over, application.decided_on is not None)
