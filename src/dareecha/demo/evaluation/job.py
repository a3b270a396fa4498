"""The main job inside an evaluation's own database; `child` starts it once Django is set up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

from django.utils import timezone

from dareecha.catalogue.actions import catalogue_in_force
from dareecha.demo.evaluation.answers import Answers, read_answers
from dareecha.demo.evaluation.deciding import FactsTried
from dareecha.demo.evaluation.measuring import measures
from dareecha.demo.evaluation.truth import Truth
from dareecha.findings.exports import export_findings
from dareecha.findings.making import make_findings
from dareecha.registry.actions import FolderTakenIn, take_in_folder
from dareecha.registry.exports import export_links
from dareecha.registry.installation import mark_as_invented
from dareecha.registry.models import Agreement
from dareecha.registry.people import NothingToLink, link_people
from dareecha.registry.projection import project
from dareecha.registry.readers import UnreadableFile
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import export_verdicts
from dareecha.screening.judging import Screened, screen

Say = Callable[[str], None]
REFUSALS = (UnreadableFile, NothingToLink)
"""Why lists cannot be evaluated; the message of each says what to do."""


def run(lists: Path, truth: Truth, work: Path, say: Say) -> dict[str, Any]:
    """Take the lists through the whole service and measure its answers.

    The database is marked as one of invented people, and must be empty. Raises NothingToLink when
    the folder holds no list that is known, UnreadableFile when it holds no CSV or XLSX at all.
    """
    clock = _Clock(say)
    with acting_as(SYSTEM_DUTY, purpose="evaluation"):
        mark_as_invented()
    taken = clock.time("import", lambda: take_in_folder(lists))
    linked = clock.time("link", lambda: _acting(lambda: link_people(work=work, at=timezone.now())))
    clock.time("project", lambda: _acting(lambda: project(catalogue_in_force())))
    screened = clock.time("screen", lambda: _acting(_screen))
    clock.time(
        "findings", lambda: _acting(lambda: make_findings(catalogue_in_force(), at=timezone.now()))
    )
    clock.time("export", lambda: _acting(lambda: _export(work)))
    answers = read_answers(work)
    found = clock.time("measure", lambda: _acting(lambda: _measure(answers, truth)))
    return {
        "as_of": screened.as_of.isoformat(),
        "catalogue": screened.catalogue,
        "lists": _lists(taken),
        "refused": taken.refused,
        "skipped": sorted(taken.skipped),
        "linked": {key: value for key, value in asdict(linked).items() if key != "run"},
        **found,
        "screened": _screened(screened),
        "finding_counts": dict(Counter(finding.kind for finding in answers.findings)),
        "assumed": _acting(lambda: _assumed(taken)),
        "seconds": clock.seconds,
    }


class _Clock:
    """Runs a step and keeps how long it took."""

    def __init__(self, say: Say) -> None:
        self.seconds: dict[str, float] = {}
        self._say = say

    def time(self, name: str, step: Callable[[], Any]) -> Any:
        self._say(name)
        started = monotonic()
        answer = step()
        self.seconds[name] = round(monotonic() - started, 2)
        return answer


def _acting(step: Callable[[], Any]) -> Any:
    with acting_as(SYSTEM_DUTY, purpose="evaluation"):
        return step()


def _screen() -> Screened:
    return screen(catalogue_in_force(), at=timezone.now())


def _measure(answers: Answers, truth: Truth) -> dict[str, Any]:
    return measures(answers, truth, FactsTried(catalogue_in_force()).decides)


def _export(folder: Path) -> None:
    export_links(folder / "links.csv")
    export_findings(folder / "findings.csv")
    export_verdicts(folder / "verdicts.csv")


def _lists(taken: FolderTakenIn) -> dict[str, dict[str, int]]:
    return {
        one.list: {
            "rows": one.rows_read,
            "set_aside": one.rows_set_aside,
            "problems": one.problems,
        }
        for one in taken.taken
    }


def _screened(screened: Screened) -> dict[str, Any]:
    return {"households": screened.households, "verdicts": screened.verdicts}


def _assumed(taken: FolderTakenIn) -> dict[str, list[str]]:
    """By list taken in, the benefits of which it is assumed to hold every receiver."""
    lists = [one.list for one in taken.taken]
    agreements = Agreement.objects.filter(list__in=lists, assumed=True).order_by("list")
    return {one.list: list(one.complete_for) for one in agreements if one.complete_for}
