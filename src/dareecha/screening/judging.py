"""Judge every household under the catalogue in force, and keep the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl
from django.db import connection
from django.db.models import Max
from django.db.models.fields.json import KT

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.columns.deciding import Deciders
from dareecha.domain.eligibility.columns.judging import Judging, Sheet, subject_ids
from dareecha.domain.gaps.holes import HOLE
from dareecha.domain.gaps.holes_of_many import HoleFinder
from dareecha.domain.gaps.needs import OpenDoors, Telling
from dareecha.domain.gaps.needs_of_many import (
    Place,
    Waiting,
    may_be_undetermined,
    note_failing,
)
from dareecha.domain.gaps.trials import Trials
from dareecha.domain.households.household import Household
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import UNITS
from dareecha.journal import actions as journal
from dareecha.registry.completeness import judged_on
from dareecha.registry.models import CurrentHousehold
from dareecha.registry.statements import Said
from dareecha.registry.tables import write_table
from dareecha.screening.models import CurrentVerdicts, ScreeningRun
from dareecha.screening.packing import COLUMNS, Batch, Packer, packed_holes

JUDGED_AT_ONCE = 1000
"""Households; enough for columns to pay, few enough to be held in memory as objects."""
PARQUET = "verdicts.parquet"
SCHEMA = {
    "household_id": pl.String, "district": pl.String, "benefit": pl.String, "subject": pl.String,
    "verdict": pl.String, "criterion": pl.String, "amount_min": pl.Int64, "amount_max": pl.Int64,
    "per": pl.String, "receives": pl.Boolean, "gap": pl.String, "fact": pl.String,
    "fact_of": pl.String, "catalogue": pl.String,
}  # fmt: skip


class NobodyToJudge(LookupError):
    """There are no households yet."""


@dataclass(frozen=True)
class Screened:
    """What a screening did."""

    run: UUID
    as_of: date
    catalogue: str
    households: int
    verdicts: dict[str, int]
    gaps: dict[str, int]
    settled_share: float
    parquet: Path | None


def screen(
    catalogue: Catalogue,
    *,
    at: datetime,
    as_of: date | None = None,
    out: Path | None = None,
    say: Callable[[int], None] = lambda count: None,
) -> Screened:
    """Judge all households, inside the caller's `acting_as()`; the newest run replaces the last.

    Without `as_of` each household is judged on the day of the newest lists. `out` also writes the
    run as Parquet, readable by its owner alone. Raises NobodyToJudge.
    """
    day = as_of or _newest_day()
    if day is None or not CurrentHousehold.objects.exists():
        raise NobodyToJudge("There are no households yet. `dareecha link` makes them.")
    doors = OpenDoors.on(day, catalogue)
    telling = Telling()
    batches = list(judge_all(catalogue, as_of, doors, telling, say))
    by_benefit = _counted(batches)
    households = sum(len(batch.households) for batch in batches)
    run = ScreeningRun.objects.create(
        made_at=at,
        as_of=day,
        catalogue=catalogue.digest,
        households=households,
        verdicts={f"{benefit}:{verdict}": n for (benefit, verdict), n in by_benefit.items()},
    )
    packer = Packer(doors, telling, {name: fact.cost for name, fact in catalogue.facts.items()})
    gaps = _keep(run, batches, packer)
    journal.record(
        "screening.run",
        catalogue=catalogue.digest,
        subject={"run": str(run.pk), "households": str(households)},
        at=at,
    )
    parquet = write_parquet(batches, packer, catalogue.digest, out) if out else None
    verdicts: Counter[str] = Counter()
    for (_, verdict), count in by_benefit.items():
        verdicts[verdict] += count
    total = sum(verdicts.values())
    return Screened(
        run=run.pk,
        as_of=day,
        catalogue=catalogue.digest,
        households=households,
        verdicts=dict(verdicts),
        gaps=gaps,
        settled_share=1 - verdicts["not_yet_known"] / total if total else 0.0,
        parquet=parquet,
    )


def _newest_day() -> date | None:
    newest = CurrentHousehold.objects.aggregate(day=Max(KT("content__as_of")))["day"]
    return date.fromisoformat(newest) if newest else None


def judge_all(
    catalogue: Catalogue,
    as_of: date | None,
    doors: OpenDoors,
    telling: Telling,
    say: Callable[[int], None],
) -> Iterator[Batch]:
    """Every household judged, batch by batch; notes which criteria tell people apart."""
    assessor = Assessor(catalogue)
    deciders, finder = Deciders(catalogue), HoleFinder.by(assessor)
    judge = Judge(assessor, deciders, doors, telling, finder, Trials(assessor))
    judged = 0
    for ids, districts, households in _households(catalogue, as_of):
        yield judge.batch(ids, districts, households)
        judged += len(ids)
        say(judged)


def _households(
    catalogue: Catalogue, as_of: date | None
) -> Iterator[tuple[list[UUID], list[str], list[Household]]]:
    rows = CurrentHousehold.objects.order_by("district", "pk").values_list(
        "household_id", "district", "content"
    )
    reading = rows.iterator(chunk_size=JUDGED_AT_ONCE)
    while batch := list(islice(reading, JUDGED_AT_ONCE)):
        listed = {id_: from_stored(content, catalogue.facts) for id_, _, content in batch}
        said = Said.about(listed)
        households = []
        for id_, _, content in batch:
            household, _ = said.laid_over(id_, listed[id_], {}, catalogue.facts)
            households.append(judged_on(household, content, as_of) if as_of else household)
        yield [row[0] for row in batch], [row[1] for row in batch], households


@dataclass(frozen=True)
class Judge:
    """Judges batches of households for one run."""

    assessor: Assessor
    deciders: Deciders
    doors: OpenDoors
    telling: Telling
    finder: HoleFinder
    trials: Trials

    def batch(
        self, ids: Sequence[UUID], districts: Sequence[str], households: Sequence[Household]
    ) -> Batch:
        """The verdicts on these households, and the facts that would decide open ones."""
        judging = Judging(self.assessor, households)
        subjects = {unit: subject_ids(unit, judging.block) for unit in UNITS}
        sheets = [sheet for sheet in judging.sheets() if len(sheet.home)]
        places: list[Place] = []
        for sheet in sheets:
            note_failing(sheet, self.telling)
            places.extend(self._places(sheet, subjects))
        awaited = Waiting(self.assessor, households).deciding(places)
        deciding = self.trials.that_settle(awaited, households)
        holes = self.finder.holes(judging, districts, sheets, subjects)
        return Batch(ids, districts, subjects, sheets, deciding, holes)

    def _places(self, sheet: Sheet, subjects: Mapping[str, Sequence[str]]) -> Iterator[Place]:
        ids = subjects[sheet.benefit.unit]
        for row in np.flatnonzero(may_be_undetermined(sheet, self.doors, self.deciders)):
            yield int(sheet.home[row]), sheet.benefit.id, ids[sheet.subject[row]]


def _counted(batches: Iterable[Batch]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for batch in batches:
        for sheet in batch.sheets:
            for verdict, count in sheet.counts().items():
                counts[sheet.benefit.id, verdict] += count
    return +counts


def _keep(run: ScreeningRun, batches: Iterable[Batch], packer: Packer) -> dict[str, int]:
    """Replace what the last run kept; how many gaps of each kind there are."""
    CurrentVerdicts.objects.all().delete()
    gap_at = COLUMNS.index("gap")
    gaps: Counter[str] = Counter()
    for batch in batches:
        kept = list(packer.packed(batch))
        holes = [packed_holes(found) for found in batch.holes]
        gaps.update(row[gap_at] for rows in kept for row in rows if row[gap_at])
        gaps[HOLE] += sum(map(len, holes))
        _insert(run, batch, kept, holes)
    return dict(+gaps)


def _insert(
    run: ScreeningRun,
    batch: Batch,
    kept: Sequence[list[tuple[Any, ...]]],
    holes: Sequence[list[list[Any]]],
) -> None:
    # Row by row in one pipeline: bulk_create quotes each text once more as part of an array,
    # which for rows as long as these takes longer than all the judging.
    packed = (map(json.dumps, kept), map(json.dumps, holes))
    rows = zip(batch.households, batch.districts, *packed, strict=True)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {CurrentVerdicts._meta.db_table}"  # noqa: S608 - a table of ours
            " (household_id, run_id, district, verdicts, holes) VALUES (%s, %s, %s, %s, %s)",
            [(household, run.pk, *rest) for household, *rest in rows],
        )


def write_parquet(batches: Iterable[Batch], packer: Packer, digest: str, out: Path) -> Path:
    """The run as Parquet (zstd, sorted by household, one file a district, owner's eyes only).

    Files of an older run in the same folder are replaced or removed. The batches come sorted by
    district, so that no more than one district is held as a table.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    written: set[Path] = set()
    waiting: list[pl.DataFrame] = []
    for frame in (table_of(batch, packer, digest) for batch in batches if batch.sheets):
        for part in frame.partition_by("district", maintain_order=True):
            if waiting and waiting[0]["district"][0] != part["district"][0]:
                written.add(_write_district(waiting, out))
                waiting = []
            waiting.append(part)
    if waiting:
        written.add(_write_district(waiting, out))
    for left in set(out.glob(f"district=*/{PARQUET}")) - written:
        left.unlink()
    return out


def _write_district(parts: Sequence[pl.DataFrame], out: Path) -> Path:
    folder = out / f"district={parts[0]['district'][0] or 'not_known'}"
    folder.mkdir(mode=0o700, exist_ok=True)
    write_table(pl.concat(parts).sort("household_id"), folder / PARQUET)
    return folder / PARQUET


def table_of(batch: Batch, packer: Packer, digest: str) -> pl.DataFrame:
    """A batch as rows of SCHEMA, household by household."""
    home, columns = packer.columns(batch)
    places = home.tolist()
    return pl.DataFrame(
        {
            "household_id": [str(batch.households[place]) for place in places],
            "district": [batch.districts[place] for place in places],
            **columns,
            "catalogue": [digest] * len(places),
        },
        schema=SCHEMA,
    )
