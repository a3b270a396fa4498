"""Read the file in which an agreement on a list is written down."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml

from dareecha.registry.layout_files import layout_called
from dareecha.registry.whereabouts import district_code

_NEEDED = ("list", "owner", "instrument", "purpose", "retention_months", "signed_on")
_KNOWN = frozenset((*_NEEDED, "districts", "period", "complete_for", "assumed", "invented"))


class BadAgreement(ValueError):
    """An agreement file that lacks something; the message names file, entry and remedy."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed about one list."""

    list: str
    department: str
    instrument: str
    purpose: str
    retention_months: int
    signed_on: date
    districts: tuple[str, ...]
    period_from: date | None
    period_to: date | None
    complete_for: tuple[str, ...]
    assumed: bool
    invented: bool
    """Whether everybody in the list is invented: a trial or an evaluation."""
    file_digest: str


def read_agreements(path: Path) -> list[Terms]:
    """All agreements in a file: one mapping, or a list of them under `agreements`.

    Raises BadAgreement, or UnknownLayout for a list that no layout describes.
    """
    try:
        content = path.read_bytes()
        document = yaml.safe_load(content)
    except OSError:
        raise BadAgreement(f"{path}: there is no such file. Check the path.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadAgreement(f"{path.name}: this is not YAML ({error}).") from None
    except ValueError:
        raise BadAgreement(f"{path.name}{_impossible_day(content)}") from None
    if not isinstance(document, dict):
        raise BadAgreement(f"{path.name}: the file holds no agreement. See `lists agree --help`.")
    entries = document["agreements"] if set(document) == {"agreements"} else [document]
    if not isinstance(entries, list) or not entries:
        raise BadAgreement(f"{path.name}: `agreements` should be a list with one entry a list.")
    digest = sha256(content).hexdigest()
    return [
        _terms(entry, f"{path.name}, agreement {number}", digest)
        for number, entry in enumerate(entries, start=1)
    ]


def _impossible_day(content: bytes) -> str:
    """Where a day stands that no calendar has: YAML reads it before we can, and does not say."""
    for number, line in enumerate(content.decode().splitlines(), start=1):
        for written in re.findall(r"\b\d{4}-\d{1,2}-\d{1,2}\b", line):
            try:
                date(*map(int, written.split("-")))
            except ValueError:
                return f', line {number}: "{written}" is no day of the calendar. Check the date.'
    return ": a date or number in it cannot be read. Check the dates."


def _terms(entry: Any, where: str, digest: str) -> Terms:
    if not isinstance(entry, dict):
        raise BadAgreement(f"{where}: a mapping (name: value) is expected.")
    for key in entry:
        if key not in _KNOWN:
            known = ", ".join(sorted(_KNOWN))
            raise BadAgreement(f"{where}: `{key}` is not known. Known are: {known}.")
    for key in _NEEDED:
        if entry.get(key) in (None, ""):
            raise BadAgreement(f"{where}: `{key}` is missing. Write it down and try again.")
    complete_for = _benefits(entry.get("complete_for", []), where)
    first, last = _period(entry.get("period"), where)
    return Terms(
        list=layout_called(str(entry["list"])).id,
        department=_owner(entry, where),
        instrument=str(entry["instrument"]),
        purpose=str(entry["purpose"]),
        retention_months=_months(entry["retention_months"], where),
        signed_on=_day(entry["signed_on"], "signed_on", where),
        districts=_districts(entry.get("districts", []), where),
        period_from=first,
        period_to=last,
        complete_for=complete_for,
        assumed=_assumed(entry, complete_for, where),
        invented=_invented(entry, where),
        file_digest=digest,
    )


def _invented(entry: Mapping[str, Any], where: str) -> bool:
    value = entry.get("invented", False)
    if not isinstance(value, bool):
        raise BadAgreement(f"{where}, invented: write true where all people are invented.")
    return value


def _owner(entry: Mapping[str, Any], where: str) -> str:
    owner = layout_called(str(entry["list"])).department
    if entry["owner"] != owner:
        raise BadAgreement(
            f"{where}, owner: the list {entry['list']} belongs to {owner}, "
            f"not to {entry['owner']}. An agreement is made with the owner."
        )
    return owner


def _months(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise BadAgreement(f"{where}, retention_months: {value!r} is not a number of months.")
    return value


def _day(value: object, key: str, where: str) -> date:
    if type(value) is not date:
        raise BadAgreement(f"{where}, {key}: {value!r} is not a day. Write it as 2026-06-30.")
    return value


def _period(value: Any, where: str) -> tuple[date | None, date | None]:
    if value is None:
        return None, None
    if not isinstance(value, dict) or set(value) != {"from", "to"}:
        raise BadAgreement(f"{where}, period: write {{from: 2025-07-01, to: 2026-06-30}}.")
    first, last = _day(value["from"], "period.from", where), _day(value["to"], "period.to", where)
    if last < first:
        raise BadAgreement(f"{where}, period: it ends ({last}) before it begins ({first}).")
    return first, last


def _districts(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise BadAgreement(f"{where}, districts: write a list, as in [Nowshera, Lower Dir].")
    codes = []
    for value in values:
        code = district_code(str(value))
        if code is None:
            raise BadAgreement(f"{where}, districts: no district is called {value!r}.")
        codes.append(code)
    return tuple(codes)


def _benefits(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise BadAgreement(f"{where}, complete_for: write a list of benefit ids.")
    for value in values:
        if not isinstance(value, str) or value.count("/") != 2:
            raise BadAgreement(
                f"{where}, complete_for: {value!r} is no benefit id (department/scheme/benefit)."
            )
    return tuple(values)


def _assumed(entry: Mapping[str, Any], complete_for: tuple[str, ...], where: str) -> bool:
    assumed = entry.get("assumed")
    if complete_for and assumed is None:
        raise BadAgreement(
            f"{where}: say with `assumed: true` or `false` whether the completeness is only "
            "assumed, or stated by the department."
        )
    if assumed is not None and not isinstance(assumed, bool):
        raise BadAgreement(f"{where}, assumed: {assumed!r} should be true or false.")
    return bool(assumed)
