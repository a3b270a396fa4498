"""Departments' lists are taken in whole or not at all, kept as sent, and never twice."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import yaml
from django.conf import settings
from django.db import connection

from dareecha.domain.vocabulary.cnic import parse_cnic
from dareecha.journal.models import Event
from dareecha.registry import actions
from dareecha.registry.agreement_files import BadAgreement
from dareecha.registry.layout_files import layout_called, layout_from_text
from dareecha.registry.models import Agreement, Delivery, ListRow, Mention, Problem
from dareecha.registry.reading import read_list
from dareecha.registry.sealing import open_seal
from dareecha.registry.search import NothingToSearchBy, search_people
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.safeguards.keys import keyring
from dareecha.safeguards.models import AccessLog

pytestmark = pytest.mark.django_db(transaction=True)

NOWSHERA, LOWER_DIR = "PK526", "PK520"

HOUSEHOLDS = [
    "ROW_ID,FORM_NO,HEAD_NAME,HEAD_CNIC,DISTRICT,TEHSIL,UNION_COUNCIL,VILLAGE,MEMBERS,ROOMS,"
    "LAND_ACRES,VEHICLE_REGISTERED,TOILET,INCOME_MONTH_RS,PMT_SCORE,SURVEY_DATE",
    "H-1,NW1,Akbar Gul,1729900000011,Nowshera,Pabbi,UC Sample Banda,Sample Kalay,3,2,0.0,N,Pit,"
    "18000,24.50,2024-05-02",
    "H-2,LD1,Zarmina Bibi,-,Lower Dir,Munda,UC Sample Dheri,,1,1,0.4,Y,None,0,29.11,2023-10-27",
]
MEMBERS = [
    "ROW_ID,FORM_NO,MEMBER_NO,NAME,FATHER_HUSBAND_NAME,RELATION_TO_HEAD,SEX,DATE_OF_BIRTH,"
    "MARITAL_STATUS,CNIC_BFORM,NADRA_VERIFIED,ATTENDS_SCHOOL,WORK,DISABILITY_REPORTED,FATHER_ALIVE",
    "M-1,NW1,1,Akbar Gul,Sher Gul,Head,M,01/01/1979,Married,1729900000011,Y,,Daily wage labour,No,",
    "M-2,NW1,2,Gulalai,Akbar Gul,Wife,F,16/07/1983,Married,1729900000028,Y,,House work,No,",
    "M-3,LD1,1,Zarmina Bibi,Akhtar Gul,Head,F,31/02/1980,Widow/Widower,,N,,,Yes,",
]
PAYMENTS = [
    "TXN_ID,QUARTER,PROGRAMME,BENEFICIARY_CNIC,BENEFICIARY_NAME,DISTRICT,CHILD_NAME,CHILD_BFORM,"
    "LEVEL,AMOUNT_DUE,AMOUNT_RECEIVED,PAID_ON,PAY_POINT",
    "T-1,2026-Q1,KAFAALAT,1729900000028,GULALAI,NOWSHERA,,,,14500,14000,2026-02-01,Retailer 1",
    "T-2,2026-Q1,TALEEMI WAZAIF,1729900000028,GULALAI,NOWSHERA,SPOGMAY,1729900000035,PRIMARY,3000,"
    "3000,2026-02-01,Retailer 1",
    "T-3,2026-Q1,NASHONUMA,172990000002,GULALAI,NOWSHERA,,,,2500,2500,2026-02-30,Centre",
]
INSURED = [
    "SR_NO,EOBI_NO,NAME,FATHER_NAME,NIC_NO,BIRTH_DATE,EMPLOYER,INSURED_YEARS,YEARS_IN_LAST_5,"
    "STATUS,DISTRICT",
    "I-1,4700K000001,AKBAR GUL,SHER GUL,1729900000011,01-Jan-1979,SAMPLE MILLS,14.9,5,ACTIVE,"
    "NOWSHERA",
    ",,,,,,,,,,",
    "SR_NO,EOBI_NO,NAME,FATHER_NAME,NIC_NO,BIRTH_DATE,EMPLOYER,INSURED_YEARS,YEARS_IN_LAST_5,"
    "STATUS,DISTRICT",
    "I-2,4700K000002,ZAR WALI,,,44197,SAMPLE MILLS,,,LEFT,LOWER DIR",
]
PENSIONERS = [
    "SR_NO,PENSION_NO,EOBI_NO,NAME,FATHER_HUSBAND,NIC_NO,BIRTH_DATE,KIND,INSURED_YEARS,SINCE,"
    "AMOUNT_DUE,AMOUNT_PAID,LAST_PAYMENT,DISTRICT",
    "P-1,PN1,4700K000003,NOOR BIBI,KHAN WALI,1729900000042,03-Sep-1960,OLD AGE PENSION,20.0,"
    '01-Oct-2015,"12,000",12000,01-Jun-2026,NOWSHERA',
    "TOTAL,1,,,,,,,,,,,,",
]
DEATHS = [
    "CRMS_NO,DECEASED,FATHER_HUSBAND,SEX,CNIC,DATE_OF_DEATH,AGE_AT_DEATH,PLACE,VILLAGE,UC_CODE",
    "D-1,اکبر گل,شیر گل,M,17299-0000001-1,02/05/2026,47,Home,Sample Kalay,PK5260302",
]
ZAKAT_HEADINGS = [
    "رجسٹر نمبر", "نام مستحق", "ولدیت / زوجیت", "شناختی کارڈ نمبر", "عمر", "گاؤں / محلہ",
    "مقامی زکوٰۃ کمیٹی", "مد", "وجہ استحقاق", "منظور شدہ رقم", "ادا شدہ رقم", "تاریخ ادائیگی",
]  # fmt: skip
OWNERS = {
    "bisp_nser_households": "bisp",
    "bisp_nser_members": "bisp",
    "bisp_payments": "bisp",
    "zakat_mustahiqeen": "zakat",
    "eobi_insured": "eobi",
    "eobi_pensioners": "eobi",
    "civil_deaths": "civil-registration",
}


def sent(folder, name, lines, encoding="utf-8"):
    path = folder / f"{name}.csv"
    path.write_text("\r\n".join(lines) + "\r\n", encoding=encoding)
    return path


def sent_zakat(folder):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "نوشہرہ"
    for cells in (
        ["محکمہ زکوٰۃ و عشر - فہرست مستحقین"],
        ["مورخہ 30 جون 2026"],
        ZAKAT_HEADINGS,
        ["LZC-001  نمونہ کلے"],
        ["Z-1", "زرمینہ بی بی", "اکبر گل", "۱۷۲۹۹-۰۰۰۰۰۵-۹", 41, "نمونہ کلے", "LZC-001",
         "گزارہ الاؤنس", "بیوہ", 12000, "12000/-", "۲۳/۰۲/۲۰۲۶"],
        ["Z-2", "سپوږمۍ", "", "-", "", "موضع نمونہ کلے", "LZC-001", "تعلیمی وظیفہ", "طالب علم",
         "۷۲۰۰", 7200, 46076],
        [],
        ["میزان", "", "", "", "", "", "", "", "", "", 19200],
    ):  # fmt: skip
        sheet.append(cells)
    path = folder / "zakat_mustahiqeen.xlsx"
    book.save(path)
    return path


def agreement(folder, list_id, **more):
    terms = {
        "list": list_id,
        "owner": OWNERS.get(list_id, "bisp"),
        "instrument": "An invented letter",
        "purpose": "to test",
        "retention_months": 12,
        "signed_on": date(2026, 1, 1),
        "period": {"from": date(2025, 7, 1), "to": date(2026, 6, 30)},
        **more,
    }
    path = folder / f"agreement_{list_id}.yaml"
    path.write_text(yaml.safe_dump(terms), encoding="utf-8")
    return path


@pytest.fixture
def agreed(tmp_path):
    folder = tmp_path / "agreements"
    folder.mkdir()
    for list_id in OWNERS:
        actions.agree(agreement(folder, list_id))


def counted(model):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return model.objects.count()


def problems():
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return [
            (p.row_number, p.row_key, p.column, p.shown_value, p.message)
            for p in Problem.objects.all()
        ]


def mention(list_id, key, role=""):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return Mention.objects.get(list=list_id, row_key=key, role=role)


def live(list_id):
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {row.row_key: row for row in ListRow.objects.live(list_id)}


# --- The seven lists ----------------------------------------------------------------------------


def test_survey_forms_are_kept_as_sent_and_their_heads_named(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "bisp_nser_households", HOUSEHOLDS))
    assert (taken.list, taken.rows_read, taken.rows_new) == ("bisp_nser_households", 2, 2)
    assert taken.problems == 0
    head = mention("bisp_nser_households", "H-1")
    assert (head.district, head.form_no, head.relation) == (NOWSHERA, "NW1", "head")
    assert head.tehsil.startswith(NOWSHERA)
    assert head.cnic_note == "ok"
    assert bytes(head.cnic_index) == keyring().blind_index("17299-0000001-1")
    assert len(head.cnic_masked) == 13
    assert mention("bisp_nser_households", "H-2").cnic_note == "missing"
    assert live("bisp_nser_households")["H-2"].content["VEHICLE_REGISTERED"] == "Y"


@pytest.mark.parametrize("order", [("households", "members"), ("members", "households")])
def test_members_live_where_their_form_is_whichever_list_comes_first(agreed, tmp_path, order):
    files = {
        "households": sent(tmp_path, "bisp_nser_households", HOUSEHOLDS),
        "members": sent(tmp_path, "bisp_nser_members", MEMBERS),
    }
    for name in order:
        actions.take_in(files[name])
    wife, head = mention("bisp_nser_members", "M-2"), mention("bisp_nser_households", "H-1")
    assert (wife.district, wife.tehsil, wife.village) == (NOWSHERA, head.tehsil, head.village)
    assert live("bisp_nser_members")["M-3"].district == LOWER_DIR
    assert (wife.sex, wife.relation, wife.marital_status) == ("female", "wife", "married")
    assert (wife.birth_from, wife.birth_to) == (date(1983, 7, 16), date(1983, 7, 16))
    assert mention("bisp_nser_members", "M-1").birth_is_rounded


def test_a_bad_cell_is_told_by_row_and_column_and_the_good_ones_stay(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "bisp_nser_members", MEMBERS))
    assert (taken.rows_new, taken.problems) == (3, 1)
    assert problems() == [
        (
            4,
            "M-3",
            "DATE_OF_BIRTH",
            "31/02/1980",
            '"31/02/1980" is not a date: the calendar has no such day. Check day and month.',
        )
    ]
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        read = {row.key: row for row in read_list("bisp_nser_members")}["M-3"]
    assert read.unreadable == {"date_of_birth"}
    assert read.values["name"] == "Zarmina Bibi"
    assert live("bisp_nser_members")["M-3"].content["DATE_OF_BIRTH"] == "31/02/1980"


def test_a_payment_for_a_child_names_two_people(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    assert taken.rows_new == 3
    assert counted(Mention) == 4
    child = mention("bisp_payments", "T-2", "child")
    assert bytes(child.cnic_index) == keyring().blind_index("1729900000035")
    assert not child.person_meant
    assert mention("bisp_payments", "T-2").person_meant


def test_a_wrong_number_of_a_person_is_told_and_never_repeated(agreed, tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    told = {column: (value, message) for _, _, column, value, message in problems()}
    value, message = told["BENEFICIARY_CNIC"]
    assert value == ""
    assert message.startswith("CNIC should have 13 digits; this has 12.")
    assert mention("bisp_payments", "T-3").cnic_note == "malformed"
    assert told["PAID_ON"][0] == "2026-02-30"


def test_numbers_of_people_are_encrypted_in_place_and_can_be_opened(agreed, tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    with connection.cursor() as cursor, acting_as(SYSTEM_DUTY, purpose="a test"):
        cursor.execute("select content::text from registry_listrow where row_key in ('T-2', 'T-3')")
        for (stored,) in cursor.fetchall():
            assert "17299000" not in stored
        row = ListRow.objects.get(row_key="T-2")
        seal = open_seal("bisp_payments")
        cell = row.content["CHILD_BFORM"]
        assert seal.open(cell, "CHILD_BFORM") == "1729900000035"
        with pytest.raises(ValueError, match="stored for another place"):
            seal.open(cell, "BENEFICIARY_CNIC")


def test_urdu_sheets_are_read_past_titles_blocks_and_subtotals(agreed, tmp_path):
    taken = actions.take_in(sent_zakat(tmp_path))
    assert (taken.rows_read, taken.rows_new) == (2, 2)
    assert taken.passed_over == {
        "title of the sheet": 2,
        "headings": 1,
        "heading of a committee": 1,
        "blank row": 1,
        "subtotal": 1,
    }
    widow = mention("zakat_mustahiqeen", "Z-1")
    assert widow.district == NOWSHERA
    assert (widow.birth_from, widow.birth_to) == (date(1984, 7, 1), date(1985, 6, 30))
    assert (widow.cnic_note, widow.name_script) == ("malformed", "ur")
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        student = {row.key: row for row in read_list("zakat_mustahiqeen")}["Z-2"]
    assert student.payments[0].due == 7200
    assert student.payments[0].paid_on == date(2026, 2, 23)
    assert [(row, column) for row, _, column, _, _ in problems()] == [(5, "شناختی کارڈ نمبر")]


def test_repeated_headings_blank_rows_and_the_byte_order_mark_do_no_harm(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "eobi_insured", INSURED, encoding="utf-8-sig"))
    assert (taken.rows_new, taken.problems) == (2, 0)
    assert taken.passed_over == {"headings": 2, "blank row": 1}
    assert mention("eobi_insured", "I-2").birth_from == date(2021, 1, 1)
    assert mention("eobi_insured", "I-2").district == LOWER_DIR


def test_totals_are_passed_over_and_amounts_with_commas_read(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "eobi_pensioners", PENSIONERS))
    assert (taken.rows_new, taken.problems, taken.passed_over["total"]) == (1, 0, 1)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [row] = read_list("eobi_pensioners")
    assert row.payments[0].due == 12000


def test_a_death_is_placed_by_its_union_councils_code(agreed, tmp_path):
    actions.take_in(sent(tmp_path, "civil_deaths", DEATHS))
    dead = mention("civil_deaths", "D-1")
    assert (dead.district, dead.tehsil, dead.union_council) == (NOWSHERA, "PK52603", "PK5260302")
    assert dead.event_date == date(2026, 5, 2)
    assert (dead.birth_from, dead.birth_to) == (date(1978, 5, 3), date(1979, 5, 2))
    head = normalised_name(tmp_path)
    assert dead.name_key == head.name_key


def normalised_name(folder):
    actions.take_in(sent(folder, "bisp_nser_households", HOUSEHOLDS))
    return mention("bisp_nser_households", "H-1")


# --- Faith, and columns nobody agreed on ---------------------------------------------------------

WITH_FAITH = """
layout: bisp_payments
version: 9
title: A list that states faith
department: bisp
file: {names: ["faith*"]}
key: number
district: {field: district}
columns:
  Number: {field: number, read: text}
  District: {field: district, read: text}
  Name: {field: name, read: name}
  Religion: {drop: faith, also: [مذہب]}
