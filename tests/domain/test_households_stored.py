"""A household that is put away comes back as it was."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from small_catalogue import small_catalogue

from dareecha.domain.households.household import (
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
    exactly,
)
from dareecha.domain.households.stored import from_stored, to_stored

FACTS = small_catalogue().facts
DAY = date(2026, 6, 30)
DAYS = st.dates(date(1900, 1, 1), date(2030, 1, 1))
IDS = st.sampled_from(["i1", "i2", "i3"])
DECLINED = st.frozensets(st.sampled_from(["wage", "rooms"]))
SOURCES = st.sampled_from(["", "bisp_nser_members:M-1"])


def facts_of(entity: str) -> st.SearchStrategy[dict[str, Fact]]:
    return st.dictionaries(
        st.sampled_from([name for name, fact in FACTS.items() if fact.entity == entity]), st.none()
    ).flatmap(lambda names: st.fixed_dictionaries({name: fact_of(name) for name in names}))


def fact_of(name: str) -> st.SearchStrategy[Fact]:
    values: dict[str, st.SearchStrategy[Any]] = {
        "date": DAYS,
        "bool": st.booleans(),
        "enum": st.sampled_from(FACTS[name].values or ("x",)),
        "ref": IDS,
    }
    low = values.get(FACTS[name].kind, st.integers(0, 9000))
    return st.builds(Fact, low, low, SOURCES, st.none() | DAYS)


def person_of(id_: str, is_deceased: bool) -> st.SearchStrategy[Person]:
    return st.builds(
        Person,
        id=st.just(id_),
        facts=facts_of("individual"),
        declined=DECLINED,
        father=st.none() | IDS,
        mother=st.none() | IDS,
        spouses=st.none() | st.frozensets(IDS),
        is_deceased=st.just(is_deceased),
    )


HOUSEHOLDS = st.builds(
    Household,
    as_of=DAYS,
    roster_complete=st.booleans(),
    deceased_complete=st.booleans(),
    events_known=st.booleans(),
    facts=facts_of("household"),
    declined=DECLINED,
    members=st.tuples(person_of("i1", False), person_of("i2", False)) | st.just(()),
    deceased=st.tuples(person_of("i3", True)) | st.just(()),
    families=st.tuples(
        st.builds(
            Family,
            st.just("family-1"),
            st.frozensets(IDS),
            facts_of("family"),
            DECLINED,
            is_closed=st.booleans(),
        )
    )
    | st.just(()),
    events=st.tuples(st.builds(Event, st.just("e1"), facts_of("event"), DECLINED)) | st.just(()),
    receipts=st.lists(
        st.builds(Receipt, st.just("example/help/grant"), IDS, st.none() | DAYS, SOURCES),
        max_size=2,
    ).map(tuple),
    receives_known=st.none() | st.frozensets(st.just("example/help/grant")),
)


@settings(deadline=None, max_examples=60)
@given(household=HOUSEHOLDS)
def test_a_household_comes_back_from_json_as_it_was(household: Household) -> None:
    text = json.dumps(to_stored(household))
    assert from_stored(json.loads(text), FACTS) == household


def test_all_receipts_known_is_not_the_same_as_none_known() -> None:
    everything = Household(as_of=DAY, receives_known=None)
    nothing = Household(as_of=DAY, receives_known=frozenset())
    assert to_stored(everything)["receives_known"] is None
    assert to_stored(nothing)["receives_known"] == []
    assert from_stored(to_stored(everything), FACTS).knows_receipt_of("example/help/grant")
    assert not from_stored(to_stored(nothing), FACTS).knows_receipt_of("example/help/grant")


def test_a_fact_that_the_dictionary_no_longer_has_is_left_out_and_the_others_stay() -> None:
    household = Household(as_of=DAY, facts={"rooms": exactly(3), "poverty_score": exactly(3150)})
    without_rooms = {name: fact for name, fact in FACTS.items() if name != "rooms"}
    back = from_stored(to_stored(household), without_rooms)
    assert back.facts == {"poverty_score": exactly(3150)}


def test_an_unknown_spouse_is_not_the_same_as_none() -> None:
    unknown, single = Person("i1"), Person("i2", spouses=frozenset())
    back = from_stored(to_stored(Household(as_of=DAY, members=(unknown, single))), FACTS)
    assert [person.spouses for person in back.members] == [None, frozenset()]
