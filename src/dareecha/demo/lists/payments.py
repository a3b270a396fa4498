"""BISP's payments of the last three quarters."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dareecha.demo.chance import day_between
from dareecha.demo.enrolments import Kafaalat, stipend
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

COLUMNS: Row = [
    "TXN_ID",
    "QUARTER",
    "PROGRAMME",
    "BENEFICIARY_CNIC",
    "BENEFICIARY_NAME",
    "DISTRICT",
    "CHILD_NAME",
    "CHILD_BFORM",
    "LEVEL",
    "AMOUNT_DUE",
    "AMOUNT_RECEIVED",
    "PAID_ON",
    "PAY_POINT",
]

_SLIPS = Slips(borrowed=0.004)
_PRINTED_TWICE_ONCE_IN = 500
_RETAILERS = 8
_BENEFIT = {"KAFAALAT": "1", "TALEEMI WAZAIF": "2", "NASHONUMA": "3"}


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the calendar year and the days on which it was paid out."""

    name: str
    first: date

    @property
    def pay_days(self) -> tuple[date, date]:
        return self.first + timedelta(days=20), self.first + timedelta(days=63)


@dataclass(frozen=True, slots=True)
class _Payment:
    programme: str
    woman: Person
    child: Person | None
    due: int


def last_quarters(as_on: date, number: int = 3) -> list[Quarter]:
    """The quarters up to the one in which the day lies, oldest first."""
    quarters = []
    year, quarter = as_on.year, (as_on.month - 1) // 3
    for _ in range(number):
        quarters.append(Quarter(f"{year}-Q{quarter + 1}", date(year, 3 * quarter + 1, 1)))
        year, quarter = (year, quarter - 1) if quarter else (year - 1, 3)
    return quarters[::-1]


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Kafaalat in every quarter, Taleemi Wazaif in the last two, Nashonuma in the last."""
    desk = Desk(pilot, ledger, "bisp_payments", "TXN")
    rows: list[Row] = []
    quarters = last_quarters(pilot.as_on)
    for quarter in quarters:
        payments = [
            payment
            for enrolment in pilot.kafaalat
            if enrolment.stopped_on is None or enrolment.stopped_on > quarter.pay_days[1]
            for payment in _payments(enrolment, quarter, quarters)
        ]
        desk.rng.shuffle(payments)
        for payment in payments:
            rows.extend(_rows(desk, payment, quarter))
    return write_csv(folder / "bisp_payments.csv", COLUMNS, rows)


def _payments(enrolment: Kafaalat, quarter: Quarter, quarters: list[Quarter]) -> list[_Payment]:
    woman = enrolment.woman
    cash = 14_500 if quarter.first.year >= 2026 else 13_500
    payments = [_Payment("KAFAALAT", woman, None, cash)]
    if quarter is not quarters[0]:
        payments += [
            _Payment("TALEEMI WAZAIF", woman, child, stipend(child.level, child.sex, quarter.first))
            for child in enrolment.pupils
            if child.level is not None
        ]
    if quarter is quarters[-1] and enrolment.has_nashonuma:
        payments.append(_Payment("NASHONUMA", woman, None, 3_000))
    return payments


def _rows(desk: Desk, payment: _Payment, quarter: Quarter) -> list[Row]:
    woman, child = payment.woman, payment.child
    digits, state = desk.number(woman, _SLIPS)
    row_id = desk.next_id()
    truth = desk.record(row_id, woman, state, benefit=_BENEFIT[payment.programme])
    kept_back = _cut(desk, payment.due)
    if kept_back:
        desk.report_short(truth, payment.due, payment.due - kept_back)
    district = woman.household.village.district.latin
    retailer = desk.rng.randint(1, _RETAILERS)
    row: Row = [
        row_id,
        quarter.name,
        payment.programme,
        digits,
        desk.latin(woman).upper(),
        district.upper(),
        desk.latin(child).upper() if child else "",
        child.number if child else "",
        child.level or "" if child else "",
        payment.due,
        payment.due - kept_back,
        day_between(desk.rng, *quarter.pay_days).isoformat(),
        "Nashonuma Centre"
        if payment.programme == "NASHONUMA"
        else f"{district} Retailer {retailer:02d}",
    ]
    # A row printed twice would show the same cut twice.
    if kept_back or not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]


def _cut(desk: Desk, due: int) -> int:
    """What a retailer keeps back, now and then."""
    if desk.rng.random() >= 0.04:
        return 0
    return min(due // 2, desk.rng.choice((300, 500, 500, 1_000, 1_500)))
