"""The people of the household page: who they are, and which column of the matrix is whose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext

from dareecha.domain.eligibility.assess import Assessment
from dareecha.domain.eligibility.planes import completed_years
from dareecha.domain.households.household import HOUSEHOLD, Fact, Person
from dareecha.web.counter.pages import Age, MemberLine, Note
from dareecha.web.counter.wording import Wording
from dareecha.web.said import Said

ADULT = 18
NOTED = ("marital_status", "employer_kind", "school_enrolled")


@dataclass(frozen=True)
class Roster:
    """The members as they are listed. `numbers` are the masked CNICs by person."""

    words: Wording
    numbers: Mapping[str, str]

    @cached_property
    def people(self) -> list[Person]:
        """The living with the head first, then the dead whom a row names."""
        file = self.words.file
        living = sorted(file.facts.members, key=lambda person: not is_head(person))
        return [*living, *(p for p in file.facts.deceased if p.id in file.names)]

    @cached_property
    def living(self) -> list[Person]:
        return [person for person in self.people if not person.is_deceased]

    @property
    def columns(self) -> tuple[str, ...]:
        """The subjects of the matrix by name; the first, nameless one is the household."""
        return ("", *(self.words.person(person.id) for person in self.living))

    @property
    def column_ids(self) -> tuple[str, ...]:
        return (HOUSEHOLD, *(person.id for person in self.living))

    def column_of(self, assessment: Assessment) -> str:
        """The column that shows a subject: a family's first member, an event's struck member."""
        subject = assessment.subject
        families = self.words.file.facts.families
        if assessment.benefit.unit == "family" and len(families) > 1:
            members = next(family.members for family in families if family.id == subject)
            return next((p.id for p in self.living if p.id in members), HOUSEHOLD)
        return subject if assessment.benefit.unit == "individual" else HOUSEHOLD

    def subject_name(self, assessment: Assessment) -> str:
        """Whom an assessment is about; nothing for the household."""
        column = self.column_of(assessment)
        return "" if column == HOUSEHOLD else self.words.person(column)

    def members(self) -> Iterator[MemberLine]:
        for person in self.people:
            yield self._member(person)

    def _member(self, person: Person) -> MemberLine:
        age = age_of(person.facts.get("date_of_birth"), self.words.file.facts.as_of)
        masked = self.numbers.get(person.id, "")
        return MemberLine(
            person_id=UUID(person.id.split(":")[0]),
            name=self.words.person(person.id),
            relationship=_word(person, "relationship") or "not_known",
            sex=_word(person, "sex") or "not_known",
            family=self._family_number(person.id),
            age=age,
            number_kind=_number_kind(age) if masked else "not_known",
            number_masked=masked,
            notes=tuple(self._notes(person, age)),
            is_deceased=person.is_deceased,
        )

    def _family_number(self, person_id: str) -> int:
        families = self.words.file.facts.families
        return next((i for i, f in enumerate(families, start=1) if person_id in f.members), 1)

    def _notes(self, person: Person, age: Age) -> Iterator[Note]:
        for name in NOTED:
            fact = person.facts.get(name)
            if fact is not None:
                label, value = self.words.label(name), self.words.value(name, fact)
                yield Note(Said(f"{label}: {value}", label.language))
        if is_true(person, "disability_reported"):
            yield Note(self.words.label("disability_reported"))
        if age.is_known and not age.is_exact:
            yield Note(self.words.own(gettext("age not sure")), waits=True)


def age_of(born: Fact | None, on: date) -> Age:
    """Completed years as far as the birthday is known."""
    if born is None or not isinstance(born.low, date) or not isinstance(born.high, date):
        return Age(None, None)
    return Age(completed_years(born.high, on), completed_years(born.low, on))


def is_head(person: Person) -> bool:
    """Whether the roster calls somebody the head."""
    return _word(person, "relationship") == "head"


def is_true(person: Person, name: str) -> bool:
    """Whether a fact is known to hold; one that is not known does not count as a no either."""
    fact = person.facts.get(name)
    return fact is not None and fact.is_exact and fact.low is True


def _number_kind(age: Age) -> str:
    return "b_form" if age.most is not None and age.most < ADULT else "cnic"


def _word(person: Person, name: str) -> str:
    fact = person.facts.get(name)
    return str(fact.low) if fact is not None and fact.is_exact else ""
