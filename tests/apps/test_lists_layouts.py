"""Layouts are data: what the shipped ones read, and how a wrong one is refused."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dareecha.domain.vocabulary.cnic import parse_cnic
from dareecha.domain.vocabulary.money import Months
from dareecha.registry.layout_files import (
    BadLayout,
    UnknownLayout,
    layout_called,
    layout_from_text,
    shipped_layouts,
)
from dareecha.registry.models import ListRow
from dareecha.registry.reading import Bounds, LayoutReader

SMALL = """
layout: small
version: 3
title: A small list
department: example
file: {names: ["small*"]}
key: number
district: {field: district}
columns:
  Number: {field: number, read: text}
  District: {field: district, read: text}
  Name: {field: name, read: name}
  Born: {field: born, read: date, notations: [dd/mm/yyyy]}
  Kind: {field: kind, read: choice, values: {a: [A, الف], b: [B]}, says_nothing: [Other]}
  Phone: {field: phone, read: phone, sensitive: true}
  Paid: {field: paid, read: rupees}
  Religion: {drop: faith, also: [مذہب]}
people:
  "": {name: name, birth: born}
facts:
  - {fact: date_of_birth, of: "", from: born, as_of: list}
receives:
  kind: kind
  benefits: {a: {benefit: x/y/z, person: "", per: month}}
  received: paid
