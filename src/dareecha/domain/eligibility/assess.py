"""Apply a benefit's rule to one household: a verdict with its reasons."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dareecha.domain.eligibility.explain import (
    FactOf,
    OpenLaw,
    Reason,
    deciding_facts,
    missing_facts,
    spoken_values,
)
from dareecha.domain.eligibility.frames import Frame, day_of, frame_of_event, frame_of_person
from dareecha.domain.eligibility.planes import (
    NO,
    NOT_APPLICABLE,
    UNKNOWN,
    Truth,
    both,
    certainly,
    either,
    hull,
    three_valued,
    truth,
)
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.households.household import HOUSEHOLD, Family, Household
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import Benefit, Criterion, Group, Version

ELIGIBLE = "eligible"
NOT_ELIGIBLE = "not_eligible"
NOT_YET_KNOWN = "not_yet_known"
VERDICTS = {True: ELIGIBLE, False: NOT_ELIGIBLE, None: NOT_YET_KNOWN}
IMPLIED_FAMILY = "family"


@dataclass(frozen=True)
class Examined:
    """One criterion applied: what it came to, on which facts, and what could still change it."""

    criterion: Criterion
    outcome: Truth
    because: tuple[Reason, ...] = ()
    missing: tuple[FactOf | OpenLaw, ...] = ()
    values: tuple[tuple[str, Any], ...] = ()
    """What each name outside folds came to, for the sentence; unknown names are left out."""
    decides: bool = True
    """Whether the verdict rests on it: another way that is closed, or an open question behind a
    closed door, decides nothing."""

    @property
    def holds(self) -> bool | None:
        return three_valued(self.outcome)

    @property
    def is_partly_known(self) -> bool:
        """Open for want of some facts, while others that the test reads are known."""
        wanted = {item.fact for item in self.missing if isinstance(item, FactOf)}
        return bool(wanted) and any(reason.fact.fact not in wanted for reason in self.because)


@dataclass(frozen=True)
class Amount:
    """Rupees between two bounds for a period; `maximum` None is an open bound."""

    minimum: int
    maximum: int | None
    per: str


@dataclass(frozen=True)
class Assessment:
    """A benefit's verdict for one subject of a household, with all its reasons."""

    benefit: Benefit
    version: Version
    subject: str
    verdict: str
    criteria: tuple[Examined, ...]
    amount: Amount | None
    missing: tuple[FactOf, ...] = ()
    open_law: tuple[str, ...] = ()
    receives: bool | None = field(default=None)


@dataclass(frozen=True)
class Judgement:
    """A verdict in codes: which criteria hold, fail or are undecided, and what would decide."""

    benefit: str
    subject: str
    verdict: str
    holding: tuple[str, ...]
    failing: tuple[str, ...]
    undecided: tuple[str, ...]
    amount: Amount | None
    missing: tuple[FactOf, ...]
    deciding: tuple[FactOf, ...]
    """Those of `missing` that every open criterion waits for: one of them alone can decide."""
    open_law: tuple[str, ...]
    receives: bool | None


