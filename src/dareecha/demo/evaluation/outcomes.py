"""What became of each planted case: found, missed, left alone, accused, or outside these lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dareecha.demo.evaluation.answers import Answers, Finding, Verdict
from dareecha.demo.evaluation.matching import (
    DECOYS,
    HOLE,
    INCLUSION_ERROR,
    OVERLAP,
    UNDETERMINED,
    UNSERVED,
    WANTED,
    findings_of,
    identities,
)
from dareecha.demo.evaluation.sections import (
    NOT_CONFIRMED,
    benefit_of,
    benefits_of,
    fact_named_in,
    is_confidential,
    lists_behind,
    sections_of,
)
from dareecha.demo.evaluation.truth import Truth, half_of_case
from dareecha.demo.truth import Case

NEEDS_A_RULE = frozenset({UNSERVED, UNDETERMINED, INCLUSION_ERROR})
ON_PERSONS = frozenset({UNSERVED, UNDETERMINED, HOLE})
"""Kinds whose cases name all rows of a person: one of them in the lists is enough to be seen."""

UNCONFIRMED_OVERLAP = "forbidden_overlap not confirmed by a source"
"""Its own line: the truth plants these pairs, and no confirmed source keeps them apart."""
KINDS = (*WANTED, UNCONFIRMED_OVERLAP, *DECOYS)

HOUSEHOLD = "household"
FOUND, MISSED, OUTSIDE = "found", "missed", "outside"
ACCUSED, LEFT_ALONE = "accused", "left_alone"
"""What becomes of a decoy."""

Decides = Callable[[Finding], bool]
"""Whether the fact that a finding names would really decide, tried out on its household."""


@dataclass(frozen=True)
class Outcome:
    """What became of a planted case.

    `because` says why a case lies outside, or what the person was told instead of being found.
    `named` is whether the missing fact of the case is the one named, `decides` whether the fact
    that was named would really decide; None where no fact was asked for.
    """

    case: str
    kind: str
    benefit: str
    half: str
    outcome: str
    because: str = ""
    named: bool | None = None
    decides: bool | None = None
    rows: tuple[str, ...] = ()


def outcomes(answers: Answers, truth: Truth, decides: Decides) -> list[Outcome]:
    """What became of each case of the kinds that are measured."""
    measured = {*WANTED, *DECOYS}
    return [
        _outcome(case, answers, truth, decides) for case in truth.cases if case.kind in measured
    ]


def kind_of(case: Case) -> str:
    """The line under which a case is counted."""
    if case.kind == OVERLAP and case.benefit in NOT_CONFIRMED:
        return UNCONFIRMED_OVERLAP
    return case.kind


def _outcome(case: Case, answers: Answers, truth: Truth, decides: Decides) -> Outcome:
    rows = truth.rows_of_case(case)
    outside = _why_outside(case, rows, answers)
    found = [] if outside else findings_of(case, answers, truth)
    because = outside
    if not outside and not found and case.kind in NEEDS_A_RULE:
        because = _what_was_said(case, answers, truth)
    has_fact = case.kind == UNDETERMINED and bool(found)
    fact = fact_named_in(case.note)
    return Outcome(
        case=case.id,
        kind=kind_of(case),
        benefit="+".join(benefit_of(one) or one for one in sections_of(case.benefit)),
        half=half_of_case(case),
        outcome=OUTSIDE if outside else _became(case, bool(found)),
        because=because,
        named=any(one.detail.get("missing") == fact for one in found) if has_fact else None,
        decides=all(decides(one) for one in found) if has_fact else None,
        rows=rows,
    )


def _became(case: Case, is_found: bool) -> str:
    if case.kind in DECOYS:
        return ACCUSED if is_found else LEFT_ALONE
    return FOUND if is_found else MISSED


def _why_outside(case: Case, rows: tuple[str, ...], answers: Answers) -> str:
    """Why nobody could find this case in the lists taken in; '' when somebody could."""
    for section in sections_of(case.benefit):
        if why := _why_section_is_outside(case, section, answers):
            return why
    taken = [row for row in rows if row in answers.people]
    if case.kind in ON_PERSONS:
        return "" if taken else "no row in the lists"
    return "" if taken and len(taken) == len(rows) else "rows in other lists"


def _why_section_is_outside(case: Case, section: str, answers: Answers) -> str:
    if benefit_of(section) is None:
        return f"benefit {section} is not in the catalogue"
    if is_confidential(section):
        return "a confidential list: its findings leave in no export"
    absent = [name for name in lists_behind(section) if name not in answers.lists]
    if absent:
        return f"rests on the list {absent[0]}"
    if case.kind in NEEDS_A_RULE and not benefits_of(section) & answers.benefits:
        return f"{benefit_of(section)} has no rules"
    return ""


def _what_was_said(case: Case, answers: Answers, truth: Truth) -> str:
    known = identities(case, answers, truth)
    said = {
        _in_words(verdict)
        for benefit in benefits_of(case.benefit)
        for verdict in answers.verdicts_on.get(benefit, ())
        if verdict.subject in known.individuals
        or (verdict.subject == HOUSEHOLD and verdict.household in known.households)
    }
    return "; ".join(sorted(said)) or "not judged"


def _in_words(verdict: Verdict) -> str:
    words = [verdict.verdict, verdict.criterion, verdict.fact and f"missing {verdict.fact}"]
    words.append(f"receives {verdict.receives or 'not known'}")
    return " ".join(word for word in words if word)
