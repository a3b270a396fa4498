"""Links between rows and people: made once, kept, taken back, and never silently changed."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from small_lists import (
    AT,
    GULALAI,
    LOWER_DIR,
    NOWSHERA,
    death,
    form,
    household_of,
    individual_of,
    kafaalat,
    link,
    live_links,
    member,
    take_in,
    take_in_family,
)

from dareecha.journal.models import Event
from dareecha.registry import people
from dareecha.registry.models import (
    CurrentHousehold,
    Household,
    Individual,
    Link,
    LinkRun,
    Mention,
)
from dareecha.registry.people import AlreadyUndone, NothingToLink, undo_link
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

# Somebody on the survey without a number, on the payments with a number and no date of birth:
# until a third row brings both together these are two people.
UNNUMBERED = member(
    "M-2", 2, "Gulalai", "Wife", FATHER_HUSBAND_NAME="Akbar Gul", SEX="F",
    DATE_OF_BIRTH="16/07/1983", MARITAL_STATUS="Married",
)  # fmt: skip
INSURED = {
    "SR_NO": "I-1", "EOBI_NO": "4700K000009", "NAME": "GULALAI", "FATHER_NAME": "",
    "NIC_NO": GULALAI, "BIRTH_DATE": "16-Jul-1983", "EMPLOYER": "SAMPLE MILLS",
    "INSURED_YEARS": "3.0", "YEARS_IN_LAST_5": "3", "STATUS": "ACTIVE", "DISTRICT": "NOWSHERA",
}  # fmt: skip


@pytest.fixture
def two_halves(tmp_path: Path) -> Path:
    take_in(tmp_path, "bisp_nser_households", form())
    take_in(tmp_path, "bisp_nser_members", UNNUMBERED)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    return tmp_path


def events(type: str) -> list[dict[str, str]]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return [event.record["subject"] for event in Event.objects.filter(type=type).order_by("id")]


def every(model: type) -> dict[object, object]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return model.objects.in_bulk()


def test_nothing_is_linked_before_a_list_is_taken_in(
    transactional_db: None, tmp_path: Path
) -> None:
    with pytest.raises(NothingToLink, match="dareecha lists import PATH"):
        link(tmp_path)


def test_rows_of_several_lists_become_one_person_in_one_household(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    take_in(tmp_path, "civil_deaths", death())
    linked = link(tmp_path)
    assert (linked.mentions, linked.individuals, linked.households) == (8, 4, 2)
    assert individual_of("bisp_payments:T-1") == individual_of("bisp_nser_members:M-2")
    assert individual_of("civil_deaths:D-1") == individual_of("bisp_nser_households:H-1")
    assert household_of("civil_deaths:D-1") == household_of("bisp_nser_members:M-3")
    [made] = events("link.run")
    assert made == {"run": str(linked.run), "made": "8", "undone": "0"}


def test_linking_the_same_lists_again_changes_no_link(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    before, individuals = live_links(), every(Individual)
    again = link(tmp_path)
    assert (again.links_made, again.links_undone) == (0, 0)
    assert live_links() == before
    assert every(Individual) == individuals
    assert len(every(Link)) == len(before)
    assert [event["made"] for event in events("link.run")] == ["6", "0"]


def test_a_link_keeps_the_strongest_pair_that_made_it(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        made = Link.objects.get(mention__list="bisp_payments")
        other = Mention.objects.get(pk=made.reasons["with"])
    assert (other.list, other.row_key) == ("bisp_nser_members", "M-2")
    assert made.reasons["cnic"] == "equal"
    assert made.reasons["probability"] > 0.9
    assert GULALAI not in str(made.reasons)


def test_a_new_row_that_joins_two_people_merges_them_and_the_younger_id_redirects(
    two_halves: Path,
) -> None:
    on_form = individual_of("bisp_nser_members:M-2")
    paid = individual_of("bisp_payments:T-1")
    assert on_form != paid
    before = live_links()
    take_in(two_halves, "eobi_insured", INSURED)
    linked = link(two_halves)
    kept, gone = sorted([on_form, paid], key=str)
    now = live_links()
    assert {now[f"{row}#"][1] for row in ("bisp_nser_members:M-2", "bisp_payments:T-1")} == {kept}
    assert (every(Individual)[gone].became_id, every(Individual)[kept].became_id) == (kept, None)
    assert linked.links_undone == 1 if before["bisp_nser_members:M-2#"] in now.values() else 2
    undone = [one for one in every(Link).values() if one.undone_at is not None]
    assert {one.pk for one in undone} == {
        entry[0] for entry in set(before.values()) - set(now.values())
    }
    assert all("later run" in one.undone_because for one in undone)


def test_the_implied_household_of_somebody_found_on_a_form_redirects_to_the_forms(
    two_halves: Path,
) -> None:
    implied = household_of("bisp_payments:T-1")
    assert every(Household)[implied].is_implied
    take_in(two_halves, "eobi_insured", INSURED)
    link(two_halves)
    of_form = household_of("bisp_nser_households:H-1")
    assert household_of("bisp_payments:T-1") == of_form
    assert not every(Household)[of_form].is_implied
    assert every(Household)[implied].became_id == of_form
    assert set(every(CurrentHousehold)) == {of_form}


def test_a_corrected_row_takes_its_link_back_and_the_old_one_can_be_read(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    hers = individual_of("bisp_payments:T-1")
    old = live_links()["bisp_payments:T-1#"][0]
    somebody_else = kafaalat(BENEFICIARY_CNIC="1729900000999", BENEFICIARY_NAME="SHAHNAZ")
    take_in(tmp_path, "bisp_payments", somebody_else)
    linked = link(tmp_path)
    assert (linked.links_made, linked.links_undone) == (1, 1)
    assert individual_of("bisp_payments:T-1") != hers
    assert individual_of("bisp_nser_members:M-2") == hers
    was = every(Link)[old]
    assert (was.individual_id, was.undone_at, was.undone_by) == (hers, AT, SYSTEM_DUTY.officer)


def test_a_link_can_be_taken_back_by_hand_and_the_row_becomes_a_person_of_its_own(
    tmp_path: Path, on_duty
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    old, hers, home = live_links()["bisp_payments:T-1#"]
    duty = on_duty(areas=[NOWSHERA]).context
    with acting_as(duty, purpose="a correction"):
        made = undo_link(old, because="another woman of that name", at=AT)
    link_id, individual, household = live_links()["bisp_payments:T-1#"]
    assert link_id == made.pk
    assert individual not in (hers, None)
    assert household != home
    assert every(Household)[household].is_implied
    was = every(Link)[old]
    assert (was.individual_id, was.household_id) == (hers, home)
    assert (was.undone_by, was.undone_because) == (duty.officer, "another woman of that name")
    assert every(Link)[link_id].reasons == {"rule": "taken_apart", "from": str(old)}
    assert events("link.undone") == [{"link": str(old)}]
    with pytest.raises(AlreadyUndone), acting_as(duty, purpose="a correction"):
        undo_link(old, because="once more", at=AT)


def test_what_an_officer_has_taken_apart_the_next_run_does_not_join_again(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a correction"):
        undo_link(live_links()["bisp_payments:T-1#"][0], because="a namesake", at=AT)
    apart = live_links()
    again = link(tmp_path)
    assert (again.links_made, again.links_undone) == (0, 0)
    assert live_links() == apart
    assert len(every(CurrentHousehold)) == 3


def test_a_facilitator_sees_no_household_of_another_district(tmp_path: Path, on_duty) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    nowshera, lower_dir = (
        household_of("bisp_nser_households:H-1"),
        household_of("bisp_nser_households:H-2"),
    )
    for model in (Household, CurrentHousehold):
        with acting_as(on_duty(areas=[NOWSHERA]).context, purpose="a test"):
            assert set(model.objects.in_bulk()) == {nowshera}
        with acting_as(on_duty(areas=[LOWER_DIR]).context, purpose="a test"):
            assert set(model.objects.in_bulk()) == {lower_dir}
    with acting_as(on_duty(areas=[NOWSHERA]).context, purpose="a test"):
        assert set(Link.objects.values_list("district", flat=True)) == {NOWSHERA}
        assert Individual.objects.count() == 3
    with acting_as(on_duty(role="planner").context, purpose="a test"):
        assert not Household.objects.exists()


def test_a_link_of_another_district_cannot_be_taken_back(tmp_path: Path, on_duty) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    other = live_links()["bisp_nser_members:M-9#"][0]
    with (
        pytest.raises(Link.DoesNotExist),
        acting_as(on_duty(areas=[NOWSHERA]).context, purpose="a correction"),
    ):
        undo_link(other, because="not mine to take back", at=AT)
    assert live_links()["bisp_nser_members:M-9#"][0] == other


def test_an_interrupted_run_leaves_no_link_and_no_event(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in_family(tmp_path)

    def breaks(*_: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(people, "_keep_doubtful", breaks)
        with pytest.raises(OSError, match="disk"):
            link(tmp_path)
    assert (live_links(), every(LinkRun), events("link.run")) == ({}, {}, [])
    assert list((tmp_path / "work").iterdir()) == []
    assert link(tmp_path).links_made == 6


def test_what_a_killed_run_left_in_the_work_folder_is_removed_by_the_next(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    left = tmp_path / "work" / "linkage-of-a-killed-run"
    left.mkdir(parents=True)
    (left / "pairs.duckdb").write_bytes(b"names")
    link(tmp_path)
    assert list((tmp_path / "work").iterdir()) == []


def test_ids_of_links_tell_nobody_anything(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    for link_id, individual, household in live_links().values():
        assert all(isinstance(one, uuid.UUID) for one in (link_id, individual, household))
