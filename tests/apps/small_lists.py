"""Small invented lists of departments, taken in as the real ones are."""

from __future__ import annotations

import csv
import functools
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import yaml

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.registry import actions
from dareecha.registry.installation import is_invented
from dareecha.registry.layout_files import layout_called
from dareecha.registry.models import Link
from dareecha.registry.people import Linked, link_people
from dareecha.registry.projection import project
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

NOWSHERA, LOWER_DIR = "PK526", "PK520"
AS_ON = date(2026, 6, 30)
AT = datetime(2026, 7, 1, 9, tzinfo=UTC)
SHIPPED = Path(__file__).resolve().parents[2] / "schemes"
OWNERS = {
    "bisp_nser_households": "bisp",
    "bisp_nser_members": "bisp",
    "bisp_payments": "bisp",
    "eobi_insured": "eobi",
    "eobi_pensioners": "eobi",
    "civil_deaths": "civil-registration",
}
HEADINGS = {
    "bisp_nser_households": (
        "ROW_ID FORM_NO HEAD_NAME HEAD_CNIC DISTRICT TEHSIL UNION_COUNCIL VILLAGE MEMBERS ROOMS"
        " LAND_ACRES VEHICLE_REGISTERED TOILET INCOME_MONTH_RS PMT_SCORE SURVEY_DATE"
    ),
    "bisp_nser_members": (
        "ROW_ID FORM_NO MEMBER_NO NAME FATHER_HUSBAND_NAME RELATION_TO_HEAD SEX DATE_OF_BIRTH"
        " MARITAL_STATUS CNIC_BFORM NADRA_VERIFIED ATTENDS_SCHOOL WORK DISABILITY_REPORTED"
        " FATHER_ALIVE"
    ),
    "bisp_payments": (
        "TXN_ID QUARTER PROGRAMME BENEFICIARY_CNIC BENEFICIARY_NAME DISTRICT CHILD_NAME"
        " CHILD_BFORM LEVEL AMOUNT_DUE AMOUNT_RECEIVED PAID_ON PAY_POINT"
    ),
    "eobi_insured": (
        "SR_NO EOBI_NO NAME FATHER_NAME NIC_NO BIRTH_DATE EMPLOYER INSURED_YEARS YEARS_IN_LAST_5"
        " STATUS DISTRICT"
    ),
    "eobi_pensioners": (
        "SR_NO PENSION_NO EOBI_NO NAME FATHER_HUSBAND NIC_NO BIRTH_DATE KIND INSURED_YEARS SINCE"
        " AMOUNT_DUE AMOUNT_PAID LAST_PAYMENT DISTRICT"
    ),
    "civil_deaths": (
        "CRMS_NO DECEASED FATHER_HUSBAND SEX CNIC DATE_OF_DEATH AGE_AT_DEATH PLACE VILLAGE UC_CODE"
    ),
}
AKBAR, GULALAI, ZAR, SPOGMAY = "1729900000011", "1729900000028", "1729900000037", "1729900000044"
ZARMINA = "1729900000052"

Row = Mapping[str, object]


@functools.cache
def shipped_catalogue() -> Catalogue:
    return Catalogue.from_folder(SHIPPED)


def form(key: str = "H-1", **cells: object) -> Row:
    """A survey form: by default of Akbar Gul in Nowshera."""
    return {
        "ROW_ID": key, "FORM_NO": "NW1", "HEAD_NAME": "Akbar Gul", "HEAD_CNIC": AKBAR,
        "DISTRICT": "Nowshera", "TEHSIL": "Pabbi", "VILLAGE": "Sample Kalay", "MEMBERS": 4,
        "VEHICLE_REGISTERED": "N", "INCOME_MONTH_RS": 18000, "PMT_SCORE": "24.50",
        "SURVEY_DATE": "2024-05-02", **cells,
    }  # fmt: skip


def member(key: str, no: int, name: str, relation: str, **cells: object) -> Row:
    return {
        "ROW_ID": key, "FORM_NO": "NW1", "MEMBER_NO": no, "NAME": name,
        "RELATION_TO_HEAD": relation, **cells,
    }  # fmt: skip


FAMILY = [
    member("M-1", 1, "Akbar Gul", "Head", FATHER_HUSBAND_NAME="Sher Gul", SEX="M",
           DATE_OF_BIRTH="12/03/1979", MARITAL_STATUS="Married", CNIC_BFORM=AKBAR,
           NADRA_VERIFIED="Y", WORK="Daily wage labour", DISABILITY_REPORTED="No"),
    member("M-2", 2, "Gulalai", "Wife", FATHER_HUSBAND_NAME="Akbar Gul", SEX="F",
           DATE_OF_BIRTH="16/07/1983", MARITAL_STATUS="Married", CNIC_BFORM=GULALAI,
           NADRA_VERIFIED="Y", WORK="House work", DISABILITY_REPORTED="No"),
    member("M-3", 3, "Zar Wali", "Son", FATHER_HUSBAND_NAME="Akbar Gul", SEX="M",
           DATE_OF_BIRTH="05/02/2016", MARITAL_STATUS="Unmarried", CNIC_BFORM=ZAR,
           NADRA_VERIFIED="Y", ATTENDS_SCHOOL="Y", DISABILITY_REPORTED="No"),
]  # fmt: skip
LOWER_DIR_FORM = form(
    "H-2", FORM_NO="LD1", HEAD_NAME="Zarmina Bibi", HEAD_CNIC=ZARMINA, DISTRICT="Lower Dir",
    TEHSIL="Munda", VILLAGE="Sample Dheri", MEMBERS=1, PMT_SCORE="29.11",
    SURVEY_DATE="2023-10-27",
)  # fmt: skip
WIDOW = member(
    "M-9", 1, "Zarmina Bibi", "Head", FORM_NO="LD1", SEX="F", DATE_OF_BIRTH="01/05/1970",
    MARITAL_STATUS="Widow/Widower", CNIC_BFORM=ZARMINA, NADRA_VERIFIED="Y",
    WORK="House work",
)  # fmt: skip


