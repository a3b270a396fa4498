"""Bait-ul-Mal's cases: names in Urdu or English as the case worker wrote, two kinds of days."""

from pathlib import Path

from openpyxl import Workbook

from dareecha.demo.departments import Help, KindOfHelp
from dareecha.demo.lists.desk import Desk, Ledger
from dareecha.demo.lists.workbooks import Cells, pinned, sheet_of
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

COLUMNS: Cells = [
    "Case No", "Name / نام", "Father or Husband / ولدیت زوجیت", "CNIC", "Sex", "DOB",
    "Village / گاؤں", "District", "Kind of help", "Hospital", "Monthly income",
    "Govt servant in family", "Sanctioned Rs", "Paid Rs", "Date",
]  # fmt: skip
_KINDS: dict[KindOfHelp, tuple[str, ...]] = {
    "medical": ("Medical", "IFA Medical", "طبی امداد"),
    "education": ("Education", "IFA Education", "تعلیمی امداد"),
    "special_persons": ("Special persons", "IFA Special persons", "خصوصی افراد"),
}
_SECTIONS: dict[KindOfHelp, str] = {"medical": "5", "education": "6", "special_persons": "7"}
_HOSPITALS = ("LRH Peshawar", "DHQ Nowshera", "DHQ Timergara", "HMC")
_SLIPS = Slips(missing=0.05, typo=0.01)


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One sheet with a title in merged cells and a total."""
    desk = Desk(pilot, ledger, "pbm_assistance", "PBM")
    helps = desk.rng.sample(pilot.helps, len(pilot.helps))
    rows = [_row(desk, one) for one in helps]
    year = pilot.as_on.year - (pilot.as_on.month < 7)
    years = f"{year}-{(year + 1) % 100:02d}"
    heading = f"PAKISTAN BAIT-UL-MAL, KP - Individual Financial Assistance {years}"
    workbook = Workbook()
    workbook.remove(workbook.active)
    sheet_of(workbook, f"IFA {years}", [heading], COLUMNS, rows)
    (folder / "pbm_assistance.xlsx").write_bytes(pinned(workbook, pilot.as_on))
    return desk.written


def _row(desk: Desk, one: Help) -> Cells:
    person = one.person
    digits, state = desk.number(person, _SLIPS)
    in_urdu = desk.rng.random() < 0.3
    row_id = desk.next_id()
    script = "ur" if in_urdu else "lat"
    desk.record(row_id, person, state, script=script, benefit=_SECTIONS[one.kind])
    district = person.household.village.district
    return [
        row_id,
        desk.urdu(person) if in_urdu else desk.latin(person),
        (desk.urdu_guardian(person) if in_urdu else desk.latin_guardian(person)) or None,
        desk.card_number(digits) or None,
        "Female" if person.sex == "female" else "Male",
        desk.mixed_day(person.born),
        person.household.village.urdu if in_urdu else desk.latin_place(person),
        district.urdu if in_urdu else district.latin,
        desk.rng.choice(_KINDS[one.kind]),
        desk.rng.choice(_HOSPITALS) if one.kind == "medical" else None,
        person.household.income_month,
        "No",
        one.amount,
        one.amount,
        desk.mixed_day(one.paid_on),
    ]
