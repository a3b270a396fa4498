"""Which one fact to ask next: the one that settles most verdicts for the least trouble."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, cast

from dareecha.domain.eligibility.assess import NOT_YET_KNOWN, Assessment, Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.eligibility.kin_answers import PEOPLE_TRIED, answers_about_kin
from dareecha.domain.households.dictionary import FactDefinition, Value
from dareecha.domain.households.household import (
    HOUSEHOLD,
    Event,
    Family,
    Household,
    Person,
    Receipt,
    exactly,
)
from dareecha.domain.rules.parameters import Parameter
from dareecha.domain.rules.scheme import Benefit, Scheme
from dareecha.domain.rules.tree import Compare, Constant, FactName, Node, ParameterName

LIVE_CANDIDATES = 12
"""So many facts are tried out in full; they are those that most verdicts wait for."""
VERDICTS_TRIED = 25
"""Of so many subjects of a benefit an answer is tried on; few households have more."""
AGES_TRIED = range(0, 95, 6)
NO_OTHER_TEXT = "?other"
"""A text that no rule compares with."""


@dataclass(frozen=True)
class Question:
    """A fact to ask for, and the benefits whose verdict an answer to it can settle."""

    fact: FactOf
    settles: tuple[str, ...]
    expected: float


def next_question(
    household: Household, assessments: list[Assessment], assessor: Assessor
) -> Question | None:
    """The best question about this household, or None when no single answer settles anything.

    Greedy: the expected number of verdicts settled, with every answer taken as equally likely,
    for each unit of the fact's cost. Declined facts are not asked again.
    """
    waiting = [entry for entry in assessments if entry.verdict == NOT_YET_KNOWN]
    counts = Counter(fact for entry in waiting for fact in entry.missing)
    candidates = [fact for fact, _ in counts.most_common() if not _is_declined(fact, household)]
    questions = [
        question
        for fact in candidates[:LIVE_CANDIDATES]
        if (question := _try(fact, household, waiting, assessor)) is not None
    ]
    return max(questions, key=lambda question: question.expected, default=None)


def _is_declined(fact: FactOf, household: Household) -> bool:
    entity = _entity(fact.of, household)
    return entity is not None and fact.fact in entity.declined


def _entity(of: str, household: Household) -> Household | Person | Family | Event | None:
    if of == HOUSEHOLD:
        return household
    others: list[Person | Family | Event] = [*household.people(), *household.families]
    others.extend(household.events)
    return next((entity for entity in others if entity.id == of), None)


def _try(
    fact: FactOf, household: Household, waiting: list[Assessment], assessor: Assessor
) -> Question | None:
    subjects: dict[str, set[str]] = defaultdict(set)
    for entry in waiting:
        if fact in entry.missing and len(subjects[entry.benefit.id]) < VERDICTS_TRIED:
            subjects[entry.benefit.id].add(entry.subject)
    answers = list(supposed_answers(fact, household, frozenset(subjects), assessor))
    settled: Counter[str] = Counter()
    for answered in answers:
        for benefit, _, verdict in assessor.verdicts(answered, subjects):
            if verdict != NOT_YET_KNOWN:
                settled[benefit] += 1
    if not settled:
        return None
    definition = assessor.catalogue.facts.get(fact.fact)
    cost = definition.cost if definition is not None else 2
    expected = sum(settled.values()) / len(answers) / max(cost, 1)
    return Question(fact, tuple(sorted(settled)), expected)


def supposed_answers(
    fact: FactOf, household: Household, benefits: frozenset[str], assessor: Assessor
) -> Iterator[Household]:
    """The household as it would be under each answer worth trying."""
    match fact.fact:
        case "roster_complete":
            families = tuple(replace(family, is_closed=True) for family in household.families)
            yield replace(household, roster_complete=True, families=families)
        case "deceased_complete":
            yield replace(household, deceased_complete=True)
        case "events_known":
            yield replace(household, events_known=True)
        case "receives":
            yield replace(household, receipts=(*household.receipts, Receipt(fact.benefit, fact.of)))
            known = (household.receives_known or frozenset()) | {fact.benefit}
            yield replace(household, receives_known=known)
        case "father" | "mother" | "spouses" | "family":
            for person in household.people():
                if person.id == fact.of:
                    yield from answers_about_kin(fact.fact, person, household)
        case _:
            definition = assessor.catalogue.facts[fact.fact]
            schemes = {assessor.catalogue.scheme_of(benefit).id for benefit in benefits}
            is_measured = definition.kind in ("int", "decimal") and any(
                _has_open_line(fact.fact, assessor.catalogue.benefit(benefit), assessor, household)
                for benefit in benefits
            )
            for value in _values(definition, household, schemes, assessor):
                # Beside a line that nobody has published, only nothing at all is surely below it.
                if not (is_measured and value == (definition.minimum or 0)):
                    yield with_fact(household, fact, value)


def _has_open_line(fact: str, benefit: Benefit, assessor: Assessor, household: Household) -> bool:
    """Whether a rule in force compares this fact with a figure that nobody has published."""
    parameters = assessor.catalogue.scheme_of(benefit.id).parameters
    return any(
        isinstance(node, Compare)
        and any(isinstance(part, FactName) and part.name == fact for part in node.walk())
        and any(
            isinstance(part, ParameterName) and _is_open(parameters[part.name], household.as_of)
            for part in node.walk()
        )
        for node in _nodes_in_force(benefit, household.as_of)
    )


def _is_open(parameter: Parameter, day: date) -> bool:
    entry = parameter.on(day)
    return entry is None or entry.value is None


def _values(
    definition: FactDefinition, household: Household, schemes: set[str], assessor: Assessor
) -> list[Value]:
    day = household.as_of
    match definition.kind:
        case "bool":
            return [True, False]
        case "enum":
            return list(definition.values)
        case "date":
            return [date(max(day.year - age, date.min.year), 6, 15) for age in AGES_TRIED]
        case "int" | "decimal":
            bounds = (
                bound
                for scheme_id in schemes
                for bound in _bounds(assessor.catalogue.schemes[scheme_id], definition.scale, day)
            )
            tried = {near for bound in bounds for near in (bound - 1, bound, bound + 1)}
            low, high = definition.minimum or 0, definition.maximum
            # Nothing at all may settle what no other number does: it is never tried alone.
            tried |= {low, low + 1}
            return sorted(v for v in tried if v >= low and (high is None or v <= high))
        case "text":
            named = {
                text
                for scheme_id in schemes
                for text in _texts(assessor.catalogue.schemes[scheme_id], day)
            }
            return sorted({*named, NO_OTHER_TEXT})
    people = household.people() if definition.kind == "ref" else ()
    return [person.id for person in islice(people, PEOPLE_TRIED)]


def _texts(scheme: Scheme, day: date) -> Iterator[str]:
    """Words that this scheme's rules compare with."""
    for parameter in scheme.parameters.values():
        entry = parameter.on(day)
        if entry is not None and isinstance(entry.value, str):
            yield entry.value
    yield from (one.value for one in _constants(scheme, day) if isinstance(one.value, str))


