"""Read the truth: whom each row means, and the cases that somebody should find or leave alone."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

CALIBRATED, REPORTED = "calibrated", "reported"
HALVES = (CALIBRATED, REPORTED)
GROUPS = ("sex", "script", "district", "cnic_state")
"""By which properties of a row the linkage is measured."""

_ROW_COLUMNS = ("list", "row_id", "person_id", "household_id", *GROUPS)
_CASE_COLUMNS = ("case_id", "kind", "persons", "households", "benefit", "rows", "note")


class UnreadableTruth(ValueError):
    """The folder of the truth lacks a file or a column; the message says which."""


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row of a list whose person is known. `row` is `list:row_id`."""

    row: str
    list: str
    person: str
    household: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlantedCase:
    """Something to find, or to leave alone. `section` is the benefit's number, or ''."""

    id: str
    kind: str
    persons: tuple[str, ...]
    households: tuple[str, ...]
    section: str
    rows: tuple[str, ...]
    note: str

    @property
    def half(self) -> str:
        """The half of the case's first household."""
        return half_of(self.households[0])


@dataclass(frozen=True)
class Truth:
    """All that is known of the reviewed households."""

    rows: tuple[KnownRow, ...]
    cases: tuple[PlantedCase, ...] = field(default=())

    @cached_property
    def by_row(self) -> dict[str, KnownRow]:
        return {known.row: known for known in self.rows}

    @cached_property
    def rows_of(self) -> dict[str, list[str]]:
        """The rows of each person."""
        found: dict[str, list[str]] = {}
        for known in self.rows:
            found.setdefault(known.person, []).append(known.row)
        return found


def half_of(household: str) -> str:
    """The half of a household: even first byte of its hashed id, weights were estimated on it."""
    return REPORTED if sha256(household.encode()).digest()[0] % 2 else CALIBRATED


def read_truth(folder: Path) -> Truth:
    """Read `*truth_rows.csv` and `*planted.csv` of a folder.

    Raises UnreadableTruth when one is missing, or lacks a column.
    """
    rows = _table(folder, "truth_rows.csv", _ROW_COLUMNS)
    cases = _table(folder, "planted.csv", _CASE_COLUMNS)
    return Truth(rows=tuple(map(_row, rows)), cases=tuple(map(_case, cases)))


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


def _row(cells: dict[str, str]) -> KnownRow:
    return KnownRow(
        row=f"{cells['list']}:{cells['row_id']}",
        list=cells["list"],
        person=cells["person_id"],
        household=cells["household_id"],
        groups={group: cells[group] for group in GROUPS},
    )


def _case(cells: dict[str, str]) -> PlantedCase:
    return PlantedCase(
        id=cells["case_id"],
        kind=cells["kind"],
        persons=_several(cells["persons"]),
        households=_several(cells["households"]),
        section=cells["benefit"],
        rows=_several(cells["rows"]),
        note=cells["note"],
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split(";") if part)
