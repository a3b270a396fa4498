"""Composes the household page from a household's file: what each part of the page says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from django.utils.translation import gettext

from dareecha.domain.eligibility.answer import in_order_of_cost, sentence
from dareecha.domain.eligibility.assess import (
    ELIGIBLE,
    NOT_ELIGIBLE,
    NOT_YET_KNOWN,
    Assessment,
    Examined,
)
from dareecha.domain.eligibility.explain import FactOf, Reason
from dareecha.domain.eligibility.planes import completed_years
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import HOUSEHOLD, Fact, Person
from dareecha.domain.rules.grammar import type_of_fact
from dareecha.domain.rules.scheme import Benefit, Scheme
from dareecha.domain.rules.texts import spoken
from dareecha.findings.models import Finding
from dareecha.registry.layout_files import shipped_layouts
from dareecha.screening.files import HouseholdFile
from dareecha.web.counter.pages import (
    Age,
    AmountSpan,
    CriterionLine,
    DoorLine,
    FactLine,
    FactUsed,
    FindingLine,
    HouseholdPage,
    MemberLine,
    MissingStep,
    Note,
    OtherValue,
    ReceivingLine,
    VerdictCell,
    VerdictRow,
)
from dareecha.web.said import NOTHING_SAID, Said, said

NOT_ABOUT_THEM = VerdictCell(kind="dash")
PAPER = "paper:"
ADULT = 18


def age_of(born: Fact | None, on: date) -> Age:
    """Completed years as far as the birthday is known."""
    if born is None or not isinstance(born.low, date) or not isinstance(born.high, date):
        return Age(None, None)
    return Age(completed_years(born.high, on), completed_years(born.low, on))


@dataclass(frozen=True)
class Composer:
    """One household's page, part by part."""

    file: HouseholdFile
    language: str
    numbers: Mapping[str, str]
    findings: list[Finding]
    village: str
    district: Said

    def page(self) -> HouseholdPage:
        facts = self.file.facts
        return HouseholdPage(
            household_id=self.file.id,
            title=self.name(self.members[0].id) if self.members else "—",
            others=max(len(facts.members) - 1, 0),
            families=max(len(facts.families), 1),
            village=self.village,
            district=self.district,
            last_heard=self._last_heard(),
            last_heard_from=NOTHING_SAID,
            roster_is_closed=facts.roster_complete,
            members=tuple(self._member(person) for person in self.members),
            receiving=tuple(self._receiving()),
            facts=tuple(self._facts()),
            columns=("", *(self.name(person.id) for person in self.columns)),
            verdict_rows=tuple(self._rows()),
            missing_steps=tuple(self._missing()),
            we_file=tuple(self._doors(at_window=True)),
            they_go=tuple(self._doors(at_window=False)),
            findings=(*self._gaps(), *self._findings()),
            as_of=facts.as_of,
            catalogue_digest=self.file.catalogue.digest,
        )

    # --- People -----------------------------------------------------------------------------

    @cached_property
    def members(self) -> list[Person]:
        """The living with the head first, then the dead whom a row names."""
        living = sorted(self.file.facts.members, key=lambda person: not is_head(person))
        return [*living, *(p for p in self.file.facts.deceased if p.id in self.file.names)]

    @cached_property
    def columns(self) -> list[Person]:
        return [person for person in self.members if not person.is_deceased]

    def name(self, person_id: str) -> str:
        entry = self.file.names.get(person_id)
        return str(entry["name"]) if entry else ""

    def _member(self, person: Person) -> MemberLine:
        age = age_of(person.facts.get("date_of_birth"), self.file.facts.as_of)
        is_child = age.most is not None and age.most < ADULT
        masked = self.numbers.get(person.id, "")
        return MemberLine(
            person_id=_uuid(person.id),
            name=self.name(person.id),
            relationship=_word(person, "relationship") or "not_known",
            sex=_word(person, "sex") or "not_known",
            family=self._family_number(person.id),
            age=age,
            number_kind=("b_form" if is_child else "cnic") if masked else "not_known",
            number_masked=masked,
            notes=tuple(self._notes(person, age)),
            is_deceased=person.is_deceased,
        )

    def _family_number(self, person_id: str) -> int:
        families = self.file.facts.families
        return next((i for i, f in enumerate(families, start=1) if person_id in f.members), 1)

    def _notes(self, person: Person, age: Age) -> Iterator[Note]:
        for name in ("marital_status", "employer_kind", "school_enrolled"):
            fact = person.facts.get(name)
            if fact is not None:
                label = self._label(self._definition(name))
                yield Note(Said(f"{label.text}: {self._value(fact, name).text}", label.language))
        if person.facts.get("disability_reported") and _is_true(person, "disability_reported"):
            yield Note(self._label(self._definition("disability_reported")))
        if age.is_known and not age.is_exact:
            yield Note(Said(gettext("age not sure"), self.language), waits=True)

    # --- Facts ------------------------------------------------------------------------------

    def _definition(self, name: str) -> FactDefinition:
        return self.file.catalogue.facts[name]

    def _label(self, definition: FactDefinition | None) -> Said:
        if definition is None:
            return NOTHING_SAID
        return said(definition.label or {"en": definition.name}, self.language)

    def _value(self, fact: Fact, name: str) -> Said:
        definition = self._definition(name)
        if isinstance(fact.low, str):
            labels = definition.value_labels.get(fact.low)
            return said(labels, self.language) or Said(fact.low.replace("_", " "), "en")
        value = (fact.low, fact.high)
        return Said(spoken(value, type_of_fact(definition), self.language), self.language)

    def _source(self, source: str) -> Said:
        list_id, _, key = source.partition(":")
        layout = shipped_layouts().get(list_id)
        return Said(f"{layout.title}, {key}" if layout else source, "en")

    def _facts(self) -> Iterator[FactLine]:
        yield from self._facts_of(HOUSEHOLD, "", self.file.facts.facts)
        for person in self.members:
            yield from self._facts_of(person.id, self.name(person.id), person.facts)

    def _facts_of(self, key: str, of: str, facts: Mapping[str, Fact]) -> Iterator[FactLine]:
        others = self.file.others.get(key, {})
        for name, fact in facts.items():
            if name == "relationship":
                continue  # stands beside each name already
            yield FactLine(
                state="known",
                of=of,
                label=self._label(self._definition(name)),
                value=self._value(fact, name),
                source=self._source(fact.source),
                as_of=fact.as_of,
                others=tuple(
                    OtherValue(
                        Said(low if low == high else f"{low} – {high}", "en"),
                        self._source(source),
                        None,
                    )
                    for low, high, source in others.get(name, ())
                ),
            )

    def _last_heard(self) -> date | None:
        days = [
            fact.as_of
            for facts in (self.file.facts.facts, *(person.facts for person in self.members))
            for fact in facts.values()
            if fact.as_of is not None
        ]
        return max(days, default=None)

    # --- Verdicts ---------------------------------------------------------------------------

    @cached_property
    def by_benefit(self) -> dict[str, list[Assessment]]:
        found: dict[str, list[Assessment]] = {}
        for assessment in self.file.assessments:
            found.setdefault(assessment.benefit.id, []).append(assessment)
        return found

    def _scheme(self, benefit: Benefit) -> Scheme:
        return self.file.catalogue.scheme_of(benefit.id)

    def benefit_name(self, benefit: Benefit) -> Said:
        return self._text(self._scheme(benefit), "benefits", benefit.name, "name")

    def _text(self, scheme: Scheme, *path: str) -> Said:
        return said(
            {code: scheme.say(code, *path) for code in (self.language, "en")}, self.language
        )

    def _rows(self) -> Iterator[VerdictRow]:
        for assessments in self.by_benefit.values():
            benefit = assessments[0].benefit
            scheme = self._scheme(benefit)
            state = scheme.state_on(self.file.facts.as_of)
            columns = {self._column(assessment): assessment for assessment in assessments}
            yield VerdictRow(
                benefit_id=benefit.id,
                scheme_id=scheme.id,
                name=self.benefit_name(benefit),
                department=said(
                    self.file.catalogue.departments[scheme.department]["name"], self.language
                ),
                state=state.state if state else "not_known",
                door=benefit.door,
                cells=tuple(
                    self._cell(columns[key]) if key in columns else NOT_ABOUT_THEM
                    for key in (HOUSEHOLD, *(person.id for person in self.columns))
                ),
                source=source_name(scheme, assessments[0].version.source),
                criteria=tuple(
                    self._criterion(assessment, entry)
                    for assessment in assessments
                    for entry in assessment.criteria
                ),
                open_law=tuple(self._open_law(scheme, assessments)),
            )

    def _column(self, assessment: Assessment) -> str:
        """The column that shows a subject: a family's first member, an event's struck member."""
        subject = assessment.subject
        facts = self.file.facts
        if assessment.benefit.unit == "family" and len(facts.families) > 1:
            members = next(f.members for f in facts.families if f.id == subject)
            return next((p.id for p in self.columns if p.id in members), HOUSEHOLD)
        if assessment.benefit.unit == "individual":
            return subject
        return HOUSEHOLD

    def subject_name(self, assessment: Assessment) -> str:
        column = self._column(assessment)
        return "" if column == HOUSEHOLD else self.name(column)

    def _cell(self, assessment: Assessment) -> VerdictCell:
        deciding = [entry for entry in assessment.criteria if _decides(entry, assessment)]
        return VerdictCell(
            kind=self._kind(assessment),
            of=self.subject_name(assessment),
            because=tuple(self._sentence(assessment, entry) for entry in deciding[:2]),
            amount=_amount_to_show(assessment),
        )

    def _kind(self, assessment: Assessment) -> str:
        if assessment.receives is True:
            return "gets_it"
        if assessment.verdict == NOT_ELIGIBLE:
            return "not_for_you"
        if assessment.verdict == NOT_YET_KNOWN and assessment.missing:
            return "paper" if self._is_paper(self._first_missing(assessment)) else "fact"
        return "very_likely" if assessment.benefit.decided_by == "data" else "committee"

    def _first_missing(self, assessment: Assessment) -> FactOf:
        return in_order_of_cost(assessment.missing, self.file.catalogue)[0]

    def _is_paper(self, fact: FactOf) -> bool:
        definition = self.file.catalogue.facts.get(fact.fact)
        return definition is not None and any(s.startswith(PAPER) for s in definition.shown_by)

    def _sentence(self, assessment: Assessment, entry: Examined) -> Said:
        return said(sentence(entry, self._scheme(assessment.benefit)), self.language)

    def _criterion(self, assessment: Assessment, entry: Examined) -> CriterionLine:
        scheme = self._scheme(assessment.benefit)
        state = {True: "holds", False: "fails", None: "unknown"}[entry.holds]
        return CriterionLine(
            state="department" if entry.criterion.asked_by_department else state,
            of=self.subject_name(assessment),
            short=self._text(scheme, "criteria", entry.criterion.id, "short"),
            say=self._sentence(assessment, entry),
            facts=tuple(
                self._fact_used(reason)
                for reason in entry.because
                if reason.fact.fact in self.file.catalogue.facts
            ),
            source=source_name(scheme, entry.criterion.source),
        )

    def _fact_used(self, reason: Reason) -> FactUsed:
        name = reason.fact.fact
        return FactUsed(
            label=self._label(self._definition(name)),
            of=self.name(reason.fact.of),
            value=self._value(Fact(reason.low, reason.high), name),
            source=self._source(reason.source),
            as_of=reason.as_of,
        )

    def _open_law(self, scheme: Scheme, assessments: list[Assessment]) -> Iterator[Said]:
        for name in dict.fromkeys(name for entry in assessments for name in entry.open_law):
            in_force = scheme.parameters[name].on(self.file.facts.as_of)
            yield said(in_force.ask if in_force else None, self.language)

    # --- What they get, what is missing, where to go ------------------------------------------

    def _receiving(self) -> Iterator[ReceivingLine]:
        for receipt in self.file.facts.receipts:
            yield ReceivingLine(
                state="receives",
                benefit=self._name_of(receipt.benefit),
                of=self.name(receipt.subject),
                since=receipt.since,
                amount_pkr=None,
                per="",
                source=self._source(receipt.source),
                as_of=None,
            )
        received = {receipt.benefit for receipt in self.file.facts.receipts}
        for benefit in self.file.catalogue.benefits():
            known_lists = self.file.facts.receives_known or frozenset()
            if benefit.id in known_lists and benefit.id not in received:
                yield ReceivingLine(
                    state="not_on_list",
                    benefit=self.benefit_name(benefit),
                    of="",
                    since=None,
                    amount_pkr=None,
                    per="",
                    source=Said(gettext("the list is taken to be complete"), self.language),
                    as_of=None,
                )

    def _name_of(self, benefit_id: str) -> Said:
        """A benefit's name; one that lists pay and no rule describes yet goes by its scheme's."""
        if benefit_id in self.file.catalogue.benefit_ids():
            return self.benefit_name(self.file.catalogue.benefit(benefit_id))
        return Said(benefit_id.split("/")[1].replace("-", " ").capitalize(), "en")

    def _missing(self) -> Iterator[MissingStep]:
        """One step for each fact, for all whom it is asked of: those that most waits for first."""
        waiting: dict[str, list[tuple[FactOf, Assessment]]] = {}
        for assessment in self.file.assessments:
            is_open = assessment.verdict == NOT_YET_KNOWN and assessment.receives is not True
            if is_open and assessment.missing:
                fact = self._first_missing(assessment)
                waiting.setdefault(fact.fact, []).append((fact, assessment))
        for name, found in sorted(waiting.items(), key=lambda item: -len(item[1])):
            definition = self.file.catalogue.facts.get(name)
            people = dict.fromkeys(self.name(fact.of) for fact, _ in found)
            yield MissingStep(
                what=self._label(definition) or Said(self._structural(name), self.language),
                of=", ".join(person for person in people if person),
                holds_up=tuple(dict.fromkeys(self.benefit_name(a.benefit) for _, a in found)),
                step=said(definition.question, self.language) if definition else NOTHING_SAID,
                owner=Said(gettext("you, at this desk"), self.language),
            )

    def _structural(self, name: str) -> str:
        """What a missing part of the household itself is called."""
        return {
            "roster_complete": gettext("Who else lives and eats with them"),
            "deceased_complete": gettext("Who of the family has died"),
            "father": gettext("Who the father is"),
            "mother": gettext("Who the mother is"),
            "spouses": gettext("Who is married to whom"),
            "family": gettext("Who belongs to which family"),
            "receives": gettext("Whether they get this already"),
        }.get(name, name)

    def _doors(self, *, at_window: bool) -> Iterator[DoorLine]:
        for assessments in self.by_benefit.values():
            for assessment in assessments:
                benefit = assessment.benefit
                may_ask = assessment.verdict == ELIGIBLE and assessment.receives is not True
                if not may_ask or (benefit.door == "window") is not at_window:
                    continue
                scheme = self._scheme(benefit)
                offices = [self.file.catalogue.offices[office] for office in scheme.offices]
                yield DoorLine(
                    benefit=self.benefit_name(benefit),
                    of=self.subject_name(assessment),
                    door=benefit.door,
                    where=said(offices[0]["name"], self.language) if offices else NOTHING_SAID,
                    papers=tuple(
                        said(self.file.catalogue.papers[paper]["name"], self.language)
                        for paper in scheme.papers
                    ),
                )

    def _gaps(self) -> Iterator[FindingLine]:
        for verdict in self.file.verdicts:
            if verdict.gap:
                benefit = self.file.catalogue.benefit(verdict.benefit)
                definition = self.file.catalogue.facts.get(verdict.fact)
                yield FindingLine(
                    kind=verdict.gap,
                    of=self.name(verdict.subject),
                    benefit=self.benefit_name(benefit),
                    detail=self._label(definition),
                )

    def _findings(self) -> Iterator[FindingLine]:
        for finding in self.findings:
            rows = finding.detail.get("rows") or [finding.detail.get("last_row", "")]
            yield FindingLine(
                kind=finding.kind,
                of=self.name(str(finding.individual_id)),
                benefit=self._name_of(finding.benefit) if finding.benefit else NOTHING_SAID,
                detail=Said(", ".join(self._source(row).text for row in rows if row), "en"),
            )


