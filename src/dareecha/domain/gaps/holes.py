"""Needs that nothing answers for this household or person, with the bar that shuts each way.

A hole is said only where it is certain. The need itself must be certain. Nothing that answers it
may be received; of a benefit decided by data it must be *known* not to be, else the hole stands
with that benefit among `unsure` and is only a perhaps. Every way that data or a survey decide must
certainly be shut, by its rule or by its state. What a committee decides may still be asked for:
it neither makes nor prevents a hole and is listed as `still_to_ask`. Of what a committee grants
lists know least, so a receipt of which nobody has heard does not stand in the way there; once it
is told, the hole is gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE
from dareecha.domain.eligibility.frames import Frame, frame_of_person
from dareecha.domain.eligibility.planes import three_valued, truth
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.households.household import HOUSEHOLD, Household, Receipt
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.needs import Need
from dareecha.domain.rules.scheme import Benefit

HOLE = "hole"
BY_RULE = "criterion"
NOT_FOR_THEM = "not_for_them"
NO_RULE = "no_rule"
ELSEWHERE = "elsewhere"
SHUT_STATES = ("planned", "suspended", "closed")
"""The kinds of bar: the rule says no, it is for others, no rule is in force on the day, the scheme
runs in other districts only; or the state of the scheme."""


@dataclass(frozen=True)
class Outcome:
    """Whether a household or person has a need: yes, no, or None while nobody knows."""

    need: Need
    subject: str
    holds: bool | None


class Judged(Protocol):
    """What is read of a verdict, however it was come by."""

    @property
    def benefit(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def failing(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class Bar:
    """What shuts one way: its kind, and the criteria that certainly fail where the rule does."""

    benefit: str
    kind: str
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hole:
    """A certain need that nothing answers. `unsure`: one of these is perhaps received."""

    need: str
    subject: str
    bars: tuple[Bar, ...]
    still_to_ask: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        return not self.unsure


def need_outcomes(household: Household, catalogue: Catalogue, reader: Reader) -> list[Outcome]:
    """Every need of the catalogue for the household, or for each of its living members."""
    base = Frame(household, (household.as_of, household.as_of), catalogue.needs.parameters)
    found = []
    for need in catalogue.needs:
        frames = (
            [(HOUSEHOLD, base)]
            if need.unit == "household"
            else [(person.id, frame_of_person(person, base)) for person in household.members]
        )
        for subject, frame in frames:
            holds = three_valued(truth(reader.value(need.test, frame)))
            found.append(Outcome(need, subject, holds))
    return found


@dataclass
class ShutDoors:
    """Which benefits nobody can ask for on a day in a district, and why: worked out once."""

    catalogue: Catalogue
    _found: dict[tuple[date, str], Mapping[str, str]] = field(default_factory=dict)

    def on(self, day: date, district: str) -> Mapping[str, str]:
        """Benefit → kind of bar. A state that nobody knows shuts nothing, nor a district ''."""
        key = (day, district)
        if key not in self._found:
            self._found[key] = {
                benefit.id: kind
                for benefit in self.catalogue.benefits()
                if (kind := _shut(benefit, day, district))
            }
        return self._found[key]


def _shut(benefit: Benefit, day: date, district: str) -> str:
    state = benefit.state_on(day)
    if state is None:
        return ""
    if state.state in SHUT_STATES:
        return state.state
    elsewhere = state.districts is not None and district not in state.districts
    return ELSEWHERE if state.state == "active" and district and elsewhere else ""


def holes(
    household: Household,
    outcomes: Iterable[Outcome],
    judgements: Iterable[Judged],
    catalogue: Catalogue,
    shut: Mapping[str, str],
) -> Iterator[Hole]:
    """The holes of one household, from its needs, its verdicts and the doors shut where it lives.

    A need that is unknown makes none, nor one with a way that is open or that nobody can judge.
    """
    certain = [outcome for outcome in outcomes if outcome.holds]
    if not certain:
        return
    by_benefit: dict[str, list[Judged]] = defaultdict(list)
    for judgement in judgements:
        by_benefit[judgement.benefit].append(judgement)
    for outcome in certain:
        found = _Ways(household, outcome, by_benefit, catalogue, shut).hole()
        if found is not None:
            yield found


@dataclass(frozen=True)
class _Ways:
    """The ways in which one need of one household or person could be answered."""

    household: Household
    outcome: Outcome
    judgements: Mapping[str, list[Judged]]
    catalogue: Catalogue
    shut: Mapping[str, str]

    def hole(self) -> Hole | None:
        bars: list[Bar] = []
        to_ask: list[str] = []
        unsure: list[str] = []
        for benefit_id in self.outcome.need.answered_by:
            if any(
                self._may_be_theirs(r) for r in self.household.receipts if r.benefit == benefit_id
            ):
                return None
            scheme = self.catalogue.schemes.get(benefit_id.rpartition("/")[0])
            benefit = scheme.benefits.get(benefit_id) if scheme is not None else None
            if benefit is None:
                # Named by lists alone: nothing can be judged but whether it is received.
                to_ask.append(benefit_id)
                continue
            bar = self._bar(benefit)
            if bar is not None:
                bars.append(bar)
            elif benefit.decided_by == "committee":
                to_ask.append(benefit_id)
            else:
                return None
            if bar is not None and self._may_be_received(benefit, bar):
                unsure.append(benefit_id)
        return Hole(
            self.outcome.need.id,
            self.outcome.subject,
            tuple(bars),
            tuple(to_ask),
            tuple(unsure),
        )

    def _may_be_theirs(self, receipt: Receipt) -> bool:
        """A receipt of the household, a family or an event may answer a person's need as well."""
        if self.outcome.subject == HOUSEHOLD or receipt.subject == self.outcome.subject:
            return True
        return self.household.person(receipt.subject) is None

    def _may_be_received(self, benefit: Benefit, bar: Bar) -> bool:
        """Whether nobody knows if it is received, though data decide and it exists for them."""
        if benefit.decided_by != "data" or bar.kind in ("planned", NOT_FOR_THEM):
            return False
        return not self.household.knows_receipt_of(benefit.id)

    def _bar(self, benefit: Benefit) -> Bar | None:
        """What certainly shuts this way for all who could go it; None where nothing does."""
        if benefit.id in self.shut:
            return Bar(benefit.id, self.shut[benefit.id])
        day = self.household.as_of
        if benefit.rates_on == "as_of" and benefit.in_force(day) is None:
            return Bar(benefit.id, NO_RULE)
        if not _KNOWN_SUBJECTS[benefit.unit](self.household, self.outcome.subject):
            return None
        judged = [j for j in self.judgements.get(benefit.id, ()) if self._concerns(j, benefit)]
        if any(judgement.verdict != NOT_ELIGIBLE for judgement in judged):
            return None
        if not judged:
            return Bar(benefit.id, NOT_FOR_THEM)
        failing = dict.fromkeys(id_ for judgement in judged for id_ in judgement.failing)
        return Bar(benefit.id, BY_RULE, tuple(failing))

    def _concerns(self, judgement: Judged, benefit: Benefit) -> bool:
        """Whether a verdict is about those who have the need: theirs, or shared with them."""
        subject = self.outcome.subject
        if subject == HOUSEHOLD or benefit.unit in ("household", "event"):
            return True
        if benefit.unit == "individual":
            return judgement.subject == subject
        family = self.household.family_of(subject)
        return family is None or judgement.subject == family.id


def _is_known_person(household: Household, subject: str) -> bool:
    return subject != HOUSEHOLD or household.roster_complete


def _is_known_family(household: Household, subject: str) -> bool:
    who: Sequence[str] = (
        [subject] if subject != HOUSEHOLD else [person.id for person in household.members]
    )
    placed = all(household.family_of(person) is not None for person in who)
    # With no family on file one is judged that stands for any there may be.
    return _is_known_person(household, subject) and (placed or not household.families)


_KNOWN_SUBJECTS: Mapping[str, Callable[[Household, str], bool]] = {
    "household": lambda household, subject: True,
    "individual": _is_known_person,
    "family": _is_known_family,
    "event": lambda household, subject: household.events_known,
}
"""For each unit, whether all who could have such a benefit are listed and judged."""
