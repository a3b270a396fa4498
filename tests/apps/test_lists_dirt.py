"""Lists as offices really send them: hidden sheets, bombs, odd letters, impossible values."""

import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest
from test_lists_import import (
    DEATHS,
    HOUSEHOLDS,
    PAYMENTS,
    ZAKAT_HEADINGS,
    agreed,  # noqa: F401 - a fixture
    counted,
    live,
    mention,
    problems,
    sent,
)

from dareecha.registry import actions
from dareecha.registry.layout_files import layout_from_text
from dareecha.registry.models import Delivery, ListRow, Mention
from dareecha.registry.reading import read_list
from dareecha.registry.workbooks import check_workbook
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("agreed")]

WIDOW = [
    "Z-1", "زرمینہ بی بی", "اکبر گل", "", 41, "نمونہ کلے", "LZC-001", "گزارہ الاؤنس", "بیوہ", 12000,
    12000, "23/02/2026",
]  # fmt: skip


def workbook(folder, sheets, name="zakat_mustahiqeen.xlsx"):
    """`sheets`: rows by the sheet's name; a name that ends with * is hidden."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title.rstrip("*"))
        for row in rows:
            sheet.append(row)
        if title.endswith("*"):
            sheet.sheet_state = "hidden"
    path = folder / name
    if all(title.endswith("*") for title in sheets):
        book.active.sheet_state = "visible"
        book.save(path)
        _hide_all(path)
    else:
        book.save(path)
    return path


def _hide_all(path):
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    parts["xl/workbook.xml"] = text
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def values_of(list_id, key):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {row.key: row for row in read_list(list_id)}[key].values


# --- Workbooks that would not fit ----------------------------------------------------------------


def test_a_cell_in_the_last_corner_of_a_sheet_is_refused_before_anything_is_unfolded(tmp_path):
    path = workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW]})
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"] = "x"
    book.save(path)
    with pytest.raises(actions.REFUSALS, match="something stands in cell XFD1048576"):
        actions.take_in(path)
    assert counted(Delivery) == 0


def test_a_cell_far_away_that_only_has_a_colour_does_no_harm(tmp_path):
    path = workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW]})
    book = openpyxl.load_workbook(path)
    book.active["XFD1048576"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
    book.save(path)
    assert actions.take_in(path).rows_new == 1


def test_a_bomb_is_refused_without_being_unpacked(tmp_path):
    path = workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW]})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/x.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(64):
            part.write(bytes(1 << 20))
    tracemalloc.start()
    with pytest.raises(actions.REFUSALS, match="would unfold to"):
        actions.take_in(path)
    assert tracemalloc.get_traced_memory()[1] < 20 << 20
    tracemalloc.stop()


def test_a_part_that_is_larger_than_it_says_is_refused(tmp_path):
    path = workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW]})
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size.to_bytes(4, "little")
    place = data.rindex(size)
    data[place : place + 4] = (100).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    with pytest.raises(actions.REFUSALS, match="the workbook cannot be opened"):
        check_workbook(path)


def test_names_that_stand_for_long_text_are_refused(tmp_path):
    path = tmp_path / "laughs.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>',
        )
    with pytest.raises(actions.REFUSALS, match="names of its own for text"):
        check_workbook(path)


def test_another_kind_of_archive_is_no_workbook(tmp_path):
    path = tmp_path / "lists.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<office/>")
    with pytest.raises(actions.REFUSALS, match="this is no XLSX workbook"):
        actions.take_in(path)


# --- Hidden sheets, merged cells -----------------------------------------------------------------


def test_hidden_sheets_are_left_out_and_named(tmp_path):
    old = ["Z-9", *WIDOW[1:]]
    path = workbook(
        tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW], "old copy*": [ZAKAT_HEADINGS, old]}
    )
    taken = actions.take_in(path)
    assert (taken.rows_new, taken.sheets_left_out) == (1, ("old copy",))
    [(_, _, _, _, message)] = problems()
    assert message.startswith("This sheet is hidden and was not taken in.")


def test_a_workbook_of_hidden_sheets_is_refused_with_what_to_do(tmp_path):
    path = workbook(tmp_path, {"نوشہرہ*": [ZAKAT_HEADINGS, WIDOW]})
    with pytest.raises(actions.REFUSALS, match=r"all sheets of this workbook are hidden.* Unhide"):
        actions.take_in(path)


def test_a_value_in_cells_merged_downwards_stands_in_each_row(tmp_path):
    second = ["Z-2", *WIDOW[1:5], None, *WIDOW[6:]]
    third = ["Z-3", *WIDOW[1:5], None, *WIDOW[6:]]
    path = workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, WIDOW, second, third]})
    book = openpyxl.load_workbook(path)
    book.active.merge_cells("F2:F3")
    book.save(path)
    actions.take_in(path)
    assert values_of("zakat_mustahiqeen", "Z-2")["village"] == "نمونہ کلے"
    assert "village" not in values_of("zakat_mustahiqeen", "Z-3")


# --- Headings, totals, notes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "extra", [["", "", "چیئرمین"], ["کلے"], ["", "", "", "", "", "", "", "", 3]]
)
def test_a_committees_heading_with_another_cell_is_no_person(tmp_path, extra):
    heading = ["LZC-001  نمونہ کلے", *extra]
    taken = actions.take_in(workbook(tmp_path, {"نوشہرہ": [ZAKAT_HEADINGS, heading, WIDOW]}))
    assert taken.rows_new == 1
    assert taken.passed_over["heading of a committee"] == 1
    assert counted(Mention) == 1
    [(row, _, _, _, message)] = problems()
    assert row == 2
    assert message.startswith("This row was taken for a heading of a committee and skipped")


def test_a_note_between_the_rows_is_nobody(tmp_path):
    note, block = "Union council Sample Banda,,,,,,,,,", ",,,,,,,,Ward 2,"
    taken = actions.take_in(sent(tmp_path, "civil_deaths", [*DEATHS, note, block]))
    assert (taken.rows_new, taken.rows_set_aside, counted(Mention)) == (1, 0, 1)
    assert taken.passed_over["heading or note"] == 2
    assert [row for row, *_ in problems()] == [3, 4]


# --- Cells ---------------------------------------------------------------------------------------


def test_an_endless_cell_is_a_bad_cell_and_the_others_stay(tmp_path):
    endless = DEATHS[1].replace("Sample Kalay", "x" * 200_000)
    lines = [DEATHS[0], endless, DEATHS[1].replace("D-1", "D-2")]
    taken = actions.take_in(sent(tmp_path, "civil_deaths", lines))
    assert (taken.rows_new, taken.problems) == (2, 1)
    [(row, key, column, value, message)] = problems()
    assert (row, key, column, len(value)) == (2, "D-1", "VILLAGE", 60)
    assert "This cell has 200000 characters" in message
    assert "village" not in values_of("civil_deaths", "D-1")
    assert "name" in values_of("civil_deaths", "D-1")


@pytest.mark.parametrize("following", [1, 500])
def test_a_quotation_mark_that_is_never_closed_swallows_no_rows(tmp_path, following):
    lines = [*DEATHS, DEATHS[1].replace("D-1,", 'D-2,"')]
    lines += [DEATHS[1].replace("D-1", f"D-{n}") for n in range(3, 3 + following)]
    with pytest.raises(actions.REFUSALS, match=r"row 3: .* a quotation mark that is not closed"):
        actions.take_in(sent(tmp_path, "civil_deaths", lines))
    assert counted(ListRow) == 0


def test_a_file_of_one_endless_line_is_refused_in_bounded_memory(tmp_path):
    path = tmp_path / "civil_deaths.csv"
    path.write_bytes(b"x" * (40 << 20))
    with pytest.raises(actions.REFUSALS, match="the line has more than"):
        actions.take_in(path)


@pytest.mark.parametrize(
    ("name", "reported"),
    [
        ("Akbar\0 Gul", "U+FFFD"),
        ("Akbar \u202eGul", "U+202E"),
        ("\u202dAkbar Gul", "U+202D"),
        ("Akbar\x07 Gul", "U+0007"),
        ("\u200fAkbar Gul\u200e", ""),
    ],
)
def test_signs_that_nobody_sees_are_left_out_and_told(tmp_path, name, reported):
    path = tmp_path / "civil_deaths.csv"
    row = DEATHS[1].replace("اکبر گل", name)
    path.write_text(f"{DEATHS[0]}\n{row}\n", encoding="utf-8")
    assert actions.take_in(path).rows_new == 1
    assert values_of("civil_deaths", "D-1")["name"] == "Akbar Gul"
    assert mention("civil_deaths", "D-1").name_key
    told = problems()
    assert bool(told) == bool(reported)
    for _, key, column, _, message in told:
        assert (key, column) == ("D-1", "DECEASED")
        assert f"signs that nobody sees ({reported})" in message


def test_a_number_of_a_row_with_a_hidden_mark_is_the_same_number(tmp_path):
    actions.take_in(sent(tmp_path, "civil_deaths", [DEATHS[0], "\u200e" + DEATHS[1]]))
    assert set(live("civil_deaths")) == {"D-1"}


# --- Values that cannot be true ------------------------------------------------------------------

AS_ON = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("old", "new", "column", "complaint"),
    [
        ("18000", "9000000000000000000", "INCOME_MONTH_RS", "is more than 100000000"),
        ("2024-05-02", "2099-05-02", "SURVEY_DATE", "is after 2026-06-30, the day as on which"),
        ("2024-05-02", "0001-05-02", "SURVEY_DATE", "the year 1 cannot be right"),
        ("2024-05-02", "2026-07-01", "SURVEY_DATE", "--as-on"),
    ],
)
def test_a_value_that_cannot_be_true_is_not_known_and_its_row_stays(
    tmp_path, old, new, column, complaint
):
    lines = [HOUSEHOLDS[0], HOUSEHOLDS[1].replace(old, new)]
    taken = actions.take_in(sent(tmp_path, "bisp_nser_households", lines), as_on=AS_ON)
    assert (taken.rows_new, taken.problems) == (1, 1)
    [(row, key, found, _, message)] = problems()
    assert (row, key, found) == (2, "H-1", column)
    assert complaint in message
    field = {"INCOME_MONTH_RS": "income", "SURVEY_DATE": "survey_date"}[column]
    assert not [name for name in values_of("bisp_nser_households", "H-1") if name.startswith(field)]
    assert live("bisp_nser_households")["H-1"].content[column] == new


def test_nobody_is_born_after_the_lists_day_or_999_years_old(tmp_path):
    header = (
        "SR_NO,EOBI_NO,NAME,FATHER_NAME,NIC_NO,BIRTH_DATE,EMPLOYER,INSURED_YEARS,"
        "YEARS_IN_LAST_5,STATUS,DISTRICT"
    )
    born = "I-1,4700K000001,AKBAR GUL,SHER GUL,,01-Jul-2026,SAMPLE MILLS,14.9,5,ACTIVE,NOWSHERA"
    actions.take_in(sent(tmp_path, "eobi_insured", [header, born]), as_on=AS_ON)
    assert mention("eobi_insured", "I-1").birth_from is None
    old = [DEATHS[0], DEATHS[1].replace(",47,", ",999,")]
    actions.take_in(sent(tmp_path, "civil_deaths", old), as_on=AS_ON)
    assert mention("civil_deaths", "D-1").birth_from is None
    assert {column for _, _, column, _, _ in problems()} == {"BIRTH_DATE", "AGE_AT_DEATH"}


@pytest.mark.parametrize(
    ("quarter", "complaint"),
    [
        ("2026-Q9", "is not a quarter: a year has four"),
        ("2026-Q3", "begins after 2026-06-30"),
        ("Q4 2027", "begins after 2026-06-30"),
        ("2026-13", "is not a month"),
        ("2026-07", "begins after 2026-06-30"),
        ("2026-Q2", ""),
        ("2025-26", ""),
        ("second quarter", ""),
    ],
)
def test_nobody_is_paid_for_a_quarter_that_has_not_begun(tmp_path, quarter, complaint):
    lines = [PAYMENTS[0], PAYMENTS[1].replace("2026-Q1", quarter)]
    actions.take_in(sent(tmp_path, "bisp_payments", lines), as_on=AS_ON)
    assert ("quarter" in values_of("bisp_payments", "T-1")) == (not complaint)
    assert [complaint in message for *_, message in problems()] == [True] * bool(complaint)


# --- Letters and separators ----------------------------------------------------------------------

GRANTS = """
layout: bisp_payments
version: 9
title: A list in letters of any kind
department: bisp
file: {names: ["grants*"], encodings: [utf-8, windows-1252]}
key: number
district: {field: district}
columns:
  Number: {field: number, read: text}
  District: {field: district, read: text}
  Name: {field: name, read: name}
