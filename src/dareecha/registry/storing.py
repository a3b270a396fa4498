"""Store the sorted rows of a delivery: staged beside the tables, then merged in one go.

COPY into a table under row-level security is refused, so rows are copied into temporary tables
and inserted from there. All of it is one transaction: cut off anywhere, nothing has happened.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection

from dareecha.registry.forms import address_staged_members
from dareecha.registry.models import Delivery
from dareecha.registry.naming import Named
from dareecha.registry.sorting import Kept, Sorter, Trouble
from dareecha.safeguards.ids import uuid7

_CHUNK = 5_000
_OF_A_PERSON = [f.name for f in fields(Named)]
_ROW = ["id", "row_key", "sheet", "row_number", "district", "form_no", "content", "content_digest"]
_MENTION = ["id", "row_id", "row_key", "district", *_OF_A_PERSON]
_PROBLEM = ["id", "sheet", "row_number", "row_key", '"column"', "shown_value", "message"]

_STAGE = """
create temporary table staged_row (
    id uuid, row_key text, sheet text, row_number int, district text, form_no text,
    content jsonb, content_digest bytea, place bigserial
) on commit drop;
create temporary table staged_mention (
    id uuid, row_id uuid, row_key text, district text, role text, tehsil text,
    union_council text, village text, name_full text, name_key text, name_script text,
    father_full text, father_key text, father_is text, sex text, birth_from date, birth_to date,
    birth_is_rounded boolean, cnic_index bytea, cnic_masked bytea[], cnic_note text, form_no text,
    member_no text, relation text, marital_status text, event_date date, person_meant boolean
) on commit drop;
create temporary table staged_problem (
    id uuid, sheet text, row_number int, row_key text, "column" text, shown_value text,
    message text
) on commit drop;
"""

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
)
select row_key, sheet, row_number, kept_number, content_digest = kept_digest from ranked
where turn > 1 order by place
"""

_KNOWN = """
with known as (
    delete from staged_row using registry_listrow as live
    where live.list = %(list)s and live.superseded_at is null
      and live.row_key = staged_row.row_key and live.content_digest = staged_row.content_digest
    returning live.id
), seen_again as (
    update registry_listrow set as_on = %(as_on)s
    where id in (select id from known) and as_on < %(as_on)s
)
select count(*) from known
"""

_SUPERSEDE = """
update registry_listrow as live set superseded_at = %(at)s
from staged_row where live.list = %(list)s and live.superseded_at is null
  and live.row_key = staged_row.row_key
"""

_KEEP_ROWS = """
insert into registry_listrow (id, list, row_key, delivery_id, sheet, row_number, department,
    district, as_on, form_no, content, content_digest)
select id, %(list)s, row_key, %(delivery)s, sheet, row_number, %(department)s, district,
    %(as_on)s, form_no, content, content_digest
from staged_row order by place
"""

# A mention keeps its id when its row changes: links and their reviews hang on it.
_KEEP_MENTIONS = f"""
insert into registry_mention (id, list, row_key, row_id, department, district,
    {", ".join(_OF_A_PERSON)})
select m.id, %(list)s, m.row_key, m.row_id, %(department)s, m.district,
    {", ".join(f"m.{name}" for name in _OF_A_PERSON)}
from staged_mention m join staged_row r on r.id = m.row_id order by r.place
on conflict (list, row_key, role) do update set
    row_id = excluded.row_id, district = excluded.district, withdrawn_at = null,
    {", ".join(f"{name} = excluded.{name}" for name in _OF_A_PERSON if name != "role")}
"""  # noqa: S608 - names of our own columns

_WITHDRAW_MENTIONS = """
update registry_mention as m set withdrawn_at = %(at)s
from staged_row r where m.list = %(list)s and m.row_key = r.row_key and m.row_id <> r.id
"""

_KEEP_PROBLEMS = """
insert into registry_problem
    (id, delivery_id, department, sheet, row_number, row_key, "column", shown_value, message)
select id, %(delivery)s, %(department)s, sheet, row_number, row_key, "column", shown_value, message
from staged_problem
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """How many rows of a delivery were new, changed and known before, and how many repeated."""

    new: int
    changed: int
    known: int
    repeated: int
    problems: int


def store(sorter: Sorter, delivery: Delivery, *, at: datetime) -> Stored:
    """Stage all rows of the file, then merge them. Call it in the transaction of the delivery."""
    problems = _stage(sorter)
    values: dict[str, Any] = {
        "list": delivery.list,
        "department": delivery.department,
        "delivery": delivery.pk,
        "as_on": delivery.as_on,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "create index on staged_row (row_key); analyze staged_row; analyze staged_mention"
        )
        cursor.execute(_REPEATED)
        repeated = cursor.fetchall()
        clashes = [_clash(*found) for found in repeated if not found[4]]
        _copy("staged_problem", _PROBLEM, map(_problem, clashes))
        address_staged_members(sorter.layout)
        cursor.execute(_KNOWN, values)
        known = cursor.fetchone()[0]
        cursor.execute(_SUPERSEDE, values)
        changed = cursor.rowcount
        cursor.execute(_KEEP_ROWS, values)
        kept = cursor.rowcount
        cursor.execute(_KEEP_MENTIONS, values)
        if changed:
            cursor.execute(_WITHDRAW_MENTIONS, values)
        cursor.execute(_KEEP_PROBLEMS, values)
        cursor.execute("drop table staged_row, staged_mention, staged_problem")
    return Stored(
        new=kept - changed,
        changed=changed,
        known=known,
        repeated=len(repeated),
        problems=problems + len(clashes),
    )


def _stage(sorter: Sorter) -> int:
    """Copy everything into temporary tables, a chunk at a time; how many problems there were."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGE)
    problems = 0
    for chunk in _chunks(sorter.kept_rows()):
        _copy("staged_row", _ROW, map(_row, chunk))
        _copy("staged_mention", _MENTION, (m for kept in chunk for m in _mentions(kept)))
        problems += _stage_problems(sorter)
    return problems + _stage_problems(sorter)


def _stage_problems(sorter: Sorter) -> int:
    troubles = sorter.tally.drain()
    _copy("staged_problem", _PROBLEM, map(_problem, troubles))
    return len(troubles)


def _chunks(rows: Iterator[Kept]) -> Iterator[list[Kept]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = f"copy {table} ({', '.join(columns)}) from stdin"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _row(kept: Kept) -> tuple[Any, ...]:
    return (
        kept.id,
        kept.key,
        kept.sheet,
        kept.row_number,
        kept.district,
        kept.form_no,
        kept.content,
        kept.digest,
    )


def _mentions(kept: Kept) -> Iterator[tuple[Any, ...]]:
    for person in kept.people:
        of_person = (getattr(person, name) for name in _OF_A_PERSON)
        yield (uuid7(), kept.id, kept.key, kept.district, *of_person)


def _problem(trouble: Trouble) -> tuple[Any, ...]:
    return (
        uuid7(),
        trouble.sheet,
        trouble.row_number,
        trouble.row_key,
        trouble.column,
        trouble.shown_value,
        trouble.message,
    )


def _clash(key: str, sheet: str, number: int, kept_number: int, same: bool) -> Trouble:
    return Trouble(
        sheet,
        number,
        key,
        "",
        "",
        f"Row {kept_number} has the same number and says something else; that one was kept. "
        "Give each row a number of its own. The row was set aside.",
    )
