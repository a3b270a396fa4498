"""Where the counter's pages get what they print: the registry, screening and findings."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from dareecha.accounts.models import Duty
from dareecha.domain.vocabulary.cnic import Cnic
from dareecha.web.counter.pages import HouseholdPage, PersonFound


@dataclass(frozen=True)
class PersonSearch:
    """Whom an officer looks for, and what for. CNIC None: none was given."""

    purpose: str
    name: str
    relative: str
    cnic: Cnic | None


class NoSuchHousehold(LookupError):
    """No household of this id that the officer on duty may see."""


def search_people(duty: Duty, search: PersonSearch, *, most: int) -> list[PersonFound]:
    """Find people by CNIC or names, at most so many, and log the look-up with its purpose."""
    raise NotImplementedError


def household_page(duty: Duty, household_id: UUID, *, purpose: str, language: str) -> HouseholdPage:
    """One household with members, facts, verdicts and gaps; logs the look-up with its purpose.

    A household that was merged answers under the id it has today.
    Raises NoSuchHousehold.
    """
    raise NotImplementedError
