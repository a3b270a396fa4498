"""Judge every household under the catalogue in force, and keep the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

import polars as pl

from dareecha.domain.eligibility.assess import Assessor, Judgement
from dareecha.domain.gaps.needs import OpenDoors, Telling, gap_in
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.journal import actions as journal
from dareecha.registry.models import CurrentHousehold
from dareecha.registry.tables import write_table
from dareecha.screening.models import CurrentVerdicts, ScreeningRun
from dareecha.screening.packing import Verdict, verdict_of

READ_AT_ONCE = 500
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


Judged = list[tuple[UUID, str, list[Judgement]]]


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
    judged, day = judge_all(catalogue, as_of, say)
    if day is None:
        raise NobodyToJudge("There are no households yet. `dareecha link` makes them.")
    doors = OpenDoors.on(day, catalogue)
    telling = Telling(judgement for _, _, found in judged for judgement in found)
    costs = {name: fact.cost for name, fact in catalogue.facts.items()}
    verdicts = {
        household: [verdict_of(j, gap_in(j, doors, telling), costs) for j in found]
        for household, _, found in judged
    }
    districts = {household: district for household, district, _ in judged}
    counts = Counter(v.verdict for found in verdicts.values() for v in found)
    by_benefit = Counter((v.benefit, v.verdict) for found in verdicts.values() for v in found)
    run = ScreeningRun.objects.create(
        made_at=at,
        as_of=day,
        catalogue=catalogue.digest,
        households=len(verdicts),
        verdicts={f"{benefit}:{verdict}": n for (benefit, verdict), n in by_benefit.items()},
    )
    _keep(run, verdicts, districts)
    journal.record(
        "screening.run",
        catalogue=catalogue.digest,
        subject={"run": str(run.pk), "households": str(len(verdicts))},
        at=at,
    )
    parquet = write_parquet(verdicts, districts, catalogue.digest, out) if out else None
    total = sum(counts.values())
    return Screened(
        run=run.pk,
        as_of=day,
        catalogue=catalogue.digest,
        households=len(verdicts),
        verdicts=dict(counts),
        gaps=dict(Counter(v.gap for found in verdicts.values() for v in found if v.gap)),
        settled_share=1 - counts["not_yet_known"] / total if total else 0.0,
        parquet=parquet,
    )


def judge_all(
    catalogue: Catalogue, as_of: date | None, say: Callable[[int], None]
) -> tuple[Judged, date | None]:
    """Every household's judgements, and the latest day as of which one was judged."""
    assessor = Assessor(catalogue)
    judged: Judged = []
    latest: date | None = None
    rows = CurrentHousehold.objects.order_by("district", "pk").values_list(
        "household_id", "district", "content"
    )
    for household_id, district, content in rows.iterator(chunk_size=READ_AT_ONCE):
        household = from_stored(content, catalogue.facts)
        if as_of is not None:
            household = replace(household, as_of=as_of)
        latest = max(latest or household.as_of, household.as_of)
        judged.append((household_id, district, list(assessor.judge(household))))
        say(len(judged))
    return judged, latest


def _keep(
    run: ScreeningRun, verdicts: dict[UUID, list[Verdict]], districts: dict[UUID, str]
) -> None:
    CurrentVerdicts.objects.all().delete()
    CurrentVerdicts.objects.bulk_create(
        (
            CurrentVerdicts(
                household_id=household,
                run=run,
                district=districts[household],
                verdicts=[verdict.packed() for verdict in found],
            )
            for household, found in verdicts.items()
        ),
        batch_size=1000,
    )


def rows_of(
    verdicts: dict[UUID, list[Verdict]], districts: dict[UUID, str], digest: str
) -> Iterator[tuple[object, ...]]:
    """The run as rows of SCHEMA, household by household."""
    for household, found in verdicts.items():
        for verdict in found:
            yield (str(household), districts[household], *verdict.packed(), digest)


def write_parquet(
    verdicts: dict[UUID, list[Verdict]], districts: dict[UUID, str], digest: str, out: Path
) -> Path:
    """The run as Parquet (zstd, sorted by household, one file a district, owner's eyes only).

    Files of an older run in the same folder are replaced or removed.
    """
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    frame = pl.DataFrame(list(rows_of(verdicts, districts, digest)), schema=SCHEMA, orient="row")
    written = set()
    for (district,), part in frame.partition_by("district", as_dict=True).items():
        folder = out / f"district={district or 'not_known'}"
        folder.mkdir(mode=0o700, exist_ok=True)
        write_table(part.sort("household_id"), folder / PARQUET)
        written.add(folder / PARQUET)
    for left in set(out.glob(f"district=*/{PARQUET}")) - written:
        left.unlink()
    return out
