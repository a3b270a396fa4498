"""How long each step of the demonstration takes, and how much memory it needs.

    python benchmarks/demo.py --households 20000

Invents the lists, then takes them in, links, projects, judges and finds, each step in a process
of its own, in a home and a database of their own that are deleted afterwards. Prints seconds and
the peak memory of each step (PostgreSQL's not counted).
"""

from __future__ import annotations

import argparse
import importlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dareecha.cluster import LocalCluster
from dareecha.demo.generate import generate

SETTINGS = "dareecha.config.settings"
STEPS = ("import", "link", "project", "screen", "findings")


def main() -> None:
    arguments = _arguments()
    if arguments.step:
        _take(arguments.step, Path(arguments.folder))
        return
    home = Path(tempfile.mkdtemp(prefix="dareecha-benchmark-"))
    cluster = LocalCluster(home)
    try:
        addresses = cluster.ensure_running()
        environment = {
            **os.environ,
            "DAREECHA_HOME": str(home),
            "DATABASE_URL": addresses.app,
            "DAREECHA_OWNER_URL": addresses.owner,
            "DJANGO_SETTINGS_MODULE": SETTINGS,
        }
        _measure(arguments.households, home / "lists", environment)
    finally:
        cluster.erase()
        shutil.rmtree(home)


def _measure(households: int, folder: Path, environment: dict[str, str]) -> None:
    started = time.monotonic()
    rows = sum(generate(folder, households=households).row_counts.values())
    _tell("generate", time.monotonic() - started, 0)
    agree = [sys.executable, "-m", "dareecha.cli", "lists", "agree", str(folder / "agreements")]
    _run(agree, environment)
    for step in STEPS:
        began = time.monotonic()
        command = [sys.executable, __file__, "--step", step, "--folder", str(folder)]
        peak = _run(command, environment)
        _tell(step, time.monotonic() - began, peak)
    print(f"{households} households, {rows} rows: {time.monotonic() - started:.1f} s", flush=True)


def _run(command: list[str], environment: dict[str, str]) -> int:
    """The peak memory of a command in KiB. It must end well."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return usage.ru_maxrss


def _tell(step: str, seconds: float, peak: int) -> None:
    memory = f", peak {peak / 1024:.0f} MiB" if peak else ""
    print(f"{step}: {seconds:.1f} s{memory}", flush=True)


def _take(step: str, folder: Path) -> None:
    """One step, in the database that the environment names."""
    importlib.import_module("dareecha.cli.command").hunt_for_cycles_seldom()
    importlib.import_module("django").setup()
    # Models can be imported only once Django is set up.
    acting = importlib.import_module("dareecha.safeguards.acting")
    if step == "import":
        importlib.import_module("dareecha.registry.actions").take_in_folder(folder)
        return
    with acting.acting_as(acting.SYSTEM_DUTY, purpose="benchmark"):
        _acting(step, folder)()


def _acting(step: str, folder: Path) -> Callable[[], Any]:
    now = importlib.import_module("django.utils.timezone").now()
    catalogue = importlib.import_module("dareecha.catalogue.actions").catalogue_in_force()
    work = folder.parent / "work"
    work.mkdir(mode=0o700, exist_ok=True)

    def module(name: str) -> Any:
        return importlib.import_module(f"dareecha.{name}")

    return {
        "link": lambda: module("registry.people").link_people(work=work, at=now),
        "project": lambda: module("registry.projection").project(catalogue),
        "screen": lambda: module("screening.judging").screen(catalogue, at=now),
        "findings": lambda: module("findings.making").make_findings(catalogue, at=now),
    }[step]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=2000)
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
