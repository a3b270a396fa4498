"""The union councils' register of deaths; Lower Dir writes half of it in Urdu."""

from datetime import date
from pathlib import Path

from dareecha.demo import dirt
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


def write(folder: Path, pilot: Pilot, ledger: Ledger) -> int:
    """One row for each registered death, in the order in which the files came."""
    desk = Desk(pilot, ledger, "civil_deaths", "CX")
    dead = list(pilot.registered_deaths)
    desk.rng.shuffle(dead)
    rows = [row for person in dead if person.died for row in _rows(desk, person, person.died)]
    return write_csv(folder / "civil_deaths.csv", COLUMNS, rows)


def _rows(desk: Desk, person: Person, died: date) -> list[Row]:
    village = person.household.village
    in_urdu = village.district is LOWER_DIR and desk.rng.random() < 0.72
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
