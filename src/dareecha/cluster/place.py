"""Where the local PostgreSQL keeps its data and its socket, and as which user it runs.

PostgreSQL refuses to run as root. For an ordinary user everything lies in the home folder;
for root it lies under /var/lib/dareecha, owned by an unprivileged user, and the home folder
records where.
"""

import os
import pwd
import re
import secrets
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from dareecha.cluster.errors import ClusterError

SHARED_FOLDER = Path("/var/lib/dareecha")
UNPRIVILEGED_USERS = ("postgres", "nobody")
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 107  # sun_path holds 108 bytes, the last of them zero


@dataclass(frozen=True)
class ServerUser:
    """The system user that owns the data folder and runs the server."""

    uid: int
    gid: int

    @property
    def is_us(self) -> bool:
        return self.uid == os.geteuid()

    def run(self, command: list[str | Path]) -> subprocess.CompletedProcess[str]:
        """Run a PostgreSQL program as this user, outside any folder it may not enter."""
        # PG* variables of the caller would point initdb and pg_ctl at another cluster.
        environment = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": "/"}
        return subprocess.run(  # noqa: S603 - our own programs and paths, no shell
            command,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            user=None if self.is_us else self.uid,
            group=None if self.is_us else self.gid,
            extra_groups=None if self.is_us else [],
        )

    def take(self, path: Path) -> None:
        """Make a folder or file its own, closed to everybody else."""
        if not self.is_us:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700 if path.is_dir() else 0o600)


@dataclass(frozen=True)
class Place:
    """The folder of the local cluster, and its user."""

    folder: Path
    user: ServerUser

    def data_folder(self, major: int) -> Path:
        return self.folder / f"pg{major}"

    def majors_with_data(self) -> set[int]:
        names = (re.fullmatch(r"pg(\d+)", path.name) for path in self.folder.iterdir())
        return {int(name[1]) for name in names if name}

    def socket_folder(self, major: int) -> Path:
        """The folder of the server's socket; its path always fits into a socket address."""
        name = self.folder / f"socket{major}"
        if _fits(name):
            if not name.is_dir():
                name.mkdir()
                self.user.take(name)
            return name
        return self._short_folder_behind(name)

    def _short_folder_behind(self, name: Path) -> Path:
        """A folder with a short path; the long name is a link that remembers it."""
        if name.is_symlink() and self._is_still_ours(name.readlink()):
            return name.readlink()
        name.unlink(missing_ok=True)
        short = Path(tempfile.mkdtemp(prefix="dareecha-", dir="/tmp"))
        self.user.take(short)
        name.symlink_to(short)
        return short

    def _is_still_ours(self, folder: Path) -> bool:
        # /tmp is everybody's: a folder that was swept away may have been made again by another.
        try:
            found = folder.lstat()
        except FileNotFoundError:
            return False
        return found.st_uid == self.user.uid and found.st_mode & 0o170777 == 0o040700


def find_place(home: Path) -> Place:
    """Where this home's cluster is, or will be.

    Raises ClusterError when the recorded folder is gone or belongs to somebody else.
    """
    record, inside = home / "cluster.path", home / "cluster"
    if record.exists():
        folder = _recorded_folder(record)
    elif inside.is_dir() or os.geteuid() != 0:
        inside.mkdir(mode=0o700, exist_ok=True)
        folder = inside
    else:
        folder = _make_shared_folder(home)
        record.write_text(f"{folder}\n", encoding="utf-8")
    return Place(folder=folder, user=_owner_of(folder))


def forget_place(home: Path, place: Place) -> None:
    """Delete the cluster's folder and the record of it."""
    for name in place.folder.glob("socket*"):
        if name.is_symlink():
            shutil.rmtree(name.readlink(), ignore_errors=True)
    shutil.rmtree(place.folder)
    (home / "cluster.path").unlink(missing_ok=True)


def _recorded_folder(record: Path) -> Path:
    folder = Path(record.read_text(encoding="utf-8").strip())
    if not folder.is_dir():
        raise ClusterError(
            f"The local PostgreSQL data should be in {folder} (recorded in {record}), "
            "and that folder is gone. Put it back from a backup, "
            f"or delete {record} to begin with an empty database."
        )
    return folder


def _make_shared_folder(home: Path) -> Path:
    SHARED_FOLDER.mkdir(mode=0o755, parents=True, exist_ok=True)
    readable = re.sub(r"[^A-Za-z0-9]+", "-", home.name).strip("-")[:20] or "home"
    folder = SHARED_FOLDER / f"{readable}-{secrets.token_hex(4)}"
    folder.mkdir(mode=0o700)
    _unprivileged_user().take(folder)
    return folder


def _unprivileged_user() -> ServerUser:
    for name in UNPRIVILEGED_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerUser(uid=entry.pw_uid, gid=entry.pw_gid)
    raise ClusterError(
        "PostgreSQL does not run as root, and this system has neither a user postgres nor a "
        "user nobody. Make one (useradd --system postgres), or run as an ordinary user."
    )


def _owner_of(folder: Path) -> ServerUser:
    found = folder.stat()
    if found.st_uid == 0:
        raise ClusterError(
            f"The local PostgreSQL data in {folder} belongs to root, and PostgreSQL does not "
            f"run as root. Give it to an ordinary user (chown -R postgres {folder})."
        )
    if os.geteuid() not in (0, found.st_uid):
        raise ClusterError(
            f"The local PostgreSQL data in {folder} belongs to another user "
            f"(number {found.st_uid}). Run as that user, or choose another DAREECHA_HOME."
        )
    return ServerUser(uid=found.st_uid, gid=found.st_gid)


def _fits(folder: Path) -> bool:
    return len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
