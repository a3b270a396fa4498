"""Why a household does not have a benefit that could be theirs: each reason only where known.

What is not known is never a reason. A state, a day until which there is money or an office's
districts that nobody has recorded says nothing; so does a household whose district is not known.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dareecha.domain.eligibility.assess import ELIGIBLE, NOT_YET_KNOWN
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.holes import SHUT_STATES
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.scheme import Benefit, Scheme, State

NEVER_ASKED = "never_asked"
PAPER_MISSING = "paper_missing"
CLOSED = "closed"
NOT_HERE = "not_here"
UNFUNDED = "unfunded"
NO_OFFICE_NEAR = "no_office_near"
COMMITTEE_DECIDES = "committee_decides"

PAPER = "paper:"
EASILY_ASKED = 1
"""The cost of what everybody knows: it is asked, whatever paper may show it too."""


@dataclass(frozen=True)
class Reason:
    """A reason in a code. `papers`: any one of them would do; `fact`: what nobody has asked."""

    code: str
    fact: FactOf | None = None
    papers: tuple[str, ...] = ()


def reason_of_fact(
    fact: FactOf,
    facts: Mapping[str, FactDefinition],
    *,
    declined: Collection[FactOf] = frozenset(),
) -> Reason | None:
    """Why a fact is missing: the paper that would show it, or that nobody has asked.

    None where it was declined, and where no question of the dictionary asks it.
    """
    definition = facts.get(fact.fact)
    if definition is None or fact in declined:
        return None
    papers = tuple(one[len(PAPER) :] for one in definition.shown_by if one.startswith(PAPER))
    if papers and definition.cost > EASILY_ASKED:
        return Reason(PAPER_MISSING, fact, papers)
    return Reason(NEVER_ASKED, fact) if definition.question else None


def reasons_of_door(
    benefit: Benefit,
    scheme: Scheme,
    *,
    offices: Mapping[str, Any],
    district: str,
    on: date,
) -> tuple[Reason, ...]:
    """What stands between a household of a district and this benefit, whoever they are."""
    found = []
    state = benefit.state_on(on)
    if state is not None and state.state in SHUT_STATES:
        found.append(Reason(CLOSED))
    elif district and state is not None and not _runs_in(state, district):
        found.append(Reason(NOT_HERE))
    if scheme.funded_until is not None and scheme.funded_until < on:
        found.append(Reason(UNFUNDED))
    if district and scheme.offices and not _may_be_near(scheme.offices, offices, district):
        found.append(Reason(NO_OFFICE_NEAR))
    return tuple(found)


def reasons(
    verdict: str,
    benefit: Benefit,
    scheme: Scheme,
    *,
    deciding: FactOf | None,
    facts: Mapping[str, FactDefinition],
    declined: Collection[FactOf] = frozenset(),
    offices: Mapping[str, Any],
    district: str,
    on: date,
) -> tuple[Reason, ...]:
    """All known reasons why one subject does not have a benefit that their verdict leaves open.

    `deciding` is the fact to see to first. None for a verdict that is a no: that has criteria.
    """
    if verdict not in (ELIGIBLE, NOT_YET_KNOWN):
        return ()
    found = list(reasons_of_door(benefit, scheme, offices=offices, district=district, on=on))
    if verdict == NOT_YET_KNOWN and deciding is not None:
        of_fact = reason_of_fact(deciding, facts, declined=declined)
        found.extend([of_fact] if of_fact is not None else [])
    if verdict == ELIGIBLE and benefit.decided_by == "committee":
        found.append(Reason(COMMITTEE_DECIDES))
    return tuple(found)


def _runs_in(state: State, district: str) -> bool:
    return state.districts is None or district in state.districts


def _may_be_near(names: Collection[str], offices: Mapping[str, Any], district: str) -> bool:
    """Whether any office serves a district, or does not say which it serves."""
    for name in names:
        served = (offices.get(name) or {}).get("districts")
        if not isinstance(served, (list, tuple)) or district in served:
            return True
    return False
