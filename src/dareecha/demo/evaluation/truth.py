"""The truth about reviewed households, indexed, and the two halves they fall into."""

from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from dareecha.demo.truth import Case, TruthRow, read_cases, read_rows

CALIBRATED, REPORTED = "calibrated", "reported"
HALVES = (CALIBRATED, REPORTED)
GROUPS = ("sex", "script", "district", "cnic_state")
"""By which properties of a row everything is measured."""


@dataclass(frozen=True)
class Truth:
    """All that is known of the reviewed households."""

    rows: tuple[TruthRow, ...]
    cases: tuple[Case, ...] = field(default=())

    @cached_property
    def by_row(self) -> dict[str, TruthRow]:
        return {known.row: known for known in self.rows}

    @cached_property
    def rows_of(self) -> dict[str, list[str]]:
        """The rows of each person."""
        found: dict[str, list[str]] = {}
        for known in self.rows:
            found.setdefault(known.person_id, []).append(known.row)
        return found

    def rows_of_case(self, case: Case) -> tuple[str, ...]:
        """The rows that a case names, or else all of its persons."""
        return case.rows or self.rows_of_persons(case)

    def rows_of_persons(self, case: Case) -> tuple[str, ...]:
        return tuple(row for person in case.persons for row in self.rows_of.get(person, ()))


def half_of(household: str) -> str:
    """The half of a household: even first byte of its hashed id, weights were estimated on it."""
    return REPORTED if sha256(household.encode()).digest()[0] % 2 else CALIBRATED


def half_of_case(case: Case) -> str:
    """The half of the case's first household."""
    return half_of(case.households[0])


def groups_of(known: TruthRow) -> dict[str, str]:
    """The properties by which a row is measured."""
    return {group: str(getattr(known, group)) for group in GROUPS}


def read_truth(folder: Path) -> Truth:
    """Read `*truth_rows.csv` and `*planted.csv` of a folder.

    Raises UnreadableTruth when one is missing, or lacks a column.
    """
    return Truth(rows=tuple(read_rows(folder)), cases=tuple(read_cases(folder)))
