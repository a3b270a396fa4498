"""What is missing: which fact to see to first, who sees to it, and with which paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext

from dareecha.domain.eligibility.assess import NOT_YET_KNOWN, Assessment, Examined
from dareecha.domain.eligibility.explain import DECEASED, FactOf
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import HOUSEHOLD, Person
from dareecha.domain.households.roster_words import STRUCTURE_QUESTIONS
from dareecha.registry.layout_files import shipped_layouts
from dareecha.web.counter.pages import MissingStep, PaperToFetch
from dareecha.web.counter.why_not import WhyNot
from dareecha.web.counter.wording import Wording
from dareecha.web.said import NOTHING_SAID, Said, said

PAPER = "paper:"
EASILY_ASKED = 1
"""The cost of what everybody knows: the desk asks, whatever paper may show it too."""
WORTH_A_QUESTION = 2
"""Up to this cost the desk asks what no paper shows; beyond it, the list's owner is asked."""
A_WAITING_VERDICT = 0.1
"""What a verdict counts that waits for a fact which alone does not settle it."""
# Nobody is sent for a certificate before a disability was so much as mentioned.
ASKED_FIRST = {
    "disability_certified": "disability_reported",
    "disability_severity": "disability_reported",
    "special_cnic": "disability_reported",
}


def deaths_are_unheard_of(words: Wording) -> bool:
    """Whether nobody has reported a death of this household, and nobody has denied one."""
    facts = words.file.facts
    return not facts.deceased and not facts.deceased_complete


def waits_for_a_death(words: Wording, entry: Examined) -> bool:
    """Whether a criterion is open only because somebody may have died of whom nobody told."""
    asks = FactOf(DECEASED, HOUSEHOLD) in entry.missing
    return entry.holds is None and asks and deaths_are_unheard_of(words)


