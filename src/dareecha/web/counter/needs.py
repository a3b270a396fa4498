"""What the household page says of needs: those known, what could answer each, and the holes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.holes import BY_RULE, Bar, Outcome
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import HOUSEHOLD
from dareecha.registry.models import Statement
from dareecha.registry.statements import stated_value
from dareecha.web.counter.needs_lines import Asked, BarLine, NeedLine, NeedsPart, StatementLine
from dareecha.web.counter.wording import Wording
from dareecha.web.said import Said, said


@dataclass(frozen=True)
class Needs:
    """The needs of one household, as far as anybody has said or lists tell."""

    words: Wording

    def part(self) -> NeedsPart:
        return NeedsPart(
            lines=tuple(self._line(outcome) for outcome in self.words.file.needs if outcome.holds),
            asked=tuple(self._asked(fact) for fact in self.words.file.to_ask),
            told=tuple(self._told()),
        )

    def _line(self, outcome: Outcome) -> NeedLine:
        need = outcome.need
        holes = (h for h in self.words.file.holes if (h.need, h.subject) == _key(outcome))
        hole = next(holes, None)
        return NeedLine(
            name=said(need.label, self.words.language),
            short=said(need.short, self.words.language),
            of=self.words.person(outcome.subject),
            is_hole=hole is not None and hole.is_certain,
            may_be_hole=hole is not None and not hole.is_certain,
            answers=() if hole is not None else tuple(self._open_ways(outcome)),
            bars=tuple(self._bar(bar) for bar in hole.bars) if hole else (),
            still_to_ask=self._names(hole.still_to_ask) if hole else (),
            unsure=self._names(hole.unsure) if hole else (),
        )

    def _names(self, benefits: tuple[str, ...]) -> tuple[Said, ...]:
        return tuple(self.words.benefit_of_id(benefit) for benefit in benefits)

    def _open_ways(self, outcome: Outcome) -> Iterator[Said]:
        """What could answer a need: all that is received or not certainly refused."""
        received = {receipt.benefit for receipt in self.words.file.facts.receipts}
        possible = {a.benefit.id for a in self.words.file.assessments if a.verdict != NOT_ELIGIBLE}
        for benefit in outcome.need.answered_by:
            if benefit in received | possible:
                yield self.words.benefit_of_id(benefit)

    def _bar(self, bar: Bar) -> BarLine:
        because: tuple[Said, ...] = ()
        if bar.kind == BY_RULE:
            scheme = self.words.file.catalogue.scheme_of(bar.benefit)
            because = tuple(
                self.words.text(scheme, "criteria", criterion, "short")
                for criterion in bar.criteria
            )
        return BarLine(self.words.benefit_of_id(bar.benefit), bar.kind, because)

    def _asked(self, asked: FactOf) -> Asked:
        definition = self._definition(asked.fact)
        language = self.words.language
        return Asked(
            of=asked.of,
            person=self.words.person(asked.of),
            fact=asked.fact,
            kind=definition.kind,
            question=said(definition.question, language) or self.words.label(asked.fact),
            help=said(definition.help, language),
            choices=tuple(
                (value, said(definition.value_labels.get(value), language) or Said(value, "en"))
                for value in definition.values
            ),
            least=definition.minimum,
            most=definition.maximum,
        )

    def _definition(self, fact: str) -> FactDefinition:
        return self.words.file.catalogue.facts[fact]

    def _told(self) -> Iterator[StatementLine]:
        """The current statements, those of the household first."""
        subjects = {str(self.words.file.id): HOUSEHOLD}
        subjects |= {person.id: person.id for person in self.words.file.facts.people()}
        for key, subject in subjects.items():
            newest = {s.fact: s for s in self.words.file.statements.get(key, ())}
            for fact, statement in newest.items():
                if fact in self.words.file.catalogue.facts:
                    yield self._statement(statement, subject)

    def _statement(self, statement: Statement, subject: str) -> StatementLine:
        value = stated_value(statement, self._definition(statement.fact))
        return StatementLine(
            id=statement.pk,
            of=self.words.person(subject),
            label=self.words.label(statement.fact),
            value=None if value is None else self.words.value(statement.fact, value),
            as_of=statement.as_of,
            answered_by=statement.answered_by,
        )


def _key(outcome: Outcome) -> tuple[str, str]:
    return outcome.need.id, outcome.subject
