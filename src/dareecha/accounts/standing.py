"""Who asks, and on which duty: settled once at the beginning of a request."""

from __future__ import annotations

import datetime as dt
import uuid
from contextlib import AbstractContextManager
from dataclasses import dataclass

from django.http import HttpRequest

from dareecha.accounts.models import Duty, Officer
from dareecha.safeguards.acting import (
    acting_as,
    as_nobody,
    as_officer_without_duty,
    logging_in,
)

CHOSEN = "dareecha.duty"


@dataclass(frozen=True)
class Standing:
    """The officer (None: nobody has logged in) and the duty (None: no duty today)."""

    officer: Officer | None
    duty: Duty | None

    def transaction(self, *, may_log_in: bool) -> AbstractContextManager[None]:
        """The transaction in which this request is answered."""
        if self.duty:
            return acting_as(self.duty.context, purpose=self.duty.purposes[0])
        if self.officer:
            return as_officer_without_duty(self.officer.pk)
        return logging_in() if may_log_in else as_nobody()


def of_request(request: HttpRequest, *, today: dt.date) -> Standing:
    """Find the officer of this session and the chosen duty, else the oldest in force."""
    if not request.user.is_authenticated:
        return Standing(officer=None, duty=None)
    duties = request.user.duties_on(today)
    chosen = request.session.get(CHOSEN)
    duty = next((duty for duty in duties if str(duty.pk) == chosen), None)
    return Standing(officer=request.user, duty=duty or next(iter(duties), None))


def choose(request: HttpRequest, duty: uuid.UUID) -> None:
    """Remember for this session which of several duties is meant."""
    request.session[CHOSEN] = str(duty)
