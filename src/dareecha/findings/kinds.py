"""One function for each kind of finding that rests on rows: from evidence to findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from dareecha.domain.gaps.clocks import LATE, late
from dareecha.domain.gaps.contradictions import INCLUSION_ERROR
from dareecha.domain.gaps.kin import KIN, kin_of_deciders
from dareecha.domain.gaps.overlaps import FORBIDDEN_OVERLAP, forbidden_overlaps
from dareecha.domain.gaps.payments import SHORT_PAYMENT, short_payments
from dareecha.domain.gaps.suspicions import DUPLICATE, GHOST, paid_after_death, twice_in_one_list
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.findings.contradicted import received_against_the_rule
from dareecha.findings.evidence import Evidence, Whose
from dareecha.findings.kinship import kin_of
from dareecha.findings.models import Finding

CONTACT_NEEDED = "contact_needed"
LOOK_AT_BOTH_ROWS = "look_at_both_rows"
HEAR_AND_CHOOSE = "hear_and_choose"
ASK_THE_PAY_POINT = "ask_the_pay_point"
ASK_THE_SUPERIOR = "ask_the_superior"
SECOND_LOOK = "second_look"
OVERSIGHT = "oversight"
WITHOUT_A_DECISION = frozenset({"automatic", "point_of_service"})
"""Doors behind which nobody decides on a person."""


def ghosts(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    """Paid after a registered death: somebody should call on the family."""
    # A row may name a child and its payee: the finding is about the one who died.
    whose = {(who.seen.row, who.seen.individual): who for who in evidence.linked.values()}
    found = paid_after_death(evidence.deaths, evidence.paid, evidence.rows_of_everybody())
    for ghost in found:
        yield _finding(
            GHOST,
            whose[ghost.last.seen.row, ghost.last.seen.individual],
            at,
            benefit=ghost.last.benefit,
            about=(ghost.death.seen.row,),
            owner=OVERSIGHT,
            next_step=CONTACT_NEEDED,
            detail={
                "died_on": ghost.death.day.isoformat(),
                "death_row": ghost.death.seen.row,
                "last_paid_on": ghost.last.day.isoformat(),
                "last_row": ghost.last.seen.row,
                "payments": ghost.payments,
                "by": "number" if ghost.same_number else "name_father_place",
            },
        )


def duplicates(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    """One person on two rows of one list that should have one."""
    for twice in twice_in_one_list(evidence.entries):
        who = evidence.whose[twice.rows[-1]]
        yield _finding(
            DUPLICATE,
            who,
            at,
            about=twice.rows,
            owner=who.department,
            next_step=LOOK_AT_BOTH_ROWS,
            detail={"list": twice.list, "rows": list(twice.rows)},
        )


def overlaps(evidence: Evidence, catalogue: Catalogue, at: datetime) -> Iterator[Finding]:
    """Benefits side by side that a confirmed source keeps apart: the person is heard first."""
    for overlap in forbidden_overlaps(evidence.held, catalogue):
        first = overlap.held[0]
        who = evidence.whose[first.row]
        yield _finding(
            FORBIDDEN_OVERLAP,
            who,
            at,
            benefit=first.benefit,
            about=tuple(sorted(held.row for held in overlap.held)),
            owner=who.department,
            next_step=HEAR_AND_CHOOSE,
            detail={
                "benefits": [held.benefit for held in overlap.held],
                "rows": [held.row for held in overlap.held],
                "source": overlap.source,
            },
        )


def shortfalls(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    """Less in the hand than was due: the department asks the pay point, never the person."""
    for short in short_payments(evidence.due):
        who = evidence.whose[short.payment.row]
        yield _finding(
            SHORT_PAYMENT,
            who,
            at,
            benefit=short.payment.benefit,
            about=(short.payment.row,),
            owner=who.department,
            next_step=ASK_THE_PAY_POINT,
            detail={
                "rows": [short.payment.row],
                "due": short.payment.due,
                "received": short.payment.received,
                "short_by": short.rupees,
            },
        )


def late_decisions(evidence: Evidence, at: datetime) -> Iterator[Finding]:
    """Beyond the days promised, on the day of the newest list: the file goes to a superior."""
    if evidence.drawn_up_on is None:
        return
    for one in late(evidence.applied, on=evidence.drawn_up_on):
        applied = one.application
        yield _finding(
            LATE,
            evidence.whose[applied.row],
            at,
            benefit=applied.benefit,
            about=(applied.row,),
            owner=applied.benefit.split("/", 1)[0],
            next_step=ASK_THE_SUPERIOR,
            detail={
                "rows": [applied.row],
                "asked_on": applied.asked_on.isoformat(),
                "limit_days": applied.limit_days,
                "days_over": one.days_over,
                "decided": one.is_decided,
            },
        )


def kin(evidence: Evidence, catalogue: Catalogue, at: datetime) -> Iterator[Finding]:
    """Kin of those who decide: a second pair of eyes looks at the file. It says nothing more.

    What comes to everybody by itself is nobody's favour and left out.
    """
    automatic = {
        benefit.id
        for benefit in catalogue.benefits()
        if benefit.decided_by == "data" and benefit.door in WITHOUT_A_DECISION
    }
    granted = [grant for grant in evidence.granted if grant.benefit not in automatic]
    related = kin_of(frozenset(decider.individual for decider in evidence.deciders))
    for found in kin_of_deciders(granted, evidence.deciders, related):
        yield _finding(
            KIN,
            evidence.whose[found.granted.row],
            at,
            benefit=found.granted.benefit,
            about=(found.granted.individual, found.decider.row),
            owner=OVERSIGHT,
            next_step=SECOND_LOOK,
            detail={
                "rows": [found.granted.row, found.decider.row],
                "body": found.decider.body,
                "how": found.how,
            },
        )


def contradictions(catalogue: Catalogue, at: datetime) -> Iterator[Finding]:
    """Received though facts on file contradict the rule: for the count alone."""
    for found in received_against_the_rule(catalogue):
        yield Finding(
            kind=INCLUSION_ERROR,
            individual_id=found.individual,
            household_id=found.household,
            benefit=found.benefit,
            department=found.benefit.split("/", 1)[0],
            district=found.district,
            detail={"criteria": list(found.bars)},
            about=f"{INCLUSION_ERROR} {found.benefit} {found.individual} {' '.join(found.bars)}",
            next_step=SECOND_LOOK,
            owner=OVERSIGHT,
            found_at=at,
        )


def _finding(  # `about`: the rows that make two findings the same one
    kind: str,
    who: Whose,
    at: datetime,
    *,
    about: tuple[str, ...],
    owner: str,
    next_step: str,
    detail: dict[str, Any],
    benefit: str = "",
) -> Finding:
    return Finding(
        kind=kind,
        individual_id=who.individual,
        household_id=who.household,
        benefit=benefit,
        department=who.department,
        district=who.district,
        detail=detail,
        about=" ".join((kind, benefit, *about)),
        is_confidential=who.is_confidential,
        next_step=next_step,
        owner=owner,
        found_at=at,
    )
