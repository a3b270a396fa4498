"""Numbers of people as a page may show them: opened from the row, then masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dareecha.domain.vocabulary.cnic import Cnic, NotACnic, parse_cnic
from dareecha.registry.layout_files import layout_called
from dareecha.registry.models import ListRow
from dareecha.registry.sealing import ListSeal, open_seal


def masked_numbers(people: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """Masked CNIC or B-form number by person, from the rows that name them.

    `people` holds for each person, the head first, the `row` (list:key) and `role` of a
    projection's names. Those without a readable number of their own are absent.
    """
    rows = _rows(entry["row"] for entry in people.values())
    seals: dict[str, ListSeal] = {}
    found: dict[str, Cnic] = {}
    holders: dict[str, str] = {}
    for person, entry in people.items():
        row = rows.get(entry["row"])
        number = _number(row, entry.get("role", ""), seals) if row is not None else None
        # Desks write the head's number for those who have none: the first to bear it keeps it.
        if number is not None and holders.setdefault(number.digits, person) == person:
            found[person] = number
    return {person: number.masked_display for person, number in found.items()}


def _rows(sources: Iterable[str]) -> dict[str, ListRow]:
    keys: dict[str, list[str]] = {}
    for source in sources:
        list_id, _, key = source.partition(":")
        keys.setdefault(list_id, []).append(key)
    return {
        f"{list_id}:{row.row_key}": row
        for list_id, wanted in keys.items()
        for row in ListRow.objects.live(list_id).filter(row_key__in=wanted)
    }


def _number(row: ListRow, role: str, seals: dict[str, ListSeal]) -> Cnic | None:
    layout = layout_called(row.list)
    person = next((one for one in layout.people if one.role == role), None)
    if person is None or not person.cnic:
        return None
    heading = layout.by_field[person.cnic].heading
    cell = row.content.get(heading)
    if not isinstance(cell, dict):
        return None
    if row.list not in seals:
        seals[row.list] = open_seal(row.list)
    try:
        return parse_cnic(seals[row.list].open(cell, heading))
    except NotACnic:
        return None
