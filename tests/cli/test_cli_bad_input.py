"""What cannot be used is refused with one clear message, and nothing of it is kept."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run, addresses, refusal

from dareecha.cli.lists import TAKEN_IN_WITH_PROBLEMS
from dareecha.cluster import LocalCluster

SHIPPED = Path(__file__).resolve().parents[2] / "schemes"
HEADINGS = (
    "CRMS_NO,DECEASED,FATHER_HUSBAND,SEX,CNIC,DATE_OF_DEATH,AGE_AT_DEATH,PLACE,VILLAGE,UC_CODE"
)
GOOD = "D-1,Akbar Gul,Sher Gul,M,1729900000011,02/05/2026,47,Home,Sample Kalay,PK5260302"
TWELVE_DIGITS = "D-2,Zar Wali,Sher Gul,M,172990000001,02/05/2026,47,Home,Sample Kalay,PK5260302"
NO_SUCH_DAY = "D-3,Noor Khan,Sher Gul,M,,31/02/2026,47,Home,Sample Kalay,PK5260302"
AGREEMENT = """
list: civil_deaths
owner: civil-registration
instrument: An invented letter
purpose: to test
retention_months: 12
signed_on: 2026-01-01
"""
KEPT = ("registry_listrow", "registry_delivery", "registry_mention", "journal_event")


def deaths(folder: Path, *rows: str, name: str = "civil_deaths.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADINGS, *rows]) + "\n" if rows else "", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def never_used(server: LocalCluster) -> Iterator[dict[str, str]]:
    yield addresses(server.create_database("never_used_cli"))
    server.drop_database("never_used_cli")


@pytest.fixture(scope="module")
def kept(server: LocalCluster, own_lists: dict[str, str], run: Run):
    """How many rows stand in the tables of the second database; asked past all policies."""
    assert run("lists", "deliveries", **own_lists).returncode == 0

    def count() -> dict[str, int]:
        with server.connect_as_admin("own_lists") as admin:
            return {
                table: admin.execute(f"select count(*) from {table}").fetchone()[0]  # noqa: S608
                for table in KEPT
            }

    return count


# --- Lists --------------------------------------------------------------------------------------


def test_a_list_that_cannot_be_taken_in_leaves_nothing(
    run: Run, own_lists: dict[str, str], kept, tmp_path: Path
) -> None:
    before = kept()
    empty = deaths(tmp_path, name="empty.csv")
    good = deaths(tmp_path, GOOD, name="civil_deaths_2026.csv")
    for arguments, complaint in (
        ((good,), "There is no agreement on the list civil_deaths"),
        ((empty,), "empty"),
        ((good, "--format", "bisp_payments"), "TXN_ID"),
    ):
        assert complaint in refusal(run("lists", "import", *arguments, **own_lists))
    agreement = tmp_path / "agreement.yaml"
    agreement.write_text(AGREEMENT.replace("2026-01-01", "2026-02-30"), encoding="utf-8")
    said = refusal(run("lists", "agree", agreement, **own_lists))
    assert 'agreement.yaml, line 7: "2026-02-30" is no day of the calendar' in said
    assert kept() == before


def test_bad_cells_are_told_by_row_and_column_and_the_good_ones_stay(
    run: Run, own_lists: dict[str, str], kept, tmp_path: Path
) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert run("lists", "agree", tmp_path / "agreement.yaml", **own_lists).returncode == 0
    none = tmp_path / "civil_deaths.csv"
    none.write_text(HEADINGS + "\n", encoding="utf-8")
    assert "no row under them" in refusal(run("lists", "import", none, **own_lists))
    path = deaths(tmp_path, GOOD, TWELVE_DIGITS, NO_SUCH_DAY)
    problems = tmp_path / "problems.csv"
    answer = run("lists", "import", path, "--problems", problems, **own_lists)
    assert answer.returncode == TAKEN_IN_WITH_PROBLEMS, answer.stderr
    assert "2 problems for the departments to correct" in answer.stdout
    assert kept()["registry_listrow"] == 3
    with problems.open(encoding="utf-8-sig", newline="") as file:
        told = {
            (row["row"], row["row_id"], row["column"]): row["what to do"]
            for row in csv.DictReader(file)
        }
    assert set(told) == {("3", "D-2", "CNIC"), ("4", "D-3", "DATE_OF_DEATH")}
    assert "13 digits; this has 12" in told["3", "D-2", "CNIC"]
    assert "no such day" in told["4", "D-3", "DATE_OF_DEATH"]
    assert "172990000001" not in answer.stdout + answer.stderr + problems.read_text("utf-8-sig")


def test_a_list_without_a_bad_cell_ends_well_and_a_bad_one_tells_a_script_so(
    run: Run, own_lists: dict[str, str], kept, tmp_path: Path
) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert run("lists", "agree", tmp_path / "agreement.yaml", **own_lists).returncode == 0
    folder = tmp_path / "lists"
    folder.mkdir()
    deaths(folder, GOOD.replace("D-1", "D-91"), name="civil_deaths_1.csv")
    assert run("lists", "import", folder, **own_lists).returncode == 0
    deaths(folder, NO_SUCH_DAY.replace("D-3", "D-93"), name="civil_deaths_2.csv")
    for _ in ("the first time", "the same files again"):
        answer = run("lists", "import", folder, **own_lists)
        assert answer.returncode == TAKEN_IN_WITH_PROBLEMS
        assert "1 problem for the departments to correct" in answer.stdout
    deaths(folder, name="civil_deaths_3.csv")
    answer = run("lists", "import", folder, **own_lists)
    assert answer.returncode == 1
    assert "Refused civil_deaths_3.csv: the file is empty" in answer.stdout


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "30/06/2026", ""])
def test_a_day_that_the_calendar_does_not_have_is_refused_as_an_option(
    run_here: Run, kept, tmp_path: Path, day: str
) -> None:
    before = kept()
    path = deaths(tmp_path, GOOD)
    for arguments, option in (
        (("lists", "import", path, "--as-on", day), "--as-on"),
        (("screen", "--on", day), "--on"),
        (("assess", "-", "--on", day), "--on"),
    ):
        said = refusal(run_here(*arguments, input="{}"))
        assert said == (
            f'{option}: "{day}" is not a day of the calendar. Write it as 2026-11-01.\n'
        )
    assert kept() == before


# --- Exports ------------------------------------------------------------------------------------


def test_what_cannot_be_exported_or_written_is_told(
    run: Run, run_here: Run, own_lists: dict[str, str], kept, tmp_path: Path
) -> None:
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    for arguments, complaint in (
        (("export", "everything", "--out", tmp_path / "x.csv"), "links, verdicts or findings"),
        (("export", "links", "--out", tmp_path / "x.txt"), ".csv or .parquet"),
        (("screen", "--engine", "abacus"), "abacus"),
        (("screen", "--on", "2026-02-30"), "2026-02-30"),
    ):
        assert complaint in refusal(run_here(*arguments))
    for out in (folder, blocked / "x.csv"):
        said = refusal(run("export", "links", "--out", out, **own_lists))
        assert "cannot be written" in said
        assert str(tmp_path) in said
    assert sorted(tmp_path.iterdir()) == [blocked, folder]


@pytest.mark.parametrize(
    "arguments",
    [
        ("gaps",),
        ("gaps", "--json"),
        *(("export", what) for what in ("links", "verdicts", "findings")),
    ],
    ids=" ".join,
)
def test_what_rests_on_lists_is_refused_where_none_was_taken_in(
    run: Run, never_used: dict[str, str], tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    out = ("--out", tmp_path / "table.csv") if arguments[0] == "export" else ()
    said = refusal(run(*arguments, *out, **never_used))
    assert said.startswith("No list has been taken in yet. Run first: dareecha lists agree FILE")
    assert "dareecha lists import PATH, dareecha link" in said
    assert not list(tmp_path.iterdir())


# --- The catalogue ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def broken_schemes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped schemes with a wrong key, and a parameter that lost its day."""
    folder = tmp_path_factory.mktemp("catalogue") / "schemes"
    shutil.copytree(SHIPPED, folder)
    for name, old, new in (
        ("rules.yaml", "unit: household", "units: household"),
        ("parameters.yaml", "{from: 2025-01-01, ", "{"),
    ):
        path = folder / "bisp" / "kafaalat" / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("lists", "import", "."),
        ("demo", "--no-serve", "--households", "5"),
        ("journal", "verify"),
    ],
    ids=" ".join,
)
def test_a_wrong_key_and_a_parameter_without_a_day_are_named_by_file_and_line(
    run: Run, own_lists: dict[str, str], broken_schemes: Path, kept, arguments: tuple[str, ...]
) -> None:
    before = kept()
    answer = run(*arguments, input="{}", **own_lists, DAREECHA_SCHEMES=str(broken_schemes))
    said = refusal(answer)
    assert "bisp/kafaalat/rules.yaml:" in said
    assert "units" in said
    assert "bisp/kafaalat/parameters.yaml:" in said
    assert "from" in said
    assert kept() == before


