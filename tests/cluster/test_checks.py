"""A database in which personal data would not be safe, or could not be found, is refused."""

from collections.abc import Iterator

import psycopg
import pytest

from dareecha.cluster import LocalCluster
from dareecha.cluster.checks import (
    DatabaseRefused,
    check_database,
    check_table_grants,
    owner_problems,
)


def refusal(address: str) -> str:
    with psycopg.connect(address) as connection, pytest.raises(DatabaseRefused) as refused:
        check_database(connection)
    return str(refused.value)


@pytest.fixture
def app_address(cluster: LocalCluster, new_database: str) -> str:
    return cluster.create_database(new_database).app


@pytest.fixture
def admin(cluster: LocalCluster) -> Iterator[psycopg.Connection]:
    with cluster.connect_as_admin("postgres") as admin:
        yield admin


def test_the_local_database_is_accepted(app_address: str) -> None:
    with psycopg.connect(app_address) as connection:
        check_database(connection)


@pytest.mark.parametrize(
    ("power", "words"), [("SUPERUSER", "is a superuser"), ("BYPASSRLS", "may bypass")]
)
def test_a_role_that_row_level_security_does_not_bind_is_refused(
    app_address: str, admin: psycopg.Connection, power: str, words: str
) -> None:
    admin.execute(f"ALTER ROLE dareecha_app {power}")
    try:
        said = refusal(app_address)
    finally:
        admin.execute(f"ALTER ROLE dareecha_app NO{power}")
    assert words in said
    assert "dareecha_app" in said
    assert "NOSUPERUSER NOBYPASSRLS" in said


def test_a_role_that_can_become_a_superuser_is_refused(
    app_address: str, admin: psycopg.Connection
) -> None:
    admin.execute("GRANT dareecha_admin TO dareecha_app")
    try:
        assert "a role it belongs to" in refusal(app_address)
    finally:
        admin.execute("REVOKE dareecha_admin FROM dareecha_app")


def test_a_role_that_owns_tables_is_refused(cluster: LocalCluster, new_database: str) -> None:
    addresses = cluster.create_database(new_database)
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("CREATE TABLE household (id int)")
    said = refusal(addresses.owner)
    assert "dareecha_owner" in said
    assert "owns 1 tables (household" in said
    with psycopg.connect(addresses.app) as connection:
        check_database(connection)


