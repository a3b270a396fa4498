"""What README, tutorial, guides and reference show of `assess` is what the command says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from commands import Run

PROJECT = Path(__file__).resolve().parents[2]
PAGES = (
    "README.md",
    "docs/tutorials/first-household.md",
    "docs/reference/command-line.md",
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    page: str
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page}: {self.text.splitlines()[0][:40]}"


def blocks() -> Iterator[Block]:
    for page in PAGES:
        for kind, text in FENCE.findall((PROJECT / page).read_text(encoding="utf-8")):
            yield Block(page, kind, text)


HOUSEHOLDS = [block for block in blocks() if block.kind == "json" and '"members"' in block.text]
SHOWN = [block for block in blocks() if block.kind == "console" and "dareecha assess" in block.text]
PLAIN = [
    line.split("#")[0].strip()
    for block in blocks()
    if block.kind == ""
    for line in block.text.splitlines()
    if "dareecha assess " in line or "dareecha catalogue facts" in line
]


def words(line: str) -> list[str]:
    """The words of a command after `dareecha`, up to the end of its line."""
    return line.split("dareecha ", 1)[1].split("#")[0].split()


def example() -> str:
    [block] = [block for block in HOUSEHOLDS if block.page == "README.md"]
    return block.text


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the README's household stands as it tells to write it."""
    (tmp_path / "household.json").write_text(example(), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def as_pattern(expected: str) -> str:
    """What a page shows as a pattern; … leaves out a part, and alone on a line whole lines."""
    return "\n".join(
        r"(?:.*\n)*.*" if line.strip() == "…" else re.escape(line.rstrip()).replace("…", ".*")
        for line in expected.strip().splitlines()
    )


@pytest.mark.parametrize("block", HOUSEHOLDS, ids=str)
def test_each_household_shown_is_taken(run_here: Run, block: Block) -> None:
    answer = run_here("assess", "-", "--json", input=block.text)
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["as_of"] == json.loads(block.text)["as_of"]


@pytest.mark.parametrize("block", SHOWN, ids=str)
def test_each_answer_shown_is_the_one_given(run_here: Run, folder: Path, block: Block) -> None:
    command, expected = block.text.removeprefix("$ ").split("\n", 1)
    said = re.match(r"echo '(.*)' \| ", command)
    answer = run_here(*words(command), input=said[1] if said else "")
    output = "\n".join(line.rstrip() for line in (answer.stdout + answer.stderr).splitlines())
    assert re.fullmatch(as_pattern(expected), output.strip()), output


@pytest.mark.parametrize("line", PLAIN)
def test_each_command_shown_runs(run_here: Run, folder: Path, line: str) -> None:
    answer = run_here(*words(line))
    assert answer.returncode == 0, answer.stderr


def test_the_one_fact_asked_for_next_settles_the_example(run_here: Run) -> None:
    household = json.loads(example())
    household["members"][0]["employer_kind"] = "none"
    answer = run_here("assess", "-", "--benefit", "bisp/kafaalat/cash", input=json.dumps(household))
    assert "\nVery likely: bisp/kafaalat/cash" in answer.stdout


def test_every_page_shows_something_that_is_tested() -> None:
    assert {block.page for block in (*HOUSEHOLDS, *SHOWN)} == {"README.md", PAGES[2]}
    assert "first-household.md" in PAGES[1]
    assert [line for line in PLAIN if line.endswith("assess household.json")]
