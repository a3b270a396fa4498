"""The test database: made, migrated and emptied as its owner, used as the service's role.

Superusers and owners would pass row-level security; so no test runs as one. What needs no database
(`tests/domain`) starts none.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.template import engines
from django.test import Client, TransactionTestCase
from psycopg import sql

from dareecha.accounts import actions
from dareecha.accounts.models import Duty, Officer
from dareecha.cluster.server import Connections, LocalCluster
from dareecha.config.databases import owner_database, service_database
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as, logging_in

TEST_HOME = Path(__file__).resolve().parent.parent / ".make" / "test-home"
PASSWORD = "a long enough pass phrase"
PLAIN_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"

NAMES_OF_TABLES = """
    select tablename from pg_tables
    where schemaname = 'public'
    and tablename not in ('django_migrations', 'django_content_type', 'auth_permission')
"""


class UnknownTemplateVariable(Exception):
    """A template asked for something that its view did not give."""


class FailsWhenPrinted(str):
    """Django puts the name of an unknown variable into this text: then it raises."""

    __slots__ = ()

    def __new__(cls) -> FailsWhenPrinted:
        return super().__new__(cls, "%s")

    def __mod__(self, variable: Any) -> str:
        raise UnknownTemplateVariable(f"The template's variable {variable!s} was not given.")


def pytest_configure() -> None:
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": PLAIN_STATIC}}
    settings.STATIC_ROOT = None
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    engines["django"].engine.string_if_invalid = FailsWhenPrinted()


@pytest.fixture(scope="session")
def cluster() -> Iterator[LocalCluster]:
    """The local PostgreSQL of the tests; kept between runs, stopped after the last user."""
    home = Path(os.environ.get("DAREECHA_TEST_HOME", TEST_HOME))
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with LocalCluster(home) as running:
        yield running


@pytest.fixture(scope="session")
def database(cluster: LocalCluster) -> Iterator[Connections]:
    """An empty database of this test process alone."""
    name = f"test_dareecha_{os.getpid()}"
    yield cluster.create_database(name)
    cluster.drop_database(name)


@pytest.fixture(scope="session")
def django_db_setup(database: Connections, django_db_blocker: Any) -> Iterator[None]:
    """Migrate as the owner; let every test run as the service's role."""
    with django_db_blocker.unblock():
        connections["default"].settings_dict.update(_without_pool(service_database(database.app)))
        connections["owner"].settings_dict.update(owner_database(database.owner))
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()
    emptying = pytest.MonkeyPatch()
    emptying.setattr(TransactionTestCase, "_fixture_teardown", lambda case: _empty(database.owner))
    yield
    emptying.undo()
    with django_db_blocker.unblock():
        connections.close_all()


@pytest.fixture
def as_owner(database: Connections, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A connection that makes and drops tables, as migrations do."""
    with psycopg.connect(database.owner, autocommit=True) as owner:
        yield owner


@pytest.fixture(autouse=True)
def _own_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys made for the tests, never those of whoever runs them."""
    monkeypatch.setattr(settings, "KEYS_FOLDER", tmp_path_factory.getbasetemp() / "keys")


@pytest.fixture
def on_duty(transactional_db: None) -> Callable[..., Duty]:
    """Appoint somebody: `on_duty(role="officer", areas=["PK517"], department="zakat")`.

    Act on it with `acting_as(duty.context, purpose="a test")`.
    """
    numbers = itertools.count(1)

    def make(
        *,
        role: str = "facilitator",
        areas: Sequence[str] = ("*",),
        department: str = "bisp",
        purposes: Sequence[str] = ("registration",),
        valid_from: dt.date = dt.date(2020, 1, 1),
        valid_to: dt.date | None = None,
    ) -> Duty:
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            actions.establish(code=department, names={"en": department.title()})
            return actions.appoint(
                username=f"officer-{next(numbers)}",
                full_name="Invented Officer",
                password=PASSWORD,
                department=department,
                areas=areas,
                role=role,
                purposes=purposes,
                valid_from=valid_from,
                valid_to=valid_to,
            )

    return make


@pytest.fixture
def log_in(client: Client) -> Callable[[Officer], Client]:
    """The test client, logged in as this officer."""

    def of(officer: Officer) -> Client:
        with logging_in():
            client.force_login(officer)
        return client

    return of


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Forget how often earlier tests have tried to log in."""
    cache.clear()


def _without_pool(found: dict[str, Any]) -> dict[str, Any]:
    options = {name: value for name, value in found["OPTIONS"].items() if name != "pool"}
    return {**found, "OPTIONS": options}


def _empty(owner_address: str) -> None:
    """Empty every table between tests with real transactions; the service's role may not."""
    with psycopg.connect(owner_address) as owner:
        names = [name for (name,) in owner.execute(NAMES_OF_TABLES)]
        has_rows = sql.SQL(" union all ").join(
            sql.SQL("select {} where exists (select from {})").format(name, sql.Identifier(name))
            for name in names
        )
        filled = [sql.Identifier(name) for (name,) in owner.execute(has_rows)]
        if filled:
            owner.execute(
                sql.SQL("truncate {} restart identity cascade").format(sql.SQL(", ").join(filled))
            )