class Assessor:
    """Judges households by one catalogue. Not shared between threads: it remembers facts."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.reader = Reader(catalogue.facts, catalogue.derived, catalogue.applies_if)
        # The largest number that the dictionary lets somebody type in is no figure to tell people.
        self.telling = Reader(
            {name: replace(fact, maximum=None) for name, fact in catalogue.facts.items()},
            catalogue.derived,
            catalogue.applies_if,
        )

    def assess(
        self, household: Household, *, benefits: frozenset[str] | None = None
    ) -> tuple[list[Assessment], list[str]]:
        """All assessments on the household's day, and the benefits with no rule in force.

        A missing fact never counts against the household: the verdict is then not yet known,
        and the assessment names what would decide.
        """
        found: list[Assessment] = []
        not_in_force: list[str] = []
        for benefit in self.catalogue.benefits():
            if benefits is not None and benefit.id not in benefits:
                continue
            if benefit.rates_on == "as_of" and benefit.in_force(household.as_of) is None:
                not_in_force.append(benefit.id)
                continue
            for subject, frame in self.subjects(benefit, household):
                version = version_for(benefit, frame)
                if version is None:
                    not_in_force.append(benefit.id)
                elif self._is_for(benefit, frame):
                    found.append(self.examine(benefit, version, subject, frame))
        return found, list(dict.fromkeys(not_in_force))

    def verdicts(
        self, household: Household, subjects: Mapping[str, Collection[str]]
    ) -> Iterator[tuple[str, str, str]]:
        """Benefit, subject and verdict without any reasons, of these benefits' subjects only."""
        for benefit_id, wanted in subjects.items():
            benefit = self.catalogue.benefit(benefit_id)
            for subject, frame in self.subjects(benefit, household):
                version = version_for(benefit, frame) if subject in wanted else None
                if version is not None and self._is_for(benefit, frame):
                    outcome = self._of_version(version, frame)
                    yield benefit_id, subject, self._verdict(benefit, version, frame, outcome)

    def subjects(self, benefit: Benefit, household: Household) -> Iterator[tuple[str, Frame]]:
        """Each subject of a benefit's unit, as id and frame."""
        parameters = self.catalogue.scheme_of(benefit.id).parameters
        base = Frame(household, (household.as_of, household.as_of), parameters)
        match benefit.unit:
            case "household":
                yield HOUSEHOLD, base
            case "family":
                for family in household.families or (_implied_family(household),):
                    yield family.id, Frame(household, base.day, parameters, family=family)
            case "individual":
                for person in household.members:
                    yield person.id, frame_of_person(person, base)
            case _:
                for event in household.events:
                    day = day_of(event) if benefit.rates_on == "event_date" else base.day
                    yield event.id, frame_of_event(event, Frame(household, day, parameters))

    def _is_for(self, benefit: Benefit, frame: Frame) -> bool:
        if benefit.for_whom is None:
            return True
        return truth(self.reader.value(benefit.for_whom, frame)) != NO

    def examine(self, benefit: Benefit, version: Version, subject: str, frame: Frame) -> Assessment:
        """Every criterion applied, so that every reason can be shown."""
        examined = {
            criterion.id: self._examine(criterion, frame) for criterion in version.rule.criteria()
        }
        verdict = self._verdict(benefit, version, frame, combined(version.rule, examined))
        still: list[FactOf | OpenLaw] = []
        if verdict == NOT_YET_KNOWN:
            for entry in that_matter(version.rule, examined):
                still.extend(_still_open(entry))
            still.extend(self._besides(benefit, frame))
        still.extend(self._open_rate(version, frame, verdict))
        deciding = set(_deciding(version.rule, examined))
        return Assessment(
            benefit=benefit,
            version=version,
            subject=subject,
            verdict=verdict,
            criteria=tuple(
                entry if id_ in deciding else replace(entry, decides=False)
                for id_, entry in examined.items()
            ),
            amount=self._amount(version, frame, verdict),
            missing=tuple(dict.fromkeys(item for item in still if isinstance(item, FactOf))),
            open_law=tuple(
                dict.fromkeys(item.parameter for item in still if isinstance(item, OpenLaw))
            ),
            receives=gets_it(benefit.id, subject, frame.household),
        )

    def _examine(self, criterion: Criterion, frame: Frame) -> Examined:
        if criterion.test is None:
            return Examined(criterion, UNKNOWN)
        outcome = self._outcome(criterion, frame)
        because = tuple(deciding_facts(criterion.test, frame, self.reader))
        missing = (
            tuple(missing_facts(criterion.test, frame, self.reader)) if outcome == UNKNOWN else ()
        )
        values = tuple(spoken_values(criterion.test, frame, self.telling))
        return Examined(criterion, outcome, because, missing, values)

    def judge(
        self, household: Household, *, subjects: Mapping[str, Collection[str]] | None = None
    ) -> Iterator[Judgement]:
        """Every verdict on a household without sentences: for judging many households.

        With `subjects` (benefit → ids), only those on these benefits' subjects.
        """
        for benefit in self.catalogue.benefits():
            wanted = None if subjects is None else subjects.get(benefit.id, ())
            for subject, frame in self.subjects(benefit, household) if wanted != () else ():
                if wanted is not None and subject not in wanted:
                    continue
                version = version_for(benefit, frame)
                if version is not None and self._is_for(benefit, frame):
                    yield self._judged(benefit, version, subject, frame)

    def _judged(self, benefit: Benefit, version: Version, subject: str, frame: Frame) -> Judgement:
        outcomes = {c.id: Examined(c, self._outcome(c, frame)) for c in version.rule.criteria()}
        verdict = self._verdict(benefit, version, frame, combined(version.rule, outcomes))
        waiting: list[list[FactOf | OpenLaw]] = []
        if verdict == NOT_YET_KNOWN:
            found = (list(self._open_in(e, frame)) for e in that_matter(version.rule, outcomes))
            besides = list(self._besides(benefit, frame))
            waiting = [facts for facts in (*found, besides) if facts]
        missing = list(dict.fromkeys(item for facts in waiting for item in facts))
        laws = (item for item in missing if isinstance(item, OpenLaw))
        open_law = dict.fromkeys((*laws, *self._open_rate(version, frame, verdict)))
        return Judgement(
            benefit=benefit.id,
            subject=subject,
            verdict=verdict,
            holding=tuple(c.id for c, e in _with(outcomes) if e.holds is True),
            failing=tuple(c.id for c, e in _with(outcomes) if e.holds is False and not c.is_step),
            undecided=tuple(c.id for c, e in _with(outcomes) if e.holds is None),
            amount=self._amount(version, frame, verdict),
            missing=tuple(item for item in missing if isinstance(item, FactOf)),
            deciding=tuple(
                item
                for item in missing
                if isinstance(item, FactOf) and all(item in facts for facts in waiting)
            ),
            open_law=tuple(item.parameter for item in open_law),
            receives=gets_it(benefit.id, subject, frame.household),
        )

    def _open_in(self, entry: Examined, frame: Frame) -> Iterator[FactOf | OpenLaw]:
        if entry.outcome == UNKNOWN and entry.criterion.test is not None:
            yield from missing_facts(entry.criterion.test, frame, self.reader)
        elif entry.criterion.is_step and entry.holds is False:
            yield from _still_open(self._examine(entry.criterion, frame))

    def _verdict(self, benefit: Benefit, version: Version, frame: Frame, outcome: Truth) -> str:
        """The verdict, open while it is open for whom it is or which version rules."""
        if benefit.for_whom is not None:
            outcome = both((outcome, truth(self.reader.value(benefit.for_whom, frame))))
        for other in versions_for(benefit, frame):
            if other is None:
                outcome = both((outcome, UNKNOWN))
            elif other is not version:
                outcome = hull(outcome, self._of_version(other, frame))
        return VERDICTS[three_valued(outcome)]

    def _of_version(self, version: Version, frame: Frame) -> Truth:
        examined = {c.id: Examined(c, self._outcome(c, frame)) for c in version.rule.criteria()}
        return combined(version.rule, examined)

    def _besides(self, benefit: Benefit, frame: Frame) -> Iterator[FactOf | OpenLaw]:
        """What decides besides the criteria: whom the benefit is for, and which version rules."""
        if benefit.for_whom is not None:
            yield from missing_facts(benefit.for_whom, frame, self.reader)
        if len(versions_for(benefit, frame)) > 1 and frame.event is not None:
            yield FactOf("event_date", frame.event.id)

    def _outcome(self, criterion: Criterion, frame: Frame) -> Truth:
        if criterion.test is None:
            return UNKNOWN
        return truth(self.reader.value(criterion.test, frame))

    def _open_rate(self, version: Version, frame: Frame, verdict: str) -> Iterator[OpenLaw]:
        """Rates that nobody has published, for whoever is not refused: the department is asked."""
        if verdict != NOT_ELIGIBLE and version.amount is not None:
            for item in missing_facts(version.amount, frame, self.reader):
                if isinstance(item, OpenLaw):
                    yield item

    def _amount(self, version: Version, frame: Frame, verdict: str) -> Amount | None:
        """The sum, for whoever is not refused: beside a no it would read like a promise."""
        if verdict == NOT_ELIGIBLE or version.amount is None or version.per is None:
            return None
        value = certainly(self.telling.value(version.amount, frame))
        if value is NOT_APPLICABLE or math.isinf(value[0]):
            return None
        low, high = value
        if low == 0 and math.isinf(high):
            return None
        return Amount(int(low), None if math.isinf(high) else int(high), version.per)


