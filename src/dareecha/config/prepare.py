"""Makes the database ready for a command: started, checked, migrated, its catalogue published."""

import atexit
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from dareecha.cluster import LocalCluster
from dareecha.cluster.checks import DatabaseRefused, check_database
from dareecha.config.env import Env, WrongEnvironment, read_env, schemes_folder

MIGRATION_LOCK = 0x0DA2EEC4A
"""Any number will do, so long as every version of the service takes the same one."""


def prepare_database() -> None:
    """Make the database ready; call it before anything that needs Django. Safe to repeat.

    Without DATABASE_URL the local cluster is started, and left when this process ends.

    Raises ClusterError, WrongEnvironment, DatabaseRefused, KeyProblem or CatalogueRefused.
    """
    env = read_env()
    if not env.database_url:
        env = _start_local_cluster(env)
    _refuse_one_role_for_both(env)
    _check(env.database_url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dareecha.config.settings")
    django.setup()
    _migrate(env)
    # Models can be imported only once Django is set up.
    importlib.import_module("dareecha.safeguards.same_keys").check_same_keys()
    actions = importlib.import_module("dareecha.catalogue.actions")
    actions.publish_shipped(schemes_folder())


def _start_local_cluster(env: Env) -> Env:
    """Start the cluster, and tell Django's settings of it, which are read after this."""
    if env.owner_url:
        raise WrongEnvironment(
            "DAREECHA_OWNER_URL is set and DATABASE_URL is not. Set both to use a database of "
            "your own, or neither to use the local one."
        )
    cluster = LocalCluster(env.home)
    addresses = cluster.ensure_running()
    atexit.register(_leave, cluster)
    os.environ["DATABASE_URL"] = addresses.app
    os.environ["DAREECHA_OWNER_URL"] = addresses.owner
    return read_env()


def _leave(cluster: LocalCluster) -> None:
    """Close what this process has open, then leave the server: it stops when nobody is left."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    cluster.stop()


def _refuse_one_role_for_both(env: Env) -> None:
    if not env.owner_url:
        return
    role = conninfo_to_dict(env.database_url).get("user")
    if role == conninfo_to_dict(env.owner_url).get("user"):
        raise DatabaseRefused(
            f"DATABASE_URL and DAREECHA_OWNER_URL name the same role, {role}. An owner of tables "
            "can switch row-level security off: let DATABASE_URL name a role that owns nothing."
        )


def _check(address: str) -> None:
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            check_database(connection)
    except psycopg.OperationalError as error:
        raise DatabaseRefused(
            f"The database in DATABASE_URL does not answer: {error}. "
            "Check that its server runs and that the address, role and password are right."
        ) from None


def _migrate(env: Env) -> None:
    """Bring the tables up to this version, one process at a time."""
    alias = "owner" if env.owner_url else "default"
    pending = _pending(connections[alias])
    if not pending:
        return
    if not env.owner_url:
        raise WrongEnvironment(
            f"The database lacks {len(pending)} migrations, the first of them {pending[0]}, and "
            "DAREECHA_OWNER_URL is not set. Set it to the address of the role that owns the "
            "tables (postgresql://dareecha_owner:password@host:5432/database), then try again."
        )
    with _alone(connections["owner"]):
        if _pending(connections["owner"]):
            call_command("migrate", database="owner", interactive=False, verbosity=0)
            _let_the_app_see_what_is_migrated(env)
    connections["owner"].close()


def _pending(connection: BaseDatabaseWrapper) -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


@contextmanager
def _alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    with connection.cursor() as cursor:
        # The owner's own lock_timeout is meant for tables, not for a neighbour's migration.
        cursor.execute("SET lock_timeout = '10min'")
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        cursor.execute("RESET lock_timeout")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])


def _let_the_app_see_what_is_migrated(env: Env) -> None:
    """So that a process without the owner's address can tell whether it may start."""
    role = conninfo_to_dict(env.database_url)["user"]
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            sql.SQL("GRANT SELECT ON django_migrations TO {}").format(sql.Identifier(str(role)))
        )
