"""The world of the invented pilot: its households, who is enrolled, and what was planted."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from dareecha.demo import enrolments, families, livelihoods
from dareecha.demo.chance import chance
from dareecha.demo.departments import (
    Aid,
    Application,
    Birth,
    Card,
    Certificate,
    Claim,
    CommitteeMember,
    Couple,
    Farmer,
    HealthFamily,
    Help,
    MinorityGrant,
    Official,
    Overseas,
    Pupil,
    Secured,
    Trainee,
    WorkerGrant,
)
from dareecha.demo.enrolments import Grant, Insurance, Kafaalat, Pension
from dareecha.demo.people import Household, Person
from dareecha.demo.truth import Case, Origin

_MISSED_BY_KAFAALAT = 0.08
_MISSED_BY_EOBI = 0.15
_WIDOWS_MISSED_BY_EOBI = 0.3
_YEARS_LOST_BY_EOBI = 0.06
_DEATHS_REGISTERED = 0.5


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case known before the lists are written; its rows are looked up in `lists` later.

    Empty `lists` means every row of its persons.
    """

    kind: str
    origin: Origin
    persons: tuple[Person, ...]
    benefit: str
    note: str
    lists: tuple[str, ...] = ()


@dataclass(slots=True)
class Pilot:
    """Everything true about the pilot, and what was written of it.

    `careful` people are those whose rows carry no slip, because a case rests on them;
    `without_number_at_death` are the dead whose number the union council left out.
    """

    seed: int
    as_on: date
    households: list[Household]
    kafaalat: list[Kafaalat] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    insured: list[Insurance] = field(default_factory=list)
    pensions: list[Pension] = field(default_factory=list)
    registered_deaths: list[Person] = field(default_factory=list)
    health_families: list[HealthFamily] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)
    births: list[Birth] = field(default_factory=list)
    couples: list[Couple] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    aids: list[Aid] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    helps: list[Help] = field(default_factory=list)
    secured: list[Secured] = field(default_factory=list)
    worker_grants: list[WorkerGrant] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    overseas: list[Overseas] = field(default_factory=list)
    minority_grants: list[MinorityGrant] = field(default_factory=list)
    trainees: list[Trainee] = field(default_factory=list)
    farmers: list[Farmer] = field(default_factory=list)
    committee_members: list[CommitteeMember] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    applications: list[Application] = field(default_factory=list)
    missed: set[Household] = field(default_factory=set)
    careful: set[Person] = field(default_factory=set)
    without_number_at_death: set[Person] = field(default_factory=set)
    planned: list[PlannedCase] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    row_counts: dict[str, int] = field(default_factory=dict)

    @property
    def people(self) -> list[Person]:
        return [person for household in self.households for person in household.people]

    def plan(
        self, kind: str, persons: tuple[Person, ...], benefit: str, note: str, *lists: str
    ) -> None:
        self.planned.append(PlannedCase(kind, "planted", persons, benefit, note, lists))

    def notice(
        self, kind: str, persons: tuple[Person, ...], benefit: str, note: str, *lists: str
    ) -> None:
        """Record a case that nobody planted: it came about by chance."""
        self.planned.append(PlannedCase(kind, "natural", persons, benefit, note, lists))


def imagine(*, households: int, seed: int, as_on: date) -> Pilot:
    """Make up the pilot's people and enrol them, some missed on purpose."""
    hearths = families.households(chance(seed, "families"), households, as_on)
    rng = chance(seed, "livelihoods")
    forms = rng.sample(range(1_000_000, 10_000_000), households)
    for household, form in zip(hearths, forms, strict=True):
        livelihoods.settle(rng, household, as_on, form)
    pilot = Pilot(seed, as_on, hearths)
    _enrol_in_kafaalat(chance(seed, "kafaalat"), pilot)
    _grant_zakat(chance(seed, "zakat"), pilot)
    _insure(chance(seed, "eobi"), pilot)
    _pay_pensions(chance(seed, "pensions"), pilot)
    return pilot


def register_deaths(pilot: Pilot) -> None:
    """Enter the dead in the union councils' register; many families never come to report."""
    rng = chance(pilot.seed, "deaths")
    for person in pilot.people:
        if person.died is None or person.died > pilot.as_on:
            continue
        if rng.random() < _DEATHS_REGISTERED or person in pilot.careful:
            pilot.registered_deaths.append(person)


def _enrol_in_kafaalat(rng: Random, pilot: Pilot) -> None:
    for household in pilot.households:
        woman = enrolments.woman_for_kafaalat(household, pilot.as_on)
        if household.pmt_score > enrolments.KAFAALAT_CEILING:
            continue
        if woman is None:
            _notice_woman_without_number(pilot, household)
        elif rng.random() < _MISSED_BY_KAFAALAT:
            pilot.missed.add(household)
            pilot.careful.update((woman, *woman.spouses))
            pilot.plan(
                "unserved",
                (woman,),
                "1",
                "eligible by facts in the lists, household enrolled nowhere",
            )
        else:
            pilot.kafaalat.append(enrolments.kafaalat(rng, woman, pilot.as_on))


