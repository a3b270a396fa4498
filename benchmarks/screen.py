"""How fast households are judged, and how much memory that needs.

    python benchmarks/screen.py --households 2000 --closures 200

Invents a pilot, takes it in and links it in a home of its own (DAREECHA_HOME, or a temporary one),
then judges it twice: by columns as `dareecha screen` does, and a part of it by closures. Ends with
an error if the two differ in a single verdict.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import resource
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dareecha.config.prepare import prepare_database
from dareecha.domain.eligibility.assess import VERDICTS, Assessor
from dareecha.domain.eligibility.columns.judging import ANSWERS, Judging, subject_ids
from dareecha.domain.households.household import Household


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DAREECHA_HOME", folder)
        prepare_database()
        _measure(arguments)


def _measure(arguments: argparse.Namespace) -> None:
    # Models can be imported only once the database is prepared.
    from django.utils import timezone

    from dareecha.catalogue.actions import catalogue_in_force
    from dareecha.domain.households.stored import from_stored
    from dareecha.registry.models import CurrentHousehold
    from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
    from dareecha.screening.judging import screen

    with acting_as(SYSTEM_DUTY, purpose="measuring"):
        is_new = not CurrentHousehold.objects.exists()
    if is_new:
        _invent(arguments.households)
    with acting_as(SYSTEM_DUTY, purpose="measuring"):
        catalogue = catalogue_in_force()
        contents = CurrentHousehold.objects.order_by("pk").values_list("content", flat=True)
        first = contents[: arguments.closures]
        households = [from_stored(content, catalogue.facts) for content in first]
        started = time.monotonic()
        run = screen(catalogue, at=timezone.now())
        seconds = time.monotonic() - started
    verdicts = sum(run.verdicts.values())
    _say("the whole of `screen`", seconds, run.households, verdicts)
    _compare(Assessor(catalogue), households)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this process: {peak:.0f} MiB; catalogue {catalogue.digest[:12]}")


def _invent(households: int) -> None:
    from django.utils import timezone

    from dareecha.catalogue.actions import catalogue_in_force
    from dareecha.demo.generate import generate
    from dareecha.registry.actions import agree, take_in_folder
    from dareecha.registry.installation import mark_as_invented
    from dareecha.registry.people import link_people
    from dareecha.registry.projection import project
    from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

    with acting_as(SYSTEM_DUTY, purpose="measuring"):
        mark_as_invented()
    home = Path(os.environ["DAREECHA_HOME"])
    with tempfile.TemporaryDirectory(prefix="pilot-", dir=home) as folder:
        generate(Path(folder), households=households)
        for file in sorted(Path(folder, "agreements").glob("*.yaml")):
            agree(file)
        take_in_folder(Path(folder))
    work = home / "work"
    work.mkdir(mode=0o700, exist_ok=True)
    with acting_as(SYSTEM_DUTY, purpose="measuring"):
        link_people(work=work, at=timezone.now())
        project(catalogue_in_force())


def _compare(assessor: Assessor, households: Sequence[Household]) -> None:
    """Judge the same households both ways. Raises SystemExit where they differ."""
    started = time.monotonic()
    one_by_one = [
        [at, j.benefit, j.subject, j.verdict, j.holding, j.failing, j.undecided, j.amount,
         j.receives]
        for at, household in enumerate(households)
        for j in assessor.judge(household)
    ]  # fmt: skip
    by_closures = time.monotonic() - started
    started = time.monotonic()
    judging = Judging(assessor, households)
    sheets = judging.sheets()
    by_columns = time.monotonic() - started
    _say("closures alone", by_closures, len(households), len(one_by_one))
    at_once = sum(len(sheet.home) for sheet in sheets)
    _say("columns alone", by_columns, len(households), at_once)
    digests = [_digest(one_by_one), _digest(_told(judging, sheets))]
    print(f"digests of the verdicts: {digests[0]} (closures), {digests[1]} (columns)")
    if digests[0] != digests[1]:
        raise SystemExit("Columns and closures differ. tests/domain/test_columns.py finds where.")


def _told(judging: Judging, sheets: Iterable[Any]) -> Iterable[list[Any]]:
    for sheet in sheets:
        ids = subject_ids(sheet.benefit.unit, judging.block)
        for row, amount in enumerate(sheet.amounts()):
            outcomes = [
                (c, ANSWERS[sign])
                for c, sign in zip(sheet.criteria, sheet.outcomes[:, row].tolist(), strict=True)
            ]
            yield [
                int(sheet.home[row]),
                sheet.benefit.id,
                ids[sheet.subject[row]],
                VERDICTS[ANSWERS[int(sheet.verdict[row])]],
                [c.id for c, holds in outcomes if holds is True],
                [c.id for c, holds in outcomes if holds is False and not c.is_step],
                [c.id for c, holds in outcomes if holds is None],
                amount,
                ANSWERS[int(sheet.receives[row])],
            ]


def _digest(rows: Iterable[list[Any]]) -> str:
    lines = sorted(json.dumps(row, default=asdict) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _say(what: str, seconds: float, households: int, verdicts: int) -> None:
    print(
        f"{what}: {households} households, {verdicts} verdicts in {seconds:.1f} s "
        f"({verdicts / seconds:.0f} verdicts/s)"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=2000)
    parser.add_argument("--closures", type=int, default=200, help="judged by closures as well")
    return parser.parse_args()


if __name__ == "__main__":
    main()
