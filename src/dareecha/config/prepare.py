"""Makes the database ready for a command: started, checked, migrated, its catalogue published."""

import atexit
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
import psycopg
from django.core.management import call_command
from django.db import DatabaseError, ProgrammingError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from dareecha.cluster import LocalCluster
from dareecha.cluster.checks import (
    DatabaseRefused,
    check_table_grants,
    owner_problems,
    refuse_for,
    service_problems,
)
from dareecha.config.env import Env, WrongEnvironment, read_env, schemes_folder

MIGRATION_LOCK = 0x0DA2EEC4A
"""Any number will do, so long as every version of the service takes the same one."""


class CatalogueNotPublished(Exception):
    """The catalogue that is named must not replace the one in force; the text says why."""


def prepare_database() -> str:
    """Make the database ready; call it before anything that needs Django. Safe to repeat.

    Without DATABASE_URL the local cluster is started, and left when this process ends. Returns
    what somebody should know of the catalogue in force, or nothing.

    Raises ClusterError, WrongEnvironment, DatabaseRefused, KeyProblem, CatalogueRefused or
    CatalogueNotPublished.
    """
    env = read_env()
    _settle_folders(env)
    if not env.database_url:
        env = _start_local_cluster(env)
    _refuse_one_role_for_both(env)
    _check(env)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dareecha.config.settings")
    django.setup()
    _migrate(env)
    with _connected("DATABASE_URL", env.database_url) as connection:
        check_table_grants(connection)
    # Models can be imported only once Django is set up.
    from dareecha.safeguards.same_keys import check_same_keys

    check_same_keys()
    return _publish(env)


def _settle_folders(env: Env) -> None:
    """Name the folders in full, for processes that we start and for a later change of folder."""
    os.environ["DAREECHA_HOME"] = str(env.home)
    if env.schemes:
        os.environ["DAREECHA_SCHEMES"] = str(env.schemes)


def _publish(env: Env) -> str:
    """Put the catalogue in force; say when another than this program's stays in force."""
    from dareecha.catalogue.actions import OlderCatalogue, publish_named, publish_shipped
    from dareecha.domain.rules.catalogue import digest_of, files_of

    if env.schemes:
        try:
            publish_named(env.schemes)
        except OlderCatalogue as error:
            raise CatalogueNotPublished(str(error)) from None
        return ""
    folder = schemes_folder()
    kept = publish_shipped(folder)
    if kept.bundle_id == digest_of(files_of(folder)):
        return ""
    return (
        f"The catalogue in force is {kept.bundle_id[:12]} (from {kept.origin},"
        f" {kept.published_at.date().isoformat()}), not the one in {folder}. To use that one: "
        f"dareecha catalogue publish {folder}"
    )


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


def _check(env: Env) -> None:
    """Ask both roles before anything is written; raises DatabaseRefused with all that is wrong."""
    with _connected("DATABASE_URL", env.database_url) as connection:
        problems = service_problems(connection)
    refuse_for([*problems, *_problems_of_the_owner(env)])


def _problems_of_the_owner(env: Env) -> list[str]:
    if not env.owner_url:
        return []
    try:
        with _connected("DAREECHA_OWNER_URL", env.owner_url) as connection:
            return owner_problems(connection)
    except DatabaseRefused as error:
        return [str(error)]


@contextmanager
def _connected(name: str, address: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(address, connect_timeout=10)
    except psycopg.OperationalError as error:
        raise DatabaseRefused(
            f"The database in {name} does not answer: {error}. "
            "Check that its server runs and that the address, role and password are right."
        ) from None
    with connection:
        yield connection


def _migrate(env: Env) -> None:
    """Bring the tables up to this version, one process at a time."""
    pending = _pending(connections["owner"]) if env.owner_url else _pending_for_the_app()
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
            _migrate_all()
            _let_the_app_see_what_is_migrated(env)
    connections["owner"].close()


def _migrate_all() -> None:
    try:
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise DatabaseRefused(
            "A migration failed and was rolled back; those before it stay. Put right what the "
            f"server names, then run the command again: {error}"
        ) from None


def _pending_for_the_app() -> list[str]:
    try:
        return _pending(connections["default"])
    except ProgrammingError as error:
        raise DatabaseRefused(
            "The role in DATABASE_URL may not read which migrations were run. As the owner of the "
            f"tables, run: GRANT SELECT ON django_migrations TO dareecha_app; ({error})"
        ) from None


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
