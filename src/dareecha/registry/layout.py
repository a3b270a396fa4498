"""What a layout is: how a department's list looks, and what each of its columns says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from fnmatch import fnmatch
from functools import cached_property

from dareecha.domain.vocabulary.digits import tidy

THE_LIST = "list"
"""Stands for the day as on which the whole list was drawn up."""

Constant = str | int | bool
"""A value that a layout itself states, as in `always: true`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value of which a layout knows only the bounds; None is an open end."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, the field it fills and how its cells are read."""

    heading: str
    field: str
    read: str
    required: bool = True
    sensitive: bool = False
    also: tuple[str, ...] = ()
    notations: tuple[str, ...] = ()
    places: int = 0
    least: int | None = None
    most: int | None = None
    spellings: Mapping[str, Constant] = default(default_factory=dict)
    says_nothing: frozenset[str] = frozenset()

    @property
    def headings(self) -> tuple[str, ...]:
        return (self.heading, *self.also)


@dataclass(frozen=True, slots=True)
class PassOver:
    """Rows that are no data: titles, headings of blocks, subtotals."""

    reason: str
    first_cell: re.Pattern[str]
    alone: bool

    def fits(self, cells: list[str]) -> bool:
        filled = [cell for cell in cells if cell]
        if not filled or not self.first_cell.search(filled[0]):
            return False
        return len(filled) == 1 if self.alone else True


@dataclass(frozen=True, slots=True)
class Condition:
    """A statement holds only in rows whose field has one of these values."""

    field: str
    one_of: frozenset[Constant]


@dataclass(frozen=True, slots=True)
class StatedFact:
    """A fact that every row states of somebody, from a field or always the same."""

    fact: str
    of: str
    relation: str
    source: str
    always: Constant | None
    values: Mapping[Constant, Constant | Span] | None
    as_of: str
    only_if: tuple[Condition, ...]
    needs: tuple[str, ...]
    age_from: int | None
    age_under: int | None


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """One of the people whom a row names; every entry is the name of a field."""

    role: str
    name: str
    father: str = ""
    father_is: str = ""
    cnic: str = ""
    sex: str = ""
    always_sex: str = ""
    birth: str = ""
    age: str = ""
    age_on: str = THE_LIST
    relation: str = ""
    always_relation: str = ""
    marital_status: str = ""
    event_date: str = ""
    form_no: str = ""
    member_no: str = ""
    tehsil: str = ""
    union_council: str = ""
    village: str = ""
    mother: str | None = None
    is_meant: bool = False
    only_if_named: bool = False


@dataclass(frozen=True, slots=True)
class PaidBenefit:
    """The benefit that a kind of payment stands for, and who in the row gets it."""

    benefit: str
    role: str
    per: str


@dataclass(frozen=True, slots=True)
class Receives:
    """How a row tells that somebody receives a benefit."""

    kind: str
    benefits: Mapping[Constant, PaidBenefit]
    due: str = ""
    received: str = ""
    paid_on: str = ""
    since: str = ""
    period: str = ""


@dataclass(frozen=True, slots=True)
class AsOfForm:
    """Rows without a day of their own: it stands on the row of another list with the same form."""

    list: str
    field: str
    by: str


@dataclass(frozen=True, slots=True)
class DistrictFrom:
    """Where a row's district is written: a column, a longer place code, or the sheet's name.

    `form` names another list: the row is where the row with the same form number there is.
    """

    field: str = ""
    code_field: str = ""
    sheet: bool = False
    form: str = ""


@dataclass(frozen=True)
class Layout:
    """A department's list, described. See docs/reference/lists.md for the file it is read from."""

    id: str
    version: int
    title: str
    department: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    encodings: tuple[str, ...]
    separators: tuple[str, ...]
    header_within: int
    empty_marks: frozenset[str]
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    dropped: frozenset[str]
    pass_over: tuple[PassOver, ...]
    district: DistrictFrom
    people: tuple[PersonNamed, ...]
    facts: tuple[StatedFact, ...]
    receives: Receives | None
    occasion: tuple[str, ...]
    """Fields that may rightly differ between two rows about one person: a quarter, a child."""
    as_of_form: AsOfForm | None

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Columns under the comparable form of each of their headings."""
        return {comparable(h): column for column in self.columns for h in column.headings}

    @cached_property
    def by_heading_as_written(self) -> dict[str, Column]:
        """Columns under the headings by which stored rows name their cells."""
        return {column.heading: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    def is_named_like(self, file_name: str) -> bool:
        stem = file_name.rsplit(".", 1)[0].casefold()
        return any(fnmatch(stem, pattern.casefold()) for pattern in self.names)


def comparable(heading: str) -> str:
    """A heading or choice without what typing changes: case, spaces, invisible marks."""
    return tidy(heading).casefold()
