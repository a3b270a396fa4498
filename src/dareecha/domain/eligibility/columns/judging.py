"""Apply every benefit's rule to a batch of households: verdicts in codes, benefit by benefit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dareecha.domain.eligibility.assess import (
    IMPLIED_FAMILY,
    VERDICTS,
    Amount,
    Assessment,
    Assessor,
    versions_for,
)
from dareecha.domain.eligibility.columns.block import NONE, Block
from dareecha.domain.eligibility.columns.reading import ANYBODY, ColumnReader
from dareecha.domain.eligibility.columns.receipts import receiving
from dareecha.domain.eligibility.columns.rows import Rows, of_entities, of_homes
from dareecha.domain.eligibility.columns.values import (
    Bools,
    Codes,
    Column,
    Numbers,
    TooLargeToBeExact,
    Truths,
    both,
    either,
    hull,
    truth,
    unknown,
    yes,
)
from dareecha.domain.eligibility.frames import Frame
from dareecha.domain.households.household import HOUSEHOLD, Household
from dareecha.domain.rules.scheme import Benefit, Criterion, Group, Version

Signs = NDArray[np.int8]
YES, NO, NOT_KNOWN = 1, 0, -1
SIGNS: Final[dict[bool | None, int]] = {True: YES, False: NO, None: NOT_KNOWN}
ANSWERS: Final = {sign: answer for answer, sign in SIGNS.items()}


@dataclass(frozen=True, eq=False)
class Sheet:
    """One version of a benefit applied to all its subjects in a block, a row for each."""

    benefit: Benefit
    version: Version
    criteria: tuple[Criterion, ...]
    home: Codes
    subject: Codes
    """Which of the benefit's unit: the row in the block's table of them."""
    verdict: Signs
    outcomes: Signs
    """What each criterion came to: a line for each criterion."""
    amount_low: Numbers
    """NaN where there is no amount to tell, and beside a no. Rupees below 2**53 are exact."""
    amount_high: Numbers
    receives: Signs

    def counts(self) -> dict[str, int]:
        """How many of each verdict there are."""
        return {
            word: int((self.verdict == SIGNS[answer]).sum()) for answer, word in VERDICTS.items()
        }

    def amounts(self) -> list[Amount | None]:
        """The amount of each row, in whole rupees."""
        per = self.version.per or ""
        ends = zip(self.amount_low.tolist(), self.amount_high.tolist(), strict=True)
        return [
            None if low != low else Amount(int(low), None if high == np.inf else int(high), per)
            for low, high in ends
        ]


class Judging:
    """A batch of households under judgement by one catalogue."""

    def __init__(self, assessor: Assessor, households: Sequence[Household]) -> None:
        self.assessor = assessor
        self.block = Block(households)
        self.reader = ColumnReader(assessor.reader, self.block)
        self.telling = ColumnReader(assessor.telling, self.block)

    def sheets(self) -> list[Sheet]:
        """Every verdict as `Assessor.judge` has it, benefit by benefit.

        A batch in which a number is too large for columns is judged by the closures.
        """
        try:
            return list(self.by_columns())
        except TooLargeToBeExact:
            return list(self.by_closures())

    def by_columns(self) -> Iterator[Sheet]:
        """The sheets, read by columns. Raises TooLargeToBeExact."""
        for benefit in self.assessor.catalogue.benefits():
            parameters = self.assessor.catalogue.scheme_of(benefit.id).parameters
            rows = subjects(benefit, self.block).under(parameters)
            for versions, part in _by_versions(benefit, rows):
                yield self._sheet(benefit, versions, part)

    def _sheet(self, benefit: Benefit, versions: list[Version | None], rows: Rows) -> Sheet:
        known = [version for version in versions if version is not None]
        version = known[-1]
        outcomes = self._outcomes(version, rows)
        outcome = _combined(version.rule, outcomes, len(rows))
        is_for = yes(len(rows))
        if benefit.for_whom is not None:
            is_for = self.reader.truth(benefit.for_whom, rows)
            outcome = both((outcome, is_for))
        for other in versions:
            if other is None:
                outcome = both((outcome, unknown(len(rows))))
            elif other is not version:
                of_other = _combined(other.rule, self._outcomes(other, rows), len(rows))
                outcome = _hull(outcome, of_other)
        low, high = self._amounts(version, rows)
        low = np.where(outcome.possible, low, np.nan)
        criteria = tuple(version.rule.criteria())
        signs = [_signs(outcomes[criterion.id]) for criterion in criteria]
        where = np.flatnonzero(is_for.possible)
        return Sheet(
            benefit,
            version,
            criteria,
            home=rows.home[where],
            subject=_subject(benefit, rows)[where],
            verdict=_signs(outcome)[where],
            outcomes=np.array([line[where] for line in signs], dtype=np.int8),
            amount_low=low[where],
            amount_high=high[where],
            receives=_receives(benefit, rows)[where],
        )

    def _outcomes(self, version: Version, rows: Rows) -> dict[str, Truths]:
        return {
            criterion.id: unknown(len(rows))
            if criterion.test is None
            else self.reader.truth(criterion.test, rows)
            for criterion in version.rule.criteria()
        }

    def _amounts(self, version: Version, rows: Rows) -> tuple[Numbers, Numbers]:
        nothing = np.full(len(rows), np.nan)
        if version.amount is None or version.per is None:
            return nothing, nothing
        value = self.telling.value(version.amount, rows)
        low, high = value.intervals.low, value.intervals.high
        is_told = ~np.isinf(low) & ~((low == 0) & np.isinf(high))
        if value.applies is not None:
            is_told = is_told & value.applies.possible
        return np.where(is_told, low, np.nan), high

    def by_closures(self) -> Iterator[Sheet]:
        """The same sheets, read by the closures household by household."""
        for home, household in enumerate(self.block.households):
            by_version: dict[tuple[str, int], list[Assessment]] = {}
            for found in self.assessor.assess(household)[0]:
                by_version.setdefault((found.benefit.id, id(found.version)), []).append(found)
            for assessments in by_version.values():
                yield self._sheet_of(home, assessments)

    def _sheet_of(self, home: int, found: Sequence[Assessment]) -> Sheet:
        amounts = [assessment.amount for assessment in found]
        unit = found[0].benefit.unit
        return Sheet(
            found[0].benefit,
            found[0].version,
            tuple(entry.criterion for entry in found[0].criteria),
            home=np.full(len(found), home),
            subject=np.array([self._row_of(unit, home, each.subject) for each in found]),
            verdict=_small([SIGNS[_ANSWER_OF[each.verdict]] for each in found]),
            outcomes=_small([[SIGNS[e.holds] for e in each.criteria] for each in found]).T,
            amount_low=np.array([np.nan if a is None else a.minimum for a in amounts], float),
            amount_high=np.array([_maximum(amount) for amount in amounts]),
            receives=_small([SIGNS[each.receives] for each in found]),
        )

    def _row_of(self, unit: str, home: int, subject: str) -> int:
        match unit:
            case "household":
                return home
            case "family":
                row = self.block.family_called(home, subject)
                return row if row != NONE else int(self.block.some_family(np.array(home)))
            case "individual":
                return self.block.person_called(home, subject)
        return self.block.event_called(home, subject)


def subject_ids(unit: str, block: Block) -> list[str]:
    """The id of each row of the table of a unit, as a judgement names its subject."""
    match unit:
        case "household":
            return [HOUSEHOLD] * block.homes.rows
        case "family":
            ids = [family.id for family in block.families_listed]
            return [*ids, *[IMPLIED_FAMILY] * len(block.households)]
        case "individual":
            return [person.id for person in block.people_listed]
    return [event.id for event in block.events_listed]


def subjects(benefit: Benefit, block: Block) -> Rows:
    """Each subject of a benefit's unit, household by household."""
    by_event = benefit.unit == "event" and benefit.rates_on == "event_date"
    return subjects_of(benefit.unit, block, by_event=by_event)


