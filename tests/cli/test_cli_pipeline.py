"""The main job from lists to findings, run as commands; repeated, and killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import psycopg
import pytest
from commands import Run, addresses, refusal

from dareecha.cluster import LocalCluster
from dareecha.demo.generate import generate

HOUSEHOLDS = 60
STEPS = ["generate", "agree", "import", "link", "screen", "gaps", "officers", "journal"]


@pytest.fixture(scope="session")
def demo(run: Run) -> dict[str, dict[str, object]]:
    """The demonstration's answer on the shared home."""
    answer = run("demo", "--no-serve", "--json", "--households", HOUSEHOLDS)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def test_the_demonstration_tells_counts_and_seconds_of_each_step(demo, home: Path) -> None:
    assert demo["households_invented"] == HOUSEHOLDS
    assert list(demo["steps"]) == STEPS
    assert all(step["seconds"] >= 0 for step in demo["steps"].values())
    # Somebody whom no survey form names, and whom nothing ties to a form, stands alone.
    assert HOUSEHOLDS // 2 < demo["steps"]["link"]["households"] < 2 * HOUSEHOLDS
    assert set(demo["steps"]["screen"]["verdicts"]) == {
        "eligible",
        "not_eligible",
        "not_yet_known",
    }
    passwords = home / "demo-officers.txt"
    assert stat.S_IMODE(passwords.stat().st_mode) == 0o600
    appointed = len(passwords.read_text(encoding="utf-8").splitlines())
    assert appointed == demo["steps"]["officers"]["appointed"] > 0
    assert not list(home.glob("pilot-*"))


def test_the_demonstration_a_second_time_finds_nothing_new(demo, run: Run, home: Path) -> None:
    passwords = (home / "demo-officers.txt").read_text(encoding="utf-8")
    answer = run("demo", "--no-serve", "--json", "--households", HOUSEHOLDS)
    again = json.loads(answer.stdout)["steps"]
    first = demo["steps"]
    assert all(taken["new"] == 0 for taken in again["import"]["lists"].values())
    assert (again["link"]["links_made"], again["link"]["links_undone"]) == (0, 0)
    for step, key in (
        ("link", "individuals"),
        ("link", "households"),
        ("screen", "verdicts"),
        ("gaps", "findings"),
    ):
        assert again[step][key] == first[step][key]
    assert again["officers"]["appointed"] == 0
    assert (home / "demo-officers.txt").read_text(encoding="utf-8") == passwords


