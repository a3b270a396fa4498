"""Read a workbook (XLSX), looked through before anything of it is unfolded in memory.

A workbook is a compressed archive: a few kilobytes can claim a sheet of 17 thousand million cells
or unfold to terabytes. So every part is read through once as a stream, and counted.
"""

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import IO, Any
from xml.parsers import expat

import python_calamine

from dareecha.registry.readers import SentRow, UnreadableFile

MOST_CELLS = 8_000_000
"""Of one sheet, from its first row and column to its last: some 600 MB while it is read."""
MOST_UNPACKED = 1 << 30
_MOST_PARTS = 2_000
_MOST_TIMES_SMALLER = 300
_ALWAYS_HARMLESS = 16 << 20
_CHUNK = 1 << 18
_VISIBLE = python_calamine.SheetVisibleEnum.Visible
_DIGITS = "0123456789"
_LONGEST_REFERENCE = 12
# RuntimeError: a part is encrypted; its child NotImplementedError: compressed in another way.
_DAMAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError)


def check_workbook(path: Path) -> None:
    """Raises UnreadableFile for a workbook that is damaged or would not fit in memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_kind(path, archive.namelist())
            _check_sizes(path, archive.infolist())
            for part in archive.infolist():
                if not part.is_dir():
                    with archive.open(part) as stream:
                        _look_through(path, part.filename, stream)
    except _DAMAGE as error:
        raise _cannot_be_opened(path, error) from None


def hidden_sheets(path: Path) -> tuple[str, ...]:
    """The names of the sheets that whoever opens the workbook does not see."""
    return tuple(sheet.name for sheet in _open(path).sheets_metadata if sheet.visible != _VISIBLE)


def workbook_rows(path: Path, *, first: int | None = None) -> Iterator[SentRow]:
    """The rows of all visible sheets, or the first few of each; one sheet at a time in memory.

    A value in cells merged downwards stands in each of their rows, as it does on the screen.
    Raises UnreadableFile when the workbook cannot be opened or all its sheets are hidden.
    """
    workbook = _open(path)
    visible = [sheet.name for sheet in workbook.sheets_metadata if sheet.visible == _VISIBLE]
    if not visible:
        raise UnreadableFile(
            f"{path.name}: all sheets of this workbook are hidden, and hidden sheets are not taken "
            "in. Unhide the sheet that is the list, and save the workbook."
        )
    try:
        for name in visible:
            yield from _rows_of(workbook.get_sheet_by_name(name), name, first)
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise _cannot_be_opened(path, error) from None


def _open(path: Path) -> Any:
    try:
        return python_calamine.CalamineWorkbook.from_path(str(path))
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError) as error:
        raise _cannot_be_opened(path, error) from None


def _cannot_be_opened(path: Path, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name}: the workbook cannot be opened ({type(error).__name__}). "
        "Open it in a spreadsheet, save it as XLSX and send it again."
    )


def _rows_of(sheet: Any, name: str, first: int | None) -> Iterator[SentRow]:
    spread = _merged_downwards(sheet)
    shown: dict[int, str] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if first is not None and number > first:
            return
        cells = [_as_text(cell) for cell in row]
        for column, (begins, ends) in spread.get(number, {}).items():
            if number == begins:
                shown[column] = cells[column]
            elif number <= ends and not cells[column]:
                cells[column] = shown.get(column, "")
        yield SentRow(name, number, cells)


def _merged_downwards(sheet: Any) -> dict[int, dict[int, tuple[int, int]]]:
    """For each row, the places of its cells that are merged with others of their column."""
    found: dict[int, dict[int, tuple[int, int]]] = {}
    if not sheet.merged_cell_ranges or sheet.start is None:
        return found
    left, width = sheet.start[1], sheet.end[1] - sheet.start[1] + 1
    for (top, column), (bottom, last_column) in sheet.merged_cell_ranges:
        if column != last_column or not 0 <= column - left < width:
            continue
        for row in range(top, min(bottom, sheet.end[0]) + 1):
            found.setdefault(row + 1, {})[column - left] = (top + 1, bottom + 1)
    return found


def _as_text(cell: Any) -> str:
    """What a spreadsheet's cell shows, without the .0 that it puts behind whole numbers."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


