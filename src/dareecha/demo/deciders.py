"""Committee members and officers, whose kin are planted among the receivers."""

from random import Random

from dareecha.demo.chance import chance
from dareecha.demo.departments import CommitteeMember, Official
from dareecha.demo.enrolments import Grant, zakat_day
from dareecha.demo.people import Household, Person
from dareecha.demo.pilot import Pilot
from dareecha.demo.places import villages
from dareecha.demo.receiving import households_receiving, households_with_other_money

_OF_A_COMMITTEE = 5
_TOO_WELL_OFF = 45.0  # a poverty score that no poverty benefit reaches
DEPARTMENTS = (
    "Health", "Social Welfare", "Zakat & Ushr", "BISP", "Labour", "Education", "Agriculture",
    "Relief",
)  # fmt: skip
POSTS = ("Deputy Director", "Assistant Director", "Field Officer", "Superintendent")


def appoint_deciders(pilot: Pilot, number: int) -> None:
    """Committees and officers without kin among receivers, then the kin that are planted."""
    rng = chance(pilot.seed, "deciders")
    _plant_kin(rng, pilot, number)
    _fill_committees(rng, pilot)
    _appoint_officers(rng, pilot)


def _plant_kin(rng: Random, pilot: Pilot, number: int) -> None:
    """Wives of members who receive Guzara: some in need, some whom the facts disqualify."""
    receiving = households_receiving(pilot)
    well_off = [
        couple
        for household in pilot.households
        if household.pmt_score > _TOO_WELL_OFF and household not in receiving
        if (couple := _couple(household, pilot)) is not None
    ]
    for member, wife in rng.sample(well_off, min(len(well_off), number)):
        _seat(pilot, member, "member")
        grant = Grant(wife, "guzara", "needy", 12_000, zakat_day(rng, pilot.as_on))
        pilot.grants.append(grant)
        pilot.careful.update((member, wife))
        note = f"spouse of LZC member; facts disqualify (pmt {wife.household.pmt_score})"
        pilot.plan("kin", (wife, member), "22", note, "zakat_mustahiqeen")
    in_need = [
        (couple[0], grant)
        for grant in pilot.grants
        if grant.head == "guzara" and grant.person.household.pmt_score < _TOO_WELL_OFF
        if (couple := _couple(grant.person.household, pilot)) is not None
        if couple[0] is not grant.person and grant.person not in pilot.careful
    ]
    for member, grant in rng.sample(in_need, min(len(in_need), number)):
        _seat(pilot, member, "member")
        pilot.careful.update((member, grant.person))
        note = "same household as an LZC member; facts qualify: for a second pair of eyes"
        pilot.plan("kin_ok", (grant.person, member), "22", note, "zakat_mustahiqeen")


def _couple(household: Household, pilot: Pilot) -> tuple[Person, Person] | None:
    """A husband and wife with numbers on a survey form, on whom no case rests."""
    if household.surveyed_on is None:
        return None
    for wife in household.living(pilot.as_on):
        husband = wife.spouses[0] if wife.spouses else None
        if wife.sex != "female" or husband is None or not husband.is_alive(pilot.as_on):
            continue
        if wife.number and husband.number and not {wife, husband} & pilot.careful:
            return husband, wife
    return None


def _fill_committees(rng: Random, pilot: Pilot) -> None:
    receiving = households_receiving(pilot)
    free: dict[str, list[Person]] = {}
    for household in pilot.households:
        if household not in receiving:
            free.setdefault(household.village.committee, []).extend(
                one
                for one in household.living(pilot.as_on)
                if one.number and one.age(pilot.as_on) >= 30
            )
    for village in villages(len(pilot.households)):
        people = free.get(village.committee, [])
        for at, person in enumerate(rng.sample(people, min(len(people), _OF_A_COMMITTEE))):
            _seat(pilot, person, "chair" if at == 0 else "member")


def _appoint_officers(rng: Random, pilot: Pilot) -> None:
    """From houses that receive nothing, so that nobody is kin by accident."""
    receiving = households_receiving(pilot) | households_with_other_money(pilot)
    receiving |= {farmer.person.household for farmer in pilot.farmers}
    receiving |= {certificate.person.household for certificate in pilot.certificates}
    for household in pilot.households:
        for person in household.living(pilot.as_on):
            is_free = household not in receiving and rng.random() < 0.25
            if person.work == "Government employee" and is_free:
                pilot.officials.append(Official(person, rng.choice(DEPARTMENTS), rng.choice(POSTS)))


def _seat(pilot: Pilot, person: Person, office: str) -> None:
    committee = person.household.village.committee
    pilot.committee_members.append(CommitteeMember(person, committee, office))  # type: ignore[arg-type]  # an office of the list