def test_a_catalogue_folder_that_is_not_there_is_told(
    run: Run, run_here: Run, tmp_path: Path
) -> None:
    nowhere = tmp_path / "nowhere"
    assert "no such folder" in refusal(run_here("catalogue", "check", nowhere))
    for command in (run, run_here):
        said = refusal(command("catalogue", "check", DAREECHA_SCHEMES=str(nowhere)))
        assert "DAREECHA_SCHEMES" in said


def test_a_catalogue_folder_with_mistakes_is_checked_by_its_path(
    run_here: Run, broken_schemes: Path
) -> None:
    for answer in (
        run_here("catalogue", "check", broken_schemes),
        run_here("assess", "-", input="{}", DAREECHA_SCHEMES=str(broken_schemes)),
    ):
        assert "bisp/kafaalat/rules.yaml:" in refusal(answer)


# --- The database -------------------------------------------------------------------------------

NEEDS_A_DATABASE = (
    ("lists", "import", "."),
    ("serve",),
    ("journal", "verify"),
)


@pytest.fixture(scope="module")
def as_superuser(server: LocalCluster) -> Iterator[dict[str, str]]:
    connections = server.create_database("superuser_cli")
    admin = server._address("dareecha_admin", "superuser_cli")
    yield {**addresses(connections), "DATABASE_URL": admin}
    server.drop_database("superuser_cli")


