"""Who is unserved and who is undetermined, as the definitions have it."""

from __future__ import annotations

import textwrap
from datetime import date

import pytest
from small_catalogue import RULES, SCHEME, small_catalogue

from dareecha.domain.eligibility.assess import ELIGIBLE, NOT_ELIGIBLE, NOT_YET_KNOWN, Judgement
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.gaps.needs import UNDETERMINED, UNSERVED, OpenDoors, Telling, gap_in

BENEFIT = "example/help/grant"
SCORE = FactOf("poverty_score", "household")
OPEN = OpenDoors(frozenset({BENEFIT}))
SHUT = OpenDoors(frozenset())
DAY = date(2026, 6, 1)


def judged(
    verdict: str,
    *,
    receives: bool | None = None,
    holding: tuple[str, ...] = (),
    failing: tuple[str, ...] = (),
    missing: tuple[FactOf, ...] = (),
    deciding: tuple[FactOf, ...] | None = None,
    benefit: str = BENEFIT,
) -> Judgement:
    return Judgement(
        benefit=benefit,
        subject="household",
        verdict=verdict,
        holding=holding,
        failing=failing,
        undecided=(),
        amount=None,
        missing=missing,
        deciding=missing if deciding is None else deciding,
        open_law=(),
        receives=receives,
    )


TELLS = Telling([judged(NOT_ELIGIBLE, failing=("poor_enough",))])
SILENT = Telling([judged(ELIGIBLE, holding=("poor_enough",))])
ASKED = judged(NOT_YET_KNOWN, holding=("poor_enough",), missing=(SCORE,))


def test_who_could_have_it_and_is_known_not_to_get_it_is_unserved() -> None:
    assert gap_in(judged(ELIGIBLE, receives=False), OPEN, SILENT) == UNSERVED


@pytest.mark.parametrize("receives", [True, None])
def test_nobody_is_unserved_while_it_is_received_or_lists_do_not_tell(
    receives: bool | None,
) -> None:
    assert gap_in(judged(ELIGIBLE, receives=receives), OPEN, TELLS) is None


@pytest.mark.parametrize("receives", [False, None])
def test_one_fact_short_of_a_verdict_is_undetermined(receives: bool | None) -> None:
    open_case = judged(NOT_YET_KNOWN, receives=receives, holding=("poor_enough",), missing=(SCORE,))
    assert gap_in(open_case, OPEN, TELLS) == UNDETERMINED


def test_who_receives_it_already_is_not_undetermined() -> None:
    receiving = judged(NOT_YET_KNOWN, receives=True, holding=("poor_enough",), missing=(SCORE,))
    assert gap_in(receiving, OPEN, TELLS) is None


def test_where_no_fact_would_decide_nobody_is_undetermined() -> None:
    assert gap_in(judged(NOT_YET_KNOWN, holding=("poor_enough",)), OPEN, TELLS) is None


def test_where_two_facts_are_needed_together_no_single_one_would_decide() -> None:
    two_needed = judged(
        NOT_YET_KNOWN,
        holding=("poor_enough",),
        missing=(SCORE, FactOf("sex", "m1")),
        deciding=(),
    )
    assert gap_in(two_needed, OPEN, TELLS) is None


def test_a_criterion_that_holds_for_everybody_says_nothing_of_a_household() -> None:
    assert gap_in(ASKED, OPEN, SILENT) is None
    assert gap_in(ASKED, OPEN, TELLS) == UNDETERMINED


def test_what_tells_people_apart_in_another_benefit_does_not_count_here() -> None:
    elsewhere = judged(NOT_ELIGIBLE, failing=("poor_enough",), benefit="example/help/pension")
    assert gap_in(ASKED, OPEN, Telling([elsewhere])) is None


def test_a_no_is_no_gap() -> None:
    refused = judged(NOT_ELIGIBLE, receives=False, failing=("poor_enough",))
    assert gap_in(refused, OPEN, TELLS) is None


def test_nobody_is_unserved_where_the_door_is_shut() -> None:
    assert gap_in(judged(ELIGIBLE, receives=False), SHUT, TELLS) is None
    assert gap_in(ASKED, SHUT, TELLS) is None


def with_states(states: str) -> str:
    lines = textwrap.dedent(SCHEME).splitlines()
    return "\n".join(f"states: {states}" if line.startswith("states:") else line for line in lines)


def doors_on(day: date, states: str) -> frozenset[str]:
    return OpenDoors.on(day, small_catalogue(scheme=with_states(states))).benefits


ACTIVE_THEN_CLOSED = """[
    {from: 2026-01-01, state: active, districts: all, source: rules},
    {from: 2026-05-01, state: suspended, districts: all, source: rules}]"""


def test_a_scheme_without_a_state_yet_has_no_open_door() -> None:
    assert doors_on(date(2025, 12, 31), ACTIVE_THEN_CLOSED) == frozenset()


def test_a_scheme_has_open_doors_from_its_first_active_day_to_the_day_it_is_suspended() -> None:
    assert BENEFIT in doors_on(date(2026, 1, 1), ACTIVE_THEN_CLOSED)
    assert BENEFIT in doors_on(date(2026, 4, 30), ACTIVE_THEN_CLOSED)
    assert doors_on(date(2026, 5, 1), ACTIVE_THEN_CLOSED) == frozenset()


@pytest.mark.parametrize("state", ["planned", "suspended", "closed", "not_known"])
def test_only_an_active_scheme_leaves_anybody_unserved(state: str) -> None:
    states = f"[{{from: 2026-01-01, state: {state}, districts: all, source: rules}}]"
    assert doors_on(DAY, states) == frozenset()


@pytest.mark.parametrize(
    ("claim", "is_open"),
    [
        ("statutory", True),
        ("subject_to_funds", True),
        ("discretionary", False),
        ("competitive", False),
    ],
)
def test_what_is_discretionary_or_drawn_passes_nobody_over(claim: str, is_open: bool) -> None:
    rules = textwrap.dedent(RULES).replace("claim: statutory", f"claim: {claim}", 1)
    assert (BENEFIT in OpenDoors.on(DAY, small_catalogue(rules=rules)).benefits) is is_open
