"""What the household page says is known: facts with their sources, and what the household gets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from dareecha.domain.households.household import HOUSEHOLD, Fact
from dareecha.web.counter.pages import FactLine, OtherValue, ReceivingLine
from dareecha.web.counter.roster import Roster
from dareecha.web.counter.wording import Wording
from dareecha.web.said import Said


@dataclass(frozen=True)
class Known:
    """The facts and receipts of one household."""

    words: Wording
    roster: Roster

    def facts(self) -> Iterator[FactLine]:
        """The household's facts, then each person's."""
        yield from self._facts_of(HOUSEHOLD, "", self.words.file.facts.facts)
        for person in self.roster.people:
            yield from self._facts_of(person.id, self.words.person(person.id), person.facts)

    def _facts_of(self, key: str, of: str, facts: Mapping[str, Fact]) -> Iterator[FactLine]:
        others = self.words.file.others.get(key, {})
        for name, fact in facts.items():
            if name == "relationship":
                continue  # stands beside each name already
            yield FactLine(
                state="known",
                of=of,
                label=self.words.label(name),
                value=self.words.value(name, fact),
                source=self.words.source(fact.source),
                as_of=fact.as_of,
                others=tuple(self._other(*entry) for entry in others.get(name, ())),
            )

    def _other(self, low: object, high: object, source: str) -> OtherValue:
        value = str(low) if low == high else f"{low} – {high}"
        return OtherValue(Said(value, "en"), self.words.source(source), None)

    def last_heard(self) -> date | None:
        """The newest day of any fact."""
        facts = self.words.file.facts
        days = [
            fact.as_of
            for known in (facts.facts, *(person.facts for person in self.roster.people))
            for fact in known.values()
            if fact.as_of is not None
        ]
        return max(days, default=None)

    def receiving(self) -> Iterator[ReceivingLine]:
        """What lists pay, then what complete lists do not."""
        facts = self.words.file.facts
        for receipt in facts.receipts:
            yield ReceivingLine(
                state="receives",
                benefit=self.words.benefit_of_id(receipt.benefit),
                of=self.words.person(receipt.subject),
                since=receipt.since,
                amount_pkr=None,
                per="",
                source=self.words.source(receipt.source),
                as_of=None,
            )
        received = {receipt.benefit for receipt in facts.receipts}
        for benefit in self.words.file.catalogue.benefits():
            if benefit.id in (facts.receives_known or ()) and benefit.id not in received:
                yield self._not_on_list(self.words.benefit(benefit))

    def _not_on_list(self, benefit: Said) -> ReceivingLine:
        return ReceivingLine(
            state="not_on_list",
            benefit=benefit,
            of="",
            since=None,
            amount_pkr=None,
            per="",
            source=self.words.own(gettext("the list is taken to be complete")),
            as_of=None,
        )
