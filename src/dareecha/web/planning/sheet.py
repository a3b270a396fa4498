"""A table as CSV: exactly what the page shows, with its day and its catalogue on every row."""

from __future__ import annotations

import csv
from io import StringIO

from django.http import HttpResponse
from django.utils.translation import gettext

from dareecha.web.planning.pages import Basis, Table

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets take Urdu and Pashto letters for something else."""


def as_csv(table: Table, basis: Basis, *, name: str) -> HttpResponse:
    """The table as a file to keep. Cells that a spreadsheet would run as a formula are quoted."""
    out = StringIO()
    writer = csv.writer(out)
    titles = [column.title for column in table.columns]
    writer.writerow([gettext("Code"), gettext("Name"), *titles, gettext("As of"),
                     gettext("Catalogue")])  # fmt: skip
    for row in table.rows:
        cells = (row.code, row.name.text, *map(str, row.cells))
        writer.writerow([*map(_safe, cells), basis.as_of.isoformat(), basis.catalogue])
    answer = HttpResponse(BYTE_ORDER_MARK + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{basis.as_of:%Y-%m-%d}.csv"'
    return answer


def _safe(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
