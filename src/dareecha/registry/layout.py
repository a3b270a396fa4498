"""What a layout is: how a department's list looks, and what each of its columns says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as default
from datetime import date
from fnmatch import fnmatch
from functools import cached_property

from dareecha.domain.vocabulary.digits import tidy

THE_LIST = "list"
"""Stands for the day as on which the whole list was drawn up."""

ROW_DISTRICT = "row_district"
"""Stands, in a fact's `from`, for the code of the district that a row is of."""

# Old Arabic code pages lack the letters of Urdu, so offices write their Arabic sisters.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ه": "ہ", "ة": "ہ", "ۃ": "ہ"})

Constant = str | int | bool | date
"""A value that a layout itself states, as in `always: true`."""


@dataclass(frozen=True, slots=True)
class Span:
    """A value of which a layout knows only the bounds; None is an open end."""

    least: int | date | None = None
    most: int | date | None = None


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
    contains: bool = False
    """A choice whose spelling may stand anywhere in the cell, among other words."""
    reads_again: str = ""
    """The field whose cell this column reads a second time, for something else in it."""

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
    """One of the people whom a row names; every entry is the name of a field.

    `cnic_only_if` says in which rows the number is this person's own. `relatives_cnic` is the
    number of somebody of their household, and `family_no` that of a family's card: both tell
    whose house it is and nothing about the person. `kin_of` is a role of the same row with whom
    this person, as a rule, lives; `kin_is` says what they are to them: father, mother or husband.
    Nobody younger than `at_least` years on the day `age_on` stands in this role.
    """

    role: str
    name: str
    father: str = ""
    father_is: str = ""
    cnic: str = ""
    cnic_only_if: tuple[Condition, ...] = ()
    relatives_cnic: str = ""
    family_no: str = ""
    sex: str = ""
    always_sex: str = ""
    birth: str = ""
    age: str = ""
    age_on: str = THE_LIST
    at_least: int | None = None
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
    kin_of: str | None = None
    kin_is: str = ""
    is_meant: bool = False
    only_if_named: bool = False
    only_if_numbered: bool = False
    only_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class PaidBenefit:
    """The benefit that a kind of payment stands for, and who in the row gets it.

    `payee` is the role of whoever is handed the money, where that is another person.
    """

    benefit: str
    role: str
    per: str
    payee: str = ""


@dataclass(frozen=True, slots=True)
class Receives:
    """How a row tells that somebody receives a benefit.

    Without `kind` every row stands for `only`; `needs` are fields that must be filled.
    """

    kind: str
    benefits: Mapping[Constant, PaidBenefit]
    only: PaidBenefit | None = None
    needs: tuple[str, ...] = ()
    due: str = ""
    received: str = ""
    paid_on: str = ""
    since: str = ""
    period: str = ""
    committee: str = ""
    """The field that names the committee which granted it."""


@dataclass(frozen=True, slots=True)
class EventTold:
    """Something that a row tells to have happened: a flood, a birth. Its facts are the event's.

    `member` is the role of whom it happened to.
    """

    id: str
    member: str
    facts: tuple[StatedFact, ...]
    only_if: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class DeciderTold:
    """A row names somebody who decides on others: fields of the office and of the committee.

    `department` names a field; `of_department` is said of the whole list.
    """

    person: str
    office: str
    committee: str = ""
    department: str = ""
    of_department: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationTold:
    """A row is an application: whose, for which benefit, and its days, as names of fields."""

    applicant: str
    benefit: str
    asked_on: str
    acknowledged_on: str = ""
    decided_on: str = ""
    decision: str = ""
    paid_on: str = ""
    limit_days: str = ""


@dataclass(frozen=True, slots=True)
class LimitTold:
    """A row says within how many days a department has promised to decide."""

    department: str
    days: str


@dataclass(frozen=True, slots=True)
class AbsenceTold:
    """What follows of people who are not in the list, where it is complete for this benefit."""

    fact: str
    value: Constant
    complete_for: str


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
    `tehsil_field` holds a tehsil, and perhaps other words before it, from which the district
    follows; beside `field` it decides between the halves of a district that was split. All empty:
    the list tells no district.
    """

    field: str = ""
    code_field: str = ""
    tehsil_field: str = ""
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
    events: tuple[EventTold, ...] = ()
    decider: DeciderTold | None = None
    application: ApplicationTold | None = None
    limit: LimitTold | None = None
    absence: AbsenceTold | None = None
    confidential_if: tuple[Condition, ...] | None = None
    """Rows that disclose what nobody but their department may know; () is every row."""

    @cached_property
    def by_field(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Columns under the comparable form of each of their headings."""
        return {
            comparable(h): column
            for column in self.columns
            if not column.reads_again
            for h in column.headings
        }

    @cached_property
    def by_heading_as_written(self) -> dict[str, Column]:
        """Columns under the headings by which stored rows name their cells."""
        return {column.heading: column for column in self.columns if not column.reads_again}

    @cached_property
    def second_readings(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.reads_again)

    @cached_property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.required)

    def discloses(self, values: Mapping[str, object]) -> bool:
        """Whether a row with these values is confidential."""
        rules = self.confidential_if
        return rules is not None and all(values.get(r.field) in r.one_of for r in rules)

    def is_named_like(self, file_name: str) -> bool:
        stem = file_name.rsplit(".", 1)[0].casefold()
        return any(fnmatch(stem, pattern.casefold()) for pattern in self.names)


def comparable(heading: str) -> str:
    """A heading or choice without what typing changes: case, spaces, marks, kinds of one letter."""
    return tidy(heading).casefold().translate(_SAME_LETTER)
