"""Which findings are about a planted case, kind by kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations

from dareecha.demo.evaluation.answers import Answers, Finding
from dareecha.demo.evaluation.sections import benefits_of, sections_of
from dareecha.demo.evaluation.truth import Truth
from dareecha.demo.truth import Case

GHOST, DUPLICATE, OVERLAP = "ghost", "duplicate", "forbidden_overlap"
INCLUSION_ERROR, KIN = "inclusion_error", "kin"
SHORT, LATE = "short_payment", "late"
UNSERVED, UNDETERMINED, HOLE = "unserved", "undetermined", "hole"

WANTED = (
    GHOST, DUPLICATE, OVERLAP, INCLUSION_ERROR, KIN, SHORT, LATE, UNSERVED, UNDETERMINED, HOLE,
)  # fmt: skip
"""Kinds that somebody should find."""

DECOYS = {
    "ghost_decoy": (GHOST,),
    "stale_decoy": (INCLUSION_ERROR,),
    # Other eyes may look at it (`kin`); anything more would accuse.
    "kin_ok": (INCLUSION_ERROR, GHOST),
    "allowed_overlap": (OVERLAP,),
    "disputed_overlap": (OVERLAP,),
}
"""Cases to leave alone, each with the kinds of finding that would accuse somebody wrongly."""

ON_ROWS = frozenset({DUPLICATE, SHORT, LATE})
"""Kinds whose findings name the very rows of the case."""


@dataclass(frozen=True)
class Identities:
    """The individuals and households under which the service knows a case's persons."""

    individuals: frozenset[str]
    first: frozenset[str]
    """Those of the case's first person, who is the receiver where a case has several."""
    households: frozenset[str]


def identities(case: Case, answers: Answers, truth: Truth) -> Identities:
    """Whom the service takes a case's persons for, by their rows that were taken in."""
    rows = {*case.rows, *truth.rows_of_persons(case)}
    taken = [row for row in rows if row in answers.people]
    first = [row for row in truth.rows_of.get(case.persons[0], ()) if row in answers.people]
    return Identities(
        individuals=frozenset(answers.people[row] for row in taken),
        first=frozenset(answers.people[row] for row in first),
        households=frozenset(answers.homes[row] for row in taken),
    )


def findings_of(case: Case, answers: Answers, truth: Truth) -> list[Finding]:
    """The findings that say of this case what it should have been found, or accused, for."""
    kinds = DECOYS.get(case.kind, (case.kind,))
    return [
        finding
        for kind in kinds
        for finding in answers.of_kind(kind)
        if _fits(kind)(case, finding, answers, truth)
    ]


def rows_of(finding: Finding) -> tuple[str, ...]:
    """The rows that a finding names."""
    return tuple(str(row) for row in finding.detail.get("rows", ()))


def benefits_beside(finding: Finding) -> tuple[str, ...]:
    """The benefits that an overlap finds side by side."""
    return tuple(str(benefit) for benefit in finding.detail.get("benefits", ()))


def is_this_overlap(sections: str, benefits: tuple[str, ...]) -> bool:
    """Whether benefits side by side are those of a case like `1+22`, each section once."""
    wanted = [benefits_of(section) for section in sections_of(sections)]
    return len(wanted) == len(benefits) and any(
        all(benefit in one for benefit, one in zip(order, wanted, strict=True))
        for order in permutations(benefits)
    )


Fit = Callable[[Case, Finding, Answers, Truth], bool]


def _fits(kind: str) -> Fit:
    return _FITS.get(kind, _is_about)


def _names_two_rows(case: Case, finding: Finding, _answers: Answers, truth: Truth) -> bool:
    return len(set(rows_of(finding)) & set(truth.rows_of_case(case))) > 1


def _names_its_row(case: Case, finding: Finding, _answers: Answers, truth: Truth) -> bool:
    return bool(set(rows_of(finding)) & set(truth.rows_of_case(case)))


def _is_about(case: Case, finding: Finding, answers: Answers, truth: Truth) -> bool:
    """About this benefit, and this person or, where the finding names nobody, this household."""
    if case.benefit and finding.benefit not in benefits_of(case.benefit):
        return False
    found = identities(case, answers, truth)
    if finding.person:
        return finding.person in found.individuals
    return finding.household in found.households


def _is_about_the_receiver(case: Case, finding: Finding, answers: Answers, truth: Truth) -> bool:
    if finding.benefit not in benefits_of(case.benefit):
        return False
    return finding.person in identities(case, answers, truth).first


def _is_about_this_home(case: Case, finding: Finding, answers: Answers, truth: Truth) -> bool:
    """A hole is its household's, whoever of it the need is."""
    return finding.household in identities(case, answers, truth).households


def _is_this_overlap(case: Case, finding: Finding, answers: Answers, truth: Truth) -> bool:
    if not is_this_overlap(case.benefit, benefits_beside(finding)):
        return False
    people = {answers.people[row] for row in rows_of(finding) if row in answers.people}
    return bool(people & identities(case, answers, truth).individuals)


_FITS: dict[str, Fit] = {
    DUPLICATE: _names_two_rows,
    SHORT: _names_its_row,
    LATE: _names_its_row,
    OVERLAP: _is_this_overlap,
    KIN: _is_about_the_receiver,
    HOLE: _is_about_this_home,
}
