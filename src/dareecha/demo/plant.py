"""Cases planted on purpose: payments after death, namesakes, double registrations."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from dareecha.demo import enrolments
from dareecha.demo.chance import chance, day_between
from dareecha.demo.enrolments import Grant, Kafaalat, Pension
from dareecha.demo.people import Person
from dareecha.demo.pilot import Pilot

T = TypeVar("T")

_ONE_CASE_IN = 400  # households, for each kind of planted case
_STOPPED_BEFORE = timedelta(days=120)


def cases_of_a_kind(pilot: Pilot) -> int:
    """How many cases of each kind are planted."""
    return max(1, len(pilot.households) // _ONE_CASE_IN)


def plant(pilot: Pilot) -> None:
    """Change the pilot so that there is something to find, and things to leave alone."""
    rng = chance(pilot.seed, "plant")
    number = cases_of_a_kind(pilot)
    _kafaalat_ghosts(rng, pilot, number)
    _guzara_ghosts(rng, pilot, number)
    _pension_ghosts(rng, pilot, number)
    _namesakes(rng, pilot, number)
    _second_grants(rng, pilot, number)
    _second_insurances(rng, pilot, number)
    _both_kafaalat_and_guzara(rng, pilot, number)


def notice_undetermined(pilot: Pilot) -> None:
    """Record whom a fact in no list keeps from an answer, and whom a certificate entitles.

    The register of certificates is complete: who is not in it has none.
    """
    certified = {certificate.person for certificate in pilot.certificates}
    receiving = {enrolment.woman.household for enrolment in pilot.kafaalat}
    for household in pilot.households:
        if household in receiving or household.surveyed_on is None:
            continue
        woman = enrolments.woman_for_kafaalat(household, pilot.as_on)
        near = (
            enrolments.KAFAALAT_CEILING
            < household.pmt_score
            <= enrolments.KAFAALAT_CEILING_DISABLED
        )
        disabled = [one for one in household.living(household.surveyed_on) if one.is_disabled]
        if woman is None or not near or not disabled:
            continue
        holders = [one for one in disabled if one in certified]
        if holders:
            pilot.careful.update((woman, *woman.spouses, *holders))
            pilot.notice("unserved", (woman,), "1", "a certified disability, the wider cut-off")
        else:
            pilot.notice("undetermined", (woman,), "1", "missing: disability_certified")
    for grant in pilot.grants:
        if grant.ground == "widow" and grant.person.household.surveyed_on is None:
            pilot.notice("undetermined", (grant.person,), "1", "missing: pmt_score")


def _kafaalat_ghosts(rng: Random, pilot: Pilot, number: int) -> None:
    """Women paid after their registered death, and as many who died after the last payment."""

    def dies_before_the_payments(enrolment: Kafaalat) -> bool:
        surveyed_on = enrolment.woman.household.surveyed_on or pilot.as_on
        return _dies(rng, enrolment.woman, _after(surveyed_on, 30), _before(pilot.as_on, 280))

    free = _receive_nothing_else(pilot)
    women = [one for one in pilot.kafaalat if one.woman in free]
    for enrolment in _first(rng, women, number, dies_before_the_payments):
        _plan_ghost(pilot, enrolment.woman, "1", "bisp_payments")
        if enrolment.pupils:  # she is the payee for her children, too
            _plan_ghost(pilot, enrolment.woman, "2", "bisp_payments")
        if enrolment.has_nashonuma:
            _plan_ghost(pilot, enrolment.woman, "3", "bisp_payments")

    def dies_after_the_payments(enrolment: Kafaalat) -> bool:
        return _dies(rng, enrolment.woman, _before(pilot.as_on, 90), _before(pilot.as_on, 25))

    living = [one for one in women if one.woman.died is None]
    for enrolment in _first(rng, living, number, dies_after_the_payments):
        enrolment.stopped_on = pilot.as_on - _STOPPED_BEFORE
        _plan_decoy(pilot, enrolment.woman, "1", "bisp_payments")


def _guzara_ghosts(rng: Random, pilot: Pilot, number: int) -> None:
    """One in three is known by name, father and place alone."""

    def dies_before_the_grant(grant: Grant) -> bool:
        return _dies(rng, grant.person, _before(grant.paid_on, 1_200), _before(grant.paid_on, 45))

    def dies_after_the_grant(grant: Grant) -> bool:
        return _dies(rng, grant.person, _after(grant.paid_on, 15), _before(pilot.as_on, 5))

    free = _receive_nothing_else(pilot)
    grants = [one for one in _guzara(pilot) if one.person in free]
    for place, grant in enumerate(_first(rng, grants, number, dies_before_the_grant)):
        if place % 3 == 2:
            pilot.without_number_at_death.add(grant.person)
        _plan_ghost(pilot, grant.person, "22", "zakat_mustahiqeen")
    living = [one for one in grants if one.person.died is None]
    for grant in _first(rng, living, number, dies_after_the_grant):
        _plan_decoy(pilot, grant.person, "22", "zakat_mustahiqeen")


def _pension_ghosts(rng: Random, pilot: Pilot, number: int) -> None:
    receipts = _receipts(pilot)
    pensions = [
        one
        for one in pilot.pensions
        if one.kind == "OLD AGE PENSION" and one.person.number and receipts[one.person] == 1
    ]
    # A living widow would in truth be owed a survivor's pension: take those without one first.
    pensions.sort(key=lambda one: any(two.died is None for two in one.person.spouses))

    def dies_before_the_payment(pension: Pension) -> bool:
        first = max(pension.since or pilot.as_on, _before(pilot.as_on, 1_400))
        return _dies(rng, pension.person, first, _before(pilot.as_on, 150))

    for pension in _take(pensions, number, dies_before_the_payment):
        _plan_ghost(pilot, pension.person, "16", "eobi_pensioners")

    def dies_after_the_payment(pension: Pension) -> bool:
        return _dies(rng, pension.person, _before(pilot.as_on, 100), _before(pilot.as_on, 30))

    living = [one for one in pensions if one.person.died is None]
    for pension in _take(living, number, dies_after_the_payment):
        pension.last_payment = pilot.as_on - _STOPPED_BEFORE
        _plan_decoy(pilot, pension.person, "16", "eobi_pensioners")


def _namesakes(rng: Random, pilot: Pilot, number: int) -> None:
    """A dead man of another tehsil bears the name, and the father's name, of a living receiver."""
    dead = [
        person
        for person in pilot.people
        if person.died is not None
        and person.sex == "male"
        and person.father is None
        and person.number
        and person not in pilot.careful
    ]
    receivers = [
        grant.person
        for grant in _guzara(pilot)
        if grant.person.sex == "male" and grant.person.number
    ]
    pairs = zip(_shuffled(rng, receivers)[:number], _shuffled(rng, dead), strict=False)
    for receiver, namesake in pairs:
        if namesake.household.village.tehsil == receiver.household.village.tehsil:
            continue
        namesake.name, namesake.name_of_father = receiver.name, receiver.fathers_name
        pilot.careful.update((receiver, namesake))
        pilot.plan(
            "ghost_decoy",
            (receiver, namesake),
            "22",
            "namesake of a dead person",
            "zakat_mustahiqeen",
        )


