"""The two database connections: `default` for the service, `owner` for migrations."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

# A worker has fewer threads than its pool may have connections: a thread waits only while the
# database does not answer, and then a reader should soon be told.
POOL = {"min_size": 2, "max_size": 8, "timeout": 5}
# Without an address Django's settings still load; the first query then fails with this name.
NOT_STARTED = "host=the-database-was-not-started dbname=dareecha"


def service_database(address: str) -> dict[str, Any]:
    """Connect as the role that row-level security binds, through a pool."""
    return _settings(address, {"pool": dict(POOL)})


def owner_database(address: str) -> dict[str, Any]:
    """Connect as the owner of the tables, for migrations alone, without a pool."""
    return _settings(address, {})


def _settings(address: str, options: dict[str, Any]) -> dict[str, Any]:
    parts = dict(conninfo_to_dict(address or NOT_STARTED))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 0,
        # Connections of a pool outlive a server that was started anew: each is tried when taken.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**parts, **options},
    }


class OwnerOnlyMigrates:
    """Send every question to `default`; let migrations run on `owner` and nowhere else."""

    def db_for_read(self, model: object, **hints: object) -> str:
        return "default"

    def db_for_write(self, model: object, **hints: object) -> str:
        return "default"

    def allow_relation(self, one: object, other: object, **hints: object) -> bool:
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == "owner"
