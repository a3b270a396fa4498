"""What the environment says about this installation: read here, and nowhere else."""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import environs
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

PACKAGE = Path(__file__).resolve().parent.parent
DEFAULT_HOME = "~/.local/share/dareecha"
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_SECRET = 32

Value = TypeVar("Value")


class WrongEnvironment(Exception):
    """A variable of the environment cannot be used; the text names it and says what to do."""


@dataclass(frozen=True)
class Env:
    """The installation, as its environment describes it.

    An empty address means that none was given. The addresses and the key are secrets.
    """

    home: Path
    database_url: str
    owner_url: str
    schemes: Path | None
    secret_key: str
    debug: bool
    allowed_hosts: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Env(home={self.home}, schemes={self.schemes}, debug={self.debug})"


def read_env() -> Env:
    """Read the environment; the first time, make the home folder and its secret key.

    Raises WrongEnvironment.
    """
    given = environs.Env()
    home = read_home()
    return Env(
        home=home,
        database_url=_address(given, "DATABASE_URL"),
        owner_url=_address(given, "DAREECHA_OWNER_URL"),
        schemes=_schemes(given),
        secret_key=_secret_key(given, home),
        debug=_debug(given),
        allowed_hosts=_allowed_hosts(given),
    )


def read_home() -> Path:
    """The folder of this installation's data and keys; not made here."""
    written = environs.Env().str("DAREECHA_HOME", "") or DEFAULT_HOME
    try:
        return Path(written).expanduser().absolute()
    except RuntimeError:
        raise WrongEnvironment(
            f"DAREECHA_HOME: {written} cannot be found, because this user has no home folder. "
            "Set DAREECHA_HOME to a folder that this user may write."
        ) from None


def schemes_folder() -> Path:
    """The folder of the catalogue: the one named, else the one shipped.

    Raises WrongEnvironment when there is none.
    """
    return read_schemes() or shipped_folder()


def shipped_folder() -> Path:
    """The folder of the catalogue that came with the program.

    Raises WrongEnvironment when there is none.
    """
    in_package, in_repository = PACKAGE / "schemes", PACKAGE.parent.parent / "schemes"
    for folder in (in_package, in_repository):
        if folder.is_dir():
            return folder
    raise WrongEnvironment(
        f"The catalogue of schemes is missing: there is neither {in_package} nor {in_repository}. "
        "Install Dareecha again, or set DAREECHA_SCHEMES to a catalogue folder."
    )


def read_schemes() -> Path | None:
    """The catalogue folder that DAREECHA_SCHEMES names, None where it names none.

    Raises WrongEnvironment.
    """
    return _schemes(environs.Env())


def _schemes(given: environs.Env) -> Path | None:
    written = given.str("DAREECHA_SCHEMES", "")
    if not written:
        return None
    folder = Path(written).expanduser().absolute()
    if not folder.is_dir():
        raise WrongEnvironment(
            f"DAREECHA_SCHEMES: there is no folder {folder}. "
            "Set it to a catalogue folder, or unset it to use the catalogue that is shipped."
        )
    if not (folder / "facts.yaml").is_file():
        raise WrongEnvironment(
            f"DAREECHA_SCHEMES: {folder} holds no catalogue: facts.yaml is not in it, which "
            "stands beside the folders of the departments. Set it to a catalogue folder, or "
            "unset it to use the catalogue that is shipped."
        )
    return folder


def _address(given: environs.Env, name: str) -> str:
    """A PostgreSQL address. It holds a password, so no message repeats it."""
    address: str = given.str(name, "").strip()
    if not address:
        return ""
    try:
        is_postgresql = urlsplit(address).scheme in {"postgresql", "postgres"}
        parts = conninfo_to_dict(address) if is_postgresql else {}
    except (ValueError, ProgrammingError):
        parts = {}
    if not parts.get("user") or not parts.get("dbname"):
        raise WrongEnvironment(
            f"{name} is not the address of a PostgreSQL database (it is not shown: it may hold a "
            "password). Write it as postgresql://role:password@host:5432/database, "
            "with %40 for an @ within the password."
        )
    return address


def _debug(given: environs.Env) -> bool:
    return _read(lambda: given.bool("DAREECHA_DEBUG", False), "DAREECHA_DEBUG", "true or false")


def _allowed_hosts(given: environs.Env) -> tuple[str, ...]:
    written = given.str("DAREECHA_ALLOWED_HOSTS", "")
    hosts = tuple(host.strip() for host in written.split(",") if host.strip())
    for host in hosts:
        if "/" in host or " " in host:
            raise WrongEnvironment(
                f"DAREECHA_ALLOWED_HOSTS: {host!r} is not the name of a host. "
                "Write names only, with commas between them: dareecha.example, 10.0.0.5"
            )
    return hosts or LOCAL_HOSTS


def _read(read: Callable[[], Value], name: str, expected: str) -> Value:
    try:
        return read()
    except environs.EnvError:
        raise WrongEnvironment(
            f"{name}: {os.environ[name]!r} is not {expected}. Set it to {expected}, or unset it."
        ) from None


def _secret_key(given: environs.Env, home: Path) -> str:
    written: str = given.str("DAREECHA_SECRET_KEY", "")
    if written and len(written) < SHORTEST_SECRET:
        raise WrongEnvironment(
            f"DAREECHA_SECRET_KEY has {len(written)} characters; it needs {SHORTEST_SECRET} or "
            "more. Set a longer random one, or unset it: one is then made and kept in "
            f"{home}."
        )
    return written or _kept_secret_key(home / "secret_key")


def _kept_secret_key(path: Path) -> str:
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _keep(path, secrets.token_urlsafe(48))
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise WrongEnvironment(
            f"DAREECHA_HOME: {path} cannot be read or made ({error.strerror}). Run as the user "
            "who owns that folder, or set DAREECHA_HOME to one that this user may write."
        ) from None


def _keep(path: Path, secret: str) -> None:
    """Write a file whole or not at all; the first of two writers wins."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secret)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
