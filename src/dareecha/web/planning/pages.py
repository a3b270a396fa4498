"""What the planners' pages print: figures, each of which may be hidden, in rows and columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from dareecha.web.said import Said
from dareecha.web.words import FIGURES_HIDDEN


@dataclass(frozen=True)
class Figure:
    """A count, or the word that stands for a hidden one."""

    count: int | None
    hidden: str = ""

    @property
    def words(self) -> str:
        """What stands where a count is hidden."""
        return str(FIGURES_HIDDEN[self.hidden])

    def __str__(self) -> str:
        return self.words if self.count is None else str(self.count)


NOBODY = Figure(0)
HIDDEN_WITH_ITS_WHOLE = Figure(None, "fewer")


@dataclass(frozen=True)
class Rate:
    """Of 100 whom the rule admits so many are reached; fewer where the open cases are admitted."""

    least: int
    best: int

    def __str__(self) -> str:
        if self.least == self.best:
            return str(self.best)
        return gettext("%(best)s (%(least)s–%(best)s)") % {"best": self.best, "least": self.least}


@dataclass(frozen=True)
class Column:
    """A kind of gap, as a column that the table can be sorted by. `href` sorts it so."""

    code: str
    title: str
    href: str
    sorted: str = ""
    """descending, ascending or '': what `aria-sort` says."""


@dataclass(frozen=True)
class Cell:
    """A figure, and a link to the households behind it where this duty may see them."""

    figure: Figure | None
    rate: Rate | None = None
    href: str = ""

    def __str__(self) -> str:
        if self.rate is not None:
            return str(self.rate)
        return "–" if self.figure is None else str(self.figure)


@dataclass(frozen=True)
class Row:
    """One scheme, benefit, contingency or place with its figures."""

    code: str
    name: Said
    href: str
    cells: tuple[Cell, ...]
    level: int = 0
    """1 below the row to which it belongs."""


@dataclass(frozen=True)
class Table:
    """What a page shows, and its CSV holds."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Option:
    """One choice of a filter."""

    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """One question above a table."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Assumed:
    """A list taken to be complete without anybody having said so."""

    department: Said
    benefits: tuple[Said, ...]


@dataclass(frozen=True)
class Basis:
    """As of when, by which catalogue, and on which assumptions the figures are."""

    as_of: date
    made_on: date
    catalogue: str
    households: int
    settled_percent: int | None
    assumed: tuple[Assumed, ...]
    is_old: bool
    is_overtaken: bool
    """A newer run of the screening has not been counted yet."""
    is_of_other_rules: bool
    """The catalogue in force is another by now."""


@dataclass(frozen=True)
class Total:
    """How many households a kind of gap concerns, and what that kind means."""

    kind: str
    name: str
    means: str
    households: Figure
    href: str


@dataclass(frozen=True)
class HouseholdLine:
    """A household behind a number. `fact`: what would decide, where something would."""

    household_id: str
    name: str
    of: str
    village: str
    fact: Said
