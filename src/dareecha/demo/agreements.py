"""The invented pilot's data-sharing agreements, one for each list."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from dareecha.demo.places import DISTRICTS

_YEAR = 365


@dataclass(frozen=True, slots=True)
class Agreement:
    """Under what terms a department gives one list.

    `complete_for` names the benefits of which the list holds every receiver in its districts
    and period; only for those does absence from the list mean that somebody does not receive.
    `is_stated`: the department says so itself; else it is only assumed.
    """

    list: str
    owner: str
    purpose: str
    retention_months: int
    covers_days: int  # before the day of the lists
    complete_for: tuple[str, ...] = ()
    is_stated: bool = False


AGREEMENTS = (
    Agreement(
        "bisp_nser_households",
        "bisp",
        "judge which schemes a household could have",
        24,
        5 * _YEAR,
    ),
    Agreement("bisp_nser_members", "bisp", "know who belongs to a household", 24, 5 * _YEAR),
    Agreement(
        "bisp_payments",
        "bisp",
        "know who receives Kafaalat, Taleemi Wazaif and Nashonuma already",
        18,
        272,
        ("bisp/kafaalat/cash", "bisp/taleemi-wazaif/stipend", "bisp/nashonuma/cash"),
    ),
    Agreement(
        "zakat_mustahiqeen",
        "zakat",
        "know who receives Guzara and help with a marriage already",
        18,
        364,
        ("zakat/guzara/allowance", "zakat/marriage/assistance"),
    ),
    Agreement(
        "lzc_members", "zakat", "have kin of a committee looked at by other eyes", 36, 3 * _YEAR
    ),
    Agreement(
        "pbm_assistance",
        "pbm",
        "know whom Bait-ul-Mal has helped",
        18,
        364,
        (
            "pbm/individual-assistance/medical",
            "pbm/individual-assistance/education",
            "pbm/individual-assistance/general",
            "pbm/individual-assistance/rehabilitation",
            "pbm/individual-assistance/special-persons",
        ),
    ),
    Agreement(
        "eobi_insured",
        "eobi",
        "find insured people who draw nothing though they could",
        24,
        40 * _YEAR,
    ),
    Agreement(
        "eobi_pensioners",
        "eobi",
        "know who draws a pension or had a grant",
        24,
        20 * _YEAR,
        (
            "eobi/pensions/old-age-pension",
            "eobi/pensions/old-age-grant",
            "eobi/pensions/invalidity-pension",
            "eobi/pensions/survivors-pension",
        ),
    ),
    Agreement("essi_workers", "labour", "find secured workers who ask for nothing", 24, 20 * _YEAR),
    Agreement(
        "wwb_grants",
        "labour",
        "know which workers' families have had a grant",
        24,
        364,
        (
            "labour/wwb-grants/marriage",
            "labour/wwb-grants/death",
            "labour/wwb-grants/scholarship",
        ),
    ),
    Agreement(
        "sehat_families",
        "health",
        "know which families have a health card",
        24,
        5 * _YEAR,
        ("health/sehat-card/inpatient",),
    ),
    Agreement(
        "sw_disability_register",
        "social-welfare",
        "know who holds a certificate of disability",
        36,
        20 * _YEAR,
        ("social-welfare/disability/certificate",),
        is_stated=True,
    ),
    Agreement(
        "sw_help",
        "social-welfare",
        "know who has an allowance or had a grant",
        18,
        364,
        ("social-welfare/disability/severe-allowance", "social-welfare/disability/one-off-grant"),
    ),
    Agreement(
        "sw_cards",
        "social-welfare",
        "know which orphans and widows hold a card",
        18,
        364,
        ("social-welfare/roshan-mustaqbil/stipend", "social-welfare/sahara/stipend"),
    ),
    Agreement(
        "school_enrolment",
        "education",
        "know which children go to school",
        18,
        364,
        ("education/girls-stipend/secondary",),
    ),
    Agreement("minority_grants", "auqaf", "pay grants once and in full", 18, 364),
    Agreement(
        "pdma_compensation",
        "relief",
        "know which claims after the flood are paid",
        36,
        364,
        ("relief/disaster/house", "relief/disaster/injury", "relief/disaster/death"),
    ),
    Agreement(
        "opf_members",
        "opf",
        "find families of members who died or came home disabled",
        24,
        20 * _YEAR,
        ("opf/financial-aid/death", "opf/financial-aid/disability"),
    ),
    Agreement(
        "tevta_trainees",
        "industries",
        "know who is being trained",
        18,
        364,
        ("industries/training/course",),
    ),
    Agreement(
        "kissan_farmers",
        "agriculture",
        "know which farmers hold a card",
        24,
        10 * _YEAR,
        ("agriculture/kissan-card/subsidy",),
    ),
    Agreement(
        "civil_births", "civil-registration", "know of births and of parents", 36, 20 * _YEAR
    ),
    Agreement(
        "civil_deaths",
        "civil-registration",
        "know of deaths, so that survivors are helped",
        36,
        12 * _YEAR,
    ),
    Agreement(
        "civil_marriages", "civil-registration", "know who is married to whom", 36, 20 * _YEAR
    ),
    Agreement(
        "dept_officers", "planning", "have kin of officers looked at by other eyes", 36, 3 * _YEAR
    ),
    Agreement(
        "applications_log", "planning", "see which applications wait too long", 18, 2 * _YEAR
    ),
    Agreement("service_limits", "planning", "know within how many days to decide", 36, 2 * _YEAR),
)


def write(folder: Path, as_on: date) -> None:
    """Write one YAML file for each list."""
    folder.mkdir(parents=True, exist_ok=True)
    for agreement in AGREEMENTS:
        text = yaml.safe_dump(_document(agreement, as_on), allow_unicode=True, sort_keys=False)
        (folder / f"{agreement.list}.yaml").write_text(text, encoding="utf-8")


def _document(agreement: Agreement, as_on: date) -> dict[str, object]:
    return {
        "list": agreement.list,
        "instrument": "invented agreement of the demonstration",
        "owner": agreement.owner,
        "purpose": agreement.purpose,
        "retention_months": agreement.retention_months,
        "signed_on": as_on - timedelta(days=120),
        "districts": [district.pcode for district in DISTRICTS],
        "period": {"from": as_on - timedelta(days=agreement.covers_days), "to": as_on},
        "complete_for": list(agreement.complete_for),
        "assumed": not agreement.is_stated,
        "invented": True,
    }
