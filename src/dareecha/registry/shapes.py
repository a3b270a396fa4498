"""Rows that have fewer or more cells than there are headings: what of them can be trusted.

In a CSV one separator too few or too many moves every cell behind it under another heading. What
may have moved is never taken in; what stands before the place where a row breaks off is.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dareecha.domain.vocabulary.cnic import NotACnic, parse_cnic
from dareecha.registry.layout import Layout
from dareecha.registry.readers import SentRow
from dareecha.registry.reading import LayoutReader
from dareecha.registry.recognise import Header

_MORE_CELLS = (
    "This row has more cells than there are headings, so its columns may have shifted. Put "
    "quotation marks round values with a comma."
)
_NOTE_BESIDE = (
    "Something stands in this row where no column has a heading; it was not taken in. Give the "
    "column its heading, or delete what stands there."
)
_SHIFTED = (
    "This row has {cells} cells under {headings} headings, and some stand where they cannot "
    "belong, so its columns may have shifted. Put in the separators that are lacking."
)
_BREAKS_OFF = (
    "This row breaks off after {cells} of {headings} cells. What is lacking counts as not known. "
    "Send the row again, with a separator for each column."
)
_BREAKS_OFF_IN_A_CELL = (
    "This row breaks off after {cells} of {headings} cells, perhaps in the middle of the last. "
    "That one and what is lacking count as not known. Send the row again, with a separator for "
    "each column."
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with the shape of a row. `cut_off` is a field that may be cut in two."""

    message: str
    spoils_row: bool = False
    cut_off: str = ""


def flaw_of(
    row: SentRow, texts: Mapping[str, str], header: Header, reader: LayoutReader
) -> Flaw | None:
    """The flaw in a row's shape, None where each cell stands under its heading.

    `texts` are the row's cells by field.
    """
    if any(cell.strip() for cell in row.cells[header.width :]):
        # In a sheet no cell moves: what stands beside the list is a note of somebody's.
        return Flaw(_NOTE_BESIDE) if row.sheet else Flaw(_MORE_CELLS, spoils_row=True)
    if row.sheet or len(row.cells) > header.last_position:
        return None
    last = header.positions.get(len(row.cells) - 1, "")
    counts = {"cells": len(row.cells), "headings": header.width}
    whole = {name: text for name, text in texts.items() if name != last}
    if reader.read_cells(whole).bad or _a_number_stands_openly(whole, reader.layout):
        return Flaw(_SHIFTED.format(**counts), spoils_row=True)
    if last in texts:
        return Flaw(_BREAKS_OFF_IN_A_CELL.format(**counts), cut_off=last)
    return Flaw(_BREAKS_OFF.format(**counts))


def _a_number_stands_openly(texts: Mapping[str, str], layout: Layout) -> bool:
    """Whether a CNIC stands where none belongs, and where it would be stored for all to read."""
    return any(
        _is_cnic(text)
        for name, text in texts.items()
        if not layout.by_field[name].sensitive and name not in layout.key
    )


def _is_cnic(text: str) -> bool:
    try:
        parse_cnic(text)
    except NotACnic:
        return False
    return True
