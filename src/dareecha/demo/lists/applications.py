"""The log of applications, and the days within which departments promised to decide."""

from pathlib import Path

from dareecha.demo.applications import DEPARTMENTS, LINES, is_late, limit_of
from dareecha.demo.departments import Application
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

COLUMNS: Row = [
    "app_no", "department", "benefit_line", "applicant", "father_husband", "cnic", "village",
    "asked_on", "acknowledged_on", "decided_on", "decision", "paid_on", "limit_days",
]  # fmt: skip
LIMIT_COLUMNS: Row = ["department", "limit_days"]
_SLIPS = Slips(missing=0.04, typo=0.005)


def write_log(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each application; what has not happened yet is empty."""
    desk = Desk(pilot, ledger, "applications_log", "AP")
    asked = desk.rng.sample(pilot.applications, len(pilot.applications))
    rows = [_row(desk, one) for one in asked]
    write_csv(folder / "applications_log.csv", COLUMNS, rows)
    return desk.written


def write_limits(folder: Path, _pilot: Pilot, _ledger: Ledger) -> int:
    """A row for each department; it names nobody."""
    rows: list[Row] = [[name, days] for name, days in DEPARTMENTS.items()]
    return write_csv(folder / "service_limits.csv", LIMIT_COLUMNS, rows)


def _row(desk: Desk, one: Application) -> Row:
    person = one.person
    department, line = LINES[one.section]
    digits, state = desk.number(person, _SLIPS)
    row_id = desk.next_id()
    truth = desk.record(row_id, person, state)
    if over := is_late(one, desk.pilot.as_on):
        how = "decided" if one.decided_on else "undecided,"
        desk.report("late", truth, one.section, f"{how} {over} days over the limit; {department}")
    return [
        row_id,
        department,
        line,
        desk.latin(person),
        desk.latin_guardian(person),
        desk.card_number(digits),
        desk.latin_place(person),
        one.asked_on.isoformat(),
        one.asked_on.isoformat(),
        one.decided_on.isoformat() if one.decided_on else "",
        ("granted" if one.is_granted else "refused") if one.decided_on else "",
        one.paid_on.isoformat() if one.paid_on and one.is_granted else "",
        limit_of(one.section),
    ]
