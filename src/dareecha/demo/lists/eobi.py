"""EOBI's two lists, in capitals: the insured, and who draws a pension or a grant."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.enrolments import Insurance, Kind, Pension
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips, one_digit_short
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

INSURED_COLUMNS: Row = [
    "SR_NO",
    "EOBI_NO",
    "NAME",
    "FATHER_NAME",
    "NIC_NO",
    "BIRTH_DATE",
    "EMPLOYER",
    "INSURED_YEARS",
    "YEARS_IN_LAST_5",
    "STATUS",
    "DISTRICT",
]
PENSIONER_COLUMNS: Row = [
    "SR_NO",
    "PENSION_NO",
    "EOBI_NO",
    "NAME",
    "FATHER_HUSBAND",
    "NIC_NO",
    "BIRTH_DATE",
    "KIND",
    "INSURED_YEARS",
    "SINCE",
    "AMOUNT_DUE",
    "AMOUNT_PAID",
    "LAST_PAYMENT",
    "DISTRICT",
]

_SLIPS_OF_INSURED = Slips(missing=0.06, typo=0.01, head=0.018)
_SLIPS_OF_PENSIONERS = Slips(missing=0.03)
_PRINTED_TWICE_ONCE_IN = 180
_SPOILT_ONCE_IN = 150
_BLANK_LINE_ONCE_IN = 260
_HEADER_AGAIN_AFTER = 400
_BENEFIT: dict[Kind, str] = {
    "OLD AGE PENSION": "16",
    "OLD AGE GRANT": "17",
    "INVALIDITY PENSION": "18",
    "SURVIVOR PENSION": "19",
}


def write_insured(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """The insured, living or not; the header comes again and lines stay blank, as printed."""
    desk = Desk(pilot, ledger, "eobi_insured", "EI")
    insured = list(pilot.insured)
    desk.rng.shuffle(insured)
    rows: list[Row] = []
    for place, one in enumerate(insured):
        if place and place % _HEADER_AGAIN_AFTER == 0:
            rows.append(INSURED_COLUMNS)
        rows.extend(_insured_rows(desk, one))
        if dirt.once_in(desk.rng, _BLANK_LINE_ONCE_IN):
            rows.append([""] * len(INSURED_COLUMNS))
    write_csv(
        folder / "eobi_insured.csv",
        INSURED_COLUMNS,
        rows,
        encoding="utf-8-sig",
        line_end="\r\n",
    )
    return desk.written


def write_pensioners(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each pension or grant, and the office's total at the end."""
    desk = Desk(pilot, ledger, "eobi_pensioners", "EP")
    pensions = list(pilot.pensions)
    desk.rng.shuffle(pensions)
    pension_numbers = desk.rng.sample(range(10_000_000), len(pensions))
    rows = [
        _pensioner_row(desk, pension, f"PN{number:07d}")
        for pension, number in zip(pensions, pension_numbers, strict=True)
    ]
    total: Row = ["TOTAL", len(rows), *[""] * (len(PENSIONER_COLUMNS) - 2)]
    write_csv(folder / "eobi_pensioners.csv", PENSIONER_COLUMNS, [*rows, total])
    return desk.written


def _insured_rows(desk: Desk, insured: Insurance) -> list[Row]:
    person = insured.person
    digits, state = desk.number(person, _SLIPS_OF_INSURED, head=_head(person))
    if state == "ok" and _is_spoilt(desk, person):
        digits, state = one_digit_short(desk.rng, digits), "typo"
    row_id = desk.next_id()
    truth = desk.record(row_id, person, state)
    row: Row = [
        row_id,
        insured.eobi_no,
        desk.latin(person).upper(),
        desk.latin_father(person).upper(),
        digits or desk.blank(),
        _birth_date(desk, person),
        insured.employer,
        _years(desk, insured.years) if insured.years_are_listed else "",
        _years(desk, insured.years_in_last_5) if insured.years_are_listed else "",
        "ACTIVE" if insured.is_active else "LEFT",
        _district(desk, person),
    ]
    if not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]


def _pensioner_row(desk: Desk, pension: Pension, pension_no: str) -> Row:
    person = pension.person
    digits, state = desk.number(person, _SLIPS_OF_PENSIONERS)
    row_id = desk.next_id()
    desk.record(row_id, person, state, benefit=_BENEFIT[pension.kind])
    return [
        row_id,
        pension_no,
        pension.insurance.eobi_no,
        desk.latin(person).upper(),
        desk.latin_guardian(person).upper(),
        digits or "-",
        _birth_date(desk, person),
        pension.kind,
        _years(desk, pension.insurance.years),
        "" if pension.since is None else dirt.english_month(pension.since),
        pension.due,
        pension.due,
        dirt.english_month(pension.last_payment),
        _district(desk, person),
    ]


def _head(person: Person) -> Person | None:
    on = person.household.surveyed_on
    return None if on is None else person.household.head(on)


def _is_spoilt(desk: Desk, person: Person) -> bool:
    return not desk.is_careful(person) and dirt.once_in(desk.rng, _SPOILT_ONCE_IN)


def _birth_date(desk: Desk, person: Person) -> str:
    if desk.is_careful(person):
        return dirt.english_month(person.born)
    if _is_spoilt(desk, person):
        return f"31-Feb-{person.born.year}"
    born = dirt.birth_day(desk.rng, person.born, left_out=0.05)
    return "" if born is None else dirt.english_month(born)


def _years(desk: Desk, years: float) -> str:
    """In tenths; whole years come with or without the zero."""
    text = f"{years:.1f}"
    return text.removesuffix(".0") if desk.rng.random() < 0.5 else text


def _district(desk: Desk, person: Person) -> str:
    district = person.household.village.district
    elsewhere = not desk.is_careful(person) and dirt.once_in(desk.rng, 30)
    return district.neighbour if elsewhere else district.latin.upper()
