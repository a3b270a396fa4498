"""The socio-economic survey's two lists: household forms and their members."""

from datetime import date
from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips, one_digit_short
from dareecha.demo.people import Household, Person
from dareecha.demo.pilot import Pilot

HOUSEHOLD_COLUMNS: Row = [
    "ROW_ID",
    "FORM_NO",
    "HEAD_NAME",
    "HEAD_CNIC",
    "DISTRICT",
    "TEHSIL",
    "UNION_COUNCIL",
    "VILLAGE",
    "MEMBERS",
    "ROOMS",
    "LAND_ACRES",
    "VEHICLE_REGISTERED",
    "TOILET",
    "INCOME_MONTH_RS",
    "PMT_SCORE",
    "SURVEY_DATE",
]
MEMBER_COLUMNS: Row = [
    "ROW_ID",
    "FORM_NO",
    "MEMBER_NO",
    "NAME",
    "FATHER_HUSBAND_NAME",
    "RELATION_TO_HEAD",
    "SEX",
    "DATE_OF_BIRTH",
    "MARITAL_STATUS",
    "CNIC_BFORM",
    "NADRA_VERIFIED",
    "ATTENDS_SCHOOL",
    "WORK",
    "DISABILITY_REPORTED",
    "FATHER_ALIVE",
]

_SLIPS_OF_HEADS = Slips(missing=0.017, typo=0.007, borrowed=0.003)
_SLIPS_OF_MEMBERS = Slips(missing=0.039, typo=0.0035, head=0.04, borrowed=0.001)
_PRINTED_TWICE_ONCE_IN = 250
_SPOILT_ONCE_IN = 1_500


def write_households(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each form; the person meant is the head on the day of the survey."""
    desk = Desk(pilot, ledger, "bisp_nser_households", "NSH")
    forms = _forms(desk)
    rows = [_household_row(desk, household, on) for household, on in forms]
    return write_csv(folder / "bisp_nser_households.csv", HOUSEHOLD_COLUMNS, rows)


def write_members(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Everybody who was alive in a surveyed household on the day of the survey."""
    desk = Desk(pilot, ledger, "bisp_nser_members", "NSM")
    rows: list[Row] = []
    for household, on in _forms(desk):
        head = household.head(on)
        asks_for_father = desk.rng.random() < 0.5
        for number, person in enumerate(_in_order(household, head, on), start=1):
            rows.extend(_member_rows(desk, person, head, number, on, asks_for_father))
    return write_csv(folder / "bisp_nser_members.csv", MEMBER_COLUMNS, rows)


def _forms(desk: Desk) -> list[tuple[Household, date]]:
    surveyed = [
        (household, household.surveyed_on)
        for household in desk.pilot.households
        if household.surveyed_on is not None
    ]
    desk.rng.shuffle(surveyed)
    return surveyed


def _in_order(household: Household, head: Person, on: date) -> list[Person]:
    others = [person for person in household.living(on) if person is not head]
    return [head, *sorted(others, key=lambda person: person.born)]


def _household_row(desk: Desk, household: Household, on: date) -> Row:
    head = household.head(on)
    number, state = desk.number(head, _SLIPS_OF_HEADS)
    row_id = desk.next_id()
    desk.record(row_id, head, state, unit="household")
    village = household.village
    members = len(household.living(on))
    if desk.rng.random() < 0.03:
        members += desk.rng.choice((-1, 1)) if members > 1 else 1
    careful = desk.is_careful(head)
    return [
        row_id,
        household.form_no,
        desk.latin(head),
        number or desk.blank(),
        village.district.latin,
        village.tehsil,
        village.union_council,
        village.latin if careful else dirt.latin_place(desk.rng, village),
        members,
        household.rooms,
        f"{household.land_acres:.1f}",
        "Y" if household.has_vehicle else "N",
        household.toilet,
        household.income_month,
        f"{household.pmt_score:.2f}",
        on.isoformat(),
    ]


def _member_rows(
    desk: Desk, person: Person, head: Person, number: int, on: date, asks_for_father: bool
) -> list[Row]:
    digits, state = desk.number(person, _SLIPS_OF_MEMBERS, head=head)
    if state == "ok" and _is_spoilt(desk, person):
        digits, state = one_digit_short(desk.rng, digits), "typo"
    row_id = desk.next_id()
    truth = desk.record(row_id, person, state)
    is_child = person.age(on) < 18
    attends = person.level is not None and person.age(on) >= 5
    row: Row = [
        row_id,
        head.household.form_no,
        number,
        desk.latin(person),
        desk.latin_guardian(person),
        relation(head, person),
        _sex(desk, person),
        _birth_day(desk, person),
        _marital_status(person, on),
        digits or desk.blank(),
        "Y" if state == "ok" else "N",
        ("Y" if attends else "N") if is_child or attends else "",
        "" if is_child else person.work or "Not working",
        "Yes" if _reports_disability(desk, person) else "No",
        _father_alive(person, on) if is_child and asks_for_father else "",
    ]
    if not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]


def relation(head: Person, person: Person) -> str:
    """What somebody is to the head, in the words of the form."""
    is_man = person.sex == "male"
    if person is head:
        return "Head"
    if person in head.spouses:
        return "Wife"
    if head in (person.father, person.mother):
        return "Son" if is_man else "Daughter"
    if person in (head.father, head.mother):
        return "Father" if is_man else "Mother"
    if _are_siblings(head, person):
        return "Brother" if is_man else "Sister"
    if any(head in (spouse.father, spouse.mother) for spouse in person.spouses):
        return "Daughter-in-law"
    if any(_are_siblings(head, spouse) for spouse in person.spouses):
        return "Sister-in-law"
    parents = [parent for parent in (person.father, person.mother) if parent is not None]
    if any(head in (parent.father, parent.mother) for parent in parents):
        return "Grandson" if is_man else "Granddaughter"
    if any(_are_siblings(head, parent) for parent in parents):
        return "Nephew" if is_man else "Niece"
    return "Other"


def _are_siblings(one: Person, other: Person) -> bool:
    return one is not other and one.father is not None and one.father is other.father


def _is_spoilt(desk: Desk, person: Person) -> bool:
    return not desk.is_careful(person) and dirt.once_in(desk.rng, _SPOILT_ONCE_IN)


def _sex(desk: Desk, person: Person) -> str:
    sex = "F" if person.sex == "female" else "M"
    if desk.is_careful(person) or desk.rng.random() >= 0.002:
        return sex
    return "M" if sex == "F" else "F"


def _birth_day(desk: Desk, person: Person) -> str:
    if _is_spoilt(desk, person):
        return f"31-02-{person.born.year}"
    if desk.is_careful(person):
        return dirt.slashes(person.born)
    born = dirt.birth_day(desk.rng, person.born, left_out=0.05)
    return "" if born is None else dirt.slashes(born)


def _marital_status(person: Person, on: date) -> str:
    if person.age(on) < 16:
        return "Unmarried"
    if person.is_widowed(on):
        return "Widow/Widower"
    if person.spouses:
        return "Married"
    return "Divorced" if person.divorced else "Unmarried"


def _reports_disability(desk: Desk, person: Person) -> bool:
    return person.is_disabled and (desk.is_careful(person) or desk.rng.random() < 0.93)


def _father_alive(person: Person, on: date) -> str:
    if person.father is None:
        return ""
    return "Y" if person.father.is_alive(on) else "N"
