"""Sort the rows of a file: data to be kept, rows to pass over, rows to set aside with a reason."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from dareecha.registry.cells import hidden_signs, seen
from dareecha.registry.layout import Column, Layout, PassOver
from dareecha.registry.naming import Named, people_named
from dareecha.registry.readers import SentRow
from dareecha.registry.reading import CellsRead, LayoutReader
from dareecha.registry.recognise import Header, Opening, is_header_again, sheets_with_headers
from dareecha.registry.sealing import ListSeal
from dareecha.registry.shapes import flaw_of
from dareecha.registry.whereabouts import (
    district_code,
    district_coded,
    district_of_tehsil,
    district_said,
)
from dareecha.safeguards.ids import uuid7
from dareecha.safeguards.keys import Keyring

_LONGEST_KEY = 200
_LONGEST_SHOWN = 60
_LONGEST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something in a row that could not be read, and what to do about it."""

    sheet: str
    row_number: int
    row_key: str
    column: str
    shown_value: str
    message: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A row to be stored, with the people it names."""

    id: UUID
    key: str
    sheet: str
    row_number: int
    district: str
    form_no: str
    content: str
    digest: bytes
    is_confidential: bool
    people: tuple[Named, ...]


@dataclass
class Tally:
    """What happened to the rows of a file; filled while they are read."""

    read: int = 0
    set_aside: int = 0
    passed_over: Counter[str] = field(default_factory=Counter)
    troubles: list[Trouble] = field(default_factory=list)
    """Since they were last taken away: troubles of a large file are not kept in memory."""

    def drain(self) -> list[Trouble]:
        drained, self.troubles = self.troubles, []
        return drained


class Sorter:
    """Reads one file row by row. `tally` tells what became of those that were not kept."""

    def __init__(self, opening: Opening, *, seal: ListSeal, keys: Keyring, as_on: date) -> None:
        self.opening = opening
        self.layout: Layout = opening.layout
        self.tally = Tally()
        self._seal, self._keys, self._as_on = seal, keys, as_on
        self._reader = LayoutReader(self.layout)
        self._key_columns = [self.layout.by_field[name] for name in self.layout.key]
        self._sheet_district: dict[str, str] = {}

    def kept_rows(self) -> Iterator[Kept]:
        self._tell_hidden_sheets()
        for row, header in sheets_with_headers(self.opening):
            if self._is_passed_over(row, header) or header is None:
                continue
            self.tally.read += 1
            kept = self._keep(row, header)
            if kept is None:
                self.tally.set_aside += 1
            else:
                yield kept

    def _tell_hidden_sheets(self) -> None:
        for name in self.opening.hidden_sheets:
            message = (
                "This sheet is hidden and was not taken in. If it is part of the list, unhide it "
                "and send the workbook again; if not, leave it out."
            )
            self.tally.troubles.append(Trouble(name, 0, "", "", "", message))

    def _is_passed_over(self, row: SentRow, header: Header | None) -> bool:
        reason = self._why_pass_over(row, header)
        if reason:
            self.tally.passed_over[reason] += 1
        return bool(reason)

    def _why_pass_over(self, row: SentRow, header: Header | None) -> str:
        cells = [cell.strip() for cell in row.cells]
        if not any(cells):
            return "blank row"
        for rule in self.layout.pass_over:
            if rule.fits(cells):
                return rule.reason
            if self._is_heading_with_more(rule, cells):
                self._taken_for_heading(row, f"a {rule.reason}")
                return rule.reason
        if header is None:
            return "above the headings"
        if row.number == header.row_number:
            self._complain_of_headings(row, header)
            return "headings"
        if is_header_again(row, header, self.layout):
            return "headings"
        if self._names_nobody(row, header, cells):
            self._taken_for_heading(row, "a heading or a note")
            return "heading or note"
        return ""

    def _is_heading_with_more(self, rule: PassOver, cells: list[str]) -> bool:
        """A heading beside which somebody wrote something: still no data."""
        first = next(cell for cell in cells if cell)
        return rule.alone and self._says_little(cells) and bool(rule.first_cell.search(first))

    def _says_little(self, cells: list[str]) -> bool:
        return 2 * sum(map(bool, cells)) < len(self.layout.required)

    def _names_nobody(self, row: SentRow, header: Header, cells: list[str]) -> bool:
        """Few cells, and no number of its own or nobody in it: no row is so."""
        if not self._says_little(cells):
            return False
        texts = _texts(row, header)
        if not all(texts.get(name, "").strip() for name in self.layout.key):
            return True
        people = self.layout.people
        return bool(people) and not any(
            any(map(str.isalpha, texts.get(person.name, ""))) or texts.get(person.cnic, "").strip()
            for person in people
        )

    def _taken_for_heading(self, row: SentRow, what: str) -> None:
        self._trouble(
            row,
            "",
            "",
            "",
            f"This row was taken for {what} and skipped: few of its cells are filled. If it is "
            "part of the list, fill in its number and the name; if not, leave it out.",
        )

    def _complain_of_headings(self, row: SentRow, header: Header) -> None:
        for heading in header.not_in_layout:
            self._trouble(
                row,
                "",
                heading[:_LONGEST_SHOWN],
                "",
                "This column is not part of the agreed layout and was not taken in. "
                "Leave it out, or have it added to the layout.",
            )
        if self.layout.district.sheet and not self._district_of_sheet(row.sheet):
            self._trouble(
                row,
                "",
                "",
                row.sheet,
                "The sheet's name should be the district's; no district is called so. "
                "Rename the sheet.",
            )

    def _keep(self, row: SentRow, header: Header) -> Kept | None:
        texts = _texts(row, header)
        flaw = flaw_of(row, texts, header, self._reader)
        if flaw is not None and flaw.spoils_row:
            self._set_aside(row, flaw.message)
            return None
        if flaw is not None:
            texts.pop(flaw.cut_off, None)
        key = self._key_of(row, texts)
        if key is None:
            return None
        if flaw is not None:
            column = self.layout.by_field.get(flaw.cut_off)
            self._trouble(row, key, column.heading if column else "", "", flaw.message)
        read = self._reader.read_cells(texts, as_on=self._as_on)
        for name, message in read.bad.items():
            column = self.layout.by_field[name]
            text = texts[column.reads_again or name]
            self._complain_of_cell(row, key, column, text, message)
        self._complain_of_hidden_signs(row, key, texts)
        district = self._district(row, key, read)
        content, digest = self._content(texts)
        people = people_named(
            self.layout, read, district=district, as_on=self._as_on, keys=self._keys
        )
        return Kept(
            id=uuid7(),
            key=key,
            sheet=row.sheet,
            row_number=row.number,
            district=district,
            form_no=str(read.values.get("form_no", "")),
            content=content,
            digest=digest,
            is_confidential=self.layout.discloses(read.values),
            people=tuple(people),
        )

    def _key_of(self, row: SentRow, texts: dict[str, str]) -> str | None:
        parts = [seen(texts.get(column.field, "")).strip() for column in self._key_columns]
        for column, part in zip(self._key_columns, parts, strict=True):
            if not part or part in self.layout.empty_marks:
                self._set_aside(
                    row,
                    "This row has no number of its own, so it cannot be found again. "
                    "Give it its number.",
                    column.heading,
                )
                return None
        key = "/".join(parts)
        if len(key) > _LONGEST_KEY:
            self._set_aside(row, "The row's number is too long to be one. Correct it.")
            return None
        return key

    def _content(self, texts: dict[str, str]) -> tuple[str, bytes]:
        """The row as it is stored, and the digest of what was sent."""
        sent = {self.layout.by_field[name].heading: text for name, text in texts.items()}
        plain = json.dumps([self.layout.version, sent], ensure_ascii=False, sort_keys=True)
        sent = {
            heading: text if len(text) <= _LONGEST_KEPT else f"{text[:_LONGEST_KEPT]}…"
            for heading, text in sent.items()
        }
        stored: dict[str, Any] = {
            heading: self._seal.seal(text, heading)
            if self.layout.by_heading_as_written[heading].sensitive
            else text
            for heading, text in sent.items()
        }
        return json.dumps(stored, ensure_ascii=False), self._seal.digest(plain)

    def _district(self, row: SentRow, key: str, read: CellsRead) -> str:
        source = self.layout.district
        if source.sheet:
            return self._district_of_sheet(row.sheet)
        name = source.field or source.code_field or source.tehsil_field
        if name not in read.values:
            return ""
        text = read.values[name]
        if source.field:
            said = district_said(text, read.values.get(source.tehsil_field, ""))
        elif source.code_field:
            said = district_coded(text)
        else:
            said = district_of_tehsil(text)
        if said.complaint:
            column = self.layout.by_field[name]
            self._complain_of_cell(row, key, column, text[:_LONGEST_SHOWN], said.complaint)
        return said.code

    def _district_of_sheet(self, sheet: str) -> str:
        if sheet not in self._sheet_district:
            self._sheet_district[sheet] = district_code(sheet) or ""
        return self._sheet_district[sheet]

    def _complain_of_hidden_signs(self, row: SentRow, key: str, texts: dict[str, str]) -> None:
        for name, text in texts.items():
            if signs := hidden_signs(text):
                message = (
                    f"The cell holds signs that nobody sees ({signs}); they were left out. Type "
                    "the cell anew."
                )
                self._complain_of_cell(row, key, self.layout.by_field[name], text, message)

    def _complain_of_cell(
        self, row: SentRow, key: str, column: Column, text: str, message: str
    ) -> None:
        shown = "" if column.sensitive else seen(text[:_LONGEST_SHOWN])
        self._trouble(row, key, column.heading, shown, message)

    def _set_aside(self, row: SentRow, message: str, column: str = "") -> None:
        self._trouble(row, "", column, "", f"{message} The row was set aside.")

    def _trouble(self, row: SentRow, key: str, column: str, shown: str, message: str) -> None:
        self.tally.troubles.append(Trouble(row.sheet, row.number, key, column, shown, message))


def _texts(row: SentRow, header: Header) -> dict[str, str]:
    """The cells that say something, by field. PostgreSQL cannot store the sign 0; a ? can."""
    return {
        name: row.cells[position].replace("\0", "\ufffd")
        for position, name in header.positions.items()
        if position < len(row.cells) and row.cells[position]
    }