def _second_grants(rng: Random, pilot: Pilot, number: int) -> None:
    for grant in _shuffled(rng, _guzara(pilot))[:number]:
        again = enrolments.zakat_day(rng, pilot.as_on)
        pilot.grants.append(Grant(grant.person, grant.head, grant.ground, grant.amount, again))
        pilot.plan(
            "duplicate",
            (grant.person,),
            "22",
            "registered twice in zakat_mustahiqeen",
            "zakat_mustahiqeen",
        )


def _second_insurances(rng: Random, pilot: Pilot, number: int) -> None:
    taken = {one.eobi_no for one in pilot.insured}
    active = [one for one in pilot.insured if one.is_active]
    for insured in _shuffled(rng, active)[:number]:
        eobi_no = next(
            candidate
            for candidate in iter(lambda: f"4700K{rng.randrange(100_000, 1_000_000)}", "")
            if candidate not in taken
        )
        taken.add(eobi_no)
        pilot.insured.append(
            replace(
                insured,
                eobi_no=eobi_no,
                employer=rng.choice(enrolments.EMPLOYERS),
                years=0.8,
                years_in_last_5=0.8,
            )
        )
        pilot.plan(
            "duplicate",
            (insured.person,),
            "",
            "registered twice in eobi_insured",
            "eobi_insured",
        )


