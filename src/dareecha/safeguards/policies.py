"""Migration operations that put a table under row-level security, or say why it needs none.

Every table of the database is either protected or exempted in writing; a test reads PostgreSQL's
catalogue and fails for a table that is neither. A model's migration ends with, for example:

    Protect("household", using="dareecha_sees(district)")
    Protect("listrow", using="dareecha_serves(department)", check="dareecha_on_duty() and …")
    Exempt("schemebundle", "published law: nothing in it is about a person")

`using` says which rows somebody sees, `check` which rows somebody writes (if not given: those that
are seen); a row is changed or removed only by somebody who may see and write it. Both are SQL over
the table's columns, with these functions:

| Function | True when |
|---|---|
| `dareecha_on_duty()` | this transaction acts on a duty |
| `dareecha_sees(district)` | the duty's area holds that district |
| `dareecha_serves(department)` | the duty is that department's, the system's or an auditor's |
| `dareecha_setting('dareecha.role')` | (text) the setting, null where nobody set it |

A many-to-many field makes a table too: give it a model of its own (`through`) and protect that.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

APP = "dareecha_app"
SEARCH = "dareecha_search"
EXEMPTION = "No row-level security: "
ALL_COMMANDS = ("select", "insert", "update", "delete")


class _TableOperation(Operation):
    """An operation on the table of one model, of this app or of another one."""

    reversible = True
    reduces_to_sql = True
    model_name: str
    app: str

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Models stay as they are: only the database changes."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = self._table(app_label, schema_editor, to_state)
        for statement in self.statements(table, schema_editor):
            schema_editor.execute(statement, None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        table = self._table(app_label, schema_editor, from_state)
        for statement in self.undoing(table):
            schema_editor.execute(statement, None)

    def statements(self, table: str, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        raise NotImplementedError

    def undoing(self, table: str) -> list[str]:
        raise NotImplementedError

    def _table(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> str:
        model = state.apps.get_model(self.app or app_label, self.model_name)
        return schema_editor.quote_name(model._meta.db_table)


class Protect(_TableOperation):
    """Force row-level security on a table; name what the service's role sees and writes.

    `commands` are those granted to that role: `("select", "insert")` makes a table that only
    grows. `app` names another app whose table is meant.
    """

    def __init__(
        self,
        model_name: str,
        using: str = "dareecha_sees(district)",
        check: str | None = None,
        commands: Sequence[str] = ALL_COMMANDS,
        app: str = "",
    ) -> None:
        self.model_name = model_name
        self.using = using
        self.check = check
        self.commands = tuple(commands)
        self.app = app

    def describe(self) -> str:
        return f"Protect the rows of {self.model_name}"

    def statements(self, table: str, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        sees, writes = self.using, self.check or self.using
        both = f"({sees}) and ({writes})"
        return [
            f"alter table {table} enable row level security",
            f"alter table {table} force row level security",
            f"create policy owner_migrates on {table} to current_user using (true)",
            f"create policy app_sees on {table} for select to {APP} using ({sees})",
            f"create policy app_adds on {table} for insert to {APP} with check ({writes})",
            f"create policy app_changes on {table} for update to {APP}"
            f" using ({both}) with check ({writes})",
            f"create policy app_removes on {table} for delete to {APP} using ({both})",
            f"grant {', '.join(self.commands)} on {table} to {APP}",
        ]

    def undoing(self, table: str) -> list[str]:
        names = ("owner_migrates", "app_sees", "app_adds", "app_changes", "app_removes")
        return [
            f"revoke all on {table} from {APP}",
            *(f"drop policy {name} on {table}" for name in names),
            f"alter table {table} no force row level security",
            f"alter table {table} disable row level security",
        ]


class Exempt(_TableOperation):
    """Leave a table without row-level security, with the reason written on the table itself."""

    def __init__(
        self,
        model_name: str,
        reason: str,
        commands: Sequence[str] = ALL_COMMANDS,
        app: str = "",
    ) -> None:
        self.model_name = model_name
        self.reason = reason
        self.commands = tuple(commands)
        self.app = app

    def describe(self) -> str:
        return f"Exempt {self.model_name} from row-level security: {self.reason}"

    def statements(self, table: str, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        return exemption(table, self.reason, self.commands)

    def undoing(self, table: str) -> list[str]:
        return [f"revoke all on {table} from {APP}", f"comment on table {table} is null"]


def exemption(table: str, reason: str, commands: Sequence[str]) -> list[str]:
    """The SQL of a written exemption, also for tables that have no model.

    Raises ValueError for a reason too short to be one.
    """
    if len(reason.split()) < 4:
        raise ValueError(f"Say in a sentence why {table} needs no row-level security.")
    quoted = (EXEMPTION + reason).replace("'", "''")
    return [
        f"comment on table {table} is '{quoted}'",
        f"grant {', '.join(commands)} on {table} to {APP}",
    ]


class SearchFunction(_TableOperation):
    """A function that looks in one table past the policies, because they switch text indexes off.

    The planner may not use trigram, LIKE or array indexes under row-level security. So the body
    itself must say who sees which row (`where dareecha_sees(district) and …`) and limit the rows;
    every caller records the look-up. It runs as a role that can read this table only. Several
    functions on one table: `grants_reading=False` for all but the first.
    """

    def __init__(
        self,
        model_name: str,
        function: str,
        returns: str,
        body: str,
        grants_reading: bool = True,
        app: str = "",
    ) -> None:
        self.model_name = model_name
        self.function = function
        self.returns = returns
        self.body = body
        self.grants_reading = grants_reading
        self.app = app

    def describe(self) -> str:
        return f"Search {self.model_name} with {self.function}"

    def statements(self, table: str, schema_editor: BaseDatabaseSchemaEditor) -> list[str]:
        function = self.function
        reading = [
            f"create policy search_reads on {table} for select to {SEARCH} using (true)",
            f"grant select on {table} to {SEARCH}",
        ]
        return [
            *(reading if self.grants_reading else []),
            f"create function {function} returns {self.returns} language sql stable"
            " security definer set search_path = pg_catalog, public, pg_temp"
            f" as $search${self.body}$search$",
            f"revoke all on function {_signature(function)} from public",
            f"grant execute on function {_signature(function)} to {APP}",
            f"alter function {_signature(function)} owner to {SEARCH}",
        ]

    def undoing(self, table: str) -> list[str]:
        reading = [
            f"revoke select on {table} from {SEARCH}",  # noqa: S608 - a name, quoted
            f"drop policy search_reads on {table}",
        ]
        return [
            f"drop function {_signature(self.function)}",
            *(reading if self.grants_reading else []),
        ]


def _signature(function: str) -> str:
    """`f(a text, b int default 3)` as PostgreSQL names it: `f(a text, b int)`."""
    name, _, arguments = function.rstrip().rstrip(")").partition("(")
    kept = [argument.split(" default ")[0].strip() for argument in arguments.split(",")]
    return f"{name}({', '.join(kept)})"
