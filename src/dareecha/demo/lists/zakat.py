"""The Zakat department's workbook: Urdu, a sheet for each district, a block for each committee."""

from datetime import date
from itertools import groupby
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dareecha.demo import dirt
from dareecha.demo.enrolments import Grant, Ground, Head
from dareecha.demo.lists.desk import Desk, Ledger
from dareecha.demo.lists.workbooks import Cells, pinned, title
from dareecha.demo.numbers import Slips, dashed
from dareecha.demo.pilot import Pilot
from dareecha.demo.places import DISTRICTS, District

COLUMNS: Cells = [
    "رجسٹر نمبر",
    "نام مستحق",
    "ولدیت / زوجیت",
    "شناختی کارڈ نمبر",
    "عمر",
    "گاؤں / محلہ",
    "مقامی زکوٰۃ کمیٹی",
    "مد",
    "وجہ استحقاق",
    "منظور شدہ رقم",
    "ادا شدہ رقم",
    "تاریخ ادائیگی",
]
_PAID_COLUMN = COLUMNS.index("ادا شدہ رقم")
_MONTHS = [
    "جنوری",
    "فروری",
    "مارچ",
    "اپریل",
    "مئی",
    "جون",
    "جولائی",
    "اگست",
    "ستمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
]
_HEADS: dict[Head, str] = {
    "guzara": "گزارہ الاؤنس",
    "education": "تعلیمی وظیفہ",
    "marriage": "جہیز فنڈ",
}
_BENEFIT: dict[Head, str] = {"guzara": "22", "education": "23", "marriage": "26"}
_GROUNDS: dict[Ground, str] = {
    "widow": "بیوہ",
    "disabled": "معذور",
    "needy": "نادار",
    "student": "طالب علم",
}
_SUBTOTAL = "میزان"
_SLIPS = Slips(missing=0.14, typo=0.01, head=0.04)


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Write the workbook; serial numbers run through the committees of both districts."""
    desk = Desk(pilot, ledger, "zakat_mustahiqeen", "Z")
    grants = list(pilot.grants)
    desk.rng.shuffle(grants)
    grants.sort(key=_committee)
    workbook = Workbook()
    workbook.remove(workbook.active)
    sheets = {district: _sheet(workbook, district, pilot.as_on) for district in DISTRICTS}
    for _, block in groupby(grants, key=_committee):
        _write_block(desk, sheets, list(block))
    (folder / "zakat_mustahiqeen.xlsx").write_bytes(pinned(workbook, pilot.as_on))
    return desk.written


def _committee(grant: Grant) -> str:
    return grant.person.household.village.committee


def _sheet(workbook: Workbook, district: District, as_on: date) -> Worksheet:
    sheet = workbook.create_sheet(district.urdu)
    sheet.sheet_view.rightToLeft = True
    year = as_on.year - (as_on.month < 7)
    title(
        sheet,
        len(COLUMNS),
        "محکمہ زکوٰۃ و عشر خیبر پختونخوا - فہرست مستحقین ضلع "
        f"{district.urdu} {year}-{(year + 1) % 100:02d}",
    )
    title(sheet, len(COLUMNS), f"مورخہ {as_on.day} {_MONTHS[as_on.month - 1]} {as_on.year}")
    sheet.append(COLUMNS)
    return sheet


def _write_block(desk: Desk, sheets: dict[District, Worksheet], block: list[Grant]) -> None:
    village = block[0].person.household.village
    sheet = sheets[village.district]
    title(sheet, len(COLUMNS), f"{village.committee}  {village.urdu}")
    for grant in block:
        sheet.append(_row(desk, grant))
    if desk.rng.random() < 0.55:
        subtotal: Cells = [None] * len(COLUMNS)
        subtotal[0], subtotal[_PAID_COLUMN] = _SUBTOTAL, sum(grant.amount for grant in block)
        sheet.append(subtotal)


def _row(desk: Desk, grant: Grant) -> Cells:
    person = grant.person
    village = person.household.village
    on = person.household.surveyed_on
    head = None if on is None else person.household.head(on)
    digits, state = desk.number(person, _SLIPS, head=head)
    row_id = desk.next_id()
    desk.record(row_id, person, state, script="ur", benefit=_BENEFIT[grant.head])
    careful = desk.is_careful(person)
    age = person.age(desk.pilot.as_on)
    return [
        row_id,
        desk.urdu(person),
        desk.urdu_guardian(person) or None,
        _number(desk, digits),
        None if desk.rng.random() < 0.03 else dirt.rounded_age(desk.rng, age),
        village.urdu if careful else dirt.urdu_place(desk.rng, village) or None,
        village.committee,
        _HEADS[grant.head],
        _GROUNDS[grant.ground],
        _rupees(desk, grant.amount),
        _rupees(desk, grant.amount),
        _day(desk, grant.paid_on, careful),
    ]


def _number(desk: Desk, digits: str) -> str | None:
    if not digits:
        return desk.rng.choice((None, None, "-"))
    text = digits if desk.rng.random() < 0.08 else dashed(digits)
    return desk.rng.choices((dirt.urdu_digits(text), dirt.arabic_digits(text), text), (70, 12, 18))[
        0
    ]


def _rupees(desk: Desk, amount: int) -> str | int:
    styles = (amount, str(amount), dirt.urdu_digits(str(amount)), f"{amount}/-")
    return desk.rng.choices(styles, (48, 20, 17, 15))[0]


def _day(desk: Desk, day: date, careful: bool) -> str | int:
    """Urdu or Arabic digits; a few cells kept the serial number that Excel gave the day."""
    draw = desk.rng.random()
    if draw < 0.03 and not careful:
        return dirt.excel_serial(day)
    text = dirt.slashes(day)
    return dirt.arabic_digits(text) if draw < 0.23 else dirt.urdu_digits(text)
