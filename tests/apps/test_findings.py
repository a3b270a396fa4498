"""Findings: paid after death, twice in one list; who may see them; what stays closed."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import polars as pl
import pytest
from small_lists import (
    AT,
    LOWER_DIR,
    NOWSHERA,
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

from dareecha.findings.exports import NothingToExport, export_findings
from dareecha.findings.making import make_findings
from dareecha.findings.models import Finding
from dareecha.journal.models import Event
from dareecha.registry.installation import (
    OnlyInventedHere,
    RealDataHere,
    is_invented,
    mark_as_invented,
)
from dareecha.registry.models import Agreement
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.judging import screen

pytestmark = pytest.mark.django_db(transaction=True)

INVALIDITY, KAFAALAT = "eobi/pensions/invalidity-pension", "bisp/kafaalat/cash"
COLUMNS = ["kind", "person_id", "household_id", "benefit", "detail"]


@pytest.fixture
def paid_after_death(tmp_path: Path) -> Path:
    """Akbar Gul died in May; his pension was paid in June."""
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    return tmp_path


def made() -> dict[str, int]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return make_findings(shipped_catalogue(), at=AT)


def findings(**what: object) -> list[Finding]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return list(Finding.objects.filter(**what).order_by("kind", "id"))


def close(finding: Finding) -> None:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert Finding.objects.filter(pk=finding.pk).update(state=Finding.State.CLOSED) == 1


def last_event() -> dict[str, str]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return Event.objects.filter(type="findings.made").order_by("-id")[0].record["subject"]


def test_a_pension_paid_after_a_registered_death_needs_contact(paid_after_death: Path) -> None:
    assert made() == {"ghost": 1}
    [found] = findings()
    assert (found.kind, found.benefit, found.district) == ("ghost", INVALIDITY, NOWSHERA)
    assert (found.next_step, found.owner) == ("contact_needed", "oversight")
    assert found.individual_id == individual_of("civil_deaths:D-1")
    assert found.household_id == household_of("bisp_nser_households:H-1")
    assert found.detail == {
        "died_on": "2026-05-02",
        "death_row": "civil_deaths:D-1",
        "last_paid_on": "2026-06-01",
        "last_row": "eobi_pensioners:P-1",
        "payments": 1,
        "by": "number",
    }
    assert last_event()["ghost"] == "1"


def test_a_pension_paid_for_the_last_time_before_death_is_nobodys_finding(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "eobi_pensioners", pensioner(LAST_PAYMENT="02-May-2026"))
    link(tmp_path)
    assert made() == {}


def test_with_nothing_to_find_the_step_succeeds_and_is_in_the_journal(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    assert made() == {}
    assert findings() == []
    assert set(last_event().values()) == {"0"}


def test_a_suspicion_is_for_oversight_alone(paid_after_death: Path, on_duty) -> None:
    made()
    for role, department in (("facilitator", "planning"), ("officer", "eobi"), ("planner", "eobi")):
        duty = on_duty(role=role, department=department).context
        with acting_as(duty, purpose="a test"):
            assert not Finding.objects.exists(), role
    with acting_as(on_duty(role="auditor", areas=[LOWER_DIR]).context, purpose="a test"):
        assert not Finding.objects.exists()
    with acting_as(on_duty(role="auditor").context, purpose="a test"):
        assert Finding.objects.get().kind == "ghost"


def test_two_rows_for_one_quarter_are_a_duplicate_for_the_department_to_look_at(
    tmp_path: Path, on_duty
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat("T-1"), kafaalat("T-2"))
    link(tmp_path)
    assert made() == {"duplicate": 1}
    [found] = findings()
    assert found.detail == {
        "list": "bisp_payments",
        "rows": ["bisp_payments:T-1", "bisp_payments:T-2"],
    }
    assert (found.owner, found.next_step) == ("bisp", "look_at_both_rows")
    for role, department, sees in (
        ("officer", "bisp", True),
        ("officer", "zakat", False),
        ("facilitator", "planning", True),
    ):
        with acting_as(on_duty(role=role, department=department).context, purpose="a test"):
            assert Finding.objects.exists() is sees, (role, department)


def test_two_quarters_or_two_programmes_are_no_duplicate(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(
        tmp_path,
        "bisp_payments",
        kafaalat("T-1"),
        kafaalat("T-2", QUARTER="2026-Q1", PAID_ON="2026-02-01"),
        kafaalat("T-3", PROGRAMME="NASHONUMA"),
    )
    link(tmp_path)
    assert made() == {}


def test_open_findings_are_replaced_and_not_piled_up(paid_after_death: Path) -> None:
    made()
    [first] = findings()
    made()
    [second] = findings()
    assert first.pk != second.pk
    take_in(paid_after_death, "eobi_pensioners", pensioner(LAST_PAYMENT="01-Apr-2026"))
    link(paid_after_death)
    assert made() == {}
    assert findings() == []


def test_a_closed_finding_stays_closed_and_is_not_opened_again(paid_after_death: Path) -> None:
    made()
    [found] = findings()
    close(found)
    assert made() == {}
    assert [one.pk for one in findings(state="closed")] == [found.pk]
    assert findings(state="open") == []


def test_a_duplicate_closed_in_one_list_hides_none_in_another(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat("T-1"), kafaalat("T-2"))
    link(tmp_path)
    made()
    close(findings()[0])
    hers = {"NAME": "GULALAI", "FATHER_HUSBAND": "AKBAR GUL", "NIC_NO": "1729900000028",
            "BIRTH_DATE": "16-Jul-1983"}  # fmt: skip
    take_in(tmp_path, "eobi_pensioners", pensioner("P-1", **hers), pensioner("P-2", **hers))
    link(tmp_path)
    assert made() == {"duplicate": 1}
    assert findings(state="open")[0].detail["list"] == "eobi_pensioners"


def test_a_finding_names_rows_and_days_and_nobody(paid_after_death: Path) -> None:
    made()
    text = str(findings()[0].detail)
    assert "Akbar" not in text
    assert "17299" not in text


# --- Written out --------------------------------------------------------------------------------


def exported(out: Path) -> pl.DataFrame:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert export_findings(out) == pl.read_csv(out).height
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    return pl.read_csv(out).with_columns(pl.col(pl.String).fill_null(""))


def test_before_anything_is_found_there_is_nothing_to_export(tmp_path: Path) -> None:
    with (
        pytest.raises(NothingToExport, match="dareecha screen"),
        acting_as(SYSTEM_DUTY, purpose="a test"),
    ):
        export_findings(tmp_path / "findings.csv")
    assert list(tmp_path.iterdir()) == []


def test_outside_a_demonstration_suspicions_leave_as_numbers_only(paid_after_death: Path) -> None:
    made()
    frame = exported(paid_after_death / "findings.csv")
    assert frame.columns == COLUMNS
    [row] = frame.rows()
    assert row == ("ghost", "", "", INVALIDITY, '{"count": 1}')


def test_where_people_are_invented_suspicions_are_exported_one_by_one(tmp_path: Path) -> None:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        mark_as_invented()
        mark_as_invented()
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_deaths", death())
    take_in(tmp_path, "eobi_pensioners", pensioner())
    link(tmp_path)
    made()
    [(kind, who, home, benefit, detail)] = exported(tmp_path / "findings.csv").rows()
    assert (kind, who, home, benefit) == (
        "ghost",
        str(individual_of("civil_deaths:D-1")),
        str(household_of("civil_deaths:D-1")),
        INVALIDITY,
    )
    told = json.loads(detail)
    assert (told["died_on"], told["next_step"], told["owner"]) == (
        "2026-05-02",
        "contact_needed",
        "oversight",
    )


def test_the_first_agreement_decides_whether_people_here_are_invented(tmp_path: Path) -> None:
    agree(tmp_path, "civil_deaths", invented=True)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert is_invented()
    with pytest.raises(OnlyInventedHere, match="invented: true"):
        agree(tmp_path, "eobi_pensioners", invented=False)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not Agreement.objects.filter(list="eobi_pensioners").exists()


def test_after_an_agreement_on_others_no_agreement_on_invented_people_is_taken(
    tmp_path: Path,
) -> None:
    agree(tmp_path, "civil_deaths", invented=False)
    with pytest.raises(RealDataHere):
        agree(tmp_path, "eobi_pensioners", invented=True)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not is_invented()


def test_a_database_with_lists_cannot_be_called_invented_afterwards(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    with (
        pytest.raises(RealDataHere, match="DAREECHA_HOME"),
        acting_as(SYSTEM_DUTY, purpose="a test"),
    ):
        mark_as_invented()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not is_invented()


def test_gaps_are_exported_with_the_fact_that_would_decide(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = screen(shipped_catalogue(), at=AT)
    frame = exported(tmp_path / "findings.csv")
    assert frame.height == sum(found.gaps.values())
    [unserved] = frame.filter(pl.col("kind") == "unserved", pl.col("benefit") == KAFAALAT).rows()
    assert unserved[1:3] == ("", str(household_of("bisp_nser_households:H-2")))
    people = {str(individual_of(f"bisp_nser_members:M-{n}")) for n in (1, 2, 3, 9)}
    for detail in frame.filter(pl.col("kind") == "hole")["detail"]:
        assert set(json.loads(detail)) == {"need", "bars", "still_to_ask"}
    undetermined = frame.filter(pl.col("kind") == "undetermined")
    assert set(undetermined["person_id"]) <= people | {""}
    for detail in undetermined["detail"]:
        assert json.loads(detail)["missing"] in shipped_catalogue().facts


def test_a_hole_is_exported_with_its_need_its_bars_and_what_is_still_to_ask(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_nser_households", form(PMT_SCORE="39.00"))
    agree(tmp_path, "bisp_payments", complete_for=[KAFAALAT])
    paid_elsewhere = kafaalat(BENEFICIARY_CNIC="", BENEFICIARY_NAME="Somebody Else")
    take_in(tmp_path, "bisp_payments", paid_elsewhere)
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        screen(shipped_catalogue(), at=AT)
    holes = exported(tmp_path / "findings.csv").filter(pl.col("kind") == "hole")
    [money] = [row for row in holes.rows() if json.loads(row[4])["need"] == "money"]
    assert money[1:4] == ("", str(household_of("bisp_nser_households:H-1")), "")
    detail = json.loads(money[4])
    assert [KAFAALAT, "poor_enough"] in [bar[:2] for bar in detail["bars"]]
    assert "zakat/guzara/allowance" in detail["still_to_ask"]
