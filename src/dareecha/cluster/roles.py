"""The roles and databases of the service, made by the cluster's superuser; safe to repeat.

| Role | Does |
|---|---|
| `dareecha_admin` | makes the cluster; superuser; used by nothing else |
| `dareecha_owner` | migrations: owns database, schema and tables; no superuser |
| `dareecha_app` | serves: row-level security applies, owns nothing |
| `dareecha_search` | owns the one audited search function; cannot log in |
| `dareecha_public` | reads published aggregates only |
"""

import re
from collections.abc import Mapping
from typing import LiteralString

from psycopg import Connection, sql

ADMIN = "dareecha_admin"
OWNER = "dareecha_owner"
APP = "dareecha_app"
SEARCH = "dareecha_search"
PUBLIC = "dareecha_public"

DATABASE = "dareecha"
LOGIN_ROLES = (OWNER, APP, PUBLIC)

LONGEST_DATABASE_NAME = 63
"""PostgreSQL would cut a longer name without a word."""

# A long transaction holds back the journal's sequencer, a long statement a page:
# neither may last for ever. A migration may take long but not wait long for a lock.
ROLE_SETTINGS: Mapping[str, Mapping[LiteralString, str]] = {
    APP: {"statement_timeout": "5min", "idle_in_transaction_session_timeout": "5min"},
    PUBLIC: {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "1min"},
    OWNER: {"lock_timeout": "30s", "idle_in_transaction_session_timeout": "30min"},
}

DATABASE_GRANTS: tuple[LiteralString, ...] = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO dareecha_app",
    "GRANT CONNECT ON DATABASE {database} TO dareecha_public",
    "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public",
    "ALTER SCHEMA public OWNER TO dareecha_owner",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO dareecha_app, dareecha_search, dareecha_public",
    # A function may be handed over only to a role that may create in its schema.
    "GRANT CREATE ON SCHEMA public TO dareecha_search",
    "ALTER DEFAULT PRIVILEGES FOR ROLE dareecha_owner IN SCHEMA public"
    " GRANT USAGE, SELECT ON SEQUENCES TO dareecha_app",
)


def make_roles(admin: Connection, passwords: Mapping[str, str]) -> None:
    """Make the roles that are missing; one that exists is left as it is.

    A role that somebody has since made more powerful is not quietly put right:
    the start-up checks refuse it, so that somebody asks why.
    """
    for role in LOGIN_ROLES:
        if not _has_role(admin, role):
            _make_login_role(admin, role, passwords[role])
    if not _has_role(admin, SEARCH):
        admin.execute(
            "CREATE ROLE dareecha_search NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
        )
        admin.execute("GRANT dareecha_search TO dareecha_owner")


def make_database(admin: Connection, name: str) -> None:
    """Make an empty database in which Urdu and Pashto can be searched, unless it exists.

    `admin` must be in autocommit mode. Raises ValueError for a name that needs quoting.
    """
    check_database_name(name)
    found = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if found is None:
        admin.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER dareecha_owner"
                " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
            ).format(sql.Identifier(name))
        )


def drop_database(admin: Connection, name: str) -> None:
    """Delete a database and end what is connected to it.

    Raises ValueError for the service's own database.
    """
    check_database_name(name)
    if name == DATABASE:
        raise ValueError(f"{DATABASE} is the service's own database and is not dropped.")
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def grant_in_database(admin: Connection, name: str) -> None:
    """Give each role its rights in a database that `admin` is connected to.

    Rights on tables are given by the migrations that make them, table by table.
    """
    for statement in DATABASE_GRANTS:
        admin.execute(sql.SQL(statement).format(database=sql.Identifier(name)))


def check_database_name(name: str) -> None:
    """Raises ValueError unless the name can be written in SQL and URLs as it is."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or len(name) > LONGEST_DATABASE_NAME:
        raise ValueError(
            f"{name!r} cannot name a database: use at most {LONGEST_DATABASE_NAME} "
            "small letters, digits and underscores, beginning with a letter."
        )


def _has_role(admin: Connection, role: str) -> bool:
    return admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone() is not None


def _make_login_role(admin: Connection, role: str, password: str) -> None:
    # Only the verifier is sent, so that no password can reach a server log.
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    name = sql.Identifier(role)
    with admin.transaction():
        admin.execute(
            sql.SQL(
                "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
                " NOBYPASSRLS PASSWORD {}"
            ).format(name, sql.Literal(verifier.decode()))
        )
        for setting, value in ROLE_SETTINGS[role].items():
            admin.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    name, sql.Identifier(setting), sql.Literal(value)
                )
            )
