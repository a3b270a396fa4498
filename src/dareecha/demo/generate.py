"""Write the invented pilot: the lists of all departments, their agreements, and the truth."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from dareecha.demo import agreements, truth
from dareecha.demo.applications import apply
from dareecha.demo.deciders import appoint_deciders
from dareecha.demo.departments_at_work import go_to_work
from dareecha.demo.lists import (
    applications,
    bait_ul_mal,
    civil_registration,
    deciders,
    eobi,
    health,
    labour,
    payments,
    registers,
    relief,
    schools,
    survey,
    welfare,
    zakat,
)
from dareecha.demo.lists.desk import Ledger
from dareecha.demo.pilot import Pilot, PlannedCase, imagine, register_deaths
from dareecha.demo.plant import cases_of_a_kind, notice_undetermined, plant
from dareecha.demo.plant_more import notice_more, plant_more
from dareecha.demo.truth import Case

Writer = Callable[[Path, Pilot, Ledger], int]

_WRITERS: dict[str, Writer] = {
    "bisp_nser_households": survey.write_households,
    "bisp_nser_members": survey.write_members,
    "bisp_payments": payments.write,
    "zakat_mustahiqeen": zakat.write,
    "lzc_members": deciders.write_committees,
    "pbm_assistance": bait_ul_mal.write,
    "eobi_insured": eobi.write_insured,
    "eobi_pensioners": eobi.write_pensioners,
    "essi_workers": labour.write_essi,
    "wwb_grants": labour.write_wwb,
    "sehat_families": health.write,
    "school_enrolment": schools.write,
    "minority_grants": registers.write_minorities,
    "pdma_compensation": relief.write,
    "opf_members": registers.write_opf,
    "tevta_trainees": registers.write_tevta,
    "kissan_farmers": registers.write_kissan,
    "civil_births": civil_registration.write_births,
    "civil_deaths": civil_registration.write,
    "civil_marriages": civil_registration.write_marriages,
    "dept_officers": deciders.write_officers,
    "applications_log": applications.write_log,
    "service_limits": applications.write_limits,
}


def generate(
    folder: Path, *, households: int = 2000, seed: int = 1, as_on: date = date(2026, 6, 30)
) -> Pilot:
    """Write the pilot's lists into the folder, with `agreements/` and `truth/` beside them.

    The same arguments give the same bytes. Every person, number and village is invented.

    Raises ValueError when fewer than one household is asked for.
    """
    if households < 1:
        raise ValueError(f"households is {households}; ask for at least 1")
    pilot = imagine(households=households, seed=seed, as_on=as_on)
    plant(pilot)
    go_to_work(pilot)
    plant_more(pilot, cases_of_a_kind(pilot))
    appoint_deciders(pilot, cases_of_a_kind(pilot))
    apply(pilot)
    register_deaths(pilot)
    notice_undetermined(pilot)
    notice_more(pilot)
    _write(folder, pilot)
    return pilot


def _write(folder: Path, pilot: Pilot) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    ledger = Ledger()
    for list_id, write in _WRITERS.items():
        pilot.row_counts[list_id] = write(folder, pilot, ledger)
    pilot.row_counts.update(welfare.write(folder, pilot, ledger))
    agreements.write(folder / "agreements", pilot.as_on)
    pilot.cases = [_case(planned, ledger) for planned in pilot.planned] + ledger.cases
    truth.write(folder / "truth", ledger.rows, pilot.cases)


def _case(planned: PlannedCase, ledger: Ledger) -> Case:
    rows = [
        f"{row.list}:{row.row_id}"
        for person in planned.persons
        for row in ledger.by_person.get(person.id, ())
        if not planned.lists or row.list in planned.lists
    ]
    homes = dict.fromkeys(person.household.id for person in planned.persons)
    return Case(
        kind=planned.kind,
        origin=planned.origin,
        persons=tuple(person.id for person in planned.persons),
        households=tuple(homes),
        benefit=planned.benefit,
        rows=tuple(rows),
        note=planned.note,
    )
