"""The invented pilot: repeatable, as large as asked for, dirty in known ways, true to its truth."""

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import yaml

from dareecha.demo.generate import generate
from dareecha.demo.lists.payments import last_quarters
from dareecha.demo.pilot import Pilot

AS_ON = date(2026, 6, 30)
CSV_LISTS = (
    "bisp_nser_households",
    "bisp_nser_members",
    "bisp_payments",
    "eobi_insured",
    "eobi_pensioners",
    "civil_births",
    "civil_deaths",
    "civil_marriages",
    "essi_workers",
    "sehat_families",
    "school_enrolment",
    "minority_grants",
    "pdma_compensation",
    "opf_members",
    "tevta_trainees",
    "kissan_farmers",
    "lzc_members",
    "dept_officers",
    "applications_log",
)
SHEETS = {
    "zakat_mustahiqeen": ("zakat_mustahiqeen", "Z-"),
    "pbm_assistance": ("pbm_assistance", "PBM-"),
    "wwb_grants": ("wwb_grants", "WWB-"),
    "sw_disability_register": ("social_welfare", "DR-"),
    "sw_help": ("social_welfare", "SH-"),
    "sw_cards": ("social_welfare", "CD-"),
}
"""For each list in a workbook: the workbook and how its serial numbers begin."""
OF_PEOPLE = (*CSV_LISTS, *SHEETS)
ALL_LISTS = (*OF_PEOPLE, "service_limits")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pilot")


@pytest.fixture(scope="module")
def pilot(folder: Path) -> Pilot:
    return generate(folder)


@pytest.fixture(scope="module")
def rows(folder: Path, pilot: Pilot) -> dict[str, dict[str, dict[str, str]]]:
    """Every list's rows by serial number; the cells of workbooks as text, under their place."""
    lists = {name: _by_serial(_read(folder / f"{name}.csv")) for name in CSV_LISTS}
    for name, (workbook, begins) in SHEETS.items():
        lists[name] = {
            serial: {str(place): cell for place, cell in enumerate(cells)}
            for serial, cells in _in_workbook(folder / f"{workbook}.xlsx", begins).items()
        }
    return lists


@pytest.fixture(scope="module")
def truth(folder: Path, pilot: Pilot) -> list[dict[str, str]]:
    return _read(folder / "truth" / "truth_rows.csv")


@pytest.fixture(scope="module")
def cases(folder: Path, pilot: Pilot) -> list[dict[str, str]]:
    return _read(folder / "truth" / "planted.csv")


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("first", "second"):
        generate(tmp_path / name, households=120, seed=7)
    first, second = (_files(tmp_path / name) for name in ("first", "second"))
    assert first == second


def test_the_workbook_holds_no_clock(folder: Path, pilot: Pilot) -> None:
    with ZipFile(folder / "zakat_mustahiqeen.xlsx") as workbook:
        properties = workbook.read("docProps/core.xml").decode()
        frame = {part.date_time for part in workbook.infolist()}
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", properties) == ["2026-06-30T00:00:00Z"] * 2
    assert frame == {(1980, 1, 1, 0, 0, 0)}


def test_another_seed_gives_other_people(tmp_path: Path) -> None:
    generate(tmp_path / "one", households=60, seed=1)
    generate(tmp_path / "two", households=60, seed=2)
    one, two = _files(tmp_path / "one"), _files(tmp_path / "two")
    assert one["bisp_nser_members.csv"] != two["bisp_nser_members.csv"]


@pytest.mark.parametrize("households", [1, 30, 400])
def test_there_are_as_many_households_as_asked_for(tmp_path: Path, households: int) -> None:
    pilot = generate(tmp_path, households=households)
    assert len(pilot.households) == households
    assert all(household.living(AS_ON) for household in pilot.households)


def test_no_household_at_all_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="households is 0; ask for at least 1"):
        generate(tmp_path, households=0)


def test_the_counts_reported_are_the_rows_written(
    pilot: Pilot, rows: dict[str, dict[str, dict[str, str]]]
) -> None:
    counted = {name: len(found) for name, found in rows.items()}
    assert {name: pilot.row_counts[name] for name in OF_PEOPLE} == counted
    assert set(pilot.row_counts) == set(ALL_LISTS)


