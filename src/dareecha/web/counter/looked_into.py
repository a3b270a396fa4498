"""What somebody should look into for this household: gaps of the last run, and open findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dareecha.findings.models import Finding
from dareecha.web.counter.pages import FindingLine
from dareecha.web.counter.wording import Wording
from dareecha.web.said import NOTHING_SAID, Said


@dataclass(frozen=True)
class LookedInto:
    """The findings that this duty may see."""

    words: Wording
    findings: list[Finding]

    def lines(self) -> Iterator[FindingLine]:
        yield from self._gaps()
        yield from self._findings()

    def _gaps(self) -> Iterator[FindingLine]:
        for verdict in self.words.file.verdicts:
            if verdict.gap:
                yield FindingLine(
                    kind=verdict.gap,
                    of=self.words.person(verdict.subject),
                    benefit=self.words.benefit_of_id(verdict.benefit),
                    detail=self.words.label(verdict.fact),
                )

    def _findings(self) -> Iterator[FindingLine]:
        for finding in self.findings:
            rows = finding.detail.get("rows") or [finding.detail.get("last_row", "")]
            yield FindingLine(
                kind=finding.kind,
                of=self.words.person(str(finding.individual_id)),
                benefit=self.words.benefit_of_id(finding.benefit)
                if finding.benefit
                else NOTHING_SAID,
                detail=Said(", ".join(self.words.source(row).text for row in rows if row), "en"),
            )