people:
  "": {name: name}
"""


@pytest.mark.parametrize("heading", ["Religion", "RELIGION ", "مذہب"])
def test_a_column_stating_faith_is_dropped_at_the_door(agreed, tmp_path, heading):
    layout = layout_from_text(WITH_FAITH, file="faith.yaml")
    path = sent(
        tmp_path, "faith", [f"Number,District,Name,{heading}", "1,Nowshera,Gul Wali,Qwertyism"]
    )
    taken = actions.take_in(path, layout)
    assert (taken.rows_new, taken.problems) == (1, 0)
    assert set(live("bisp_payments")["1"].content) == {"Number", "District", "Name"}
    assert not _is_stored_anywhere("Qwertyism")


def test_a_column_that_nobody_agreed_on_is_reported_and_not_kept(agreed, tmp_path):
    lines = [f"{HOUSEHOLDS[0]},FAITH", f"{HOUSEHOLDS[1]},Qwertyism"]
    taken = actions.take_in(sent(tmp_path, "bisp_nser_households", lines))
    assert (taken.rows_new, taken.problems) == (1, 1)
    [(row, _, column, value, message)] = problems()
    assert (row, column, value) == (1, "FAITH", "")
    assert "is not part of the agreed layout and was not taken in" in message
    assert not _is_stored_anywhere("Qwertyism")


def _is_stored_anywhere(word):
    with connection.cursor() as cursor, acting_as(SYSTEM_DUTY, purpose="a test"):
        cursor.execute(
            "select (select count(*) from registry_listrow r where r::text like %(word)s)"
            " + (select count(*) from registry_mention m where m::text like %(word)s)"
            " + (select count(*) from registry_problem p where p::text like %(word)s)",
            {"word": f"%{word}%"},
        )
        return cursor.fetchone()[0] > 0


# --- Twice, changed, repeated ---------------------------------------------------------------------


def test_the_same_file_twice_changes_nothing_and_says_so(agreed, tmp_path):
    path = sent(tmp_path, "bisp_payments", PAYMENTS)
    first = actions.take_in(path)
    before = (
        counted(Delivery),
        counted(ListRow),
        counted(Mention),
        counted(Problem),
        counted(Event),
    )
    again = actions.take_in(path)
    after = (
        counted(Delivery),
        counted(ListRow),
        counted(Mention),
        counted(Problem),
        counted(Event),
    )
    assert after == before
    assert again.file_known
    assert (again.rows_new, again.rows_changed, again.rows_known) == (0, 0, 3)
    assert again.delivery == first.delivery


def test_a_corrected_row_is_a_new_version_and_the_old_one_stays(agreed, tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    before = mention("bisp_payments", "T-1")
    corrected = [line.replace("14500,14000", "14500,14500") for line in PAYMENTS]
    taken = actions.take_in(sent(tmp_path, "bisp_payments", corrected))
    assert (taken.rows_new, taken.rows_changed, taken.rows_known) == (0, 1, 2)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        versions = ListRow.objects.filter(row_key="T-1").order_by("superseded_at")
        assert [row.content["AMOUNT_RECEIVED"] for row in versions] == ["14000", "14500"]
        assert [row.superseded_at is None for row in versions] == [False, True]
    after = mention("bisp_payments", "T-1")
    assert after.pk == before.pk
    assert after.row_id == live("bisp_payments")["T-1"].pk != before.row_id


def test_a_person_whom_the_corrected_row_no_longer_names_is_withdrawn(agreed, tmp_path):
    actions.take_in(sent(tmp_path, "bisp_payments", PAYMENTS))
    without_child = [
        PAYMENTS[0],
        "T-2,2026-Q1,KAFAALAT,1729900000028,GULALAI,NOWSHERA,,,,14500,14500,2026-02-01,Retailer 1",
    ]
    actions.take_in(sent(tmp_path, "bisp_payments", without_child))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        named = Mention.objects.live().filter(row_key="T-2").values_list("role", flat=True)
        assert list(named) == [""]


def test_rows_seen_again_later_are_true_as_of_the_later_day(agreed, tmp_path):
    path = sent(tmp_path, "eobi_insured", INSURED)
    actions.take_in(path, as_on=date(2026, 1, 31))
    again = actions.take_in(path, as_on=date(2026, 6, 30))
    assert (again.rows_known, again.file_known) == (2, False)
    assert {row.as_on for row in live("eobi_insured").values()} == {date(2026, 6, 30)}


def test_two_rows_with_one_number_are_not_mixed_up(agreed, tmp_path):
    same, other = PAYMENTS[1], PAYMENTS[2].replace("T-2", "T-1")
    taken = actions.take_in(sent(tmp_path, "bisp_payments", [*PAYMENTS[:2], same, other]))
    assert (taken.rows_read, taken.rows_new, taken.rows_set_aside) == (3, 1, 2)
    [(row, key, _, _, message)] = problems()
    assert (row, key) == (4, "T-1")
    assert message.startswith("Row 2 has the same number and says something else")
    assert counted(Mention) == 1


def test_a_row_without_its_number_or_with_shifted_cells_is_set_aside(agreed, tmp_path):
    lines = [*DEATHS, DEATHS[1].replace("D-1", " "), DEATHS[1].replace("D-1", "D-3") + ",,x"]
    taken = actions.take_in(sent(tmp_path, "civil_deaths", lines))
    assert (taken.rows_new, taken.rows_set_aside, taken.problems) == (1, 2, 2)
    (first, _, column, _, message), (second, *_, shifted) = problems()
    assert (first, column) == (3, "CRMS_NO")
    assert message == (
        "This row has no number of its own, so it cannot be found again. "
        "Give it its number. The row was set aside."
    )
    assert second == 4
    assert "more cells than there are headings" in shifted


def test_a_district_that_is_not_known_is_told_and_never_guessed(agreed, tmp_path):
    lines = [HOUSEHOLDS[0], HOUSEHOLDS[1].replace("Nowshera", "Nowhere")]
    actions.take_in(sent(tmp_path, "bisp_nser_households", lines))
    [(_, _, column, value, message)] = problems()
    assert (column, value) == ("DISTRICT", "Nowhere")
    assert message.startswith('No district is called or coded "Nowhere".')
    assert live("bisp_nser_households")["H-1"].district == ""


# --- Refused -------------------------------------------------------------------------------------


def test_a_list_without_an_agreement_is_refused_with_the_command_to_use(tmp_path):
    path = sent(tmp_path, "civil_deaths", DEATHS)
    with pytest.raises(actions.NoAgreement, match="dareecha lists agree FILE"):
        actions.take_in(path)
    assert counted(Delivery) == counted(ListRow) == 0


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "civil_deaths.csv: the file is empty"),
        (b"\xd0\xcf\x11\xe0rest", "a workbook of before 2007. Save it as XLSX"),
        (b"a,b\n1,2\n", "no known layout fits this file"),
        ((DEATHS[0].replace(",SEX", "") + "\n").encode(), "lacks SEX"),
        ((DEATHS[0] + "\n").encode(), "headings and no row under them"),
        ((DEATHS[0] + '\nD-1,"open\n').encode() + b"x" * 200_000, "no CSV any more"),
    ],
)
def test_what_is_no_list_is_refused_and_nothing_is_written(agreed, tmp_path, content, complaint):
    path = tmp_path / "civil_deaths.csv"
    path.write_bytes(content)
    with pytest.raises(actions.REFUSALS, match=complaint):
        actions.take_in(path)
    assert counted(Delivery) == counted(ListRow) == counted(Mention) == counted(Problem) == 0


def test_a_damaged_workbook_is_refused(agreed, tmp_path):
    path = sent_zakat(tmp_path)
    path.write_bytes(path.read_bytes()[:400])
    with pytest.raises(actions.REFUSALS, match="the workbook is damaged"):
        actions.take_in(path)


def test_letters_in_no_known_encoding_are_refused(agreed, tmp_path):
    layout = layout_from_text(WITH_FAITH, file="faith.yaml")
    path = tmp_path / "faith.csv"
    path.write_bytes("Number,District,Name\n1,Nowshera,گل".encode("cp1256"))
    with pytest.raises(
        actions.REFUSALS, match=r"cannot be read as utf-8\. Save the file as CSV UTF-8"
    ):
        actions.take_in(path, layout)


def test_the_layout_asked_for_must_fit(agreed, tmp_path):
    path = sent(tmp_path, "civil_deaths", [DEATHS[0].replace(",UC_CODE", ""), DEATHS[1]])
    with pytest.raises(actions.REFUSALS, match="it lacks the column UC_CODE"):
        actions.take_in(path, layout_called("civil_deaths"))
    with pytest.raises(actions.REFUSALS, match="none of its headings"):
        actions.take_in(path, layout_called("zakat_mustahiqeen"))


def test_semicolons_other_orders_and_small_headings_are_the_same_list(agreed, tmp_path):
    cells = [line.split(",") for line in DEATHS]
    lines = [";".join(reversed(row)) for row in cells]
    lines[0] = lines[0].lower()
    lines[1] = lines[1].replace("ی", "ي")  # Windows-1256 has the Arabic letter only
    taken = actions.take_in(sent(tmp_path, "deaths of May", lines, encoding="cp1256"))
    assert (taken.list, taken.rows_new, taken.problems) == ("civil_deaths", 1, 0)
    assert mention("civil_deaths", "D-1").name_script == "ur"


def test_a_folder_is_taken_in_past_files_that_are_no_list(agreed, tmp_path):
    folder = tmp_path / "lists"
    folder.mkdir()
    sent(folder, "civil_deaths", DEATHS)
    sent(folder, "bisp_payments", PAYMENTS)
    sent(folder, "phone_book", ["name,number", "x,1"])
    (folder / "eobi_insured.csv").write_bytes(b"")
    (folder / "notes.txt").write_text("no list")
    result = actions.take_in_folder(folder)
    assert [taken.list for taken in result.taken] == ["bisp_payments", "civil_deaths"]
    assert set(result.skipped) == {"phone_book.csv"}
    assert set(result.refused) == {"eobi_insured.csv"}


SLOW_IMPORT = """
import os, sys, time
from pathlib import Path
import django
django.setup()
from django.conf import settings
settings.KEYS_FOLDER = Path(os.environ["TEST_KEYS"])
from dareecha.registry import actions
def wait(layout):
    print("all rows are written, nothing is committed", flush=True)
    time.sleep(120)
