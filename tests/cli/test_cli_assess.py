"""`dareecha assess`: a household file judged, or refused with every mistake by its path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from commands import Run, refusal

WIDOW = {
    "as_of": "2026-11-01",
    "roster_complete": True,
    "household": {"pmt_score": 31.5},
    "members": [
        {"id": "m1", "relationship": "head", "sex": "female", "marital_status": "widowed",
         "cnic_status": "valid", "employer_kind": "none"}
    ],
    "receives_known": "all",
}  # fmt: skip
KAFAALAT = "bisp/kafaalat/cash"


def written(folder: Path, content: object) -> Path:
    path = folder / "household.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_a_household_is_judged_with_reasons_in_words(run: Run, tmp_path: Path) -> None:
    answer = run("assess", written(tmp_path, WIDOW), "--benefit", KAFAALAT)
    assert answer.returncode == 0, answer.stderr
    assert f"Very likely: {KAFAALAT} (household), Rs 14,500 a quarter" in answer.stdout
    assert "31.5" in answer.stdout


def test_only_what_is_still_missing_is_asked_and_a_closed_way_is_no_reason(
    run_here: Run, tmp_path: Path
) -> None:
    [widow] = WIDOW["members"]
    known = {key: value for key, value in widow.items() if key != "employer_kind"}
    path = written(tmp_path, {**WIDOW, "members": [known]})
    said = run_here("assess", path, "--benefit", KAFAALAT).stdout
    assert "?   What work does this person do?" in said
    assert "last day printed on her CNIC" not in said
    assert "  -   Changes nothing here: Transgender by the CNIC" in said
    assert "Because" not in said


def test_where_a_committee_decides_nothing_is_promised(run_here: Run, tmp_path: Path) -> None:
    [widow] = WIDOW["members"]
    disabled = {**widow, "disability_reported": True, "disability_certified": False,
                "permanent_resident_kp": True}  # fmt: skip
    path = written(tmp_path, {**WIDOW, "members": [disabled]})
    certificate = "social-welfare/disability/certificate"
    said = run_here("assess", path, "--benefit", certificate).stdout
    assert f"Seems so, others decide: {certificate} (m1)" in said


@pytest.mark.parametrize(
    ("day", "said"), [("2023-01-15", "  !   Suspended on that day"), ("2026-11-01", None)]
)
def test_nobody_is_sent_to_a_door_that_was_shut_without_a_word(
    run_here: Run, tmp_path: Path, day: str, said: str | None
) -> None:
    [widow] = WIDOW["members"]
    bride = {**widow, "marital_status": "never_married", "date_of_birth": "1990-01-01",
             "istehqaq_certificate": "valid"}  # fmt: skip
    path = written(tmp_path, {**WIDOW, "members": [bride]})
    told = run_here("assess", path, "--benefit", "zakat/marriage/assistance", "--on", day).stdout
    assert "zakat/marriage/assistance (m1)" in told
    assert said in told if said else "  !   " not in told


def test_the_answer_for_machines_has_the_agreed_keys(run_here: Run) -> None:
    answer = run_here("assess", "-", "--json", "--on", "2025-06-30", input=json.dumps(WIDOW))
    found = json.loads(answer.stdout)
    assert set(found) == {"as_of", "catalogue", "benefits", "not_in_force", "next_question"}
    assert found["as_of"] == "2025-06-30"
    cash = next(entry for entry in found["benefits"] if entry["id"] == KAFAALAT)
    assert (cash["verdict"], cash["amount"]) == (
        "eligible",
        {"min": 13500, "max": 13500, "per": "quarter"},
    )
    assert set(cash) >= {
        "id", "subject", "unit", "verdict", "decided_by", "door", "claim", "state", "amount",
        "payee", "criteria", "missing", "open_law",
    }  # fmt: skip


def test_all_mistakes_of_a_file_are_named_by_path_at_once(run_here: Run, tmp_path: Path) -> None:
    broken = {
        **WIDOW,
        "household": {"pmt_skore": 31, "rooms_of_gold": 2},
        "members": [{"id": "m1", "date_of_birth": "1990-02-31", "sex": "woman"}],
        "surprise": 1,
    }
    said = refusal(run_here("assess", written(tmp_path, broken)))
    for path, complaint in (
        ("pmt_skore", "pmt_score"),
        ("rooms_of_gold", ""),
        ("date_of_birth", "1990-02-31"),
        ("sex", "woman"),
        ("surprise", ""),
    ):
        [line] = [line for line in said.splitlines() if path in line]
        assert complaint in line


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "the file is empty"),
        ("{", "not JSON"),
        ('{"household": {"pmt_score": NaN}}', "NaN"),
        ("[" * 100_000, "levels deep"),
        ("[]", "household file"),
        ({"as_of": "2026-02-30"}, "2026-02-30"),
    ],
    ids=["empty", "cut off", "not a number", "too deep", "a list", "no such day"],
)
def test_what_is_no_household_file_is_one_clear_message(
    run_here: Run, tmp_path: Path, content: object, complaint: str
) -> None:
    assert complaint in refusal(run_here("assess", written(tmp_path, content)))


def test_wrong_options_are_told_with_what_would_do(run_here: Run, tmp_path: Path) -> None:
    path = written(tmp_path, WIDOW)
    for arguments, complaint in (
        (("--on", "2026-02-30"), "Write it as 2026-11-01"),
        (("--benefit", "bisp/kafalat/cash"), KAFAALAT),
    ):
        assert complaint in refusal(run_here("assess", path, *arguments))
    assert "cannot be read" in refusal(run_here("assess", tmp_path / "nowhere.json"))