@pytest.fixture(scope="module")
def without_urdu(server: LocalCluster) -> Iterator[dict[str, str]]:
    with server.connect_as_admin("postgres") as admin:
        admin.autocommit = True
        admin.execute("CREATE DATABASE deaf_cli TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
    yield addresses(server.create_database("deaf_cli"))
    server.drop_database("deaf_cli")


def tables(server: LocalCluster, name: str) -> int:
    with server.connect_as_admin(name) as admin:
        found = admin.execute("select count(*) from pg_tables where schemaname = 'public'")
        return found.fetchone()[0]


@pytest.mark.parametrize("arguments", NEEDS_A_DATABASE, ids=" ".join)
def test_a_superuser_may_not_serve(
    run: Run, server: LocalCluster, as_superuser: dict[str, str], arguments: tuple[str, ...]
) -> None:
    said = refusal(run(*arguments, **as_superuser))
    assert "dareecha_admin" in said
    assert "NOSUPERUSER NOBYPASSRLS" in said
    assert tables(server, "superuser_cli") == 0


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        ("INSERT ON registry_delivery", "registry_delivery"),
        ("SELECT ON journal_event", "journal_event"),
        ("INSERT ON registry_listrow", "registry_listrow"),
    ],
)
def test_a_grant_that_was_taken_is_one_message_and_leaves_nothing(
    run: Run,
    server: LocalCluster,
    own_lists: dict[str, str],
    kept,
    tmp_path: Path,
    taken: str,
    named: str,
) -> None:
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert run("lists", "agree", tmp_path / "agreement.yaml", **own_lists).returncode == 0
    path = deaths(tmp_path, GOOD.replace("D-1", "D-51"))
    before = kept()
    with server.connect_as_admin("own_lists") as admin:
        admin.execute(f"REVOKE {taken} FROM dareecha_app")  # type: ignore[arg-type]
    try:
        said = refusal(run("lists", "import", path, **own_lists))
    finally:
        with server.connect_as_admin("own_lists") as admin:
            admin.execute(f"GRANT {taken} TO dareecha_app")  # type: ignore[arg-type]
    assert named in said
    assert "privileges" in said
    assert len(said.splitlines()) == 1
    assert kept() == before


