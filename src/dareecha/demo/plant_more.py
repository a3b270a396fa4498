"""More cases planted on purpose or noticed: overlaps, errors of inclusion, stale lists, holes."""

from datetime import date, timedelta
from random import Random

from dareecha.demo import enrolments
from dareecha.demo.chance import chance, day_between
from dareecha.demo.departments import Help, Pupil
from dareecha.demo.departments_at_work import ATTENDANCE_NEEDED, help_amount
from dareecha.demo.enrolments import Grant, Pension
from dareecha.demo.people import Household, Person
from dareecha.demo.pilot import Pilot
from dareecha.demo.receiving import households_receiving, households_with_other_money

_SURELY_TOO_HIGH = (42.0, 60.0)
_POOR = 40.0


def plant_more(pilot: Pilot, number: int) -> None:
    """Plant what other departments' lists can show."""
    rng = chance(pilot.seed, "plant more")
    _too_well_off_for_kafaalat(rng, pilot, number)
    _low_attendance(rng, pilot, number)
    _unserved_pupils(rng, pilot, number)
    _pension_and_grant(rng, pilot)
    _three_kinds_of_help(rng, pilot, number)
    _kafaalat_and_medical_help(rng, pilot, number)
    _two_guzara_in_a_house(rng, pilot, number)
    _ungraded_certificates(rng, pilot, number)
    _short_payments(rng, pilot, number)
    _allowed_overlaps(rng, pilot, number)


def notice_more(pilot: Pilot) -> None:
    """Record what came about by chance, once everybody's death is registered or not."""
    _notice_disputed_overlaps(pilot)
    _notice_stale_surveys(pilot)
    _notice_holes(pilot)


def _too_well_off_for_kafaalat(rng: Random, pilot: Pilot, number: int) -> None:
    low, high = _SURELY_TOO_HIGH
    receiving = households_receiving(pilot)
    women = [
        woman
        for household in pilot.households
        if low < household.pmt_score < high and household not in receiving
        if (woman := enrolments.woman_for_kafaalat(household, pilot.as_on)) is not None
        if woman not in pilot.careful
    ]
    for woman in rng.sample(women, min(len(women), 2 * number)):
        enrolment = enrolments.kafaalat(rng, woman, pilot.as_on)
        enrolment.pupils.clear()
        enrolment.has_nashonuma = False
        pilot.kafaalat.append(enrolment)
        pilot.careful.add(woman)
        note = f"PMT {woman.household.pmt_score} above the cut-off"
        pilot.plan("inclusion_error", (woman,), "1", note, "bisp_payments")


def _low_attendance(rng: Random, pilot: Pilot, number: int) -> None:
    at_school = {pupil.child: pupil for pupil in pilot.pupils}
    paid = [
        at_school[child]
        for one in pilot.kafaalat
        for child in one.pupils
        if one.woman not in pilot.careful and child in at_school and child.number
    ]
    for pupil in rng.sample(paid, min(len(paid), number)):
        pupil.attendance = rng.randint(45, ATTENDANCE_NEEDED - 4)
        pupil.stipend = pupil.stipend_received = 0
        pilot.careful.add(pupil.child)
        note = f"attendance {pupil.attendance} %"
        pilot.plan("inclusion_error", (pupil.child,), "2", note, "school_enrolment")


def _unserved_pupils(rng: Random, pilot: Pilot, number: int) -> None:
    """Children of Kafaalat families with B-form, class and age, whom nobody enrolled."""
    at_school = {pupil.child: pupil for pupil in pilot.pupils}
    free = [
        at_school[child]
        for one in pilot.kafaalat
        if one.stopped_on is None and one.woman.died is None
        for child in one.woman.household.living(pilot.as_on)
        if child.mother is one.woman and child not in one.pupils and child in at_school
        if _is_on_the_form(child) and child.number and 6 <= child.age(pilot.as_on) <= 11
        if at_school[child].kind == "Government"
    ]
    for pupil in rng.sample(free, min(len(free), 2 * number)):
        pilot.careful.add(pupil.child)
        note = "Kafaalat family, at school, B-form verified, not enrolled"
        pilot.plan("unserved", (pupil.child,), "2", note)


def _is_on_the_form(person: Person) -> bool:
    on = person.household.surveyed_on
    return on is not None and person.is_alive(on)


def _pension_and_grant(rng: Random, pilot: Pilot) -> None:
    pensions = [
        one
        for one in pilot.pensions
        if one.kind == "OLD AGE PENSION" and one.person not in pilot.careful and one.person.number
    ]
    for pension in rng.sample(pensions, min(len(pensions), 1)):
        due = round(pension.insurance.years * 40_000)
        last = pilot.as_on - timedelta(days=40)
        pilot.pensions.append(
            Pension(pension.person, pension.insurance, "OLD AGE GRANT", None, due, last)
        )
        pilot.careful.add(pension.person)
        note = "old-age grant only without old-age pension"
        pilot.plan("forbidden_overlap", (pension.person,), "16+17", note, "eobi_pensioners")
        pilot.plan("inclusion_error", (pension.person,), "17", note, "eobi_pensioners")