def source_name(scheme: Scheme, source: str) -> str:
    """A source by its title; the scheme's own page has the address."""
    return next((str(s.get("title")) for s in scheme.sources if s.get("id") == source), source)


def _amount_to_show(assessment: Assessment) -> AmountSpan | None:
    """Rupees where somebody may have them; a span that says nothing yet is not shown."""
    amount = assessment.amount
    if amount is None or amount.maximum is None or assessment.verdict == NOT_ELIGIBLE:
        return None
    if assessment.verdict != ELIGIBLE and amount.minimum != amount.maximum:
        return None
    return AmountSpan(amount.minimum, amount.maximum, amount.per)


def is_head(person: Person) -> bool:
    """Whether the roster calls somebody the head."""
    return _word(person, "relationship") == "head"


def _word(person: Person, name: str) -> str:
    fact = person.facts.get(name)
    return str(fact.low) if fact is not None and fact.is_exact else ""


def _is_true(person: Person, name: str) -> bool:
    fact = person.facts.get(name)
    return fact is not None and fact.low is True


def _uuid(person_id: str) -> UUID:
    return UUID(person_id.split(":")[0])


def _decides(entry: Examined, assessment: Assessment) -> bool:
    """Whether a criterion is a reason for this verdict: what fails, is open, or holds."""
    wanted = {ELIGIBLE: True, NOT_ELIGIBLE: False, NOT_YET_KNOWN: None}[assessment.verdict]
    is_step_to_take = entry.criterion.is_step and entry.holds is False
    if assessment.verdict == NOT_YET_KNOWN and is_step_to_take:
        return True
    return entry.holds is wanted and not entry.criterion.asked_by_department
