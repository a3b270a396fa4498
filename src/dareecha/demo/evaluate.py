"""`python -m dareecha.demo.evaluate`: the whole service measured against the truth."""

from __future__ import annotations

import json
import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer
from rich.console import Console

from dareecha.cluster import ClusterError
from dareecha.demo.evaluation.apart import EvaluationFailed, evaluate_apart
from dareecha.demo.evaluation.report import as_markdown, tell
from dareecha.demo.evaluation.truth import read_truth
from dareecha.demo.generate import generate
from dareecha.demo.truth import UnreadableTruth

HERE = ZoneInfo("Asia/Karachi")
DRAWN_UP = "2026-06-30"
DEMO, GIVEN = "The invented pilot", "The lists given"
COMMAND = 'make evaluate LISTS=folder TRUTH=folder ARGS="--write docs/reference/evaluation.md"'


def main(
    lists: Annotated[Path | None, typer.Option(help="Folder of departments' lists.")] = None,
    truth: Annotated[Path | None, typer.Option(help="Folder of the truth about them.")] = None,
    as_on: Annotated[str, typer.Option(help="Day as on which the lists were drawn up.")] = DRAWN_UP,
    demo: Annotated[bool, typer.Option("--demo", help="Also measure the invented pilot.")] = False,
    households: Annotated[int, typer.Option(help="Households of the pilot.", min=1)] = 2000,
    as_json: Annotated[bool, typer.Option("--json", help="For machines, case by case.")] = False,
    write: Annotated[Path | None, typer.Option(help="Write a Markdown page.")] = None,
) -> None:
    """Measure linkage and findings; without --lists, on the invented pilot.

    Everything runs in a home and database of its own, deleted afterwards. The lists must be of
    invented people: findings about them are compared one by one.
    """
    day = _day(as_on)
    if (lists is None) != (truth is None):
        _refuse("--lists and --truth go together: name both folders, or neither.")
    try:
        measured: dict[str, Any] = {}
        if demo or lists is None:
            measured[DEMO] = _evaluate_pilot(households, date.fromisoformat(DRAWN_UP))
        if lists is not None and truth is not None:
            measured[GIVEN] = _evaluate_given(lists, truth, day)
    except (UnreadableTruth, EvaluationFailed, ClusterError) as error:
        _refuse(str(error))
    if write is not None:
        write.write_text(_page(measured), encoding="utf-8")
    if as_json:
        print(json.dumps(measured, ensure_ascii=False, indent=2))
    else:
        for name, found in measured.items():
            tell(name, found, Console())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(f'--as-on: "{text}" is not a day of the calendar. Write it as {DRAWN_UP}.')


def _evaluate_pilot(households: int, as_on: date) -> dict[str, Any]:
    _say(f"{DEMO}, {households} households")
    with tempfile.TemporaryDirectory(prefix="dareecha-pilot-") as folder:
        pilot = Path(folder)
        generate(pilot, households=households, as_on=as_on)
        return evaluate_apart(pilot, pilot / "truth", as_on)


def _evaluate_given(lists: Path, truth: Path, as_on: date) -> dict[str, Any]:
    for option, folder in (("--lists", lists), ("--truth", truth)):
        if not folder.is_dir():
            _refuse(f"{option}: there is no folder {folder}.")
    read_truth(truth)  # before the long work
    _say(GIVEN)
    return evaluate_apart(lists.absolute(), truth.absolute(), as_on)


def _page(measured: dict[str, Any]) -> str:
    today = datetime.now(HERE).date()
    chapters = [as_markdown(name, found) for name, found in measured.items()]
    introduction = _INTRODUCTION.format(today=today, commit=_commit(), command=COMMAND)
    return "\n".join([introduction, *chapters])


_INTRODUCTION = """# How well people are linked and gaps are found

Written on {today}, at commit {commit}, by

    {command}

Do not edit: run it again. All people in these lists are invented, and the truth about them is
known.

Reviewed households fall into two halves by the first byte of the SHA-256 of their number. The
weights of the linkage were estimated on the *calibrated* half (even) of the lists given; the
*reported* half (odd) was not used for them, and is the one to quote. The invented pilot gave no
weight, but faults in names and places were found on it and mended; it is no longer unseen.
"""


def _commit() -> str:
    """The commit of this checkout; says so when files have changed since, or there is none."""
    here = Path(__file__).resolve().parent
    told = _git(here, "rev-parse", "--short", "HEAD")
    if not told:
        return "not known"
    return f"{told} with later changes" if _git(here, "status", "--porcelain") else told


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", *arguments],  # noqa: S607 - wherever git is installed
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)


def _refuse(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
