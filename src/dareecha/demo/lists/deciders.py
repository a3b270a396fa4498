"""Who decides: members of Local Zakat Committees, in Urdu, and officers of departments."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

COMMITTEE_COLUMNS: Row = [
    "نمبر", "کمیٹی نمبر", "نام", "ولدیت / زوجیت", "شناختی کارڈ نمبر", "عہدہ", "گاؤں", "ضلع",
]  # fmt: skip
OFFICER_COLUMNS: Row = [
    "personnel_no", "name", "father_name", "cnic", "department", "post", "home_village",
    "home_district",
]  # fmt: skip
_OFFICES = {"chair": "چیئرمین", "imam": "امام مسجد", "member": "رکن"}
_SLIPS_OF_MEMBERS = Slips(missing=0.06)
_SLIPS_OF_OFFICERS = Slips(missing=0.02)


def write_committees(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Committee by committee."""
    desk = Desk(pilot, ledger, "lzc_members", "LM")
    rows: list[Row] = []
    for one in sorted(pilot.committee_members, key=lambda member: member.committee):
        person = one.person
        digits, state = desk.number(person, _SLIPS_OF_MEMBERS)
        row_id = desk.next_id()
        desk.record(row_id, person, state, script="ur")
        number = desk.card_number(digits)
        village = person.household.village
        rows.append(
            [
                row_id,
                one.committee,
                desk.urdu(person),
                desk.urdu_guardian(person),
                dirt.urdu_digits(number) if desk.rng.random() < 0.8 else number,
                _OFFICES[one.office],
                village.urdu if desk.is_careful(person) else dirt.urdu_place(desk.rng, village),
                village.district.urdu,
            ]
        )
    write_csv(folder / "lzc_members.csv", COMMITTEE_COLUMNS, rows)
    return desk.written


def write_officers(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Officers with department, post and home village."""
    desk = Desk(pilot, ledger, "dept_officers", "OF")
    rows: list[Row] = []
    for one in pilot.officials:
        digits, state = desk.number(one.person, _SLIPS_OF_OFFICERS)
        row_id = desk.next_id()
        desk.record(row_id, one.person, state)
        rows.append(
            [
                row_id,
                desk.latin(one.person),
                desk.latin_father(one.person),
                desk.card_number(digits),
                one.department,
                one.post,
                desk.latin_place(one.person),
                one.person.household.village.district.latin,
            ]
        )
    write_csv(folder / "dept_officers.csv", OFFICER_COLUMNS, rows)
    return desk.written
