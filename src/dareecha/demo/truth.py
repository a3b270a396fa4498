"""The truth behind lists: who stands in which row, and which cases somebody should find."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

Origin = Literal["planted", "natural"]
SEPARATOR = ";"


class UnreadableTruth(ValueError):
    """The folder of the truth lacks a file or a column; the message says which."""


@dataclass(frozen=True, slots=True)
class TruthRow:
    """One list row and whom it really means."""

    list: str
    row_id: str
    person_id: str
    household_id: str
    family_id: str
    unit: str
    benefit: str
    script: str
    cnic_state: str
    sex: str
    district: str
    true_dob_year: str

    @property
    def row(self) -> str:
        """The row as cases name it."""
        return f"{self.list}:{self.row_id}"


@dataclass(frozen=True, slots=True)
class Case:
    """Something to find, or to leave alone; `rows` are `list:row_id`, `benefit` is a section.

    Empty `rows` mean all rows of its persons.
    """

    kind: str
    origin: str
    persons: tuple[str, ...]
    households: tuple[str, ...]
    benefit: str
    rows: tuple[str, ...]
    note: str
    id: str = field(default="", kw_only=True)


ROW_COLUMNS = tuple(column.name for column in fields(TruthRow))
CASE_COLUMNS = ("case_id", *(column.name for column in fields(Case) if column.name != "id"))


def write(folder: Path, rows: Iterable[TruthRow], cases: Iterable[Case]) -> None:
    """Write `truth_rows.csv` and `planted.csv` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth_rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(ROW_COLUMNS)
        writer.writerows([getattr(row, name) for name in ROW_COLUMNS] for row in rows)
    with (folder / "planted.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CASE_COLUMNS)
        for number, case in enumerate(cases, start=1):
            cells = (_cell(getattr(case, name)) for name in CASE_COLUMNS[1:])
            writer.writerow((f"D{number:05d}", *cells))


def read_rows(folder: Path) -> Iterator[TruthRow]:
    """The rows of `*truth_rows.csv`. Raises UnreadableTruth."""
    for cells in _table(folder, "truth_rows.csv", ROW_COLUMNS):
        yield TruthRow(**{name: cells[name] for name in ROW_COLUMNS})


def read_cases(folder: Path) -> Iterator[Case]:
    """The cases of `*planted.csv`. Raises UnreadableTruth."""
    for cells in _table(folder, "planted.csv", CASE_COLUMNS):
        yield Case(
            kind=cells["kind"],
            origin=cells["origin"],
            persons=_several(cells["persons"]),
            households=_several(cells["households"]),
            benefit=cells["benefit"],
            rows=_several(cells["rows"]),
            note=cells["note"],
            id=cells["case_id"],
        )


def _table(folder: Path, ending: str, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    found = sorted(folder.glob(f"*{ending}"))
    if len(found) != 1:
        raise UnreadableTruth(
            f"{folder}: one file *{ending} is expected, and there are {len(found)}. "
            "Name the folder that holds the truth about these lists."
        )
    with found[0].open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise UnreadableTruth(f"{found[0].name}: the column {missing[0]} is missing.")
        yield from reader


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else SEPARATOR.join(value)


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(SEPARATOR) if part)
