"""Findings that rest on rows: overlaps, short payments, late decisions, kin, contradictions."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_lists import (
    AKBAR,
    AT,
    FAMILY,
    GULALAI,
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

from dareecha.findings.making import make_findings
from dareecha.findings.models import Finding
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.judging import screen

pytestmark = pytest.mark.django_db(transaction=True)

KAFAALAT, GUZARA = "bisp/kafaalat/cash", "zakat/guzara/allowance"
KINDS = ("forbidden_overlap", "short_payment", "late", "kin", "inclusion_error")


def guzara(key: str = "Z-1", **cells: object) -> dict[str, object]:
    """Guzara allowance paid to Gulalai by committee LZC-1."""
    return {
        "رجسٹر نمبر": key, "نام مستحق": "Gulalai", "ولدیت / زوجیت": "Akbar Gul",
        "شناختی کارڈ نمبر": GULALAI, "عمر": 42, "گاؤں / محلہ": "Sample Kalay",
        "مقامی زکوٰۃ کمیٹی": "LZC-1", "مد": "گزارہ الاؤنس", "وجہ استحقاق": "نادار",
        "منظور شدہ رقم": 12000, "ادا شدہ رقم": 12000, "تاریخ ادائیگی": "01/04/2026", **cells,
    }  # fmt: skip


def chair(committee: str = "LZC-1", **cells: object) -> dict[str, object]:
    """Akbar Gul, Gulalai's husband, presides over a committee."""
    return {
        "نمبر": "LM-1", "کمیٹی نمبر": committee, "نام": "Akbar Gul", "ولدیت / زوجیت": "Sher Gul",
        "شناختی کارڈ نمبر": AKBAR, "عہدہ": "چیئرمین", "گاؤں": "Sample Kalay", "ضلع": "نوشہرہ",
        **cells,
    }  # fmt: skip


def application(**cells: object) -> dict[str, object]:
    return {
        "app_no": "AP-1", "department": "BISP", "benefit_line": "1 Benazir Kafaalat",
        "applicant": "Gulalai", "father_husband": "Akbar Gul", "cnic": GULALAI,
        "village": "Sample Kalay", "asked_on": "2026-05-01", "acknowledged_on": "2026-05-02",
        "decided_on": "", "decision": "", "paid_on": "", "limit_days": 30, **cells,
    }  # fmt: skip


def made(folder: Path) -> list[Finding]:
    """Link, judge, find: the findings of the kinds that are looked at here."""
    link(folder)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        screen(shipped_catalogue(), at=AT)
        make_findings(shipped_catalogue(), at=AT)
        return list(Finding.objects.filter(kind__in=KINDS).order_by("kind", "id"))


def kinds(found: list[Finding]) -> list[str]:
    return [finding.kind for finding in found]


def test_less_received_than_due_is_for_the_department_to_ask_the_pay_point(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat(AMOUNT_RECEIVED=13000))
    [found] = made(tmp_path)
    assert (found.kind, found.owner, found.next_step) == (
        "short_payment",
        "bisp",
        "ask_the_pay_point",
    )
    assert found.individual_id == individual_of("bisp_payments:T-1")
    assert found.detail == {
        "rows": ["bisp_payments:T-1"],
        "due": 14500,
        "received": 13000,
        "short_by": 1500,
    }


@pytest.mark.parametrize("received", [14500, 15000, ""])
def test_a_full_payment_and_one_not_yet_made_are_not_short(
    tmp_path: Path, received: object
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat(AMOUNT_RECEIVED=received))
    assert kinds(made(tmp_path)) == []


def test_kafaalat_and_guzara_of_one_woman_at_a_time_are_told_with_both_rows(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    take_in(tmp_path, "zakat_mustahiqeen", guzara())
    [found] = [one for one in made(tmp_path) if one.kind == "forbidden_overlap"]
    assert set(found.detail["benefits"]) == {KAFAALAT, GUZARA}
    assert set(found.detail["rows"]) == {"bisp_payments:T-1", "zakat_mustahiqeen:Z-1"}
    assert found.individual_id == individual_of("bisp_payments:T-1")


def test_guzara_of_an_earlier_year_is_no_overlap(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "bisp_payments", kafaalat())
    take_in(tmp_path, "zakat_mustahiqeen", guzara(**{"تاریخ ادائیگی": "01/01/2025"}))
    assert "forbidden_overlap" not in kinds(made(tmp_path))


@pytest.mark.parametrize(
    ("cells", "days_over", "decided"),
    [
        ({}, 30, False),
        ({"decided_on": "2026-06-10", "decision": "granted"}, 10, True),
        ({"decided_on": "2026-05-31", "decision": "granted"}, None, True),
        ({"limit_days": ""}, None, False),
    ],
)
def test_a_decision_beyond_the_promised_days_is_late(
    tmp_path: Path, cells: dict[str, object], days_over: int | None, decided: bool
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "applications_log", application(**cells))
    found = made(tmp_path)
    if days_over is None:
        assert found == []
        return
    [late] = found
    assert (late.kind, late.owner, late.benefit) == ("late", "bisp", KAFAALAT)
    assert (late.detail["days_over"], late.detail["decided"]) == (days_over, decided)


def test_kin_of_the_committee_that_granted_is_a_flag_for_oversight_alone(
    tmp_path: Path, on_duty
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "zakat_mustahiqeen", guzara())
    take_in(tmp_path, "lzc_members", chair())
    [found] = made(tmp_path)
    assert (found.kind, found.owner, found.next_step) == ("kin", "oversight", "second_look")
    assert found.detail == {
        "rows": ["zakat_mustahiqeen:Z-1", "lzc_members:LM-1"],
        "body": "LZC-1",
        "how": "spouse",
    }
    with acting_as(on_duty(role="officer", department="zakat").context, purpose="a test"):
        assert not Finding.objects.filter(kind="kin").exists()


def test_kin_of_another_committee_is_no_finding(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "zakat_mustahiqeen", guzara())
    take_in(tmp_path, "lzc_members", chair("LZC-9"))
    assert kinds(made(tmp_path)) == []


def test_a_score_far_above_the_line_contradicts_what_is_drawn(tmp_path: Path) -> None:
    take_in(tmp_path, "bisp_nser_households", form(PMT_SCORE="55.00"))
    take_in(tmp_path, "bisp_nser_members", *FAMILY)
    take_in(tmp_path, "bisp_payments", kafaalat())
    [found] = made(tmp_path)
    assert (found.kind, found.owner, found.benefit) == ("inclusion_error", "oversight", KAFAALAT)
    assert found.household_id == household_of("bisp_nser_households:H-1")
    assert found.individual_id is None


def test_a_confidential_list_gives_findings_to_its_department_alone(
    tmp_path: Path, on_duty
) -> None:
    take_in_family(tmp_path)
    grant = {
        "No": "MG-1", "Name": "Gulalai", "Father/Husband": "Akbar Gul", "CNIC": GULALAI,
        "Religion": "", "Category": "Medical", "Sanctioned": 10000, "Paid": 8000,
        "Date": "01/06/2026", "District": "Nowshera", "Village": "Sample Kalay",
    }  # fmt: skip
    agree(tmp_path, "minority_grants")
    take_in(tmp_path, "minority_grants", grant)
    [found] = made(tmp_path)
    assert (found.kind, found.is_confidential) == ("short_payment", True)
    for role, department, sees in (
        ("officer", "auqaf", True),
        ("officer", "bisp", False),
        ("facilitator", "planning", False),
    ):
        with acting_as(on_duty(role=role, department=department).context, purpose="a test"):
            assert Finding.objects.exists() is sees, (role, department)
