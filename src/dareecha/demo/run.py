"""The main job on the invented pilot: generated, taken in, linked, judged, gaps found."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from django.utils import timezone

from dareecha.analysis.counting import count_gaps
from dareecha.catalogue.actions import catalogue_in_force
from dareecha.demo.generate import generate
from dareecha.demo.officers import appoint_demo_officers
from dareecha.findings.making import make_findings
from dareecha.journal import sequencer
from dareecha.registry.actions import agree, take_in_folder
from dareecha.registry.installation import mark_as_invented
from dareecha.registry.people import link_people
from dareecha.registry.projection import project
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import gap_counts
from dareecha.screening.judging import screen

PASSWORDS = "demo-officers.txt"
Say = Callable[[str], None]


@dataclass
class Told:
    """What the demo did, with counts and seconds for each step."""

    households_invented: int
    steps: dict[str, dict[str, Any]] = field(default_factory=dict)
    total_seconds: float = 0.0


class Steps:
    """Runs steps one after the other and keeps what each did and how long it took."""

    def __init__(self, told: Told, say: Say) -> None:
        self.told = told
        self.say = say

    def run(self, name: str, step: Callable[[], dict[str, Any]]) -> None:
        self.say(name)
        started = monotonic()
        found = step()
        self.told.steps[name] = {**found, "seconds": round(monotonic() - started, 2)}


def run_demo(*, households: int, home: Path, say: Say = lambda step: None) -> Told:
    """Take the invented pilot through the whole service. Safe to repeat with the same number.

    Raises RealDataHere where lists of others were taken in before, ValueError for fewer than one
    household.
    """
    started = monotonic()
    told = Told(households)
    steps = Steps(told, say)
    with acting_as(SYSTEM_DUTY, purpose="demonstration"):
        mark_as_invented()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="pilot-", dir=home) as folder:
        lists = Path(folder)
        steps.run("generate", lambda: _generate(lists, households))
        steps.run("agree", lambda: _agree(lists / "agreements"))
        steps.run("import", lambda: _take_in(lists))
    steps.run("link", lambda: _link(home))
    steps.run("screen", _screen)
    steps.run("gaps", _gaps)
    steps.run("officers", lambda: _officers(home))
    steps.run("journal", _sequence)
    told.total_seconds = round(monotonic() - started, 2)
    return told


def _generate(folder: Path, households: int) -> dict[str, Any]:
    pilot = generate(folder, households=households)
    _leave_out_empty_lists(folder, pilot.row_counts)
    return {"rows": pilot.row_counts}


def _leave_out_empty_lists(folder: Path, rows: dict[str, int]) -> None:
    """In a small pilot nobody may have died, say: a department sends no list of nobody."""
    for list_id, count in rows.items():
        if not count:
            for file in folder.glob(f"{list_id}.*"):
                file.unlink()


def _agree(folder: Path) -> dict[str, Any]:
    agreements = [one for file in sorted(folder.glob("*.yaml")) for one in agree(file)]
    return {"agreements": len(agreements)}


def _take_in(folder: Path) -> dict[str, Any]:
    found = take_in_folder(folder)
    return {
        "lists": {
            taken.list: {"rows": taken.rows_read, "new": taken.rows_new, "problems": taken.problems}
            for taken in found.taken
        },
        "refused": found.refused,
        "skipped": found.skipped,
    }


def _link(home: Path) -> dict[str, Any]:
    work = home / "work"
    work.mkdir(mode=0o700, exist_ok=True)
    with acting_as(SYSTEM_DUTY, purpose="linking lists"):
        linked = link_people(work=work, at=timezone.now())
        project(catalogue_in_force())
    return {key: value for key, value in asdict(linked).items() if key != "run"}


def _screen() -> dict[str, Any]:
    with acting_as(SYSTEM_DUTY, purpose="screening"):
        found = screen(catalogue_in_force(), at=timezone.now())
    return {
        "as_of": found.as_of.isoformat(),
        "households": found.households,
        "verdicts": found.verdicts,
        "settled_by_lists_alone": round(found.settled_share, 3),
    }


def _gaps() -> dict[str, Any]:
    with acting_as(SYSTEM_DUTY, purpose="findings"):
        found = make_findings(catalogue_in_force(), at=timezone.now())
        count_gaps(catalogue_in_force(), at=timezone.now())
        return {"findings": {**gap_counts(), **found}}


def _officers(home: Path) -> dict[str, Any]:
    with acting_as(SYSTEM_DUTY, purpose="demonstration"):
        passwords = appoint_demo_officers()
    _keep_passwords(home, passwords)
    return {"appointed": len(passwords), "passwords_in": str(home / PASSWORDS)}


def _keep_passwords(home: Path, passwords: dict[str, str]) -> None:
    """The passwords of invented officers, for the owner of this installation alone."""
    file = home / PASSWORDS
    file.touch(mode=0o600)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(f"{username} {password}\n" for username, password in passwords.items())


def _sequence() -> dict[str, Any]:
    done = sequencer.run(at=timezone.now())
    return {"entries": done.leaves}