def _notice_woman_without_number(pilot: Pilot, household: Household) -> None:
    if household.surveyed_on is None:
        return
    women = enrolments.women_once_married(household, pilot.as_on)
    waiting = [
        woman for woman in women if not woman.number and woman.is_alive(household.surveyed_on)
    ]
    if waiting and not any(woman.number for woman in women):
        pilot.notice("undetermined", (waiting[0],), "1", "missing: cnic_status")


def _grant_zakat(rng: Random, pilot: Pilot) -> None:
    """One Guzara a house, mostly where Kafaalat does not come; a few stipends and dowries."""
    with_kafaalat = {enrolment.woman.household for enrolment in pilot.kafaalat}
    for household in pilot.households:
        if household in with_kafaalat or household in pilot.missed:
            continue
        draw = rng.random()
        grant = None
        if household.wealth < 0.25 and draw < 0.27:
            grant = enrolments.guzara(rng, household, pilot.as_on)
        elif household.wealth < 0.4 and draw < 0.37:
            grant = enrolments.other_zakat(rng, household, pilot.as_on)
        if grant is not None:
            pilot.grants.append(grant)


def _insure(rng: Random, pilot: Pilot) -> None:
    people = pilot.people
    numbers = rng.sample(range(100_000, 1_000_000), min(900_000, 2 * len(pilot.households)))
    for person in people:
        if len(pilot.insured) == len(numbers):
            break
        eobi_no = f"4700K{numbers[len(pilot.insured)]:06d}"
        insured = enrolments.insurance(rng, person, eobi_no, pilot.as_on)
        if insured is not None:
            insured.years_are_listed = rng.random() >= _YEARS_LOST_BY_EOBI
            pilot.insured.append(insured)


def _pay_pensions(rng: Random, pilot: Pilot) -> None:
    for insured in pilot.insured:
        if insured.person.died is None:
            _pay_the_insured(rng, pilot, insured)
        elif insured.years >= enrolments.SURVIVOR_YEARS:
            _pay_the_survivor(rng, pilot, insured)


def _pay_the_insured(rng: Random, pilot: Pilot, insured: Insurance) -> None:
    person = insured.person
    kind = enrolments.old_age_kind(insured, pilot.as_on)
    if kind is None:
        if person.is_disabled and insured.years >= 5 and insured.years_in_last_5 >= 3:
            kind = "INVALIDITY PENSION"
            pilot.pensions.append(enrolments.pension(rng, person, insured, kind, pilot.as_on))
        return
    benefit = "16" if kind == "OLD AGE PENSION" else "17"
    is_old_for_either_sex = person.age(pilot.as_on) > max(enrolments.PENSION_AGE.values())
    missed = rng.random() < _MISSED_BY_EOBI and is_old_for_either_sex
    if not insured.years_are_listed:
        pilot.careful.add(person)
        pilot.plan("undetermined", (person,), "16", "missing: insured_years", "eobi_insured")
    elif not missed and person.household not in pilot.missed:
        pilot.pensions.append(enrolments.pension(rng, person, insured, kind, pilot.as_on))
    else:
        pilot.careful.add(person)
        _clear_of_thresholds(insured)
        _plan_unpaid(pilot, person, benefit)


def _plan_unpaid(pilot: Pilot, person: Person, benefit: str) -> None:
    """A grant also rests on the months that an employer left unpaid, which no list holds."""
    if benefit == "17":
        pilot.plan("undetermined", (person,), "17", "missing: eobi_unpaid_months", "eobi_insured")
    else:
        note = "eligible by facts in the lists, draws nothing"
        pilot.plan("unserved", (person,), benefit, note, "eobi_insured")


def _clear_of_thresholds(insured: Insurance) -> None:
    """Years stand in tenths; keep a planted case where no reading of them changes the answer."""
    if insured.years < enrolments.PENSION_YEARS:
        insured.years = min(max(insured.years, 2.5), 14.0)
    else:
        insured.years = max(insured.years, 15.5)


def _pay_the_survivor(rng: Random, pilot: Pilot, insured: Insurance) -> None:
    widows = [
        spouse
        for spouse in insured.person.spouses
        if spouse.sex == "female" and spouse.is_alive(pilot.as_on) and spouse.number
    ]
    if not widows:
        return
    widow = widows[0]
    if rng.random() >= _WIDOWS_MISSED_BY_EOBI and widow.household not in pilot.missed:
        pilot.pensions.append(
            enrolments.pension(rng, widow, insured, "SURVIVOR PENSION", pilot.as_on)
        )
    elif insured.person.number and insured.years_are_listed:
        insured.years = max(insured.years, 5.5)
        pilot.careful.update((widow, insured.person))
        pilot.plan(
            "unserved",
            (widow, insured.person),
            "19",
            "husband insured and his death registered, widow draws nothing",
        )
