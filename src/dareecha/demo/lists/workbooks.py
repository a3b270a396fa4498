"""Workbooks of departments: titles over merged cells, totals, and the same bytes on every run."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

Cells = list[str | int | None]
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def title(sheet: Worksheet, columns: int, text: str) -> None:
    """A line over the whole width, in merged cells."""
    sheet.append([text])
    sheet.merge_cells(
        start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=columns
    )


def sheet_of(
    workbook: Workbook, name: str, titles: list[str], headings: Cells, rows: list[Cells]
) -> None:
    """A sheet with titles, headings, rows and the number of rows in its last line."""
    sheet = workbook.create_sheet(name)
    for text in titles:
        title(sheet, len(headings), text)
    sheet.append(headings)
    for row in rows:
        sheet.append(row)
    sheet.append(["Total", *[None] * (len(headings) - 2), len(rows)])


def pinned(workbook: Workbook, as_on: date) -> bytes:
    """The workbook's bytes, the same on every run: no clock in its parts or in its frame."""
    moment = datetime(as_on.year, as_on.month, as_on.day)  # noqa: DTZ001  (XLSX knows no zone)
    workbook.properties.created = moment
    saved = BytesIO()
    workbook.save(saved)
    pinned = BytesIO()
    with ZipFile(saved) as source, ZipFile(pinned, "w", ZIP_DEFLATED) as target:
        for name, part in _parts(source, moment):
            target.writestr(ZipInfo(name, _ZIP_EPOCH), part, ZIP_DEFLATED)
    return pinned.getvalue()


def _parts(source: ZipFile, moment: datetime) -> Iterator[tuple[str, bytes]]:
    for name in source.namelist():
        part = source.read(name)
        if name == "docProps/core.xml":
            start, rest = part.split(b'<dcterms:modified xsi:type="dcterms:W3CDTF">')
            _, end = rest.split(b"</dcterms:modified>")
            stamp = f"{moment.isoformat()}Z".encode()
            part = (
                start
                + b'<dcterms:modified xsi:type="dcterms:W3CDTF">'
                + stamp
                + b"</dcterms:modified>"
                + end
            )
        yield name, part
