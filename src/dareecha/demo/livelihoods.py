"""What households live on: work, income, schooling, the house and the poverty score."""

from datetime import date, timedelta
from random import Random

from dareecha.demo.chance import day_between
from dareecha.demo.people import Household, Level, Person, Work

_SURVEYED = 0.82
_SURVEY_BEGAN = 2021

# Odds of each kind of work for a man, and by how much wealth shifts them.
_WORK_OF_MEN: tuple[tuple[Work, float, float], ...] = (
    ("Daily wage labour", 40, -0.7),
    ("Farming own land", 11, 0.1),
    ("Factory worker", 15, 0.0),
    ("Private employee", 10, 0.3),
    ("Government employee", 9, 0.8),
    ("Own small business", 12, 0.4),
    ("Working abroad", 6, 0.5),
    ("Not working", 8, -0.3),
)
_MONTHLY_PAY: dict[Work, tuple[int, int]] = {
    "Daily wage labour": (14_000, 30_000),
    "Farming own land": (10_000, 40_000),
    "Factory worker": (30_000, 42_000),
    "Private employee": (28_000, 50_000),
    "Government employee": (42_000, 85_000),
    "Own small business": (20_000, 60_000),
    "Working abroad": (60_000, 140_000),
    "House work": (0, 0),
    "Not working": (0, 0),
}


def settle(rng: Random, household: Household, as_on: date, form: int) -> None:
    """Give a household its work, schooling, income, house, score and day of the survey."""
    household.wealth = rng.gauss(0, 1)
    for person in household.people:
        person.is_disabled = rng.random() < 0.022
        person.work = _work(rng, person, household.wealth, as_on)
        person.level = _level(rng, person, household.wealth, as_on)
    living = household.living(as_on)
    household.income_month = sum(_pay(rng, person) for person in living)
    _furnish(rng, household)
    household.pmt_score = _poverty_score(rng, household, living)
    if rng.random() < _SURVEYED:
        _survey(rng, household, as_on, form)


def _work(rng: Random, person: Person, wealth: float, as_on: date) -> Work | None:
    age = person.age(person.died or as_on)
    if age < 18:
        return None
    if age >= 63 or (person.is_disabled and rng.random() < 0.6):
        return "Not working"
    if person.sex == "female":
        return _work_of_a_woman(rng, wealth)
    kinds = [kind for kind, _, _ in _WORK_OF_MEN]
    odds = [odds * max(0.1, 1 + shift * wealth) for _, odds, shift in _WORK_OF_MEN]
    return rng.choices(kinds, odds)[0]


def _work_of_a_woman(rng: Random, wealth: float) -> Work:
    draw = rng.random()
    if draw < 0.03 + 0.02 * max(0.0, wealth):
        return "Government employee"
    if draw < 0.08:
        return "Factory worker"
    return "Daily wage labour" if draw < 0.12 else "House work"


def _level(rng: Random, person: Person, wealth: float, as_on: date) -> Level | None:
    age = person.age(as_on)
    goes = 0.84 if person.sex == "male" else 0.72
    if not 5 <= age <= 20 or rng.random() > goes + 0.06 * wealth - 0.04 * max(0, age - 12):
        return None
    if age <= 11:
        return "PRIMARY"
    return "SECONDARY" if age <= 16 else "HIGHER SECONDARY"


def _pay(rng: Random, person: Person) -> int:
    low, high = _MONTHLY_PAY[person.work or "Not working"]
    return rng.randrange(low, high + 1, 100) if high else 0


def _furnish(rng: Random, household: Household) -> None:
    size = len(household.people)
    household.rooms = max(1, round(0.7 + size / 4 + 0.6 * household.wealth + rng.gauss(0, 0.6)))
    if rng.random() < 0.3 + 0.1 * household.wealth:
        household.land_acres = round(rng.expovariate(1 / (1.2 + max(0.0, household.wealth))), 1)
    household.has_vehicle = rng.random() < 0.05 + 0.07 * household.wealth
    household.toilet = rng.choices(
        ("Flush", "Pit", "None"), (1 + max(0.0, household.wealth), 1, 1 - household.wealth / 3)
    )[0]


def _poverty_score(rng: Random, household: Household, living: list[Person]) -> float:
    """A score of about 0 to 100 that follows wealth loosely and income a little."""
    per_head = household.income_month / max(1, len(living))
    score = 32.5 + 8.5 * household.wealth + min(8.0, per_head / 2_500) + rng.gauss(0, 4.5)
    return round(min(85.0, max(4.0, score)), 2)


def _survey(rng: Random, household: Household, as_on: date, form: int) -> None:
    last = as_on - timedelta(days=45)
    on = day_between(rng, date(max(_SURVEY_BEGAN, last.year - 5), 9, 1), last)
    if any(person.age(on) >= 18 for person in household.living(on)):
        household.surveyed_on = on
        household.form_no = f"{household.village.district.letters}{form:07d}"