def kafaalat(key: str = "T-1", **cells: object) -> Row:
    """A quarter of Kafaalat paid to Gulalai."""
    return {
        "TXN_ID": key, "QUARTER": "2026-Q2", "PROGRAMME": "KAFAALAT", "BENEFICIARY_CNIC": GULALAI,
        "BENEFICIARY_NAME": "GULALAI", "DISTRICT": "NOWSHERA", "AMOUNT_DUE": 14500,
        "AMOUNT_RECEIVED": 14500, "PAID_ON": "2026-05-01", **cells,
    }  # fmt: skip


def death(key: str = "D-1", **cells: object) -> Row:
    """The registered death of Akbar Gul."""
    return {
        "CRMS_NO": key, "DECEASED": "Akbar Gul", "FATHER_HUSBAND": "Sher Gul", "SEX": "M",
        "CNIC": AKBAR, "DATE_OF_DEATH": "02/05/2026", "AGE_AT_DEATH": 47, "PLACE": "Home",
        "VILLAGE": "Sample Kalay", "UC_CODE": "PK5260302", **cells,
    }  # fmt: skip


def pensioner(key: str = "P-1", **cells: object) -> Row:
    """Akbar Gul draws an invalidity pension."""
    return {
        "SR_NO": key, "PENSION_NO": f"PN-{key}", "EOBI_NO": "4700K000001", "NAME": "AKBAR GUL",
        "FATHER_HUSBAND": "SHER GUL", "NIC_NO": AKBAR, "BIRTH_DATE": "12-Mar-1979",
        "KIND": "INVALIDITY PENSION", "INSURED_YEARS": "12.0", "SINCE": "01-Oct-2024",
        "AMOUNT_DUE": 11500, "AMOUNT_PAID": 11500, "LAST_PAYMENT": "01-Jun-2026",
        "DISTRICT": "NOWSHERA", **cells,
    }  # fmt: skip


def agree(folder: Path, list_id: str, **terms: object) -> None:
    path = folder / f"agreement_{list_id}.yaml"
    written = {
        "list": list_id,
        "owner": layout_called(list_id).department,
        "instrument": "An invented letter",
        "purpose": "to test",
        "retention_months": 12,
        "signed_on": date(2026, 1, 1),
        "period": {"from": date(2025, 7, 1), "to": AS_ON},
        "invented": is_invented(),
        **terms,
    }
    if "complete_for" in terms:
        written.setdefault("assumed", False)
    path.write_text(yaml.safe_dump(written), encoding="utf-8")
    actions.agree(path)


def take_in(folder: Path, list_id: str, *rows: Row, as_on: date | None = AS_ON) -> None:
    """Take in one list, under an agreement already there or a plain one."""
    if not list(folder.glob(f"agreement_{list_id}.yaml")):
        agree(folder, list_id)
    path = folder / f"{list_id}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        headings = HEADINGS[list_id].split() if list_id in HEADINGS else list(rows[0])
        write = csv.DictWriter(file, headings, restval="")
        write.writeheader()
        write.writerows(rows)
    actions.take_in(path, as_on=as_on)


def take_in_family(folder: Path) -> None:
    """Akbar Gul's form in Nowshera with wife and son, and a widow's in Lower Dir."""
    take_in(folder, "bisp_nser_households", form(), LOWER_DIR_FORM)
    take_in(folder, "bisp_nser_members", *FAMILY, WIDOW)


def link(folder: Path, *, projecting: bool = True) -> Linked:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        linked = link_people(work=folder / "work", at=AT)
        if projecting:
            project(shipped_catalogue())
    return linked


def live_links() -> dict[str, tuple[object, object, object]]:
    """list:key#role of each live link → link, individual and household."""
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {
            f"{link.mention.list}:{link.mention.row_key}#{link.mention.role}": (
                link.pk,
                link.individual_id,
                link.household_id,
            )
            for link in Link.objects.live().select_related("mention")
        }


def individual_of(row: str) -> object:
    """The individual of a row's main person, such as `bisp_nser_members:M-2`."""
    return live_links()[f"{row}#"][1]


def household_of(row: str) -> object:
    return live_links()[f"{row}#"][2]
