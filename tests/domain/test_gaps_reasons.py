"""Why somebody does not have a benefit: a reason only where it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from small_catalogue import small_catalogue

from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.reasons import (
    CLOSED,
    COMMITTEE_DECIDES,
    NEVER_ASKED,
    NO_OFFICE_NEAR,
    NOT_HERE,
    PAPER_MISSING,
    UNFUNDED,
    Reason,
    reason_of_fact,
    reasons,
)
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.scheme import State

TODAY = date(2026, 11, 1)
HERE, ELSEWHERE = "PK526", "PK520"
ROOMS = FactOf("rooms", "household")
KNOWN = small_catalogue()
BENEFIT = next(KNOWN.benefits())
SCHEME = KNOWN.scheme_of(BENEFIT.id)
DESK = {"desk": {"districts": [ELSEWHERE]}}


def fact(**more: Any) -> dict[str, FactDefinition]:
    """How the dictionary has the number of rooms."""
    told: dict[str, Any] = {"question": {"en": "How many rooms?"}, "shown_by": (), "cost": 2}
    return {"rooms": replace(KNOWN.facts["rooms"], **{**told, **more})}


def codes(verdict: str = "eligible", **more: Any) -> list[str]:
    state = more.pop("state", "active")
    districts = more.pop("districts", None)
    begun = State(date(2020, 1, 1), state, districts, "a source", None, "")
    told: dict[str, Any] = {
        "deciding": None, "facts": fact(), "offices": {}, "district": HERE, "on": TODAY,
        "benefit": replace(BENEFIT, states=(begun,), decided_by="data"), "scheme": SCHEME,
    }  # fmt: skip
    return [reason.code for reason in reasons(verdict, **{**told, **more})]


def test_what_nobody_knows_is_no_reason() -> None:
    assert codes() == []
    assert codes(benefit=replace(BENEFIT, states=(), decided_by="data")) == []
    assert codes(state="not_known") == []
    assert codes(scheme=replace(SCHEME, funded_until=None)) == []
    assert codes(offices=DESK, district="") == []
    assert codes(districts=(ELSEWHERE,), district="") == []


def test_a_scheme_that_takes_nobody_is_closed() -> None:
    for state in ("planned", "suspended", "closed"):
        assert codes(state=state) == [CLOSED]


def test_a_scheme_of_other_districts_does_not_run_here() -> None:
    assert codes(districts=(ELSEWHERE,)) == [NOT_HERE]
    assert codes(districts=(HERE,)) == []


def test_money_that_has_run_out_is_a_reason_from_the_next_day_on() -> None:
    assert codes(scheme=replace(SCHEME, funded_until=date(2026, 10, 31))) == [UNFUNDED]
    assert codes(scheme=replace(SCHEME, funded_until=TODAY)) == []


def test_no_office_is_near_only_where_all_say_which_districts_they_serve() -> None:
    assert codes(offices=DESK) == [NO_OFFICE_NEAR]
    assert codes(offices={"desk": {"districts": [HERE]}}) == []
    assert codes(offices={"desk": {"districts": "all"}}) == []
    assert codes(offices={"desk": {"name": "Desk"}}) == []
    assert codes(offices=DESK, scheme=replace(SCHEME, offices=())) == []


def test_a_committee_decides_on_those_whom_the_rule_admits() -> None:
    committee = replace(BENEFIT, states=(), decided_by="committee")
    assert codes(benefit=committee) == [COMMITTEE_DECIDES]
    assert codes("not_yet_known", benefit=committee) == []


def test_a_fact_that_a_paper_shows_waits_for_that_paper() -> None:
    facts = fact(shown_by=("some_list", "paper:card"))
    assert reason_of_fact(ROOMS, facts) == Reason(PAPER_MISSING, ROOMS, ("card",))
    assert codes("not_yet_known", deciding=ROOMS, facts=facts) == [PAPER_MISSING]


def test_what_everybody_knows_is_asked_whatever_paper_may_show_it_too() -> None:
    facts = fact(shown_by=("paper:card",), cost=1)
    assert reason_of_fact(ROOMS, facts) == Reason(NEVER_ASKED, ROOMS)


def test_what_was_declined_was_asked() -> None:
    assert codes("not_yet_known", deciding=ROOMS) == [NEVER_ASKED]
    assert codes("not_yet_known", deciding=ROOMS, declined={ROOMS}) == []


def test_what_no_question_asks_is_not_called_never_asked() -> None:
    assert codes("not_yet_known", deciding=ROOMS, facts=fact(question={})) == []
    assert codes("not_yet_known", deciding=FactOf("father", "m1")) == []
    assert codes("not_yet_known") == []


def test_a_no_has_its_criteria_and_no_reasons_of_this_kind() -> None:
    assert codes("not_eligible", state="closed") == []


def test_reasons_stand_together() -> None:
    broke = replace(SCHEME, funded_until=date(2026, 1, 1))
    assert codes(scheme=broke, offices=DESK, state="closed") == [CLOSED, UNFUNDED, NO_OFFICE_NEAR]
