"""What the service answered: its exports of links, findings and verdicts, read back."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `person` is '' where it is about the household."""

    kind: str
    person: str
    household: str
    benefit: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a household or person was told of a benefit; texts are '' where there is nothing."""

    household: str
    subject: str
    benefit: str
    verdict: str
    criterion: str = ""
    fact: str = ""
    receives: str = ""


@dataclass(frozen=True)
class Answers:
    """`people` and `homes`: the individual and the household of each row, `list:row_id`.

    Only the person whom a row is about is there: the truth does not speak of the others.
    """

    people: Mapping[str, str]
    homes: Mapping[str, str]
    findings: tuple[Finding, ...] = ()
    verdicts: tuple[Verdict, ...] = ()

    @cached_property
    def lists(self) -> frozenset[str]:
        """The lists that were taken in."""
        return frozenset(row.partition(":")[0] for row in self.people)

    @cached_property
    def benefits(self) -> frozenset[str]:
        """The benefits that anybody was judged on."""
        return frozenset(self.verdicts_on)

    @cached_property
    def verdicts_on(self) -> dict[str, list[Verdict]]:
        """The verdicts of each benefit."""
        found: dict[str, list[Verdict]] = {}
        for verdict in self.verdicts:
            found.setdefault(verdict.benefit, []).append(verdict)
        return found

    def of_kind(self, kind: str) -> list[Finding]:
        return [finding for finding in self.findings if finding.kind == kind]


def read_answers(folder: Path) -> Answers:
    """Read `links.csv`, `findings.csv` and `verdicts.csv` as `dareecha export` writes them."""
    people, homes = {}, {}
    for cells in _cells(folder / "links.csv"):
        if "#" not in cells["row_id"]:
            row = f"{cells['list']}:{cells['row_id']}"
            people[row], homes[row] = cells["person_id"], cells["household_id"]
    return Answers(
        people=people,
        homes=homes,
        findings=tuple(map(_finding, _cells(folder / "findings.csv"))),
        verdicts=tuple(map(_verdict, _cells(folder / "verdicts.csv"))),
    )


def _cells(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)


def _finding(cells: dict[str, str]) -> Finding:
    return Finding(
        kind=cells["kind"],
        person=cells["person_id"],
        household=cells["household_id"],
        benefit=cells["benefit"],
        detail=json.loads(cells["detail"]),
    )


def _verdict(cells: dict[str, str]) -> Verdict:
    return Verdict(
        household=cells["household_id"],
        subject=cells["subject"],
        benefit=cells["benefit"],
        verdict=cells["verdict"],
        criterion=cells["criterion"],
        fact=cells["fact"],
        receives=cells["receives"],
    )
