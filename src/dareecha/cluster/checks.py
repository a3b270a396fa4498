"""What a database must be before personal data goes into it; asked at every start."""

from collections.abc import Callable, Iterator
from typing import LiteralString

from psycopg import Connection

from dareecha.cluster.binaries import NEWEST_MAJOR, OLDEST_MAJOR

SAMPLE_NAME = "محمد"


class DatabaseRefused(Exception):
    """This database cannot be used safely; the text says what is wrong, where, and what to do."""


def check_database(connection: Connection) -> None:
    """Check a database as the role that serves: the connection is the app role's.

    Raises DatabaseRefused with one sentence for each thing that is wrong.
    """
    refuse_for(service_problems(connection))


def refuse_for(problems: list[str]) -> None:
    """Raises DatabaseRefused when there are any, a line for each."""
    if problems:
        raise DatabaseRefused("\n".join(problems))


def service_problems(connection: Connection) -> list[str]:
    """What is wrong for the role that serves; nothing is changed by asking."""
    return [problem for check in _CHECKS for problem in check(connection)]


def owner_problems(connection: Connection) -> list[str]:
    """What is wrong for the role that owns the tables: too much power, or too little to migrate."""
    powers = [*_owner_is_bound(connection)]
    if _missing_roles(connection):
        return powers  # the roles are said already, for the role that serves
    lacking = [
        statement
        for question, statement in _OWNER_GRANTS
        if connection.execute(question).fetchone() != (True,)
    ]
    return [*powers, *_told(connection, lacking), *_tables_of_others(connection)]


def check_table_grants(connection: Connection) -> None:
    """Raises DatabaseRefused where the serving role may not read tables that are there.

    Each migration grants what it makes, so this comes from a dump put back without privileges.
    """
    row = connection.execute(
        "SELECT count(*), min(relname) FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relnamespace = 'public'::regnamespace"
        " AND NOT has_table_privilege(oid, 'SELECT')"
    ).fetchone()
    number, example = row or (0, None)
    if number:
        raise DatabaseRefused(
            f"The role {_role(connection)} of {_where(connection)} may not read {number} tables "
            f"({example}, …): a dump was put back without its grants. Put it back into an empty "
            "database, without --no-privileges (-x)."
        )


def _version(connection: Connection) -> Iterator[str]:
    major = connection.info.server_version // 10000
    if not OLDEST_MAJOR <= major <= NEWEST_MAJOR:
        yield (
            f"The server of {_where(connection)} is PostgreSQL {major}: versions {OLDEST_MAJOR} "
            f"to {NEWEST_MAJOR} are supported. Point DATABASE_URL to such a server."
        )


def _row_level_security_applies(connection: Connection) -> Iterator[str]:
    power = _power_over_rows(connection)
    if power:
        yield (
            f"The role {_role(connection)} of {_where(connection)} {power}, itself or through a "
            "role it belongs to: every officer would see every household. Let DATABASE_URL name "
            "a role made with NOSUPERUSER NOBYPASSRLS."
        )
        return
    yield from _owns_nothing(connection)


def _owner_is_bound(connection: Connection) -> Iterator[str]:
    power = _power_over_rows(connection)
    if power:
        yield (
            f"The role {_role(connection)} of {_where(connection)}, in DAREECHA_OWNER_URL, "
            f"{power}, itself or through a role it belongs to: whoever learns this address could "
            "do anything on that server. Let DAREECHA_OWNER_URL name a role that only owns the "
            "tables, made with NOSUPERUSER NOBYPASSRLS as docs/guides/own-postgresql.md says "
            "(dareecha_owner)."
        )


def _power_over_rows(connection: Connection) -> str:
    """By which power the role, or one it can become, is above row-level security; '' if none."""
    row = connection.execute(
        "SELECT bool_or(rolsuper), bool_or(rolbypassrls) FROM pg_roles"
        " WHERE pg_has_role(current_user, oid, 'MEMBER')"
    ).fetchone()
    is_superuser, bypasses = row or (True, True)
    if is_superuser:
        return "is a superuser"
    return "may bypass row-level security" if bypasses else ""


def _owns_nothing(connection: Connection) -> Iterator[str]:
    # Other sessions' temporary tables belong to this role too, and protect nothing.
    row = connection.execute(
        "SELECT count(*), min(relname) FROM pg_class WHERE relkind IN ('r', 'p')"
        " AND relpersistence <> 't' AND relnamespace::regnamespace::text !~ '^pg_'"
        " AND relnamespace <> 'information_schema'::regnamespace"
        " AND pg_has_role(current_user, relowner, 'MEMBER')"
    ).fetchone()
    number, example = row or (0, None)
    if number:
        yield (
            f"The role {_role(connection)} of {_where(connection)} owns {number} tables "
            f"({example}, …): an owner can switch row-level security off. Let DATABASE_URL name "
            "a role that owns nothing, and DAREECHA_OWNER_URL the owner."
        )


