"""Judges a batch of households twice, by columns and by closures, in one comparable form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dareecha.domain.eligibility.assess import VERDICTS, Assessor
from dareecha.domain.eligibility.columns.judging import ANSWERS, Judging, Sheet, subject_ids
from dareecha.domain.households.household import Household

Judged = dict[tuple[int, str, str], tuple[Any, ...]]
"""Household (its place in the batch), benefit and subject → all that a judgement says of it."""


def by_columns(assessor: Assessor, households: Sequence[Household]) -> Judged:
    judging = Judging(assessor, households)
    return told(judging, judging.sheets())


def told(judging: Judging, sheets: Sequence[Sheet]) -> Judged:
    found: Judged = {}
    for sheet in sheets:
        ids = subject_ids(sheet.benefit.unit, judging.block)
        for row, amount in enumerate(sheet.amounts()):
            key = (int(sheet.home[row]), sheet.benefit.id, ids[sheet.subject[row]])
            assert key not in found
            outcomes = [
                (c, ANSWERS[int(line[row])])
                for c, line in zip(sheet.criteria, sheet.outcomes, strict=True)
            ]
            found[key] = (
                VERDICTS[ANSWERS[int(sheet.verdict[row])]],
                tuple(c.id for c, holds in outcomes if holds is True),
                tuple(c.id for c, holds in outcomes if holds is False and not c.is_step),
                tuple(c.id for c, holds in outcomes if holds is None),
                amount,
                ANSWERS[int(sheet.receives[row])],
            )
    return found


def by_closures(assessor: Assessor, households: Sequence[Household]) -> Judged:
    return {
        (place, j.benefit, j.subject): (
            j.verdict, j.holding, j.failing, j.undecided, j.amount, j.receives,
        )
        for place, household in enumerate(households)
        for j in assessor.judge(household)
    }  # fmt: skip
