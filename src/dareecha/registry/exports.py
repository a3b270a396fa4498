"""The export of links: which row is which individual of which household."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dareecha.registry.models import Link
from dareecha.registry.tables import write_table

COLUMNS = ("list", "row_id", "person_id", "household_id")


def export_links(out: Path) -> int:
    """Write list, row_id, person_id, household_id; a row's other people are row_id#role.

    Rows of confidential lists leave in no export.
    """
    fields = (
        "mention__list", "mention__row_key", "mention__role", "individual_id", "household_id",
    )  # fmt: skip
    rows = [
        (list_id, f"{key}#{role}" if role else key, str(individual), str(household))
        for list_id, key, role, individual, household in Link.objects.live()
        .filter(is_confidential=False)
        .order_by("mention__list", "mention__row_key", "mention__role")
        .values_list(*fields)
        .iterator()
    ]
    return write_table(
        pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row"), out
    )