# --- Looking through ----------------------------------------------------------------------------


def _check_kind(path: Path, parts: list[str]) -> None:
    others = {"content.xml", "xl/workbook.bin"}
    if "xl/workbook.xml" not in parts or others & set(parts):
        raise UnreadableFile(
            f"{path.name}: this is no XLSX workbook. Save it as XLSX in a spreadsheet and send it "
            "again."
        )


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > max(_ALWAYS_HARMLESS, part.compress_size * _MOST_TIMES_SMALLER)
        for part in parts
    )
    if unpacked > MOST_UNPACKED or swollen or len(parts) > _MOST_PARTS:
        raise UnreadableFile(
            f"{path.name}: the workbook would unfold to {unpacked // 1_000_000:,} MB in "
            f"{len(parts)} parts, which no list needs. Delete what is no list from it, or save "
            "the list as CSV, and send it again."
        )


def _look_through(path: Path, part: str, stream: IO[bytes]) -> None:
    """Read one part to its end, which also proves that its size is as stated."""
    extent = _Extent()
    while chunk := stream.read(_CHUNK):
        extent.feed(chunk)
        if extent.cells > MOST_CELLS:
            raise UnreadableFile(
                f"{path.name}, {Path(part).stem}: something stands in cell {extent.at}, so the "
                f"sheet is {extent.rows:,} rows long and {extent.columns:,} columns wide. Delete "
                "what stands far from the list, or save the list as CSV, which may be of any "
                "length, and send it again."
            )
        if extent.has_own_names:
            raise UnreadableFile(
                f"{path.name}, {Path(part).stem}: the workbook defines names of its own for text, "
                "which no spreadsheet does. Save it as XLSX in a spreadsheet and send it again."
            )


class _Extent:
    """From which to which row and column the cells of a sheet say something."""

    def __init__(self) -> None:
        self.at = ""
        self.has_own_names = False
        self._first_row = self._first_column = 1 << 40
        self._last_row = self._last_column = 0
        self._row = self._column = 0
        self._ref = ""
        self._parser: expat.XMLParserType | None = expat.ParserCreate()
        self._parser.StartElementHandler = self._begins
        self._parser.StartDoctypeDeclHandler = self._declares
        self._parser.buffer_text = True

    @property
    def rows(self) -> int:
        return max(0, self._last_row - self._first_row + 1)

    @property
    def columns(self) -> int:
        return max(0, self._last_column - self._first_column + 1)

    @property
    def cells(self) -> int:
        # The reader fills the rows above the first one as well.
        return self._last_row * self.columns

    def feed(self, chunk: bytes) -> None:
        if self._parser is None:
            return
        try:
            self._parser.Parse(chunk, False)
        except expat.ExpatError:
            self._parser = None  # no XML: a picture, or damage that the reader will tell

    def _declares(self, *_: object) -> None:
        self.has_own_names = True

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._column += 1
            self._ref = attributes.get("r", "")[:_LONGEST_REFERENCE]
        elif name in {"v", "is"}:
            self._says_something()
        elif name == "row":
            stated = attributes.get("r", "")[:_LONGEST_REFERENCE]
            self._row = int(stated) if stated.isdecimal() else self._row + 1
            self._column = 0
            self._ref = ""

    def _says_something(self) -> None:
        letters = self._ref.rstrip(_DIGITS)
        row = int(self._ref[len(letters) :] or self._row)
        column = _column_number(letters) or self._column
        self._row, self._column = row, column
        if row > self._last_row or column > self._last_column:
            self.at = self._ref or f"{column}/{row}"
        self._first_row, self._last_row = min(self._first_row, row), max(self._last_row, row)
        self._first_column = min(self._first_column, column)
        self._last_column = max(self._last_column, column)


@lru_cache(maxsize=20_000)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
