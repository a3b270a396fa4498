"""How the cases of each kind fared, and how right findings are: counted by kind, half and group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dareecha.demo.evaluation.claims import CLAIMED, Claim
from dareecha.demo.evaluation.matching import DECOYS, HOLE, UNDETERMINED, WANTED
from dareecha.demo.evaluation.outcomes import ACCUSED, FOUND, KINDS, OUTSIDE, Outcome
from dareecha.demo.evaluation.truth import GROUPS, Truth


@dataclass(frozen=True)
class KindScore:
    """How the cases of one kind fared; for decoys, `found` counts those wrongly accused."""

    kind: str
    inside: int
    found: int
    outside: int
    named: int | None
    decides: int | None
    claims: int | None
    right_claims: int | None

    @property
    def share_found(self) -> float | None:
        return self.found / self.inside if self.inside else None

    @property
    def precision(self) -> float | None:
        """Share of the claims that the truth bears out; None when there are none."""
        return (self.right_claims or 0) / self.claims if self.claims else None


@dataclass(frozen=True)
class GroupScore:
    """Cases to be found that have a row of one kind, and how many of them were."""

    group: str
    value: str
    inside: int
    found: int

    @property
    def share_found(self) -> float | None:
        return self.found / self.inside if self.inside else None


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
    is_claimed = kind in CLAIMED
    asks = kind == UNDETERMINED
    found = [one for one in cases if one.outcome in (FOUND, ACCUSED)]
    outside = sum(one.outcome == OUTSIDE for one in cases)
    return KindScore(
        kind=kind,
        inside=len(cases) - outside,
        found=len(found),
        outside=outside,
        named=sum(one.named is True for one in found) if asks else None,
        decides=sum(one.decides is True for one in found) if asks else None,
        claims=len(about) if is_claimed else None,
        right_claims=sum(one.is_right for one in about) if is_claimed else None,
    )


def group_scores(seen: Iterable[Outcome], truth: Truth, half: str) -> list[GroupScore]:
    """Of the cases to be found in one half, how many were, by properties of their rows.

    A case counts for each value that one of its rows has. Holes are left out: there are so many
    that they would drown the others.
    """
    wanted = frozenset(WANTED) - {HOLE} - frozenset(DECOYS)
    inside: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for one in seen:
        if one.half != half or one.kind not in wanted or one.outcome == OUTSIDE:
            continue
        values = {
            (group, str(getattr(known, group)))
            for row in one.rows
            if (known := truth.by_row.get(row)) is not None
            for group in GROUPS
        }
        inside.update(values)
        if one.outcome == FOUND:
            found.update(values)
    return [
        GroupScore(group, value, inside[group, value], found[group, value])
        for group, value in sorted(inside)
    ]