def version_for(benefit: Benefit, frame: Frame) -> Version | None:
    """The version in force on the day that counts; while the day is open, the newest possible."""
    possible = [version for version in versions_for(benefit, frame) if version is not None]
    return possible[-1] if possible else None


def versions_for(benefit: Benefit, frame: Frame) -> list[Version | None]:
    """All versions that may be the one in force, oldest first; None for a day without any."""
    first, last = frame.day
    found: list[Version | None] = []
    covered = first
    for version in benefit.versions:
        if version.begins > last or (version.ends is not None and version.ends <= first):
            continue
        if version.begins > covered:
            found.append(None)
        found.append(version)
        covered = version.ends or date.max
    return found if found and covered > last else [*found, None]


def _with(outcomes: dict[str, Examined]) -> Iterator[tuple[Criterion, Examined]]:
    return ((entry.criterion, entry) for entry in outcomes.values())


def _implied_family(household: Household) -> Family:
    # Nobody has said who belongs to which family: one of unknown membership still has rights.
    return Family(IMPLIED_FAMILY, frozenset(), is_closed=False)


def _as_counted(criterion: Criterion, outcome: Truth) -> Truth:
    """A failed step is something to do, so it never counts as a no."""
    return (outcome[0], True) if criterion.is_step else outcome


