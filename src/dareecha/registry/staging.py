"""Temporary tables in which rows and mentions wait before they are merged into the real ones.

COPY into a table under row-level security is refused, so rows are copied here and inserted from
here. The tables vanish with the transaction.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from django.db import connection

from dareecha.registry.naming import Named
from dareecha.registry.sorting import Kept, Trouble
from dareecha.safeguards.ids import uuid7

_OF_A_PERSON = [f.name for f in fields(Named)]
_ROW = ["id", "row_key", "sheet", "row_number", "district", "form_no", "content", "content_digest",
        "is_confidential"]  # fmt: skip
_MENTION = ["id", "row_id", "row_key", "district", "is_confidential", *_OF_A_PERSON]
_PROBLEM = ["id", "sheet", "row_number", "row_key", '"column"', "shown_value", "message"]

_TABLES = """
create temporary table staged_row (
    id uuid, row_key text, sheet text, row_number int, district text, form_no text,
    content jsonb, content_digest bytea, is_confidential boolean, superseded_at timestamptz,
    place bigserial
) on commit drop;
create temporary table staged_mention (
    id uuid, row_id uuid, row_key text, district text, is_confidential boolean, role text,
    tehsil text,
    union_council text, village text, name_full text, name_key text, name_script text,
    father_full text, father_key text, father_is text, sex text, birth_from date, birth_to date,
    birth_is_rounded boolean, cnic_index bytea, cnic_masked bytea[], cnic_note text, form_no text,
    member_no text, relation text, marital_status text, event_date date, person_meant boolean,
    relative_index bytea, family_no text
) on commit drop;
create temporary table staged_problem (
    id uuid, sheet text, row_number int, row_key text, "column" text, shown_value text,
    message text
) on commit drop;
"""

# A mention keeps its id when its row changes: links and their reviews hang on it. Rows that are
# history from the beginning name nobody.
_KEEP_MENTIONS = f"""
insert into registry_mention (id, list, row_key, row_id, department, district, is_confidential,
    {", ".join(_OF_A_PERSON)})
select m.id, %(list)s, m.row_key, m.row_id, %(department)s, m.district, m.is_confidential,
    {", ".join(f"m.{name}" for name in _OF_A_PERSON)}
from staged_mention m join staged_row r on r.id = m.row_id
where r.superseded_at is null order by r.place
on conflict (list, row_key, role) do update set
    row_id = excluded.row_id, district = excluded.district, withdrawn_at = null,
    is_confidential = excluded.is_confidential,
    {", ".join(f"{name} = excluded.{name}" for name in _OF_A_PERSON if name != "role")}
"""  # noqa: S608 - names of our own columns

_WITHDRAW_MENTIONS = """
update registry_mention as m set withdrawn_at = %(at)s
from staged_row r where m.list = %(list)s and m.row_key = r.row_key and m.row_id <> r.id
  and r.superseded_at is null and m.withdrawn_at is null
"""


def make_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)


def drop_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table staged_row, staged_mention, staged_problem")


def stage_rows(rows: Iterable[Kept]) -> None:
    _copy("staged_row", _ROW, map(_row, rows))


def stage_mentions(rows: Iterable[Kept]) -> None:
    _copy("staged_mention", _MENTION, (mention for kept in rows for mention in _mentions(kept)))


def stage_people(row: UUID, key: str, district: str, *, discloses: bool, people: Any) -> None:
    """Stage the people of one row that is stored already."""
    mentions = (_mention(row, key, district, discloses, person) for person in people)
    _copy("staged_mention", _MENTION, mentions)


def stage_problems(troubles: Iterable[Trouble]) -> None:
    _copy("staged_problem", _PROBLEM, map(_problem, troubles))


def keep_mentions(values: dict[str, Any], *, withdraw_others: bool) -> None:
    """Write the staged mentions; withdraw those that the staged rows no longer make."""
    with connection.cursor() as cursor:
        cursor.execute(_KEEP_MENTIONS, values)
        if withdraw_others:
            cursor.execute(_WITHDRAW_MENTIONS, values)


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
        kept.is_confidential,
    )


def _mentions(kept: Kept) -> Iterator[tuple[Any, ...]]:
    for person in kept.people:
        yield _mention(kept.id, kept.key, kept.district, kept.is_confidential, person)


def _mention(row: UUID, key: str, district: str, discloses: bool, person: Named) -> tuple[Any, ...]:
    of_person = [getattr(person, name) for name in _OF_A_PERSON]
    of_person[_MASKED] = _array(person.cnic_masked)
    return (uuid7(), row, key, district, discloses, *of_person)


_MASKED = _OF_A_PERSON.index("cnic_masked")


def _array(hashes: list[bytes] | None) -> str | None:
    """The hashes as PostgreSQL writes an array of them: dumping lists is slow otherwise."""
    if hashes is None:
        return None
    return "{" + ",".join([f'"\\\\x{one.hex()}"' for one in hashes]) + "}"


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
