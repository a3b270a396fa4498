"""What a row of a list says, typed: the values of its fields, the facts and the payments.

Unknown is absent: a field that is empty, unreadable or answers nothing has no entry, a fact that
does not follow has no statement. Numbers of people (CNIC, phone, account) stay sealed; only their
presence shows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from dareecha.domain.vocabulary.dates import DateSpan
from dareecha.domain.vocabulary.money import Months
from dareecha.registry.cells import BadCell, CellReader, SaysNothing, Value, cell_reader
from dareecha.registry.layout import (
    ROW_DISTRICT,
    THE_LIST,
    Column,
    Constant,
    EventTold,
    Layout,
    PaidBenefit,
    Receives,
    Span,
    StatedFact,
)
from dareecha.registry.layout_files import layout_called
from dareecha.registry.models import ListRow
from dareecha.registry.plausible import Plausible

HOUSEHOLD = "household"
SEALED = "sealed"
"""In a stored row a sensitive cell is `{"sealed": base64}` in the place of its text."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number of which only the bounds are known; None is an open end."""

    least: int | None
    most: int | None


StatedValue = str | int | bool | Decimal | date | Bounds | DateSpan


@dataclass(frozen=True, slots=True)
class Statement:
    """One fact as a row states it.

    `of` is a role of the row ('' is the person meant) or "household"; with `relation` ('father',
    'mother') it is that relative of the person in the role. `as_of` is None where the day stands
    on the form in another list: see `Layout.as_of_form`. `ages` (from, under) limits a statement
    to people of that age in completed years on that day; None is no limit.
    """

    fact: str
    of: str
    relation: str
    value: StatedValue
    as_of: date | None
    as_of_form: bool
    ages: tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Payment:
    """A benefit that the row tells somebody receives; unknown amounts and days are None.

    `of` is the role of whose benefit it is, `paid_to` of who is handed the money.
    """

    benefit: str
    of: str
    due: int | None
    received: int | None
    paid_on: date | None
    since: date | None
    period: str
    per: str
    paid_to: str = ""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that a row tells of, with its facts; `member` is the role of whom it struck."""

    id: str
    member: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A list row with everything that it says."""

    list: str
    key: str
    id: UUID
    district: str
    values: Mapping[str, Value]
    sealed: frozenset[str]
    unreadable: frozenset[str]
    statements: tuple[Statement, ...]
    payments: tuple[Payment, ...]
    events: tuple[Happened, ...] = ()
    is_confidential: bool = False
    """Whether the row is its department's alone: nothing of it may stand where others look."""


@dataclass(frozen=True, slots=True)
class CellsRead:
    """Cells of one row after reading: values by field, and what could not be read and why."""

    values: dict[str, Any]
    bad: dict[str, str]


