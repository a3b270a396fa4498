"""Who receives a benefit although facts on file contradict its rule, from the newest verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from dareecha.domain.eligibility.assess import NOT_ELIGIBLE, Assessor
from dareecha.domain.gaps.contradictions import closed_bars, of_the_time
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry.models import CurrentHousehold
from dareecha.screening.exports import current_verdicts


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A receipt and the bars that facts of its time show closed."""

    household: UUID
    individual: UUID | None
    """None where the benefit is the household's."""
    district: str
    benefit: str
    bars: tuple[str, ...]


def received_against_the_rule(catalogue: Catalogue) -> Iterator[Contradicted]:
    """Judge again, with reasons, those whom the newest run calls receiving and not eligible."""
    assessor = Assessor(catalogue)
    standing = frozenset(name for name, fact in catalogue.facts.items() if fact.stands)
    for household_id, benefits in _to_look_at():
        current = CurrentHousehold.objects.get(pk=household_id)
        household = from_stored(current.content, catalogue.facts)
        for receipt in household.receipts:
            if receipt.benefit not in benefits:
                continue
            then = of_the_time(household, held_from=receipt.since, standing=standing)
            found = assessor.assess(then, benefits=frozenset([receipt.benefit]))[0]
            for assessment in found:
                bars = closed_bars(assessment)
                if bars and assessment.subject == receipt.subject:
                    is_person = household.person(receipt.subject) is not None
                    yield Contradicted(
                        household=household_id,
                        individual=UUID(receipt.subject) if is_person else None,
                        district=current.district,
                        benefit=receipt.benefit,
                        bars=bars,
                    )


def _to_look_at() -> Iterator[tuple[UUID, frozenset[str]]]:
    for household_id, _, _, verdicts in current_verdicts():
        benefits = frozenset(
            verdict.benefit
            for verdict in verdicts
            if verdict.verdict == NOT_ELIGIBLE and verdict.receives is True
        )
        if benefits:
            yield household_id, benefits