def _both_kafaalat_and_guzara(rng: Random, pilot: Pilot, number: int) -> None:
    for enrolment in _shuffled(rng, pilot.kafaalat)[:number]:
        woman = enrolment.woman
        if woman.died is not None:
            continue
        ground = enrolments.guzara_ground(woman, pilot.as_on)
        paid_on = enrolments.zakat_day(rng, pilot.as_on)
        pilot.grants.append(Grant(woman, "guzara", ground, 12_000, paid_on))
        pilot.plan(
            "forbidden_overlap",
            (woman,),
            "1+22",
            "Guzara needs: no other government poverty scheme",
            "bisp_payments",
            "zakat_mustahiqeen",
        )


def _plan_ghost(pilot: Pilot, person: Person, benefit: str, list_id: str) -> None:
    pilot.careful.add(person)
    note = f"died {person.died}, last payment after it"
    pilot.plan("ghost", (person,), benefit, note, list_id)


def _plan_decoy(pilot: Pilot, person: Person, benefit: str, list_id: str) -> None:
    pilot.careful.add(person)
    pilot.plan("ghost_decoy", (person,), benefit, "died after the last payment", list_id)


def _receipts(pilot: Pilot) -> Counter[Person]:
    """How many benefits each receiver has."""
    return Counter(
        [
            *(one.woman for one in pilot.kafaalat),
            *(one.person for one in pilot.grants),
            *(one.person for one in pilot.pensions),
        ]
    )


def _receive_nothing_else(pilot: Pilot) -> set[Person]:
    """Receivers of one benefit who are not insured: their death makes no second case."""
    insured = {one.person for one in pilot.insured}
    receipts = _receipts(pilot)
    return {person for person, number in receipts.items() if number == 1} - insured


def _guzara(pilot: Pilot) -> list[Grant]:
    """Guzara grants of the living whose number is known and on whom no other case rests."""
    return [
        one
        for one in pilot.grants
        if one.head == "guzara"
        and one.person.died is None
        and one.person.number
        and one.person not in pilot.careful
    ]


def _dies(rng: Random, person: Person, first: date, last: date) -> bool:
    """Let somebody die between two days; False when births or the household forbid it."""
    births = [one.born for one in person.household.people if person in (one.father, one.mother)]
    first = max(first, *births) if births else first
    if first >= last or not person.number or not _leaves_an_adult(person, first):
        return False
    person.died = day_between(rng, first + timedelta(days=1), last)
    return True


def _leaves_an_adult(person: Person, on: date) -> bool:
    """Somebody grown-up stays behind, so that the household goes on."""
    others = [other for other in person.household.people if other is not person]
    return any(other.age(on) >= 18 and other.died is None for other in others)


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def _before(day: date, days: int) -> date:
    return day - timedelta(days=days)


def _shuffled(rng: Random, things: list[T]) -> list[T]:
    return rng.sample(things, len(things))


def _first(rng: Random, things: list[T], number: int, fits: Callable[[T], bool]) -> list[T]:
    return _take(_shuffled(rng, things), number, fits)


def _take(things: list[T], number: int, fits: Callable[[T], bool]) -> list[T]:
    """The first so many that fit; asking whether one fits may change it."""
    taken: list[T] = []
    for thing in things:
        if len(taken) == number:
            break
        if fits(thing):
            taken.append(thing)
    return taken