people:
  "": {name: name}
"""


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"]
)
def test_a_list_is_read_in_the_letters_in_which_it_comes(tmp_path, encoding, separator):
    layout = layout_from_text(GRANTS, file="grants.yaml")
    rows = [["Number", "District", "Name"], ["1", "Nowshera", "محمد علي"]]
    path = sent(tmp_path, "grants", [separator.join(row) for row in rows], encoding=encoding)
    taken = actions.take_in(path, layout)
    assert (taken.rows_new, taken.problems) == (1, 0)
    assert mention("bisp_payments", "1").name_script == "ur"


def test_accents_of_western_letters_are_left_as_they_are(tmp_path):
    layout = layout_from_text(GRANTS, file="grants.yaml")
    path = sent(tmp_path, "grants", ["Number,District,Name", "1,Nowshera,José"], encoding="cp1252")
    actions.take_in(path, layout)
    assert live("bisp_payments")["1"].content["Name"] == "José"


def test_the_same_headings_in_the_middle_totals_and_blank_rows_are_no_data(tmp_path):
    lines = [
        DEATHS[0],
        DEATHS[1],
        ",,,,,,,,,",
        DEATHS[0],
        DEATHS[1].replace("D-1", "D-2"),
        "Total,2",
    ]
    taken = actions.take_in(sent(tmp_path, "civil_deaths", lines))
    assert (taken.rows_new, taken.rows_set_aside) == (2, 0)
    assert sum(taken.passed_over.values()) == 4
