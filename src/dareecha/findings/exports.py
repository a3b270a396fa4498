"""The export of findings: gaps of the run, and what rests on rows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from dareecha.domain.gaps.holes import HOLE
from dareecha.domain.gaps.needs import UNDETERMINED, UNSERVED
from dareecha.findings.models import Finding
from dareecha.registry.installation import is_invented
from dareecha.registry.models import Individual
from dareecha.registry.tables import write_table
from dareecha.screening.exports import current_holes, current_verdicts
from dareecha.screening.packing import Verdict

COLUMNS = ("kind", "person_id", "household_id", "benefit", "detail")
WINDOW, PLANNING = "window", "planning"
STEPS = {
    UNSERVED: ("tell_and_help_to_apply", WINDOW),
    UNDETERMINED: ("ask_for_the_fact", WINDOW),
    HOLE: ("take_into_the_plan", PLANNING),
}
"""Next step and owner of a gap that a run counts; findings on rows carry their own."""
SUSPICIONS = frozenset({"ghost", "kin", "inclusion_error"})


class NothingToExport(LookupError):
    """Nobody has been judged yet."""


def export_findings(out: Path) -> int:
    """Write COLUMNS: what was found, of whom, and in `detail` what shows it, the next step, and
    the owner, who takes it: a department, the window, planning or oversight.

    Suspicions stand person by person only where all data are marked as invented; elsewhere only
    their number is given. Raises NothingToExport.
    """
    rows = [*_gaps(), *_on_rows()]
    if not rows:
        raise NothingToExport("There are no findings yet. `dareecha screen` and `gaps` make them.")
    return write_table(
        pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row"), out
    )


Row = tuple[str, str, str, str, str]


def _gaps() -> Iterator[Row]:
    people = {str(pk) for pk in Individual.objects.values_list("pk", flat=True).iterator()}
    for household, _, _, verdicts in current_verdicts():
        for verdict in verdicts:
            if not verdict.gap:
                continue
            person = verdict.subject if verdict.subject in people else ""
            detail = _told(_shown_by(verdict), *STEPS[verdict.gap])
            yield verdict.gap, person, str(household), verdict.benefit, detail
    for household, hole in current_holes():
        person = hole.subject if hole.subject in people else ""
        told = {
            "need": hole.need,
            "bars": [[bar.benefit, *(bar.criteria or (bar.kind,))] for bar in hole.bars],
            "still_to_ask": list(hole.still_to_ask),
        }
        yield HOLE, person, str(household), "", _told(told, *STEPS[HOLE])


def _told(detail: Mapping[str, Any], next_step: str, owner: str) -> str:
    return json.dumps({**detail, "next_step": next_step, "owner": owner})


def _shown_by(verdict: Verdict) -> dict[str, Any]:
    """What shows a gap: the fact that is missing, or what could be had and is not."""
    if verdict.fact:
        return {"missing": verdict.fact, "of": verdict.fact_of}
    if verdict.amount_min is None and verdict.amount_max is None:
        return {"verdict": verdict.verdict}
    amount = {"min": verdict.amount_min, "max": verdict.amount_max, "per": verdict.per}
    return {"verdict": verdict.verdict, "amount": amount}


def _on_rows() -> Iterator[Row]:
    counted: dict[tuple[str, str], int] = {}
    # What rests on a confidential list leaves in no export for others.
    found = Finding.objects.filter(state=Finding.State.OPEN, is_confidential=False)
    for finding in found.order_by("kind", "pk"):
        if finding.kind in SUSPICIONS and not is_invented():
            key = (finding.kind, finding.benefit)
            counted[key] = counted.get(key, 0) + 1
            continue
        yield (
            finding.kind,
            _id(finding.individual_id),
            _id(finding.household_id),
            finding.benefit,
            _told(finding.detail, finding.next_step, finding.owner),
        )
    for (kind, benefit), count in counted.items():
        yield kind, "", "", benefit, json.dumps({"count": count})


def _id(value: UUID | None) -> str:
    return "" if value is None else str(value)
