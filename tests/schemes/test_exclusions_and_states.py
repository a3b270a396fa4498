"""What may not be drawn together, what is active when, and sums that nobody has published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dareecha.domain.eligibility.assess import Amount, Assessment, Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused, files_of

CATALOGUE = Catalogue.from_files(files_of(Path(__file__).resolve().parents[2] / "schemes"))
KAFAALAT, TALEEMI = "bisp/kafaalat/cash", "bisp/taleemi-wazaif/stipend"
GUZARA = "zakat/guzara/allowance"


def confirmed(benefit: str) -> dict[str, str]:
    """The benefits that a confirmed source shuts out beside this one, and within whom."""
    return {
        exclusion.benefit: exclusion.within
        for exclusion in CATALOGUE.benefit(benefit).exclusions
        if exclusion.is_confirmed
    }


def state(benefit: str, day: date) -> str:
    found = CATALOGUE.benefit(benefit).state_on(day)
    return found.state if found is not None else "none"


def assessed(benefit: str, event: dict[str, object]) -> Assessment:
    household = read_household(
        {
            "as_of": "2026-11-01",
            "members": [{"id": "m1", "relationship": "head", "sex": "male", "civilian": True}],
            "events": [{"id": "e1", **event}],
        },
        CATALOGUE.facts,
        default_roster_complete=True,
    )
    [entry] = Assessor(CATALOGUE).assess(household, benefits=frozenset({benefit}))[0]
    return entry


def test_guzara_is_declared_to_stand_alone_and_goes_to_one_person_of_a_house() -> None:
    assert confirmed(GUZARA) == {KAFAALAT: "individual", GUZARA: "household"}


def test_kafaalat_and_the_school_stipend_are_meant_to_go_together() -> None:
    assert TALEEMI not in confirmed(KAFAALAT)
    assert KAFAALAT not in confirmed(TALEEMI)


@pytest.mark.parametrize(
    "other",
    [
        "social-welfare/disability/one-off-grant",
        "social-welfare/roshan-mustaqbil/stipend",
        "social-welfare/sahara/stipend",
    ],
)
def test_what_the_sources_leave_open_is_no_confirmed_exclusion_of_guzara(other: str) -> None:
    assert other not in confirmed(GUZARA)
    assert GUZARA not in confirmed(other)


def test_every_confirmed_exclusion_names_a_benefit_of_the_catalogue_and_a_source() -> None:
    for benefit in CATALOGUE.benefits():
        ids = {source["id"] for source in CATALOGUE.scheme_of(benefit.id).sources}
        for exclusion in benefit.exclusions:
            assert exclusion.benefit in CATALOGUE.benefit_ids(), benefit.id
            if exclusion.is_confirmed:
                assert exclusion.source in ids or "http" in exclusion.source, benefit.id


@pytest.mark.parametrize(
    ("benefit", "day", "expected"),
    [
        ("social-welfare/disability/certificate", date(2026, 11, 1), "active"),
        ("social-welfare/disability/severe-allowance", date(2025, 12, 31), "none"),
        ("social-welfare/disability/severe-allowance", date(2026, 6, 30), "active"),
        ("social-welfare/disability/severe-allowance", date(2026, 7, 1), "not_known"),
        ("social-welfare/disability/one-off-grant", date(2025, 1, 9), "active"),
        ("social-welfare/disability/one-off-grant", date(2026, 11, 1), "not_known"),
        ("health/sehat-card/outpatient", date(2025, 7, 9), "planned"),
        ("health/sehat-card/outpatient", date(2025, 7, 10), "active"),
        ("relief/disaster/livestock", date(2022, 9, 1), "active"),
        ("relief/disaster/livestock", date(2025, 9, 1), "not_known"),
        ("relief/disaster/vehicle", date(2026, 11, 1), "planned"),
        ("relief/displaced-families/bajaur-2025", date(2026, 11, 1), "not_known"),
    ],
)
def test_each_benefit_has_the_state_that_was_last_confirmed_for_it(
    benefit: str, day: date, expected: str
) -> None:
    assert state(benefit, day) == expected


def test_the_out_patient_pilot_is_at_work_in_mardan_alone() -> None:
    found = CATALOGUE.benefit("health/sehat-card/outpatient").state_on(date(2026, 11, 1))
    assert found is not None
    assert found.districts == ("PK523",)


def test_an_attack_without_a_cabinet_decision_promises_no_sum() -> None:
    attack = {"event_cause": "terrorist_attack", "event_member": "m1", "cabinet_event": "none"}
    event = {"event_kind": "injury", "event_date": "2026-05-01", **attack}
    entry = assessed("relief/terrorism-victims/injury", event)
    assert (entry.verdict, entry.amount) == ("eligible", None)


def test_a_named_decision_of_the_cabinet_does_not_reach_other_attacks() -> None:
    attack = {"event_cause": "terrorist_attack", "event_member": "m1"}
    event = {"event_kind": "injury", "event_date": "2025-08-01", **attack}
    benefit = "relief/terrorism-victims/injury"
    named = assessed(benefit, {**event, "cabinet_event": "tirah_2025"})
    assert named.amount == Amount(2_500_000, 2_500_000, "once")
    assert assessed(benefit, {**event, "cabinet_event": "none"}).amount is None


def test_animals_lost_after_the_last_published_rate_promise_no_sum() -> None:
    flood = {"event_cause": "flood", "event_notified": True, "damage_verified_by_survey": True}
    lost = {"cattle_lost": 1, "small_animals_lost": 0}
    event = {"event_kind": "livestock_loss", "event_date": "2025-08-15", **flood, **lost}
    entry = assessed("relief/disaster/livestock", event)
    assert (entry.verdict, entry.amount) == ("eligible", None)


def test_a_benefit_with_papers_of_its_own_asks_for_no_other() -> None:
    death, marriage = (
        CATALOGUE.benefit(f"labour/wwb-grants/{name}") for name in ("death", "marriage")
    )
    assert "death_certificate" in death.papers
    assert "marriage_certificate" in set(marriage.papers) - set(death.papers)
    assert CATALOGUE.benefit(KAFAALAT).papers == CATALOGUE.scheme_of(KAFAALAT).papers


def test_a_paper_of_a_benefit_that_nobody_lists_is_refused_where_it_stands() -> None:
    files = dict(files_of(Path(__file__).resolve().parents[2] / "schemes"))
    rules = "labour/wwb-grants/rules.yaml"
    files[rules] = files[rules].replace(
        b"papers: [death_certificate,", b"papers: [death_certifcate,"
    )
    with pytest.raises(CatalogueRefused, match=r'rules\.yaml:\d+.*"death_certifcate" is not in'):
        Catalogue.from_files(files)
