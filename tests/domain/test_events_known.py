"""That no flood is listed proves nothing until somebody has told of all events."""

from __future__ import annotations

from typing import Any

from small_catalogue import RULES, household_file, small_catalogue

from dareecha.domain.eligibility.assess import Assessment, Assessor
from dareecha.domain.eligibility.explain import FactOf
from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.households.stored import from_stored, to_stored

DAMAGED = "any(event_kind == 'house_damage' for event in events)"
CATALOGUE = small_catalogue(rules=RULES.replace("test: not any(in_service)", f'test: "{DAMAGED}"'))
FLOOD = {"id": "e1", "event_kind": "house_damage", "event_date": "2026-07-20"}


def household(**parts: Any) -> Household:
    content = household_file(household={"poverty_score": 5}, **parts)
    return read_household(content, CATALOGUE.facts)


def grant(known: Household) -> Assessment:
    found, _ = Assessor(CATALOGUE).assess(known)
    return next(entry for entry in found if entry.benefit.name == "grant")


def test_whoever_closes_the_roster_at_the_counter_has_told_of_all_events() -> None:
    assert household().events_known
    assert not household(roster_complete=False).events_known
    assert household(roster_complete=False, events_known=True).events_known
    assert not household(events_known=False).events_known


def test_no_event_listed_is_a_no_only_where_all_are_known() -> None:
    assert grant(household()).verdict == "not_eligible"
    still_open = grant(household(events_known=False))
    assert still_open.verdict == "not_yet_known"
    assert still_open.missing == (FactOf("events_known", "household"),)


def test_a_listed_event_settles_it_whatever_else_happened() -> None:
    entry = grant(household(events=[FLOOD], events_known=False))
    assert entry.verdict == "eligible"
    assert [reason.fact.of for reason in entry.criteria[1].because] == ["e1"]


def test_another_kind_of_event_leaves_it_open() -> None:
    death = {"id": "e1", "event_kind": "death"}
    assert grant(household(events=[death], events_known=False)).verdict == "not_yet_known"
    assert grant(household(events=[death])).verdict == "not_eligible"


def test_an_events_own_benefit_has_no_entry_for_events_that_may_have_been() -> None:
    found, _ = Assessor(CATALOGUE).assess(household(events_known=False))
    assert "damage" not in {entry.benefit.name for entry in found}


def test_a_household_made_from_lists_has_not_told_of_all_events() -> None:
    kept = to_stored(household())
    assert from_stored(kept, CATALOGUE.facts).events_known
    del kept["events_known"]
    assert not from_stored(kept, CATALOGUE.facts).events_known
    assert not Household(as_of=household().as_of, roster_complete=True).events_known
