"""The three tables: by benefit, by contingency, by place; filtered and sorted by the address."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from dareecha.accounts.models import Duty
from dareecha.analysis.tally import A_NEED
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.safeguards.acting import EVERYWHERE
from dareecha.web.planning.figures import (
    COVERAGE,
    FINDINGS,
    HOLES,
    SUSPICIONS,
    UNDETERMINED,
    UNSERVED,
    Figures,
    Place,
    items,
)
from dareecha.web.planning.pages import Cell, Column, Filter, Option, Row, Table
from dareecha.web.planning.wording import Names
from dareecha.web.said import Said
from dareecha.web.words import PLANNING_COLUMNS, PLANNING_VIEWS, SEXES

RATE = "rate"
COVERAGE_VIEW = "coverage"
VIEWS: Mapping[str, tuple[str, ...]] = {
    COVERAGE_VIEW: (*COVERAGE, RATE),
    "holes": HOLES,
    "findings": FINDINGS,
    "suspicions": SUSPICIONS,
}
LISTED = (UNSERVED, UNDETERMINED)
"""Gaps whose households may be listed, for those whose duty opens households."""
OVERSIGHT = frozenset({"auditor"})
OPENS_HOUSEHOLDS = frozenset({"facilitator", "auditor"})


class NoSuchChoice(Http404):
    """An address names something that is no choice of this page."""


def sees_everywhere(duty: Duty) -> bool:
    """Whether a duty sees the figures of all districts together."""
    return EVERYWHERE in duty.areas or duty.role in OVERSIGHT


@dataclass(frozen=True)
class Asked:
    """What the address asks for: all of it codes of closed lists."""

    show: str = COVERAGE_VIEW
    district: str = ""
    item: str = ""
    sex: str = ""
    sort: str = ""

    def query(self, **changes: str) -> str:
        """The address's query with some of it changed."""
        asked = replace(self, **changes)
        told = {
            name: value
            for name in ("show", "district", "item", "sex", "sort")
            if (value := getattr(asked, name)) and value != COVERAGE_VIEW
        }
        return f"?{urlencode(told)}" if told else "?"