def test_the_steps_can_be_run_one_by_one_and_answer_in_json(
    demo, run: Run, home: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    screened = json.loads(run("screen", "--json", "--on", "2026-06-30", "--out", out).stdout)
    assert screened["as_of"] == "2026-06-30"
    assert sum(screened["verdicts"].values()) == sum(
        pl.read_parquet(file).height for file in out.rglob("*.parquet")
    )
    found = run("gaps").stdout
    for kind, count in demo["steps"]["gaps"]["findings"].items():
        assert f"{kind}: {count}\n" in found
    assert "Assumed, not stated: bisp_payments holds every receiver" in found
    verified = json.loads(run("journal", "verify", "--json").stdout)
    assert verified["intact"]
    assert not list((home / "work").iterdir())


@pytest.mark.parametrize("out", ["links.csv", "findings.csv", "verdicts.parquet"])
def test_a_table_is_exported_for_its_owner_alone(demo, run: Run, tmp_path: Path, out: str) -> None:
    columns = {
        "links.csv": ["list", "row_id", "person_id", "household_id"],
        "findings.csv": ["kind", "person_id", "household_id", "benefit", "detail"],
    }
    path = tmp_path / out
    answer = run("export", path.stem, "--out", path)
    assert answer.returncode == 0, answer.stderr
    frame = pl.read_csv(path) if path.suffix == ".csv" else pl.read_parquet(path)
    assert answer.stdout == f"{frame.height} rows written to {path}\n"
    assert frame.columns == columns.get(out, frame.columns)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


# --- Killed in the middle -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def to_be_killed(server: LocalCluster) -> Iterator[dict[str, str]]:
    yield addresses(server.create_database("killed_cli"))
    server.drop_database("killed_cli")


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pilot")
    generate(folder, households=40)
    for agreement in (folder / "agreements").glob("*.yaml"):
        agreement.write_text(agreement.read_text().replace("invented: true", "invented: false"))
    return folder


@pytest.fixture
def admin(server: LocalCluster, to_be_killed: dict[str, str]) -> Iterator[psycopg.Connection]:
    with server.connect_as_admin("killed_cli") as connection:
        yield connection


def rows(admin: psycopg.Connection, table: str) -> int:
    found = admin.execute(f"select count(*) from {table}").fetchone()  # noqa: S608
    return found[0]


def killed_at(
    table: str,
    admin: psycopg.Connection,
    process: Callable[[], subprocess.Popen[str]],
) -> None:
    """Kill -9 a command when it has come as far as writing into this table."""
    waiting = (
        "select count(*) from pg_locks where not granted"
        " and relation = %s::regclass and database = (select oid from pg_database"
        " where datname = current_database())"
    )
    with admin.transaction(force_rollback=True):
        admin.execute(f"lock table {table} in exclusive mode")
        running = process()
        try:
            deadline = time.monotonic() + 60
            while admin.execute(waiting, [table]).fetchone() == (0,):
                assert running.poll() is None, running.communicate()
                assert time.monotonic() < deadline, "the command never came so far"
                time.sleep(0.05)
            os.kill(running.pid, signal.SIGKILL)
        finally:
            running.kill()
            running.communicate()


def test_a_killed_import_and_a_killed_link_leave_nothing_and_the_next_run_completes(
    run: Run, start, to_be_killed: dict[str, str], lists: Path, admin, home: Path
) -> None:
    assert "No list has been taken in" in refusal(run("link", **to_be_killed))
    assert run("lists", "agree", lists / "agreements", **to_be_killed).returncode == 0
    members = lists / "bisp_nser_members.csv"
    killed_at("registry_mention", admin, lambda: start("lists", "import", members, **to_be_killed))
    for table in ("registry_delivery", "registry_listrow", "registry_mention", "registry_problem"):
        assert rows(admin, table) == 0, table
    taken = json.loads(run("lists", "import", lists, "--json", **to_be_killed).stdout)
    assert rows(admin, "registry_listrow") == sum(one["rows_new"] for one in taken["taken"])

    (home / "work" / "linkage-left-by-a-kill").mkdir(parents=True)
    killed_at("journal_event", admin, lambda: start("link", **to_be_killed))
    for table in ("registry_link", "registry_linkrun", "registry_individual", "registry_household"):
        assert rows(admin, table) == 0, table
    table = ("--out", home / "table.csv")
    for command in (("gaps",), ("export", "links", *table), ("export", "verdicts", *table)):
        assert refusal(run(*command, **to_be_killed)) == (
            "Nobody has been linked yet. Run: dareecha link\n"
        )
    linked = json.loads(run("link", "--json", **to_be_killed).stdout)
    assert linked["links_made"] == linked["mentions"] == rows(admin, "registry_link")
    assert rows(admin, "registry_currenthousehold") == linked["households"]
    assert list((home / "work").iterdir()) == []


def test_what_nobody_judged_or_looked_for_is_not_told_as_nothing(
    run: Run, to_be_killed: dict[str, str], lists: Path, tmp_path: Path
) -> None:
    assert run("lists", "agree", lists / "agreements", **to_be_killed).returncode == 0
    run("lists", "import", lists, **to_be_killed)  # some lists of so small a pilot are empty
    assert run("link", **to_be_killed).returncode == 0
    verdicts = ("export", "verdicts", "--out", tmp_path / "verdicts.csv")
    findings = ("export", "findings", "--out", tmp_path / "findings.csv")
    for command in (("gaps",), verdicts, findings):
        assert refusal(run(*command, **to_be_killed)) == (
            "No household has been judged yet. Run: dareecha screen\n"
        )
    assert run("screen", **to_be_killed).returncode == 0
    assert run(*verdicts, **to_be_killed).returncode == 0
    assert "Run: dareecha gaps" in refusal(run(*findings, **to_be_killed))
    assert run("gaps", **to_be_killed).returncode == 0
    assert run(*findings, **to_be_killed).returncode == 0


def test_real_lists_are_never_called_invented(
    run: Run, to_be_killed: dict[str, str], lists: Path, admin
) -> None:
    assert run("lists", "agree", lists / "agreements", **to_be_killed).returncode == 0
    assert run("lists", "import", lists / "civil_deaths.csv", **to_be_killed).returncode == 0
    before = rows(admin, "registry_listrow")
    said = refusal(run("demo", "--no-serve", "--households", "5", **to_be_killed))
    assert "Invented people are never mixed with others" in said
    assert rows(admin, "registry_listrow") == before > 0
