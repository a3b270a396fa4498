"""The invented pilot's data-sharing agreements, one for each list."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from dareecha.demo.places import DISTRICTS


@dataclass(frozen=True, slots=True)
class Agreement:
    """Under what terms a department gives one list.

    `complete_for` names the benefits of which the list holds every receiver in its districts
    and period; only for those does absence from the list mean that somebody does not receive.
    """

    list: str
    owner: str
    purpose: str
    retention_months: int
    covers_days: int  # before the day of the lists
    complete_for: tuple[str, ...] = ()


AGREEMENTS = (
    Agreement(
        list="bisp_nser_households",
        owner="bisp",
        purpose="judge which schemes a household could have",
        retention_months=24,
        covers_days=5 * 365,
    ),
    Agreement(
        list="bisp_nser_members",
        owner="bisp",
        purpose="know who belongs to a household",
        retention_months=24,
        covers_days=5 * 365,
    ),
    Agreement(
        list="bisp_payments",
        owner="bisp",
        purpose="know who receives Kafaalat and Taleemi Wazaif already",
        retention_months=18,
        covers_days=272,
        complete_for=("bisp/kafaalat/cash", "bisp/taleemi-wazaif/stipend"),
    ),
    Agreement(
        list="zakat_mustahiqeen",
        owner="zakat",
        purpose="know who receives Guzara already",
        retention_months=18,
        covers_days=364,
        complete_for=("zakat/guzara/allowance",),
    ),
    Agreement(
        list="eobi_insured",
        owner="eobi",
        purpose="find insured people who draw nothing though they could",
        retention_months=24,
        covers_days=40 * 365,
    ),
    Agreement(
        list="eobi_pensioners",
        owner="eobi",
        purpose="know who draws a pension or had a grant",
        retention_months=24,
        covers_days=20 * 365,
        complete_for=(
            "eobi/pensions/old-age-pension",
            "eobi/pensions/old-age-grant",
            "eobi/pensions/invalidity-pension",
            "eobi/pensions/survivors-pension",
        ),
    ),
    Agreement(
        list="civil_deaths",
        owner="civil-registration",
        purpose="know of deaths, so that survivors are helped",
        retention_months=36,
        covers_days=12 * 365,
    ),
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
        "assumed": True,
        "invented": True,
    }
