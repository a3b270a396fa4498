"""What the page about needs asks for and keeps: questions out, statements in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from dareecha.accounts.models import Duty, Role
from dareecha.registry.models import Household, Statement
from dareecha.registry.statements import AlreadyWithdrawn, Answer, Occasion, record, withdraw
from dareecha.screening.files import household_file
from dareecha.web.counter.needs import Needs
from dareecha.web.counter.needs_lines import Asked
from dareecha.web.counter.wording import Wording


class NoSuchStatement(LookupError):
    """No statement of this household that the duty of this request may see."""


def may_write(duty: Duty) -> bool:
    """Whether this duty writes down what people say; others only read it."""
    return bool(duty.role == Role.FACILITATOR)


def questions(household_id: UUID, *, language: str) -> Sequence[Asked]:
    """What this household and its people can be asked. Raises NoSuchHousehold."""
    return Needs(Wording(household_file(household_id), language)).part().asked


def keep(household_id: UUID, answers: Sequence[Answer], occasion: Occasion) -> None:
    """Write answers down. Raises NoSuchHousehold."""
    file = household_file(household_id)
    record(Household.objects.get(pk=file.id), answers, occasion, file.catalogue.facts)


def take_back(household_id: UUID, statement_id: UUID, *, at: datetime) -> None:
    """Take a statement of this household back; once is enough. Raises NoSuchStatement."""
    file = household_file(household_id)
    people = [person.id for person in file.facts.people() if ":" not in person.id]
    mine = Statement.objects.about([file.id], people).filter(pk=statement_id)
    if not mine.exists():
        raise NoSuchStatement(str(statement_id))
    try:
        withdraw(statement_id, at=at)
    except AlreadyWithdrawn:
        return
