"""How tests run the `dareecha` command, and what they expect of one that refuses."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from dareecha.cluster.server import Connections

DAREECHA = str(Path(sys.executable).with_name("dareecha"))
SETTINGS_OF_OURS = ("DAREECHA_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")

Run = Callable[..., subprocess.CompletedProcess[str]]


def environment(home: Path, more: dict[str, str]) -> dict[str, str]:
    """The environment of somebody who has set nothing but the home and what a test gives."""
    bare = {k: v for k, v in os.environ.items() if not k.startswith(SETTINGS_OF_OURS)}
    return {**bare, "DAREECHA_HOME": str(home), "COLUMNS": "200", **more}


def addresses(connections: Connections) -> dict[str, str]:
    """A database of the shared server, as the environment of a command names it."""
    return {"DATABASE_URL": connections.app, "DAREECHA_OWNER_URL": connections.owner}


def refusal(answer: subprocess.CompletedProcess[str]) -> str:
    """What a command that failed said: on standard error, in words, without a traceback."""
    assert answer.returncode not in (0, None), answer.stdout
    assert "Traceback" not in answer.stderr, answer.stderr
    assert answer.stdout == ""
    assert 0 < len(answer.stderr.strip().splitlines()) <= 12, answer.stderr
    return answer.stderr
