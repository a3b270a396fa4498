"""The truth behind the lists: who stands in which row, and which cases somebody should find."""

import csv
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Literal

CaseKind = Literal[
    "unserved",
    "undetermined",
    "ghost",
    "ghost_decoy",
    "duplicate",
    "forbidden_overlap",
]
Origin = Literal["planted", "natural"]


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
    true_dob_year: int


@dataclass(frozen=True, slots=True)
class Case:
    """Something to find, or to leave alone; `rows` are `list:row_id`."""

    kind: CaseKind
    origin: Origin
    persons: tuple[str, ...]
    households: tuple[str, ...]
    benefit: str
    rows: tuple[str, ...]
    note: str


def write(folder: Path, rows: list[TruthRow], cases: list[Case]) -> None:
    """Write `truth_rows.csv` and `planted.csv` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "truth_rows.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(column.name for column in fields(TruthRow))
        writer.writerows(astuple(row) for row in rows)
    with (folder / "planted.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("case_id", *(column.name for column in fields(Case))))
        for number, case in enumerate(cases, start=1):
            writer.writerow((f"D{number:04d}", *(_cell(value) for value in astuple(case))))


def _cell(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ";".join(value)
