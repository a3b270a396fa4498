"""The service as a process: a busy port, a closed terminal, a lost database, what it leaves."""

from __future__ import annotations

import http.cookiejar
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from commands import DAREECHA, environment, refusal

from dareecha.cluster import LocalCluster

PATIENCE = 60


@pytest.fixture(scope="module")
def own_home() -> Iterator[Path]:
    """A home whose database may be killed."""
    folder = Path(tempfile.mkdtemp(prefix="dareecha-serve-"))
    yield folder
    LocalCluster(folder).erase()
    shutil.rmtree(folder)


@pytest.fixture
def port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


@pytest.fixture
def serving(
    own_home: Path, port: int, tmp_path: Path
) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `dareecha serve` in a session of its own, and wait until its pages open."""
    started: list[subprocess.Popen[str]] = []

    def start(**more: str) -> subprocess.Popen[str]:
        with (tmp_path / "out.log").open("w") as out, (tmp_path / "err.log").open("w") as err:
            process = subprocess.Popen(
                [DAREECHA, "serve", "--port", str(port)],
                env=environment(own_home, {"HOME": str(tmp_path), **more}),
                cwd=own_home.parent,
                stdout=out,
                stderr=err,
                text=True,
                start_new_session=True,
            )
        started.append(process)
        until(lambda: answer(port, "readyz") == 200, process)
        return process

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=PATIENCE)


def answer(port: int, path: str) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=20) as found:
            return found.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except OSError:
        return 0


def until(holds: Callable[[], bool], process: subprocess.Popen[str] | None = None) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert process is None or process.poll() is None, "the service ended"
        assert time.monotonic() < deadline
        time.sleep(0.2)


def children(process: subprocess.Popen[str]) -> set[int]:
    """The processes of its session: the web server and its workers, not PostgreSQL."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"gunicorn" in command and os.getsid(int(folder.name)) == process.pid:
            found.add(int(folder.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def test_a_busy_port_is_refused_before_anything_is_prepared(tmp_path: Path) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        for command in (("serve",), ("demo", "--households", "5")):
            refused = subprocess.run(
                [DAREECHA, *command, "--port", str(port)],
                env=environment(tmp_path / "home", {}),
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
            said = refusal(refused)
            assert f"Port {port} of this machine cannot be used" in said
            assert "--port 8001" in said
    assert not (tmp_path / "home" / "cluster.lock").exists()


def test_nothing_lands_outside_the_home_folder(
    serving: Callable[..., subprocess.Popen[str]], tmp_path: Path, port: int
) -> None:
    serving()
    assert answer(port, "en/") == 200
    assert {path.name for path in tmp_path.iterdir()} == {"out.log", "err.log"}


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_closed_terminal_and_an_end_by_hand_leave_no_web_server_behind(
    serving: Callable[..., subprocess.Popen[str]], asked: signal.Signals
) -> None:
    process = serving()
    left = children(process)
    assert len(left) >= 2
    # A terminal sends its signal to everything that was started from it, not to us alone.
    os.killpg(process.pid, asked)
    assert process.wait(timeout=PATIENCE) == 0
    until(lambda: not any(map(is_running, left)))


def test_a_relative_home_is_the_same_for_every_process_of_the_service(
    serving: Callable[..., subprocess.Popen[str]], own_home: Path, port: int
) -> None:
    process = serving(DAREECHA_HOME=own_home.name)
    told = {
        value
        for pid in children(process)
        for value in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        if value.startswith(b"DAREECHA_HOME=")
    }
    assert told == {f"DAREECHA_HOME={own_home}".encode()}
    assert answer(port, "en/") == 200


def test_a_lost_database_is_survived_and_used_again_when_it_is_back(
    serving: Callable[..., subprocess.Popen[str]], own_home: Path, port: int, tmp_path: Path
) -> None:
    process = serving()
    cluster = LocalCluster(own_home)
    [data] = cluster._place.folder.glob("pg*")
    postmaster = int((data / "postmaster.pid").read_text().splitlines()[0])
    os.kill(postmaster, signal.SIGKILL)
    until(lambda: answer(port, "readyz") == 503, process)
    assert answer(port, "healthz") == 200
    until(lambda: "The database does not answer" in (tmp_path / "err.log").read_text(), process)
    with cluster:
        until(lambda: answer(port, "readyz") == 200, process)
        # Each worker tries again after ten seconds without a database.
        until(lambda: answer(port, "en/accounts/login/") == 200, process)
        process.terminate()
        assert process.wait(timeout=PATIENCE) == 0
    assert "Traceback" not in (tmp_path / "err.log").read_text()


# --- What the logs hold -------------------------------------------------------------------------


class Browser:
    """Pages one after the other, with their cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> str:
        return self._open(path, None)

    def post(self, path: str, **fields: str) -> str:
        """Send the form of a page that was opened just before."""
        [token] = [cookie.value for cookie in self.cookies if cookie.name == "csrftoken"]
        content = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token})
        return self._open(path, content.encode())

    def _open(self, path: str, content: bytes | None) -> str:
        with self.opener.open(f"http://127.0.0.1:{self.port}/{path}", content, 30) as answer:
            return answer.read().decode()


def test_a_search_by_number_and_name_leaves_neither_in_any_log(
    serving: Callable[..., subprocess.Popen[str]], own_home: Path, port: int, tmp_path: Path
) -> None:
    subprocess.run(
        [DAREECHA, "demo", "--no-serve", "--households", "20"],
        env=environment(own_home, {}),
        check=True,
        capture_output=True,
        timeout=120,
    )
    process = serving()
    officers = (own_home / "demo-officers.txt").read_text(encoding="utf-8").splitlines()
    passwords = dict(line.split() for line in officers)
    browser = Browser(port)
    browser.get("en/accounts/login/")
    name = "counter.nowshera"
    browser.post("en/accounts/login/", login=name, password=passwords[name])
    assert 'name="cnic"' in browser.get("en/counter/")
    for cnic, person in (("17301-7654321-9", ""), ("", "Gulmakai Zarsanga"), ("173017654", "")):
        browser.post(
            "en/counter/", purpose="person_here", cnic=cnic, name=person, relative="Torpekai"
        )
    process.terminate()
    process.wait(timeout=PATIENCE)
    logs = [*tmp_path.glob("*.log"), *LocalCluster(own_home)._place.folder.glob("*.log")]
    assert len(logs) >= 3
    for log in logs:
        written = log.read_text(encoding="utf-8", errors="replace")
        for secret in ("7654321", "173017654", "Gulmakai", "Zarsanga", "Torpekai", passwords[name]):
            assert secret not in written, log
