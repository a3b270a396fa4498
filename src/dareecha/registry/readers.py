"""Open a department's file, CSV or XLSX, and give its rows one after the other as sent."""

import codecs
import csv
import hashlib
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TextIO

CSV, XLSX = "csv", "xlsx"
_CHUNK = 1 << 20
_LONGEST_LINE = 1 << 24
_LONGEST_CELL_OF_LINES = 1 << 17
_MOST_LINES_IN_A_ROW = 200
# Encodings in which a file may come without its layout saying so: they carry their own mark, or,
# with Latin headings in UTF-16, a 0 beside each letter.
_TOLD_BY_THE_START = (
    (re.compile(codecs.BOM_UTF8), "utf-8-sig"),
    (re.compile(re.escape(codecs.BOM_UTF16_LE)), "utf-16"),
    (re.compile(re.escape(codecs.BOM_UTF16_BE)), "utf-16"),
    (re.compile(rb"[^\0]\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0[^\0]\0[^\0]"), "utf-16-be"),
)
_WESTERN = "windows-1252"
_ARABIC = "windows-1256"
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")


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
    if start.startswith(b"PK") and zipfile.is_zipfile(path):
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
    for mark, encoding in _TOLD_BY_THE_START:
        if mark.match(start):
            candidates = (encoding,)
            break
    for encoding in candidates:
        if _decodes(path, encoding):
            return _not_taken_for_western(path, encoding)
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


def _not_taken_for_western(path: Path, encoding: str) -> str:
    """Urdu letters pass for accented ones. But they come in words, accents one by one."""
    if encoding != _WESTERN or not _decodes(path, _ARABIC):
        return encoding
    alone = together = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            for found in _BEYOND_ASCII.finditer(chunk):
                length = found.end() - found.start()
                alone, together = alone + (length == 1), together + (length > 1)
    return _ARABIC if together > alone else encoding


def csv_rows(path: Path, *, encoding: str, separator: str) -> Iterator[SentRow]:
    """The records of a CSV, numbered as a spreadsheet would number them; never all in memory.

    Raises UnreadableFile where the file stops being a CSV.
    """
    csv.field_size_limit(_LONGEST_LINE)
    with path.open(encoding=encoding, newline="") as file:
        lines = _Lines(path, file)
        records = csv.reader(lines, delimiter=separator)
        number = 0
        try:
            for number, cells in enumerate(records, start=1):
                _check_quotation_marks(path, number, cells, lines)
                lines.begin_record()
                yield SentRow("", number, cells)
        except csv.Error:
            raise _mark_not_closed(path, number + 1) from None


class _Lines:
    """The lines of a file, none of them too long to hold, and how many make up this record."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path, self._file = path, file
        self._number = self._marks = 0
        self.of_record = 0
        self.at_end = False

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._file.readline(_LONGEST_LINE)
        self._number += 1
        if not line:
            self.at_end = True
            raise StopIteration
        if len(line) == _LONGEST_LINE:
            raise UnreadableFile(
                f"{self._path.name}, line {self._number}: the line has more than {_LONGEST_LINE:,} "
                "characters, so this is no list. Save the list as CSV and send it again."
            )
        self.of_record += 1
        self._marks += line.count('"')
        return line

    @property
    def has_open_mark(self) -> bool:
        return self._marks % 2 == 1

    def begin_record(self) -> None:
        self.of_record = self._marks = 0


def _check_quotation_marks(path: Path, number: int, cells: list[str], lines: _Lines) -> None:
    """A mark that is not closed makes one cell of all that follows: no row may vanish so."""
    if lines.of_record <= 1:
        return
    swallowed = lines.of_record > _MOST_LINES_IN_A_ROW or any(
        len(cell) > _LONGEST_CELL_OF_LINES and "\n" in cell for cell in cells
    )
    if swallowed or (lines.at_end and lines.has_open_mark):
        raise _mark_not_closed(path, number)


def _mark_not_closed(path: Path, number: int) -> UnreadableFile:
    return UnreadableFile(
        f"{path.name}, row {number}: this is no CSV any more. "
        "Look in this row for a quotation mark that is not closed."
    )