actions.address_members_of = wait
actions.take_in(Path(sys.argv[1]))
"""


def test_killed_in_the_middle_nothing_is_half_written(agreed, tmp_path, database):
    path = sent(tmp_path, "bisp_payments", PAYMENTS)
    environment = {
        **os.environ,
        "DATABASE_URL": database.app,
        "DAREECHA_OWNER_URL": database.owner,
        "DJANGO_SETTINGS_MODULE": "dareecha.config.settings",
        "PYTHONPATH": str(Path(actions.__file__).parents[2]),
        "TEST_KEYS": str(settings.KEYS_FOLDER),
    }
    importing = subprocess.Popen(
        [sys.executable, "-c", SLOW_IMPORT, str(path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    with importing:
        assert importing.stdout.readline().startswith("all rows are written")
        importing.send_signal(signal.SIGKILL)
    assert counted(Delivery) == counted(ListRow) == counted(Mention) == counted(Problem) == 0
    assert actions.take_in(path).rows_new == 3


# --- Agreements, officers, journal, problems ------------------------------------------------------


def test_agreements_are_added_and_the_newest_counts(tmp_path):
    actions.agree(agreement(tmp_path, "bisp_payments"))
    terms = {"complete_for": ["bisp/kafaalat/cash"], "assumed": True, "districts": ["Nowshera"]}
    again = agreement(tmp_path, "bisp_payments", retention_months=24, **terms)
    actions.agree(again)
    actions.agree(again)
    assert counted(Agreement) == 2
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        newest = Agreement.objects.in_force("bisp_payments")
    assert (newest.retention_months, newest.assumed) == (24, True)
    assert (newest.districts, newest.complete_for) == ([NOWSHERA], ["bisp/kafaalat/cash"])


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"purpose": ""}, "`purpose` is missing"),
        ({"owner": "zakat"}, "belongs to bisp, not to zakat"),
        ({"retention_months": "long"}, "retention_months: 'long' is not a number of months"),
        ({"signed_on": "soon"}, "signed_on: 'soon' is not a day. Write it as 2026-06-30"),
        ({"districts": ["Nowhere"]}, "no district is called 'Nowhere'"),
        ({"complete_for": ["kafaalat"], "assumed": True}, "'kafaalat' is no benefit id"),
        ({"complete_for": ["bisp/kafaalat/cash"]}, "only assumed, or stated by the department"),
        ({"period": {"from": date(2026, 1, 2), "to": date(2026, 1, 1)}}, "it ends .* before"),
        ({"pupose": "x"}, "`pupose` is not known. Known are"),
    ],
)
def test_an_agreement_that_lacks_something_is_refused(tmp_path, change, complaint):
    with pytest.raises(BadAgreement, match=complaint):
        actions.agree(agreement(tmp_path, "bisp_payments", **change))
    assert counted(Agreement) == 0


def test_the_journal_tells_of_the_list_and_of_nobody_in_it(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "civil_deaths", DEATHS))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        event = Event.objects.get(type="list.taken_in")
    assert event.department == "civil-registration"
    assert event.record["subject"] == {
        "list": "civil_deaths",
        "delivery": str(taken.delivery),
        "sha256": actions.digest_of(tmp_path / "civil_deaths.csv"),
        "layout_version": "1",
        "rows_new": "1",
        "rows_changed": "0",
    }


def test_only_the_owner_brings_a_list_and_only_for_all_districts(agreed, tmp_path, on_duty):
    path = sent(tmp_path, "bisp_payments", PAYMENTS)
    stranger = on_duty(role="officer", department="zakat").context
    with pytest.raises(actions.NotTheOwner, match="belongs to bisp; this duty is in zakat"):
        actions.take_in(path, duty=stranger)
    local = on_duty(role="officer", department="bisp", areas=[NOWSHERA]).context
    with pytest.raises(actions.NotTheOwner, match="this duty covers some"):
        actions.take_in(path, duty=local)
    owner = on_duty(role="officer", department="bisp").context
    assert actions.take_in(path, duty=owner).rows_new == 3


def test_rows_are_seen_by_their_department_and_by_the_counters_of_their_district(
    agreed, tmp_path, on_duty
):
    actions.take_in(sent(tmp_path, "bisp_nser_households", HOUSEHOLDS))
    seen = {
        "own officer": on_duty(role="officer", department="bisp"),
        "other officer": on_duty(role="officer", department="zakat"),
        "counter in Nowshera": on_duty(department="social-welfare", areas=[NOWSHERA]),
        "counter elsewhere": on_duty(department="social-welfare", areas=["PK999"]),
    }
    counts = {}
    for who, duty in seen.items():
        with acting_as(duty.context, purpose="registration"):
            counts[who] = (ListRow.objects.count(), Mention.objects.count())
    assert counts == {
        "own officer": (2, 2),
        "other officer": (0, 0),
        "counter in Nowshera": (1, 1),
        "counter elsewhere": (0, 0),
    }


def test_problems_are_written_back_for_the_department(agreed, tmp_path):
    taken = actions.take_in(sent(tmp_path, "bisp_nser_members", MEMBERS))
    headings, row = actions.problems_of(taken.delivery)
    assert headings == ["list", "sheet", "row", "row_id", "column", "value", "what to do"]
    assert row[:6] == ["bisp_nser_members", "", "4", "M-3", "DATE_OF_BIRTH", "31/02/1980"]


# --- Search --------------------------------------------------------------------------------------


def test_people_are_found_by_number_first_then_by_name_in_any_script(agreed, tmp_path, on_duty):
    actions.take_in(sent(tmp_path, "bisp_nser_households", HOUSEHOLDS))
    actions.take_in(sent(tmp_path, "civil_deaths", DEATHS))
    counter = on_duty(areas=[NOWSHERA]).context
    with acting_as(counter, purpose="registration"):
        by_name = search_people(purpose="registration", name="اکبر گل", father="Sher Gul")
        # The survey form names no father: his name does not bring it up.
        assert [(found.list, found.rank) for found in by_name] == [("civil_deaths", 1)]
        assert search_people(purpose="registration", name="اکبر گل", father="Nadir Shah") == []
        number = parse_cnic("1729900000011")
        by_number = search_people(purpose="registration", cnic=number)
        assert {found.rank for found in by_number} == {0}
        assert len(search_people(purpose="registration", name="Akbar Gul", limit=1)) == 1
        with pytest.raises(NothingToSearchBy):
            search_people(purpose="registration", father="Sher Gul")
        with pytest.raises(NothingToSearchBy, match="no letters"):
            search_people(purpose="registration", name="Akbar Gul", father="12 -")
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert [(look.kind, look.found) for look in AccessLog.objects.order_by("at")] == [
            ("search by name", 1),
            ("search by name", 0),
            ("search by number", 2),
            ("search by name", 1),
        ]


def test_search_finds_nobody_in_other_districts_or_without_a_duty(agreed, tmp_path, on_duty):
    actions.take_in(sent(tmp_path, "bisp_nser_households", HOUSEHOLDS))
    elsewhere = on_duty(areas=["PK999"]).context
    with acting_as(elsewhere, purpose="registration"):
        assert search_people(purpose="registration", name="Akbar Gul") == []
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from dareecha_search_people('kbr', '', null, '', 10)")
        assert cursor.fetchone() == (0,)
