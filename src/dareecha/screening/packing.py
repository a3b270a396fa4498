"""The packed form of a verdict: what a run keeps of each household and benefit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import Any

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE, NOT_YET_KNOWN, Judgement


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of a run. `gap` is unserved, undetermined or ''; `fact` what would decide."""

    benefit: str
    subject: str
    verdict: str
    criterion: str
    amount_min: int | None
    amount_max: int | None
    per: str
    receives: bool | None
    gap: str
    fact: str
    fact_of: str

    def packed(self) -> list[Any]:
        return list(astuple(self))


def unpacked(entry: Sequence[Any]) -> Verdict:
    """The verdict that `packed` made this from."""
    return Verdict(*entry)


def verdict_of(judgement: Judgement, gap: str | None, costs: dict[str, int]) -> Verdict:
    """What a run keeps of a judgement; the cheapest missing fact is the one named."""
    criterion = {
        NOT_ELIGIBLE: judgement.failing,
        NOT_YET_KNOWN: judgement.undecided or judgement.failing,
    }.get(judgement.verdict, ())
    amount = judgement.amount
    facts = judgement.deciding or judgement.missing
    named = min(facts, key=lambda fact: costs.get(fact.fact, 2), default=None)
    return Verdict(
        benefit=judgement.benefit,
        subject=judgement.subject,
        verdict=judgement.verdict,
        criterion=criterion[0] if criterion else "",
        amount_min=amount.minimum if amount else None,
        amount_max=amount.maximum if amount else None,
        per=amount.per if amount else "",
        receives=judgement.receives,
        gap=gap or "",
        fact=named.fact if named else "",
        fact_of=named.of if named else "",
    )
