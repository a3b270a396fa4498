"""Households as live links and rows show them now: facts chosen, kin derived, kept as one row."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import (
    HOUSEHOLD,
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
    exactly,
)
from dareecha.domain.households.kinship import Kin, Listed, kin_of
from dareecha.domain.households.stored import to_stored
from dareecha.domain.households.widows import STATUS, widowed_since, with_status
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry.completeness import UNTIL, known_until
from dareecha.registry.copying import copy_in
from dareecha.registry.endings import ENDING, end_of, kept
from dareecha.registry.evidence import Evidence, Linked, gather
from dareecha.registry.facts import (
    Stated,
    applies_to_age,
    as_fact,
    choose,
    day_of,
    is_still_received,
    says_nothing_of_receipt,
    source_of,
)
from dareecha.registry.kin_told import told_by
from dareecha.registry.layout_files import layout_called, shipped_layouts
from dareecha.registry.models import CurrentHousehold, Individual
from dareecha.registry.models import Household as HouseholdRow
from dareecha.registry.precedence import shipped_precedence
from dareecha.registry.reading import Payment, ReadRow, Statement
from dareecha.registry.statements import follow_households

WRITTEN_AT_ONCE = 1000
COLUMNS = ("household_id", "district", "as_of", "content", "names", "projected_at")


def project(catalogue: Catalogue) -> int:
    """Make every household's current row anew, inside the caller's `acting_as()`.

    Returns how many there are. Rows of households that no live link names any more are removed.
    """
    evidence = gather()
    projected_at = timezone.now()
    district_of: dict[UUID, str] = {}
    home_of: dict[UUID, str] = {}

    def rows() -> Iterator[tuple[Any, ...]]:
        for household_id, links in evidence.by_household.items():
            projector = Projector(household_id, links, evidence, catalogue)
            yield (household_id, *projector.row(), projected_at)
            district_of[household_id] = projector.district
            for individual in projector.individuals:
                home_of.setdefault(individual, projector.district)

    CurrentHousehold.objects.all().delete()
    copy_in(CurrentHousehold, COLUMNS, rows())
    _move(HouseholdRow, district_of)
    _move(Individual, home_of)
    follow_households()
    return len(district_of)


def _move(model: type[HouseholdRow] | type[Individual], district_of: Mapping[UUID, str]) -> None:
    """Let the rows be seen where the people live, wherever they were first heard of."""
    stand = model.objects.values_list("pk", "district")
    moved = [pk for pk, district in stand if district_of.get(pk, district) != district]
    rows: list[Any] = list(model.objects.filter(pk__in=moved))
    for row in rows:
        row.district = district_of[row.pk]
    model.objects.bulk_update(rows, ["district"], batch_size=WRITTEN_AT_ONCE)


class Projector:
    """Puts one household together from its links."""

    def __init__(
        self, household_id: UUID, links: list[Linked], evidence: Evidence, catalogue: Catalogue
    ) -> None:
        self.id = household_id
        self.links = links
        self.evidence = evidence
        self.catalogue = catalogue
        self.dictionary: Mapping[str, FactDefinition] = catalogue.facts
        self.individuals = list(dict.fromkeys(link.individual for link in links))
        self.as_of = max(evidence.as_on.values())
        self.facts: dict[str, dict[str, Fact]] = {}
        self.others: dict[str, dict[str, Any]] = {}
        self.dead_fathers: dict[str, Person] = {}
        self.father_of: dict[str, str] = {}
        self.event_of: dict[tuple[UUID, str], str] = {}
        self.precedence = shipped_precedence()
        self.district = self._district()
        self.known_until = self._known_until()
        self.ending: dict[tuple[str, str], tuple[Receipt, date]] = {}
        """Receipts of benefits that were closed after the last payment, with the day of it."""

    def row(self) -> tuple[str, date, str, str]:
        """The household as it is kept: district, day, content and names, the last two as JSON."""
        household, names, others = self.project()
        content = to_stored(household) | {
            "others": others,
            UNTIL: self.known_until,
            ENDING: kept(self.ending.values()),
        }
        return self.district, household.as_of, json.dumps(content), json.dumps(names)

    def project(self) -> tuple[Household, dict[str, Any], dict[str, Any]]:
        """The household, what rows call its people, and the statements not in use."""
        for individual in self.individuals:
            self._facts_of(individual)
        household_facts = self._household_facts()
        roster = self._roster()
        dead, others = self._beside(roster)
        kin = kin_of(roster, dead, others, told_by(self.links, self.evidence.rows))
        people = self._widows([self._person(individual, kin) for individual in self.individuals])
        needed = {person.father for person in people}
        people += (father for father in self.dead_fathers.values() if father.id in needed)
        families = self._families(kin, people)
        events = (*self._deaths(people), *self._events_of_rows())
        household = Household(
            as_of=self.as_of,
            roster_complete=bool(roster),
            facts=household_facts,
            members=tuple(person for person in people if not person.is_deceased),
            deceased=tuple(person for person in people if person.is_deceased),
            families=families,
            events=events,
            receipts=tuple(self._receipts(families)),
            receives_known=self._receives_known(),
        )
        return household, self._names(), self.others

    def _statements(self, individual: UUID) -> Iterable[tuple[Statement, ReadRow]]:
        for link in self.evidence.by_individual[individual]:
            row = self.evidence.rows.get(link.row)
            for statement in row.statements if row is not None else ():
                if statement.of == link.role:
                    yield statement, row  # type: ignore[misc]  # the row was found above

    def _facts_of(self, individual: UUID) -> None:
        statements = list(self._statements(individual))
        born, _ = choose(self._as_facts(statements, None, only="date_of_birth"), self.precedence)
        used, others = choose(
            self._as_facts(statements, born.get("date_of_birth")), self.precedence
        )
        used = self._facts_of_absence(individual) | used
        who = str(individual)
        relation = self._relation(individual)
        if relation:
            used["relationship"] = exactly(relation, self._roster_source(individual))
        self.facts[who] = used
        if others:
            self.others[who] = {
                name: [[str(fact.low), str(fact.high), fact.source] for fact in facts]
                for name, facts in others.items()
            }
        self._father_of(who, statements, used)

    def _facts_of_absence(self, individual: UUID) -> dict[str, Fact]:
        """What follows of somebody who is not in a list that is complete here and now."""
        named_in = {
            row.list
            for link in self.evidence.by_individual[individual]
            if (row := self.evidence.rows.get(link.row)) is not None
        }
        return {
            absence.fact: exactly(absence.value, layout.id, self.evidence.as_on[layout.id])
            for layout in shipped_layouts().values()
            if (absence := layout.absence) is not None
            if layout.id not in named_in and absence.fact in self.dictionary
            if self.as_of.isoformat() <= self.known_until.get(absence.complete_for, "")
        }

    def _as_facts(
        self,
        statements: Iterable[tuple[Statement, ReadRow]],
        born: Fact | None,
        only: str | None = None,
    ) -> Iterable[Stated]:
        for statement, row in statements:
            definition = self.dictionary.get(statement.fact)
            if definition is None or statement.relation or (only and statement.fact != only):
                continue
            day = day_of(statement, row, self.evidence.form_days)
            if only is None and not applies_to_age(statement, born, day):
                continue
            fact = as_fact(statement.value, definition, source_of(row), day)
            if fact is not None:
                yield Stated(statement.fact, fact)

    def _father_of(
        self, who: str, statements: list[tuple[Statement, ReadRow]], used: Mapping[str, Fact]
    ) -> None:
        """A father told to be dead becomes one of the household's dead, once for his children."""
        for statement, row in statements:
            told_dead = statement.relation == "father" and statement.value == "deceased"
            if not told_dead or statement.fact != "vital_status":
                continue
            key = self._link_of(who).father_key or who
            if key not in self.dead_fathers:
                source = source_of(row)
                self.dead_fathers[key] = Person(
                    id=f"{who}:father",
                    facts={"sex": exactly("male", source)},
                    is_deceased=True,
                )
            self.father_of[who] = self.dead_fathers[key].id

    def _link_of(self, who: str) -> Linked:
        return next(link for link in self.links if str(link.individual) == who)

    def _household_facts(self) -> dict[str, Fact]:
        stated: list[Stated] = []
        for link in self.links:
            row = self.evidence.rows.get(link.row)
            for statement in row.statements if row is not None else ():
                definition = self.dictionary.get(statement.fact)
                if statement.of != HOUSEHOLD or definition is None or row is None:
                    continue
                day = day_of(statement, row, self.evidence.form_days)
                fact = as_fact(statement.value, definition, source_of(row), day)
                if fact is not None:
                    stated.append(Stated(statement.fact, fact))
        used, others = choose(stated, self.precedence)
        if others:
            self.others[HOUSEHOLD] = {
                name: [[str(fact.low), str(fact.high), fact.source] for fact in facts]
                for name, facts in others.items()
            }
        return used

    def _district(self) -> str:
        """Where the newest form is; without one, the first district that a list names."""
        form = self._newest_form()
        links = sorted(self.links, key=lambda link: link.form_no != form)
        return next((link.district for link in links if link.district), "")

    def _newest_form(self) -> str:
        forms = {link.form_no for link in self.links if link.form_no}
        days = self.evidence.form_days
        return max(forms, key=lambda form: (days.get(form, date.min), form), default="")

    def _relation(self, individual: UUID) -> str:
        form = self._newest_form()
        return next(
            (
                link.relation
                for link in self.links
                if link.individual == individual and link.form_no == form and link.relation
            ),
            "",
        )

    def _roster_source(self, individual: UUID) -> str:
        link = next(x for x in self.links if x.individual == individual and x.relation)
        row = self.evidence.rows.get(link.row)
        return source_of(row) if row is not None else ""

    def _roster(self) -> list[Listed]:
        form = self._newest_form()
        if not form:
            return []
        listed: dict[str, Listed] = {}
        for link in self.links:
            who = str(link.individual)
            if link.form_no == form and link.relation and who not in listed:
                facts = self.facts[who]
                listed[who] = Listed(
                    id=who,
                    relation=link.relation,
                    sex=_word(facts.get("sex")),
                    marital_status=_word(facts.get("marital_status")),
                    name=link.name_key,
                    father_or_husband=link.father_key,
                )
        return list(listed.values())

    def _beside(self, roster: list[Listed]) -> tuple[list[Listed], list[Listed]]:
        """The household's dead and living whom the roster does not list, as other lists do."""
        listed = {member.id for member in roster}
        dead: dict[str, Listed] = {}
        living: dict[str, Listed] = {}
        for link in self.links:
            who = str(link.individual)
            if who not in listed:
                facts = self.facts[who]
                sex, status = _word(facts.get("sex")), _word(facts.get("marital_status"))
                is_dead = _word(facts.get("vital_status")) == "deceased"
                beside = Listed(who, "", sex, status, link.name_key, link.father_key)
                (dead if is_dead else living).setdefault(who, beside)
        return list(dead.values()), list(living.values())

    def _person(self, individual: UUID, kin: Kin) -> Person:
        who = str(individual)
        facts = self.facts[who]
        is_deceased = _word(facts.get("vital_status")) == "deceased"
        return Person(
            id=who,
            facts={name: fact for name, fact in facts.items() if name != "vital_status"},
            father=self._father(who, kin),
            mother=kin.mother.get(who),
            spouses=kin.spouses.get(who),
            is_deceased=is_deceased,
        )

    def _father(self, who: str, kin: Kin) -> str | None:
        """The father; None where one row shows him living and another tells that he has died."""
        shown, told_dead = kin.father.get(who), self.father_of.get(who)
        if shown is None or told_dead is None:
            return shown or told_dead
        is_dead = _word(self.facts[shown].get("vital_status")) == "deceased"
        return shown if is_dead else None

    def _widows(self, people: list[Person]) -> list[Person]:
        """The same people; what was said of a wife before her husband's death stays beside it."""
        by_id = {person.id: person for person in people}
        found = []
        for person in people:
            status = widowed_since(person, by_id)
            if status is not None:
                before = person.facts[STATUS]
                told = self.others.setdefault(person.id, {}).setdefault(STATUS, [])
                told.append([str(before.low), str(before.high), before.source])
            found.append(person if status is None else with_status(person, status))
        return found

    def _families(self, kin: Kin, people: list[Person]) -> tuple[Family, ...]:
        living = {person.id for person in people if not person.is_deceased}
        families = []
        for position, members in enumerate(kin.families, start=1):
            if members & living:
                families.append(Family(f"family-{position}", frozenset(members & living)))
        return tuple(families)

    def _deaths(self, people: list[Person]) -> Iterable[Event]:
        for person in people:
            died = person.facts.get("date_of_death")
            if died is None:
                continue
            yield Event(
                f"death-of-{person.id}",
                {
                    "event_kind": exactly("death", died.source, died.as_of),
                    "event_date": died,
                    "event_member": exactly(person.id, died.source, died.as_of),
                },
            )

    def _events_of_rows(self) -> Iterable[Event]:
        """Events that rows tell; the same told twice of one person is one."""
        told: dict[tuple[object, ...], str] = {}
        for individual in self.individuals:
            for link in self.evidence.by_individual[individual]:
                row = self.evidence.rows.get(link.row)
                for happened in row.events if row is not None else ():
                    if row is None or happened.member != link.role:
                        continue
                    facts = self._event_facts(happened.statements, row)
                    facts["event_member"] = exactly(str(individual), source_of(row))
                    key = tuple((name, fact.low, fact.high) for name, fact in facts.items())
                    if key not in told:
                        told[key] = happened.id
                        yield Event(happened.id, facts)
                    self.event_of[row.id, link.role] = told[key]

    def _event_facts(self, statements: Iterable[Statement], row: ReadRow) -> dict[str, Fact]:
        facts: dict[str, Fact] = {}
        for statement in statements:
            definition = self.dictionary.get(statement.fact)
            if definition is not None:
                day = day_of(statement, row, self.evidence.form_days)
                fact = as_fact(statement.value, definition, source_of(row), day)
                if fact is not None:
                    facts[statement.fact] = fact
        return facts

    def _receipts(self, families: tuple[Family, ...]) -> Iterable[Receipt]:
        """What is received on the day of the lists; notes what has ended or will end."""
        found: dict[tuple[str, str], Receipt] = {}
        ends: dict[tuple[str, str], set[date | None]] = defaultdict(set)
        for row, payment, individual in self._payments():
            event = self.event_of.get((row.id, payment.of), "")
            subject = self._subject(payment.benefit, str(individual), families, event)
            since = payment.since or payment.paid_on
            key = (payment.benefit, subject)
            if key not in found or (since and since < (found[key].since or date.max)):
                found[key] = Receipt(payment.benefit, subject, since, source_of(row))
            ends[key].add(self._end_of(payment))
        for key, receipt in found.items():
            # One payment without an end is enough to say that it goes on.
            days = [day for day in ends[key] if day is not None]
            if len(days) == len(ends[key]):
                self.ending[key] = (receipt, max(days))
        return [
            receipt
            for key, receipt in found.items()
            if key not in self.ending or self.as_of < self.ending[key][1]
        ]

    def _payments(self) -> Iterable[tuple[ReadRow, Payment, UUID]]:
        """Payments that count on the day of their list, with row and receiver."""
        for individual in self.individuals:
            for link in self.evidence.by_individual[individual]:
                row = self.evidence.rows.get(link.row)
                for payment in row.payments if row is not None else ():
                    if row is None or payment.of != link.role:
                        continue
                    if is_still_received(payment, self.evidence.as_on[row.list]):
                        yield row, payment, individual

    def _end_of(self, payment: Payment) -> date | None:
        if payment.benefit not in self.catalogue.benefit_ids():
            return None
        return end_of(payment, self.catalogue.benefit(payment.benefit), self.district)

    def _subject(self, benefit_id: str, who: str, families: tuple[Family, ...], event: str) -> str:
        """Whose benefit a payment is: the household's, the family's, an event's or the own."""
        if benefit_id not in self.catalogue.benefit_ids():
            return who
        unit = self.catalogue.benefit(benefit_id).unit
        if unit == "household":
            return HOUSEHOLD
        if unit == "event" and event:
            return event
        if unit == "family":
            return next((family.id for family in families if who in family.members), who)
        return who

    def _receives_known(self) -> frozenset[str]:
        """Benefits of which absence from their list means "does not receive" here and now."""
        today = self.as_of.isoformat()
        known = {b for b, last in self.known_until.items() if today <= last}
        return frozenset(known - self._unclear())

    def _known_until(self) -> dict[str, str]:
        """For each benefit with a list that is complete here, the last day its silence holds."""
        until: dict[str, str] = {}
        for agreement in self.evidence.complete:
            if agreement.districts and self.district not in agreement.districts:
                continue
            for benefit in agreement.complete_for:
                last = known_until(agreement, benefit, self.evidence.as_on.get(agreement.list))
                if last is not None:
                    until[benefit] = max(until.get(benefit, ""), last.isoformat())
        return until

    def _unclear(self) -> frozenset[str]:
        """Benefits that a row may or may not report as received by somebody of the household."""
        found: set[str] = set()
        for individual in self.individuals:
            for link in self.evidence.by_individual[individual]:
                row = self.evidence.rows.get(link.row)
                if row is not None:
                    found.update(p.benefit for p in row.payments if says_nothing_of_receipt(p))
                    found.update(_of_unread_kind(row))
        return frozenset(found)

    def _names(self) -> dict[str, Any]:
        return {
            str(individual): name
            for individual in self.individuals
            if (name := self._name_of(individual)) is not None
        }

    def _name_of(self, individual: UUID) -> dict[str, str] | None:
        """What the newest roster calls a person, else the first list that names them."""
        form = self._newest_form()
        links = sorted(
            self.evidence.by_individual[individual],
            key=lambda link: (link.form_no != form, not link.father_key, not link.relation),
        )
        for link in links:
            row = self.evidence.rows.get(link.row)
            if row is None:
                continue
            person = next(p for p in layout_called(row.list).people if p.role == link.role)
            name = row.values.get(person.name)
            if name:
                return {
                    "name": str(name),
                    "father": str(row.values.get(person.father, "")),
                    "village": str(row.values.get(person.village, "")),
                    "row": source_of(row),
                    "role": link.role,
                }
        return None


def _word(fact: Fact | None) -> str:
    return str(fact.low) if fact is not None and fact.is_exact else ""


def _of_unread_kind(row: ReadRow) -> Iterable[str]:
    """All benefits of a list whose row does not say, or not readably, which one it reports."""
    receives = layout_called(row.list).receives
    if receives is None or not receives.kind or receives.kind in row.values:
        return ()
    return (paid.benefit for paid in receives.benefits.values())
