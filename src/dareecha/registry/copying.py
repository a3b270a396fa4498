"""Many new rows of one table in a stream, under row-level security.

PostgreSQL refuses COPY into a table under row-level security, so rows are copied into a temporary
table of the same shape and inserted from there: every policy is asked of every row.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows with these columns of the model's table; JSON comes as text.

    Columns that are left out take the database's own default or NULL.
    """
    table, named = model._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"create temporary table copied as select {named} from {table} limit 0")  # noqa: S608
        with cursor.copy(f"copy copied ({named}) from stdin") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"insert into {table} ({named}) select {named} from copied")  # noqa: S608
        cursor.execute("drop table copied")
