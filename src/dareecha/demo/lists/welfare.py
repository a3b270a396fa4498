"""Social Welfare's workbook of three sheets: certificates, help given, and cards."""

from pathlib import Path
from typing import TypeVar

from openpyxl import Workbook

from dareecha.demo.lists.desk import Desk, Ledger
from dareecha.demo.lists.workbooks import Cells, pinned, sheet_of
from dareecha.demo.numbers import Slips
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

REGISTER: Cells = [
    "Reg. No", "Name", "Father/Husband", "CNIC / B-Form", "Date of birth", "Sex", "Disability",
    "Degree", "Certificate date", "Village", "District",
]  # fmt: skip
HELP: Cells = [
    "No", "Name", "Father/Husband", "CNIC / B-Form", "Programme", "Sanctioned", "Paid", "Date",
    "District",
]  # fmt: skip
CARDS: Cells = [
    "Card No", "Card", "Name", "Father/Husband (late)", "CNIC / B-Form", "Date of birth",
    "Guardian", "Village", "District", "Due Jan-Jun 2026", "Received", "Last payment",
]  # fmt: skip
T = TypeVar("T")

_SLIPS = Slips(missing=0.07, typo=0.01)
_PRINTED_TWICE_ONCE_IN = 90


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> dict[str, int]:
    """Write the workbook, without sheets on which nobody would stand."""
    sheets = {
        "sw_disability_register": (
            "Disability register",
            ["DIRECTORATE OF SOCIAL WELFARE - Register of persons with disabilities"],
            REGISTER,
            _register(Desk(pilot, ledger, "sw_disability_register", "DR")),
        ),
        "sw_help": (
            "Allowance and grants",
            ["DIRECTORATE OF SOCIAL WELFARE - help given"],
            HELP,
            _help(Desk(pilot, ledger, "sw_help", "SH")),
        ),
        "sw_cards": (
            "Cards",
            ["ROSHAN MUSTAQBIL / SAHARA CARD HOLDERS", ""],
            CARDS,
            _cards(Desk(pilot, ledger, "sw_cards", "CD")),
        ),
    }
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, titles, headings, rows in sheets.values():
        if rows:
            sheet_of(workbook, name, titles, headings, rows)
    if workbook.sheetnames:
        (folder / "social_welfare.xlsx").write_bytes(pinned(workbook, pilot.as_on))
    return {list_id: len(rows) for list_id, (_, _, _, rows) in sheets.items()}


def _register(desk: Desk) -> list[Cells]:
    rows: list[Cells] = []
    for one in _shuffled(desk, desk.pilot.certificates):
        person = one.person
        digits, state = desk.number(person, _SLIPS)
        row_id = desk.next_id()
        truth = desk.record(row_id, person, state, benefit="30")
        row: Cells = [
            row_id,
            *_who(desk, person, digits),
            desk.mixed_day(person.born),
            "Female" if person.sex == "female" else "Male",
            one.disability,
            one.degree or None,
            desk.mixed_day(one.certified_on),
            desk.latin_place(person),
            person.household.village.district.latin,
        ]
        rows.append(row)
        if desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
            rows.append([desk.repeat(truth), *row[1:]])
    return rows


def _help(desk: Desk) -> list[Cells]:
    rows: list[Cells] = []
    for one in _shuffled(desk, desk.pilot.aids):
        digits, state = desk.number(one.person, _SLIPS)
        row_id = desk.next_id()
        desk.record(row_id, one.person, state, benefit="29" if one.is_allowance else "31")
        year = desk.pilot.as_on.year
        amount = 30_000 if one.is_allowance else 10_000
        name = f"Severe disability allowance Jan-Jun {year}"
        rows.append(
            [
                row_id,
                *_who(desk, one.person, digits),
                name if one.is_allowance else "One-off grant",
                amount,
                amount,
                desk.mixed_day(one.paid_on),
                one.person.household.village.district.latin,
            ]
        )
    return rows


def _cards(desk: Desk) -> list[Cells]:
    rows: list[Cells] = []
    for one in _shuffled(desk, desk.pilot.cards):
        person = one.person
        digits, state = desk.number(person, _SLIPS)
        row_id = desk.next_id()
        benefit = "27" if one.kind == "roshan" else "28"
        truth = desk.record(row_id, person, state, benefit=benefit)
        if one.received < one.due:
            desk.report_short(truth, one.due, one.received)
        rows.append(
            [
                row_id,
                "Roshan Mustaqbil" if one.kind == "roshan" else "Sahara",
                desk.latin(person),
                desk.latin(one.late),
                desk.card_number(digits) or None,
                desk.mixed_day(person.born),
                None if one.guardian is None else desk.latin(one.guardian),
                desk.latin_place(person),
                person.household.village.district.latin,
                one.due,
                one.received,
                desk.mixed_day(one.last_payment),
            ]
        )
    return rows


def _who(desk: Desk, person: Person, digits: str) -> Cells:
    number = desk.card_number(digits) or None
    return [desk.latin(person), desk.latin_guardian(person) or None, number]


def _shuffled(desk: Desk, things: list[T]) -> list[T]:
    return desk.rng.sample(things, len(things))
