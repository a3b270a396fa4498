"""The main job step by step, each as one transaction of the system's duty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.utils import timezone

from dareecha.analysis.counting import count_gaps
from dareecha.analysis.models import GapCounting
from dareecha.catalogue.actions import catalogue_in_force
from dareecha.config.env import read_env
from dareecha.findings.exports import NothingToExport, export_findings
from dareecha.findings.making import make_findings
from dareecha.registry.exports import export_links
from dareecha.registry.models import Agreement, Delivery, Link
from dareecha.registry.people import (
    AlreadyUndone,
    Linked,
    NothingToLink,
    link_people,
    undo_link,
)
from dareecha.registry.projection import project
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import export_verdicts, gap_counts
from dareecha.screening.judging import NobodyToJudge, Screened
from dareecha.screening.judging import screen as screen_all
from dareecha.screening.models import ScreeningRun

__all__ = ["AlreadyUndone", "NobodyToJudge", "NothingToExport", "NothingToLink"]


def link(say: Callable[[str], None] = lambda sentence: None) -> Linked:
    """Link all mentions and make the households' current rows anew."""
    work = read_env().home / "work"
    work.mkdir(mode=0o700, parents=True, exist_ok=True)
    with acting_as(SYSTEM_DUTY, purpose="linking lists"):
        linked = link_people(work=work, at=timezone.now(), say=say)
        say("putting households together")
        project(catalogue_in_force())
    return linked


class NotSoFarYet(LookupError):
    """A step before this one has not been done; the message says which, and what to run."""


class NoSuchLink(LookupError):
    """No row of this name is linked to anybody."""


def unlink(list_id: str, row_key: str, role: str, because: str) -> None:
    """Take one link back and make the households' current rows anew.

    Raises NoSuchLink or AlreadyUndone.
    """
    with acting_as(SYSTEM_DUTY, purpose="taking a link back"):
        link = (
            Link.objects.live()
            .filter(mention__list=list_id, mention__row_key=row_key, mention__role=role)
            .first()
        )
        if link is None:
            raise NoSuchLink(
                f"{list_id}:{row_key} is linked to nobody. `dareecha export links` shows all links."
            )
        undo_link(link.pk, because=because, at=timezone.now())
        project(catalogue_in_force())


def screen(
    *,
    as_of: date | None = None,
    out: Path | None = None,
    say: Callable[[int], None] = lambda count: None,
) -> Screened:
    """Judge every household."""
    with acting_as(SYSTEM_DUTY, purpose="screening"):
        return screen_all(catalogue_in_force(), at=timezone.now(), as_of=as_of, out=out, say=say)


def gaps() -> dict[str, Any]:
    """Make the findings; say how many, and on which assumptions they rest.

    Raises NotSoFarYet while nobody has been judged.
    """
    with acting_as(SYSTEM_DUTY, purpose="findings"):
        _must_have_judged()
        found = make_findings(catalogue_in_force(), at=timezone.now())
        count_gaps(catalogue_in_force(), at=timezone.now())
        return {
            "findings": {**gap_counts(), **found},
            "resting_on": [_assumption(agreement) for agreement in _assumed()],
        }


def _assumed() -> list[Agreement]:
    newest: dict[str, Agreement] = {}
    for agreement in Agreement.objects.order_by("agreed_at", "id"):
        newest[agreement.list] = agreement
    return [a for a in newest.values() if a.assumed and a.complete_for]


def _assumption(agreement: Agreement) -> str:
    benefits = ", ".join(agreement.complete_for)
    return f"Assumed, not stated: {agreement.list} holds every receiver of {benefits}."


def export(what: str, out: Path) -> int:
    """Write one of the three tables; returns the number of rows.

    Raises NotSoFarYet where the step that makes the table has not been done, NothingToExport
    where it found nothing.
    """
    writers = {"links": export_links, "verdicts": export_verdicts, "findings": export_findings}
    first = {
        "links": _must_have_linked,
        "verdicts": _must_have_judged,
        "findings": _must_have_found,
    }
    with acting_as(SYSTEM_DUTY, purpose="export"):
        first[what]()
        return writers[what](out)


def _must_have_linked() -> None:
    if Link.objects.live().exists():
        return
    if Delivery.objects.live().exists():
        raise NotSoFarYet("Nobody has been linked yet. Run: dareecha link")
    raise NotSoFarYet(
        "No list has been taken in yet. Run first: dareecha lists agree FILE, dareecha lists "
        "import PATH, dareecha link, dareecha screen"
    )


def _must_have_judged() -> None:
    _must_have_linked()
    if not ScreeningRun.objects.exists():
        raise NotSoFarYet("No household has been judged yet. Run: dareecha screen")


def _must_have_found() -> None:
    _must_have_judged()
    newest = ScreeningRun.objects.first()
    if not GapCounting.objects.filter(run=newest).exists():
        raise NotSoFarYet(
            "Nothing has been looked for since the newest screening. Run: dareecha gaps"
        )