@dataclass(frozen=True)
class Steps:
    """The steps of one household, those first that settle most for the least trouble."""

    words: Wording

    def lines(self) -> Iterator[MissingStep]:
        """One step for each fact, for all whom it is asked of; then the question of misfortunes."""
        waiting: dict[str, list[tuple[FactOf, Assessment]]] = {}
        for assessment in self._open:
            fact = self.first_for(assessment)
            if fact is not None:
                waiting.setdefault(fact.fact, []).append((fact, assessment))
        for name in sorted(waiting, key=self._worth, reverse=True):
            yield self._step(name, waiting[name])
        yield from self._misfortunes()

    def first_for(self, assessment: Assessment) -> FactOf | None:
        """The one fact to see to first for a verdict; None when nothing is to be done for it."""
        if any(waits_for_a_death(self.words, entry) for entry in assessment.criteria):
            return FactOf(DECEASED, HOUSEHOLD)
        possible = self._asked_for(assessment.missing)
        return max(possible, key=lambda fact: self._worth(fact.fact), default=None)

    def is_paper(self, fact: FactOf) -> bool:
        """Whether somebody has to bring a paper for this fact."""
        return bool(self._papers(fact.fact))

    # --- Which first ------------------------------------------------------------------------

    @cached_property
    def _open(self) -> list[Assessment]:
        return [
            entry
            for entry in self.words.file.assessments
            if entry.verdict == NOT_YET_KNOWN and entry.receives is not True and entry.missing
        ]

    @cached_property
    def _settled(self) -> Counter[str]:
        """How many verdicts each fact settles alone: every open criterion waits for it."""
        deciding = (self._asked_for(_deciding(entry)) for entry in self._open)
        return Counter(name for facts in deciding for name in _names(facts))

    @cached_property
    def _waiting(self) -> Counter[str]:
        missing = (self._asked_for(entry.missing) for entry in self._open)
        return Counter(name for facts in missing for name in _names(facts))

    @cached_property
    def _people_asked(self) -> Counter[str]:
        facts = {fact for entry in self._open for fact in self._asked_for(entry.missing)}
        return Counter(fact.fact for fact in facts)

    def _worth(self, name: str) -> float:
        """Verdicts settled for the trouble: a question is put once, a paper fetched for each."""
        definition = self.words.definition(name)
        cost = definition.cost if definition is not None else EASILY_ASKED
        people = self._people_asked[name] if self._papers(name) else 1
        gain = self._settled[name] + A_WAITING_VERDICT * self._waiting[name]
        return gain / (max(cost, 1) * max(people, 1))

    def _asked_for(self, facts: Iterable[FactOf]) -> list[FactOf]:
        """The facts that are worth asking for, each once, with those that come before others."""
        return [fact for fact in dict.fromkeys(map(self._before, facts)) if fact is not None]

    def _before(self, fact: FactOf) -> FactOf | None:
        """The fact, or the one that comes before it; None when that one was answered with no."""
        gate = ASKED_FIRST.get(fact.fact)
        person = self.words.file.facts.person(fact.of)
        if gate is None or person is None:
            return fact
        answer = _answer(person, gate)
        if answer is None:
            return FactOf(gate, fact.of)
        return fact if answer else None

    @cached_property
    def _why(self) -> WhyNot:
        return WhyNot(self.words)

    # --- What to do and who does it -----------------------------------------------------------

    def _step(self, name: str, found: list[tuple[FactOf, Assessment]]) -> MissingStep:
        return MissingStep(
            what=self.words.label(name) or self.words.own(_structural(name)),
            of=self._said_of({fact.of for fact, _ in found}),
            holds_up=self.words.benefits([assessment for _, assessment in found]),
            step=self._question(name),
            owner=self._owner(name),
            papers=tuple(self._to_fetch(paper) for paper in self._papers(name)),
            why=next(filter(None, (self._why.of_fact(fact) for fact, _ in found)), ""),
        )

    def _said_of(self, ids: set[str]) -> str:
        """The people by name, in the order of the household's list; all of them in a word."""
        members = [person.id for person in self.words.file.facts.members]
        if len(members) > 1 and ids >= set(members):
            return gettext("Everybody")
        named = [self.words.person(one) for one in (*members, *sorted(ids - set(members)))
                 if one in ids]  # fmt: skip
        return ", ".join(filter(None, dict.fromkeys(named)))

    def _question(self, name: str) -> Said:
        definition = self.words.definition(name)
        if definition is not None:
            return said(definition.question, self.words.language)
        return said(STRUCTURE_QUESTIONS.get(name), self.words.language)

    def _owner(self, name: str) -> Said:
        """The household where a paper shows it, a department where only its list does, else us."""
        if self._papers(name):
            return self.words.own(gettext("the household, with this paper"))
        definition = self.words.definition(name)
        if definition is not None and definition.cost > WORTH_A_QUESTION:
            owners = (self._department(list_id) for list_id in definition.shown_by)
            return next(filter(None, owners), None) or self._desk()
        return self._desk()

    def _desk(self) -> Said:
        return self.words.own(gettext("you, at this desk"))

    def _department(self, list_id: str) -> Said:
        layout = shipped_layouts().get(list_id)
        return self.words.department(layout.department) if layout else NOTHING_SAID

    def _papers(self, name: str) -> tuple[str, ...]:
        """The papers to fetch for a fact; none for what everybody knows without."""
        definition = self.words.definition(name)
        if definition is None or definition.cost <= EASILY_ASKED:
            return ()
        return tuple(_papers_of(definition))

    def _to_fetch(self, paper: str) -> PaperToFetch:
        issued_by = (self.words.file.catalogue.papers.get(paper) or {}).get("from") or ""
        return PaperToFetch(self.words.paper(paper), self.words.office(issued_by))

    def _misfortunes(self) -> Iterator[MissingStep]:
        """A claim begins with what happened, so no list can show that nothing did."""
        facts = self.words.file.facts
        claims = [
            benefit
            for benefit in self.words.file.catalogue.benefits()
            if benefit.unit == "event" and self.words.state(benefit) == "active"
        ]
        if facts.events or not claims:
            return
        yield MissingStep(
            what=self.words.own(gettext("Whether something has happened to them")),
            of="",
            holds_up=tuple(self.words.benefit(benefit) for benefit in claims),
            step=self.words.own(
                gettext("Has anybody died or been hurt, or was the house damaged? When?")
            ),
            owner=self._desk(),
        )


def _deciding(assessment: Assessment) -> list[FactOf]:
    """The facts that every open criterion of a verdict waits for."""
    waits = [
        set(entry.missing)
        for entry in assessment.criteria
        if entry.holds is None and not entry.criterion.asked_by_department
    ]
    return [fact for fact in assessment.missing if all(fact in facts for facts in waits)]


def _names(facts: Iterable[FactOf]) -> set[str]:
    return {fact.fact for fact in facts}


def _answer(person: Person, name: str) -> bool | None:
    fact = person.facts.get(name)
    return bool(fact.low) if fact is not None and fact.is_exact else None


def _papers_of(definition: FactDefinition) -> Iterator[str]:
    return (shown[len(PAPER) :] for shown in definition.shown_by if shown.startswith(PAPER))


def _structural(name: str) -> str:
    """What a missing part of the household itself is called."""
    return {
        "roster_complete": gettext("Who else lives and eats with them"),
        "deceased_complete": gettext("Whether anybody of the family has died"),
        "father": gettext("Who the father is"),
        "mother": gettext("Who the mother is"),
        "spouses": gettext("Who is married to whom"),
        "family": gettext("Who belongs to which family"),
        "receives": gettext("Whether they get this already"),
    }.get(name, name)
