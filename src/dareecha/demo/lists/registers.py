"""Small registers: farmers, trainees, members of OPF, grants for minorities."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

KISSAN_COLUMNS: Row = [
    "Farmer ID", "Name", "S/O", "CNIC", "Mobile", "Land (acres)", "Village", "Tehsil", "Registered",
]  # fmt: skip
TEVTA_COLUMNS: Row = [
    "roll_no", "trainee", "father", "cnic", "sex", "age", "trade", "started", "institute",
]  # fmt: skip
OPF_COLUMNS: Row = [
    "sr", "record", "name", "father_or_husband", "cnic", "country", "deceased_worker",
    "amount_due", "amount_paid", "paid_on", "district",
]  # fmt: skip
MINORITY_COLUMNS: Row = [
    "No", "Name", "Father/Husband", "CNIC", "Category", "Sanctioned", "Paid", "Date", "District",
    "Village",
]  # fmt: skip
_OPF_AID = 300_000
_SLIPS = Slips(missing=0.04, typo=0.01)


def write_kissan(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Farmers with land and mobile phone."""
    desk = Desk(pilot, ledger, "kissan_farmers", "KF")
    rows: list[Row] = []
    for one in pilot.farmers:
        digits, state = desk.number(one.person, _SLIPS)
        row_id = desk.next_id()
        desk.record(row_id, one.person, state, benefit="69")
        mobile = f"039{desk.rng.randrange(10**8):08d}" if desk.rng.random() < 0.9 else ""
        rows.append(
            [
                row_id,
                desk.latin(one.person),
                desk.latin_father(one.person),
                desk.card_number(digits),
                mobile,
                f"{one.acres:.1f}",
                desk.latin_place(one.person),
                one.person.household.village.tehsil,
                dirt.slashes(one.registered_on),
            ]
        )
    write_csv(folder / "kissan_farmers.csv", KISSAN_COLUMNS, rows)
    return desk.written


def write_tevta(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Trainees; the institute is called by its tehsil."""
    desk = Desk(pilot, ledger, "tevta_trainees", "TV")
    rows: list[Row] = []
    for one in pilot.trainees:
        digits, state = desk.number(one.person, _SLIPS)
        row_id = desk.next_id()
        desk.record(row_id, one.person, state, benefit="67")
        age = one.person.age(one.started_on)
        rows.append(
            [
                row_id,
                desk.latin(one.person),
                desk.latin_father(one.person),
                desk.card_number(digits),
                "F" if one.person.sex == "female" else "M",
                "" if desk.rng.random() < 0.2 else age,
                one.trade,
                dirt.english_month(one.started_on),
                f"GTVC {one.person.household.village.tehsil}",
            ]
        )
    write_csv(folder / "tevta_trainees.csv", TEVTA_COLUMNS, rows)
    return desk.written


def write_opf(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Members abroad, and widows who had aid."""
    desk = Desk(pilot, ledger, "opf_members", "OPF")
    rows: list[Row] = []
    for one in pilot.overseas:
        digits, state = desk.number(one.person, _SLIPS)
        row_id = desk.next_id()
        is_aid = one.late is not None and one.paid_on is not None
        desk.record(row_id, one.person, state, benefit="20" if is_aid else "")
        rows.append(
            [
                row_id,
                "AID DEATH" if is_aid else "MEMBER",
                desk.latin(one.person),
                desk.latin_guardian(one.person),
                desk.card_number(digits),
                one.country,
                desk.latin(one.late) if one.late else "",
                _OPF_AID if is_aid else "",
                _OPF_AID if is_aid else "",
                dirt.slashes(one.paid_on) if one.paid_on else "",
                one.person.household.village.district.latin,
            ]
        )
    write_csv(folder / "opf_members.csv", OPF_COLUMNS, rows)
    return desk.written


def write_minorities(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Grants; the demonstration invents no faith, so its list has no column for it."""
    desk = Desk(pilot, ledger, "minority_grants", "MG")
    rows: list[Row] = []
    for one in pilot.minority_grants:
        digits, state = desk.number(one.person, _SLIPS)
        row_id = desk.next_id()
        desk.record(row_id, one.person, state, benefit="64")
        rows.append(
            [
                row_id,
                desk.latin(one.person),
                desk.latin_guardian(one.person),
                desk.card_number(digits),
                one.category,
                one.amount,
                one.amount,
                dirt.slashes(one.paid_on),
                one.person.household.village.district.latin,
                desk.latin_place(one.person),
            ]
        )
    total: Row = ["TOTAL", desk.written, *[""] * (len(MINORITY_COLUMNS) - 2)]
    write_csv(folder / "minority_grants.csv", MINORITY_COLUMNS, [*rows, total])
    return desk.written
