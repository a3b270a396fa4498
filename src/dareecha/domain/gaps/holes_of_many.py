"""The holes of many households at once: needs by columns, verdicts from the sheets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dareecha.domain.eligibility.assess import VERDICTS, Assessor
from dareecha.domain.eligibility.columns.judging import ANSWERS, NO, Judging, Sheet, subjects_of
from dareecha.domain.eligibility.columns.values import TooLargeToBeExact
from dareecha.domain.gaps.holes import Hole, Outcome, ShutDoors, holes, need_outcomes
from dareecha.domain.households.household import Household


@dataclass(frozen=True, slots=True)
class SheetVerdict:
    """One row of a sheet: whose, and which criteria certainly fail."""

    benefit: str
    subject: str
    verdict: str
    failing: tuple[str, ...]


@dataclass(frozen=True)
class HoleFinder:
    """Finds the holes of batches of households for one run."""

    assessor: Assessor
    shut: ShutDoors

    @classmethod
    def by(cls, assessor: Assessor) -> HoleFinder:
        return cls(assessor, ShutDoors(assessor.catalogue))

    def holes(
        self,
        judging: Judging,
        districts: Sequence[str],
        sheets: Sequence[Sheet],
        subjects: Mapping[str, Sequence[str]],
    ) -> list[list[Hole]]:
        """The holes of each household; `subjects` names the rows of each unit's table.

        Only households with a certain need are looked into, and only the benefits that answer it.
        """
        households = judging.block.households
        certain = self._certain(judging, subjects)
        verdicts = self._verdicts(certain, sheets, subjects)
        found: list[list[Hole]] = [[] for _ in households]
        for home, outcomes in certain.items():
            household = households[home]
            shut = self.shut.on(household.as_of, districts[home])
            found[home] = list(
                holes(household, outcomes, verdicts[home], self.assessor.catalogue, shut)
            )
        return found

    def _certain(
        self, judging: Judging, subjects: Mapping[str, Sequence[str]]
    ) -> Mapping[int, list[Outcome]]:
        """The needs that are certain, by household in the order of the catalogue.

        A batch in which a number is too large for columns is read by the closures.
        """
        try:
            return self._by_columns(judging, subjects)
        except TooLargeToBeExact:
            return dict(enumerate(map(self._by_closures, judging.block.households)))

    def _by_closures(self, household: Household) -> list[Outcome]:
        outcomes = need_outcomes(household, self.assessor.catalogue, self.assessor.reader)
        return [outcome for outcome in outcomes if outcome.holds]

    def _by_columns(
        self, judging: Judging, subjects: Mapping[str, Sequence[str]]
    ) -> Mapping[int, list[Outcome]]:
        needs = self.assessor.catalogue.needs
        found: dict[int, list[Outcome]] = defaultdict(list)
        for need in needs:
            rows = subjects_of(need.unit, judging.block).under(needs.parameters)
            of_unit = np.asarray(rows.home if need.unit == "household" else rows.person)
            for row in np.flatnonzero(judging.reader.truth(need.test, rows).certain):
                subject = subjects[need.unit][of_unit[row]]
                found[int(rows.home[row])].append(Outcome(need, subject, holds=True))
        return found

    def _verdicts(
        self,
        certain: Mapping[int, Sequence[Outcome]],
        sheets: Sequence[Sheet],
        subjects: Mapping[str, Sequence[str]],
    ) -> Mapping[int, list[SheetVerdict]]:
        found: dict[int, list[SheetVerdict]] = defaultdict(list)
        needs = {outcome.need.id: outcome.need for each in certain.values() for outcome in each}
        answering = {benefit for need in needs.values() for benefit in need.answered_by}
        for sheet in sheets:
            if sheet.benefit.id in answering:
                for home, verdict in _rows(sheet, list(certain), subjects[sheet.benefit.unit]):
                    found[home].append(verdict)
        return found


def _rows(
    sheet: Sheet, homes: Sequence[int], subjects: Sequence[str]
) -> Iterator[tuple[int, SheetVerdict]]:
    bars = [(n, c.id) for n, c in enumerate(sheet.criteria) if not c.is_step]
    for row in np.flatnonzero(np.isin(sheet.home, homes)):
        yield (
            int(sheet.home[row]),
            SheetVerdict(
                sheet.benefit.id,
                subjects[sheet.subject[row]],
                VERDICTS[ANSWERS[int(sheet.verdict[row])]],
                tuple(id_ for line, id_ in bars if sheet.outcomes[line, row] == NO),
            ),
        )