@dataclass(frozen=True)
class Tables:
    """Makes the tables of one counting for one duty in one language."""

    figures: Figures
    districts: list[str]
    """Those that this duty sees."""
    names: Names
    catalogue: Catalogue
    duty: Duty
    asked: Asked

    # --- By benefit, contingency, place -----------------------------------------------------

    def by_benefit(self) -> Table:
        """Schemes, and below each its benefits."""
        known = self.figures.items(self.kinds)
        rows: list[Row] = []
        for scheme in self.catalogue.schemes.values():
            benefits = [one for one in scheme.benefits.values() if one.id in known]
            if not benefits:
                continue
            below = [self._row(one.id, self.names.benefit(one.id), level=1) for one in benefits]
            if len(below) == 1:
                rows.append(replace(below[0], level=0))
            else:
                rows.append(self._row(scheme.id, self.names.scheme(scheme.id)))
                rows.extend(below)
        return self._table(rows)

    def by_contingency(self) -> Table:
        """Contingencies; a scheme may answer several."""
        known = self.figures.items(self.kinds)
        codes = {
            code for scheme in self.catalogue.schemes.values() for code in scheme.contingencies
        }
        rows = [self._row(code, self.names.contingency(code)) for code in sorted(codes & known)]
        return self._table(rows)

    def by_need(self) -> Table:
        """Needs, each with the households for whom no scheme answers it."""
        known = self.figures.items(self.kinds)
        found = [A_NEED + need.id for need in self.catalogue.needs]
        rows = [self._row(item, self.names.item(item)) for item in found if item in known]
        return self._table(rows)

    def by_place(self) -> Table:
        """Districts, or the tehsils of one."""
        return self._table(list(self._places()))

    def _places(self) -> Iterator[Row]:
        item, chosen = self.asked.item, self.asked.district
        if not chosen:
            for code in self.districts:
                place = Place(code)
                href = self.asked.query(district=code)
                yield self._row(item, self.names.district(code), place=place, href=href, code=code)
            return
        for code in self.figures.tehsils(chosen):
            name = self.names.tehsil(chosen, code)
            yield self._row(item, name, place=Place(chosen, code), code=code)

    # --- Rows and cells ---------------------------------------------------------------------

    @property
    def kinds(self) -> tuple[str, ...]:
        return VIEWS[self.asked.show]

    @property
    def place(self) -> Place:
        return Place(self.asked.district)

    @property
    def sees_everywhere(self) -> bool:
        return sees_everywhere(self.duty)

    def _row(
        self, item: str, name: Said, *, place: Place | None = None, href: str = "",
        code: str = "", level: int = 0,
    ) -> Row:  # fmt: skip
        where = place if place is not None else self.place
        cells = tuple(self._cell(kind, item, where) for kind in self.kinds)
        return Row(code or item, name, href or self._to_places(item), cells, level)

    def _to_places(self, item: str) -> str:
        asked = replace(self.asked, item=item, sort="", sex="")
        return reverse("planning:places") + asked.query()

    def _cell(self, kind: str, item: str, place: Place) -> Cell:
        if kind == RATE:
            rate = None if self.asked.sex else self.figures.rate(item, place)
            return Cell(None, rate)
        if self.asked.sex:
            return Cell(self.figures.persons(kind, item, place.district, self.asked.sex))
        figure = self.figures.households(kind, item, place)
        return Cell(figure, href=self._to_households(kind, item, place) if figure.count else "")

    def _to_households(self, kind: str, item: str, place: Place) -> str:
        """The list behind a number; '' for those whose duty opens no household there."""
        is_benefit = item.count("/") == 2
        if self.duty.role not in OPENS_HOUSEHOLDS or kind not in LISTED or not is_benefit:
            return ""
        if not place.district or place.tehsil:
            return ""
        told = {"kind": kind, "benefit": item, "district": place.district}
        return f"{reverse('planning:households')}?{urlencode(told)}"

    # --- Order and columns ------------------------------------------------------------------

    def _table(self, rows: list[Row]) -> Table:
        return Table(tuple(self._columns()), tuple(self._in_order(rows)))

    def _columns(self) -> Iterator[Column]:
        for kind in self.kinds:
            is_sorted, other = "", f"-{kind}"
            if self.asked.sort == f"-{kind}":
                is_sorted, other = "descending", kind
            elif self.asked.sort == kind:
                is_sorted = "ascending"
            title = str(PLANNING_COLUMNS[kind])
            yield Column(kind, title, self.asked.query(sort=other), is_sorted)

    def _in_order(self, rows: list[Row]) -> list[Row]:
        """By a column, hidden counts last and in no order of their own; else as they came."""
        kind = self.asked.sort.removeprefix("-")
        if not kind:
            return rows
        at = self.kinds.index(kind)
        shown = [row for row in rows if _value(row.cells[at]) is not None]
        rest = [row for row in rows if _value(row.cells[at]) is None]
        shown.sort(
            key=lambda row: _value(row.cells[at]) or 0, reverse=self.asked.sort.startswith("-")
        )
        return [replace(row, level=0) for row in (*shown, *rest)]

    # --- Filters ----------------------------------------------------------------------------

    def checked(self, *, views: Collection[str], by_place: bool, by_sex: bool) -> None:
        """Raises NoSuchChoice where the address names what this page does not offer."""
        asked = self.asked
        if asked.show not in self.views(views):
            raise NoSuchChoice(asked.show)
        if asked.district and asked.district not in self.districts:
            raise NoSuchChoice(asked.district)
        if asked.item and not (by_place and asked.item in items(self.figures.counting)):
            raise NoSuchChoice(asked.item)
        if asked.sex and not (by_sex and asked.sex in SEXES and self.place.district):
            raise NoSuchChoice(asked.sex)
        if asked.sort and asked.sort.removeprefix("-") not in self.kinds:
            raise NoSuchChoice(asked.sort)

    def views(self, offered: Collection[str]) -> list[str]:
        """Those of the views offered that this duty may see."""
        may_suspect = self.duty.role in OVERSIGHT
        return [v for v in VIEWS if v in offered and (v != "suspicions" or may_suspect)]

    def place_name(self) -> Said:
        district = self.place.district
        return self.names.district(district) if district else self._all_places()

    def _all_places(self) -> Said:
        return self.names.everywhere() if self.sees_everywhere else self.names.own_districts()

    def item_name(self) -> Said:
        return self.names.item(self.asked.item)

    def filters(self, *, views: Collection[str], by_place: bool, by_sex: bool) -> Iterator[Filter]:
        shown = [(view, str(PLANNING_VIEWS[view])) for view in self.views(views)]
        if len(shown) > 1:
            yield _filter("show", gettext("What to count"), shown, self.asked.show)
        yield _filter(
            "district",
            gettext("Place"),
            list(self._place_options(by_place=by_place)),
            self.place.district,
        )
        if by_place:
            yield _filter("item", gettext("About"), list(self._item_options()), self.asked.item)
        if by_sex and self.place.district:
            sexes = [("", gettext("Households")), *((code, str(SEXES[code])) for code in SEXES)]
            yield _filter("sex", gettext("Whom to count"), sexes, self.asked.sex)

    def _place_options(self, *, by_place: bool) -> Iterator[tuple[str, str]]:
        if self.sees_everywhere or by_place:
            yield "", self._all_places().text
        for code in self.districts:
            yield code, self.names.district(code).text

    def _item_options(self) -> Iterator[tuple[str, str]]:
        yield "", gettext("All benefits together")
        for item in sorted(
            items(self.figures.counting) - {""}, key=lambda one: (-one.count("/"), one)
        ):
            yield item, self.names.item(item).text


def _value(cell: Cell) -> int | None:
    if cell.rate is not None:
        return cell.rate.best
    return cell.figure.count if cell.figure is not None else None


def _filter(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Filter:
    return Filter(name, label, tuple(Option(code, text, code == chosen) for code, text in options))