def _urdu_can_be_searched(connection: Connection) -> Iterator[str]:
    encoding = connection.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        yield (
            f"{_capital(_where(connection))} is encoded in {encoding}: Urdu and Pashto need UTF8. "
            f"{_MAKE_DATABASE}"
        )
        return
    if _may_not_enter_the_schema(connection):
        return  # the grants are said to be lacking; without them no extension is seen
    if connection.execute("SELECT to_regproc('show_trgm')").fetchone() == (None,):
        yield (
            f"{_capital(_where(connection))} lacks the extension pg_trgm, which name search "
            "needs. As its owner, run: CREATE EXTENSION pg_trgm"
        )
        return
    letters = connection.execute("SELECT cardinality(show_trgm(%s))", [SAMPLE_NAME]).fetchone()
    if letters == (0,):
        locale = connection.execute(
            "SELECT datctype FROM pg_database WHERE datname = current_database()"
        ).fetchone()
        yield (
            f"{_capital(_where(connection))} has the locale {locale[0] if locale else ''}, which "
            "drops every Urdu and Pashto letter: a search by name would find nothing. "
            f"{_MAKE_DATABASE}"
        )


def _grants_are_there(connection: Connection) -> Iterator[str]:
    missing = _missing_roles(connection)
    if missing:
        yield (
            f"The server of {_where(connection)} lacks the role {' and '.join(missing)}, whose "
            "names are fixed: the rules of who sees which row name them. Make the roles as "
            "docs/guides/own-postgresql.md says, then try again."
        )
        return
    if connection.execute("SELECT pg_has_role('dareecha_app', 'USAGE')").fetchone() != (True,):
        yield (
            f"DATABASE_URL names the role {_role(connection)}, and every grant and rule of who "
            "sees which row names dareecha_app. Let DATABASE_URL name dareecha_app."
        )
        return
    yield from _told(
        connection,
        [
            statement
            for question, statement in _SERVICE_GRANTS
            if connection.execute(question).fetchone() != (True,)
        ],
    )


def _missing_roles(connection: Connection) -> list[str]:
    found = connection.execute(
        "SELECT name FROM unnest(ARRAY['dareecha_app', 'dareecha_search']) AS name"
        " WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) ORDER BY name"
    )
    return [name for (name,) in found]


def _told(connection: Connection, lacking: list[str]) -> Iterator[str]:
    if lacking:
        run = " ".join(
            statement.format(database=connection.info.dbname, role=_role(connection)) + ";"
            for statement in lacking
        )
        yield (
            f"The role {_role(connection)} lacks grants in {_where(connection)}; nothing was "
            f"changed. As a superuser of that server, connected to {connection.info.dbname}, "
            f"run: {run}"
        )


def _tables_of_others(connection: Connection) -> Iterator[str]:
    row = connection.execute(
        "SELECT count(*), min(relname), min(relowner::regrole::text) FROM pg_class"
        " WHERE relkind IN ('r', 'p', 'S') AND relnamespace = 'public'::regnamespace"
        " AND NOT pg_has_role(relowner, 'USAGE')"
    ).fetchone()
    number, example, owner = row or (0, None, None)
    if number:
        yield (
            f"The role {_role(connection)} in DAREECHA_OWNER_URL does not own {number} tables of "
            f"{_where(connection)} ({example}, …); they belong to {owner}. Let DAREECHA_OWNER_URL "
            "name the role that owns the tables."
        )


def _may_not_enter_the_schema(connection: Connection) -> bool:
    found = connection.execute("SELECT has_schema_privilege('public', 'USAGE')").fetchone()
    return found != (True,)


# What must be true, and what a superuser runs where it is not.
_SERVICE_GRANTS: tuple[tuple[LiteralString, str], ...] = (
    (
        "SELECT has_database_privilege(current_database(), 'TEMPORARY')",
        'GRANT CONNECT, TEMPORARY ON DATABASE "{database}" TO dareecha_app',
    ),
    (
        "SELECT has_schema_privilege('public', 'USAGE')",
        "GRANT USAGE ON SCHEMA public TO dareecha_app",
    ),
    (
        "SELECT has_schema_privilege('dareecha_search', 'public', 'USAGE')",
        "GRANT USAGE ON SCHEMA public TO dareecha_search",
    ),
    (
        "SELECT has_schema_privilege('dareecha_search', 'public', 'CREATE')",
        "GRANT CREATE ON SCHEMA public TO dareecha_search",
    ),
)
_OWNER_GRANTS: tuple[tuple[LiteralString, str], ...] = (
    (
        "SELECT has_schema_privilege('public', 'CREATE')",
        'ALTER SCHEMA public OWNER TO "{role}"',
    ),
    (
        "SELECT pg_has_role('dareecha_search', 'MEMBER')",
        'GRANT dareecha_search TO "{role}"',
    ),
)

_MAKE_DATABASE = (
    "Make the database anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
)

_CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _version,
    _row_level_security_applies,
    _grants_are_there,
    _urdu_can_be_searched,
)


def _role(connection: Connection) -> str:
    return connection.info.user


def _where(connection: Connection) -> str:
    return f"the database {connection.info.dbname} at {connection.info.host}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
