"""The newest counting, read in a few rows: what may be shown is already settled in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from dareecha.analysis.models import GapCount, GapCounting
from dareecha.domain.eligibility.assess import NOT_YET_KNOWN
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry.layout_files import shipped_layouts
from dareecha.screening.models import ScreeningRun
from dareecha.web.planning.pages import (
    HIDDEN_WITH_ITS_WHOLE,
    NOBODY,
    Assumed,
    Basis,
    Figure,
    Rate,
)
from dareecha.web.planning.wording import Names

OLD_AFTER = timedelta(days=35)
"""Lists come at least every month or so; figures older than that are marked."""

REACHED, UNSERVED, UNDETERMINED = "reached", "unserved", "undetermined"
COVERAGE = (REACHED, UNSERVED, UNDETERMINED)
HOLES = ("hole",)
FINDINGS = ("forbidden_overlap", "duplicate", "short_payment", "late")
SUSPICIONS = ("ghost", "kin", "inclusion_error")


def newest() -> GapCounting | None:
    """The newest counting; None while nobody has been judged and counted."""
    return GapCounting.objects.select_related("run").first()


@dataclass(frozen=True)
class Place:
    """A district and a tehsil of it; both '' for everywhere."""

    district: str = ""
    tehsil: str = ""

    @property
    def whole(self) -> Place | None:
        """What this place is a part of."""
        if self.tehsil:
            return Place(self.district)
        return Place() if self.district else None


class Figures:
    """The counts of one page by kind, item, place and sex."""

    def __init__(self, counting: GapCounting, rows: QuerySet[GapCount]) -> None:
        """`rows` are the counts that the page needs, with those of the wholes they belong to."""
        self.counting = counting
        self.found = {
            (row.kind, row.item, Place(row.district, row.tehsil), row.sex): row for row in rows
        }

    @classmethod
    def of_things(cls, counting: GapCounting, by: Iterable[str], district: str) -> Figures:
        """What a table by benefit, contingency or need shows of one district, or of everywhere."""
        rows = counting.counts.filter(by__in=list(by), district__in=["", district], tehsil="")
        return cls(counting, rows)

    @classmethod
    def of_places(cls, counting: GapCounting, item: str, district: str) -> Figures:
        """What a table of districts shows of one thing; or of the tehsils of one district."""
        rows = counting.counts.filter(item=item)
        if district:
            return cls(counting, rows.filter(district__in=["", district]))
        return cls(counting, rows.filter(tehsil=""))

    def households(self, kind: str, item: str, place: Place) -> Figure:
        """How many households are concerned; what belongs to a small whole is hidden with it."""
        row = self.found.get((kind, item, place, ""))
        if row is not None and not self._is_in_a_small_whole(kind, item, place):
            return Figure(row.households, row.hidden)
        return HIDDEN_WITH_ITS_WHOLE if self._is_in_a_small_whole(kind, item, place) else NOBODY

    def persons(self, kind: str, item: str, district: str, sex: str) -> Figure:
        """How many people of one sex are concerned, in a whole district."""
        place = Place(district)
        whole = self.found.get((kind, item, place, ""))
        if (whole is not None and whole.hidden) or self._is_in_a_small_whole(kind, item, place):
            return HIDDEN_WITH_ITS_WHOLE
        row = self.found.get((kind, item, place, sex))
        return NOBODY if row is None else Figure(row.persons, row.hidden)

    def _is_in_a_small_whole(self, kind: str, item: str, place: Place) -> bool:
        """Whether a place is part of one where fewer than ten are concerned: none is no news."""
        whole = place.whole
        while whole is not None:
            row = self.found.get((kind, item, whole, ""))
            if row is not None and row.hidden == GapCount.Hidden.FEWER:
                return True
            whole = whole.whole
        return False

    def rate(self, item: str, place: Place) -> Rate | None:
        """Of 100 admitted so many reached; None where a count is hidden or nobody can be missed."""
        counts = [self.households(kind, item, place).count for kind in COVERAGE]
        reached, missed, open_cases = counts
        if reached is None or not missed:
            return None
        best = round(100 * reached / (reached + missed))
        if open_cases is None:
            return None
        return Rate(round(100 * reached / (reached + missed + open_cases)), best)

    def items(self, kinds: Iterable[str]) -> set[str]:
        """What these kinds of gaps are about, in the places of this page."""
        wanted = set(kinds)
        return {item for kind, item, _, _ in self.found if kind in wanted}

    def tehsils(self, district: str) -> list[str]:
        found = {place.tehsil for _, _, place, _ in self.found if place.district == district}
        return sorted(found - {""})


def districts(counting: GapCounting) -> list[str]:
    """The districts in which anything was counted, as far as this duty sees them."""
    rows = counting.counts.filter(by=GapCount.By.ALL, tehsil="").exclude(district="")
    return sorted(set(rows.values_list("district", flat=True)))


def items(counting: GapCounting) -> set[str]:
    """All that was counted anywhere that this duty sees, by benefit and by all else."""
    rows = counting.counts.filter(by__in=list(GapCount.By), tehsil="", sex="")
    return set(rows.order_by().values_list("item", flat=True).distinct())


def basis(counting: GapCounting, catalogue: Catalogue, names: Names) -> Basis:
    """What the figures rest on."""
    run = counting.run
    verdicts = sum(run.verdicts.values())
    still_open = sum(n for key, n in run.verdicts.items() if key.endswith(f":{NOT_YET_KNOWN}"))
    newest_run = ScreeningRun.objects.values_list("pk", flat=True).first()
    return Basis(
        as_of=run.as_of,
        made_on=timezone.localdate(counting.made_at),
        catalogue=run.catalogue,
        households=run.households,
        settled_percent=round(100 * (verdicts - still_open) / verdicts) if verdicts else None,
        assumed=tuple(_assumed(entry, names) for entry in counting.assumed),
        is_old=timezone.now() - counting.made_at > OLD_AFTER,
        is_overtaken=newest_run != run.pk,
        is_of_other_rules=run.catalogue != catalogue.digest,
    )


def _assumed(entry: dict[str, object], names: Names) -> Assumed:
    layout = shipped_layouts().get(str(entry["list"]))
    benefits = entry["benefits"]
    assert isinstance(benefits, list)  # noqa: S101 - written by the counting
    return Assumed(
        department=names.department(layout.department if layout else ""),
        benefits=tuple(names.benefit(one) for one in benefits),
    )
