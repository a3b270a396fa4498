"""The export of a run's verdicts, and how many gaps it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import polars as pl

from dareecha.registry.tables import write_table
from dareecha.screening.judging import SCHEMA, rows_of
from dareecha.screening.models import CurrentVerdicts
from dareecha.screening.packing import Verdict, unpacked


def current_verdicts() -> Iterator[tuple[UUID, str, str, list[Verdict]]]:
    """Every household's verdicts: household, district, catalogue digest, verdicts."""
    rows = CurrentVerdicts.objects.order_by("district", "pk").values_list(
        "household_id", "district", "run__catalogue", "verdicts"
    )
    for household, district, digest, verdicts in rows.iterator(chunk_size=500):
        yield household, district, digest, [unpacked(entry) for entry in verdicts]


def export_verdicts(out: Path) -> int:
    """Write one row per household, benefit and subject."""
    rows = [
        row
        for household, district, digest, verdicts in current_verdicts()
        for row in rows_of({household: verdicts}, {household: district}, digest)
    ]
    return write_table(pl.DataFrame(rows, schema=SCHEMA, orient="row"), out)


def gap_counts() -> dict[str, int]:
    """How many verdicts of the newest run show somebody unserved or undetermined."""
    return dict(
        Counter(v.gap for _, _, _, verdicts in current_verdicts() for v in verdicts if v.gap)
    )