def _constants(scheme: Scheme, day: date) -> Iterator[Constant]:
    """What the tests of the rules in force compare with."""
    for benefit in scheme.benefits.values():
        yield from (n for n in _nodes_in_force(benefit, day) if isinstance(n, Constant))


def _nodes_in_force(benefit: Benefit, day: date) -> Iterator[Node]:
    """Every part of the tests of the rule in force."""
    version = benefit.in_force(day)
    for criterion in version.rule.criteria() if version is not None else ():
        if criterion.test is not None:
            yield from criterion.test.walk()


def _bounds(scheme: Scheme, scale: int, day: date) -> Iterator[int]:
    """Numbers that this scheme's rules compare with, in the fact's own step."""
    for parameter in scheme.parameters.values():
        entry = parameter.on(day)
        if parameter.type.kind == "number" and entry is not None and entry.value is not None:
            yield _in_step(cast(int, entry.value), parameter.type.scale, scale)
    for constant in _constants(scheme, day):
        if constant.type.kind == "number":
            yield _in_step(constant.number, constant.type.scale, scale)


def _in_step(value: int, have: int, want: int) -> int:
    factor: int = 10 ** abs(want - have)
    return value * factor if want >= have else value // factor


def with_fact(household: Household, fact: FactOf, value: Value) -> Household:
    """The same household, with one more fact known."""

    def learned(entity: Any) -> Any:
        if entity.id != fact.of:
            return entity
        return replace(entity, facts={**entity.facts, fact.fact: exactly(value, "supposed")})

    if fact.of == HOUSEHOLD:
        return replace(household, facts={**household.facts, fact.fact: exactly(value, "supposed")})
    return replace(
        household,
        members=tuple(learned(person) for person in household.members),
        deceased=tuple(learned(person) for person in household.deceased),
        families=tuple(learned(family) for family in household.families),
        events=tuple(learned(event) for event in household.events),
    )
