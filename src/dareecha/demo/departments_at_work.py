"""Who stands in the other departments' registers, drawn by chance from the pilot's people."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dareecha.demo.chance import chance, day_between
from dareecha.demo.departments import (
    Aid,
    Birth,
    Card,
    Certificate,
    Claim,
    Couple,
    Farmer,
    HealthFamily,
    Help,
    KindOfHelp,
    MinorityGrant,
    Overseas,
    Pupil,
    Secured,
    Trainee,
    WorkerGrant,
    families_of,
)
from dareecha.demo.enrolments import EMPLOYERS
from dareecha.demo.people import Household, Person
from dareecha.demo.pilot import Pilot
from dareecha.demo.places import villages

DISABILITIES = ("Physical", "Visual", "Hearing", "Intellectual")
TRADES = ("Plumbing", "Electrician", "Tailoring", "Welding", "Computer operator")
COUNTRIES = ("Saudi Arabia", "UAE", "Qatar", "Oman", "Malaysia")
AGES_OF_ORPHANS = range(5, 17)
WIDOWS_FROM = 45
ATTENDANCE_NEEDED = 70
_GIRLS_STIPEND = 5_000
_INCOME_FOR_HELP = 60_000
_FLOODED = frozenset({"Pabbi", "Lalqila", "Adenzai"})
_FLOOD_SURVEYED_FROM = date(2025, 8, 24)


def go_to_work(pilot: Pilot) -> None:
    """Fill every other register. Families missed on purpose get money from nobody."""
    living = [person for person in pilot.people if person.is_alive(pilot.as_on)]
    pilot.health_families = list(_health_families(pilot))
    pilot.pupils = list(_pupils(pilot, living))
    pilot.births = list(_births(pilot, living))
    pilot.couples = list(_couples(pilot))
    pilot.certificates = list(_certificates(pilot, living))
    helped = [person for person in living if person.household not in pilot.missed]
    pilot.aids = list(_aids(pilot))
    pilot.cards = list(_cards(pilot, helped))
    pilot.helps = list(_helps(pilot, helped))
    pilot.secured = list(_secured(pilot, living))
    pilot.worker_grants = list(_worker_grants(pilot))
    pilot.claims = list(_claims(pilot))
    pilot.overseas = list(_overseas(pilot, living))
    pilot.minority_grants = list(_minority_grants(pilot, helped))
    pilot.trainees = list(_trainees(pilot, living))
    pilot.farmers = list(_farmers(pilot, living))


def _health_families(pilot: Pilot) -> Iterator[HealthFamily]:
    rng = chance(pilot.seed, "health")
    numbers = rng.sample(range(10_000_000, 100_000_000), 4 * len(pilot.households))
    for household in pilot.households:
        for family in families_of(household).values():
            members = [person for person in family if person.is_alive(pilot.as_on)]
            head = next((one for one in members if one.ever_married and one.number), None)
            if head is not None and rng.random() < 0.92:
                others = [one for one in members if one is not head]
                yield HealthFamily(f"F{numbers.pop()}", head, [head, *others])


def _pupils(pilot: Pilot, living: list[Person]) -> Iterator[Pupil]:
    rng = chance(pilot.seed, "schools")
    places = {village: at for at, village in enumerate(villages(len(pilot.households)))}
    paid_for = {child for one in pilot.kafaalat for child in one.pupils}
    for child in living:
        if child.level is None:
            continue
        village = child.household.village
        kind = rng.choices(("Government", "Private", "Madrassa"), (80, 16, 4))[0]
        if child in paid_for and kind == "Madrassa":
            kind = "Government"
        name = {"Government": "GPS", "Private": "Public School", "Madrassa": "Madrassa"}[kind]
        grade = _grade(child, pilot.as_on)
        attendance = min(100, max(ATTENDANCE_NEEDED + 2, round(rng.gauss(89, 7))))
        is_written = rng.random() > 0.06
        pupil = Pupil(
            child=child,
            school=f"{name} {village.latin}",
            emis=30_000 + 10 * places[village] + len(kind) % 7,
            kind=kind,  # type: ignore[arg-type]  # one of the three
            grade=grade,
            attendance=attendance if is_written else None,
            marks=rng.randint(38, 96) if grade >= 5 and rng.random() < 0.7 else None,
        )
        is_girl = child.sex == "female" and kind == "Government" and 6 <= grade <= 10
        if is_girl and is_written and attendance >= 82 and child.household not in pilot.missed:
            pupil.stipend = pupil.stipend_received = _GIRLS_STIPEND
        yield pupil


def _grade(child: Person, on: date) -> int:
    """The class for the age; 0 is katchi, before class 1."""
    first, last = {"PRIMARY": (1, 5), "SECONDARY": (6, 10), "HIGHER SECONDARY": (11, 12)}[
        child.level or "PRIMARY"
    ]
    return min(last, max(first, child.age(on) - 5))


def _births(pilot: Pilot, living: list[Person]) -> Iterator[Birth]:
    rng = chance(pilot.seed, "births")
    for child in living:
        if child.father is None or child.mother is None or child.age(pilot.as_on) >= 18:
            continue
        if rng.random() < 0.38:
            late = timedelta(days=int(rng.expovariate(1 / 500)))
            yield Birth(child, min(pilot.as_on, child.born + timedelta(days=7) + late))


def _couples(pilot: Pilot) -> Iterator[Couple]:
    rng = chance(pilot.seed, "marriages")
    for household in pilot.households:
        for bride in household.people:
            if bride.sex != "female" or not bride.spouses or rng.random() > 0.24:
                continue
            births = [one.born for one in household.people if one.mother is bride]
            grown_up = date(bride.born.year + 17, 7, 1)
            latest = min([pilot.as_on, *births, *([bride.died] if bride.died else [])])
            on = max(grown_up, latest - timedelta(days=rng.randint(300, 900)))
            groom = bride.spouses[0]
            if on < latest and groom.is_alive(on):
                yield Couple(bride, groom, on)


def _certificates(pilot: Pilot, living: list[Person]) -> Iterator[Certificate]:
    rng = chance(pilot.seed, "certificates")
    for person in living:
        if not person.is_disabled or rng.random() > 0.5:
            continue
        degree = rng.choices(("Mild", "Moderate", "Severe"), (50, 30, 20))[0]
        first = max(person.born + timedelta(days=300), date(2014, 1, 1))
        yield Certificate(
            person,
            rng.choice(DISABILITIES),
            degree,  # type: ignore[arg-type]  # one of the three
            day_between(rng, first, pilot.as_on - timedelta(days=20)),
        )


def _aids(pilot: Pilot) -> Iterator[Aid]:
    rng = chance(pilot.seed, "aids")
    for certificate in pilot.certificates:
        if certificate.person.household in pilot.missed:
            continue
        is_severe = certificate.degree == "Severe"
        if is_severe and rng.random() < 0.7:
            yield Aid(certificate.person, True, _this_year(rng, pilot.as_on))
        elif rng.random() < 0.3:
            yield Aid(certificate.person, False, _this_year(rng, pilot.as_on))


def _cards(pilot: Pilot, helped: list[Person]) -> Iterator[Card]:
    rng = chance(pilot.seed, "cards")
    for person in helped:
        last = pilot.as_on - timedelta(days=rng.randint(24, 29))
        father = person.father
        is_orphan = father is not None and father.died is not None and not person.ever_married
        if is_orphan and father is not None and person.age(pilot.as_on) in AGES_OF_ORPHANS:
            guardian = person.mother if person.mother and person.mother.died is None else None
            if rng.random() < 0.55:
                yield Card(person, "roshan", father, guardian, last)
        elif _is_widow_of_age(person, pilot.as_on) and rng.random() < 0.3:
            yield Card(person, "sahara", person.spouses[0], None, last)


def _is_widow_of_age(person: Person, on: date) -> bool:
    return person.sex == "female" and person.is_widowed(on) and person.age(on) >= WIDOWS_FROM


def _helps(pilot: Pilot, helped: list[Person]) -> Iterator[Help]:
    rng = chance(pilot.seed, "bait-ul-mal")
    poor = [one for one in helped if _may_be_helped(one.household)]
    for person in rng.sample(poor, min(len(poor), len(pilot.households) // 35)):
        kind: KindOfHelp = "medical"
        if person.level is not None and rng.random() < 0.6:
            kind = "education"
        elif person.is_disabled:
            kind = "special_persons"
        yield Help(person, kind, help_amount(rng, kind), _this_year(rng, pilot.as_on))


def help_amount(rng: Random, kind: KindOfHelp) -> int:
    return {
        "medical": rng.choice((80_000, 150_000, 300_000)),
        "education": 100_000,
        "special_persons": 25_000,
    }[kind]


def _secured(pilot: Pilot, living: list[Person]) -> Iterator[Secured]:
    rng = chance(pilot.seed, "essi")
    workers = [one for one in living if one.work == "Factory worker"]
    cards = rng.sample(range(100_000, 1_000_000), len(workers))
    for worker, card in zip(workers, cards, strict=True):
        if rng.random() > 0.62:
            continue
        half = rng.randint(20, 182)
        came_of_age = date(worker.born.year + 18, 7, 1)
        yield Secured(
            worker,
            f"KP-{card}",
            rng.choice(EMPLOYERS).title(),
            rng.choice((40_000, 42_000, 45_000, 52_000)),
            day_between(rng, max(came_of_age, date(2012, 1, 1)), pilot.as_on - timedelta(days=90)),
            half,
            half + rng.randint(20, 182),
        )


def _worker_grants(pilot: Pilot) -> Iterator[WorkerGrant]:
    rng = chance(pilot.seed, "wwb")
    for one in pilot.secured:
        worker = one.person
        if worker.household in pilot.missed or rng.random() > 0.12:
            continue
        years = rng.randint(3, 20)
        children = [
            child for child in worker.household.people if worker in (child.father, child.mother)
        ]
        pupils = [c for c in children if c.level == "HIGHER SECONDARY"]
        brides = [c for c in children if c.sex == "female" and c.age(pilot.as_on) >= 19]
        paid_on = _this_year(rng, pilot.as_on)
        if pupils:
            pupil = pupils[0]
            yield WorkerGrant("scholarship", pupil, worker, pupil, one.card, years, paid_on)
        elif brides:
            yield WorkerGrant("marriage", worker, worker, brides[0], one.card, years, paid_on)


def _claims(pilot: Pilot) -> Iterator[Claim]:
    rng = chance(pilot.seed, "flood")
    for household in pilot.households:
        is_hit = household.village.tehsil in _FLOODED and rng.random() < 0.09
        if not is_hit or household in pilot.missed:
            continue
        surveyed_on = _FLOOD_SURVEYED_FROM + timedelta(days=rng.randint(0, 12))
        paid_on = surveyed_on + timedelta(days=rng.randint(5, 90)) if rng.random() < 0.7 else None
        yield Claim(
            household.head(pilot.as_on),
            "destroyed" if rng.random() < 0.3 else "partial",
            surveyed_on,
            paid_on,
        )


def _overseas(pilot: Pilot, living: list[Person]) -> Iterator[Overseas]:
    rng = chance(pilot.seed, "overseas")
    for person in living:
        if person.work == "Working abroad" and rng.random() < 0.7:
            yield Overseas(person, rng.choice(COUNTRIES))
    for person in pilot.people:
        widows = [one for one in person.spouses if one.is_alive(pilot.as_on)]
        if person.died is not None and person.died_abroad and widows:
            paid_on = person.died + timedelta(days=rng.randint(60, 300))
            if paid_on < pilot.as_on and widows[0].household not in pilot.missed:
                yield Overseas(widows[0], rng.choice(COUNTRIES), person, paid_on)


def _minority_grants(pilot: Pilot, helped: list[Person]) -> Iterator[MinorityGrant]:
    rng = chance(pilot.seed, "minorities")
    taken = {card.person.household for card in pilot.cards}
    taken |= {help_.person.household for help_ in pilot.helps}
    pupils = [one for one in helped if one.level == "SECONDARY" and one.household not in taken]
    for person in rng.sample(pupils, min(len(pupils), max(1, len(pilot.households) // 160))):
        yield MinorityGrant(person, "Scholarship", 50_000, _this_year(rng, pilot.as_on))


def _trainees(pilot: Pilot, living: list[Person]) -> Iterator[Trainee]:
    rng = chance(pilot.seed, "training")
    for person in living:
        if 18 <= person.age(pilot.as_on) <= 32 and person.work and rng.random() < 0.012:
            first, last = date(2025, 7, 1), pilot.as_on - timedelta(days=60)
            yield Trainee(person, rng.choice(TRADES), day_between(rng, first, last))


def _farmers(pilot: Pilot, living: list[Person]) -> Iterator[Farmer]:
    rng = chance(pilot.seed, "farmers")
    for person in living:
        acres = person.household.land_acres
        if person.work == "Farming own land" and acres and rng.random() < 0.35:
            last = pilot.as_on - timedelta(days=100)
            yield Farmer(person, acres, day_between(rng, date(2021, 1, 1), last))


def _this_year(rng: Random, as_on: date) -> date:
    """A day in the fiscal year of the lists."""
    return day_between(rng, as_on - timedelta(days=350), as_on - timedelta(days=20))


def _may_be_helped(household: Household) -> bool:
    serves = any(person.work == "Government employee" for person in household.people)
    return household.wealth < 0.2 and household.income_month < _INCOME_FOR_HELP and not serves