def subjects_of(unit: str, block: Block, *, by_event: bool = False) -> Rows:
    """Each household, family, living person or event of a block, on its day or the event's."""
    rows: Rows = block.keep(("subjects", unit, by_event), lambda: _subjects(unit, by_event, block))
    return rows


def _subjects(unit: str, by_event: bool, block: Block) -> Rows:
    match unit:
        case "household":
            return of_homes(block)
        case "family":
            found, home = _families(block), block.families.home
        case "individual":
            alive = ~block.is_dead[: block.people.listed]
            found, home = np.flatnonzero(alive), block.people.home
        case _:
            found, home = np.arange(block.events.listed), block.events.home
    day = block.day_of_event if by_event else block.day_of_home[home[found]]
    return of_entities(block, unit, found, day, not by_event)


def _families(block: Block) -> Codes:
    """Every family on file; where there is none, the implied one."""
    without = np.flatnonzero([not household.families for household in block.households])
    found = np.concatenate((np.arange(block.families.listed), block.some_family(without)))
    order: Codes = np.argsort(block.families.home[found], kind="stable")
    return found[order]


def _subject(benefit: Benefit, rows: Rows) -> Codes:
    of_unit = {
        "household": rows.home,
        "family": rows.family,
        "individual": rows.person,
        "event": rows.event,
    }[benefit.unit]
    return np.asarray(of_unit)


