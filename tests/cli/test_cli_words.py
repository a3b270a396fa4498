"""Every command explains itself, and speaks JSON where machines ask."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from commands import Run, environment
from typer.testing import CliRunner

from dareecha.cli.command import app


def commands(group: Any, *path: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every command as its words and what it says of itself."""
    yield path, group.help
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *path, name)


ALL = dict(commands(typer.main.get_command(app)))
PROMISED = {
    ("demo",), ("serve",), ("catalogue", "check"), ("catalogue", "facts"), ("assess",),
    ("lists", "formats"), ("lists", "agree"), ("lists", "import"), ("link",), ("screen",),
    ("gaps",), ("export",), ("journal", "verify"), ("journal", "checkpoint"), ("journal", "proof"),
}  # fmt: skip

LOADED_BY_HELP = """
import sys
from dareecha.cli.command import app
try:
    app(["demo", "--help"])
except SystemExit:
    print()
    print([name for name in sys.modules if name.partition(".")[0] == "django"])
"""


def test_every_promised_command_is_there() -> None:
    assert set(ALL) >= PROMISED


@pytest.mark.parametrize(("path", "said"), ALL.items(), ids=[" ".join(path) for path in ALL])
def test_every_command_says_what_it_does(path: tuple[str, ...], said: str) -> None:
    answer = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "200"})
    assert answer.exit_code == 0
    assert f"Usage: {' '.join(['dareecha', *path])}" in answer.output.replace("root", "dareecha")
    assert len(said.split()) >= 4
    assert said.splitlines()[0] in answer.output


def test_help_needs_neither_django_nor_a_home(tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", LOADED_BY_HELP],
        env=environment(tmp_path / "home", {}),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert answer.stdout.endswith("\n[]\n"), answer.stdout
    assert not (tmp_path / "home").exists()


def test_without_a_command_the_commands_are_listed(run_here: Run) -> None:
    answer = run_here()
    assert "catalogue" in answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr


def test_the_catalogue_is_checked_in_words_and_for_machines(run: Run, run_here: Run) -> None:
    answer = run("catalogue", "check", "--json")
    assert (answer.returncode, answer.stderr) == (0, "")
    counts = json.loads(answer.stdout)
    assert set(counts) == {
        "digest",
        "from",
        "schemes",
        "benefits",
        "facts",
        "examples",
        "warnings",
    }
    assert counts["from"] == "as shipped"
    assert counts["digest"] in run_here("catalogue", "check").stdout


def test_the_fact_dictionary_is_printed_for_people_and_machines(run_here: Run) -> None:
    facts = {
        fact["fact"]: fact for fact in json.loads(run_here("catalogue", "facts", "--json").stdout)
    }
    assert facts["pmt_score"]["entity"] == "household"
    assert facts["age_years"]["derived"]
    assert "pmt_score" in run_here("catalogue", "facts").stdout
