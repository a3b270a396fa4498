"""Findings against planted cases: what was found, what was missed, who was wrongly named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dareecha.demo.evaluation.answers import Answers, Finding, Verdict
from dareecha.demo.evaluation.sections import benefit_of, fact_named_in, lists_behind
from dareecha.demo.evaluation.truth import PlantedCase, Truth, half_of

GHOST, DECOY, DUPLICATE = "ghost", "ghost_decoy", "duplicate"
UNSERVED, UNDETERMINED = "unserved", "undetermined"
KINDS = (GHOST, DECOY, DUPLICATE, UNSERVED, UNDETERMINED)
ON_PERSONS = frozenset({UNSERVED, UNDETERMINED})
"""Kinds whose cases name all rows of a person: one of them in the lists is enough to be seen."""

HOUSEHOLD = "household"
FOUND, MISSED, OUTSIDE = "found", "missed", "outside"
ACCUSED, LEFT_ALONE = "accused", "left_alone"
"""What becomes of a decoy."""


@dataclass(frozen=True)
class Outcome:
    """What became of a planted case.

    `because` says why a case lies outside, or what the person was told instead of being found.
    `named` is whether the missing fact of the case is the one named; None where none was asked.
    """

    case: str
    kind: str
    benefit: str
    half: str
    outcome: str
    because: str = ""
    named: bool | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Claim:
    """A ghost or duplicate finding about somebody reviewed, and whether the truth bears it out."""

    kind: str
    benefit: str
    half: str
    is_right: bool
    case: str
    rows: tuple[str, ...]


def outcomes(answers: Answers, truth: Truth) -> list[Outcome]:
    """What became of each case of the kinds that are measured."""
    return [_outcome(case, answers, truth) for case in truth.cases if case.kind in KINDS]


def claims(answers: Answers, truth: Truth) -> list[Claim]:
    """All ghost and duplicate findings that touch a reviewed household."""
    ghosts = (_ghost_claim(finding, truth) for finding in answers.of_kind(GHOST))
    duplicates = (_duplicate_claim(finding, truth) for finding in answers.of_kind(DUPLICATE))
    return [claim for claim in (*ghosts, *duplicates) if claim is not None]


def _outcome(case: PlantedCase, answers: Answers, truth: Truth) -> Outcome:
    rows = case.rows or tuple(row for p in case.persons for row in truth.rows_of.get(p, ()))
    benefit = benefit_of(case.section) or ""
    outside = _why_outside(case, rows, benefit, answers)
    found = [] if outside else _findings_of(case, rows, benefit, answers, truth)
    because = outside
    if not outside and not found and case.kind in ON_PERSONS:
        because = _what_was_said(case, benefit, answers, truth)
    return Outcome(
        case=case.id,
        kind=case.kind,
        benefit=benefit or case.section,
        half=case.half,
        outcome=OUTSIDE if outside else _became(case, bool(found)),
        because=because,
        named=_is_named(case, found),
        rows=rows,
    )


def _became(case: PlantedCase, is_found: bool) -> str:
    if case.kind == DECOY:
        return ACCUSED if is_found else LEFT_ALONE
    return FOUND if is_found else MISSED


def _why_outside(case: PlantedCase, rows: tuple[str, ...], benefit: str, answers: Answers) -> str:
    """Why nobody could find this case in the lists taken in; '' when somebody could."""
    if case.section and not benefit:
        return f"benefit {case.section} is not in the catalogue"
    absent = [name for name in lists_behind(case.section) if name not in answers.lists]
    if absent:
        return f"rests on the list {absent[0]}"
    taken = [row for row in rows if row in answers.people]
    if case.kind in ON_PERSONS:
        if benefit not in answers.benefits:
            return f"{benefit} has no rules"
        return "" if taken else "no row in the lists"
    return "" if taken and len(taken) == len(rows) else "rows in other lists"


def _findings_of(
    case: PlantedCase, rows: tuple[str, ...], benefit: str, answers: Answers, truth: Truth
) -> list[Finding]:
    individuals, households = _identities(case, answers, truth)

    def names_rows(finding: Finding) -> bool:
        return len(set(_rows_of(finding)) & set(rows)) > 1

    def is_about(finding: Finding) -> bool:
        if finding.benefit != benefit:
            return False
        if finding.person:
            return finding.person in individuals
        return finding.household in households

    kind = GHOST if case.kind == DECOY else case.kind
    fits: Callable[[Finding], bool] = names_rows if kind == DUPLICATE else is_about
    return [finding for finding in answers.of_kind(kind) if fits(finding)]


def _identities(
    case: PlantedCase, answers: Answers, truth: Truth
) -> tuple[frozenset[str], frozenset[str]]:
    """The individuals and households under which the service knows the case's persons."""
    rows = {*case.rows, *(row for p in case.persons for row in truth.rows_of.get(p, ()))}
    taken = [row for row in rows if row in answers.people]
    return (
        frozenset(answers.people[row] for row in taken),
        frozenset(answers.homes[row] for row in taken),
    )