def _by_versions(benefit: Benefit, rows: Rows) -> Iterator[tuple[list[Version | None], Rows]]:
    """The rows with the versions that may be in force for them; rows without any are left out."""
    codes = rows.keep("days", lambda: np.unique(rows.day).tolist())
    groups: list[tuple[list[Version | None], list[int]]] = []
    for code in codes:
        versions = versions_for(benefit, Frame(ANYBODY, rows.block.days[code], {}))
        same = [group for group in groups if group[0] == versions]
        if same:
            same[0][1].append(code)
        elif any(version is not None for version in versions):
            groups.append((versions, [code]))
    for versions, days in groups:
        is_all = len(days) == len(codes)
        yield versions, rows if is_all else rows.only(np.isin(rows.day, days))


def _combined(group: Group, outcomes: dict[str, Truths], rows: int) -> Truths:
    """The outcome of a group: the columns of `assess.combined`."""
    parts = [
        _combined(part, outcomes, rows)
        if isinstance(part, Group)
        else _as_counted(part, outcomes[part.id])
        for part in group.parts
        if isinstance(part, Group) or not part.asked_by_department or group.kind == "any"
    ]
    return both([yes(rows), *parts]) if group.kind == "all" else either(parts)


def _as_counted(criterion: Criterion, outcome: Truths) -> Truths:
    if not criterion.is_step:
        return outcome
    return Truths(outcome.certain, np.ones(len(outcome.certain), dtype=bool))


def deciding(sheet: Sheet) -> Bools:
    """The criteria on which each row's verdict rests, a line for each: `Examined.decides`."""
    rows = len(sheet.home)
    lines = zip(sheet.criteria, sheet.outcomes, strict=True)
    outcomes = {criterion.id: Truths(line == YES, line != NO) for criterion, line in lines}
    found: dict[str, Bools] = {}
    _mark_deciding(sheet.version.rule, outcomes, np.ones(rows, dtype=bool), found)
    return np.array([found[criterion.id] for criterion in sheet.criteria]).reshape(-1, rows)


def _mark_deciding(
    group: Group, outcomes: dict[str, Truths], matters: Bools, found: dict[str, Bools]
) -> None:
    """The columns of `assess._deciding`."""
    rows = len(matters)
    outcome = _signs(_combined(group, outcomes, rows))
    for part in group.parts:
        if isinstance(part, Group):
            of_part = _signs(_combined(part, outcomes, rows))
            _mark_deciding(part, outcomes, matters & ~_is_idle(group.kind, outcome, of_part), found)
        else:
            of_part = _signs(_as_counted(part, outcomes[part.id]))
            found[part.id] = matters & ~_is_idle(group.kind, outcome, of_part)


def _is_idle(kind: str, outcome: Signs, part: Signs) -> Bools:
    failed: Bools = outcome == NO
    idle: Bools = failed & (part != NO) if kind == "all" else ~failed & (part != outcome)
    return idle


def _hull(a: Truths, b: Truths) -> Truths:
    return truth(hull(Column(a), Column(b)))


def _signs(truths: Truths) -> Signs:
    answers = np.where(truths.certain == truths.possible, truths.certain, NOT_KNOWN)
    return answers.astype(np.int8)


def _receives(benefit: Benefit, rows: Rows) -> Signs:
    told = receiving(benefit.id, rows.block)
    of_unit: Bools = {
        "household": told.itself,
        "family": told.families,
        "individual": told.people,
        "event": told.events,
    }[benefit.unit]
    gets = of_unit[_subject(benefit, rows)]
    known = told.is_known[rows.home]
    return np.where(gets, YES, np.where(known, NO, NOT_KNOWN)).astype(np.int8)


_ANSWER_OF = {word: answer for answer, word in VERDICTS.items()}


def _small(signs: Any) -> Signs:
    return np.array(signs, dtype=np.int8)


def _maximum(amount: Amount | None) -> float:
    return np.inf if amount is None or amount.maximum is None else float(amount.maximum)