class LayoutReader:
    """Reads rows of one layout; make one and keep it, its parsers remember what they have read."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._cells: dict[str, tuple[Column, CellReader]] = {
            column.field: (column, cell_reader(column)) for column in layout.columns
        }
        self._plausible: dict[date, Plausible] = {}

    def read_cells(self, texts: Mapping[str, str], *, as_on: date | None = None) -> CellsRead:
        """Read texts by field. An empty cell gives neither a value nor a complaint.

        With the day as on which their list was drawn up, what cannot be true then is bad as well.
        """
        values: dict[str, Any] = {}
        bad: dict[str, str] = {}
        empty = self.layout.empty_marks
        again = {
            column.field: texts[column.reads_again]
            for column in self.layout.second_readings
            if column.reads_again in texts
        }
        for field, text in (*texts.items(), *again.items()):
            if not text or text.isspace() or text.strip() in empty:
                continue
            try:
                value = self._cells[field][1](text)
            except BadCell as error:
                bad[field] = str(error)
            except SaysNothing:
                continue
            else:
                if value != "":
                    values[field] = value
        if as_on is not None:
            for field, complaint in self._complaints(values, as_on):
                bad[field] = complaint
                del values[field]
        return CellsRead(values, bad)

    def _complaints(self, values: Mapping[str, Any], as_on: date) -> list[tuple[str, str]]:
        if as_on not in self._plausible:
            self._plausible[as_on] = Plausible(self.layout, as_on)
        return [*self._plausible[as_on].complaints(values)]

    def read_row(self, row: ListRow) -> ReadRow:
        """Read a stored row; sensitive cells stay sealed."""
        texts: dict[str, str] = {}
        sealed = set()
        for column in self.layout.columns:
            if column.reads_again:
                continue
            cell = row.content.get(column.heading)
            if isinstance(cell, str):
                texts[column.field] = cell
            elif cell is not None:
                sealed.add(column.field)
        as_on = row.as_on
        read = self.read_cells(texts, as_on=as_on)
        present = read.values.keys() | sealed
        told = {**read.values, ROW_DISTRICT: row.district} if row.district else read.values
        return ReadRow(
            list=self.layout.id,
            key=row.row_key,
            id=row.id,
            district=row.district,
            values=read.values,
            sealed=frozenset(sealed),
            unreadable=frozenset(read.bad),
            statements=tuple(self._statements(self.layout.facts, told, present, as_on)),
            payments=tuple(self._payments(read.values, present)),
            events=tuple(self._events(row.row_key, read.values, present, as_on)),
            is_confidential=row.is_confidential,
        )

    def _statements(
        self,
        facts: Iterable[StatedFact],
        values: Mapping[str, Any],
        present: Any,
        as_on: date | None,
    ) -> Iterator[Statement]:
        for stated in facts:
            value = _stated_value(stated, values, present)
            if value is None:
                continue
            as_of = as_on if stated.as_of == THE_LIST else values.get(stated.as_of)
            yield Statement(
                fact=stated.fact,
                of=stated.of,
                relation=stated.relation,
                value=value,
                as_of=as_of,
                as_of_form=stated.as_of == "form",
                ages=(stated.age_from, stated.age_under),
            )

    def _payments(self, values: Mapping[str, Any], present: Any) -> Iterator[Payment]:
        receives = self.layout.receives
        if receives is None or not all(field in present for field in receives.needs):
            return
        paid = receives.only or receives.benefits.get(values.get(receives.kind, ""))
        if paid is not None:
            yield _payment(receives, paid, values)

    def _events(
        self, key: str, values: Mapping[str, Any], present: Any, as_on: date | None
    ) -> Iterator[Happened]:
        for told in self.layout.events:
            if _holds(told, values):
                yield Happened(
                    id=f"{told.id}-{self.layout.id}-{key}",
                    member=told.member,
                    statements=tuple(self._statements(told.facts, values, present, as_on)),
                )


def _holds(told: EventTold, values: Mapping[str, Any]) -> bool:
    return all(values.get(rule.field) in rule.one_of for rule in told.only_if)


def _stated_value(
    stated: StatedFact, values: Mapping[str, Any], present: Any
) -> StatedValue | None:
    """The value that follows from the row; None, here only, is "nothing follows"."""
    for condition in stated.only_if:
        if values.get(condition.field) not in condition.one_of:
            return None
    for field in stated.needs:
        if field not in present:
            return None
    if stated.always is not None:
        return stated.always
    if stated.source not in values:
        return None
    value = values[stated.source]
    if stated.values is not None:
        value = _mapped(stated.values, value)
    return _with_bounds(value)


def _mapped(mapping: Mapping[Constant, Constant | Span], value: Any) -> Constant | Span | None:
    return mapping.get(value)


def _with_bounds(value: Any) -> StatedValue | None:
    if isinstance(value, Months):
        return value.least if value.is_exact else Bounds(value.least, value.most)
    if isinstance(value, Span) and isinstance(value.least, date) and isinstance(value.most, date):
        return DateSpan(value.least, value.most)
    if isinstance(value, Span):
        return Bounds(value.least, value.most)  # type: ignore[arg-type]  # days came before
    return value  # type: ignore[no-any-return]


def _payment(receives: Receives, paid: PaidBenefit, values: Mapping[str, Any]) -> Payment:
    get: Callable[[str], Any] = values.get
    return Payment(
        benefit=paid.benefit,
        of=paid.role,
        due=get(receives.due),
        received=get(receives.received),
        paid_on=get(receives.paid_on),
        since=get(receives.since),
        period=get(receives.period) or "",
        per=paid.per,
        paid_to=paid.payee,
    )


def read_row(row: ListRow, layout: Layout) -> ReadRow:
    """Read one stored row. For many rows use `read_list`, which keeps the parsers."""
    return LayoutReader(layout).read_row(row)


def read_list(layout_id: str, *, chunk: int = 2000) -> Iterator[ReadRow]:
    """All live rows of a list, in the order of their keys, never all in memory.

    Call it inside `acting_as()`. Raises UnknownLayout.
    """
    reader = LayoutReader(layout_called(layout_id))
    rows = ListRow.objects.live(layout_id).order_by("row_key").defer("content_digest")
    for row in rows.iterator(chunk_size=chunk):
        yield reader.read_row(row)
