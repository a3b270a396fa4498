"""What a database must be before personal data goes into it; asked at every start."""

from collections.abc import Callable, Iterator

from psycopg import Connection

from dareecha.cluster.binaries import NEWEST_MAJOR, OLDEST_MAJOR

SAMPLE_NAME = "محمد"


class DatabaseRefused(Exception):
    """This database cannot be used safely; the text says what is wrong, where, and what to do."""


def check_database(connection: Connection) -> None:
    """Check a database as the role that serves: the connection is the app role's.

    Raises DatabaseRefused with one sentence for each thing that is wrong.
    """
    problems = [problem for check in _CHECKS for problem in check(connection)]
    if problems:
        raise DatabaseRefused("\n".join(problems))


def _version(connection: Connection) -> Iterator[str]:
    major = connection.info.server_version // 10000
    if not OLDEST_MAJOR <= major <= NEWEST_MAJOR:
        yield (
            f"The server of {_where(connection)} is PostgreSQL {major}: versions {OLDEST_MAJOR} "
            f"to {NEWEST_MAJOR} are supported. Point DATABASE_URL to such a server."
        )


def _row_level_security_applies(connection: Connection) -> Iterator[str]:
    row = connection.execute(
        "SELECT bool_or(rolsuper), bool_or(rolbypassrls) FROM pg_roles"
        " WHERE pg_has_role(current_user, oid, 'MEMBER')"
    ).fetchone()
    is_superuser, bypasses = row or (True, True)
    if is_superuser or bypasses:
        power = "is a superuser" if is_superuser else "may bypass row-level security"
        yield (
            f"The role {_role(connection)} of {_where(connection)} {power}, itself or through a "
            "role it belongs to: every officer would see every household. Let DATABASE_URL name "
            "a role made with NOSUPERUSER NOBYPASSRLS."
        )
        return
    yield from _owns_nothing(connection)


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


_MAKE_DATABASE = (
    "Make the database anew: CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
)

_CHECKS: tuple[Callable[[Connection], Iterator[str]], ...] = (
    _version,
    _row_level_security_applies,
    _urdu_can_be_searched,
)


def _role(connection: Connection) -> str:
    return connection.info.user


def _where(connection: Connection) -> str:
    return f"the database {connection.info.dbname} at {connection.info.host}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
