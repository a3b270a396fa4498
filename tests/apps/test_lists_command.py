"""`dareecha lists`, as somebody at a terminal would use it."""

import json

import pytest
from typer.testing import CliRunner

from dareecha.cli import lists

pytestmark = pytest.mark.django_db(transaction=True)

AGREEMENT = """
list: civil_deaths
owner: civil-registration
instrument: An invented letter
purpose: to test
retention_months: 12
signed_on: 2026-01-01
"""
DEATHS = (
    "CRMS_NO,DECEASED,FATHER_HUSBAND,SEX,CNIC,DATE_OF_DEATH,AGE_AT_DEATH,PLACE,VILLAGE,UC_CODE\n"
    "D-1,Akbar Gul,Sher Gul,M,,31/02/2026,47,Home,Sample Kalay,PK5260302\n"
)


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(lists, "ready", lambda: None)  # the test database is ready
    return lambda *arguments: CliRunner().invoke(lists.app, [str(one) for one in arguments])


@pytest.fixture
def files(tmp_path):
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "civil_deaths.csv").write_text(DEATHS, encoding="utf-8")
    return tmp_path


def test_formats_names_every_list_with_its_key_and_columns(run):
    answer = run("formats")
    assert answer.exit_code == 0
    assert "civil_deaths (version 1, civil-registration)" in answer.output
    found = json.loads(run("formats", "--json").output)["formats"]
    deaths = next(layout for layout in found if layout["id"] == "civil_deaths")
    assert deaths["key"] == ["CRMS_NO"]
    assert {"heading": "CNIC", "field": "cnic", "read": "cnic", "required": True,
            "sensitive": True} in deaths["columns"]  # fmt: skip


def test_without_an_agreement_the_command_fails_and_says_what_to_do(run, files):
    answer = run("import", files / "civil_deaths.csv")
    assert answer.exit_code == 1
    assert "There is no agreement on the list civil_deaths" in answer.output
    assert "dareecha lists agree FILE" in answer.output


def test_agree_then_import_then_import_again(run, files):
    agreed = run("agree", files / "agreement.yaml")
    assert (agreed.exit_code, agreed.output) == (
        0,
        "Agreed: civil_deaths of civil-registration, kept for 12 months.\n",
    )
    first = run("import", files / "civil_deaths.csv", "--problems", files / "problems.csv")
    assert first.exit_code == lists.TAKEN_IN_WITH_PROBLEMS
    assert "1 rows read, 1 new, 0 changed" in first.output
    assert "1 problem for the departments to correct" in first.output
    written = (files / "problems.csv").read_text(encoding="utf-8-sig")
    assert "civil_deaths,,2,D-1,DATE_OF_DEATH,31/02/2026," in written
    again = run("import", files / "civil_deaths.csv")
    assert again.exit_code == lists.TAKEN_IN_WITH_PROBLEMS
    assert "this very file was taken in before; nothing changed" in again.output


def test_a_folder_skips_what_is_no_list_and_a_single_file_fails(run, files):
    run("agree", files / "agreement.yaml")
    (files / "phone_book.csv").write_text("name,number\nx,1\n", encoding="utf-8")
    answer = run("import", files, "--json")
    assert answer.exit_code == lists.TAKEN_IN_WITH_PROBLEMS
    result = json.loads(answer.stdout)
    assert [taken["list"] for taken in result["taken"]] == ["civil_deaths"]
    assert set(result["skipped"]) == {"phone_book.csv"}
    alone = run("import", files / "phone_book.csv")
    assert alone.exit_code == 1
    assert alone.output.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["import", "nowhere.csv"], "there is no such file or folder"),
        (["import", "nowhere.csv", "--format", "essi"], 'There is no layout "essi"'),
        (["import", ".", "--format", "civil_deaths"], "PATH is a folder"),
        (["agree", "nowhere.yaml"], "there is no such file"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_a_failure(run, arguments, complaint):
    answer = run(*arguments)
    assert answer.exit_code == 1
    assert complaint in answer.output


def test_a_folder_in_which_a_known_list_is_refused_fails(run, files):
    answer = run("import", files)
    assert answer.exit_code == 1
    assert "Refused civil_deaths.csv: There is no agreement" in answer.output


@pytest.mark.parametrize("out", ["nowhere/problems.csv", "."])
def test_a_place_where_problems_cannot_be_written_is_told_before_anything_is_taken_in(
    run, files, out
):
    run("agree", files / "agreement.yaml")
    answer = run("import", files / "civil_deaths.csv", "--problems", files / out)
    assert answer.exit_code == 1
    assert "the problems cannot be written there" in answer.output
    assert "Nothing was taken in." in answer.output
    assert json.loads(run("deliveries", "--json").stdout) == {"deliveries": []}


def test_deliveries_are_shown_and_one_is_taken_back(run, files):
    run("agree", files / "agreement.yaml")
    assert "No list was taken in yet." in run("deliveries").output
    run("import", files / "civil_deaths.csv")
    corrected = DEATHS.replace("31/02/2026", "28/02/2026").replace("D-1", "D-1", 1)
    (files / "civil_deaths.csv").write_text(corrected, encoding="utf-8")
    second = run("import", files / "civil_deaths.csv")
    assert "1 changed" in second.output
    shown = json.loads(run("deliveries", "civil_deaths", "--json").stdout)["deliveries"]
    assert [(one["rows_new"], one["rows_changed"]) for one in shown] == [(1, 0), (0, 1)]
    newest = shown[1]["id"]
    assert f"dareecha lists withdraw {newest} --because" in second.output
    back = run("withdraw", newest, "--because", "a wrong day")
    assert back.exit_code == 0
    assert "1 rows count again as an earlier delivery says, 0 count no more" in back.output
    assert "a wrong day" in run("deliveries").output
    again = run("withdraw", newest, "--because", "once more")
    assert again.exit_code == 1
    assert "was taken back on" in again.output


def test_progress_is_shown_to_nobody_who_asks_for_json(run, files):
    run("agree", files / "agreement.yaml")
    answer = run("import", files / "civil_deaths.csv", "--json")
    assert answer.stderr == ""
    assert json.loads(answer.stdout)["taken"][0]["rows_new"] == 1
