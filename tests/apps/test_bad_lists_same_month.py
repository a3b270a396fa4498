"""Two files of one month that differ: which of them counts is told, and can be turned round."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from small_lists import (
    AT,
    HEADINGS,
    Row,
    agree,
    individual_of,
    kafaalat,
    link,
    shipped_catalogue,
    take_in_family,
)
from typer.testing import CliRunner, Result

from dareecha.cli import lists
from dareecha.findings.making import make_findings
from dareecha.registry.models import ListRow
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)

JUNE = "2026-06-30"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lists, "ready", lambda: None)  # the test database is ready

    def command(*words: object) -> Result:
        answer = CliRunner().invoke(lists.app, [str(word) for word in words])
        assert answer.exit_code == 0, answer.output
        return answer

    return command


@pytest.fixture
def payments(tmp_path: Path):
    agree(tmp_path, "bisp_payments")

    def written(name: str, *rows: Row) -> Path:
        path = tmp_path / f"bisp_payments_{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            write = csv.DictWriter(file, HEADINGS["bisp_payments"].split(), restval="")
            write.writeheader()
            write.writerows(rows)
        return path

    return written


def in_use() -> dict[str, str]:
    """The amount received, by the number of the row."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        rows = ListRow.objects.live("bisp_payments")
        return {row.row_key: row.content["AMOUNT_RECEIVED"] for row in rows}


def deliveries(run) -> list[dict[str, object]]:
    return json.loads(run("deliveries", "bisp_payments", "--json").stdout)["deliveries"]


def test_the_second_file_of_a_month_counts_and_the_first_is_one_command_away(run, payments) -> None:
    run("import", payments("june", kafaalat(), kafaalat("T-2", QUARTER="2026-Q1")), "--as-on", JUNE)
    again = payments("june_again", kafaalat(AMOUNT_RECEIVED=14000))
    told = run("import", again, "--as-on", JUNE).stdout
    assert "0 new, 1 changed, 0 known" in told
    assert "The changed rows of before are kept as history." in told
    assert in_use() == {"T-1": "14000", "T-2": "14500"}
    first, second = deliveries(run)
    assert f"dareecha lists withdraw {second['id']} --because" in told
    assert (first["file_name"], second["rows_changed"]) == ("bisp_payments_june.csv", 1)
    run("withdraw", second["id"], "--because", "the first one was right")
    assert in_use() == {"T-1": "14500", "T-2": "14500"}


def test_of_two_files_in_one_folder_the_later_name_counts_and_both_are_told(
    run, payments, tmp_path: Path
) -> None:
    payments("a", kafaalat(AMOUNT_RECEIVED=14000))
    payments("b", kafaalat(AMOUNT_RECEIVED=14500))
    told = run("import", tmp_path, "--as-on", JUNE).stdout
    assert "bisp_payments_a.csv: bisp_payments, 1 rows read, 1 new, 0 changed" in told
    assert "bisp_payments_b.csv: bisp_payments, 1 rows read, 0 new, 1 changed" in told
    assert in_use() == {"T-1": "14500"}


def test_a_file_whose_rows_were_numbered_anew_says_what_to_take_back(
    run, payments, tmp_path: Path
) -> None:
    take_in_family(tmp_path)
    run("import", payments("june", kafaalat("T-1")), "--as-on", JUNE)
    told = run("import", payments("june_again", kafaalat("N-1")), "--as-on", JUNE).stdout
    assert "1 rows of earlier deliveries for the same period are not in this one." in told
    assert "take that back: dareecha lists deliveries bisp_payments" in told
    link(tmp_path)
    assert individual_of("bisp_payments:T-1") == individual_of("bisp_payments:N-1")
    assert [kind for kind in made() if kind == "duplicate"] == ["duplicate"]
    run("withdraw", deliveries(run)[0]["id"], "--because", "it came again, numbered anew")
    assert set(in_use()) == {"N-1"}
    link(tmp_path)
    assert made() == {}


def made() -> dict[str, int]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return make_findings(shipped_catalogue(), at=AT)
