"""The education office's list of pupils; the figure of attendance is one for the half-year."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.departments import Pupil
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

COLUMNS: Row = [
    "ID", "EMIS", "School", "Type", "Class", "Pupil", "Father", "B-Form", "Father CNIC", "Sex",
    "Date of Birth", "Attendance % Jan-Jun", "Marks %", "Stipend due", "Stipend received",
    "Village",
]  # fmt: skip
_SLIPS = Slips(missing=0.12, typo=0.008)
_PRINTED_TWICE_ONCE_IN = 350
_HEADER_AGAIN_AFTER = 300


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """School by school; the header comes again."""
    desk = Desk(pilot, ledger, "school_enrolment", "SE")
    rows: list[Row] = []
    for place, pupil in enumerate(sorted(pilot.pupils, key=lambda one: (one.emis, one.grade))):
        if place and place % _HEADER_AGAIN_AFTER == 0:
            rows.append(COLUMNS)
        rows.extend(_rows(desk, pupil))
    write_csv(folder / "school_enrolment.csv", COLUMNS, rows)
    return desk.written


def _rows(desk: Desk, pupil: Pupil) -> list[Row]:
    child, father = pupil.child, pupil.child.father
    digits, state = desk.number(child, _SLIPS)
    row_id = desk.next_id()
    truth = desk.record(row_id, child, state, benefit="44" if pupil.stipend else "")
    if pupil.stipend_received < pupil.stipend:
        desk.report_short(truth, pupil.stipend, pupil.stipend_received)
    has_father = father is not None and father.number and desk.rng.random() < 0.75
    born = child.born if desk.is_careful(child) else None
    born = born or dirt.birth_day(desk.rng, child.born, left_out=0.04)
    row: Row = [
        row_id,
        pupil.emis,
        pupil.school,
        pupil.kind,
        pupil.grade,
        desk.latin(child),
        desk.latin_father(child),
        desk.card_number(digits),
        desk.card_number(father.number) if father is not None and has_father else "",
        "Girl" if child.sex == "female" else "Boy",
        f"{born.day}.{born.month}.{born.year}" if born else "",
        "" if pupil.attendance is None else pupil.attendance,
        "" if pupil.marks is None else pupil.marks,
        pupil.stipend or "",
        pupil.stipend_received if pupil.stipend else "",
        desk.latin_place(child),
    ]
    if not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]
