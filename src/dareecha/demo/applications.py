"""Applications to departments, some decided too late and some not at all."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from dareecha.demo.chance import chance
from dareecha.demo.departments import Application
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

DEPARTMENTS = {
    "BISP": 30, "Pakistan Bait-ul-Mal": 60, "EOBI": 45, "Zakat & Ushr": 60, "Social Welfare": 45,
    "Health": 15, "Labour": 60, "Relief": 30, "Agriculture": 45, "Industries (TEVTA)": 30,
}  # fmt: skip
"""Days within which each department has promised to decide; the days are made up."""

LINES = {
    "1": ("BISP", "1 Benazir Kafaalat"),
    "5": ("Pakistan Bait-ul-Mal", "5 PBM medical help"),
    "6": ("Pakistan Bait-ul-Mal", "6 PBM education help"),
    "7": ("Pakistan Bait-ul-Mal", "7 PBM special persons"),
    "16": ("EOBI", "16 EOBI old-age pension"),
    "22": ("Zakat & Ushr", "22 Zakat Guzara"),
    "27": ("Social Welfare", "27 Roshan Mustaqbil card"),
    "28": ("Social Welfare", "28 Sahara card"),
    "69": ("Agriculture", "69 Kissan card"),
    "67": ("Industries (TEVTA)", "67 TEVTA training"),
}
_LOGGED = 0.4
_LATE = 0.09
_UNDECIDED = 0.03


def limit_of(section: str) -> int:
    return DEPARTMENTS[LINES[section][0]]


def apply(pilot: Pilot) -> None:
    """What receivers asked for before they received, and what others asked for in vain."""
    rng = chance(pilot.seed, "applications")
    for person, section, paid_on in _received(pilot):
        if rng.random() < _LOGGED:
            pilot.applications.append(_granted(rng, person, section, paid_on, pilot.as_on))
    helped = {person for person, _, _ in _received(pilot)}
    others = [one for one in pilot.people if one.is_alive(pilot.as_on) and one not in helped]
    grown_up = [one for one in others if one.age(pilot.as_on) >= 25]
    for person in rng.sample(grown_up, min(len(grown_up), len(pilot.households) // 25)):
        pilot.applications.append(_refused(rng, person, pilot.as_on))


def is_late(application: Application, as_on: date) -> int:
    """Days beyond the limit; 0 for those in time."""
    until = application.decided_on or as_on
    return max(0, (until - application.asked_on).days - limit_of(application.section))


def _received(pilot: Pilot) -> Iterator[tuple[Person, str, date]]:
    sections = {"medical": "5", "education": "6", "special_persons": "7"}
    for one in pilot.kafaalat:
        yield one.woman, "1", pilot.as_on - timedelta(days=250)
    for grant in pilot.grants:
        if grant.head == "guzara":
            yield grant.person, "22", grant.paid_on
    for pension in pilot.pensions:
        if pension.kind == "OLD AGE PENSION" and pension.since is not None:
            yield pension.person, "16", pension.since
    for card in pilot.cards:
        yield card.person, "27" if card.kind == "roshan" else "28", card.last_payment
    for help_ in pilot.helps:
        yield help_.person, sections[help_.kind], help_.paid_on
    for farmer in pilot.farmers:
        yield farmer.person, "69", farmer.registered_on
    for trainee in pilot.trainees:
        yield trainee.person, "67", trainee.started_on


def _granted(rng: Random, person: Person, section: str, paid_on: date, as_on: date) -> Application:
    limit = limit_of(section)
    decided_on = min(paid_on, as_on) - timedelta(days=rng.randint(5, 20))
    took = rng.randint(limit + 5, limit + 90) if rng.random() < _LATE else rng.randint(4, limit)
    asked_on = decided_on - timedelta(days=took)
    return Application(person, section, asked_on, decided_on, True, paid_on)


def _refused(rng: Random, person: Person, as_on: date) -> Application:
    section = rng.choice(("1", "22", "69", "5"))
    limit = limit_of(section)
    if rng.random() < _UNDECIDED / (_LATE + _UNDECIDED):
        asked_on = as_on - timedelta(days=rng.randint(limit + 10, limit + 400))
        return Application(person, section, asked_on, None, False, None)
    asked_on = as_on - timedelta(days=rng.randint(limit + 30, 500))
    decided_on = asked_on + timedelta(days=rng.randint(5, limit))
    return Application(person, section, asked_on, decided_on, False, None)
