"""Starts and stops the local PostgreSQL of one home folder.

The process that starts the server stops it. Where other processes still use it by then,
it is left to them, and the last of them stops it.
"""

import os
import shutil
import socket
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg

from dareecha.cluster import roles
from dareecha.cluster.binaries import Binaries, BinariesChoice, find_binaries
from dareecha.cluster.errors import ClusterError
from dareecha.cluster.locks import Presence, exclusive
from dareecha.cluster.passwords import read_or_make_password, read_password
from dareecha.cluster.place import SOCKET_NAME, Place, find_place, forget_place
from dareecha.cluster.reach import reachable_binaries

RECOVERY_SECONDS = 60.0
"""How long a server may take to come back after a crash."""

SERVER_SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    # Statements and error details can hold personal data: neither goes into the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}

# What the log says while processes of a killed server are still ending. PostgreSQL then
# refuses to start, rightly; deleting postmaster.pid instead of waiting would destroy data.
STILL_ENDING = ("postmaster.pid", "shared memory block", SOCKET_NAME)


@dataclass(frozen=True)
class Connections:
    """How to reach one database as each role; the addresses hold passwords: never log them."""

    app: str
    owner: str
    public: str
    started_here: bool

    def __repr__(self) -> str:
        return f"Connections(started_here={self.started_here})"


