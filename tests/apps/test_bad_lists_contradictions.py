"""Lists that contradict each other or the catalogue: shown, explained, and taken back."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from small_lists import (
    AKBAR,
    AT,
    FAMILY,
    LOWER_DIR_FORM,
    SHIPPED,
    WIDOW,
    agree,
    death,
    form,
    household_of,
    individual_of,
    kafaalat,
    link,
    pensioner,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.households.household import Household
from dareecha.domain.households.stored import from_stored
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.findings.making import make_findings
from dareecha.findings.models import Finding
from dareecha.registry import actions
from dareecha.registry.completeness import judged_on
from dareecha.registry.models import CurrentHousehold
from dareecha.registry.projection import project
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import current_verdicts
from dareecha.screening.judging import screen

pytestmark = pytest.mark.django_db(transaction=True)

GUZARA = "zakat/guzara/allowance"
KAFAALAT, INVALIDITY = "bisp/kafaalat/cash", "eobi/pensions/invalidity-pension"


def current(row: str = "bisp_nser_households:H-1") -> CurrentHousehold:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return CurrentHousehold.objects.get(pk=household_of(row))


def shown(row: str = "bisp_nser_households:H-1") -> Household:
    return from_stored(current(row).content, shipped_catalogue().facts)


def take_back_the_newest(list_id: str) -> None:
    newest = actions.deliveries(list_id)[-1]
    actions.withdraw(str(newest.pk), because="an invented mistake")


def found() -> list[Finding]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        make_findings(shipped_catalogue(), at=AT)
        return list(Finding.objects.order_by("kind", "id"))


# --- One list against another -------------------------------------------------------------------


def test_what_two_lists_say_differently_is_shown_with_both_rows_until_one_is_taken_back(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "eobi_pensioners", pensioner(BIRTH_DATE="12-Mar-1975"))
    link(tmp_path)
    who = str(individual_of("eobi_pensioners:P-1"))
    assert who == str(individual_of("bisp_nser_members:M-1"))
    person = shown().person(who)
    assert person is not None
    born = person.facts["date_of_birth"]
    [[low, _, source]] = current().content["others"][who]["date_of_birth"]
    told = {born.source: str(born.low), source: low}
    assert told == {
        "bisp_nser_members:M-1": "1979-03-12",
        "eobi_pensioners:P-1": "1975-03-12",
    }
    take_back_the_newest("eobi_pensioners")
    link(tmp_path)
    assert "date_of_birth" not in current().content["others"].get(who, {})
    alone = shown().person(who)
    assert alone is not None
    assert alone.facts["date_of_birth"].source == "bisp_nser_members:M-1"


def test_paid_after_death_names_both_rows_and_ends_when_the_wrong_list_is_taken_back(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    who = str(individual_of("bisp_nser_members:M-1"))
    [ghost] = found()
    assert (ghost.kind, str(ghost.individual_id), ghost.benefit) == ("ghost", who, INVALIDITY)
    assert (ghost.detail["death_row"], ghost.detail["last_row"]) == (
        "civil_deaths:D-1",
        "eobi_pensioners:P-1",
    )
    assert [one.id for one in shown().deceased] == [who]
    take_back_the_newest("civil_deaths")
    link(tmp_path)
    assert found() == []
    assert shown().deceased == ()
    assert who in {one.id for one in shown().members}
    assert [r.benefit for r in shown().receipts] == [INVALIDITY]


# --- The head's number on every row -------------------------------------------------------------


def with_the_heads_number(tmp_path: Path) -> None:
    take_in(tmp_path, "bisp_nser_households", form(), LOWER_DIR_FORM)
    take_in(
        tmp_path,
        "bisp_nser_members",
        *({**row, "CNIC_BFORM": AKBAR} for row in FAMILY),
        WIDOW,
    )


def individuals(list_id: str, *keys: str) -> set[object]:
    return {individual_of(f"{list_id}:{key}") for key in keys}


def test_a_family_under_its_heads_number_stays_as_many_people(tmp_path: Path) -> None:
    with_the_heads_number(tmp_path)
    link(tmp_path)
    assert len(individuals("bisp_nser_members", "M-1", "M-2", "M-3")) == 3
    homes = {household_of(f"bisp_nser_members:M-{n}") for n in (1, 2, 3)}
    assert homes == {household_of("bisp_nser_households:H-1")}
    assert individual_of("bisp_nser_households:H-1") == individual_of("bisp_nser_members:M-1")
    assert len(shown().members) == 3


def test_payments_under_the_heads_number_are_of_the_members_whom_they_name(tmp_path: Path) -> None:
    with_the_heads_number(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat(BENEFICIARY_CNIC=AKBAR))
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    assert individual_of("bisp_payments:T-1") == individual_of("bisp_nser_members:M-2")
    assert individual_of("eobi_pensioners:P-1") == individual_of("bisp_nser_members:M-1")


def test_two_names_under_one_number_are_two_people_where_no_form_tells_more(
    tmp_path: Path,
) -> None:
    take_in(
        tmp_path,
        "bisp_payments",
        kafaalat("T-1", BENEFICIARY_CNIC=AKBAR),
        kafaalat("T-2", BENEFICIARY_CNIC=AKBAR, BENEFICIARY_NAME="SPOGMAY BIBI"),
        kafaalat("T-3", BENEFICIARY_CNIC=AKBAR, BENEFICIARY_NAME="ZARMINA"),
    )
    link(tmp_path)
    assert len(individuals("bisp_payments", "T-1", "T-2", "T-3")) == 3
    assert found() == []


def test_the_dead_head_does_not_bury_those_who_stand_under_his_number(tmp_path: Path) -> None:
    with_the_heads_number(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "bisp_payments", kafaalat(BENEFICIARY_CNIC=AKBAR, PAID_ON="2026-06-01"))
    link(tmp_path)
    assert individual_of("civil_deaths:D-1") == individual_of("bisp_nser_members:M-1")
    assert [one.id for one in shown().deceased] == [str(individual_of("civil_deaths:D-1"))]
    assert found() == []


# --- A scheme that ended in the middle of the year ----------------------------------------------

ENDED = date(2026, 5, 15)


@pytest.fixture
def ended(tmp_path: Path) -> Catalogue:
    """The shipped catalogue, in which Kafaalat was closed on a day of May."""
    folder = tmp_path / "schemes"
    shutil.copytree(SHIPPED, folder)
    scheme = folder / "bisp" / "kafaalat" / "scheme.yaml"
    text = scheme.read_text(encoding="utf-8")
    before, line, after = text.partition("states:\n")
    [active, rest] = after.split("\n", 1)
    closed = f"  - {{from: {ENDED}, state: closed, districts: all, source: board52}}"
    scheme.write_text(f"{before}{line}{active}\n{closed}\n{rest}", encoding="utf-8")
    return Catalogue.from_folder(folder)


def judged(catalogue: Catalogue, tmp_path: Path, on: date | None = None) -> dict[str, str]:
    """The gaps in Kafaalat, by the head's row."""
    link(tmp_path, projecting=False)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        project(catalogue)
        screen(catalogue, at=AT, as_of=on)
        gaps = {
            household: verdict.gap
            for household, _, _, verdicts in current_verdicts()
            for verdict in verdicts
            if verdict.benefit == KAFAALAT
        }
    rows = ("bisp_nser_households:H-1", "bisp_nser_households:H-2")
    return {row.rpartition(":")[2]: gaps[household_of(row)] for row in rows}


