"""The real `dareecha` in processes of its own, on one home for all tests of this folder."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import DAREECHA, Run, addresses, environment

from dareecha.cli import main
from dareecha.cluster import LocalCluster


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="dareecha-cli-"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server(home: Path) -> Iterator[LocalCluster]:
    """The home's PostgreSQL, kept up between commands so that each need not start it."""
    running = LocalCluster(home)
    running.ensure_running()
    yield running
    running.erase()


@pytest.fixture(scope="session")
def run(server: LocalCluster, home: Path) -> Run:
    """Run a command on the shared home: `run("link", "--json", DAREECHA_SCHEMES="…")`."""

    def command(
        *arguments: object, input: str | None = None, **more: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [DAREECHA, *(str(argument) for argument in arguments)],
            env=environment(home, more),
            cwd=home,
            input=input,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return command


@pytest.fixture(scope="session")
def start(server: LocalCluster, home: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a command and leave it running."""

    def command(*arguments: object, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [DAREECHA, *(str(argument) for argument in arguments)],
            env=environment(home, more),
            cwd=home,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return command


@pytest.fixture
def run_here(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The same, within this process: quicker, for what needs no database."""

    def command(
        *arguments: object, input: str = "", **more: str
    ) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        for name, value in {"DAREECHA_HOME": str(home), **more}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["dareecha", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(input))
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, int(left.value.code or 0), said.out, said.err)

    return command


@pytest.fixture(scope="session")
def own_lists(server: LocalCluster) -> Iterator[dict[str, str]]:
    """A second database, for lists that are not the demonstration's."""
    yield addresses(server.create_database("own_lists"))
    server.drop_database("own_lists")