class LocalCluster:
    """The PostgreSQL server that belongs to a home folder."""

    def __init__(self, home: Path, *, binaries: BinariesChoice = None) -> None:
        self.home = home.expanduser().resolve()
        self._choice = binaries
        self._presence = Presence(self.home / "cluster.users")
        self._lock = self.home / "cluster.lock"
        self._passwords = self.home / "passwords"
        self._started_here = False
        self._process: int | None = None

    def __enter__(self) -> Self:
        self.ensure_running()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def ensure_running(self) -> Connections:
        """Make the cluster if there is none, start it if it is down, make roles and database.

        Raises ClusterError when that cannot be done.
        """
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        with exclusive(self._lock):
            self._presence.enter()
            self._process = os.getpid()
            try:
                self._bring_up()
            except BaseException:
                self._presence.leave()
                raise
        return self.connections()

    def connections(self, database: str = roles.DATABASE) -> Connections:
        """The addresses of a database for each role."""
        roles.check_database_name(database)
        return Connections(
            app=self._address(roles.APP, database),
            owner=self._address(roles.OWNER, database),
            public=self._address(roles.PUBLIC, database),
            started_here=self._started_here,
        )

    def create_database(self, name: str) -> Connections:
        """Make a database beside the service's own, with the same rights, unless it exists."""
        with self.connect_as_admin("postgres") as admin:
            roles.make_database(admin, name)
        with self.connect_as_admin(name) as admin:
            roles.grant_in_database(admin, name)
        return self.connections(name)

    def drop_database(self, name: str) -> None:
        """Delete a database made by `create_database`."""
        with self.connect_as_admin("postgres") as admin:
            roles.drop_database(admin, name)

    def connect_as_admin(self, database: str) -> psycopg.Connection:
        """A superuser's connection: for making roles and databases, and for nothing else."""
        return psycopg.connect(
            self._address(roles.ADMIN, database), autocommit=True, connect_timeout=10
        )

    def stop(self) -> None:
        """Leave the server; stop it when no other process uses it.

        A child that was forked after the start leaves it alone.
        """
        if self._process != os.getpid():
            return
        with exclusive(self._lock):
            is_last = self._presence.leave()
            self._process = None
            self._started_here = False
            if is_last and self._is_listening():
                self._pg_ctl("stop", "-m", "fast")

    def erase(self) -> None:
        """Stop the server and delete its data and passwords: for tests and trials.

        Raises ClusterError when another process uses it.
        """
        self.stop()
        with exclusive(self._lock):
            if self._is_listening():
                raise ClusterError(
                    f"The local PostgreSQL of {self.home} is in use by another process. "
                    "End that process before erasing the data."
                )
            forget_place(self.home, self._place)
            shutil.rmtree(self._passwords, ignore_errors=True)
        for found in ("_place", "_binaries", "_reachable"):
            self.__dict__.pop(found, None)

    @cached_property
    def _place(self) -> Place:
        return find_place(self.home)

    @cached_property
    def _binaries(self) -> Binaries:
        """The programs chosen; left to choose, those that can read the data already there."""
        if self._choice is None:
            return find_binaries(majors=self._place.majors_with_data())
        return find_binaries(self._choice)

    @property
    def _data(self) -> Path:
        return self._place.data_folder(self._binaries.major)

    @property
    def _log(self) -> Path:
        return self._place.folder / f"server{self._binaries.major}.log"

    @property
    def _socket(self) -> Path:
        return self._place.socket_folder(self._binaries.major)

    def _address(self, role: str, database: str) -> str:
        password = read_password(self._passwords, role)
        return (
            f"postgresql://{role}:{password}@/{database}?host={quote(str(self._socket), safe='')}"
        )

    def _bring_up(self) -> None:
        if not self._data.exists():
            self._make_data()
        passwords = {
            role: read_or_make_password(self._passwords, role) for role in roles.LOGIN_ROLES
        }
        try:
            with self._start_and_connect() as admin:
                roles.make_roles(admin, passwords)
                roles.make_database(admin, roles.DATABASE)
            with self.connect_as_admin(roles.DATABASE) as admin:
                roles.grant_in_database(admin, roles.DATABASE)
        except psycopg.Error as error:
            raise ClusterError(
                f"The local PostgreSQL in {self._place.folder} runs, and its roles and database "
                f"could not be made: {error}"
            ) from error

    def _make_data(self) -> None:
        """Run initdb beside the final name, so that a crash leaves no half-made cluster."""
        password = read_or_make_password(self._passwords, roles.ADMIN)
        unfinished = self._data.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        password_file = self._place.folder / "initdb.password"
        password_file.touch(mode=0o600)
        password_file.write_text(password, encoding="ascii")
        self._place.user.take(password_file)
        try:
            self._run(
                "initdb",
                *("-D", unfinished, "-U", roles.ADMIN, "--pwfile", password_file),
                *("--auth=scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums"),
            )
        finally:
            password_file.unlink()
        unfinished.rename(self._data)

    def _start(self) -> None:
        """Start the server, waiting for what is left of a killed one to go."""
        options = {**SERVER_SETTINGS, "unix_socket_directories": str(self._socket)}
        given = " ".join(f"-c {name}={_quoted(value)}" for name, value in options.items())
        deadline = time.monotonic() + RECOVERY_SECONDS
        while True:
            log_before = self._log_size()
            try:
                self._pg_ctl("start", "-l", self._log, "-o", given)
            except ClusterError as error:
                said = self._log_since(log_before)
                is_still_ending = any(words in said for words in STILL_ENDING)
                if not is_still_ending or time.monotonic() > deadline:
                    raise ClusterError(f"{error}\nIts log, {self._log}, says:\n{said}") from error
                time.sleep(0.3)
            else:
                return

    def _start_and_connect(self) -> psycopg.Connection:
        """Connect to the server; start it where it is down, wait where it is recovering."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while True:
            # Asked anew each time: a server that is being killed still listens for a moment.
            if not self._is_listening():
                self._start()
                self._started_here = True
            try:
                return self.connect_as_admin("postgres")
            except psycopg.OperationalError as error:
                is_refused = "authentication failed" in str(error)
                if is_refused or time.monotonic() > deadline:
                    raise
                time.sleep(0.2)

    def _is_listening(self) -> bool:
        """Whether a server answers; a killed one leaves its socket file, and no listener."""
        with socket.socket(socket.AF_UNIX) as probe:
            probe.settimeout(5)
            try:
                probe.connect(str(self._socket / SOCKET_NAME))
            except (FileNotFoundError, ConnectionRefusedError):
                return False
            except (BlockingIOError, TimeoutError):
                return True  # so busy that it lets nobody in just now
        return True

    def _pg_ctl(self, action: str, *arguments: str | Path) -> None:
        self._run("pg_ctl", action, "-D", self._data, "-w", "-t", "60", *arguments)

    def _run(self, program: str, *arguments: str | Path) -> None:
        """Run a PostgreSQL program as the server's user; raises ClusterError when it fails."""
        answer = self._place.user.run([self._reachable.program(program), *arguments])
        if answer.returncode != 0:
            said = (answer.stderr or answer.stdout).strip()
            raise ClusterError(
                f"PostgreSQL's {program} failed for the data in {self._data}: {said}"
            )

    @cached_property
    def _reachable(self) -> Binaries:
        return reachable_binaries(self._binaries, self._place)

    def _log_size(self) -> int:
        return self._log.stat().st_size if self._log.exists() else 0

    def _log_since(self, position: int) -> str:
        if not self._log.exists():
            return ""
        return self._log.read_bytes()[position:].decode(errors="replace").strip()


def _quoted(value: str) -> str:
    """A value for pg_ctl's -o, which a shell reads."""
    return "'" + value.replace("'", "'\\''") + "'"