def test_nobody_is_unserved_by_a_scheme_that_ended_and_before_the_end_they_were(
    ended: Catalogue, tmp_path: Path
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat())
    assert judged(ended, tmp_path)["H-2"] == ""
    assert judged(ended, tmp_path, on=date(2026, 5, 14))["H-2"] == "unserved"
    assert judged(shipped_catalogue(), tmp_path)["H-2"] == "unserved"


def received(catalogue: Catalogue, on: date | None = None) -> list[str]:
    """What Akbar Gul's household receives on a day, under a catalogue."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        project(catalogue)
    stored = current().content
    household = from_stored(stored, catalogue.facts)
    return [r.benefit for r in (judged_on(household, stored, on) if on else household).receipts]


def test_what_was_paid_before_a_scheme_ended_is_received_until_the_end_and_not_after(
    ended: Catalogue, tmp_path: Path
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat(PAID_ON="2026-05-01"))
    link(tmp_path)
    assert received(shipped_catalogue()) == [KAFAALAT]
    assert received(ended) == []
    assert received(ended, on=date(2026, 5, 15)) == []
    assert received(ended, on=date(2026, 5, 14)) == [KAFAALAT]
    [told] = current().content["receipts_end"]
    assert told == [KAFAALAT, "household", "2026-05-01", "bisp_payments:T-1", "2026-05-15"]
    assert received(shipped_catalogue()) == [KAFAALAT]


def test_a_list_that_shows_a_payment_after_the_end_is_taken_at_its_word(
    ended: Catalogue, tmp_path: Path
) -> None:
    take_in_family(tmp_path)
    take_in(
        tmp_path,
        "bisp_payments",
        kafaalat("T-1", PAID_ON="2026-05-01"),
        kafaalat("T-2", QUARTER="2026-Q1", PAID_ON="2026-06-20"),
    )
    link(tmp_path)
    assert received(ended) == [KAFAALAT]


def test_a_scheme_that_ended_shuts_no_other_door(ended: Catalogue, tmp_path: Path) -> None:
    def barred(catalogue: Catalogue) -> bool:
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            project(catalogue)
        household = from_stored(current().content, catalogue.facts)
        assessor = Assessor(catalogue)
        assessed = assessor.assess(household, benefits=frozenset([GUZARA]))[0]
        return any(
            entry.holds is False and entry.criterion.id == "household_without_kafaalat"
            for one in assessed
            for entry in one.criteria
        )

    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat(PAID_ON="2026-05-01"))
    link(tmp_path)
    assert barred(shipped_catalogue())
    assert not barred(ended)
