"""A desk that writes one list: it spells, slips, and keeps the truth about each row."""

import csv
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from dareecha.demo import dirt, numbers, spelling
from dareecha.demo.chance import chance
from dareecha.demo.names import Name
from dareecha.demo.numbers import Slips, State
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot
from dareecha.demo.truth import Case, TruthRow

Row = list[str | int]


@dataclass(slots=True)
class Ledger:
    """The truth about every row written so far."""

    rows: list[TruthRow] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    """Cases that came about while rows were written: printed twice, paid short, late."""
    by_person: dict[str, list[TruthRow]] = field(default_factory=dict)

    def add(self, row: TruthRow) -> None:
        self.rows.append(row)
        self.by_person.setdefault(row.person_id, []).append(row)


class Desk:
    """Writes the rows of one list; each desk has its own stream of chance."""

    def __init__(self, pilot: Pilot, ledger: Ledger, list_id: str, prefix: str) -> None:
        self.pilot = pilot
        self.ledger = ledger
        self.list_id = list_id
        self.prefix = prefix
        self.rng = chance(pilot.seed, f"list/{list_id}")
        self.written = 0
        self._people = pilot.people

    def next_id(self) -> str:
        self.written += 1
        return f"{self.prefix}-{self.written:06d}"

    def is_careful(self, person: Person) -> bool:
        return person in self.pilot.careful

    def latin(self, person: Person) -> str:
        if self.is_careful(person):
            return spelling.plain_latin(person.name)
        return spelling.latin_by_hand(self.rng, person.name, person.sex)

    def urdu(self, person: Person) -> str:
        if self.is_careful(person):
            return spelling.plain_urdu(person.name)
        return spelling.urdu_by_hand(self.rng, person.name, person.sex)

    def latin_guardian(self, person: Person) -> str:
        """The name of the father, or of a married woman's husband; empty when left out."""
        if self.is_careful(person):
            return spelling.plain_latin(_usual_guardian(person))
        if self.rng.random() < 0.04:
            return ""
        return spelling.latin_by_hand(self.rng, self._guardian(person), "male")

    def latin_father(self, person: Person) -> str:
        """The father's name, a married woman's too."""
        if self.is_careful(person):
            return spelling.plain_latin(person.fathers_name)
        if self.rng.random() < 0.04:
            return ""
        return spelling.latin_by_hand(self.rng, person.fathers_name, "male")

    def urdu_guardian(self, person: Person) -> str:
        if self.is_careful(person):
            return spelling.plain_urdu(_usual_guardian(person))
        if self.rng.random() < 0.03:
            return ""
        return spelling.urdu_by_hand(self.rng, self._guardian(person), "male")

    def number(
        self, person: Person, slips: Slips, *, head: Person | None = None
    ) -> tuple[str, State]:
        """The digits written for somebody, and what became of the true number."""
        if self.is_careful(person):
            return (person.number, "ok") if person.number else ("", "none")
        return numbers.written(self.rng, person, slips, head=head, strangers=self._people)

    def blank(self) -> str:
        """What stands in a cell without a number."""
        return "-" if self.rng.random() < 0.2 else ""

    def record(
        self,
        row_id: str,
        person: Person,
        state: State,
        *,
        script: str = "lat",
        benefit: str = "",
        unit: str = "person",
    ) -> TruthRow:
        truth = TruthRow(
            list=self.list_id,
            row_id=row_id,
            person_id=person.id,
            household_id=person.household.id,
            family_id=person.family_id,
            unit=unit,
            benefit=benefit,
            script=script,
            cnic_state=state,
            sex="F" if person.sex == "female" else "M",
            district=person.household.village.district.latin,
            true_dob_year=str(person.born.year),
        )
        self.ledger.add(truth)
        return truth

    def is_printed_twice(self, once_in: int) -> bool:
        return self.rng.random() < 1 / once_in

    def repeat(self, first: TruthRow) -> str:
        """Print a row a second time under the next serial number; returns that number."""
        row_id = self.next_id()
        again = replace(first, row_id=row_id)
        self.ledger.add(again)
        note = f"row printed twice in {self.list_id}"
        self.report("duplicate", first, first.benefit, note, again)
        return row_id

    def report(self, kind: str, row: TruthRow, benefit: str, note: str, *others: TruthRow) -> None:
        """Keep a case that a row, perhaps with others, shows."""
        self.ledger.cases.append(
            Case(
                kind=kind,
                origin="natural",
                persons=(row.person_id,),
                households=(row.household_id,),
                benefit=benefit,
                rows=(row.row, *(other.row for other in others)),
                note=note,
            )
        )

    def report_short(self, row: TruthRow, due: int, received: int) -> None:
        """Keep it that less was received than due."""
        self.report("short_payment", row, row.benefit, f"due {due} received {received}")

    def father_in(self, person: Person, *, in_urdu: bool) -> str:
        """The father's name in either script, of a married woman too."""
        if not in_urdu:
            return self.latin_father(person)
        if self.is_careful(person):
            return spelling.plain_urdu(person.fathers_name)
        return spelling.urdu_by_hand(self.rng, person.fathers_name, "male")

    def latin_place(self, person: Person) -> str:
        village = person.household.village
        return village.latin if self.is_careful(person) else dirt.latin_place(self.rng, village)

    def card_number(self, digits: str) -> str:
        """As printed on the card, without its dashes, or with spaces in their place."""
        draw = self.rng.random()
        if draw < 0.25 or not digits:
            return digits
        dashed = numbers.dashed(digits)
        return dashed if draw < 0.88 else dashed.replace("-", " ")

    def mixed_day(self, day: date) -> str | int:
        """A day as several hands left it in a workbook: text of two kinds, or a serial number."""
        draw = self.rng.random()
        if draw < 0.3:
            return dirt.excel_serial(day)
        return dirt.slashes(day) if draw < 0.7 else dirt.english_month(day)

    def _guardian(self, person: Person) -> Name:
        if person.sex == "female" and person.spouses and self.rng.random() < 0.68:
            return person.spouses[0].name
        return person.fathers_name


def _usual_guardian(person: Person) -> Name:
    if person.sex == "female" and person.spouses:
        return person.spouses[0].name
    return person.fathers_name


def write_csv(
    path: Path, header: Row, rows: list[Row], *, encoding: str = "utf-8", line_end: str = "\n"
) -> int:
    """Write a list as its office sends it; returns the number of rows."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, lineterminator=line_end)
        writer.writerow(header)
        writer.writerows(rows)
    return len(rows)