def combined(group: Group, examined: dict[str, Examined]) -> Truth:
    """The outcome of a group; what the department asks itself is left out of it.

    As one of several ways it stays open: leaving it out would make a no of it.
    """
    parts = [
        combined(part, examined)
        if isinstance(part, Group)
        else _as_counted(part, examined[part.id].outcome)
        for part in group.parts
        if isinstance(part, Group) or not part.asked_by_department or group.kind == "any"
    ]
    return both(parts) if group.kind == "all" else either(parts)


def _deciding(group: Group, examined: dict[str, Examined]) -> Iterator[str]:
    """The criteria on which a group's outcome rests."""
    outcome = combined(group, examined)
    for part in group.parts:
        if isinstance(part, Group):
            if not _is_idle(group.kind, outcome, combined(part, examined)):
                yield from _deciding(part, examined)
        elif not _is_idle(group.kind, outcome, _as_counted(part, examined[part.id].outcome)):
            yield part.id


def _is_idle(kind: str, outcome: Truth, part: Truth) -> bool:
    """Whether a part makes no difference: beside a way that is open, beside what failed already."""
    if kind == "all":
        return outcome == NO and part != NO
    return outcome != NO and part != outcome


def that_matter(group: Group, examined: dict[str, Examined]) -> Iterator[Examined]:
    """The criteria that are still open in a group that is itself still open."""
    for part in group.parts:
        if isinstance(part, Group):
            if three_valued(combined(part, examined)) is None:
                yield from that_matter(part, examined)
        elif not part.asked_by_department:
            yield examined[part.id]


def _still_open(entry: Examined) -> Iterator[FactOf | OpenLaw]:
    """What could still turn a criterion: what is unknown, or the paper that a failed step lacks."""
    yield from entry.missing
    if entry.criterion.is_step and entry.holds is False:
        yield from (reason.fact for reason in entry.because)


def gets_it(benefit: str, subject: str, household: Household) -> bool | None:
    """Whether this subject receives the benefit now: yes, no, or None when lists do not tell."""
    receiving = {r.subject for r in household.receipts if r.benefit == benefit}
    if subject in receiving:
        return True
    return False if household.knows_receipt_of(benefit) else None
