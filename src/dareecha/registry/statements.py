"""Write down what people say at the counter, take it back, and lay it over what lists say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from dareecha.domain.households.dictionary import FactDefinition, Value
from dareecha.domain.households.household import HOUSEHOLD, Fact, Facts, Household, Person, exactly
from dareecha.journal import actions as journal
from dareecha.registry.models import Household as HouseholdRow
from dareecha.registry.models import Individual, Statement
from dareecha.registry.precedence import STATEMENT, Precedence, shipped_precedence
from dareecha.safeguards.acting import current_duty

Others = Mapping[str, Mapping[str, Any]]


class NotAStatement(ValueError):
    """An answer that does not fit the fact it is about."""


class AlreadyWithdrawn(RuntimeError):
    """The statement was taken back before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: of whom, to which fact. `value` None: the person prefers not to say.

    `of` is the individual's id, or `household`.
    """

    of: str
    fact: str
    value: Value | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """When answers were given, who gave them and who was there."""

    as_of: date
    at: datetime
    answered_by: Statement.Speaker
    present: Statement.Present


@transaction.atomic
def record(
    household: HouseholdRow,
    answers: Sequence[Answer],
    occasion: Occasion,
    facts: Mapping[str, FactDefinition],
) -> list[Statement]:
    """Write answers down, inside the caller's `acting_as()` or request: one event for each.

    Raises NotAStatement for a fact that nobody states, or of a person who does not exist.
    """
    duty, _ = current_duty()
    people = {str(pk) for pk in _people([answer.of for answer in answers])}
    made = []
    for answer in answers:
        _check(answer, facts, people)
        made.append(
            Statement(
                household=household,
                individual_id=None if answer.of == HOUSEHOLD else UUID(answer.of),
                district=household.district,
                fact=answer.fact,
                state=Statement.State.DECLINED if answer.value is None else Statement.State.KNOWN,
                value=_plain(answer.value),
                as_of=occasion.as_of,
                occurred_at=occasion.at,
                answered_by=occasion.answered_by,
                present=occasion.present,
                recorded_by=duty.officer,
                duty=duty.duty,
            )
        )
    Statement.objects.bulk_create(made)
    for statement in made:
        journal.record(
            "statement.recorded",
            department=duty.department,
            subject={"statement": str(statement.pk), "household": str(household.pk)},
            at=occasion.at,
        )
    return made


def _people(ids: Iterable[str]) -> Iterable[UUID]:
    wanted = [UUID(id_) for id_ in ids if id_ != HOUSEHOLD]
    return Individual.objects.filter(pk__in=wanted).values_list("pk", flat=True)


def _check(answer: Answer, facts: Mapping[str, FactDefinition], people: Collection[str]) -> None:
    definition = facts.get(answer.fact)
    if definition is None or definition.derived is not None:
        raise NotAStatement(f'"{answer.fact}" is no fact that somebody can state.')
    of_household = answer.of == HOUSEHOLD
    if definition.entity != ("household" if of_household else "individual"):
        raise NotAStatement(f'"{answer.fact}" is a fact of the {definition.entity}.')
    if not of_household and answer.of not in people:
        raise NotAStatement("this person is not one whom this duty may see.")
    if definition.kind == "enum" and answer.value not in (None, *definition.values):
        raise NotAStatement(f'"{answer.fact}" is one of {", ".join(definition.values)}.')


def _plain(value: Value | None) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@transaction.atomic
def withdraw(statement_id: UUID, *, at: datetime) -> Statement:
    """Take back a statement that was written down by mistake; what was said before counts again.

    Raises Statement.DoesNotExist where this duty sees none, and AlreadyWithdrawn.
    """
    duty, _ = current_duty()
    statement = Statement.objects.select_for_update(of=("self",)).get(pk=statement_id)
    if statement.withdrawn_at is not None:
        raise AlreadyWithdrawn(str(statement_id))
    statement.withdrawn_at, statement.withdrawn_by = at, duty.officer
    statement.save(update_fields=["withdrawn_at", "withdrawn_by"])
    journal.record(
        "statement.withdrawn",
        department=duty.department,
        subject={"statement": str(statement.pk), "household": str(statement.household_id)},
        at=at,
    )
    return statement


def follow_households() -> None:
    """Let statements be seen where their household lives now, inside `acting_as()`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update registry_statement as said set district = home.district"
            " from registry_household as home"
            " where home.id = said.household_id and said.district <> home.district"
        )


