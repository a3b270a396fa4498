"""Findings about reviewed people, and which of them the truth bears out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dareecha.demo.evaluation.answers import Answers, Finding
from dareecha.demo.evaluation.matching import (
    DECOYS,
    DUPLICATE,
    GHOST,
    INCLUSION_ERROR,
    KIN,
    LATE,
    OVERLAP,
    SHORT,
    benefits_beside,
    is_this_overlap,
    rows_of,
)
from dareecha.demo.evaluation.sections import benefits_of
from dareecha.demo.evaluation.truth import Truth, half_of
from dareecha.demo.truth import Case, TruthRow

CLAIMED = (GHOST, DUPLICATE, OVERLAP, INCLUSION_ERROR, KIN, SHORT, LATE)
"""Kinds that say something of somebody that is right or wrong."""
BORNE_OUT_BY = {KIN: (KIN, "kin_ok")}
"""A flag for other eyes is right wherever there is kinship, whatever the facts say."""


@dataclass(frozen=True)
class Claim:
    """A finding about somebody reviewed, and whether the truth bears it out.

    `case` is the case that bears it out, else a decoy that it accuses, else ''.
    """

    kind: str
    benefit: str
    half: str
    is_right: bool
    case: str
    rows: tuple[str, ...]


def claims(answers: Answers, truth: Truth) -> list[Claim]:
    """All findings of the kinds claimed that touch somebody reviewed."""
    cases = _by_person_and_row(truth)
    reviewed = _Reviewed(answers, truth)
    return [
        claim
        for kind in CLAIMED
        for finding in answers.of_kind(kind)
        if (claim := _claim(kind, finding, reviewed, cases)) is not None
    ]


class _Reviewed:
    """Whom findings are really about, where the truth knows."""

    def __init__(self, answers: Answers, truth: Truth) -> None:
        self.truth = truth
        self._of_individual: dict[str, list[TruthRow]] = {}
        self._of_home: dict[str, list[TruthRow]] = {}
        for row, individual in answers.people.items():
            known = truth.by_row.get(row)
            if known is not None:
                self._of_individual.setdefault(individual, []).append(known)
                self._of_home.setdefault(answers.homes[row], []).append(known)

    def meant_by(self, finding: Finding) -> list[TruthRow]:
        """The reviewed rows that a finding names, else those of its individual or household."""
        named = finding.detail.get("last_row")
        rows = (str(named),) if named else rows_of(finding)
        if rows:
            return [known for row in rows if (known := self.truth.by_row.get(row)) is not None]
        if finding.person:
            return self._of_individual.get(finding.person, [])
        return self._of_home.get(finding.household, [])


def _by_person_and_row(truth: Truth) -> dict[str, list[Case]]:
    """The cases of each person, and those that name each row: a row may be about a payee."""
    found: dict[str, list[Case]] = {}
    for case in truth.cases:
        for key in (*case.persons, *case.rows):
            found.setdefault(key, []).append(case)
    return found


def _claim(
    kind: str, finding: Finding, reviewed: _Reviewed, cases: dict[str, list[Case]]
) -> Claim | None:
    meant = reviewed.meant_by(finding)
    if not meant:
        return None
    keys = dict.fromkeys(key for known in meant for key in (known.person_id, known.row))
    near = list(dict.fromkeys(case for key in keys for case in cases.get(key, ())))
    wanted = BORNE_OUT_BY.get(kind, (kind,))
    right = [case.id for case in near if case.kind in wanted and _bears_out(kind, case, finding)]
    wrong = [
        case.id
        for case in near
        if kind in DECOYS.get(case.kind, ()) and _bears_out(kind, case, finding)
    ]
    return Claim(
        kind=kind,
        benefit=finding.benefit,
        half=half_of(meant[0].household_id),
        is_right=bool(right),
        case=next(iter([*right, *wrong]), ""),
        rows=tuple(_rows_shown(finding, meant)),
    )


def _bears_out(kind: str, case: Case, finding: Finding) -> bool:
    if kind == DUPLICATE:
        return len(set(case.rows) & set(rows_of(finding))) > 1
    if kind in (SHORT, LATE):
        return bool(set(case.rows) & set(rows_of(finding)))
    if kind == OVERLAP:
        return is_this_overlap(case.benefit, benefits_beside(finding))
    return finding.benefit in benefits_of(case.benefit)


def _rows_shown(finding: Finding, meant: list[TruthRow]) -> Iterator[str]:
    detail = finding.detail
    if "last_row" in detail:
        yield from (str(detail.get("death_row", "")), str(detail["last_row"]))
    else:
        yield from rows_of(finding) or dict.fromkeys(known.row for known in meant)
