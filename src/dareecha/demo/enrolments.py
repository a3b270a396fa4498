"""Who is enrolled in what: the facts that the departments' lists will be written from."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from dareecha.demo.chance import day_between
from dareecha.demo.people import Household, Level, Person

Ground = Literal["widow", "disabled", "needy", "student"]
Head = Literal["guzara", "education", "marriage"]  # the Zakat fund's heads of account
Kind = Literal["OLD AGE PENSION", "OLD AGE GRANT", "INVALIDITY PENSION", "SURVIVOR PENSION"]

KAFAALAT_CEILING = 32.0
KAFAALAT_CEILING_DISABLED = 37.0
PENSION_AGE = {"male": 60, "female": 55}
PENSION_YEARS = 15.0
GRANT_YEARS = 2.0
SURVIVOR_YEARS = 5.0
_MINIMUM_WAGE = 40_000
_MINIMUM_PENSION = 12_000
_FLAT_PENSION = 11_500

EMPLOYERS = (
    "LANDAY RIVER GHEE MILLS",
    "SPIN GHAR CEMENT",
    "PANJKORA FLOUR MILLS",
    "CHINAR STEEL FURNACE",
    "TOOT BELA LEATHER FACTORY",
    "SHNA DAG MARBLE WORKS",
    "ZARGHUN SUGAR MILLS",
    "KHYBER THREAD NO 2",
)


@dataclass(eq=False, slots=True)
class Kafaalat:
    """A woman who receives Kafaalat, her children in Taleemi Wazaif and Nashonuma."""

    woman: Person
    pupils: list[Person]
    has_nashonuma: bool
    stopped_on: date | None = None  # no payment after this day


@dataclass(eq=False, slots=True)
class Grant:
    """A grant from Zakat to one person of a committee's area."""

    person: Person
    head: Head
    ground: Ground
    amount: int
    paid_on: date


@dataclass(eq=False, slots=True)
class Insurance:
    """A person insured with EOBI. `years_are_listed` is false where the office lost the count."""

    person: Person
    eobi_no: str
    employer: str
    years: float
    years_in_last_5: float
    is_active: bool
    years_are_listed: bool = True


@dataclass(eq=False, slots=True)
class Pension:
    """An EOBI pension or grant, on the insurance of the receiver or of the dead spouse."""

    person: Person
    insurance: Insurance
    kind: Kind
    since: date | None
    due: int
    last_payment: date


def woman_for_kafaalat(household: Household, as_on: date) -> Person | None:
    """The woman who meets each condition but the score, by facts of her survey form, if any."""
    if household.surveyed_on is None:
        return None
    women = [
        woman
        for woman in women_once_married(household, as_on)
        if woman.number
        and woman.is_alive(household.surveyed_on)
        and woman.age(household.surveyed_on) >= 18
        and not _is_in_government_couple(woman)
    ]
    return max(women, key=lambda woman: woman.age(as_on) < 65, default=None)


def women_once_married(household: Household, as_on: date) -> list[Person]:
    return [
        person
        for person in household.living(as_on)
        if person.sex == "female" and person.ever_married
    ]


def _is_in_government_couple(woman: Person) -> bool:
    return any(person.work == "Government employee" for person in (woman, *woman.spouses))


def kafaalat(rng: Random, woman: Person, as_on: date) -> Kafaalat:
    """Enrol a woman, about half of her children at school, and a small child's mother."""
    children = [
        person
        for person in woman.household.living(as_on)
        if person.mother is woman and person.number
    ]
    return Kafaalat(
        woman=woman,
        pupils=[child for child in children if child.level and rng.random() < 0.5],
        has_nashonuma=rng.random() < 0.35 and any(child.age(as_on) < 2 for child in children),
    )


def stipend(level: Level, sex: str, on: date) -> int:
    """Rupees a quarter for a pupil: more for girls, and five hundred more from 2026 on."""
    base = {"PRIMARY": 2_000, "SECONDARY": 3_000, "HIGHER SECONDARY": 4_000}[level]
    return base + (500 if sex == "female" else 0) + (500 if on.year >= 2026 else 0)


