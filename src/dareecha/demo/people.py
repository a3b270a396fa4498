"""The people of the invented pilot as they really are, before any list distorts them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dareecha.demo.names import Name
from dareecha.demo.places import Village

Sex = Literal["male", "female"]
Level = Literal["PRIMARY", "SECONDARY", "HIGHER SECONDARY"]
Work = Literal[
    "Daily wage labour",
    "Farming own land",
    "Factory worker",
    "Private employee",
    "Government employee",
    "Own small business",
    "Working abroad",
    "House work",
    "Not working",
]


@dataclass(eq=False, slots=True)
class Person:
    """A person, living or dead. `number` is the CNIC or B-form; empty when none was issued."""

    id: str
    sex: Sex
    name: Name
    name_of_father: Name
    born: date
    number: str
    father: "Person | None" = None
    mother: "Person | None" = None
    spouses: "list[Person]" = field(default_factory=list)
    divorced: bool = False
    died: date | None = None
    died_abroad: bool = False
    work: Work | None = None
    level: Level | None = None
    is_disabled: bool = False
    household: "Household" = field(init=False)
    family_id: str = field(init=False)

    @property
    def fathers_name(self) -> Name:
        return self.name_of_father if self.father is None else self.father.name

    @property
    def ever_married(self) -> bool:
        return bool(self.spouses) or self.divorced

    def age(self, on: date) -> int:
        """Completed years on a day."""
        had_birthday = (on.month, on.day) >= (self.born.month, self.born.day)
        return on.year - self.born.year - (not had_birthday)

    def is_alive(self, on: date) -> bool:
        return self.born <= on and (self.died is None or self.died > on)

    def is_widowed(self, on: date) -> bool:
        return bool(self.spouses) and not any(spouse.is_alive(on) for spouse in self.spouses)


@dataclass(eq=False, slots=True)
class Household:
    """One hearth: the people who live and eat together, their dead of recent years included."""

    id: str
    village: Village
    people: list[Person]
    wealth: float = 0.0
    pmt_score: float = 0.0
    rooms: int = 1
    land_acres: float = 0.0
    has_vehicle: bool = False
    toilet: Literal["Flush", "Pit", "None"] = "None"
    income_month: int = 0
    form_no: str = ""
    surveyed_on: date | None = None

    def living(self, on: date) -> list[Person]:
        return [person for person in self.people if person.is_alive(on)]

    def head(self, on: date) -> Person:
        """Whom the household calls its head on a day: the first of its elders still alive."""
        living = self.living(on)
        grown_up = [person for person in living if person.age(on) >= 18]
        return (grown_up or living)[0]
