"""Agreements for an evaluation: every known list, complete for what the demo's lists are."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from dareecha.demo.agreements import AGREEMENTS
from dareecha.registry.layout_files import shipped_layouts

INSTRUMENT = "evaluation on invented people"
_PURPOSE = "measure how well people are found"
_COVERS_DAYS = 40 * 365


@dataclass(frozen=True, slots=True)
class _Coverage:
    days: int = _COVERS_DAYS
    complete_for: tuple[str, ...] = ()
    assumed: bool = True


def write_agreements(folder: Path, as_on: date) -> None:
    """Write one YAML file for each known list, in force everywhere up to the day of the lists."""
    folder.mkdir(parents=True)
    covered = {
        one.list: _Coverage(one.covers_days, one.complete_for, assumed=not one.is_stated)
        for one in AGREEMENTS
    }
    for layout in shipped_layouts().values():
        coverage = covered.get(layout.id, _Coverage())
        terms = {
            "list": layout.id,
            "instrument": INSTRUMENT,
            "owner": layout.department,
            "purpose": _PURPOSE,
            "retention_months": 1,
            "signed_on": as_on,
            "period": {"from": as_on - timedelta(days=coverage.days), "to": as_on},
            "complete_for": list(coverage.complete_for),
            "assumed": coverage.assumed,
            "invented": True,
        }
        text = yaml.safe_dump(terms, allow_unicode=True, sort_keys=False)
        (folder / f"{layout.id}.yaml").write_text(text, encoding="utf-8")
