"""A verdict for every household and benefit: judged, packed, replaced, exported."""

from __future__ import annotations

import json
import stat
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from small_lists import (
    AS_ON,
    AT,
    FAMILY,
    LOWER_DIR,
    NOWSHERA,
    ZARMINA,
    agree,
    form,
    household_of,
    individual_of,
    kafaalat,
    link,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.journal.models import Event
from dareecha.registry.exports import export_links
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import (
    current_holes,
    current_verdicts,
    export_verdicts,
    gap_counts,
)
from dareecha.screening.judging import NobodyToJudge, Screened, screen
from dareecha.screening.models import CurrentVerdicts, ScreeningRun
from dareecha.screening.packing import Verdict, unpacked

pytestmark = pytest.mark.django_db(transaction=True)

KAFAALAT = "bisp/kafaalat/cash"
COLUMNS = [
    "household_id", "district", "benefit", "subject", "verdict", "criterion", "amount_min",
    "amount_max", "per", "receives", "gap", "fact", "fact_of", "catalogue",
]  # fmt: skip


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """Kafaalat is complete here; Akbar Gul's household draws it, the widow's does not."""
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    return tmp_path


def screened(**how: object) -> Screened:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return screen(shipped_catalogue(), at=AT, **how)


def verdicts(row: str, benefit: str = KAFAALAT) -> dict[str, Verdict]:
    home = household_of(row)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {
            verdict.subject: verdict
            for household, _, _, found in current_verdicts()
            for verdict in found
            if household == home and verdict.benefit == benefit
        }


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- Packed and unpacked ------------------------------------------------------------------------


WHOLE = Verdict(
    KAFAALAT, "household", "eligible", "", 14500, None, "quarter", False, "unserved", "", ""
)
OPEN = Verdict(
    KAFAALAT, "m1", "not_yet_known", "poor_enough", None, None, "", None, "", "pmt_score", "m1"
)


@pytest.mark.parametrize("verdict", [WHOLE, OPEN])
def test_a_packed_verdict_comes_back_as_it_was(verdict: Verdict) -> None:
    assert unpacked(json.loads(json.dumps(verdict.packed()))) == verdict


# --- A run --------------------------------------------------------------------------------------


def test_without_households_there_is_nobody_to_judge() -> None:
    with pytest.raises(NobodyToJudge, match="dareecha link"):
        screened()


def test_every_household_has_a_verdict_on_every_benefit_of_its_unit(linked: Path) -> None:
    found = screened()
    assert (found.households, found.as_of) == (2, AS_ON)
    assert found.catalogue == shipped_catalogue().digest
    everyone = {str(individual_of(f"bisp_nser_members:M-{n}")) for n in (1, 2, 3)}
    for benefit in shipped_catalogue().benefits():
        subjects = set(verdicts("bisp_nser_households:H-1", benefit.id))
        if benefit.unit == "household":
            assert subjects == {"household"}
        elif benefit.unit == "individual" and benefit.for_whom is None:
            assert subjects == everyone
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        run = ScreeningRun.objects.get()
        [event] = Event.objects.filter(type="screening.run")
    assert run.verdicts[f"{KAFAALAT}:eligible"] == 2
    assert sum(run.verdicts.values()) == sum(found.verdicts.values())
    assert event.catalogue == found.catalogue
    assert event.record["subject"] == {"run": str(found.run), "households": "2"}


def test_who_is_eligible_and_not_in_a_complete_list_is_unserved(linked: Path) -> None:
    found = screened()
    served = verdicts("bisp_nser_households:H-1")["household"]
    unserved = verdicts("bisp_nser_households:H-2")["household"]
    assert (served.verdict, served.receives, served.gap) == ("eligible", True, "")
    assert (unserved.verdict, unserved.receives, unserved.gap) == ("eligible", False, "unserved")
    assert (unserved.amount_min, unserved.amount_max, unserved.per) == (14500, 14500, "quarter")
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert gap_counts() == found.gaps


def test_where_nobody_says_complete_nobody_is_unserved(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    assert "unserved" not in screened().gaps
    assert verdicts("bisp_nser_households:H-2")["household"].receives is None


def test_an_older_day_is_judged_by_the_amounts_of_that_day(linked: Path) -> None:
    found = screened(as_of=date(2025, 6, 30))
    assert found.as_of == date(2025, 6, 30)
    assert verdicts("bisp_nser_households:H-2")["household"].amount_min == 13500


def test_a_day_before_there_was_a_rule_has_no_verdict(linked: Path) -> None:
    screened(as_of=date(2024, 3, 22))
    assert verdicts("bisp_nser_households:H-2") == {}


def test_the_newest_run_replaces_the_last_and_both_runs_stay_recorded(linked: Path) -> None:
    first = screened()
    take_in(linked, "bisp_nser_households", form(PMT_SCORE="60.00"))
    link(linked)
    second = screened()
    assert verdicts("bisp_nser_households:H-1")["household"].verdict == "not_eligible"
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert set(CurrentVerdicts.objects.values_list("run", flat=True)) == {second.run}
        assert set(ScreeningRun.objects.values_list("pk", flat=True)) == {first.run, second.run}
        assert Event.objects.filter(type="screening.run").count() == 2


def test_verdicts_of_another_district_are_invisible(linked: Path, on_duty) -> None:
    screened()
    for district, row in (
        (NOWSHERA, "bisp_nser_households:H-1"),
        (LOWER_DIR, "bisp_nser_households:H-2"),
    ):
        home = household_of(row)
        with acting_as(on_duty(areas=[district]).context, purpose="a test"):
            assert set(CurrentVerdicts.objects.values_list("pk", flat=True)) == {home}


def test_a_poor_household_that_no_money_reaches_is_a_hole(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_nser_households", form(PMT_SCORE="39.00"))
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    other = kafaalat(BENEFICIARY_CNIC=ZARMINA, BENEFICIARY_NAME="Zarmina Bibi")
    take_in(tmp_path, "bisp_payments", other)
    link(tmp_path)
    found = screened()
    home = household_of("bisp_nser_households:H-1")
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [(household, hole)] = [entry for entry in current_holes() if entry[1].need == "money"]
        assert gap_counts()["hole"] == found.gaps["hole"] >= 1
        assert household == home
    [bar] = [bar for bar in hole.bars if bar.benefit == KAFAALAT]
    assert bar.kind == "criterion"
    assert "zakat/guzara/allowance" in hole.still_to_ask


# --- Written out --------------------------------------------------------------------------------


def test_a_run_written_as_parquet_is_for_its_owner_alone_and_by_district(linked: Path) -> None:
    out = linked / "run"
    screened(out=out)
    assert mode(out) == 0o700
    files = sorted(out.rglob("*.parquet"))
    assert [file.parent.name for file in files] == [f"district={LOWER_DIR}", f"district={NOWSHERA}"]
    for file in files:
        assert (mode(file), mode(file.parent)) == (0o600, 0o700)
        frame = pl.read_parquet(file, hive_partitioning=False)
        assert frame.columns == COLUMNS
        assert frame["household_id"].is_sorted()
        assert frame["household_id"].n_unique() == 1


def test_an_older_run_in_the_same_folder_is_replaced_whole(linked: Path) -> None:
    out = linked / "run"
    left = out / "district=PK599"
    left.mkdir(parents=True)
    (left / "verdicts.parquet").write_bytes(b"of an older run")
    screened(out=out)
    assert {file.parent.name for file in out.rglob("*.parquet")} == {
        f"district={LOWER_DIR}",
        f"district={NOWSHERA}",
    }


def test_verdicts_are_exported_one_row_for_each_benefit_and_subject(linked: Path) -> None:
    found = screened()
    for out in (linked / "verdicts.csv", linked / "verdicts.parquet"):
        with acting_as(SYSTEM_DUTY, purpose="a test"):
            rows = export_verdicts(out)
        frame = pl.read_csv(out) if out.suffix == ".csv" else pl.read_parquet(out)
        assert frame.columns == COLUMNS
        assert (frame.height, rows) == (sum(found.verdicts.values()), frame.height)
        assert frame.select("household_id", "benefit", "subject").is_unique().all()
        assert mode(out) == 0o600


def test_links_are_exported_by_list_row_person_and_household(linked: Path) -> None:
    take_in(
        linked, "bisp_payments", kafaalat(),
        kafaalat("T-2", PROGRAMME="TALEEMI WAZAIF", CHILD_NAME="ZAR WALI", LEVEL="PRIMARY"),
    )  # fmt: skip
    link(linked)
    out = linked / "links.csv"
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        rows = export_links(out)
    frame = pl.read_csv(out)
    assert frame.columns == ["list", "row_id", "person_id", "household_id"]
    assert (frame.height, rows) == (9, 9)
    assert mode(out) == 0o600
    found = {(list_id, row): (person, home) for list_id, row, person, home in frame.iter_rows()}
    assert found["bisp_payments", "T-2"][0] == found["bisp_nser_members", "M-2"][0]
    assert ("bisp_payments", "T-2#child") in found


def test_an_export_that_breaks_off_leaves_the_old_file_and_nothing_else(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = linked / "out" / "links.csv"
    out.parent.mkdir()
    out.write_text("as it was", encoding="utf-8")

    def breaks(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(pl.DataFrame, "write_csv", breaks)
    with (
        pytest.raises(OSError, match="disk"),
        acting_as(SYSTEM_DUTY, purpose="a test"),
    ):
        export_links(out)
    assert out.read_text(encoding="utf-8") == "as it was"
    assert list(out.parent.iterdir()) == [out]


def test_an_open_verdict_names_a_criterion_on_which_it_rests(tmp_path: Path) -> None:
    # A score under the ceiling: whether anybody holds a certificate makes no difference.
    take_in(tmp_path, "bisp_nser_households", form(PMT_SCORE="20.00"))
    take_in(tmp_path, "bisp_nser_members", {**FAMILY[0], "WORK": ""}, {**FAMILY[1], "WORK": ""})
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        screen(shipped_catalogue(), at=AT)
        [[kafaalat]] = [
            [one for one in verdicts if one.benefit == KAFAALAT]
            for _, _, _, verdicts in current_verdicts()
        ]
    assert kafaalat.verdict == "not_yet_known"
    assert kafaalat.criterion == "a_woman_can_receive"
