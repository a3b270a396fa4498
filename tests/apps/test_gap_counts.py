"""Gaps counted once a run: by place, benefit and sex, replaced, journaled, and under the fence."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_lists import (
    AT,
    LOWER_DIR,
    NOWSHERA,
    agree,
    kafaalat,
    link,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.analysis.counting import count_gaps
from dareecha.analysis.models import GapCount, GapCounting
from dareecha.analysis.tally import Concerned, Key, Tally
from dareecha.analysis.whereabouts import sexes
from dareecha.domain.gaps.suppression import FEWER
from dareecha.findings.models import Finding
from dareecha.journal.models import Event
from dareecha.registry.models import (
    CurrentHousehold,
    Household,
    Individual,
    Link,
    ListRow,
    Mention,
)
from dareecha.registry.search import search_people
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.judging import screen
from dareecha.screening.models import CurrentVerdicts, ScreeningRun

pytestmark = pytest.mark.django_db(transaction=True)

KAFAALAT, STIPEND = "bisp/kafaalat/cash", "bisp/taleemi-wazaif/stipend"
SUSPICIONS = ("ghost", "kin", "inclusion_error")


@pytest.fixture
def screened(tmp_path: Path) -> Path:
    """Two households: one draws Kafaalat, the other does not and could."""
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT], assumed=True)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        screen(shipped_catalogue(), at=AT)
    return tmp_path


def count() -> GapCounting | None:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return count_gaps(shipped_catalogue(), at=AT)


def add(kind: str, **more: object) -> None:
    """A finding about the first household."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        home = CurrentHousehold.objects.order_by("pk").first()
        assert home is not None
        Finding.objects.create(
            kind=kind,
            household_id=home.pk,
            district=home.district,
            **{"department": "bisp", "detail": {}, "next_step": "", "owner": "", **more},
        )


def kinds(role: str, on_duty, areas=("*",)) -> set[str]:
    with acting_as(on_duty(role=role, areas=areas).context, purpose="a test"):
        return set(GapCount.objects.values_list("kind", flat=True))


def test_before_anybody_was_judged_nothing_is_counted(db: None) -> None:
    assert count() is None


def test_small_counts_are_not_even_kept(screened: Path) -> None:
    count()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = GapCount.objects.filter(kind="unserved", item=KAFAALAT)
        assert {(row.district, row.households, row.persons, row.hidden) for row in found} == {
            ("", None, None, FEWER),
            (LOWER_DIR, None, None, FEWER),
        }
        reached = GapCount.objects.filter(kind="reached", item=KAFAALAT, district=NOWSHERA)
        assert {row.hidden for row in reached} == {FEWER}


def test_assumed_completeness_is_kept_with_the_counting(screened: Path) -> None:
    counting = count()
    assert counting is not None
    assert counting.assumed == [{"list": "bisp_payments", "benefits": [KAFAALAT]}]


def test_a_new_counting_replaces_the_last_and_is_journaled_without_a_count(screened: Path) -> None:
    count()
    second = count()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert GapCounting.objects.get() == second
        assert set(GapCount.objects.values_list("counting", flat=True)) == {second.pk}
        events = list(Event.objects.filter(type="gaps.counted"))
        run = ScreeningRun.objects.get()
    assert len(events) == 2
    told = events[0].record["subject"]
    assert told["run"] == str(run.pk)
    assert set(told) == {"run", "shown", "hidden"}


def test_findings_are_counted_and_confidential_or_closed_ones_are_not(screened: Path) -> None:
    add("late", benefit=KAFAALAT)
    add("duplicate")
    add("short_payment", benefit=KAFAALAT, is_confidential=True, about="a")
    add("forbidden_overlap", benefit=KAFAALAT, state="closed", about="b")
    count()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = set(GapCount.objects.values_list("kind", flat=True))
    assert {"late", "duplicate"} <= found
    assert not found & {"short_payment", "forbidden_overlap"}


def test_suspicions_are_counted_for_oversight_alone(screened: Path, on_duty) -> None:
    for kind in SUSPICIONS:
        add(kind, benefit=KAFAALAT, about=kind)
    count()
    assert set(SUSPICIONS) <= kinds("auditor", on_duty)
    for role in ("planner", "administrator"):
        seen = kinds(role, on_duty)
        assert seen
        assert not seen & set(SUSPICIONS)


def test_a_planner_sees_figures_of_the_own_districts_alone(screened: Path, on_duty) -> None:
    count()
    with acting_as(on_duty(role="planner", areas=[NOWSHERA]).context, purpose="a test"):
        assert set(GapCount.objects.values_list("district", flat=True)) == {NOWSHERA}


@pytest.mark.parametrize(("role", "sees"), [("planner", False), ("officer", True)])
def test_a_planner_sees_no_person_not_even_in_rows_of_the_own_department(
    role: str, sees: bool, screened: Path, on_duty
) -> None:
    add("late", benefit=KAFAALAT)
    with acting_as(on_duty(role=role, department="bisp").context, purpose="a test"):
        assert ListRow.objects.exists() is sees
        assert Mention.objects.exists() is sees
        assert Finding.objects.exists() is sees
        assert bool(search_people(purpose="a test", name="Gulalai")) is sees
        for model in (CurrentVerdicts, CurrentHousehold, Household, Individual, Link):
            assert not model.objects.exists()


@pytest.mark.parametrize("role", ["facilitator", "officer"])
def test_who_serves_households_sees_no_figures(role: str, screened: Path, on_duty) -> None:
    count()
    assert kinds(role, on_duty) == set()


def test_the_sex_of_people_is_what_they_say_or_not_known(screened: Path) -> None:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = sexes()
    assert set(found.values()) <= {"female", "male", "transgender", "not_known"}
    assert "female" in found.values()


# --- Adding up ----------------------------------------------------------------------------------


def test_a_household_is_counted_once_however_many_of_its_people_miss_something() -> None:
    tally = Tally(shipped_catalogue())
    children = [Concerned("unserved", STIPEND, child, "female") for child in ("a", "b", "c")]
    tally.add(NOWSHERA, "T1", children)
    cell = Key("unserved", "benefit", STIPEND, NOWSHERA)
    assert (tally.households[cell], tally.persons[cell]) == (1, 3)
    assert tally.persons[Key("unserved", "benefit", STIPEND, NOWSHERA, sex="female")] == 3
    assert tally.households[Key("unserved", "all", "")] == 1


def test_a_household_that_misses_two_benefits_counts_once_in_all() -> None:
    tally = Tally(shipped_catalogue())
    for _ in range(20):
        tally.add(
            NOWSHERA,
            "T1",
            [Concerned("unserved", KAFAALAT, "", ""), Concerned("unserved", STIPEND, "x", "male")],
        )
    assert tally.households[Key("unserved", "all", "", NOWSHERA, "T1")] == 20
    assert tally.hidden == {}


def test_what_lists_name_and_no_rule_is_written_for_counts_in_all_alone() -> None:
    tally = Tally(shipped_catalogue())
    tally.add(NOWSHERA, "T1", [Concerned("late", "zakat/education/stipend", "", "")])
    assert {key.by for key in tally.cells()} == {"all"}
