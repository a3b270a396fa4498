"""A table of invented requests, protected as a migration would protect it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connections, models
from django.db.migrations.state import ModelState, ProjectState

from dareecha.safeguards.policies import Protect, _TableOperation

REQUESTS = ModelState(
    "example",
    "Request",
    [
        ("id", models.IntegerField(primary_key=True)),
        ("department", models.TextField()),
        ("district", models.TextField()),
    ],
)
OWN_IN_AREA = "dareecha_serves(department) and dareecha_sees(district)"


class Statements:
    """Stands in for a schema editor: keeps what an operation would run."""

    def __init__(self) -> None:
        self.collected: list[str] = []

    def quote_name(self, name: str) -> str:
        return connections["default"].ops.quote_name(name)

    def execute(self, statement: str, params: None = None) -> None:
        self.collected.append(statement)


@pytest.fixture
def state() -> ProjectState:
    found = ProjectState()
    found.add_model(REQUESTS)
    return found


@pytest.fixture
def migrate(as_owner: psycopg.Connection, state: ProjectState) -> Callable[..., None]:
    """Run one operation on the example table, as the owner."""

    def run(operation: _TableOperation, *, backwards: bool = False) -> None:
        editor = Statements()
        way = operation.database_backwards if backwards else operation.database_forwards
        way("example", editor, state, state)
        for statement in editor.collected:
            as_owner.execute(statement)

    return run


@pytest.fixture
def requests_table(as_owner: psycopg.Connection) -> Iterator[str]:
    """Four rows of two departments, in two districts and in none, not yet protected."""
    as_owner.execute(
        "create table example_request (id int primary key, department text, district text)"
    )
    as_owner.execute(
        "insert into example_request values"
        " (1, 'bisp', 'PK517'), (2, 'zakat', 'PK517'), (3, 'bisp', ''), (4, 'bisp', 'PK502')"
    )
    yield "example_request"
    as_owner.execute("drop table example_request")


@pytest.fixture
def protected(requests_table: str, migrate: Callable[..., None]) -> str:
    """The same table under row-level security."""
    migrate(Protect("request", using=OWN_IN_AREA))
    return requests_table
