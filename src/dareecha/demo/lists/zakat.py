"""The Zakat department's workbook: Urdu, a sheet for each district, a block for each committee."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dareecha.demo import dirt
from dareecha.demo.enrolments import Grant, Ground, Head
from dareecha.demo.lists.desk import Desk, Ledger
from dareecha.demo.numbers import Slips, dashed
from dareecha.demo.pilot import Pilot
from dareecha.demo.places import DISTRICTS, District

Cells = list[str | int | None]

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
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    (folder / "zakat_mustahiqeen.xlsx").write_bytes(_pinned(workbook, pilot.as_on))
    return desk.written


def _committee(grant: Grant) -> str:
    return grant.person.household.village.committee


def _sheet(workbook: Workbook, district: District, as_on: date) -> Worksheet:
    sheet = workbook.create_sheet(district.urdu)
    sheet.sheet_view.rightToLeft = True
    year = as_on.year - (as_on.month < 7)
    _title(
        sheet,
        "محکمہ زکوٰۃ و عشر خیبر پختونخوا - فہرست مستحقین ضلع "
        f"{district.urdu} {year}-{(year + 1) % 100:02d}",
    )
    _title(sheet, f"مورخہ {as_on.day} {_MONTHS[as_on.month - 1]} {as_on.year}")
    sheet.append(COLUMNS)
    return sheet


def _title(sheet: Worksheet, text: str) -> None:
    sheet.append([text])
    sheet.merge_cells(
        start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=len(COLUMNS)
    )


def _write_block(desk: Desk, sheets: dict[District, Worksheet], block: list[Grant]) -> None:
    village = block[0].person.household.village
    sheet = sheets[village.district]
    _title(sheet, f"{village.committee}  {village.urdu}")
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


def _pinned(workbook: Workbook, as_on: date) -> bytes:
    """The workbook's bytes, the same on every run: no clock in its parts or in its frame."""
    moment = datetime(as_on.year, as_on.month, as_on.day)  # noqa: DTZ001  (XLSX knows no zone)
    workbook.properties.created = moment
    saved = BytesIO()
    workbook.save(saved)
    pinned = BytesIO()
    with ZipFile(saved) as source, ZipFile(pinned, "w", ZIP_DEFLATED) as target:
        for name, part in _parts(source, moment):
            target.writestr(ZipInfo(name, _ZIP_EPOCH), part, ZIP_DEFLATED)
    return pinned.getvalue()


def _parts(source: ZipFile, moment: datetime) -> Iterator[tuple[str, bytes]]:
    for name in source.namelist():
        part = source.read(name)
        if name == "docProps/core.xml":
            start, rest = part.split(b'<dcterms:modified xsi:type="dcterms:W3CDTF">')
            _, end = rest.split(b"</dcterms:modified>")
            stamp = f"{moment.isoformat()}Z".encode()
            part = (
                start
                + b'<dcterms:modified xsi:type="dcterms:W3CDTF">'
                + stamp
                + b"</dcterms:modified>"
                + end
            )
        yield name, part
