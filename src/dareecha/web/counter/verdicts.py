"""The matrix of people and benefits: each verdict, its reasons, and the criteria behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from dareecha.domain.eligibility.answer import sentence
from dareecha.domain.eligibility.assess import (
    ELIGIBLE,
    NOT_ELIGIBLE,
    NOT_YET_KNOWN,
    Assessment,
    Examined,
)
from dareecha.domain.eligibility.explain import Reason
from dareecha.domain.households.household import Fact
from dareecha.domain.rules.scheme import Scheme
from dareecha.web.counter.pages import (
    AmountSpan,
    CriterionLine,
    FactUsed,
    VerdictCell,
    VerdictRow,
)
from dareecha.web.counter.roster import Roster
from dareecha.web.counter.steps import Steps, waits_for_a_death
from dareecha.web.counter.wording import Wording
from dareecha.web.said import Said, said

NOT_ABOUT_THEM = VerdictCell(kind="dash")
REASONS_SHOWN = 2


@dataclass(frozen=True)
class Verdicts:
    """The assessments of one household by benefit."""

    words: Wording
    roster: Roster
    steps: Steps

    @cached_property
    def by_benefit(self) -> dict[str, list[Assessment]]:
        found: dict[str, list[Assessment]] = {}
        for assessment in self.words.file.assessments:
            found.setdefault(assessment.benefit.id, []).append(assessment)
        return found

    def rows(self) -> list[VerdictRow]:
        """A row for each benefit; those that are for nobody here come last."""
        rows = (self._row(assessments) for assessments in self.by_benefit.values())
        return sorted(rows, key=lambda row: row.is_for_nobody)

    def _row(self, assessments: list[Assessment]) -> VerdictRow:
        benefit = assessments[0].benefit
        scheme = self.words.scheme(benefit)
        columns = {self.roster.column_of(assessment): assessment for assessment in assessments}
        return VerdictRow(
            benefit_id=benefit.id,
            scheme_id=scheme.id,
            name=self.words.benefit(benefit),
            department=self.words.department(scheme.department),
            state=self.words.state(benefit),
            door=benefit.door,
            cells=tuple(
                self._cell(columns[key]) if key in columns else NOT_ABOUT_THEM
                for key in self.roster.column_ids
            ),
            source=source_name(scheme, assessments[0].version.source),
            criteria=tuple(
                self._criterion(assessment, entry)
                for assessment in assessments
                for entry in assessment.criteria
            ),
            open_law=tuple(self._open_law(scheme, assessments)),
        )

    def _cell(self, assessment: Assessment) -> VerdictCell:
        deciding = [entry for entry in assessment.criteria if _decides(entry, assessment)]
        return VerdictCell(
            kind=self._kind(assessment),
            of=self.roster.subject_name(assessment),
            because=tuple(self._sentence(assessment, one) for one in deciding[:REASONS_SHOWN]),
            amount=_amount_to_show(assessment),
        )

    def _kind(self, assessment: Assessment) -> str:
        if assessment.receives is True:
            return "gets_it"
        if assessment.verdict == NOT_ELIGIBLE:
            return "not_for_you"
        if assessment.verdict == NOT_YET_KNOWN:
            if assessment.open_law and not assessment.missing:
                return "law"
            fact = self.steps.first_for(assessment)
            return "paper" if fact is not None and self.steps.is_paper(fact) else "fact"
        return "very_likely" if assessment.benefit.decided_by == "data" else "committee"

    def _sentence(self, assessment: Assessment, entry: Examined) -> Said:
        if waits_for_a_death(self.words, entry):
            return self.words.own(
                gettext(
                    "Nobody has told us of a death. If somebody of the family has died, "
                    "this may be for those who are left."
                )
            )
        scheme = self.words.scheme(assessment.benefit)
        spoken = sentence(entry, scheme, self.words.file.catalogue.facts)
        return said(spoken, self.words.language)

    def _criterion(self, assessment: Assessment, entry: Examined) -> CriterionLine:
        scheme = self.words.scheme(assessment.benefit)
        return CriterionLine(
            state=_state(entry),
            of=self.roster.subject_name(assessment),
            short=self.words.text(scheme, "criteria", entry.criterion.id, "short"),
            say=self._sentence(assessment, entry),
            facts=tuple(
                self._fact_used(reason)
                for reason in entry.because
                if self.words.definition(reason.fact.fact) is not None
            ),
            source=source_name(scheme, entry.criterion.source),
        )

    def _fact_used(self, reason: Reason) -> FactUsed:
        name = reason.fact.fact
        return FactUsed(
            label=self.words.label(name),
            of=self.words.person(reason.fact.of),
            value=self.words.value(name, Fact(reason.low, reason.high)),
            source=self.words.source(reason.source),
            as_of=reason.as_of,
        )

    def _open_law(self, scheme: Scheme, assessments: list[Assessment]) -> Iterator[Said]:
        for name in dict.fromkeys(name for entry in assessments for name in entry.open_law):
            yield said(scheme.parameters[name].question or None, self.words.language)


def _state(entry: Examined) -> str:
    """How a criterion stands; `beside` where the verdict does not rest on it, closed or open."""
    if entry.criterion.asked_by_department:
        return "department"
    if entry.holds is not True and not entry.decides:
        return "beside"
    return {True: "holds", False: "fails", None: "unknown"}[entry.holds]


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


def _decides(entry: Examined, assessment: Assessment) -> bool:
    """Whether a criterion is a reason for this verdict: what fails, is open, or holds."""
    wanted = {ELIGIBLE: True, NOT_ELIGIBLE: False, NOT_YET_KNOWN: None}[assessment.verdict]
    is_step_to_take = entry.criterion.is_step and entry.holds is False
    if assessment.verdict == NOT_YET_KNOWN and is_step_to_take:
        return True
    return entry.holds is wanted and entry.decides and not entry.criterion.asked_by_department
