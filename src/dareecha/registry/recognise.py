"""Find the layout of a file: by the headings that stand in it, with its name as a second hint."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

from dareecha.registry.layout import Layout, comparable
from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.readers import (
    CSV,
    XLSX,
    SentRow,
    UnknownLetters,
    csv_rows,
    encoding_of,
    kind_of,
)
from dareecha.registry.workbooks import check_workbook, hidden_sheets, workbook_rows

_ROWS_LOOKED_AT = 50


class NotThisLayout(ValueError):
    """The file lacks columns of the layout asked for; the message names them."""


class UnknownList(ValueError):
    """No known layout fits the file; the message names the nearest one."""


@dataclass(frozen=True)
class Header:
    """Where each column of a layout stands in a sheet, and which headings the layout lacks."""

    row_number: int
    positions: Mapping[int, str]
    width: int
    """How many columns there are, up to the last one that has a heading."""
    not_in_layout: tuple[str, ...]

    @cached_property
    def last_position(self) -> int:
        """Where the last column stands that is taken in."""
        return max(self.positions)


@dataclass(frozen=True)
class Opening:
    """A file with the layout and the way in which it will be read."""

    path: Path
    layout: Layout
    kind: str
    encoding: str
    separator: str
    beginning: tuple[SentRow, ...]
    """The first rows of each visible sheet, among which the headings must be."""

    @cached_property
    def hidden_sheets(self) -> tuple[str, ...]:
        """Sheets that are left out, because nobody who sends the workbook sees them."""
        return () if self.kind == CSV else hidden_sheets(self.path)

    def rows(self) -> Iterator[SentRow]:
        if self.kind == CSV:
            return csv_rows(self.path, encoding=self.encoding, separator=self.separator)
        return workbook_rows(self.path)


def open_as(path: Path, layout: Layout) -> Opening:
    """Open the file with this layout.

    Raises UnreadableFile, or NotThisLayout when required columns are missing.
    """
    kind = _checked_kind(path)
    if kind not in layout.kinds:
        raise NotThisLayout(
            f"{path.name} is a {kind.upper()} file; the layout {layout.id} reads "
            f"{' and '.join(layout.kinds).upper()}. Send the file in that form."
        )
    openings = _openings(path, layout, kind, _Beginnings(path))
    for opening in openings:
        if _has_header(opening):
            return opening
    raise NotThisLayout(_what_is_missing(openings, layout))


def recognised(path: Path) -> Opening:
    """Open the file with the layout that fits it best.

    Raises UnreadableFile, or UnknownList when none fits.
    """
    kind = _checked_kind(path)
    beginnings = _Beginnings(path)
    layouts = [layout for layout in shipped_layouts().values() if kind in layout.kinds]
    layouts.sort(key=lambda layout: (not layout.is_named_like(path.name), -len(layout.required)))
    tried = []
    for layout in layouts:
        try:
            openings = _openings(path, layout, kind, beginnings)
        except UnknownLetters:
            continue
        for opening in openings:
            if _has_header(opening):
                return opening
        tried += openings
    raise UnknownList(_nearest(path, tried))


def recognised_sheets(path: Path) -> list[Opening]:
    """Open the file once for each list that it holds: a workbook may have one on each sheet.

    Raises UnreadableFile, or UnknownList when no layout fits any of it.
    """
    best = recognised(path)
    if best.kind == CSV:
        return [best]
    found = [best]
    for layout in shipped_layouts().values():
        taken = {sheet for opening in found for sheet in _sheets_of(opening)}
        if layout is not best.layout and XLSX in layout.kinds:
            opening = replace(best, layout=layout)
            if _sheets_of(opening) - taken:
                found.append(opening)
    return found


def _sheets_of(opening: Opening) -> set[str]:
    """The sheets on which the headings of the layout stand."""
    rows = _where_headings_are(opening)
    return {row.sheet for row in rows if header_in(row, opening.layout)}


def _checked_kind(path: Path) -> str:
    kind = kind_of(path)
    if kind == XLSX:
        check_workbook(path)
    return kind


def header_in(row: SentRow, layout: Layout) -> Header | None:
    """The columns' places when this row holds all required headings, else None."""
    positions: dict[int, str] = {}
    strange = []
    for position, cell in enumerate(row.cells):
        heading = comparable(cell)
        column = layout.by_heading.get(heading)
        if column and column.field not in positions.values():
            positions[position] = column.field
        elif heading and heading not in layout.dropped:
            strange.append(cell.strip())
    if any(column.field not in positions.values() for column in layout.required):
        return None
    width = max(place for place, cell in enumerate(row.cells, start=1) if cell.strip())
    return Header(row.number, positions, width, tuple(strange))


