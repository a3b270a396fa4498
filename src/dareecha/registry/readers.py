"""Open a department's file, CSV or XLSX, and give its rows one after the other as sent."""

import codecs
import csv
import hashlib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import python_calamine

CSV, XLSX = "csv", "xlsx"
_CHUNK = 1 << 20
_LONGEST_CELL = 1 << 17
# Encodings in which a file may come without its layout saying so: they carry their own mark.
_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableFile(ValueError):
    """A file that is no list at all; the message says which file and what to do."""


class UnknownLetters(UnreadableFile):
    """A file in none of the encodings that were tried."""


@dataclass(frozen=True, slots=True)
class SentRow:
    """A row as sent: the sheet ('' in a CSV), its number there from 1, its cells as text."""

    sheet: str
    number: int
    cells: list[str]


def kind_of(path: Path) -> str:
    """csv or xlsx, by the file's beginning; raises UnreadableFile for anything else."""
    if not path.is_file():
        raise UnreadableFile(f"{path}: there is no such file. Check the path.")
    with path.open("rb") as file:
        start = file.read(8)
    if not start:
        raise UnreadableFile(f"{path.name}: the file is empty. Ask the office to send it again.")
    if zipfile.is_zipfile(path):
        return XLSX
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableFile(
            f"{path.name}: this is a workbook of before 2007. Save it as XLSX and send it again."
        )
    if path.suffix.lower() == ".xlsx":
        raise UnreadableFile(
            f"{path.name}: the workbook is damaged. Ask the office to send it again."
        )
    return CSV


def digest_of(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def encoding_of(path: Path, candidates: tuple[str, ...]) -> str:
    """The first encoding in which the whole file can be read.

    Raises UnknownLetters when there is none.
    """
    with path.open("rb") as file:
        start = file.read(4)
    for mark, encoding in _MARKED:
        if start.startswith(mark):
            candidates = (encoding,)
            break
    for encoding in candidates:
        if _decodes(path, encoding):
            return encoding
    raise UnknownLetters(
        f"{path.name}: the letters cannot be read as {' or '.join(candidates)}. "
        "Save the file as CSV UTF-8 and send it again."
    )


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def csv_rows(path: Path, *, encoding: str, separator: str) -> Iterator[SentRow]:
    """The records of a CSV, numbered as a spreadsheet would number them; never all in memory.

    Raises UnreadableFile where the file stops being a CSV.
    """
    csv.field_size_limit(_LONGEST_CELL)
    number = 0
    with path.open(encoding=encoding, newline="") as file:
        try:
            for number, cells in enumerate(csv.reader(file, delimiter=separator), start=1):
                yield SentRow("", number, cells)
        except csv.Error as error:
            raise UnreadableFile(
                f"{path.name}, after row {number}: this is no CSV any more ({error}). "
                "Look for a quotation mark that is not closed."
            ) from None


def xlsx_rows(path: Path) -> Iterator[SentRow]:
    """The rows of all sheets; one sheet at a time is in memory.

    Raises UnreadableFile when the workbook cannot be opened.
    """
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in workbook.sheet_names:
            for number, cells in enumerate(workbook.get_sheet_by_name(name).iter_rows(), start=1):
                yield SentRow(name, number, [_as_text(cell) for cell in cells])
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise UnreadableFile(
            f"{path.name}: the workbook cannot be opened ({type(error).__name__}). "
            "Open it in a spreadsheet, save it as XLSX and send it again."
        ) from None


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
