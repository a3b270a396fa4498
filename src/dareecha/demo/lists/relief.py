"""Relief's claims after the flood: Urdu, in the code page Windows-1256 that has no ی."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.departments import Claim, Damage
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.pilot import Pilot

COLUMNS: Row = [
    "نمبر", "نام متاثرہ", "ولدیت", "شناختی کارڈ", "گاؤں", "تحصیل", "واقعہ", "نوعیت نقصان",
    "تاریخ سروے", "منظور رقم", "ادا رقم", "تاریخ ادائیگی",
]  # fmt: skip
TEHSILS = {
    "Nowshera": "نوشہرہ", "Pabbi": "پبی", "Jehangira": "جہانگیرہ", "Adenzai": "ادینزئی",
    "Balambat": "بلامبٹ", "Lalqila": "لال قلعہ", "Munda": "منڈا", "Samarbagh": "ثمر باغ",
    "Timergara": "تیمرگرہ",
}  # fmt: skip
CODE_PAGE = "cp1256"
_DAMAGES: dict[Damage, tuple[str, int]] = {
    "partial": ("مکان جزوی نقصان", 300_000),
    "destroyed": ("مکان مکمل تباہ", 1_000_000),
}
_OLD_LETTERS = str.maketrans({"ی": "ي", "ۍ": "ي", "ې": "ي", "ګ": "گ", "ږ": "ژ", "ټ": "ٹ"})
_SLIPS = Slips(missing=0.06, typo=0.01)


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """A row for each claim; what is not paid yet stays empty."""
    desk = Desk(pilot, ledger, "pdma_compensation", "PD")
    claims = desk.rng.sample(pilot.claims, len(pilot.claims))
    rows = [[_as_typed(cell) for cell in row] for row in (_row(desk, one) for one in claims)]
    headings: Row = [_as_typed(heading) for heading in COLUMNS]
    write_csv(folder / "pdma_compensation.csv", headings, rows, encoding=CODE_PAGE)
    return desk.written


def _as_typed(cell: str | int) -> str | int:
    """As the code page can hold it: letters that it lacks are left out."""
    if isinstance(cell, int):
        return cell
    return cell.translate(_OLD_LETTERS).encode(CODE_PAGE, "ignore").decode(CODE_PAGE)


def _row(desk: Desk, one: Claim) -> Row:
    person = one.person
    digits, state = desk.number(person, _SLIPS)
    row_id = desk.next_id()
    desk.record(row_id, person, state, script="ur", benefit="60")
    village = person.household.village
    damage, amount = _DAMAGES[one.damage]
    return [
        row_id,
        desk.urdu(person),
        desk.urdu_guardian(person),
        desk.card_number(digits),
        village.urdu if desk.is_careful(person) else dirt.urdu_place(desk.rng, village),
        TEHSILS[village.tehsil],
        "سیلاب اگست 2025",
        damage,
        dirt.slashes(one.surveyed_on),
        amount,
        amount if one.paid_on else "",
        dirt.slashes(one.paid_on) if one.paid_on else "",
    ]