def test_every_row_has_its_truth_and_every_truth_its_row(
    rows: dict[str, dict[str, dict[str, str]]], truth: list[dict[str, str]]
) -> None:
    known = {(row["list"], row["row_id"]) for row in truth}
    assert known == {(name, serial) for name in OF_PEOPLE for serial in rows[name]}


def test_every_case_points_to_rows_that_exist(
    rows: dict[str, dict[str, dict[str, str]]], cases: list[dict[str, str]]
) -> None:
    assert cases
    for case in cases:
        named = case["rows"].split(";")
        assert named, case
        for row in named:
            list_id, serial = row.split(":")
            assert serial in rows[list_id], case


def test_each_kind_of_case_is_there(cases: list[dict[str, str]]) -> None:
    kinds = Counter((case["kind"], case["benefit"]) for case in cases)
    for benefit in ("1", "16", "22"):
        assert kinds["ghost", benefit] >= 3
        assert kinds["ghost_decoy", benefit] >= 3
    assert kinds["unserved", "1"] >= 20
    for kind, benefits in (
        ("unserved", ("2", "16", "19")),
        ("undetermined", ("1", "17", "29")),
        ("duplicate", ("22",)),
        ("forbidden_overlap", ("1+22", "22+22", "16+17", "5+6+7", "1+5")),
        ("allowed_overlap", ("1+2",)),
        ("disputed_overlap", ("22+27",)),
        ("inclusion_error", ("1", "2")),
        ("stale_decoy", ("27",)),
        ("kin", ("22",)),
        ("kin_ok", ("22",)),
        ("short_payment", ("1", "2", "27", "44")),
        ("late", ("1", "22")),
        ("hole", ("",)),
    ):
        assert [benefit for benefit in benefits if not kinds[kind, benefit]] == [], kind


def test_nobody_is_owed_a_grant_that_rests_on_unpaid_months(cases: list[dict[str, str]]) -> None:
    """Months that an employer left unpaid stand in no list: they are what is missing."""
    grants = [case for case in cases if case["benefit"] == "17"]
    notes = {case["note"] for case in grants if case["kind"] == "undetermined"}
    assert notes == {"missing: eobi_unpaid_months"}
    assert "unserved" not in {case["kind"] for case in grants}


def test_a_dead_payee_is_a_ghost_in_each_benefit_paid_to_her(cases: list[dict[str, str]]) -> None:
    ghosts = [case for case in _of_kind(cases, "ghost") if "bisp_payments" in case["rows"]]
    with_children = {case["persons"] for case in ghosts if case["benefit"] == "2"}
    assert with_children
    assert with_children <= {case["persons"] for case in ghosts if case["benefit"] == "1"}


def test_a_ghost_is_paid_after_the_death_that_the_register_shows(
    rows: dict[str, dict[str, dict[str, str]]],
    truth: list[dict[str, str]],
    cases: list[dict[str, str]],
) -> None:
    deaths = _deaths(rows, truth)
    for case in _of_kind(cases, "ghost"):
        died = deaths[case["persons"]]
        assert _last_payment(rows, case) > died, case


def test_a_decoy_was_never_paid_after_death(
    rows: dict[str, dict[str, dict[str, str]]],
    truth: list[dict[str, str]],
    cases: list[dict[str, str]],
) -> None:
    deaths = _deaths(rows, truth)
    for case in _of_kind(cases, "ghost_decoy"):
        receiver = case["persons"].split(";")[0]
        assert receiver not in deaths or _last_payment(rows, case) <= deaths[receiver], case


