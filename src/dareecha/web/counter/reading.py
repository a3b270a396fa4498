"""Where the counter's pages get what they print: the registry, screening and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from dareecha.accounts.models import Duty
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.vocabulary.cnic import Cnic
from dareecha.findings.models import Finding
from dareecha.journal import actions as journal
from dareecha.registry.models import CurrentHousehold
from dareecha.registry.numbers import masked_numbers
from dareecha.registry.people_found import find_people
from dareecha.safeguards.access import record_look_up
from dareecha.screening.files import (
    HouseholdFile,
    NoSuchHousehold,
    assessor_in_force,
    household_file,
)
from dareecha.web.counter.composing import compose
from dareecha.web.counter.pages import HouseholdPage, PersonFound
from dareecha.web.counter.roster import age_of, is_head
from dareecha.web.said import Said, said

# How the log calls the opening of a household's page.
FOUND = "household page"
NOT_FOUND = "household page without a search"

__all__ = ["NoSuchHousehold", "PersonSearch", "household_page", "search_people"]


@dataclass(frozen=True)
class PersonSearch:
    """Whom an officer looks for, and what for. CNIC None: none was given."""

    purpose: str
    name: str
    relative: str
    cnic: Cnic | None


@transaction.atomic
def search_people(duty: Duty, search: PersonSearch, *, most: int) -> list[PersonFound]:
    """Find people by CNIC or names, at most so many, and log the look-up with its purpose."""
    found = find_people(
        purpose=search.purpose,
        name=search.name,
        father=search.relative,
        cnic=search.cnic,
        most=most,
    )
    journal.record(
        "individual.looked_up",
        department=duty.department_id,
        subject={"purpose": search.purpose, "found": str(len(found))},
    )
    catalogue = assessor_in_force().catalogue
    files = CurrentHousehold.objects.in_bulk({one.household for one in found})
    names = {
        str(one.individual): files[one.household].names.get(str(one.individual), {})
        for one in found
    }
    numbers = masked_numbers({person: entry for person, entry in names.items() if entry})
    return [
        _person_found(
            one.individual, files[one.household], names[str(one.individual)], numbers, catalogue
        )
        for one in found
    ]


def _person_found(
    individual: UUID,
    file: CurrentHousehold,
    name: Mapping[str, str],
    numbers: Mapping[str, str],
    catalogue: Catalogue,
) -> PersonFound:
    household = from_stored(file.content, catalogue.facts)
    person = household.person(str(individual))
    born = person.facts.get("date_of_birth") if person is not None else None
    return PersonFound(
        household_id=file.pk,
        person_id=individual,
        name=name.get("name", "—"),
        relative=name.get("father", ""),
        cnic_masked=numbers.get(str(individual), ""),
        village=name.get("village", "") or village_of(file.names),
        district=district_name(file.district, catalogue, get_language() or "en"),
        age=age_of(born, timezone.localdate()),
    )


def village_of(names: Mapping[str, Any]) -> str:
    """The village that any row of the household names."""
    return next((entry["village"] for entry in names.values() if entry.get("village")), "")


def district_name(code: str, catalogue: Catalogue, language: str) -> Said:
    """A district in the reader's language."""
    entry = next((one for one in catalogue.districts if one["code"] == code), None)
    return said(entry["name"] if entry else {"en": code}, language)


def _head_first(file: HouseholdFile) -> dict[str, Mapping[str, str]]:
    """What rows call people, the head before all others."""
    people = {person.id: person for person in file.facts.people()}
    return dict(
        sorted(
            file.names.items(),
            key=lambda entry: not (entry[0] in people and is_head(people[entry[0]])),
        )
    )


@transaction.atomic
def household_page(
    duty: Duty, household_id: UUID, *, purpose: str, language: str, was_found: bool
) -> HouseholdPage:
    """One household with members, facts, verdicts and gaps; logs the look-up with its purpose.

    `was_found`: it came up in a search of this session; else the log says that it did not.
    A household that was merged answers under the id it has today. Raises NoSuchHousehold.
    """
    file = household_file(household_id)
    record_look_up(
        purpose=purpose, kind=FOUND if was_found else NOT_FOUND, found=1, subjects=[file.id]
    )
    journal.record(
        "household.looked_up",
        department=duty.department_id,
        subject={"household": str(file.id), "purpose": purpose},
    )
    return compose(
        file,
        language=language,
        numbers=masked_numbers(_head_first(file)),
        findings=list(Finding.objects.filter(household_id=file.id, state=Finding.State.OPEN)),
        village=village_of(file.names),
        district=district_name(file.district, file.catalogue, language),
    )
