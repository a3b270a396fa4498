"""One household's file, read for somebody on duty: facts, names, assessments with reasons."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from dareecha.catalogue.actions import catalogue_in_force
from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.asking import to_ask
from dareecha.domain.gaps.holes import Hole, Outcome, ShutDoors, holes, need_outcomes
from dareecha.domain.gaps.holes_of_many import SheetVerdict
from dareecha.domain.households.household import Household as HouseholdFacts
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry.models import CurrentHousehold, Household, Statement
from dareecha.registry.statements import Said
from dareecha.screening.models import CurrentVerdicts
from dareecha.screening.packing import Verdict, unpacked

_assessors = threading.local()


class NoSuchHousehold(LookupError):
    """No household of this id that the duty of this transaction may see."""


@dataclass(frozen=True)
class HouseholdFile:
    """A household's facts, what rows call its people, and every assessment on one day."""

    id: UUID
    district: str
    facts: HouseholdFacts
    names: Mapping[str, Any]
    others: Mapping[str, Any]
    assessments: tuple[Assessment, ...]
    verdicts: tuple[Verdict, ...]
    catalogue: Catalogue
    needs: tuple[Outcome, ...] = ()
    holes: tuple[Hole, ...] = ()
    """Those that are certain, and those that may be: see `Hole.is_certain`."""
    to_ask: tuple[FactOf, ...] = ()
    """What the household and its people can be asked about their needs."""
    statements: Mapping[str, Sequence[Statement]] = field(default_factory=dict)
    """What was said of the household (under its id) and of each person, the newest last."""


def assessor_in_force() -> Assessor:
    """An assessor of the catalogue in force; each thread keeps its own."""
    catalogue = catalogue_in_force()
    kept: Assessor | None = getattr(_assessors, "kept", None)
    if kept is None or kept.catalogue.digest != catalogue.digest:
        kept = _assessors.kept = Assessor(catalogue)
    return kept


def household_file(household_id: UUID) -> HouseholdFile:
    """Read and judge one household as of the day of the lists, under the duty of this transaction.

    A household that was merged is answered by the one it became. Raises NoSuchHousehold.
    """
    current = CurrentHousehold.objects.filter(pk=_kept_id(household_id)).first()
    if current is None:
        raise NoSuchHousehold(str(household_id))
    assessor = assessor_in_force()
    catalogue = assessor.catalogue
    listed = from_stored(current.content, catalogue.facts)
    said = Said.about({current.pk: listed})
    facts, others = said.laid_over(
        current.pk, listed, current.content.get("others", {}), catalogue.facts
    )
    run = CurrentVerdicts.objects.filter(pk=current.pk).first()
    assessments = tuple(assessor.assess(facts)[0])
    needs = tuple(need_outcomes(facts, catalogue, assessor.reader))
    shut = ShutDoors(catalogue).on(facts.as_of, current.district)
    return HouseholdFile(
        id=current.pk,
        district=current.district,
        facts=facts,
        names=current.names,
        others=others,
        assessments=assessments,
        verdicts=tuple(unpacked(entry) for entry in run.verdicts) if run else (),
        catalogue=catalogue,
        needs=needs,
        holes=tuple(holes(facts, needs, map(_told, assessments), catalogue, shut)),
        to_ask=tuple(to_ask(facts, catalogue, assessor.reader)),
        statements=said.by_subject,
    )


def _told(assessment: Assessment) -> SheetVerdict:
    failing = (e.criterion for e in assessment.criteria if e.holds is False)
    return SheetVerdict(
        assessment.benefit.id,
        assessment.subject,
        assessment.verdict,
        tuple(criterion.id for criterion in failing if not criterion.is_step),
    )


def _kept_id(household_id: UUID) -> UUID:
    """The household that a merged one became, through as many merges as there were."""
    seen: set[UUID] = set()
    while household_id not in seen:
        seen.add(household_id)
        became = (
            Household.objects.filter(pk=household_id).values_list("became_id", flat=True).first()
        )
        if became is None:
            break
        household_id = became
    return household_id
