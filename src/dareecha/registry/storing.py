"""Store the sorted rows of a delivery: staged beside the tables, then merged in one go.

All of it is one transaction: cut off anywhere, nothing has happened. A row that is here already,
under the same number, is known (word for word the same), changed, or older than what is here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from dareecha.registry.forms import address_staged_members
from dareecha.registry.layout import Layout
from dareecha.registry.models import Delivery
from dareecha.registry.sorting import Kept, Sorter
from dareecha.registry.staging import (
    drop_tables,
    keep_mentions,
    make_tables,
    stage_mentions,
    stage_problems,
    stage_rows,
)

_CHUNK = 5_000
_ANALYZE = "create index on staged_row (row_key); analyze staged_row; analyze staged_mention"

_REPEATED = """
with ranked as (
    select place, row_key, sheet, row_number, content_digest,
           first_value(content_digest) over same as kept_digest,
           first_value(row_number) over same as kept_number,
           row_number() over same as turn
    from staged_row window same as (partition by row_key order by place)
), gone as (
    delete from staged_row using ranked
    where staged_row.place = ranked.place and ranked.turn > 1
), clashes as (
    insert into staged_problem
    select gen_random_uuid(), sheet, row_number, row_key, '', '',
           replace(%(clash)s, '{kept}', kept_number::text)
    from ranked where turn > 1 and content_digest <> kept_digest
    returning 1
)
select (select count(*) from ranked where turn > 1), (select count(*) from clashes)
"""
_CLASH = (
    "Row {kept} has the same number and says something else; that one was kept. "
    "Give each row a number of its own. The row was set aside."
)

# The rows that are here already under the same number; looked up once, for all that follows.
_MET = """
create temporary table met on commit drop as
select staged_row.place, live.id,
       live.content_digest = staged_row.content_digest as is_same,
       live.as_on > %(as_on)s as is_newer
from staged_row join registry_listrow as live
  on live.list = %(list)s and live.row_key = staged_row.row_key and live.superseded_at is null
"""
_SEEN_AGAIN = """
insert into registry_sighting (delivery_id, row_id, department)
select %(delivery)s, id, %(department)s from met where is_same
"""
_AS_ON = """
update registry_listrow set as_on = %(as_on)s
where as_on < %(as_on)s and id in (select id from met where is_same)
"""
_KNOWN = "delete from staged_row using met where met.place = staged_row.place and is_same"
_OLDER = """
update staged_row set superseded_at = %(at)s
from met where met.place = staged_row.place and is_newer
"""
_SUPERSEDE = """
update registry_listrow set superseded_at = %(at)s
where id in (select id from met where not is_same and not is_newer)
"""

_KEEP_ROWS = """
insert into registry_listrow (id, list, row_key, delivery_id, sheet, row_number, department,
    district, as_on, form_no, content, content_digest, is_confidential, superseded_at)
select id, %(list)s, row_key, %(delivery)s, sheet, row_number, %(department)s, district,
    %(as_on)s, form_no, content, content_digest, is_confidential, superseded_at
from staged_row order by place
"""

# Rows that an earlier delivery for the same period has and this one lacks. The period is told by
# the rows themselves (a quarter, a month), else it is the month of the list's day.
_GONE = """
with periods as materialized (
    select distinct content ->> %(period)s as period from registry_listrow
    where delivery_id = %(delivery)s
    union
    select content ->> %(period)s from registry_listrow
    where id in (select id from met where is_same)
)
select count(*) from registry_listrow as live
where live.list = %(list)s and live.superseded_at is null and live.delivery_id <> %(delivery)s
  and live.id not in (select id from met)
  and case when %(period)s = '' then
          date_trunc('month', live.as_on) = date_trunc('month', %(as_on)s::date)
      else live.content ->> %(period)s in (select period from periods) end
"""

_KEEP_PROBLEMS = """
insert into registry_problem
    (id, delivery_id, department, sheet, row_number, row_key, "column", shown_value, message)
select id, %(delivery)s, %(department)s, sheet, row_number, row_key, "column", shown_value, message
from staged_problem
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a delivery were new, changed, known, older than those here, repeated.

    `gone` are rows of earlier deliveries for the same period that this one lacks.
    """

    new: int
    changed: int
    known: int
    older: int
    gone: int
    repeated: int
    problems: int


def store(
    sorter: Sorter,
    delivery: Delivery,
    *,
    at: datetime,
    progress: Callable[[int], None] = lambda rows: None,
) -> Stored:
    """Stage all rows of the file, then merge them. Call it in the transaction of the delivery.

    `progress` is told how many rows were read so far.
    """
    make_tables()
    problems = _stage(sorter, progress)
    values: dict[str, Any] = {
        "list": delivery.list,
        "department": delivery.department,
        "delivery": delivery.pk,
        "as_on": delivery.as_on,
        "at": at,
        "clash": _CLASH,
        "period": _heading_of_period(sorter.layout),
    }
    with connection.cursor() as cursor:

        def done(statement: str) -> int:
            cursor.execute(statement, values)
            return int(cursor.rowcount)

        cursor.execute(_ANALYZE)
        cursor.execute(_REPEATED, values)
        repeated, clashes = cursor.fetchone()
        address_staged_members(sorter.layout)
        met = done(_MET)
        cursor.execute("analyze met")
        known = done(_SEEN_AGAIN)
        done(_AS_ON)
        done(_KNOWN)
        older = done(_OLDER)
        changed = done(_SUPERSEDE)
        kept = done(_KEEP_ROWS)
        keep_mentions(values, withdraw_others=changed > 0)
        done(_KEEP_PROBLEMS)
        gone = _gone(values) if _had_rows_before(delivery) else 0
        cursor.execute("drop table met")
    drop_tables()
    return Stored(
        new=kept - (met - known),
        changed=changed,
        known=known,
        older=older,
        gone=gone,
        repeated=repeated,
        problems=problems + clashes,
    )


def _had_rows_before(delivery: Delivery) -> bool:
    return Delivery.objects.live().filter(list=delivery.list).exclude(pk=delivery.pk).exists()


def _gone(values: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_GONE, values)
        count: int = cursor.fetchone()[0]
        return count


def _heading_of_period(layout: Layout) -> str:
    """The heading of the column that says for which quarter or month a row is; '' if none."""
    field = layout.receives.period if layout.receives is not None else ""
    column = layout.by_field.get(field)
    return "" if column is None or column.sensitive else column.heading


def _stage(sorter: Sorter, progress: Callable[[int], None]) -> int:
    """Copy everything into temporary tables, a chunk at a time; how many problems there were."""
    problems = 0
    for chunk in _chunks(sorter.kept_rows()):
        stage_rows(chunk)
        stage_mentions(chunk)
        problems += _stage_problems(sorter)
        progress(sorter.tally.read)
    return problems + _stage_problems(sorter)


def _stage_problems(sorter: Sorter) -> int:
    troubles = sorter.tally.drain()
    stage_problems(troubles)
    return len(troubles)


def _chunks(rows: Iterator[Kept]) -> Iterator[list[Kept]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk
