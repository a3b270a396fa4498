"""Take a delivery back: what the other deliveries of its list say counts again.

Nothing is deleted. Of each row of the delivery, the version in the list drawn up last among the
deliveries that stay becomes the one in use; where none of them has the row, it is history.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from dareecha.registry.forms import address_members_of, address_staged_members
from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import layout_called
from dareecha.registry.models import Delivery, ListRow
from dareecha.registry.naming import people_named
from dareecha.registry.reading import LayoutReader
from dareecha.registry.sealing import ListSeal, open_seal
from dareecha.registry.staging import drop_tables, keep_mentions, make_tables, stage_people
from dareecha.safeguards.keys import keyring

_CHUNK = 2_000

_TOUCHED = """
create temporary table touched on commit drop as
select row_key from registry_listrow where delivery_id = %(delivery)s
union
select row_key from registry_listrow
where id in (select row_id from registry_sighting where delivery_id = %(delivery)s);
create index on touched (row_key);
analyze touched
"""

_BEST = """
create temporary table best on commit drop as
with held as (
    select r.row_key, r.id, d.as_on, d.received_at, d.id as delivery
    from registry_listrow r
    join touched on touched.row_key = r.row_key
    join registry_delivery d on d.id = r.delivery_id
    where r.list = %(list)s and d.withdrawn_at is null
    union all
    select r.row_key, r.id, d.as_on, d.received_at, d.id
    from registry_listrow r
    join touched on touched.row_key = r.row_key
    join registry_sighting s on s.row_id = r.id
    join registry_delivery d on d.id = s.delivery_id
    where r.list = %(list)s and d.withdrawn_at is null
)
select distinct on (row_key) row_key, id, as_on from held
order by row_key, as_on desc, received_at desc, delivery desc
"""

_FALL = """
update registry_listrow as live set superseded_at = %(at)s
from touched where live.list = %(list)s and live.row_key = touched.row_key
  and live.superseded_at is null and live.id not in (select id from best)
"""
_DAYS = """
update registry_listrow as live set as_on = best.as_on
from best where live.id = best.id and live.superseded_at is null and live.as_on <> best.as_on
"""
_RISE = """
with risen as (
    update registry_listrow as row set superseded_at = null, as_on = best.as_on
    from best where row.id = best.id and row.superseded_at is not null
    returning row.*
)
insert into staged_row
    (id, row_key, sheet, row_number, district, form_no, content_digest, is_confidential)
select id, row_key, sheet, row_number, district, form_no, content_digest, is_confidential
from risen order by row_number
"""
_NAMED_NO_MORE = """
update registry_mention as m set withdrawn_at = %(at)s
from touched where m.list = %(list)s and m.row_key = touched.row_key and m.withdrawn_at is null
  and m.row_key not in (select row_key from best)
"""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """How many rows count no more, and how many count again as an earlier delivery says them."""

    rows_gone: int
    rows_restored: int


def take_back(delivery: Delivery, *, at: datetime) -> TakenBack:
    """Undo what a delivery changed. It must be marked as withdrawn already, in this transaction."""
    layout = layout_called(delivery.list)
    values: dict[str, Any] = {
        "list": delivery.list,
        "department": delivery.department,
        "delivery": delivery.pk,
        "at": at,
    }
    make_tables()
    with connection.cursor() as cursor:

        def done(statement: str) -> int:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

        done(_TOUCHED)
        done(_BEST)
        cursor.execute("create index on best (row_key); create index on best (id); analyze best")
        fallen = done(_FALL)
        done(_DAYS)
        risen = done(_RISE)
        done(_NAMED_NO_MORE)
    if risen:
        _name_again(layout, values)
    with connection.cursor() as cursor:
        cursor.execute("drop table touched, best")
    drop_tables()
    address_members_of(layout)
    return TakenBack(rows_gone=fallen - risen, rows_restored=risen)


def _name_again(layout: Layout, values: dict[str, Any]) -> None:
    """Make the mentions of rows that count again, from the rows themselves."""
    seal = open_seal(layout.id)
    reader = LayoutReader(layout)
    with connection.cursor() as cursor:
        cursor.execute("analyze staged_row")
        cursor.execute("select id from staged_row order by place")
        ids = [found for (found,) in cursor.fetchall()]
    for start in range(0, len(ids), _CHUNK):
        for row in ListRow.objects.filter(id__in=ids[start : start + _CHUNK]):
            read = reader.read_cells(_texts(row, layout, seal), as_on=row.as_on)
            people = people_named(
                layout, read, district=row.district, as_on=row.as_on, keys=keyring()
            )
            stage_people(
                row.id, row.row_key, row.district, discloses=row.is_confidential, people=people
            )
    with connection.cursor() as cursor:
        cursor.execute("analyze staged_mention")
    address_staged_members(layout)
    keep_mentions(values, withdraw_others=True)


def _texts(row: ListRow, layout: Layout, seal: ListSeal) -> dict[str, str]:
    """What was sent, by field, with the sealed cells opened."""
    texts: dict[str, str] = {}
    for heading, cell in row.content.items():
        column = layout.by_heading_as_written.get(heading)
        if column is not None:
            texts[column.field] = cell if isinstance(cell, str) else seal.open(cell, heading)
    return texts
