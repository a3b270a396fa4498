"""The overview: how many households each kind of gap concerns, in words."""

from __future__ import annotations

from django.urls import reverse

from dareecha.web.planning.pages import Total
from dareecha.web.planning.tables import RATE, VIEWS, Tables
from dareecha.web.words import GAP_MEANINGS, PLANNING_COLUMNS


def totals(tables: Tables) -> list[tuple[str, list[Total]]]:
    """The kinds that this duty may see, by group; each leads to its places."""
    return [
        (view, [_total(tables, view, kind) for kind in VIEWS[view] if kind != RATE])
        for view in tables.views(VIEWS)
    ]


def _total(tables: Tables, view: str, kind: str) -> Total:
    asked = tables.asked
    return Total(
        kind=kind,
        name=str(PLANNING_COLUMNS[kind]),
        means=str(GAP_MEANINGS[kind]),
        households=tables.figures.households(kind, "", tables.place),
        href=reverse("planning:places") + asked.query(show=view, sort=f"-{kind}"),
    )
