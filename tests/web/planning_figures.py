"""Invented figures, counted as `dareecha gaps` counts them: so hidden ones are hidden."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from dareecha.analysis.counting import row_of
from dareecha.analysis.models import GapCount, GapCounting
from dareecha.analysis.tally import Concerned, Tally
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.models import ScreeningRun

NOWSHERA, LOWER_DIR, SWAT = "PK526", "PK520", "PK533"
GRANT, HELP, COUNSEL = (
    "hearth/winter-grant/grant",
    "hearth/widows-help/help",
    "hearth/widows-help/counsel",
)
AS_OF = dt.date(2026, 10, 31)

Households = Iterable[tuple[int, str, str, Concerned]]
"""So many households in a district and tehsil, each concerned in the same way."""


def gap(kind: str, benefit: str = GRANT, sex: str = "") -> Concerned:
    return Concerned(kind, benefit, "somebody" if sex else "", sex)


def run_of(catalogue: Catalogue, **more: object) -> ScreeningRun:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return ScreeningRun.objects.create(
            as_of=AS_OF,
            catalogue=catalogue.digest,
            **{"households": 500, "verdicts": {f"{GRANT}:eligible": 3, f"{GRANT}:not_yet_known": 1},
               **more},
        )  # fmt: skip


def counted(
    catalogue: Catalogue,
    households: Households,
    *,
    assumed: list[dict[str, object]] | None = None,
    made_at: dt.datetime | None = None,
) -> GapCounting:
    """A counting of these households."""
    tally = Tally(catalogue)
    for number, district, tehsil, concerned in households:
        for _ in range(number):
            tally.add(district, tehsil, [concerned])
    run = run_of(catalogue)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        counting = GapCounting.objects.create(
            run=run, assumed=assumed or [], made_at=made_at or timezone.now()
        )
        GapCount.objects.bulk_create(row_of(counting, key, tally) for key in tally.cells())
    return counting
