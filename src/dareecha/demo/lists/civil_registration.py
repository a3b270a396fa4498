"""The union councils' registers; Lower Dir writes most of them in Urdu."""

from datetime import date
from pathlib import Path

from dareecha.demo import dirt
from dareecha.demo.departments import Birth, Couple
from dareecha.demo.lists.desk import Desk, Ledger, Row, write_csv
from dareecha.demo.numbers import Slips, State, dashed
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot
from dareecha.demo.places import LOWER_DIR

COLUMNS: Row = [
    "CRMS_NO",
    "DECEASED",
    "FATHER_HUSBAND",
    "SEX",
    "CNIC",
    "DATE_OF_DEATH",
    "AGE_AT_DEATH",
    "PLACE",
    "VILLAGE",
    "UC_CODE",
]

_SLIPS = Slips(missing=0.11)
_PRINTED_TWICE_ONCE_IN = 150


BIRTH_COLUMNS: Row = [
    "CRMS_NO", "CHILD", "SEX", "DATE_OF_BIRTH", "FATHER", "FATHER_CNIC", "MOTHER", "MOTHER_CNIC",
    "CRC_NO", "VILLAGE", "UC_CODE", "REGISTERED_ON",
]  # fmt: skip
MARRIAGE_COLUMNS: Row = [
    "NIKAH_NO", "BRIDE", "BRIDE_FATHER", "BRIDE_CNIC", "GROOM", "GROOM_FATHER", "GROOM_CNIC",
    "DATE", "UC_CODE",
]  # fmt: skip
_SLIPS_OF_CHILDREN = Slips(missing=0.25)
_SLIPS_OF_COUPLES = Slips(missing=0.1, typo=0.01)


def write_births(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each registered birth, with both parents."""
    desk = Desk(pilot, ledger, "civil_births", "CB")
    births = desk.rng.sample(pilot.births, len(pilot.births))
    rows = [_birth_row(desk, one) for one in births]
    write_csv(folder / "civil_births.csv", BIRTH_COLUMNS, rows)
    return desk.written


def _birth_row(desk: Desk, birth: Birth) -> Row:
    child, father, mother = birth.child, birth.child.father, birth.child.mother
    village = child.household.village
    in_urdu = _in_urdu(desk, child)
    written = desk.urdu if in_urdu else desk.latin
    digits, state = desk.number(child, _SLIPS_OF_CHILDREN)
    row_id = desk.next_id()
    desk.record(row_id, child, state, script="ur" if in_urdu else "lat")
    return [
        row_id,
        written(child),
        "F" if child.sex == "female" else "M",
        dirt.slashes(child.born),
        written(father) if father else "",
        desk.card_number(father.number) if father and desk.rng.random() < 0.85 else "",
        written(mother) if mother else "",
        desk.card_number(mother.number) if mother and desk.rng.random() < 0.85 else "",
        desk.card_number(digits),
        village.urdu if in_urdu else desk.latin_place(child),
        village.union_council_code,
        dirt.slashes(birth.registered_on),
    ]


def write_marriages(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each registered nikah; the person meant is the bride."""
    desk = Desk(pilot, ledger, "civil_marriages", "CM")
    couples = desk.rng.sample(pilot.couples, len(pilot.couples))
    rows = [_marriage_row(desk, one) for one in couples]
    write_csv(folder / "civil_marriages.csv", MARRIAGE_COLUMNS, rows)
    return desk.written


def _marriage_row(desk: Desk, couple: Couple) -> Row:
    bride, groom = couple.bride, couple.groom
    in_urdu = _in_urdu(desk, bride)
    written = desk.urdu if in_urdu else desk.latin
    digits, state = desk.number(bride, _SLIPS_OF_COUPLES)
    row_id = desk.next_id()
    desk.record(row_id, bride, state, script="ur" if in_urdu else "lat")
    return [
        row_id,
        written(bride),
        desk.father_in(bride, in_urdu=in_urdu),
        desk.card_number(digits),
        written(groom),
        desk.father_in(groom, in_urdu=in_urdu),
        desk.card_number(groom.number) if desk.rng.random() < 0.9 else "",
        dirt.slashes(couple.on),
        bride.household.village.union_council_code,
    ]


def _in_urdu(desk: Desk, person: Person) -> bool:
    return person.household.village.district is LOWER_DIR and desk.rng.random() < 0.72


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each registered death, in the order in which the files came."""
    desk = Desk(pilot, ledger, "civil_deaths", "CX")
    dead = list(pilot.registered_deaths)
    desk.rng.shuffle(dead)
    rows = [row for person in dead if person.died for row in _rows(desk, person, person.died)]
    return write_csv(folder / "civil_deaths.csv", COLUMNS, rows)


def _rows(desk: Desk, person: Person, died: date) -> list[Row]:
    village = person.household.village
    in_urdu = _in_urdu(desk, person)
    digits, state = _number(desk, person)
    row_id = desk.next_id()
    truth = desk.record(row_id, person, state, script="ur" if in_urdu else "lat")
    if desk.is_careful(person):
        place = village.urdu if in_urdu else village.latin
    else:
        place = (dirt.urdu_place if in_urdu else dirt.latin_place)(desk.rng, village)
    age = dirt.rounded_age(desk.rng, person.age(died))
    row: Row = [
        row_id,
        desk.urdu(person) if in_urdu else desk.latin(person),
        desk.urdu_guardian(person) if in_urdu else desk.latin_guardian(person),
        "F" if person.sex == "female" else "M",
        digits if desk.rng.random() < 0.1 else dashed(digits),
        dirt.slashes(died),
        "" if desk.rng.random() < 0.1 else age,
        "ABROAD" if person.died_abroad else desk.rng.choice(("Home", "Home", "Hospital")),
        place,
        village.union_council_code,
    ]
    if not desk.is_printed_twice(_PRINTED_TWICE_ONCE_IN):
        return [row]
    return [row, [desk.repeat(truth), *row[1:]]]


def _number(desk: Desk, person: Person) -> tuple[str, State]:
    if person in desk.pilot.without_number_at_death:
        return desk.blank(), "missing"
    digits, state = desk.number(person, _SLIPS)
    return digits or desk.blank(), state
