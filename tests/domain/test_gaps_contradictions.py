"""What a receipt and facts on file contradict: only by facts of the time when it is drawn."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from small_catalogue import household_file, small_catalogue

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.gaps.contradictions import closed_bars, of_the_time
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Fact, Household, Person

CATALOGUE = small_catalogue()
GRANT = "example/help/grant"
SURVEY, DRAWN = date(2024, 5, 1), date(2026, 1, 1)


def household(score: int, *, serves: bool, receives: bool = True) -> Household:
    """One person of a survey in May 2024, who may receive the grant."""
    receipts = [{"benefit": GRANT, "subject": "household", "since": "2026-01-01"}]
    written = household_file(
        household={"poverty_score": score},
        members=[{"id": "m1", "relationship": "head", "in_service": serves}],
        receives=receipts if receives else [],
        receives_known="all",
    )
    return read_household(json.loads(json.dumps(written)), CATALOGUE.facts)


def dated(found: Household, day: date | None) -> Household:
    def on(facts: object) -> dict[str, Fact]:
        return {
            name: Fact(fact.low, fact.high, "survey:1", day)
            for name, fact in dict(facts).items()  # type: ignore[call-overload]  # a mapping
        }

    members = tuple(replace(person, facts=on(person.facts)) for person in found.members)
    return replace(found, facts=on(found.facts), members=members)


def bars(found: Household, *, standing: frozenset[str] = frozenset()) -> tuple[str, ...]:
    then = of_the_time(found, held_from=DRAWN, standing=standing)
    [assessment] = Assessor(CATALOGUE).assess(then, benefits=frozenset([GRANT]))[0]
    return closed_bars(assessment)


def test_a_fact_of_the_time_that_shuts_the_door_contradicts() -> None:
    assert bars(dated(household(20, serves=True), DRAWN)) == ("nobody_serves",)


def test_an_older_fact_may_have_changed_and_contradicts_nothing() -> None:
    assert bars(dated(household(20, serves=True), SURVEY)) == ()
    assert bars(dated(household(20, serves=True), None)) == ()


def test_an_official_score_stands_until_it_is_taken_anew() -> None:
    old = dated(household(60, serves=False), SURVEY)
    assert bars(old) == ()
    assert bars(old, standing=frozenset(["poverty_score"])) == ("poor_enough",)


def test_who_does_not_receive_contradicts_nothing() -> None:
    assert bars(dated(household(20, serves=True, receives=False), DRAWN)) == ()


def test_while_nobody_knows_since_when_only_standing_facts_count() -> None:
    found = dated(household(60, serves=True), DRAWN)
    then = of_the_time(found, held_from=None, standing=frozenset(["poverty_score"]))
    assert set(then.facts) == {"poverty_score"}
    assert then.members[0].facts == {}


def family(seen: date, *, sex_alone: bool = False, roster: bool = True) -> Household:
    """A child whose father and mother stand on a form, the father last seen on that day."""
    told = {"sex": Fact("male", "male", "school:7", seen)}
    if not sex_alone:
        told["in_service"] = Fact(False, False, "survey:1", seen)
    absent = {"certified": Fact(False, False, "a register", DRAWN)}
    return Household(
        as_of=DRAWN,
        roster_complete=roster,
        members=(
            Person("child", father="father", mother="mother", spouses=frozenset()),
            Person("father", told, spouses=frozenset(["mother"])),
            Person("mother", absent, spouses=frozenset(["father"])),
        ),
        receives_known=frozenset([GRANT]),
    )


def kin_then(found: Household) -> tuple[str | None, ...]:
    then = of_the_time(found, held_from=DRAWN, standing=frozenset())
    return then.members[0].father, then.members[0].mother


def test_kin_whom_no_row_has_seen_since_may_have_died() -> None:
    assert kin_then(family(DRAWN)) == ("father", None)
    assert kin_then(family(SURVEY)) == (None, None)
    spouses = [one.spouses for one in of_the_time(
        family(DRAWN), held_from=DRAWN, standing=frozenset()
    ).members]  # fmt: skip
    assert spouses == [frozenset(), None, frozenset(["father"])]


def test_a_row_that_names_a_pupils_father_is_no_sight_of_him() -> None:
    assert kin_then(family(DRAWN, sex_alone=True)) == (None, None)


def test_of_a_household_that_nobody_listed_absence_contradicts_nothing() -> None:
    for roster in (True, False):
        then = of_the_time(family(DRAWN, roster=roster), held_from=DRAWN, standing=frozenset())
        assert then.knows_receipt_of(GRANT) is roster
