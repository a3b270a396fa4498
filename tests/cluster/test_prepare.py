"""A command finds its database ready, or is told in one message what to do."""

import subprocess
from collections.abc import Callable

import psycopg

from dareecha.cluster import LocalCluster

RunPython = Callable[..., subprocess.CompletedProcess[str]]

PREPARE = """
import os, sys
os.environ.update(pair.split("=", 1) for pair in sys.argv[1:])
from dareecha.cluster import ClusterError
from dareecha.cluster.checks import DatabaseRefused
from dareecha.config.env import WrongEnvironment
from dareecha.config.prepare import prepare_database
try:
    prepare_database()
except (ClusterError, DatabaseRefused, WrongEnvironment) as error:
    print(type(error).__name__, error)
else:
    from django.db import connection
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, count(*) > 10 FROM django_migrations")
        print(*cursor.fetchone())
"""


def test_a_new_database_is_migrated_by_its_owner_and_served_by_the_app_role(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    addresses = own_cluster.create_database("new_trial")
    home, app = f"DAREECHA_HOME={own_cluster.home}", f"DATABASE_URL={addresses.app}"
    owner = f"DAREECHA_OWNER_URL={addresses.owner}"

    without_owner = run_python(PREPARE, home, app)
    assert "WrongEnvironment The database lacks" in without_owner.stdout, without_owner.stderr
    assert "DAREECHA_OWNER_URL is not set" in without_owner.stdout

    prepared = run_python(PREPARE, home, app, owner)
    assert prepared.stdout == "dareecha_app True\n", prepared.stderr
    with psycopg.connect(addresses.owner) as connection:
        owners = connection.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
    assert owners == [("dareecha_owner",)]

    once_migrated = run_python(PREPARE, home, app)
    assert once_migrated.stdout == "dareecha_app True\n", once_migrated.stderr


def test_nothing_is_migrated_while_a_grant_is_lacking_and_one_message_says_all(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    addresses = own_cluster.create_database("grants_trial")
    given = (
        f"DAREECHA_HOME={own_cluster.home}",
        f"DATABASE_URL={addresses.app}",
        f"DAREECHA_OWNER_URL={addresses.owner}",
    )
    with own_cluster.connect_as_admin("grants_trial") as admin:
        admin.execute("REVOKE USAGE ON SCHEMA public FROM dareecha_app")
        # The owner may create there through its membership of dareecha_search, too.
        admin.execute("REVOKE CREATE ON SCHEMA public FROM dareecha_search")
        admin.execute("ALTER SCHEMA public OWNER TO dareecha_admin")
        refused = run_python(PREPARE, *given)
        assert refused.stdout.count("DatabaseRefused") == 1, refused.stderr
        assert "GRANT USAGE ON SCHEMA public TO dareecha_app;" in refused.stdout
        assert 'ALTER SCHEMA public OWNER TO "dareecha_owner";' in refused.stdout
        tables = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert admin.execute(tables).fetchone() == (0,)
        for line in refused.stdout.splitlines():
            admin.execute(line.partition("run: ")[2])  # type: ignore[arg-type] # SQL of the message
    prepared = run_python(PREPARE, *given)
    assert prepared.stdout == "dareecha_app True\n", prepared.stderr


def test_an_owners_address_that_does_not_answer_is_named_before_anything_is_written(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    addresses = own_cluster.create_database("owner_trial")
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        f"DATABASE_URL={addresses.app}",
        "DAREECHA_OWNER_URL=postgresql://dareecha_owner:hidden@/dareecha?host=/nonexistent",
    )
    assert "DatabaseRefused The database in DAREECHA_OWNER_URL does not answer" in refused.stdout
    assert "hidden" not in refused.stdout + refused.stderr


def test_a_superuser_is_refused_before_anything_is_written(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    addresses = own_cluster.create_database("superuser_trial")
    admin = own_cluster._address("dareecha_admin", "superuser_trial")
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        f"DATABASE_URL={admin}",
        f"DAREECHA_OWNER_URL={addresses.owner}",
    )
    assert "DatabaseRefused The role dareecha_admin" in refused.stdout, refused.stderr
    with psycopg.connect(addresses.owner) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (0,)


def test_a_superuser_may_not_migrate_and_leaves_nothing(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    addresses = own_cluster.create_database("superuser_owner_trial")
    admin = own_cluster._address("dareecha_admin", "superuser_owner_trial")
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        f"DATABASE_URL={addresses.app}",
        f"DAREECHA_OWNER_URL={admin}",
    )
    assert "DatabaseRefused The role dareecha_admin" in refused.stdout, refused.stderr
    assert "in DAREECHA_OWNER_URL, is a superuser" in refused.stdout
    assert len(refused.stdout.splitlines()) == 1
    with psycopg.connect(addresses.owner) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone() == (0,)


def test_one_role_for_serving_and_owning_is_refused(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    owner = own_cluster.connections().owner
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        f"DATABASE_URL={owner}",
        f"DAREECHA_OWNER_URL={owner}",
    )
    assert "name the same role, dareecha_owner" in refused.stdout, refused.stderr


def test_a_server_that_does_not_answer_is_named_without_its_password(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        "DATABASE_URL=postgresql://app:hidden@/dareecha?host=/nonexistent",
    )
    assert "DatabaseRefused The database in DATABASE_URL does not answer" in refused.stdout
    assert "/nonexistent" in refused.stdout
    assert "hidden" not in refused.stdout + refused.stderr


def test_an_owner_without_a_service_address_is_refused(
    own_cluster: LocalCluster, run_python: RunPython
) -> None:
    refused = run_python(
        PREPARE,
        f"DAREECHA_HOME={own_cluster.home}",
        f"DAREECHA_OWNER_URL={own_cluster.connections().owner}",
    )
    assert "DAREECHA_OWNER_URL is set and DATABASE_URL is not" in refused.stdout, refused.stderr