def test_an_unserved_woman_stands_on_a_poor_form_and_in_no_payment(
    rows: dict[str, dict[str, dict[str, str]]], cases: list[dict[str, str]]
) -> None:
    score = {
        form["FORM_NO"]: float(form["PMT_SCORE"]) for form in rows["bisp_nser_households"].values()
    }
    paid = {payment["BENEFICIARY_CNIC"] for payment in rows["bisp_payments"].values()}
    women = [case for case in _of_kind(cases, "unserved") if case["benefit"] == "1"]
    women = [case for case in women if case["origin"] == "planted"]
    assert women
    for case in women:
        serial = re.search(r"bisp_nser_members:(NSM-\d+)", case["rows"])
        assert serial, case
        member = rows["bisp_nser_members"][serial[1]]
        assert score[member["FORM_NO"]] <= 32
        assert member["SEX"] == "F"
        assert member["MARITAL_STATUS"] != "Unmarried"
        assert member["NADRA_VERIFIED"] == "Y"
        assert member["WORK"] not in ("", "Government employee")
        assert member["CNIC_BFORM"] not in paid


def test_most_households_that_should_get_kafaalat_do(pilot: Pilot) -> None:
    assert len(pilot.kafaalat) > 8 * len(pilot.missed) > 0


def test_no_list_has_a_column_that_states_faith(folder: Path, pilot: Pilot) -> None:
    headings = [heading for name in CSV_LISTS for heading in _read(folder / f"{name}.csv")[0]] + [
        str(cell) for file in folder.glob("*.xlsx") for row in _cells(file) for cell in row
    ]
    faith = re.compile("relig|faith|sect|creed|مذہب|مسلک", re.IGNORECASE)
    assert len(headings) > 70
    assert not [heading for heading in headings if faith.search(heading)]


def test_the_survey_has_its_known_dirt(rows: dict[str, dict[str, dict[str, str]]]) -> None:
    members = list(rows["bisp_nser_members"].values())
    births = [member["DATE_OF_BIRTH"] for member in members]
    lengths = Counter(len(member["CNIC_BFORM"]) for member in members)
    names = [member["NAME"] for member in members]
    assert any(birth.startswith("31-02-") for birth in births)
    assert 0.08 < sum(birth.startswith("01/01/") for birth in births) / len(births) < 0.18
    assert lengths[12], "a number of twelve digits"
    assert lengths[0], "an empty number"
    assert lengths[1], "a dash for a number"
    assert any("  " in name or name != name.strip() for name in names)
    assert any(name.islower() for name in names)
    assert any(member["FATHER_HUSBAND_NAME"] == "" for member in members)


def test_the_zakat_sheets_mix_digits_and_carry_subtotals(folder: Path, pilot: Pilot) -> None:
    cells = [cell for row in _zakat_cells(folder) for cell in row]
    texts = "".join(str(cell) for cell in cells)
    assert set("۰۱۲") <= set(texts), "Urdu digits"
    assert set("٠١٢") <= set(texts), "Arabic digits"
    assert "میزان" in texts
    serials = [row[11] for row in _zakat_cells(folder) if isinstance(row[11], int)]
    assert serials, "a day that stayed an Excel serial number"