def _what_was_said(case: PlantedCase, benefit: str, answers: Answers, truth: Truth) -> str:
    individuals, households = _identities(case, answers, truth)
    said = {
        _in_words(verdict)
        for verdict in answers.verdicts_on.get(benefit, ())
        if verdict.subject in individuals
        or (verdict.subject == HOUSEHOLD and verdict.household in households)
    }
    return "; ".join(sorted(said)) or "not judged"


def _in_words(verdict: Verdict) -> str:
    words = [verdict.verdict, verdict.criterion, verdict.fact and f"missing {verdict.fact}"]
    words.append(f"receives {verdict.receives or 'not known'}")
    return " ".join(word for word in words if word)


def _is_named(case: PlantedCase, found: list[Finding]) -> bool | None:
    if case.kind != UNDETERMINED or not found:
        return None
    return any(finding.detail.get("missing") == fact_named_in(case.note) for finding in found)


def _ghost_claim(finding: Finding, truth: Truth) -> Claim | None:
    """Judged by the person of the row that was paid last."""
    last = str(finding.detail.get("last_row", ""))
    known = truth.by_row.get(last)
    if known is None:
        return None
    about = [case for case in truth.cases if _is_same_payment(case, known.person, finding.benefit)]
    right = [case.id for case in about if case.kind == GHOST]
    wrong = [case.id for case in about if case.kind == DECOY]
    return Claim(
        kind=GHOST,
        benefit=finding.benefit,
        half=half_of(known.household),
        is_right=bool(right),
        case=next(iter([*right, *wrong]), ""),
        rows=(str(finding.detail.get("death_row", "")), last),
    )


def _is_same_payment(case: PlantedCase, person: str, benefit: str) -> bool:
    return person in case.persons and benefit_of(case.section) == benefit


def _duplicate_claim(finding: Finding, truth: Truth) -> Claim | None:
    """Right when a planted case names two of the finding's rows."""
    rows = _rows_of(finding)
    known = next((truth.by_row[row] for row in rows if row in truth.by_row), None)
    if known is None:
        return None
    cases = [
        case.id
        for case in truth.cases
        if case.kind == DUPLICATE and len(set(case.rows) & set(rows)) > 1
    ]
    return Claim(
        kind=DUPLICATE,
        benefit=finding.benefit,
        half=half_of(known.household),
        is_right=bool(cases),
        case=cases[0] if cases else "",
        rows=rows,
    )


def _rows_of(finding: Finding) -> tuple[str, ...]:
    return tuple(str(row) for row in finding.detail.get("rows", ()))


@dataclass(frozen=True)
class KindScore:
    """How the cases of one kind fared; for decoys, `found` counts those wrongly accused."""

    kind: str
    inside: int
    found: int
    outside: int
    named: int | None
    claims: int | None
    right_claims: int | None

    @property
    def share_found(self) -> float | None:
        return self.found / self.inside if self.inside else None

    @property
    def precision(self) -> float | None:
        """Share of the claims that the truth bears out; None when there are none."""
        return (self.right_claims or 0) / self.claims if self.claims else None


def kind_scores(
    seen: Iterable[Outcome], claimed: Iterable[Claim], half: str | None = None
) -> list[KindScore]:
    """The score of each kind, over one half or over both."""
    seen = [one for one in seen if half in (None, one.half)]
    claimed = [one for one in claimed if half in (None, one.half)]
    return [_kind_score(kind, seen, claimed) for kind in KINDS]


def _kind_score(kind: str, seen: list[Outcome], claimed: list[Claim]) -> KindScore:
    cases = [one for one in seen if one.kind == kind]
    about = [one for one in claimed if one.kind == kind]
    is_claimed = kind in (GHOST, DUPLICATE)
    found = [one for one in cases if one.outcome in (FOUND, ACCUSED)]
    outside = sum(one.outcome == OUTSIDE for one in cases)
    return KindScore(
        kind=kind,
        inside=len(cases) - outside,
        found=len(found),
        outside=outside,
        named=sum(one.named is True for one in found) if kind == UNDETERMINED else None,
        claims=len(about) if is_claimed else None,
        right_claims=sum(one.is_right for one in about) if is_claimed else None,
    )
