"""The live links and the rows behind them, read once while households are put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max

from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.models import Agreement, Delivery, Link
from dareecha.registry.reading import ReadRow, read_list


@dataclass(frozen=True, slots=True)
class Linked:
    """One live link with what its mention says."""

    individual: UUID
    household: UUID
    district: str
    row: UUID
    role: str
    form_no: str
    relation: str
    name_key: str
    father_key: str


@dataclass
class Evidence:
    """All rows and links, held while households are projected."""

    rows: dict[UUID, ReadRow]
    form_days: dict[str, date]
    as_on: dict[str, date]
    by_individual: dict[UUID, list[Linked]]
    by_household: dict[UUID, list[Linked]]
    complete: list[Agreement] = field(default_factory=list)


def gather() -> Evidence:
    """Read all live links and the rows behind them.

    Rows that only their own department may see are left out, and their links: a household is
    shown to others. Nor does such a list's silence tell that somebody does not receive.
    """
    rows = {
        row.id: row
        for list_id in shipped_layouts()
        for row in read_list(list_id)
        if not row.is_confidential
    }
    by_individual: dict[UUID, list[Linked]] = defaultdict(list)
    by_household: dict[UUID, list[Linked]] = defaultdict(list)
    fields = (
        "individual_id", "household_id", "district", "mention__row_id", "mention__role",
        "mention__form_no", "mention__relation", "mention__name_key", "mention__father_key",
    )  # fmt: skip
    links = Link.objects.live().filter(is_confidential=False).order_by("mention_id")
    for values in links.values_list(*fields).iterator():
        linked = Linked(*values)
        by_individual[linked.individual].append(linked)
        by_household[linked.household].append(linked)
    newest = Delivery.objects.values_list("list").annotate(Max("as_on"))
    return Evidence(
        rows=rows,
        form_days=_form_days(rows.values()),
        as_on=dict(newest),
        by_individual=by_individual,
        by_household=by_household,
        complete=[
            agreement
            for list_id, layout in shipped_layouts().items()
            if layout.confidential_if != ()
            if (agreement := Agreement.objects.in_force(list_id)) is not None
        ],
    )


def _form_days(rows: Iterable[ReadRow]) -> dict[str, date]:
    days: dict[str, date] = {}
    dated = {
        layout.as_of_form.list: layout.as_of_form
        for layout in shipped_layouts().values()
        if layout.as_of_form is not None
    }
    for row in rows:
        if row.list in dated:
            day, form = row.values.get(dated[row.list].field), row.values.get(dated[row.list].by)
            if isinstance(day, date) and form:
                days[str(form)] = day
    return days