def test_a_locale_that_loses_urdu_is_refused(
    run: Run, server: LocalCluster, without_urdu: dict[str, str]
) -> None:
    said = refusal(run("link", **without_urdu))
    assert "locale C, which drops every Urdu and Pashto letter" in said
    assert "LOCALE 'C.UTF-8'" in said
    assert tables(server, "deaf_cli") == 0


def test_an_address_that_is_none_is_refused_and_its_password_not_repeated(run: Run) -> None:
    said = refusal(run("link", DATABASE_URL="mysql://app:hidden@here/db"))
    assert "DATABASE_URL" in said
    assert "hidden" not in said


def test_a_catalogue_folder_without_a_catalogue_is_one_message(
    run: Run, run_here: Run, tmp_path: Path
) -> None:
    for command in (("catalogue", "check"), ("catalogue", "facts"), ("assess", "-"), ("link",)):
        said = refusal(run_here(*command, input="{}", DAREECHA_SCHEMES=str(tmp_path)))
        assert said.startswith(f"DAREECHA_SCHEMES: {tmp_path} holds no catalogue")
        assert len(said.splitlines()) == 1


def test_an_edited_catalogue_says_where_it_is_from_and_is_not_replaced_without_a_word(
    run: Run, server: LocalCluster, tmp_path: Path
) -> None:
    database = addresses(server.create_database("schemes_cli"))
    try:
        folders = [tmp_path / "first", tmp_path / "second"]
        for folder in folders:
            shutil.copytree(SHIPPED, folder)
            with (folder / "offices.yaml").open("a", encoding="utf-8") as file:
                file.write(f"# corrected: {folder.name}\n")
            answer = run("lists", "deliveries", **database, DAREECHA_SCHEMES=str(folder))
            assert answer.returncode == 0, answer.stderr
        said = refusal(run("lists", "deliveries", **database, DAREECHA_SCHEMES=str(folders[0])))
        assert f"the catalogue in {folders[0]} was in force before" in said
        without = run("lists", "deliveries", **database)
        assert without.returncode == 0
        assert "The catalogue in force is" in without.stderr
        assert "(from DAREECHA_SCHEMES, " in without.stderr
        back = run("catalogue", "publish", folders[0], **database)
        assert f"is in force, from {folders[0]}" in back.stdout
        shipped = without.stderr.rpartition("dareecha catalogue publish ")[2].strip()
        assert run("catalogue", "publish", shipped, **database).returncode == 0
        assert run("lists", "deliveries", **database).stderr == ""
        assert "holds no catalogue" in refusal(run("catalogue", "publish", tmp_path, **database))
        checked = run("catalogue", "check", DAREECHA_SCHEMES=str(folders[1]))
        assert f"from DAREECHA_SCHEMES ({folders[1]})" in checked.stdout
        assert "as shipped" in run("catalogue", "check").stdout
    finally:
        server.drop_database("schemes_cli")


# --- Days and numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "1947-08-13", "9999-12-31"])
def test_a_day_of_which_nothing_can_be_known_is_refused(
    run_here: Run, tmp_path: Path, day: str
) -> None:
    path = deaths(tmp_path, GOOD)
    for arguments, option in (
        (("screen", "--on", day), "--on"),
        (("lists", "import", path, "--as-on", day), "--as-on"),
        (("assess", "-", "--on", day), "--on"),
        (("assess", "-"), "-: as_of"),
    ):
        said = refusal(run_here(*arguments, input=json.dumps({"as_of": day})))
        assert said.startswith(f"{option}: {day} lies outside what can be known here")
        assert "1947-08-14" in said


