"""The health office's families with a card: the head's number stands on every row."""

from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.departments import HealthFamily
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

COLUMNS: Row = [
    "row", "family_no", "head_cnic", "member_no", "member_name", "relation", "gender", "dob",
    "permanent_district", "permanent_village",
]  # fmt: skip
_PRINTED_TWICE_ONCE_IN = 250


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """Family by family, with a byte order mark."""
    desk = Desk(pilot, ledger, "sehat_families", "SC")
    families = list(pilot.health_families)
    desk.rng.shuffle(families)
    rows = [row for family in families for row in _rows(desk, family)]
    write_csv(folder / "sehat_families.csv", COLUMNS, rows, encoding="utf-8-sig", line_end="\r\n")
    return desk.written


def _rows(desk: Desk, family: HealthFamily) -> list[Row]:
    rows: list[Row] = []
    for number, person in enumerate(family.members, start=1):
        row_id = desk.next_id()
        is_head = person is family.head
        truth = desk.record(row_id, person, "ok" if is_head else "head", benefit="40")
        born: object = person.born
        if not desk.is_careful(person):
            born = dirt.birth_day(desk.rng, person.born, left_out=0.04)
        row: Row = [
            row_id,
            family.number,
            family.head.number,
            number,
            desk.latin(person),
            _relation(family.head, person),
            "Female" if person.sex == "female" else "Male",
            dirt.slashes(born) if born else "",  # type: ignore[arg-type]  # a day, where there is one
            person.household.village.district.latin,
            desk.latin_place(person),
        ]
        rows.append(row)
        if desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
            rows.append([desk.repeat(truth), *row[1:]])
    return rows


def _relation(head: Person, person: Person) -> str:
    is_man = person.sex == "male"
    if person is head:
        return "Self"
    if person in head.spouses:
        return "Husband" if is_man else "Wife"
    if head in (person.father, person.mother):
        return "Son" if is_man else "Daughter"
    return "Other"
