"""The lists of all departments: whom each row names, what it tells, and who may see it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from small_lists import (
    AKBAR,
    AS_ON,
    GULALAI,
    LOWER_DIR,
    NOWSHERA,
    SPOGMAY,
    ZAR,
    agree,
    form,
    household_of,
    individual_of,
    kafaalat,
    link,
    live_links,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.domain.households.household import Household
from dareecha.domain.households.stored import from_stored
from dareecha.domain.vocabulary.dates import DateSpan
from dareecha.registry import actions
from dareecha.registry.exports import export_links
from dareecha.registry.models import CurrentHousehold, DoubtfulPair, Link, ListRow, Mention, Problem
from dareecha.registry.reading import ReadRow, read_list
from dareecha.registry.search import search_people
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

pytestmark = pytest.mark.django_db(transaction=True)


def read(list_id: str) -> list[ReadRow]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return list(read_list(list_id))


def mentions(list_id: str) -> dict[str, Mention]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {m.role: m for m in Mention.objects.filter(list=list_id)}


def shown(row: str = "bisp_nser_households:H-1") -> Household:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        current = CurrentHousehold.objects.get(pk=household_of(row))
    return from_stored(current.content, shipped_catalogue().facts)


BIRTH = {
    "CRMS_NO": "B-1", "CHILD": "Zar Wali", "SEX": "M", "DATE_OF_BIRTH": "05/02/2016",
    "FATHER": "Akbar Gul", "FATHER_CNIC": AKBAR, "MOTHER": "Gulalai", "MOTHER_CNIC": "",
    "CRC_NO": "", "VILLAGE": "Sample Kalay", "UC_CODE": "PK5260302", "REGISTERED_ON": "01/03/2016",
}  # fmt: skip
NIKAH = {
    "NIKAH_NO": "N-1", "BRIDE": "Gulalai", "BRIDE_FATHER": "Noor Khan", "BRIDE_CNIC": "",
    "GROOM": "Akbar Gul", "GROOM_FATHER": "Sher Gul", "GROOM_CNIC": AKBAR, "DATE": "04/11/2009",
    "RELIGION": "FAITH-WORD", "UC_CODE": "PK5260302",
}  # fmt: skip
PUPIL = {
    "ID": "S-1", "EMIS": "30001", "School": "GPS Sample Kalay", "Type": "Government", "Class": "4",
    "Pupil": "Zar Wali", "Father": "Akbar Gul", "B-Form": "", "Father CNIC": AKBAR, "Sex": "Boy",
    "Date of Birth": "5.2.2016", "Religion": "FAITH-WORD", "Attendance % Jan-Jun": "83",
    "Marks %": "", "Stipend due": "", "Stipend received": "", "Village": "Sample Kalay",
}  # fmt: skip
GRANT = {
    "No": "G-1", "Name": "Gulalai", "Father/Husband": "Akbar Gul", "CNIC": GULALAI,
    "Religion": "FAITH-WORD", "Category": "Widow", "Sanctioned": 10000, "Paid": 10000,
    "Date": "01/02/2026", "District": "Nowshera", "Village": "Sample Kalay",
}  # fmt: skip
APPLICATION = {
    "app_no": "A-1", "department": "Zakat & Ushr", "benefit_line": "22 Zakat Guzara",
    "applicant": "Gulalai", "father_husband": "Akbar Gul", "cnic": GULALAI,
    "village": "Sample Kalay", "asked_on": "2026-01-05", "acknowledged_on": "2026-01-06",
    "decided_on": "", "decision": "", "paid_on": "", "limit_days": "60",
}  # fmt: skip


def card(key: str, no: int, name: str, relation: str, gender: str, born: str) -> dict[str, object]:
    return {
        "row": key, "family_no": "F-1", "head_cnic": AKBAR, "member_no": no, "member_name": name,
        "relation": relation, "gender": gender, "dob": born, "permanent_district": "Nowshera",
        "permanent_village": "Sample Kalay",
    }  # fmt: skip


# --- Several people in a row --------------------------------------------------------------------


def test_a_birth_names_child_father_and_mother_who_are_found_on_the_fathers_form(
    tmp_path: Path,
) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_births", BIRTH)
    link(tmp_path)
    links = live_links()
    for role, row in (("father", "M-1"), ("mother", "M-2"), ("", "M-3")):
        of_birth = links[f"civil_births:B-1#{role}"]
        assert of_birth[1:] == links[f"bisp_nser_members:{row}#"][1:], role


def test_a_bride_without_a_number_is_found_beside_her_groom(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "civil_marriages", NIKAH)
    link(tmp_path)
    assert individual_of("civil_marriages:N-1") == individual_of("bisp_nser_members:M-2")
    assert [(e.facts["event_kind"].low, e.facts["event_date"].low) for e in shown().events] == [
        ("marriage", date(2009, 11, 4))
    ]


def test_the_heads_number_on_a_familys_card_is_nobody_elses(tmp_path: Path) -> None:
    take_in(
        tmp_path,
        "sehat_families",
        card("C-1", 1, "Akbar Gul", "Self", "Male", "12/03/1979"),
        card("C-2", 2, "Gulalai", "Wife", "Female", "16/07/1983"),
    )
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        found = {m.row_key: m for m in Mention.objects.all()}
    assert found["C-1"].cnic_note == "ok"
    assert (found["C-2"].cnic_note, found["C-2"].cnic_index) == ("missing", None)
    assert bytes(found["C-2"].relative_index) == bytes(found["C-1"].cnic_index)


def test_a_family_on_a_card_without_a_form_is_one_household(tmp_path: Path) -> None:
    take_in(
        tmp_path,
        "sehat_families",
        card("C-1", 1, "Akbar Gul", "Self", "Male", "12/03/1979"),
        card("C-2", 2, "Gulalai", "Wife", "Female", "16/07/1983"),
    )
    link(tmp_path)
    assert household_of("sehat_families:C-1") == household_of("sehat_families:C-2")
    assert individual_of("sehat_families:C-1") != individual_of("sehat_families:C-2")


def test_a_pupil_of_a_list_without_districts_is_found_by_the_fathers_number(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "school_enrolment", PUPIL)
    link(tmp_path)
    son = shown().person(str(individual_of("bisp_nser_members:M-3")))
    assert individual_of("school_enrolment:S-1") == individual_of("bisp_nser_members:M-3")
    assert son is not None
    assert (son.facts["school_class"].low, son.facts["school_level"].low) == (4, "primary")
    assert son.facts["school_attendance_percent_quarter"].source == "school_enrolment:S-1"


def test_a_father_without_his_number_is_nobody_in_a_schools_list(tmp_path: Path) -> None:
    take_in(tmp_path, "school_enrolment", PUPIL | {"Father CNIC": "-"})
    assert set(mentions("school_enrolment")) == {""}


# --- Faith --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("list_id", "row"),
    [("civil_marriages", NIKAH), ("school_enrolment", PUPIL), ("minority_grants", GRANT)],
)
def test_a_column_that_states_faith_is_never_stored(
    tmp_path: Path, list_id: str, row: dict[str, object]
) -> None:
    take_in(tmp_path, list_id, row)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [stored] = ListRow.objects.live(list_id)
        assert "FAITH-WORD" not in str(stored.content)
        assert not Problem.objects.exists()


def test_a_minority_grant_is_its_departments_alone(tmp_path: Path, on_duty) -> None:
    take_in_family(tmp_path)
    take_in(tmp_path, "minority_grants", GRANT)
    link(tmp_path)
    counter = on_duty(areas=[NOWSHERA]).context
    with acting_as(counter, purpose="a test"):
        assert ListRow.objects.filter(list="bisp_nser_households").exists()
        for model in (ListRow, Mention):
            assert not model.objects.filter(list="minority_grants").exists()
        assert not Link.objects.filter(department="auqaf").exists()
        found = search_people(name="Gulalai", purpose="a test")
        assert found
        assert "minority_grants" not in str(found)
    with acting_as(on_duty(role="officer", department="auqaf").context, purpose="a test"):
        assert ListRow.objects.filter(list="minority_grants").exists()


def test_a_minority_grant_leaves_in_no_household_and_no_export(tmp_path: Path) -> None:
    agree(tmp_path, "minority_grants", complete_for=["auqaf/minority-grants/widow"])
    take_in_family(tmp_path)
    take_in(tmp_path, "minority_grants", GRANT)
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert individual_of("minority_grants:G-1") == individual_of("bisp_nser_members:M-2")
        for current in CurrentHousehold.objects.all():
            said = str(current.content) + str(current.names)
            assert "minority" not in said
        export_links(tmp_path / "links.csv")
    assert "minority_grants" not in set(pl.read_csv(tmp_path / "links.csv")["list"])
    gulalai = shown().person(str(individual_of("bisp_nser_members:M-2")))
    assert gulalai is not None
    assert gulalai.facts["marital_status"].low == "married"
    assert "auqaf/minority-grants/widow" not in (shown().receives_known or ())


def test_somebody_whom_only_a_minority_grant_names_is_no_household_for_others(
    tmp_path: Path,
) -> None:
    take_in(tmp_path, "minority_grants", GRANT)
    link(tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not CurrentHousehold.objects.exists()
        assert not DoubtfulPair.objects.exists()


def test_an_application_for_a_minority_grant_is_as_private_as_the_grant(tmp_path: Path) -> None:
    asked = {"benefit_line": "64 Minority scholarship"}
    take_in(tmp_path, "applications_log", APPLICATION, APPLICATION | asked | {"app_no": "A-2"})
    assert {row.key: row.is_confidential for row in read("applications_log")} == {
        "A-1": False,
        "A-2": True,
    }


# --- Floods -------------------------------------------------------------------------------------

CLAIM = {
    "نمبر": "P-1", "نام متاثرہ": "اکبر گل", "ولديت": "شير گل", "شناختي کارڈ": AKBAR,
    "گاؤں": "نمونہ", "تحصيل": "پبي", "واقعہ": "سيلاب اگست 2025",
    "نوعيت نقصان": "مکان جزوي نقصان", "تاريخ سروے": "26/08/2025", "منظور رقم": "300000",
    "ادا رقم": "", "تاريخ ادائيگي": "",
}  # fmt: skip


def take_in_claims(folder: Path, *rows: dict[str, str]) -> None:
    agree(folder, "pdma_compensation")
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    path = folder / "pdma_compensation.csv"
    path.write_bytes("\r\n".join(lines).encode("windows-1256"))
    actions.take_in(path, as_on=AS_ON)


def test_a_flood_claim_in_windows_1256_is_an_event_in_its_tehsils_district(tmp_path: Path) -> None:
    take_in_claims(tmp_path, CLAIM)
    [row] = read("pdma_compensation")
    assert (row.district, row.values["event_month"]) == (
        NOWSHERA,
        DateSpan(date(2025, 8, 1), date(2025, 8, 31)),
    )
    link(tmp_path)
    household = shown("pdma_compensation:P-1")
    [event] = household.events
    told = {name: fact.low for name, fact in event.facts.items()}
    assert told == {
        "event_kind": "house_damage",
        "event_cause": "flood",
        "event_date": date(2025, 8, 1),
        "house_damage": "partial",
        "damage_verified_by_survey": True,
        "event_member": str(individual_of("pdma_compensation:P-1")),
    }
    assert event.facts["event_date"].high == date(2025, 8, 31)
    assert [(r.benefit, r.subject) for r in household.receipts] == [
        ("relief/disaster/house", event.id)
    ]


def test_two_floods_are_two_events_and_a_claim_printed_twice_is_one(tmp_path: Path) -> None:
    take_in_claims(
        tmp_path,
        CLAIM,
        CLAIM | {"نمبر": "P-2"},
        CLAIM | {"نمبر": "P-3", "واقعہ": "سيلاب جولائي 2022"},
    )
    link(tmp_path)
    days = sorted(
        str(event.facts["event_date"].low) for event in shown("pdma_compensation:P-1").events
    )
    assert days == ["2022-07-01", "2025-08-01"]


# --- One workbook, three lists ------------------------------------------------------------------

SHEETS = {
    "Disability register": [
        ["Reg. No", "Name", "Father/Husband", "CNIC / B-Form", "Date of birth", "Sex",
         "Disability", "Degree", "Certificate date", "Village", "District"],
        ["DR-1", "Akbar Gul", "Sher Gul", AKBAR, "12-Mar-79", "Male", "Physical", "", 42438,
         "Sample Kalay", "Nowshera"],
        ["Total", "", "", "", "", "", "", "", "", "", 1],
    ],
    "Allowance and grants": [
        ["No", "Name", "Father/Husband", "CNIC / B-Form", "Programme", "Sanctioned", "Paid",
         "Date", "District"],
        ["SH-1", "Akbar Gul", "Sher Gul", AKBAR, "Severe disability allowance Jan-Jun 2026",
         30000, 30000, 46067, "Nowshera"],
    ],
    "Cards": [
        ["Card No", "Card", "Name", "Father/Husband (late)", "CNIC / B-Form", "Date of birth",
         "Guardian", "Village", "District", "Due Jan-Jun 2026", "Received", "Last payment"],
        ["CD-1", "Roshan Mustaqbil", "Spogmay", "Khan Wali", SPOGMAY, "21/03/2018", "Gulalai",
         "Sample Kalay", "Nowshera", 30000, 29700, "01/06/2026"],
    ],
}  # fmt: skip
CERTIFICATE = "social-welfare/disability/certificate"


def social_welfare(folder: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for cells in (["DIRECTORATE OF SOCIAL WELFARE - register"], *rows):
            sheet.append(cells)
    path = folder / "social_welfare.xlsx"
    book.save(path)
    return path


def agree_on_social_welfare(folder: Path) -> None:
    agree(folder, "sw_disability_register", complete_for=[CERTIFICATE])
    agree(folder, "sw_help")
    agree(folder, "sw_cards")


def test_a_workbook_with_three_lists_is_taken_in_as_three(tmp_path: Path) -> None:
    agree_on_social_welfare(tmp_path)
    path = social_welfare(tmp_path)
    taken = {one.list: one for one in actions.take_in_all(path, as_on=AS_ON)}
    assert {name: one.rows_new for name, one in taken.items()} == {
        "sw_disability_register": 1,
        "sw_help": 1,
        "sw_cards": 1,
    }
    assert all(one.problems == 0 for one in taken.values())
    assert all(one.file_known for one in actions.take_in_all(path, as_on=AS_ON))
    [allowance] = read("sw_help")
    [payment] = allowance.payments
    assert (payment.benefit, payment.per) == (
        "social-welfare/disability/severe-allowance",
        "half_year",
    )


def test_a_degree_that_was_not_entered_is_not_known_and_a_certificate_is(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    agree_on_social_welfare(tmp_path)
    actions.take_in_all(social_welfare(tmp_path), as_on=AS_ON)
    link(tmp_path)
    akbar = shown().person(str(individual_of("bisp_nser_members:M-1")))
    assert akbar is not None
    assert akbar.facts["disability_certified"].low is True
    assert "disability_severity" not in akbar.facts


@pytest.mark.parametrize("districts", [[], [LOWER_DIR]], ids=["everywhere", "elsewhere"])
def test_who_is_not_in_a_complete_register_has_no_certificate(
    tmp_path: Path, districts: list[str]
) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "sw_disability_register", complete_for=[CERTIFICATE], districts=districts)
    agree(tmp_path, "sw_help")
    agree(tmp_path, "sw_cards")
    actions.take_in_all(social_welfare(tmp_path), as_on=AS_ON)
    link(tmp_path)
    gulalai = shown().person(str(individual_of("bisp_nser_members:M-2")))
    assert gulalai is not None
    if districts:
        assert "disability_certified" not in gulalai.facts
    else:
        told = gulalai.facts["disability_certified"]
        assert (told.low, told.source, told.as_of) == (False, "sw_disability_register", AS_ON)


# --- Places -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("district", "tehsil", "found", "complaint"),
    [
        ("South Waziristan", "Wana", "PK530L", ""),
        ("SOUTH WAZIRISTAN AGENCY", "Ladha", "PK530U", ""),
        ("South Waziristan", "", "", "Write Lower South Waziristan or Upper South Waziristan"),
        ("South Waziristan", "Pabbi", "", "is no district any more, since 2022-10-01"),
        ("Sample Land", "Wana", "", "No district is called"),
    ],
)
def test_a_list_with_a_districts_old_name_finds_the_district_of_today(
    tmp_path: Path, district: str, tehsil: str, found: str, complaint: str
) -> None:
    take_in(tmp_path, "bisp_nser_households", form(DISTRICT=district, TEHSIL=tehsil))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert ListRow.objects.get().district == found
        messages = [problem.message for problem in Problem.objects.all()]
    assert len(messages) == bool(complaint)
    assert all(complaint in message for message in messages)


def test_an_institute_called_by_its_tehsil_is_in_the_tehsils_district(tmp_path: Path) -> None:
    trainee = {
        "roll_no": "R-1", "trainee": "Gulalai", "father": "Noor Khan", "cnic": GULALAI, "sex": "F",
        "age": "", "trade": "Tailoring", "started": "15-Aug-2025", "institute": "GTVC Pabbi",
    }  # fmt: skip
    elsewhere = trainee | {"roll_no": "R-2", "institute": "GTVC Nowhere"}
    take_in(tmp_path, "tevta_trainees", trainee, elsewhere)
    assert {row.key: row.district for row in read("tevta_trainees")} == {"R-1": NOWSHERA, "R-2": ""}
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [problem] = Problem.objects.all()
    assert (problem.row_key, problem.column) == ("R-2", "institute")


# --- Who decides, what was asked, who is handed the money -----------------------------------------


def test_a_stipend_is_the_childs_and_the_money_is_the_mothers(tmp_path: Path) -> None:
    stipend = kafaalat(PROGRAMME="TALEEMI WAZAIF", CHILD_NAME="ZAR WALI", CHILD_BFORM=ZAR,
                       LEVEL="PRIMARY", AMOUNT_DUE=3000)  # fmt: skip
    take_in(tmp_path, "bisp_payments", stipend)
    [row] = read("bisp_payments")
    assert [(payment.of, payment.paid_to) for payment in row.payments] == [("child", "")]


def test_limits_of_departments_name_nobody_and_are_kept(tmp_path: Path) -> None:
    take_in(tmp_path, "service_limits", {"department": "BISP", "limit_days": "30"})
    assert [dict(row.values) for row in read("service_limits")] == [
        {"department": "BISP", "limit_days": 30}
    ]
    assert mentions("service_limits") == {}
