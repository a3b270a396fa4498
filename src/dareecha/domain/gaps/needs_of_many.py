"""The gaps of many households at once: what `needs.gap_in` finds, sheet by sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns.deciding import Deciders
from dareecha.domain.eligibility.columns.judging import NO, NOT_KNOWN, YES, Sheet
from dareecha.domain.eligibility.columns.values import Bools
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.needs import OpenDoors, Telling
from dareecha.domain.households.household import Household

Place = tuple[int, str, str]
"""Which household of a batch, which benefit, which subject."""


def note_failing(sheet: Sheet, telling: Telling) -> None:
    """Remember which criteria certainly fail for somebody on a sheet."""
    failing = [
        criterion.id
        for criterion, line in zip(sheet.criteria, sheet.outcomes, strict=True)
        if not criterion.is_step and (line == NO).any()
    ]
    telling.add(sheet.benefit.id, failing)


def is_unserved(sheet: Sheet, doors: OpenDoors) -> Bools:
    """Who is eligible and known not to receive."""
    if sheet.benefit.id not in doors.benefits:
        return np.zeros(len(sheet.home), dtype=bool)
    return np.asarray((sheet.verdict == YES) & (sheet.receives == NO))


def some_telling_holds(sheet: Sheet, telling: Telling) -> Bools:
    """For whom a criterion holds that tells people apart."""
    tells = telling.criteria.get(sheet.benefit.id, set())
    lines = [criterion.id in tells for criterion in sheet.criteria]
    return np.asarray((sheet.outcomes[lines] == YES).any(axis=0))


def may_be_undetermined(sheet: Sheet, doors: OpenDoors, deciders: Deciders) -> Bools:
    """Who is undetermined if a criterion tells, and if one fact would indeed decide."""
    if sheet.benefit.id not in doors.benefits:
        return np.zeros(len(sheet.home), dtype=bool)
    is_open = (sheet.verdict == NOT_KNOWN) & (sheet.receives != YES)
    holds = (sheet.outcomes == YES).any(axis=0)
    return np.asarray(is_open & holds & deciders.may_decide(sheet))


@dataclass(frozen=True)
class Waiting:
    """Those of a batch for whom one fact may decide: found by columns, told by the closures."""

    assessor: Assessor
    households: Sequence[Household]

    def deciding(self, places: Collection[Place]) -> Mapping[Place, tuple[FactOf, ...]]:
        """The facts of which each alone would decide; places where there is none are left out."""
        by_home: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for home, benefit, subject in places:
            by_home[home][benefit].add(subject)
        return {
            (home, judgement.benefit, judgement.subject): judgement.deciding
            for home, subjects in by_home.items()
            for judgement in self.assessor.judge(self.households[home], subjects=subjects)
            if judgement.deciding
        }
