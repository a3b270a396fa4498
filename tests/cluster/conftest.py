"""Homes and clusters for the tests of the launcher, made once for each set of programs."""

import os
import pwd
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from dareecha.cluster import ClusterError, LocalCluster
from dareecha.cluster.binaries import find_binaries

REPOSITORY = Path(__file__).resolve().parents[2]
PACKAGES = os.pathsep.join([str(REPOSITORY / "src"), str(Path(psycopg.__file__).parents[1])])
ENVIRONMENT = {"PATH": os.defpath, "PYTHONPATH": PACKAGES, "PYTHONDONTWRITEBYTECODE": "1"}

RunPython = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="dareecha-tests-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session", params=["system", "wheel"])
def programs(request: pytest.FixtureRequest) -> str:
    try:
        find_binaries(request.param)
    except ClusterError as error:
        if request.param == "system":
            pytest.skip(str(error))
        raise
    return request.param


@pytest.fixture(scope="session")
def cluster(programs: str, open_folder: Path) -> Iterator[LocalCluster]:
    """A running cluster of either set of programs."""
    cluster = LocalCluster(open_folder / f"home-{programs}", binaries=programs)
    cluster.ensure_running()
    yield cluster
    cluster.erase()


@pytest.fixture(scope="session")
def own_cluster(open_folder: Path) -> Iterator[LocalCluster]:
    """A running cluster of whichever programs come first, as a command would find them."""
    cluster = LocalCluster(open_folder / "home")
    cluster.ensure_running()
    yield cluster
    cluster.erase()


@pytest.fixture
def new_database(cluster: LocalCluster) -> Iterator[str]:
    """The name of a database that is dropped after the test; made by the test itself."""
    name = f"trial_{secrets.token_hex(4)}"
    yield name
    cluster.ensure_running()
    cluster.drop_database(name)


@pytest.fixture(scope="session")
def run_python() -> RunPython:
    """Run a piece of Python in another process that knows this package."""

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _run([sys.executable, "-c", code, *arguments])

    return run


@pytest.fixture(scope="session")
def run_python_as_nobody() -> RunPython:
    """Run a piece of Python as an unprivileged user; skips, saying why, where that cannot be."""
    if os.geteuid() != 0:
        pytest.skip("only root can become another user; these tests run as an ordinary one anyway")
    nobody = pwd.getpwnam("nobody")
    python = _python_for(nobody)

    def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return _run([python, "-c", code, *arguments], user=nobody.pw_uid, group=nobody.pw_gid)

    return run


def _python_for(user: pwd.struct_passwd) -> str:
    """A Python of this version that the user can run with this environment's packages."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, f"/usr/bin/python{version}"):
        try:
            answer = _run(
                [python, "-c", "import dareecha.cluster"], user=user.pw_uid, group=user.pw_gid
            )
        except (PermissionError, FileNotFoundError):
            continue
        if answer.returncode == 0:
            return python
    pytest.skip(
        f"the user {user.pw_name} can run neither {sys.executable} nor a system Python {version} "
        "with this environment's packages (a folder above them is closed)"
    )


def _run(
    command: list[str], *, user: int | None = None, group: int | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd="/",
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        user=user,
        group=group,
        extra_groups=None if user is None else [],
    )