def test_the_insured_come_with_a_byte_order_mark_and_a_second_header(
    folder: Path, pilot: Pilot
) -> None:
    content = (folder / "eobi_insured.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"EOBI_NO") == 2
    assert b"\r\n,,,,,,,,,,\r\n" in content


def test_lower_dir_writes_part_of_its_deaths_in_urdu(truth: list[dict[str, str]]) -> None:
    scripts = Counter(
        (row["district"], row["script"]) for row in truth if row["list"] == "civil_deaths"
    )
    assert scripts["Lower Dir", "ur"]
    assert scripts["Lower Dir", "lat"]
    assert not scripts["Nowshera", "ur"]


def test_numbers_are_slipped_at_about_the_rates_of_real_desks(truth: list[dict[str, str]]) -> None:
    states = Counter(row["cnic_state"] for row in truth if row["list"] == "bisp_nser_members")
    total = states.total()
    assert 0.75 < states["ok"] / total < 0.88
    assert 0.07 < states["none"] / total < 0.16
    assert 0.02 < states["missing"] / total < 0.05
    assert 0.02 < states["head"] / total < 0.06
    assert states["typo"]


def test_numbers_stay_in_blocks_nobody_was_given(truth: list[dict[str, str]], pilot: Pilot) -> None:
    invented = re.compile(r"(1729[1-9]|1539[1-9]|35299|37499|42299|21599)\d{8}")
    numbers = [person.number for person in pilot.people if person.number]
    assert len(set(numbers)) == len(numbers)
    assert all(invented.fullmatch(number) for number in numbers)


@pytest.mark.parametrize("name", ALL_LISTS)
def test_every_list_has_an_agreement_marked_as_assumed(
    folder: Path, pilot: Pilot, name: str
) -> None:
    text = (folder / "agreements" / f"{name}.yaml").read_text(encoding="utf-8")
    agreement = yaml.safe_load(text)
    assert agreement["list"] == name
    assert agreement["districts"] == ["PK526", "PK520"]
    assert agreement["assumed"] is (name != "sw_disability_register")
    assert agreement["period"]["from"] < agreement["period"]["to"] == AS_ON
    assert agreement["retention_months"] > 0


def test_quarters_run_back_over_the_turn_of_the_year() -> None:
    assert [quarter.name for quarter in last_quarters(AS_ON)] == ["2025-Q4", "2026-Q1", "2026-Q2"]


def test_relief_writes_in_its_old_code_page(folder: Path, pilot: Pilot) -> None:
    content = (folder / "pdma_compensation.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert content.decode("cp1256").startswith("نمبر,نام متاثرہ,ولديت")


def test_workbooks_have_titles_totals_and_two_kinds_of_days(folder: Path, pilot: Pilot) -> None:
    cells = _cells(folder / "social_welfare.xlsx")
    days = [row[8] for row in cells if str(row[0]).startswith("DR-")]
    assert {type(day) for day in days} == {int, str}
    assert [row[0] for row in cells].count("Total") == 3


def _read(path: Path) -> list[dict[str, str]]:
    encoding = "cp1256" if path.stem == "pdma_compensation" else "utf-8-sig"
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file))


def _by_serial(rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
    """Rows with a serial number; headings, blanks and totals have none."""
    serials = [next(iter(row.values())) for row in rows]
    return {
        serial: row
        for serial, row in zip(serials, rows, strict=True)
        if re.fullmatch(r"[A-Z]+-\d{6}", serial)
    }


def _cells(file: Path) -> list[tuple[object, ...]]:
    workbook = openpyxl.load_workbook(file)
    return [row for sheet in workbook for row in sheet.iter_rows(values_only=True)]


def _zakat_cells(folder: Path) -> list[tuple[object, ...]]:
    return _cells(folder / "zakat_mustahiqeen.xlsx")


def _in_workbook(file: Path, begins: str) -> dict[str, list[str]]:
    return {
        str(row[0]): ["" if cell is None else str(cell) for cell in row]
        for row in _cells(file)
        if str(row[0]).startswith(begins)
    }


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _of_kind(cases: list[dict[str, str]], kind: str) -> list[dict[str, str]]:
    return [case for case in cases if case["kind"] == kind]


def _deaths(
    rows: dict[str, dict[str, dict[str, str]]], truth: list[dict[str, str]]
) -> dict[str, date]:
    """Day of death by person, as the register has it."""
    return {
        row["person_id"]: _day(rows["civil_deaths"][row["row_id"]]["DATE_OF_DEATH"])
        for row in truth
        if row["list"] == "civil_deaths"
    }


def _last_payment(rows: dict[str, dict[str, dict[str, str]]], case: dict[str, str]) -> date:
    paid_in = {"bisp_payments": "PAID_ON", "eobi_pensioners": "LAST_PAYMENT"}
    days = []
    for named in case["rows"].split(";"):
        list_id, serial = named.split(":")
        days.append(_day(rows[list_id][serial][paid_in.get(list_id, "11")]))
    return max(days)


def _day(text: str) -> date:
    """The day in any of the lists' formats; int() reads Urdu and Arabic digits too."""
    if "/" in text:
        day, month, year = text.split("/")
        return date(int(year), int(month), int(day))
    if text[4] == "-":
        return date.fromisoformat(text)
    day, month, year = text.split("-")
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return date(int(year), months.index(month) + 1, int(day))
