"""Invented households of which anything may be known: every fact of a dictionary, or none."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from dareecha.domain.households.dictionary import RELATIONSHIPS, FactDefinition
from dareecha.domain.households.household import (
    Event,
    Fact,
    Family,
    Household,
    Person,
    Receipt,
)

DAYS = (date(2026, 11, 1), date(2025, 8, 1), date(2024, 3, 22), date(2019, 6, 30))
KIN = ("head", "wife", "son", "daughter", "mother", "grandson", "brother", "daughter_in_law")


class Inventor:
    """Makes up households from one number; the same number gives the same household."""

    def __init__(self, seed: int, facts: Mapping[str, FactDefinition], benefits: list[str]) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - no secret
        self.facts = facts
        self.benefits = benefits
        # Some households are told of in full, some hardly at all.
        self.told = self.chance.choice((0.05, 0.3, 0.7, 1.0))

    def household(self) -> Household:
        chance = self.chance
        members = [f"m{number}" for number in range(chance.randint(1, 6))]
        dead = [f"d{number}" for number in range(chance.choice((0, 0, 1, 2)))]
        everybody = [*members, *dead]
        events = [f"e{number}" for number in range(chance.choice((0, 1, 1, 2)))]
        families = [f"f{number}" for number in range(chance.choice((0, 1, 1, 2)))]
        return Household(
            as_of=chance.choice(DAYS),
            roster_complete=chance.random() < 0.6,
            deceased_complete=chance.random() < 0.5,
            events_known=chance.random() < 0.5,
            facts=self.facts_of("household", everybody),
            members=tuple(self.person(who, everybody, False) for who in members),
            deceased=tuple(self.person(who, everybody, True) for who in dead),
            families=tuple(self.family(name, everybody) for name in families),
            events=tuple(Event(name, self.facts_of("event", everybody)) for name in events),
            receipts=tuple(
                Receipt(
                    chance.choice(self.benefits),
                    chance.choice(["household", "family", *everybody, *families, *events]),
                )
                for _ in range(chance.choice((0, 1, 3)))
            ),
            receives_known=chance.choice((None, frozenset(), frozenset(self.benefits[::2]))),
        )

    def person(self, who: str, everybody: list[str], is_dead: bool) -> Person:
        chance = self.chance
        named = [*everybody, "elsewhere", None, None]
        spouses = frozenset(chance.sample(everybody, min(len(everybody), chance.choice((0, 1)))))
        return Person(
            who,
            self.facts_of("individual", everybody),
            father=chance.choice(named),
            mother=chance.choice(named),
            spouses=chance.choice((None, None, spouses | chance.choice((set(), {"elsewhere"})))),
            is_deceased=is_dead,
        )

    def family(self, name: str, everybody: list[str]) -> Family:
        members = frozenset(who for who in everybody if self.chance.random() < 0.5)
        facts = self.facts_of("family", everybody)
        return Family(name, members, facts, is_closed=self.chance.random() < 0.5)

    def facts_of(self, entity: str, everybody: list[str]) -> dict[str, Fact]:
        return {
            fact.name: self.fact(fact, everybody)
            for fact in self.facts.values()
            if fact.entity == entity and self.chance.random() < self.told
        }

    def fact(self, fact: FactDefinition, everybody: list[str]) -> Fact:
        if fact.name == "relationship":
            return self.exactly(self.chance.choice((*KIN, *RELATIONSHIPS)))
        match fact.kind:
            case "bool":
                return self.exactly(self.chance.random() < 0.5)
            case "enum":
                return self.exactly(self.chance.choice(fact.values))
            case "date":
                return self.span(date(2026, 11, 1), timedelta(self.chance.randrange(30000)))
            case "text" | "ref":
                return self.exactly(self.chance.choice([*everybody, "another"]))
        low = fact.minimum or 0
        most = min(fact.maximum or 10**6, self.chance.choice((3, 70, 4000, 10**6)))
        value = self.chance.randint(low, max(low, most))
        return Fact(value, value + self.chance.choice((0, 0, 0, 1, 200)))

    def span(self, last: date, ago: timedelta) -> Fact:
        day = last - ago
        return Fact(day, min(last, day + timedelta(self.chance.choice((0, 0, 0, 365)))))

    @staticmethod
    def exactly(value: Any) -> Fact:
        return Fact(value, value)


def invented(seed: int, facts: Mapping[str, FactDefinition], benefits: list[str]) -> Household:
    """The household of one number."""
    return Inventor(seed, facts, benefits).household()
