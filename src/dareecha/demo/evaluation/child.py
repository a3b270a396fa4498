"""`python -m dareecha.demo.evaluation.child LISTS TRUTH WORK`: one evaluation, told as JSON.

A process of its own, because Django's settings name one database for a process's whole life.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import django

from dareecha.demo.evaluation.truth import read_truth


def main() -> None:
    """Run one evaluation in the database that the environment names."""
    lists, truth, work = (Path(argument) for argument in sys.argv[1:])
    known = read_truth(truth)
    django.setup()
    # Models can be imported only once Django is set up.
    job = importlib.import_module("dareecha.demo.evaluation.job")
    try:
        print(json.dumps(job.run(lists, known, work, say=_say)))
    except job.REFUSALS as error:
        sys.exit(str(error))


def _say(step: str) -> None:
    print(f"  {step}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
