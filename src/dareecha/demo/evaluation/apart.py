"""Runs an evaluation in a home and a database of its own, which are deleted afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from dareecha.cluster import LocalCluster
from dareecha.demo.evaluation.agreements import write_agreements

SETTINGS = "dareecha.config.settings"


class EvaluationFailed(RuntimeError):
    """A step of the evaluation ended with an error; what it said is in the message."""


def evaluate_apart(lists: Path, truth: Path, as_on: date) -> dict[str, Any]:
    """Take the lists in, link, judge and find, and measure that against the truth.

    `as_on` is the day as on which the lists were drawn up. Nothing stays behind. Raises
    EvaluationFailed, or ClusterError when PostgreSQL cannot be started.
    """
    with _own_home() as (home, environment):
        agreements, work = home / "agreements", home / "work"
        write_agreements(agreements, as_on)
        work.mkdir(mode=0o700)
        # The command makes the database ready, and records the agreements.
        _run(["dareecha.cli", "lists", "agree", str(agreements)], environment)
        child = ["dareecha.demo.evaluation.child", str(lists), str(truth), str(work)]
        measured: dict[str, Any] = json.loads(_run(child, environment))
    return measured


@contextmanager
def _own_home() -> Iterator[tuple[Path, dict[str, str]]]:
    """A home with a running database, and the environment that leads there."""
    home = Path(tempfile.mkdtemp(prefix="dareecha-evaluation-"))  # mkdtemp gives mode 0700
    cluster = LocalCluster(home)
    try:
        addresses = cluster.ensure_running()
        yield (
            home,
            {
                **os.environ,
                "DAREECHA_HOME": str(home),
                "DATABASE_URL": addresses.app,
                "DAREECHA_OWNER_URL": addresses.owner,
                "DJANGO_SETTINGS_MODULE": SETTINGS,
            },
        )
    finally:
        cluster.erase()
        shutil.rmtree(home)


def _run(module: list[str], environment: Mapping[str, str]) -> str:
    done = subprocess.run(  # noqa: S603 - our own modules, no shell
        [sys.executable, "-m", *module],
        env=dict(environment),
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise EvaluationFailed(f"{module[0]} ended with exit code {done.returncode}; see above.")
    return done.stdout
