"""What the other departments gave, registered or decided: the facts their lists come from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dareecha.demo.people import Household, Person

Degree = Literal["Mild", "Moderate", "Severe", ""]
KindOfHelp = Literal["medical", "education", "special_persons"]
CardKind = Literal["roshan", "sahara"]
WorkerGrantKind = Literal["marriage", "death", "scholarship"]
Damage = Literal["partial", "destroyed"]


@dataclass(eq=False, slots=True)
class HealthFamily:
    """A family with a health card: husband, wives and unmarried children, alive today."""

    number: str
    head: Person
    members: list[Person]


@dataclass(eq=False, slots=True)
class Pupil:
    """A child at school. `attendance` and `marks` are per cent; None is not written down."""

    child: Person
    school: str
    emis: int
    kind: Literal["Government", "Private", "Madrassa"]
    grade: int
    attendance: int | None
    marks: int | None
    stipend: int = 0
    stipend_received: int = 0


@dataclass(eq=False, slots=True)
class Certificate:
    """A certificate of disability; the degree was sometimes not entered."""

    person: Person
    disability: str
    degree: Degree
    certified_on: date


@dataclass(eq=False, slots=True)
class Aid:
    """An allowance for the severely disabled, or a grant paid once."""

    person: Person
    is_allowance: bool
    paid_on: date


@dataclass(eq=False, slots=True)
class Card:
    """A card for an orphan (with a guardian) or for a widow."""

    person: Person
    kind: CardKind
    late: Person
    guardian: Person | None
    last_payment: date
    due: int = 30_000
    received: int = 30_000


@dataclass(eq=False, slots=True)
class Help:
    """One case of Bait-ul-Mal."""

    person: Person
    kind: KindOfHelp
    amount: int
    paid_on: date


@dataclass(eq=False, slots=True)
class Secured:
    """A worker secured with the provincial institution."""

    person: Person
    card: str
    employer: str
    wage: int
    registered_on: date
    days_6_months: int
    days_12_months: int


@dataclass(eq=False, slots=True)
class WorkerGrant:
    """A grant of the Workers Welfare Board: to a claimant, by a worker's service, for somebody."""

    kind: WorkerGrantKind
    claimant: Person
    worker: Person
    for_whom: Person
    card: str
    service_years: int
    paid_on: date


@dataclass(eq=False, slots=True)
class Claim:
    """A house damaged by the flood; `paid_on` None is not paid yet."""

    person: Person
    damage: Damage
    surveyed_on: date
    paid_on: date | None


@dataclass(eq=False, slots=True)
class Overseas:
    """A member of OPF; or, with `late`, a widow who had aid when her husband died abroad."""

    person: Person
    country: str
    late: Person | None = None
    paid_on: date | None = None


@dataclass(eq=False, slots=True)
class MinorityGrant:
    """A grant of the minority affairs wing."""

    person: Person
    category: Literal["Scholarship", "Widow"]
    amount: int
    paid_on: date


@dataclass(eq=False, slots=True)
class Trainee:
    """Somebody in vocational training."""

    person: Person
    trade: str
    started_on: date


@dataclass(eq=False, slots=True)
class Farmer:
    """A farmer registered for the Kissan card."""

    person: Person
    acres: float
    registered_on: date


@dataclass(eq=False, slots=True)
class CommitteeMember:
    """Somebody who decides in a Local Zakat Committee."""

    person: Person
    committee: str
    office: Literal["chair", "imam", "member"]


@dataclass(eq=False, slots=True)
class Official:
    """An officer of a department."""

    person: Person
    department: str
    post: str


@dataclass(eq=False, slots=True)
class Application:
    """Somebody asked a department for a benefit; None has not happened yet."""

    person: Person
    section: str
    asked_on: date
    decided_on: date | None
    is_granted: bool
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class Couple:
    """A marriage that the union council registered."""

    bride: Person
    groom: Person
    on: date


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth that the union council registered, often years later."""

    child: Person
    registered_on: date


def families_of(household: Household) -> dict[str, list[Person]]:
    """The people of a household by family, living and dead."""
    found: dict[str, list[Person]] = {}
    for person in household.people:
        found.setdefault(person.family_id, []).append(person)
    return found
