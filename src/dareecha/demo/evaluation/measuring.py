"""All measures of one evaluation, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from dareecha.demo.evaluation.answers import Answers, Finding
from dareecha.demo.evaluation.claims import claims
from dareecha.demo.evaluation.finding_scores import (
    GroupScore,
    KindScore,
    group_scores,
    kind_scores,
)
from dareecha.demo.evaluation.linkage_scores import linkage_scores
from dareecha.demo.evaluation.matching import UNDETERMINED
from dareecha.demo.evaluation.outcomes import Decides, outcomes
from dareecha.demo.evaluation.truth import HALVES, Truth
from dareecha.domain.linkage.evaluate import Score

BOTH = "both"
TRIED = 300
"""Of so many undetermined findings, drawn by their hash, the fact named is tried out."""
_NOT_YET_KNOWN = "not_yet_known"


def measures(answers: Answers, truth: Truth, decides: Decides) -> dict[str, Any]:
    """Linkage, findings with every case and claim, and the verdicts that are settled."""
    seen, claimed = outcomes(answers, truth, decides), claims(answers, truth)
    halves = {BOTH: None, **{half: half for half in HALVES}}
    return {
        "reviewed": len({known.household_id for known in truth.rows}),
        "linkage": {
            half: [_score(score) for score in scores]
            for half, scores in linkage_scores(answers, truth).items()
        },
        "findings": {
            name: [_kind_score(score) for score in kind_scores(seen, claimed, half)]
            for name, half in halves.items()
        },
        "groups": {
            half: [_group_score(score) for score in group_scores(seen, truth, half)]
            for half in HALVES
        },
        "cases": [asdict(one) for one in seen],
        "claims": [asdict(one) for one in claimed],
        "facts_tried": facts_tried(answers.of_kind(UNDETERMINED), decides),
        "settled": settled(answers),
    }


def facts_tried(findings: Sequence[Finding], decides: Decides) -> dict[str, Any]:
    """Of a sample of undetermined findings, planted or not: how many name a deciding fact."""
    drawn = sorted(findings, key=_lot)[:TRIED]
    right = sum(map(decides, drawn))
    share = right / len(drawn) if drawn else None
    return {"findings": len(findings), "tried": len(drawn), "decide": right, "share": share}


def _lot(finding: Finding) -> bytes:
    return sha256(repr((finding.household, finding.person, finding.benefit)).encode()).digest()


def settled(answers: Answers) -> dict[str, dict[str, Any]]:
    """How many verdicts the lists alone settle: for each benefit, and `all` of them."""
    verdicts = Counter(one.benefit for one in answers.verdicts)
    open_ = Counter(one.benefit for one in answers.verdicts if one.verdict == _NOT_YET_KNOWN)
    verdicts["all"], open_["all"] = verdicts.total(), open_.total()
    return {
        benefit: {
            "verdicts": count,
            "settled": count - open_[benefit],
            "share": (count - open_[benefit]) / count if count else None,
        }
        for benefit, count in sorted(verdicts.items())
    }


def _score(score: Score) -> dict[str, Any]:
    shares = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return {**asdict(score), **shares}


def _kind_score(score: KindScore) -> dict[str, Any]:
    return {**asdict(score), "share_found": score.share_found, "precision": score.precision}


def _group_score(score: GroupScore) -> dict[str, Any]:
    return {**asdict(score), "share_found": score.share_found}
