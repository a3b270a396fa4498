"""Count the gaps of the newest run once, so that a page of figures reads a few rows only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from uuid import UUID

from dareecha.analysis.models import GapCount, GapCounting
from dareecha.analysis.tally import A_NEED, EVERYTHING, Concerned, Key, Tally
from dareecha.analysis.whereabouts import sexes, tehsils
from dareecha.domain.eligibility.assess import ELIGIBLE
from dareecha.domain.gaps.holes import HOLE
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.findings.models import Finding
from dareecha.journal import actions as journal
from dareecha.registry.models import Agreement
from dareecha.screening.exports import current_holes, current_verdicts
from dareecha.screening.models import ScreeningRun

REACHED = "reached"
"""Receives what the rule admits them to."""
NOT_KNOWN = "not_known"


def count_gaps(catalogue: Catalogue, *, at: datetime) -> GapCounting | None:
    """Count the gaps of the newest run and the open findings, inside the caller's `acting_as()`.

    The counting before is replaced. None while nobody has been judged.
    """
    run = ScreeningRun.objects.first()
    if run is None:
        return None
    tally = Tally(catalogue)
    homes, sex_of = tehsils(), sexes()
    districts: dict[UUID, str] = {}
    for household, district, found in _of_the_run(sex_of):
        districts[household] = district or NOT_KNOWN
        tally.add(districts[household], homes.get(household, NOT_KNOWN), found)
    for household, found in (*_of_holes(sex_of), *_of_findings(sex_of)):
        district = districts.get(household, NOT_KNOWN)
        tally.add(district, homes.get(household, NOT_KNOWN), found)
    GapCounting.objects.all().delete()
    counting = GapCounting.objects.create(run=run, made_at=at, assumed=list(_assumed()))
    rows = [row_of(counting, key, tally) for key in tally.cells()]
    GapCount.objects.bulk_create(rows, batch_size=1000)
    journal.record(
        "gaps.counted",
        catalogue=catalogue.digest,
        subject={"run": str(run.pk), **_journaled(rows)},
        at=at,
    )
    return counting


def _of_the_run(sex_of: dict[str, str]) -> Iterator[tuple[UUID, str, list[Concerned]]]:
    for household, district, _, verdicts in current_verdicts():
        found = []
        for verdict in verdicts:
            is_reached = verdict.receives is True and verdict.verdict == ELIGIBLE
            kind = REACHED if is_reached else verdict.gap
            if kind:
                sex = sex_of.get(verdict.subject)
                person = verdict.subject if sex is not None else ""
                found.append(Concerned(kind, verdict.benefit, person, sex or ""))
        yield household, district, found


def _of_holes(sex_of: dict[str, str]) -> list[tuple[UUID, list[Concerned]]]:
    """Needs that nothing answers, by household."""
    found: dict[UUID, list[Concerned]] = {}
    for household, hole in current_holes():
        sex = sex_of.get(hole.subject)
        person = hole.subject if sex is not None else ""
        found.setdefault(household, []).append(
            Concerned(HOLE, A_NEED + hole.need, person, sex or "")
        )
    return list(found.items())


def _of_findings(sex_of: dict[str, str]) -> list[tuple[UUID, list[Concerned]]]:
    """Open findings by household; what rests on a confidential list is counted nowhere."""
    found: dict[UUID, list[Concerned]] = {}
    rows = Finding.objects.filter(state=Finding.State.OPEN, is_confidential=False)
    for kind, benefit, household, individual in rows.values_list(
        "kind", "benefit", "household_id", "individual_id"
    ):
        person = str(individual) if individual is not None else ""
        one = Concerned(kind, benefit, person, sex_of.get(person, NOT_KNOWN) if person else "")
        found.setdefault(household, []).append(one)
    return list(found.items())


def row_of(counting: GapCounting, key: Key, tally: Tally) -> GapCount:
    """A cell as it is kept: nothing that is hidden."""
    hidden = tally.hidden.get(key, "")
    persons = tally.persons.get(key)
    households = None if key.sex else tally.households[key]
    return GapCount(
        counting=counting,
        kind=key.kind,
        by=key.by,
        item=key.item,
        district=key.district,
        tehsil=key.tehsil,
        sex=key.sex,
        households=None if hidden else households,
        persons=None if hidden else persons,
        hidden=hidden,
    )


def _assumed() -> Iterator[dict[str, object]]:
    """Completeness that we only assume, as it stands now."""
    newest: dict[str, Agreement] = {}
    for agreement in Agreement.objects.order_by("agreed_at", "id"):
        newest[agreement.list] = agreement
    for agreement in newest.values():
        if agreement.assumed and agreement.complete_for:
            yield {"list": agreement.list, "benefits": sorted(agreement.complete_for)}


def _journaled(rows: Iterable[GapCount]) -> dict[str, str]:
    """How many cells were shown and hidden: the record is public, so no count of people."""
    counted = Counter("hidden" if row.hidden else "shown" for row in rows)
    return {"shown": str(counted["shown"]), "hidden": str(counted["hidden"])}


__all__ = ["EVERYTHING", "NOT_KNOWN", "REACHED", "count_gaps"]