"""


REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "lists.md"


def test_the_layout_in_the_reference_page_is_a_layout():
    blocks = re.findall(r"```yaml\n(.*?)```", REFERENCE.read_text(encoding="utf-8"), re.DOTALL)
    [example] = [block for block in blocks if block.startswith("layout:")]
    layout = layout_from_text(example, file="lists.md")
    assert layout.dropped == {"religion", "مذہب"}


def row_of(layout_id, **content):
    layout = layout_called(layout_id)
    by_field = {layout.by_field[name].heading: text for name, text in content.items()}
    key = content.get(layout.key[0], "K-1")
    row = ListRow(
        list=layout_id, row_key=key, district="PK526", as_on=date(2026, 6, 30), content=by_field
    )
    return LayoutReader(layout).read_row(row)


def facts_of(read):
    return {(s.of, s.relation, s.fact): s.value for s in read.statements}


def test_the_seven_lists_of_the_beginning_have_layouts():
    assert set(shipped_layouts()) >= {
        "bisp_nser_households",
        "bisp_nser_members",
        "bisp_payments",
        "zakat_mustahiqeen",
        "eobi_insured",
        "eobi_pensioners",
        "civil_deaths",
    }


def test_every_column_with_somebodys_number_is_encrypted():
    for layout in shipped_layouts().values():
        for column in layout.columns:
            assert column.sensitive or column.read not in {"cnic", "phone"}


def test_a_small_layout_is_read_whole():
    layout = layout_from_text(SMALL, file="small.yaml")
    assert layout.version == 3
    assert layout.dropped == {"religion", "مذہب"}
    assert [column.field for column in layout.columns] == [
        "number", "district", "name", "born", "kind", "phone", "paid",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("found", "instead", "complaint"),
    [
        ("version: 3", "version: three", "small.yaml, version: 'three' should be a whole number"),
        ("version: 3\n", "", "small.yaml, top: `version` is missing"),
        ("title:", "tittle:", "`tittle` is not known here. Known are: .*title"),
        ("key: number", "key: nummer", "key: 'nummer' is no field of a column. Fields: born, "),
        ("read: rupees", "read: money", "columns.Paid.read: 'money' is not one of 'age', 'choice'"),
        (", sensitive: true", "", "columns.Phone: a column read as phone must say"),
        ("sensitive: true", 'sensitive: "yes"', "Phone.sensitive: 'yes' should be true or false"),
        (", notations: [dd/mm/yyyy]", "", "columns.Born: `notations` goes with `read: date`"),
        ("[dd/mm/yyyy]", "[mm/dd/yyyy]", "Born.notations: 'mm/dd/yyyy' is not one of"),
        ("drop: faith", "drop: shoe size", "Religion: a dropped column says `drop: faith`"),
        ("drop: faith", "drop: faith, field: faith", "says `drop: faith`, perhaps `also`"),
        ("b: [B]", "b: [A]", "Kind.values: 'A' stands under two values"),
        ("Number:", "No:", "columns.False: a heading should be a word. Put it in quotes"),
        ("b: [B]", "b: [yes]", "True should be a word. Put it in quotes"),
        ("field: born", "field: name", "columns: the field 'name' is used twice"),
        ('of: ""', "of: child", "facts.0.of: 'child' is not one of '', 'household'"),
        ("from: born", "from: bron", "facts.0.from: 'bron' is no field"),
        ("as_of: list", "as_of: born, always: true", "give either `from: field` or `always"),
        ("benefit: x/y/z", "benefit: xyz", "'xyz' is no benefit id"),
        ("district: {field: district}", "district: {}", "district: give one of `field`"),
        ("birth: born", "birth: born, mother: none", "there is no role 'none' for the mother"),
        ("birth: born", "father: name", "`father_is` is missing"),
        ("columns:", "columns: [", "this is not YAML"),
    ],
)  # fmt: skip
def test_a_wrong_layout_is_refused_with_file_place_and_remedy(found, instead, complaint):
    assert found in SMALL
    with pytest.raises(BadLayout, match=complaint):
        layout_from_text(SMALL.replace(found, instead, 1), file="small.yaml")


def test_an_unknown_layout_is_refused_with_those_there_are():
    with pytest.raises(
        UnknownLayout, match=r'no layout "essi"\. Known are: applications_log, bisp_nser_'
    ):
        layout_called("essi")


# --- What rows say --------------------------------------------------------------------------------


def test_a_survey_form_states_facts_of_the_household_on_its_day():
    read = row_of(
        "bisp_nser_households",
        form_no="NW1",
        vehicle_registered="Y",
        land_acres="0.4",
        pmt_score="31.50",
        income_month="0",
        survey_date="2024-08-22",
    )
    assert facts_of(read) == {
        ("household", "", "pmt_score"): Decimal("31.50"),
        ("household", "", "pmt_date"): date(2024, 8, 22),
        ("household", "", "residence_district"): "PK526",
        ("household", "", "monthly_income_pkr"): 0,
        ("household", "", "land_acres"): Decimal("0.40"),
        ("household", "", "vehicles_registered"): Bounds(1, None),
    }
    assert {s.as_of for s in read.statements} == {date(2024, 8, 22)}


def test_a_survey_form_without_a_vehicle_says_none_and_without_an_answer_says_nothing():
    told = facts_of(row_of("bisp_nser_households", vehicle_registered="N"))
    assert told["household", "", "vehicles_registered"] == 0
    silent = facts_of(row_of("bisp_nser_households", vehicle_registered=""))
    assert silent == {("household", "", "residence_district"): "PK526"}


def test_a_member_of_a_form_says_things_of_himself_and_of_his_father():
    read = row_of(
        "bisp_nser_members",
        relation="Daughter-in-law",
        sex="T",
        marital_status="Widow/Widower",
        attends_school="",
        work="House work",
        disability_reported="No",
        father_alive="N",
    )
    assert facts_of(read) == {
        ("", "", "sex"): "transgender",
        ("", "", "marital_status"): "widowed",
        ("", "", "employer_kind"): "none",
        ("", "", "disability_reported"): False,
        ("", "father", "vital_status"): "deceased",
    }
    assert all(s.as_of is None and s.as_of_form for s in read.statements)


def test_a_number_that_was_not_verified_says_nothing_of_an_adults_card():
    read = row_of("bisp_nser_members", nadra_verified="N", cnic={"sealed": "…"})
    assert [(s.fact, s.value, s.ages) for s in read.statements] == [
        ("b_form", "not_verified", (None, 18))
    ]
    assert row_of("bisp_nser_members", nadra_verified="Y").statements == ()


def test_an_answer_that_settles_nothing_is_neither_a_value_nor_a_complaint():
    read = row_of("bisp_nser_members", relation="Other")
    assert "relation" not in read.values
    assert not read.unreadable


def test_a_stipend_is_the_childs_and_kafaalat_is_the_womans():
    stipend = row_of(
        "bisp_payments",
        programme="TALEEMI WAZAIF",
        level="PRIMARY",
        due="2500",
        received="2375",
        paid_on="2026-05-02",
        quarter="2026-Q2",
    )
    [payment] = stipend.payments
    assert (payment.benefit, payment.of) == ("bisp/taleemi-wazaif/stipend", "child")
    assert (payment.due, payment.received, payment.paid_on) == (2500, 2375, date(2026, 5, 2))
    assert (payment.period, payment.per) == ("2026-Q2", "quarter")
    assert facts_of(stipend) == {
        ("child", "", "school_level"): "primary",
        ("child", "", "school_enrolled"): True,
    }
    [cash] = row_of("bisp_payments", programme="KAFAALAT", due="14500").payments
    assert (cash.benefit, cash.of, cash.received) == ("bisp/kafaalat/cash", "", None)


@pytest.mark.parametrize(
    ("head", "benefit"),
    [
        ("گزارہ الاؤنس", "zakat/guzara/allowance"),
        ("تعلیمی وظیفہ", "zakat/education/stipend"),
        ("جہیز فنڈ", "zakat/marriage/assistance"),
    ],
)
def test_the_heads_of_zakat_are_three_benefits(head, benefit):
    read = row_of(
        "zakat_mustahiqeen",
        head_of_account=head,
        ground="بیوہ",
        sanctioned="۱۲۰۰۰",
        paid="12000/-",
        paid_on="٢٠/٠٣/٢٠٢٦",
    )
    [payment] = read.payments
    assert (payment.benefit, payment.due, payment.received) == (benefit, 12000, 12000)
    assert payment.paid_on == date(2026, 3, 20)
    assert facts_of(read) == {("", "", "marital_status"): "widowed"}


def test_insured_years_are_months_and_only_of_the_insured_person():
    insured = row_of("eobi_insured", insured_years="14.9", years_in_last_5="5")
    assert insured.values["insured_years"] == Months(178, 179)
    assert facts_of(insured)[("", "", "eobi_insured_months")] == Bounds(178, 179)
    assert facts_of(insured)[("", "", "eobi_insured_months_last_5_years")] == 60
    survivor = row_of("eobi_pensioners", kind="SURVIVOR PENSION", insured_years="15.0")
    assert facts_of(survivor) == {("", "", "receives_any_pension"): True}
    grant = row_of("eobi_pensioners", kind="OLD AGE GRANT", insured_years="11.0")
    assert facts_of(grant) == {
        ("", "", "eobi_registered"): True,
        ("", "", "eobi_insured_months"): 132,
    }


def test_a_registered_death_states_its_day():
    read = row_of("civil_deaths", date_of_death="02/05/2026", sex="F", place="ABROAD")
    assert facts_of(read) == {
        ("", "", "vital_status"): "deceased",
        ("", "", "date_of_death"): date(2026, 5, 2),
        ("", "", "sex"): "female",
    }


def test_numbers_of_people_stay_sealed_when_rows_are_read():
    read = row_of("civil_deaths", cnic={"sealed": "c2VhbGVk"})
    assert read.sealed == {"cnic"}
    assert "cnic" not in read.values


def test_cells_that_cannot_be_read_are_named_with_what_to_do():
    reader = LayoutReader(layout_from_text(SMALL, file="small.yaml"))
    read = reader.read_cells(
        {
            "born": "31/02/1980",
            "kind": "C",
            "phone": "0300",
            "paid": "a lot",
            "name": "x" * 201,
            "district": " - ",
        }
    )
    assert read.values == {}
    assert read.bad == {
        "born": '"31/02/1980" is not a date: the calendar has no such day. Check day and month.',
        "kind": '"C" is not one of the answers known here. Write one of: a, b.',
        "phone": "A phone number should have 10 to 14 digits; this has 4 signs. "
        "Ask for the number.",
        "paid": '"a lot" is not an amount in whole rupees. Write it like 12000 or 12,000.',
        "name": "This cell has 201 characters; 200 are the most. Look whether a quotation mark is "
        "missing, and shorten it.",
    }


def test_bounds_of_a_column_are_kept():
    reader = LayoutReader(layout_called("bisp_nser_households"))
    read = reader.read_cells({"pmt_score": "101", "members": "0", "land_acres": "-1"})
    assert read.bad["pmt_score"] == '"101" is more than 100. Check the number.'
    assert read.bad["members"] == '"0" is less than 1. Check the number.'
    pensioner = LayoutReader(layout_called("eobi_insured"))
    assert (
        "more than 5 years" in pensioner.read_cells({"years_in_last_5": "6"}).bad["years_in_last_5"]
    )


def test_a_cnic_is_thirteen_digits_of_any_script():
    reader = LayoutReader(layout_called("zakat_mustahiqeen"))
    cnic = reader.read_cells({"cnic": "۱۷۲۹۹-۰۰۰۰۰۱۱-۸"}).values["cnic"]
    assert cnic == parse_cnic("1729900000118").digits
    assert "this has 12" in reader.read_cells({"cnic": "172990000011"}).bad["cnic"]
