"""Invented households about which everything is true, and what a desk may know of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import (
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
    exactly,
)

TODAY = date(2026, 11, 1)
ELSEWHERE = "elsewhere"
"""A parent who is neither on the roster nor among its dead."""
BENEFITS = ("example/help/grant", "example/help/orphan")
NUMBERS = {
    "poverty_score": (3100, 3199, 3200, 3201, 3650, 3700, 3701),
    "rooms": (0, 1, 2, 3),
    "family_income": (0, 20000, 20001),
    "wage": (0, 50, 100, 20000),
    "insured_months": (0, 179, 180, 400),
}
DAYS = {
    "date_of_birth": (
        date(1960, 2, 29),
        date(1966, 11, 1),
        date(1966, 11, 2),
        date(1971, 11, 1),
        date(1990, 5, 31),
        date(2008, 11, 1),
        date(2008, 11, 2),
        date(2016, 3, 2),
    ),
    "date_of_death": (date(2020, 1, 1), date(2026, 10, 31)),
    "event_date": (date(2021, 7, 1), date(2024, 7, 1), date(2025, 7, 31), date(2025, 8, 1), TODAY),
}


@dataclass(frozen=True)
class Told:
    """How far one statement has come: by the second visit, by the first, or never; and how."""

    stage: int  # 1 and 2: from that visit on; 3: never
    as_interval: bool = False
    is_declined: bool = False
    slack: int = 0


@dataclass
class World:
    """A household of which everything is true, and when each statement becomes known."""

    household: Household
    figures: dict[str, Any]
    told: dict[Any, Told] = field(default_factory=dict)

    def seen_at(self, stage: int, facts: dict[str, FactDefinition]) -> Household:
        """What is known of it at the first or the second visit."""
        return _Seen(self, stage, facts).household()


@st.composite
def worlds(draw: st.DrawFn, facts: dict[str, FactDefinition]) -> World:
    """A complete household with one to four living members and up to one dead."""
    stated = {entity: _asked(facts, entity) for entity in ("household", "family", "individual")}
    events_facts = _asked(facts, "event")
    ids = [f"m{number}" for number in range(1, draw(st.integers(1, 4)) + 1)]
    dead = ["d1"] if draw(st.booleans()) else []
    people = {who: _values(draw, stated["individual"]) for who in (*ids, *dead)}
    spouses = _marriages(draw, people)
    persons = {
        who: Person(
            who,
            people[who],
            father=_parent(draw, who, "male", people, spouses),
            mother=_parent(draw, who, "female", people, spouses),
            spouses=frozenset(spouses.get(who, ())),
            is_deceased=who in dead,
        )
        for who in people
    }
    families = _families(draw, ids, dead, stated["family"])
    events = tuple(
        Event(
            f"e{number}",
            {
                **_values(draw, events_facts),
                "event_member": exactly(draw(st.sampled_from([*ids, *dead])), "list"),
            },
        )
        for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    subjects = ["household", *people, *(family.id for family in families)]
    subjects += [event.id for event in events]
    receipts = draw(
        st.lists(st.tuples(st.sampled_from(BENEFITS), st.sampled_from(subjects)), max_size=2)
    )
    household = Household(
        as_of=TODAY,
        roster_complete=True,
        deceased_complete=True,
        events_known=True,
        facts=_values(draw, stated["household"]),
        members=tuple(persons[who] for who in ids),
        deceased=tuple(persons[who] for who in dead),
        families=families,
        events=events,
        receipts=tuple(Receipt(benefit, who, None, "list") for benefit, who in set(receipts)),
        receives_known=None,
    )
    figures = {"open_line": draw(st.sampled_from((0, 3200, 5000)))}
    world = World(household, figures)
    for key in _statements(world):
        world.told[key] = draw(_told())
    return world


def _told() -> st.SearchStrategy[Told]:
    return st.builds(
        Told, st.sampled_from((1, 1, 2, 3)), st.booleans(), st.booleans(), st.integers(0, 3)
    )


def _asked(facts: dict[str, FactDefinition], entity: str) -> list[FactDefinition]:
    built_in = ("relationship", "membership", "vital_status", "event_member")
    return [
        fact
        for fact in facts.values()
        if fact.entity == entity and fact.derived is None and fact.name not in built_in
    ]


def _values(draw: st.DrawFn, facts: list[FactDefinition]) -> dict[str, Fact]:
    values = {fact.name: exactly(draw(st.sampled_from(_possible(fact))), "list") for fact in facts}
    # Nobody states what has no meaning: here, the wage of one who does not serve.
    idle = [f.name for f in facts if f.applies_if is not None and not values[f.applies_if].low]
    return {name: value for name, value in values.items() if name not in idle}


def _possible(fact: FactDefinition) -> tuple[Any, ...]:
    if fact.kind == "bool":
        return (False, True)
    return fact.values or NUMBERS.get(fact.name) or DAYS[fact.name]


def _parent(
    draw: st.DrawFn, child: str, sex: str, people: dict[str, Any], spouses: dict[str, list[str]]
) -> str:
    """Somebody of that sex who was born before the child and is not married to it."""
    known = [
        who
        for who in people
        if people[who]["sex"].low == sex
        and who not in spouses.get(child, ())
        and people[who]["date_of_birth"].low < people[child]["date_of_birth"].low
    ]
    return draw(st.sampled_from([ELSEWHERE, *known]))


def _marriages(draw: st.DrawFn, people: dict[str, Any]) -> dict[str, list[str]]:
    may = [who for who in people if people[who]["marital_status"].low != "never_married"]
    pair = draw(st.permutations(may))[:2]
    return {pair[0]: [pair[1]], pair[1]: [pair[0]]} if len(pair) == 2 else {}


def _families(
    draw: st.DrawFn, ids: list[str], dead: list[str], facts: list[FactDefinition]
) -> tuple[Family, ...]:
    homes = {who: draw(st.sampled_from(("f1", "f1", "f2"))) for who in ids}
    homes |= dict.fromkeys(dead, homes["m1"])
    return tuple(
        Family(name, frozenset(who for who in homes if homes[who] == name), _values(draw, facts))
        for name in sorted(set(homes.values()))
    )


def _statements(world: World) -> list[Any]:
    household = world.household
    keys: list[Any] = [
        "roster",
        "deceased",
        "events",
        *(("receives", benefit) for benefit in BENEFITS),
    ]
    everybody = (household, *household.people(), *household.families, *household.events)
    for entity in everybody:
        who = getattr(entity, "id", "household")
        keys += [(who, name) for name in entity.facts]
    for person in household.people():
        keys += [(person.id, key) for key in ("listed", "father", "mother", "spouses", "family")]
    keys += [(family.id, key) for family in household.families for key in ("listed", "closed")]
    keys += [(event.id, "listed") for event in household.events]
    keys += [("receipt", receipt) for receipt in household.receipts]
    return keys


class _Seen:
    def __init__(self, world: World, stage: int, facts: dict[str, FactDefinition]) -> None:
        self.world, self.stage, self.definitions = world, stage, facts
        whole = world.household
        self.listed = {
            person.id
            for person in whole.people()
            if person.id == "m1" or self.knows((person.id, "listed"))
        }

    def knows(self, key: Any) -> bool:
        return self.world.told[key].stage <= self.stage

    def household(self) -> Household:
        whole = self.world.household
        members = tuple(self.person(p) for p in whole.members if p.id in self.listed)
        deceased = tuple(self.person(p) for p in whole.deceased if p.id in self.listed)
        families = tuple(self.family(f) for f in whole.families if self.is_on_file(f))
        events = tuple(self.event(e) for e in whole.events if self.knows((e.id, "listed")))
        facts, declined = self.facts("household", whole.facts)
        subjects = {"household", *self.listed, *(f.id for f in families)}
        subjects |= {event.id for event in events}
        receipts = tuple(
            receipt
            for receipt in whole.receipts
            if receipt.subject in subjects and self.knows(("receipt", receipt))
        )
        return Household(
            as_of=whole.as_of,
            roster_complete=self.knows("roster") and len(members) == len(whole.members),
            deceased_complete=self.knows("deceased") and len(deceased) == len(whole.deceased),
            events_known=self.knows("events") and len(events) == len(whole.events),
            facts=facts,
            declined=declined,
            members=members,
            deceased=deceased,
            families=families,
            events=events,
            receipts=receipts,
            receives_known=frozenset(
                benefit
                for benefit in BENEFITS
                if self.knows(("receives", benefit))
                and all(r in receipts for r in whole.receipts if r.benefit == benefit)
            ),
        )

    def facts(self, who: str, facts: Any) -> tuple[dict[str, Fact], frozenset[str]]:
        found: dict[str, Fact] = {}
        declined = set()
        for name, fact in facts.items():
            told = self.world.told[who, name]
            if told.stage <= self.stage:
                found[name] = fact
            elif told.as_interval and self.definitions[name].kind in ("int", "decimal", "date"):
                found[name] = self.interval(name, fact, told.slack)
            elif told.is_declined:
                declined.add(name)
        return found, frozenset(declined)

    def interval(self, name: str, fact: Fact, slack: int) -> Fact:
        if isinstance(fact.low, date):
            return Fact(fact.low - timedelta(days=slack * 200), TODAY, "list")
        definition = self.definitions[name]
        low, high = int(fact.low) - slack, int(fact.high) + 60 * slack
        if definition.maximum is not None:
            high = min(high, definition.maximum)
        return Fact(max(low, definition.minimum or 0), high, "list")

    def person(self, person: Person) -> Person:
        facts, declined = self.facts(person.id, person.facts)
        known = {
            side: getattr(person, side)
            for side in ("father", "mother")
            if self.knows((person.id, side)) and getattr(person, side) in (*self.listed, ELSEWHERE)
        }
        spouses = person.spouses or frozenset()
        tells = self.knows((person.id, "spouses")) and spouses <= self.listed
        return Person(
            person.id,
            facts,
            declined,
            spouses=spouses if tells else None,
            is_deceased=person.is_deceased,
            **known,
        )

    def placed(self, family: Family) -> frozenset[str]:
        return frozenset(who for who in family.members & self.listed if self.knows((who, "family")))

    def is_on_file(self, family: Family) -> bool:
        return self.knows((family.id, "listed")) and bool(self.placed(family))

    def family(self, family: Family) -> Family:
        facts, declined = self.facts(family.id, family.facts)
        placed = self.placed(family)
        closed = placed == family.members and self.knows((family.id, "closed"))
        return Family(family.id, placed, facts, declined, is_closed=closed)

    def event(self, event: Event) -> Event:
        facts, declined = self.facts(event.id, event.facts)
        struck = facts.get("event_member")
        if struck is not None and struck.low not in self.listed:
            del facts["event_member"]
        return Event(event.id, facts, declined)


# --- Expressions ----------------------------------------------------------------------------------

GRANT = "'example/help/grant'"
ATOMS = {
    "household": (
        "poverty_score <= 32",
        "poverty_score <= ceiling",
        "poverty_score <= open_line",
        "31.99 < poverty_score <= 37",
        "rooms * 2 - 1 > 2",
        "rooms // 2 == 1",
        "rooms in (0, 2, 2.5)",
        "home_kind != 'own'",
        "home_kind in ('own', 'none')",
        f"{GRANT} in household_receives",
        "max(rooms, 2) <= 2",
        "grant_amount > 5500",
    ),
    "family": (
        "family_income <= 20000",
        "family_income == 0",
        "registered_in == 'here'",
    ),
    "event": (
        "event_kind == 'death'",
        "years_between(event_date, as_of) < 1",
        "event_date >= as_of",
        "event_member == 'm1'",
    ),
    "individual": (
        "sex == 'female'",
        "sex not in ('male', 'transgender')",
        "certified",
        "certified == False",
        "in_service",
        "wage >= 100",
        "wage == 0",
        "wage + 1 > 0",
        "wage != 50",
        "insured_months - 180 >= 0",
        "age_years >= 18",
        "age_years >= (55 if sex == 'female' else 60)",
        "months_between(date_of_birth, as_of) < 216",
        "date_of_birth < date_of_death",
        "marital_status != 'widowed'",
        "spouse_in_service",
        "children_at_home >= 1",
        "min(wage, 50) < 50",
        "(wage if in_service else 7) > 5",
        "vital_status == 'alive'",
        "years_between(date_of_death, as_of) < 2",
    ),
}
RELATED = (
    "is_subject",
    "is_child_of_subject",
    "is_parent_of_subject",
    "is_spouse_of_subject",
    "is_same_family",
)
RANGES = {
    "household": "member in household",
    "family": "member in family",
    "deceased": "person in deceased",
    "families": "family in household",
    "events": "event in events",
}
FOLDED = {"families": "family", "events": "event"}
BODIES = {
    "individual": ("wage", "insured_months - 180", "age_years", "min(wage, 50) * 2"),
    "family": ("family_income", "family_income - 20000"),
}


@st.composite
def any_test(draw: st.DrawFn, unit: str) -> str:
    """The text of a test that a rule of this unit could hold."""
    leaf = st.one_of(st.sampled_from(_plain_atoms(unit)), _folds(unit), _folds(unit))
    expression = st.recursive(leaf, _combined, max_leaves=3)
    return draw(expression)


def _combined(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} and {})".format, part, part),
        st.builds("({} or {})".format, part, part),
        st.builds("(not {})".format, part),
        st.builds("({} if {} else {})".format, part, part, part),
    )


def _plain_atoms(unit: str) -> list[str]:
    atoms = [*ATOMS["household"]]
    if unit != "household":
        atoms += [*ATOMS["family"], f"{GRANT} in family_receives", f"{GRANT} in receives"]
    if unit in ("individual", "event"):
        atoms += ATOMS["individual"]
    if unit == "event":
        atoms += ATOMS["event"]
    return atoms


@st.composite
def _folds(draw: st.DrawFn, unit: str) -> str:
    ranges = [over for over in RANGES if over != "family" or unit != "household"]
    over = draw(st.sampled_from(ranges))
    entity = FOLDED.get(over, "individual")
    inner = [*ATOMS[entity]]
    if entity == "individual":
        inner += [f"{GRANT} in receives"]
        inner += RELATED if unit in ("individual", "event") else ()
    kind = draw(st.sampled_from(("any", "all", "count", "sum", "min", "max")))
    if kind in ("sum", "min", "max") and entity == "event":
        kind = "any"
    text = draw(st.sampled_from(inner))
    if kind in ("sum", "min", "max"):
        text = draw(st.sampled_from(BODIES[entity]))
    elif draw(st.booleans()):
        text = f"{text} {draw(st.sampled_from(('and', 'or')))} {draw(st.sampled_from(inner))}"
    condition = f" if {draw(st.sampled_from(inner))}" if draw(st.booleans()) else ""
    fold = f"{kind}({text} for {RANGES[over]}{condition})"
    if kind in ("any", "all"):
        return fold
    operator = draw(st.sampled_from(("<", "<=", "==", ">=", ">")))
    return f"{fold} {operator} {draw(st.sampled_from((0, 1, 2, 50, 100, 20000)))}"