@dataclass(frozen=True)
class Said:
    """The current statements of some households and people, by the id they stand under today."""

    by_subject: Mapping[str, Sequence[Statement]]
    """The id of a person, or of a household, → statements, the newest of a fact last."""

    @classmethod
    def about(cls, households: Mapping[UUID, Household]) -> Said:
        """All that was said of these households and their people, read at once."""
        people = {p.id for household in households.values() for p in household.people()}
        ids = [id_ for id_ in people if _is_individual(id_)]
        found: dict[str, list[Statement]] = defaultdict(list)
        standing = Statement.objects.standing().about(list(households), ids)
        for said in standing.select_related("individual", "household"):
            subject = said.individual if said.individual is not None else said.household
            found[str(subject.became_id or subject.pk)].append(said)
        return cls(found)

    def laid_over(
        self,
        household_id: UUID,
        household: Household,
        others: Others,
        facts: Mapping[str, FactDefinition],
    ) -> tuple[Household, dict[str, Any]]:
        """The household with what its people said, and the statements not in use beside it.

        Which of two sources is believed is declared in precedence.yaml.
        """
        mine = {HOUSEHOLD: self.by_subject.get(str(household_id), ())}
        mine |= {p.id: self.by_subject.get(p.id, ()) for p in household.people()}
        if not any(mine.values()):
            return household, dict(others)
        overlay = _Overlay(facts, shipped_precedence(), others)
        known, declined = overlay.over(HOUSEHOLD, household.facts, mine[HOUSEHOLD])
        told = replace(
            household,
            facts=known,
            declined=household.declined | declined,
            members=tuple(overlay.person(p, mine[p.id]) for p in household.members),
            deceased=tuple(overlay.person(p, mine[p.id]) for p in household.deceased),
        )
        return told, {**others, **overlay.not_used}


def _is_individual(person_id: str) -> bool:
    try:
        UUID(person_id)
    except ValueError:
        return False  # somebody whom a row only mentions, such as a dead father
    return True


class _Overlay:
    def __init__(
        self, facts: Mapping[str, FactDefinition], precedence: Precedence, others: Others
    ) -> None:
        self.facts = facts
        self.precedence = precedence
        self.others = others
        self.not_used: dict[str, dict[str, Any]] = {}

    def person(self, person: Person, said: Sequence[Statement]) -> Person:
        known, declined = self.over(person.id, person.facts, said)
        return replace(person, facts=known, declined=person.declined | declined)

    def over(
        self, subject: str, known: Facts, said: Sequence[Statement]
    ) -> tuple[Facts, frozenset[str]]:
        """The facts in use, and what the person prefers not to say."""
        newest = {statement.fact: statement for statement in said if statement.fact in self.facts}
        used = dict(known)
        declined = {name for name, statement in newest.items() if statement.value is None}
        for name in newest.keys() - declined:
            told = _as_fact(newest[name], self.facts[name])
            held = known.get(name)
            if held is None:
                used[name] = told
            elif (held.low, held.high) != (told.low, told.high):
                sources = [held.source, *self._sources(subject, name)]
                is_believed = self.precedence.believes_word(name, told, held, sources)
                used[name], left = (told, held) if is_believed else (held, told)
                self._keep(subject, name, left)
        return used, frozenset(declined - used.keys())

    def _sources(self, subject: str, name: str) -> list[str]:
        return [entry[2] for entry in self.others.get(subject, {}).get(name, ())]

    def _keep(self, subject: str, name: str, fact: Fact) -> None:
        mine = self.not_used.setdefault(subject, dict(self.others.get(subject, {})))
        mine[name] = [*mine.get(name, ()), [str(fact.low), str(fact.high), fact.source]]


def stated_value(statement: Statement, definition: FactDefinition) -> Fact | None:
    """What a statement says as a fact; None where the person preferred not to say."""
    return None if statement.value is None else _as_fact(statement, definition)


def _as_fact(statement: Statement, definition: FactDefinition) -> Fact:
    value: Any = statement.value
    if definition.kind == "date":
        value = date.fromisoformat(value)
    return exactly(value, f"{STATEMENT}:{statement.pk}", statement.as_of)