def guzara_ground(person: Person, as_on: date) -> Ground:
    if person.is_widowed(as_on) and person.sex == "female":
        return "widow"
    return "disabled" if person.is_disabled else "needy"


def guzara(rng: Random, household: Household, as_on: date) -> Grant | None:
    """The household's neediest adult without pay: a widow, a disabled or an old person first."""
    adults = [
        person
        for person in household.living(as_on)
        if person.age(as_on) >= 18 and person.work in ("House work", "Not working", None)
    ]
    if not adults:
        return None
    person = max(adults, key=lambda one: (guzara_ground(one, as_on) != "needy", one.age(as_on)))
    return Grant(person, "guzara", guzara_ground(person, as_on), 12_000, zakat_day(rng, as_on))


def other_zakat(rng: Random, household: Household, as_on: date) -> Grant | None:
    """A stipend for a pupil or help with a grown daughter's marriage."""
    for person in household.living(as_on):
        age = person.age(as_on)
        if person.level in ("SECONDARY", "HIGHER SECONDARY") and age >= 14:
            amount = rng.choice((7_200, 12_000, 24_000))
            return Grant(person, "education", "student", amount, zakat_day(rng, as_on))
        if person.sex == "female" and 18 <= age <= 28 and not person.ever_married:
            return Grant(person, "marriage", "needy", 200_000, zakat_day(rng, as_on))
    return None


def zakat_day(rng: Random, as_on: date) -> date:
    return day_between(rng, as_on - timedelta(days=305), as_on - timedelta(days=30))


def insurance(rng: Random, person: Person, eobi_no: str, as_on: date) -> Insurance | None:
    """The insurance of somebody who works, or once worked, for a private employer."""
    age = person.age(person.died or as_on)
    works = person.work in ("Factory worker", "Private employee")
    works_now = works and person.died is None
    once_worked = 0.12 if age >= 55 and person.sex == "male" else 0.025
    if not 18 <= age < 85 or rng.random() > (0.48 if works else once_worked):
        return None
    if age >= 55:
        years = min(age - 20.0, rng.triangular(0.5, 38, 16))
    else:
        years = min(age - 17.5, rng.expovariate(1 / 9))
    years = max(0.5, round(years, 1))
    return Insurance(
        person=person,
        eobi_no=eobi_no,
        employer=rng.choice(EMPLOYERS),
        years=years,
        years_in_last_5=round(min(5.0, years * rng.choice((0.9, 1.0))), 1) if works_now else 0.0,
        is_active=works_now and age < PENSION_AGE[person.sex],
    )


def old_age_kind(insured: Insurance, as_on: date) -> Kind | None:
    """What an insured person of pension age may draw; None when young, dead or too short."""
    person = insured.person
    if person.died is not None or person.age(as_on) < PENSION_AGE[person.sex]:
        return None
    if insured.years >= PENSION_YEARS:
        return "OLD AGE PENSION"
    return "OLD AGE GRANT" if insured.years >= GRANT_YEARS else None


def pension(rng: Random, receiver: Person, insured: Insurance, kind: Kind, as_on: date) -> Pension:
    """A pension in payment in the month of the lists, or a grant paid once."""
    if kind == "OLD AGE GRANT":
        due = round(insured.years * _MINIMUM_WAGE)
    elif kind == "OLD AGE PENSION":
        due = max(_MINIMUM_PENSION, round(insured.years * _MINIMUM_WAGE / 50))
    else:
        due = _FLAT_PENSION
    since = None if kind == "OLD AGE GRANT" else _since(rng, receiver, insured, kind, as_on)
    return Pension(
        receiver, insured, kind, since, due, as_on.replace(day=1) + timedelta(rng.randint(0, 5))
    )


def _since(rng: Random, receiver: Person, insured: Insurance, kind: Kind, as_on: date) -> date:
    died = insured.person.died
    if kind == "SURVIVOR PENSION" and died is not None:
        return min(as_on, died + timedelta(days=rng.randint(20, 90)))
    if kind == "INVALIDITY PENSION":
        return day_between(rng, as_on - timedelta(days=2_500), as_on - timedelta(days=200))
    reached = receiver.born.year + PENSION_AGE[receiver.sex]
    return min(as_on, date(reached, rng.randint(1, 12), rng.randint(1, 28)))