@pytest.mark.parametrize("number", ["0", "-5", "200001"])
def test_a_number_of_households_that_cannot_be_invented_is_refused(
    run_here: Run, number: str
) -> None:
    said = refusal(run_here("demo", "--no-serve", f"--households={number}"))
    assert said.startswith(f"--households: {number} cannot be invented")
    assert "from 1 to 200,000" in said


def test_a_small_demonstration_does_not_send_anybody_to_an_office(
    run: Run, server: LocalCluster, tmp_path: Path
) -> None:
    own = {**addresses(server.create_database("small_cli")), "DAREECHA_HOME": str(tmp_path)}
    try:
        answer = run("demo", "--no-serve", "--json", "--households", "1", **own)
        assert answer.returncode == 0, answer.stderr
        taken = json.loads(answer.stdout)["steps"]["import"]
        assert (taken["refused"], taken["skipped"]) == ({}, {})
        assert set(taken["lists"]) >= {"bisp_nser_households", "bisp_nser_members"}
    finally:
        server.drop_database("small_cli")


# --- Files --------------------------------------------------------------------------------------


def test_no_folder_is_made_for_a_file_that_is_to_be_written(run_here: Run, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    for arguments in (
        ("export", "links", "--out", nowhere / "links.csv"),
        ("journal", "proof", "0", "--out", nowhere / "entry.tlog-proof"),
        ("screen", "--out", nowhere / "run"),
    ):
        said = refusal(run_here(*arguments))
        assert f"{nowhere} is no folder that exists, and none is made here" in said
    assert not nowhere.exists()


# --- Officers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"--days": "99999999999"}, "--days: a duty of 99999999999 days cannot be given"),
        ({"--days": "0"}, "a duty ends after it begins"),
        ({"--days": "-3"}, "a duty ends after it begins"),
        ({"--district": "PK999"}, '--district: "PK999" is not in the catalogue'),
        ({"--district": "Nowshera"}, "PK526 (Nowshera)"),
        ({"--department": "zakaat"}, '--department: "zakaat" is not in the catalogue'),
        ({"--role": "king"}, "--role: "),
        ({"--full-name": "A\nB"}, "--full-name: Write the officer's name in letters"),
        ({"USERNAME": "desk one"}, "USERNAME: Write Latin letters"),
        ({"USERNAME": "desk\u202e1"}, "USERNAME: Write Latin letters"),
        ({"USERNAME": "desk\n1"}, "USERNAME: Write Latin letters"),
    ],
    ids=str,
)
def test_an_appointment_that_cannot_be_is_refused_with_what_to_do(
    run: Run, own_lists: dict[str, str], kept, changed: dict[str, str], words: str
) -> None:
    before = kept()
    given = {
        "USERNAME": "desk1",
        "--full-name": "Counter desk 1",
        "--department": "planning",
        "--role": "facilitator",
        "--district": "PK526",
        **changed,
    }
    username = given.pop("USERNAME")
    options = [f"{name}={value}" for name, value in given.items()]
    assert words in refusal(run("officers", "appoint", username, *options, **own_lists))
    assert kept() == before


# --- Keys ---------------------------------------------------------------------------------------


def test_damaged_and_missing_keys_are_told_and_never_made_anew(
    run: Run, server: LocalCluster, tmp_path: Path
) -> None:
    database = addresses(server.create_database("keys_cli"))
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    database["DAREECHA_HOME"] = str(home)
    try:
        assert run("journal", "checkpoint", **database).returncode == 0
        sign = home / "keys" / "sign.key"
        kept, _ = sign.read_text(), sign.write_text("damaged")
        said = refusal(run("journal", "checkpoint", **database))
        assert f"{sign} should hold 64 hexadecimal digits and does not" in said
        sign.write_text(kept)
        (home / "keys").rename(home / "elsewhere")
        for command in (("journal", "checkpoint"), ("lists", "deliveries"), ("gaps",)):
            said = refusal(run(*command, **database))
            assert "index.key" in said
            assert "Nothing was made in its place" in said
            assert "docs/guides/back-up-keys.md" in said
        assert not (home / "keys").exists()
        (home / "elsewhere").rename(home / "keys")
        assert run("journal", "verify", **database).returncode == 0
    finally:
        server.drop_database("keys_cli")
