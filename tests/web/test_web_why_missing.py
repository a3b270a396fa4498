"""The household page says why something is missing, where that is known, and else nothing."""

from __future__ import annotations

from pathlib import Path

from dareecha.domain.rules.catalogue import Catalogue
from web import composed

SHIPPED = Path(__file__).resolve().parents[2] / "schemes"


def test_a_fact_that_nobody_told_was_not_asked_yet() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"))
    assert (
        composed.step(composed.page(composed.household(), of), "Has a field").why == "never_asked"
    )


def test_a_fact_that_somebody_declined_was_asked() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"))
    told = {**composed.household(), "household": {"has_a_field": {"declined": True}}}
    found = [step.why for step in composed.page(told, of).missing_steps]
    assert "never_asked" not in found


def test_a_paper_that_would_show_it_is_missing() -> None:
    of = composed.catalogue(("paper", "individual", "disability_certified"))
    page = composed.page(composed.household(disability_reported=True), of)
    assert composed.step(page, "Disability certificate").why == "paper_missing"


def test_what_the_rule_admits_to_stands_with_the_reason_why_they_do_not_have_it() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"), state="suspended")
    told = {**composed.household(), "household": {"has_a_field": True}, "receives_known": "all"}
    [line] = [one for one in composed.page(told, of).not_had if one.benefit.text == "Mill's field"]
    assert (line.why, line.is_received) == (("closed",), False)


def test_what_nobody_can_ask_for_now_stands_apart_from_what_they_can_go_for() -> None:
    told = {**composed.household(), "household": {"has_a_field": True}, "receives_known": "all"}
    benefit = ("field", "household", "has_a_field")
    shut = composed.page(told, composed.catalogue(benefit, state="suspended"))
    assert [one.benefit.text for one in shut.shut_to_them] == ["Mill's field"]
    assert shut.can_ask_for == ()
    open_ = composed.page(told, composed.catalogue(benefit))
    assert [one.benefit.text for one in open_.can_ask_for] == ["Mill's field"]
    assert open_.shut_to_them == ()


def test_what_is_for_nobody_here_is_folded_away_and_nothing_is_lost() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"))
    told = {**composed.household(), "household": {"has_a_field": False}}
    page = composed.page(told, of)
    assert [row.name.text for row in page.rows_for_nobody] == ["Mill's field"]
    parts = (*page.rows_settled, *page.rows_open, *page.rows_for_nobody)
    assert sorted(row.benefit_id for row in parts) == sorted(
        row.benefit_id for row in page.verdict_rows
    )


def test_what_nobody_knows_is_no_reason_and_no_receipt() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"))
    told = {**composed.household(), "household": {"has_a_field": True}}
    [line] = [one for one in composed.page(told, of).not_had if one.benefit.text == "Mill's field"]
    assert (line.why, line.is_received) == ((), None)


def test_who_receives_it_misses_nothing() -> None:
    of = composed.catalogue(("field", "household", "has_a_field"))
    told = {
        **composed.household(),
        "household": {"has_a_field": True},
        "receives": [{"benefit": "mill/mill-help/field", "subject": "household"}],
    }
    assert [one for one in composed.page(told, of).not_had if "field" in one.benefit.text] == []


def test_a_way_that_is_shut_beside_an_open_one_is_no_reason_for_a_no() -> None:
    told = {
        "as_of": "2026-11-01",
        "roster_complete": True,
        "household": {"pmt_score": 25},
        "members": [
            {"id": composed.HEAD, "relationship": "head", "sex": "male",
             "marital_status": "never_married", "disability_reported": False,
             "disability_certified": False, "cnic_status": "valid"}
        ],
    }  # fmt: skip
    page = composed.page(told, Catalogue.from_folder(SHIPPED))
    [row] = [row for row in page.verdict_rows if row.benefit_id == "bisp/kafaalat/cash"]
    said = " ".join(reason.text for cell in row.cells for reason in cell.because)
    assert row.is_for_nobody
    assert said
    assert "disability" not in said


def test_what_only_the_law_leaves_open_is_never_called_likely() -> None:
    told = {
        "as_of": "2026-11-01",
        "roster_complete": True,
        "household": {"residence_district": "PK526"},
        "members": [{"id": composed.HEAD, "relationship": "head"}],
    }
    page = composed.page(told, Catalogue.from_folder(SHIPPED))
    [row] = [row for row in page.verdict_rows if row.benefit_id == "food/sasti-roti/bread"]
    assert [cell.kind for cell in row.cells if cell.kind != "dash"] == ["law"]
    assert row in page.rows_open
