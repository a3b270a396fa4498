"""How commands speak: answers on standard output, one clear message on standard error."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import typer


def tell_json(answer: Any) -> None:
    """Print an answer for machines."""
    print(json.dumps(answer, ensure_ascii=False, indent=2, default=str))


def refuse(*sentences: str) -> NoReturn:
    """Say what is wrong and leave with a failure."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)
    raise typer.Exit(1)