def _three_kinds_of_help(rng: Random, pilot: Pilot, number: int) -> None:
    """All in one calendar year, which breaks the limit however a year is counted."""
    helps = [one for one in pilot.helps if one.person not in pilot.careful and one.person.number]
    for one in rng.sample(helps, min(len(helps), max(1, number // 3))):
        first = date(pilot.as_on.year, 1, 10)
        for kind in ("medical", "education", "special_persons"):
            day = day_between(rng, first, pilot.as_on - timedelta(days=20))
            if kind == one.kind:
                one.paid_on = day
            else:
                pilot.helps.append(Help(one.person, kind, help_amount(rng, kind), day))
        pilot.careful.add(one.person)
        note = "more than two kinds of PBM help in a year"
        pilot.plan("forbidden_overlap", (one.person,), "5+6+7", note, "pbm_assistance")


def _kafaalat_and_medical_help(rng: Random, pilot: Pilot, number: int) -> None:
    """What one sheet forbids and no confirmed source states."""
    women = [one.woman for one in pilot.kafaalat if one.woman not in pilot.careful]
    women = [woman for woman in women if woman.died is None]
    for woman in rng.sample(women, min(len(women), max(1, number // 2))):
        day = day_between(rng, date(pilot.as_on.year, 1, 10), pilot.as_on - timedelta(days=20))
        pilot.helps.append(Help(woman, "medical", help_amount(rng, "medical"), day))
        pilot.careful.add(woman)
        note = "PBM medical: not with help of another government body"
        pilot.plan("forbidden_overlap", (woman,), "1+5", note, "bisp_payments", "pbm_assistance")


def _two_guzara_in_a_house(rng: Random, pilot: Pilot, number: int) -> None:
    grants = [
        (grant, other)
        for grant in pilot.grants
        if grant.head == "guzara" and grant.person.number and grant.person not in pilot.careful
        if (other := _another_adult(grant.person, pilot)) is not None
    ]
    for grant, other in rng.sample(grants, min(len(grants), max(1, number // 2))):
        if {grant.person, other} & pilot.careful:
            continue
        ground = enrolments.guzara_ground(other, pilot.as_on)
        paid_on = grant.paid_on + timedelta(days=rng.randint(2, 20))
        pilot.grants.append(Grant(other, "guzara", ground, 12_000, paid_on))
        pilot.careful.update((grant.person, other))
        note = "one Guzara receiver in a house"
        pilot.plan("forbidden_overlap", (grant.person, other), "22+22", note, "zakat_mustahiqeen")


def _another_adult(person: Person, pilot: Pilot) -> Person | None:
    if not _is_on_the_form(person):
        return None
    for other in person.household.living(pilot.as_on):
        is_free = other is not person and other.number and other not in pilot.careful
        if is_free and other.age(pilot.as_on) >= 25 and _is_on_the_form(other):
            return other
    return None


def _ungraded_certificates(rng: Random, pilot: Pilot, number: int) -> None:
    with_aid = {one.person for one in pilot.aids}
    free = [
        one
        for one in pilot.certificates
        if one.person not in with_aid and one.person not in pilot.careful and one.person.number
    ]
    for certificate in rng.sample(free, min(len(free), number)):
        certificate.degree = ""
        pilot.careful.add(certificate.person)
        note = "missing: disability_grade"
        pilot.plan("undetermined", (certificate.person,), "29", note)


def _short_payments(rng: Random, pilot: Pilot, number: int) -> None:
    """Less in the hand than due; the lists' desks record the rows."""
    for card in rng.sample(pilot.cards, min(len(pilot.cards), number)):
        card.received = card.due - rng.choice((300, 1_000, 5_000))
    girls: list[Pupil] = [pupil for pupil in pilot.pupils if pupil.stipend]
    for pupil in rng.sample(girls, min(len(girls), number)):
        pupil.stipend_received = pupil.stipend // 2


def _allowed_overlaps(rng: Random, pilot: Pilot, number: int) -> None:
    families = [one for one in pilot.kafaalat if one.pupils and one.woman not in pilot.careful]
    for one in rng.sample(families, min(len(families), number)):
        note = "Kafaalat with Taleemi Wazaif is meant to go together"
        pilot.plan("allowed_overlap", (one.woman, *one.pupils), "1+2", note, "bisp_payments")


def _notice_disputed_overlaps(pilot: Pilot) -> None:
    guzara: dict[Household, Person] = {
        grant.person.household: grant.person for grant in pilot.grants if grant.head == "guzara"
    }
    note = "help of another body to a member of the house: the sources do not decide"
    for card in pilot.cards:
        receiver = guzara.get(card.person.household)
        if receiver is not None:
            section = "22+27" if card.kind == "roshan" else "22+28"
            persons = tuple(dict.fromkeys((receiver, card.person)))
            pilot.notice(
                "disputed_overlap", persons, section, note, "zakat_mustahiqeen", "sw_cards"
            )


def _notice_stale_surveys(pilot: Pilot) -> None:
    registered = set(pilot.registered_deaths)
    for card in pilot.cards:
        on, died = card.person.household.surveyed_on, card.late.died
        if card.kind != "roshan" or on is None or died is None:
            continue
        if on < died and card.late not in registered:
            note = "the survey is older than the father's death, and no register shows the death"
            pilot.notice("stale_decoy", (card.person,), "27", note, "sw_cards")


def _notice_holes(pilot: Pilot) -> None:
    """Poor on a form, and no money benefit reaches the household."""
    receiving = households_receiving(pilot) | households_with_other_money(pilot)
    for household in pilot.households:
        if household.surveyed_on is None or household in receiving:
            continue
        if enrolments.KAFAALAT_CEILING_DISABLED < household.pmt_score <= _POOR:
            head = household.head(household.surveyed_on)
            note = f"poor (PMT {household.pmt_score}), no money line reaches it: above the cut-off"
            pilot.notice("hole", (head,), "", note, "bisp_nser_households")
