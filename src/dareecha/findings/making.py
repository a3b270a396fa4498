"""Make the findings that rest on rows, and keep those that somebody has closed closed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from dareecha.domain.gaps.clocks import LATE
from dareecha.domain.gaps.contradictions import INCLUSION_ERROR
from dareecha.domain.gaps.kin import KIN
from dareecha.domain.gaps.overlaps import FORBIDDEN_OVERLAP
from dareecha.domain.gaps.payments import SHORT_PAYMENT
from dareecha.domain.gaps.suspicions import DUPLICATE, GHOST
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.findings import kinds
from dareecha.findings.evidence import Evidence, evidence
from dareecha.findings.models import Finding
from dareecha.journal import actions as journal

KINDS = (GHOST, DUPLICATE, FORBIDDEN_OVERLAP, SHORT_PAYMENT, LATE, KIN, INCLUSION_ERROR)


def make_findings(catalogue: Catalogue, *, at: datetime) -> dict[str, int]:
    """Find anew, inside the caller's `acting_as()`; open findings of before are replaced.

    Closed ones stay as they are and are not opened again. Returns how many of each kind are open.
    """
    closed = set(Finding.objects.filter(state=Finding.State.CLOSED).values_list("about", flat=True))
    Finding.objects.filter(state=Finding.State.OPEN).delete()
    made = _all_kinds(evidence(), catalogue, at)
    fresh = [finding for finding in made if finding.about not in closed]
    Finding.objects.bulk_create(fresh, batch_size=1000)
    counts = dict(Counter(finding.kind for finding in fresh))
    journal.record(
        "findings.made",
        catalogue=catalogue.digest,
        subject={kind: str(counts.get(kind, 0)) for kind in KINDS},
        at=at,
    )
    return counts


def _all_kinds(found: Evidence, catalogue: Catalogue, at: datetime) -> Iterator[Finding]:
    yield from kinds.ghosts(found, at)
    yield from kinds.duplicates(found, at)
    yield from kinds.overlaps(found, catalogue, at)
    yield from kinds.shortfalls(found, at)
    yield from kinds.late_decisions(found, at)
    yield from kinds.kin(found, catalogue, at)
    yield from kinds.contradictions(catalogue, at)
