"""The export of a run's verdicts, and how many gaps it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl

from dareecha.domain.gaps.holes import HOLE, Hole
from dareecha.registry.tables import write_table
from dareecha.screening.judging import SCHEMA
from dareecha.screening.models import CurrentVerdicts
from dareecha.screening.packing import COLUMNS, Verdict, unpacked, unpacked_hole

READ_AT_ONCE = 500
ROWS_AT_ONCE = 100_000


def current_verdicts() -> Iterator[tuple[UUID, str, str, list[Verdict]]]:
    """Every household's verdicts: household, district, catalogue digest, verdicts."""
    for household, district, digest, verdicts in _current():
        yield household, district, digest, [unpacked(entry) for entry in verdicts]


def _current() -> Iterator[tuple[UUID, str, str, list[list[Any]]]]:
    rows = CurrentVerdicts.objects.order_by("district", "pk").values_list(
        "household_id", "district", "run__catalogue", "verdicts"
    )
    yield from rows.iterator(chunk_size=READ_AT_ONCE)


def export_verdicts(out: Path) -> int:
    """Write one row per household, benefit and subject."""
    tables = [pl.DataFrame(schema=SCHEMA)]
    rows: list[tuple[Any, ...]] = []
    for household, district, digest, verdicts in _current():
        rows.extend((str(household), district, *verdict, digest) for verdict in verdicts)
        if len(rows) >= ROWS_AT_ONCE:
            tables.append(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
            rows = []
    tables.append(pl.DataFrame(rows, schema=SCHEMA, orient="row"))
    return write_table(pl.concat(tables), out)


def current_holes() -> Iterator[tuple[UUID, Hole]]:
    """Every certain hole of the newest run, with its household."""
    rows = CurrentVerdicts.objects.exclude(holes=[]).order_by("district", "pk")
    for household, holes in rows.values_list("household_id", "holes").iterator(READ_AT_ONCE):
        for entry in holes:
            yield household, unpacked_hole(entry)


def gap_counts() -> dict[str, int]:
    """How many verdicts of the newest run show somebody unserved or undetermined; and the holes."""
    at = COLUMNS.index("gap")
    counts = Counter(v[at] for _, _, _, verdicts in _current() for v in verdicts if v[at])
    counts[HOLE] = sum(1 for _ in current_holes())
    return dict(+counts)