def test_a_locale_that_drops_urdu_letters_is_refused(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str
) -> None:
    admin.execute(f"CREATE DATABASE {new_database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    said = refusal(cluster.create_database(new_database).app)
    assert new_database in said
    assert "locale C, which drops every Urdu and Pashto letter" in said
    assert "LOCALE 'C.UTF-8'" in said


def test_an_encoding_without_urdu_is_refused(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str
) -> None:
    admin.execute(f"CREATE DATABASE {new_database} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    assert "encoded in LATIN1" in refusal(cluster.create_database(new_database).app)


def test_a_database_without_trigrams_is_refused(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str
) -> None:
    address = cluster.create_database(new_database).app
    with cluster.connect_as_admin(new_database) as inside:
        inside.execute("DROP EXTENSION pg_trgm")
    assert "CREATE EXTENSION pg_trgm" in refusal(address)


def test_a_server_version_outside_the_supported_ones_is_refused(
    app_address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dareecha.cluster.checks.OLDEST_MAJOR", 99)
    assert "versions 99 to 18 are supported" in refusal(app_address)


@pytest.mark.parametrize(
    ("taken", "given"),
    [
        (
            "REVOKE USAGE ON SCHEMA public FROM dareecha_app",
            "GRANT USAGE ON SCHEMA public TO dareecha_app;",
        ),
        (
            "REVOKE TEMPORARY ON DATABASE {} FROM dareecha_app",
            'GRANT CONNECT, TEMPORARY ON DATABASE "{}" TO dareecha_app;',
        ),
        (
            "REVOKE CREATE ON SCHEMA public FROM dareecha_search",
            "GRANT CREATE ON SCHEMA public TO dareecha_search;",
        ),
    ],
    ids=["schema", "temporary", "search"],
)
def test_a_missing_grant_is_said_with_what_to_run_and_then_it_works(
    cluster: LocalCluster, new_database: str, taken: str, given: str
) -> None:
    address = cluster.create_database(new_database).app
    with cluster.connect_as_admin(new_database) as inside:
        inside.execute(taken.format(new_database))  # type: ignore[arg-type] # SQL of this test
        said = refusal(address)
        assert given.format(new_database) in said
        assert len(said.splitlines()) == 1
        inside.execute(said.partition("run: ")[2])  # type: ignore[arg-type] # SQL of the message
    with psycopg.connect(address) as connection:
        check_database(connection)


def test_an_owner_that_could_not_finish_a_migration_is_said_with_what_to_run(
    cluster: LocalCluster, new_database: str
) -> None:
    address = cluster.create_database(new_database).owner
    with cluster.connect_as_admin(new_database) as inside:
        inside.execute("ALTER SCHEMA public OWNER TO dareecha_admin")
        inside.execute("REVOKE dareecha_search FROM dareecha_owner")
        try:
            with psycopg.connect(address) as connection:
                [said] = owner_problems(connection)
            inside.execute(said.partition("run: ")[2])  # type: ignore[arg-type] # as above
            with psycopg.connect(address) as connection:
                assert owner_problems(connection) == []
        finally:
            inside.execute("GRANT dareecha_search TO dareecha_owner")


def test_a_role_of_another_name_is_told_to_be_the_one_that_grants_name(
    cluster: LocalCluster, new_database: str
) -> None:
    said = refusal(cluster.create_database(new_database).public)
    assert "DATABASE_URL names the role dareecha_public" in said
    assert "Let DATABASE_URL name dareecha_app" in said


@pytest.mark.parametrize(
    ("power", "words"), [("SUPERUSER", "is a superuser"), ("BYPASSRLS", "may bypass")]
)
def test_an_owner_with_more_power_than_owning_is_refused(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str, power: str, words: str
) -> None:
    address = cluster.create_database(new_database).owner
    with psycopg.connect(address) as connection:
        assert owner_problems(connection) == []
    admin.execute(f"ALTER ROLE dareecha_owner {power}")
    try:
        with psycopg.connect(address) as connection:
            [said] = owner_problems(connection)
    finally:
        admin.execute(f"ALTER ROLE dareecha_owner NO{power}")
    assert words in said
    assert "dareecha_owner" in said
    assert "DAREECHA_OWNER_URL" in said
    assert "NOSUPERUSER NOBYPASSRLS" in said


def test_an_owner_that_can_become_a_superuser_is_refused(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str
) -> None:
    address = cluster.create_database(new_database).owner
    admin.execute("GRANT dareecha_admin TO dareecha_owner")
    try:
        with psycopg.connect(address) as connection:
            [said, *_] = owner_problems(connection)
    finally:
        admin.execute("REVOKE dareecha_admin FROM dareecha_owner")
    assert "a role it belongs to" in said


def test_an_owner_of_nothing_that_is_there_is_told_whose_the_tables_are(
    cluster: LocalCluster, new_database: str
) -> None:
    addresses = cluster.create_database(new_database)
    with cluster.connect_as_admin(new_database) as inside:
        inside.execute("CREATE TABLE household (id int)")
    with psycopg.connect(addresses.owner) as connection:
        [said] = owner_problems(connection)
    assert "does not own 1 tables" in said
    assert "belong to dareecha_admin" in said


def test_tables_put_back_without_their_grants_are_told(
    cluster: LocalCluster, new_database: str
) -> None:
    addresses = cluster.create_database(new_database)
    with psycopg.connect(addresses.owner) as owner:
        owner.execute("CREATE TABLE household (id int)")
    with (
        psycopg.connect(addresses.app) as connection,
        pytest.raises(DatabaseRefused, match=r"may not read 1 tables \(household") as refused,
    ):
        check_table_grants(connection)
    assert "without --no-privileges" in str(refused.value)


def test_everything_that_is_wrong_is_said_at_once(
    cluster: LocalCluster, admin: psycopg.Connection, new_database: str
) -> None:
    admin.execute(f"CREATE DATABASE {new_database} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    address = cluster.create_database(new_database).app
    admin.execute("ALTER ROLE dareecha_app SUPERUSER")
    try:
        said = refusal(address)
    finally:
        admin.execute("ALTER ROLE dareecha_app NOSUPERUSER")
    assert len(said.splitlines()) == 2
