"""Labour's two lists: workers secured with ESSI, and grants of the Workers Welfare Board."""

from pathlib import Path

from openpyxl import Workbook

from dareecha.demo import dirt
from dareecha.demo.departments import Secured, WorkerGrant, WorkerGrantKind
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.lists.workbooks import Cells, pinned, sheet_of
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

ESSI_COLUMNS: Row = [
    "SrNo", "ESSI Card", "Worker Name", "Father Name", "CNIC", "Sex", "Employer", "Monthly Wage",
    "Registered On", "Contribution Days 6 Months", "Contribution Days 12 Months", "Tehsil",
]  # fmt: skip
WWB_COLUMNS: Cells = [
    "File No", "Grant", "Claimant", "Claimant CNIC", "Worker", "Worker CNIC", "For whom",
    "Relation", "EOBI / ESSI No", "Service years", "Establishment", "Sanctioned", "Paid",
    "Cheque date",
]  # fmt: skip
_GRANTS: dict[WorkerGrantKind, tuple[str, str, str, int]] = {
    "marriage": ("Marriage Grant", "Daughter", "55", 400_000),
    "death": ("Death Grant", "Widow", "56", 800_000),
    "scholarship": ("Talent Scholarship", "Child", "57", 42_000),
}
_SLIPS_OF_SECURED = Slips(missing=0.05, typo=0.01)
_SLIPS_OF_CLAIMANTS = Slips(missing=0.04)
_PRINTED_TWICE_ONCE_IN = 200
_HEADER_AGAIN_AFTER = 130


def write_essi(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Workers; the header comes again, and a total stands at the end."""
    desk = Desk(pilot, ledger, "essi_workers", "ES")
    rows: list[Row] = []
    for place, one in enumerate(desk.rng.sample(pilot.secured, len(pilot.secured))):
        if place and place % _HEADER_AGAIN_AFTER == 0:
            rows.append(ESSI_COLUMNS)
        rows.extend(_essi_rows(desk, one))
    total: Row = ["TOTAL", desk.written, *[""] * (len(ESSI_COLUMNS) - 2)]
    write_csv(folder / "essi_workers.csv", ESSI_COLUMNS, [*rows, total])
    return desk.written


def _essi_rows(desk: Desk, one: Secured) -> list[Row]:
    person = one.person
    digits, state = desk.number(person, _SLIPS_OF_SECURED)
    row_id = desk.next_id()
    truth = desk.record(row_id, person, state)
    row: Row = [
        row_id,
        one.card,
        desk.latin(person),
        desk.latin_father(person),
        desk.card_number(digits),
        "F" if person.sex == "female" else "M",
        one.employer,
        one.wage,
        dirt.slashes(one.registered_on),
        one.days_6_months,
        one.days_12_months,
        person.household.village.tehsil,
    ]
    if not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]


def write_wwb(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Grants, under two titles in merged cells."""
    desk = Desk(pilot, ledger, "wwb_grants", "WWB")
    grants = desk.rng.sample(pilot.worker_grants, len(pilot.worker_grants))
    rows = [_wwb_row(desk, one) for one in grants]
    workbook = Workbook()
    workbook.remove(workbook.active)
    titles = ["WORKERS WELFARE BOARD KHYBER PAKHTUNKHWA", f"As on {dirt.slashes(pilot.as_on)}"]
    sheet_of(workbook, "Grants", titles, WWB_COLUMNS, rows)
    (folder / "wwb_grants.xlsx").write_bytes(pinned(workbook, pilot.as_on))
    return desk.written


def _wwb_row(desk: Desk, one: WorkerGrant) -> Cells:
    name, relation, section, amount = _GRANTS[one.kind]
    digits, state = desk.number(one.claimant, _SLIPS_OF_CLAIMANTS)
    row_id = desk.next_id()
    desk.record(row_id, one.claimant, state, benefit=section)
    return [
        row_id,
        name,
        desk.latin(one.claimant),
        desk.card_number(digits) or None,
        desk.latin(one.worker),
        desk.card_number(one.worker.number) or None,
        desk.latin(one.for_whom),
        relation,
        one.card,
        one.service_years,
        desk.rng.choice(("Landay River Ghee Mills", "Chinar Steel Furnace")),
        amount,
        amount,
        dirt.slashes(one.paid_on),
    ]
