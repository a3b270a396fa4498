"""The evaluation as a command: it measures the pilot, refuses clearly, leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from dareecha.cluster.place import SHARED_FOLDER
from dareecha.demo.evaluation.agreements import write_agreements
from dareecha.demo.generate import generate
from dareecha.registry.agreement_files import read_agreements
from dareecha.registry.layout_files import shipped_layouts


def evaluate(*arguments: str, temporary: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "dareecha.demo.evaluate", *arguments],
        env={**os.environ, "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        check=False,
    )


def left_behind() -> set[Path]:
    return set(SHARED_FOLDER.glob("dareecha-evaluation-*"))


def test_a_small_pilot_is_measured_and_nothing_stays_behind(tmp_path: Path) -> None:
    before = left_behind()
    page = tmp_path / "page.md"
    temporary = tmp_path / "t"
    temporary.mkdir()
    done = evaluate("--households", "25", "--json", "--write", str(page), temporary=temporary)
    assert done.returncode == 0, done.stderr
    (measured,) = json.loads(done.stdout).values()
    assert measured["linkage"]["reported"][0]["recall"] > 0.5
    assert measured["lists"]["bisp_nser_members"]["rows"] > 25
    assert "bisp/kafaalat/cash" in measured["assumed"]["bisp_payments"]
    assert "# How well people are linked and gaps are found" in page.read_text(encoding="utf-8")
    assert list(temporary.iterdir()) == []
    assert left_behind() == before


def test_a_folder_without_lists_is_refused_in_one_sentence_and_cleared_away(
    tmp_path: Path,
) -> None:
    generate(tmp_path / "pilot", households=1)
    before, temporary, empty = left_behind(), tmp_path / "t", tmp_path / "empty"
    temporary.mkdir()
    empty.mkdir()
    truth = str(tmp_path / "pilot" / "truth")
    done = evaluate("--lists", str(empty), "--truth", truth, temporary=temporary)
    assert done.returncode == 1
    assert "there is no CSV or XLSX file in this folder" in done.stderr
    assert "Traceback" not in done.stderr
    assert (list(temporary.iterdir()), left_behind()) == ([], before)


def test_lists_without_their_truth_are_refused(tmp_path: Path) -> None:
    done = evaluate("--lists", str(tmp_path), temporary=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--lists and --truth go together" in done.stderr


def test_a_truth_that_cannot_be_read_is_refused_before_the_long_work(tmp_path: Path) -> None:
    done = evaluate("--lists", str(tmp_path), "--truth", str(tmp_path), temporary=tmp_path)
    assert done.returncode == 1
    assert "one file *truth_rows.csv is expected" in done.stderr


def test_every_agreement_says_that_it_is_of_an_evaluation(tmp_path: Path) -> None:
    write_agreements(tmp_path / "agreements", date(2026, 6, 30))
    terms = [one for file in (tmp_path / "agreements").iterdir() for one in read_agreements(file)]
    assert {one.list for one in terms} == set(shipped_layouts())
    assert {one.instrument for one in terms} == {"evaluation on invented people"}
    assert {one.list for one in terms if not one.assumed} == {"sw_disability_register"}
