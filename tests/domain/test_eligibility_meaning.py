"""Unknown is never no: a settled answer is the answer of every household it may turn out to be."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_catalogue import RULES, small_catalogue
from strategies import TODAY, World, any_test, worlds
from two_valued import NOTHING, Scope, holds, of_event, of_person, value_of

from dareecha.domain.eligibility.assess import (
    ELIGIBLE,
    NOT_ELIGIBLE,
    NOT_YET_KNOWN,
    Assessor,
)
from dareecha.domain.eligibility.frames import Frame, frame_of_event, frame_of_person
from dareecha.domain.eligibility.planes import three_valued, truth
from dareecha.domain.eligibility.readers import Reader
from dareecha.domain.households.household import Household
from dareecha.domain.rules.grammar import Names, NotARule, parse_test

CATALOGUE = small_catalogue()
FACTS = dict(CATALOGUE.facts)
PARAMETERS = CATALOGUE.schemes["example/help"].parameters
LAW = yaml.safe_load(RULES)["benefits"]
EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", "30"))
quick = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def scope_of(world: World, day: date = TODAY) -> Scope:
    figures: dict[str, Any] = {}
    for name, parameter in PARAMETERS.items():
        entry = parameter.on(day)
        value = world.figures.get(name) if entry is None or entry.value is None else entry.value
        if value is not None:
            figures[name] = Fraction(value, 10**parameter.type.scale)
    return Scope(world.household, FACTS, day, figures)


def subject_scopes(unit: str, subject: str, world: World, day: date = TODAY) -> list[Scope]:
    """Whom an answer speaks of; an answer about a family that nobody named speaks of each."""
    scope = scope_of(world, day)
    whole = world.household
    if unit == "household":
        return [scope]
    if unit == "individual":
        return [of_person(p, scope) for p in whole.members if p.id == subject]
    if unit == "event":
        return [of_event(e, scope) for e in whole.events if e.id == subject]
    return [
        replace(scope, family=family)
        for family in whole.families
        if subject in (family.id, "family")
    ]


# --- Any test of the language ---------------------------------------------------------------------


def frames_of(unit: str, household: Household) -> list[tuple[str, Frame]]:
    base = Frame(household, (TODAY, TODAY), PARAMETERS)
    if unit == "household":
        return [("household", base)]
    if unit == "individual":
        return [(p.id, frame_of_person(p, base)) for p in household.members]
    if unit == "event":
        return [(e.id, frame_of_event(e, base)) for e in household.events]
    return [(f.id, Frame(household, base.day, PARAMETERS, family=f)) for f in household.families]


def outcomes(text: str, unit: str, household: Household) -> dict[str, bool | None]:
    types = {name: parameter.type for name, parameter in PARAMETERS.items()}
    node = parse_test(text, Names(unit, FACTS, types))
    reader = Reader(FACTS, CATALOGUE.derived, CATALOGUE.applies_if)
    return {
        subject: three_valued(truth(reader.value(node, frame)))
        for subject, frame in frames_of(unit, household)
    }


@pytest.mark.parametrize("unit", ["household", "family", "individual", "event"])
@given(data=st.data())
@quick
def test_a_settled_test_is_true_of_the_household_as_it_is(unit: str, data: st.DataObject) -> None:
    text = data.draw(any_test(unit))
    world = data.draw(worlds(FACTS))
    try:
        known = outcomes(text, unit, world.seen_at(1, FACTS))
    except NotARule:
        assume(False)
    for subject, settled in known.items():
        [scope] = subject_scopes(unit, subject, world)
        assert settled is None or settled is holds(text, scope), (text, subject)


@pytest.mark.parametrize("unit", ["household", "family", "individual", "event"])
@given(data=st.data())
@quick
def test_learning_more_never_turns_a_settled_test(unit: str, data: st.DataObject) -> None:
    text = data.draw(any_test(unit))
    world = data.draw(worlds(FACTS))
    try:
        first = outcomes(text, unit, world.seen_at(1, FACTS))
    except NotARule:
        assume(False)
    second = outcomes(text, unit, world.seen_at(2, FACTS))
    for subject in first.keys() & second.keys():
        assert first[subject] is None or first[subject] is second[subject], (text, subject)


@pytest.mark.parametrize("unit", ["household", "family", "individual", "event"])
@given(data=st.data())
@quick
def test_a_household_known_in_full_gets_the_two_valued_answer(
    unit: str, data: st.DataObject
) -> None:
    text = data.draw(any_test(unit))
    assume("open_line" not in text)
    world = data.draw(worlds(FACTS))
    try:
        known = outcomes(text, unit, world.household)
    except NotARule:
        assume(False)
    for subject, settled in known.items():
        [scope] = subject_scopes(unit, subject, world)
        if settled is not None or not _may_stay_open(text):
            assert settled is holds(text, scope), (text, subject)


def _may_stay_open(text: str) -> bool:
    # Whether the dead belonged to a family is asked of nobody.
    return "deceased" in text or "family" in text or "event" in text


# --- The small catalogue's own verdicts -----------------------------------------------------------


def law_verdict(benefit: str, scope: Scope) -> str | None:
    """What the rules say of a household known in full; None where there is no question."""
    entry = LAW[benefit]
    if "for_whom" in entry and not holds(entry["for_whom"], scope):
        return None
    version = law_version(benefit, scope.day)
    if version is None:
        return None
    steps: list[bool] = []
    if not law_group(version, scope, steps):
        return NOT_ELIGIBLE
    steps.clear()
    return ELIGIBLE if law_group(version, scope, steps, steps_count=True) else NOT_YET_KNOWN


def law_version(benefit: str, day: date) -> dict[str, Any] | None:
    return next(
        (
            version
            for version in LAW[benefit]["versions"]
            if version["from"] <= day and (not version.get("to") or day < version["to"])
        ),
        None,
    )


def law_group(
    group: dict[str, Any], scope: Scope, steps: list[bool], steps_count: bool = False
) -> bool:
    kind = all if "all" in group else any
    outcomes = []
    for part in group.get("all") or group.get("any") or ():
        if "all" in part or "any" in part:
            outcomes.append(law_group(part, scope, steps, steps_count))
        elif part.get("asked_by") != "department":
            met = holds(part["test"], scope)
            outcomes.append(met or (part.get("kind") == "step" and not steps_count))
    return kind(outcomes)


def day_of(benefit: str, subject: str, world: World) -> date:
    if LAW[benefit].get("rates_on") != "event_date":
        return TODAY
    event = next(event for event in world.household.events if event.id == subject)
    return event.facts["event_date"].low


@given(world=worlds(FACTS))
@quick
def test_a_settled_verdict_is_the_verdict_on_the_household_as_it_is(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    for entry in assessor.assess(world.seen_at(1, FACTS))[0]:
        name = entry.benefit.name
        day = day_of(name, entry.subject, world)
        for scope in subject_scopes(entry.benefit.unit, entry.subject, world, day):
            true = law_verdict(name, scope)
            if entry.verdict == ELIGIBLE:
                assert true == ELIGIBLE, (entry.benefit.id, entry.subject)
            if entry.verdict == NOT_ELIGIBLE:
                assert true in (NOT_ELIGIBLE, None), (entry.benefit.id, entry.subject)
            if true is None or law_version(name, day) is not entry_version(entry, name):
                continue
            for examined in entry.criteria:
                if examined.holds is not None:
                    assert examined.holds is holds(examined.criterion.text, scope)


def entry_version(entry: Any, benefit: str) -> Any:
    return law_version(benefit, entry.version.begins)


@given(world=worlds(FACTS))
@quick
def test_the_true_amount_lies_between_the_bounds_told(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    for entry in assessor.assess(world.seen_at(1, FACTS))[0]:
        name = entry.benefit.name
        day = day_of(name, entry.subject, world)
        version = law_version(name, day)
        if entry.amount is None or version is None:
            continue
        for scope in subject_scopes(entry.benefit.unit, entry.subject, world, day):
            true = value_of(version["amount"], scope)
            if true is not NOTHING:
                assert entry.amount.minimum <= true
                assert entry.amount.maximum is None or true <= entry.amount.maximum


@given(world=worlds(FACTS))
@quick
def test_learning_a_fact_never_changes_a_settled_verdict(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    first, second = (
        {
            (entry.benefit.id, entry.subject): entry.verdict
            for entry in assessor.assess(world.seen_at(stage, FACTS))[0]
        }
        for stage in (1, 2)
    )
    for key, verdict in first.items():
        if verdict == ELIGIBLE and key[1] != "family":
            assert second.get(key) == ELIGIBLE
        if verdict == NOT_ELIGIBLE and key in second:
            assert second[key] == NOT_ELIGIBLE


@given(world=worlds(FACTS))
@quick
def test_judging_many_gives_the_verdicts_of_judging_one(world: World) -> None:
    assessor = Assessor(CATALOGUE)
    household = world.seen_at(1, FACTS)
    one = [(a.benefit.id, a.subject, a.verdict, a.missing, a.open_law, a.amount, a.receives)
           for a in assessor.assess(household)[0]]  # fmt: skip
    many = [(j.benefit, j.subject, j.verdict, j.missing, j.open_law, j.amount, j.receives)
            for j in assessor.judge(household)]  # fmt: skip
    assert one == many