class _Beginnings:
    """The first rows of a file, read once for all layouts that are tried on it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known: dict[tuple[str, str], tuple[SentRow, ...]] = {}
        self._encodings: dict[tuple[str, ...], str] = {}

    def encoding(self, candidates: tuple[str, ...]) -> str:
        if candidates not in self._encodings:
            self._encodings[candidates] = encoding_of(self.path, candidates)
        return self._encodings[candidates]

    def of_csv(self, encoding: str, separator: str) -> tuple[SentRow, ...]:
        key = (encoding, separator)
        if key not in self._known:
            rows = csv_rows(self.path, encoding=encoding, separator=separator)
            self._known[key] = tuple(islice(rows, _ROWS_LOOKED_AT))
        return self._known[key]

    def of_xlsx(self) -> tuple[SentRow, ...]:
        key = ("", "")
        if key not in self._known:
            self._known[key] = tuple(workbook_rows(self.path, first=_ROWS_LOOKED_AT))
        return self._known[key]


def is_header_again(row: SentRow, header: Header, layout: Layout) -> bool:
    """Whether headings are printed again in this row, as at the top of a new page."""
    first, name = next(iter(header.positions.items()))
    repeats_first = first < len(row.cells) and (
        layout.by_heading.get(comparable(row.cells[first])) is layout.by_field[name]
    )
    return repeats_first and header_in(row, layout) is not None


def _openings(path: Path, layout: Layout, kind: str, beginnings: _Beginnings) -> list[Opening]:
    if kind != CSV:
        return [Opening(path, layout, kind, "", "", beginnings.of_xlsx())]
    encoding = beginnings.encoding(layout.encodings)
    return [
        Opening(path, layout, kind, encoding, mark, beginnings.of_csv(encoding, mark))
        for mark in layout.separators
    ]


def _has_header(opening: Opening) -> bool:
    return any(header_in(row, opening.layout) for row in _where_headings_are(opening))


def _where_headings_are(opening: Opening) -> Iterator[SentRow]:
    within = opening.layout.header_within
    return (row for row in opening.beginning if row.number <= within)


def _headings_shared(opening: Opening) -> tuple[int, list[str]]:
    """How many required headings the best row has, and which it lacks."""
    layout = opening.layout
    best, lacking = 0, [column.heading for column in layout.required]
    for row in _where_headings_are(opening):
        written = {comparable(cell) for cell in row.cells}
        there = [c for c in layout.required if written & {comparable(h) for h in c.headings}]
        if len(there) > best:
            best, lacking = len(there), [c.heading for c in layout.required if c not in there]
    return best, lacking


def _what_is_missing(openings: list[Opening], layout: Layout) -> str:
    path = openings[0].path
    best, lacking = max((_headings_shared(o) for o in openings), key=lambda found: found[0])
    if not best:
        return (
            f"{path.name} is not a {layout.id} list: none of its headings stands in the first "
            f"{layout.header_within} rows. It should have: "
            f"{', '.join(c.heading for c in layout.required)}."
        )
    return (
        f"{path.name} is not a {layout.id} list as agreed: it lacks "
        f"{'the column' if len(lacking) == 1 else 'the columns'} {', '.join(lacking)}. "
        "Ask the office for the whole list, or name another layout with --format."
    )


def _nearest(path: Path, tried: list[Opening]) -> str:
    found = [(*_headings_shared(opening), opening.layout) for opening in tried]
    best, lacking, layout = max(found, key=lambda entry: entry[0], default=(0, [], None))
    hint = "`dareecha lists formats` shows the layouts that are known."
    if layout is None or best * 2 < len(layout.required):
        return f"{path.name}: no known layout fits this file. {hint}"
    return (
        f"{path.name}: no known layout fits this file. The nearest is {layout.id}; for it the file "
        f"lacks {', '.join(lacking)}. {hint}"
    )


def sheets_with_headers(opening: Opening) -> Iterator[tuple[SentRow, Header | None]]:
    """Every row with the header it stands under; None above the headings of its sheet.

    A header row itself comes with itself as header and its own row number.
    """
    sheet: str | None = None
    header: Header | None = None
    for row in opening.rows():
        if row.sheet != sheet:
            sheet, header = row.sheet, None
        if header is None and row.number <= opening.layout.header_within:
            header = header_in(row, opening.layout)
        yield row, header
