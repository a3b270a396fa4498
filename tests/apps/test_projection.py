"""Households as live links and rows show them: chosen facts, kin, deaths, receipts, names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_lists import (
    AKBAR,
    FAMILY,
    GULALAI,
    LOWER_DIR,
    NOWSHERA,
    ZAR,
    agree,
    death,
    form,
    household_of,
    individual_of,
    kafaalat,
    link,
    member,
    pensioner,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.domain.households.household import Household, Person
from dareecha.domain.households.stored import from_stored
from dareecha.registry.completeness import judged_on
from dareecha.registry.models import CurrentHousehold, Individual
from dareecha.registry.models import Household as HouseholdRow
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

KAFAALAT, STIPEND = "bisp/kafaalat/cash", "bisp/taleemi-wazaif/stipend"
INVALIDITY = "eobi/pensions/invalidity-pension"


def current(row: str = "bisp_nser_households:H-1") -> CurrentHousehold:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return CurrentHousehold.objects.get(pk=household_of(row))


def shown(row: str = "bisp_nser_households:H-1") -> Household:
    return from_stored(current(row).content, shipped_catalogue().facts)


def person(row: str) -> Person:
    found = shown(row).person(str(individual_of(row)))
    assert found is not None
    return found


def test_facts_carry_the_row_they_come_from_and_the_day_of_the_form(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    score = shown().facts["pmt_score"]
    assert (score.low, score.source, score.as_of) == (
        2450,
        "bisp_nser_households:H-1",
        date(2024, 5, 2),
    )
    born = person("bisp_nser_members:M-2").facts["date_of_birth"]
    assert (born.low, born.source, born.as_of) == (
        date(1983, 7, 16),
        "bisp_nser_members:M-2",
        date(2024, 5, 2),
    )
    assert shown().as_of == date(2026, 6, 30)


def test_a_form_closes_the_roster_and_tells_who_is_whose(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    head, wife, son = (str(individual_of(f"bisp_nser_members:M-{n}")) for n in (1, 2, 3))
    household = shown()
    assert household.roster_complete
    assert {p.id for p in household.members} == {head, wife, son}
    assert [family.members for family in household.families] == [{head, wife, son}]
    assert person("bisp_nser_members:M-3").father == head
    assert person("bisp_nser_members:M-2").spouses == {head}
    assert person("bisp_nser_members:M-2").facts["relationship"].low == "wife"


def test_somebody_whom_no_form_shows_lives_in_a_household_of_unknown_roster(tmp_path: Path) -> None:
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    household = shown("eobi_pensioners:P-1")
    assert not household.roster_complete
    assert household.families == ()
    assert "relationship" not in person("eobi_pensioners:P-1").facts


def test_the_newest_statement_is_used_and_the_others_stay_visible(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "eobi_pensioners", pensioner(BIRTH_DATE="12-Mar-1978"))
    link(tmp_path)
    who = person("bisp_nser_members:M-1")
    assert (who.facts["date_of_birth"].low, who.facts["date_of_birth"].source) == (
        date(1978, 3, 12),
        "eobi_pensioners:P-1",
    )
    assert current().content["others"][who.id] == {
        "date_of_birth": [["1979-03-12", "1979-03-12", "bisp_nser_members:M-1"]]
    }


def test_a_registered_death_moves_the_person_to_the_dead_and_is_an_event(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    link(tmp_path)
    dead = str(individual_of("civil_deaths:D-1"))
    household = shown()
    assert [p.id for p in household.deceased] == [dead]
    assert dead not in {p.id for p in household.members}
    assert all(dead not in family.members for family in household.families)
    [event] = household.events
    assert (event.facts["event_kind"].low, event.facts["event_date"].low) == (
        "death",
        date(2026, 5, 2),
    )
    assert event.facts["event_member"].low == dead
    assert event.facts["event_date"].source == "civil_deaths:D-1"
    assert person("bisp_nser_members:M-3").father == dead
    assert person("bisp_nser_members:M-2").spouses == {dead}


def test_a_death_without_a_readable_day_is_a_death_and_no_event(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death(DATE_OF_DEATH="31/02/2026"))
    link(tmp_path)
    assert [p.id for p in shown().deceased] == [str(individual_of("civil_deaths:D-1"))]
    assert shown().events == ()


def test_a_father_told_to_be_dead_is_listed_once_for_his_children(tmp_path: Path) -> None:
    orphans = [
        member(f"M-{n}", n, name, relation, FATHER_HUSBAND_NAME="Wali Khan", SEX=sex,
               DATE_OF_BIRTH=f"05/02/201{n}", MARITAL_STATUS="Unmarried", FATHER_ALIVE="N")
        for n, name, relation, sex in ((4, "Noor Khan", "Nephew", "M"), (5, "Mina", "Niece", "F"))
    ]  # fmt: skip
    take_in(tmp_path, "bisp_nser_households", form())
    take_in(tmp_path, "bisp_nser_members", *FAMILY, *orphans)
    link(tmp_path)
    [father] = shown().deceased
    for row in ("bisp_nser_members:M-4", "bisp_nser_members:M-5"):
        assert person(row).father == father.id
    assert father.facts["sex"].low == "male"


def test_where_one_row_shows_a_father_living_and_another_tells_his_death_he_is_open(
    tmp_path: Path,
) -> None:
    son = member("M-4", 4, "Noor Khan", "Son", SEX="M", DATE_OF_BIRTH="05/02/2014",
                 MARITAL_STATUS="Unmarried", FATHER_ALIVE="N")  # fmt: skip
    take_in(tmp_path, "bisp_nser_households", form())
    take_in(tmp_path, "bisp_nser_members", *FAMILY, son)
    link(tmp_path)
    assert person("bisp_nser_members:M-4").father is None
    assert person("bisp_nser_members:M-3").father == str(individual_of("bisp_nser_members:M-1"))


def test_kafaalat_paid_to_a_woman_is_the_households_receipt(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    [receipt] = shown().receipts
    assert (receipt.benefit, receipt.subject, receipt.since, receipt.source) == (
        KAFAALAT,
        "household",
        date(2026, 5, 1),
        "bisp_payments:T-1",
    )


def test_a_stipend_is_the_childs_and_a_pension_the_pensioners(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    stipend = kafaalat("T-2", PROGRAMME="TALEEMI WAZAIF", CHILD_NAME="ZAR WALI", CHILD_BFORM=ZAR,
                       LEVEL="PRIMARY", AMOUNT_DUE=3000)  # fmt: skip
    take_in(tmp_path, "bisp_payments", stipend)
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    found = {receipt.benefit: receipt.subject for receipt in shown().receipts}
    assert found == {
        STIPEND: str(individual_of("bisp_nser_members:M-3")),
        INVALIDITY: str(individual_of("bisp_nser_members:M-1")),
    }


def test_a_payment_before_the_last_two_quarters_is_no_receipt_any_more(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(
        tmp_path,
        "bisp_payments",
        kafaalat("T-1", QUARTER="2025-Q3", PAID_ON="2025-09-01"),
        kafaalat("T-2", QUARTER="2025-Q2", PAID_ON="2025-05-01"),
    )
    link(tmp_path)
    assert shown().receipts == ()


def test_a_row_that_names_another_programme_is_no_receipt_of_a_benefit_with_rules(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat(PROGRAMME="NASHONUMA"))
    link(tmp_path)
    [receipt] = shown().receipts
    assert (receipt.benefit, receipt.subject) == (
        "bisp/nashonuma/cash",
        str(individual_of("bisp_nser_members:M-2")),
    )


# --- Complete, and so "does not receive" --------------------------------------------------------


def known(row: str) -> frozenset[str]:
    found = shown(row).receives_known
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("terms", "here", "there"),
    [
        ({}, False, False),
        ({"complete_for": [KAFAALAT]}, True, True),
        ({"complete_for": [KAFAALAT], "districts": [NOWSHERA]}, True, False),
        ({"complete_for": [KAFAALAT], "districts": [LOWER_DIR]}, False, True),
        (
            {
                "complete_for": [KAFAALAT],
                "period": {"from": date(2025, 1, 1), "to": date(2026, 6, 29)},
            },
            False,
            False,
        ),
        (
            {
                "complete_for": [KAFAALAT],
                "period": {"from": date(2026, 6, 30), "to": date(2026, 12, 31)},
            },
            True,
            True,
        ),
    ],
    ids=["says nothing", "everywhere", "nowshera", "lower dir", "ended before", "begins that day"],
)
def test_absence_means_does_not_receive_only_where_an_agreement_says_complete(
    tmp_path: Path, terms: dict[str, object], here: bool, there: bool
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", **terms)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    assert (KAFAALAT in known("bisp_nser_households:H-1")) is here
    assert (KAFAALAT in known("bisp_nser_households:H-2")) is there
    assert STIPEND not in known("bisp_nser_households:H-1")


def test_a_list_agreed_on_and_never_sent_tells_nothing_by_its_silence(tmp_path: Path) -> None:
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in_family(tmp_path)
    link(tmp_path)
    assert known("bisp_nser_households:H-1") == frozenset()


@pytest.mark.parametrize(
    ("newest", "is_known"),
    [(date(2026, 12, 31), True), (date(2027, 1, 1), False)],
    ids=["two quarters later", "a day more"],
)
def test_silence_of_a_list_tells_for_two_cycles_and_no_longer(
    tmp_path: Path, newest: date, is_known: bool
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat())
    take_in(tmp_path, "civil_deaths", death(DATE_OF_DEATH="01/01/2020"), as_on=newest)
    link(tmp_path)
    assert shown().as_of == newest
    assert (KAFAALAT in known("bisp_nser_households:H-2")) is is_known


def test_a_household_judged_on_a_later_day_is_not_told_what_only_held_before(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    content, household = current().content, shown()
    for day, is_known in ((date(2026, 12, 31), True), (date(2027, 1, 1), False)):
        later = judged_on(household, content, day)
        assert (later.as_of, KAFAALAT in (later.receives_known or ())) == (day, is_known)


@pytest.mark.parametrize(
    "cells",
    [{"PAID_ON": "", "AMOUNT_DUE": ""}, {"PROGRAMME": "NO SUCH PROGRAMME"}],
    ids=["neither day nor amount", "no readable programme"],
)
def test_a_row_that_may_be_a_payment_is_neither_a_receipt_nor_the_absence_of_one(
    tmp_path: Path, cells: dict[str, str]
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat(**cells))
    link(tmp_path)
    assert shown().receipts == ()
    assert KAFAALAT not in known("bisp_nser_households:H-1")
    assert KAFAALAT in known("bisp_nser_households:H-2")


# --- Lists that contradict each other -----------------------------------------------------------


def test_the_register_of_births_is_believed_before_a_newer_list_that_stays_visible(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    birth = {
        "CRMS_NO": "B-1", "CHILD": "Akbar Gul", "SEX": "M", "DATE_OF_BIRTH": "12/03/1978",
        "FATHER": "Sher Gul", "FATHER_CNIC": "", "MOTHER": "", "MOTHER_CNIC": "", "CRC_NO": AKBAR,
        "VILLAGE": "Sample Kalay", "UC_CODE": "PK5260302", "REGISTERED_ON": "01/05/1978",
    }  # fmt: skip
    take_in(tmp_path, "civil_births", birth)
    link(tmp_path)
    who = person("bisp_nser_members:M-1")
    assert (who.facts["date_of_birth"].low, who.facts["date_of_birth"].source) == (
        date(1978, 3, 12),
        "civil_births:B-1",
    )
    assert current().content["others"][who.id]["date_of_birth"] == [
        ["1979-03-12", "1979-03-12", "bisp_nser_members:M-1"]
    ]


def test_somebody_dead_in_one_list_and_paid_in_another_is_dead_and_the_payment_stays_visible(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    dead = str(individual_of("civil_deaths:D-1"))
    household = shown()
    assert [p.id for p in household.deceased] == [dead]
    assert [(r.benefit, r.subject, r.source) for r in household.receipts] == [
        (INVALIDITY, dead, "eobi_pensioners:P-1")
    ]


# --- Kin that registers tell --------------------------------------------------------------------


def test_a_registered_birth_tells_the_mother_whom_the_roster_leaves_open(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    birth = {
        "CRMS_NO": "B-1", "CHILD": "Zar Wali", "SEX": "M", "DATE_OF_BIRTH": "05/09/2014",
        "FATHER": "Akbar Gul", "FATHER_CNIC": AKBAR, "MOTHER": "Gulalai", "MOTHER_CNIC": GULALAI,
        "CRC_NO": ZAR, "VILLAGE": "Sample Kalay", "UC_CODE": "PK5260302",
        "REGISTERED_ON": "01/10/2014",
    }  # fmt: skip
    take_in(tmp_path, "civil_births", birth)
    link(tmp_path)
    child = person("bisp_nser_members:M-3")
    assert child.mother == str(individual_of("bisp_nser_members:M-2"))
    assert child.father == str(individual_of("bisp_nser_members:M-1"))


def test_a_wife_is_a_widow_once_her_husbands_death_is_registered_after_the_survey(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    link(tmp_path)
    widow = person("bisp_nser_members:M-2")
    status = widow.facts["marital_status"]
    assert (status.low, status.source) == ("widowed", "civil_deaths:D-1")
    assert current().content["others"][widow.id]["marital_status"] == [
        ["married", "married", "bisp_nser_members:M-2"]
    ]


# --- Where, and what it is called ---------------------------------------------------------------


def test_a_household_is_where_its_form_is_though_an_earlier_row_names_no_district(
    tmp_path: Path,
) -> None:
    agree(tmp_path, "eobi_pensioners", complete_for=[INVALIDITY], districts=[NOWSHERA])
    take_in(tmp_path, "eobi_pensioners", pensioner(DISTRICT=""))
    take_in_family(tmp_path)
    link(tmp_path)
    assert current("eobi_pensioners:P-1").district == NOWSHERA
    assert INVALIDITY in known("eobi_pensioners:P-1")


def test_a_household_is_where_its_form_is_though_another_list_names_another_district(
    tmp_path: Path, on_duty
) -> None:
    take_in(tmp_path, "eobi_pensioners", pensioner(DISTRICT="LOWER DIR"))
    take_in_family(tmp_path)
    link(tmp_path)
    assert household_of("eobi_pensioners:P-1") == household_of("bisp_nser_households:H-1")
    home = household_of("bisp_nser_households:H-1")
    assert current().district == NOWSHERA
    with acting_as(on_duty(areas=[NOWSHERA]).context, purpose="a test"):
        assert HouseholdRow.objects.filter(pk=home).exists()
        assert Individual.objects.count() == 3
    with acting_as(on_duty(areas=[LOWER_DIR]).context, purpose="a test"):
        for model in (CurrentHousehold, HouseholdRow):
            assert not model.objects.filter(pk=home).exists()


def test_people_are_called_as_the_newest_roster_calls_them(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    assert current().names[str(individual_of("bisp_payments:T-1"))] == {
        "name": "Gulalai",
        "father": "Akbar Gul",
        "village": "",
        "row": "bisp_nser_members:M-2",
        "role": "",
    }


def test_the_content_holds_no_name_and_no_number(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    link(tmp_path)
    text = str(current().content)
    for personal in ("Akbar", "Gulalai", "Zar Wali", AKBAR, GULALAI, "Sample Kalay"):
        assert personal not in text


def test_a_household_that_no_live_link_names_any_more_has_no_current_row(tmp_path: Path) -> None:
    take_in(tmp_path, "bisp_payments", kafaalat(BENEFICIARY_NAME="SHAHNAZ"))
    link(tmp_path)
    alone = household_of("bisp_payments:T-1")
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert set(CurrentHousehold.objects.values_list("pk", flat=True)) == {
            household_of("bisp_nser_households:H-1"),
            household_of("bisp_nser_households:H-2"),
        } | ({alone} & {household_of("bisp_payments:T-1")})
