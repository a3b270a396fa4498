"""A scheme as the law has it: benefits, versions, criteria, and where to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dareecha.domain.rules.parameters import Parameter
from dareecha.domain.rules.tree import Node

UNITS = ("household", "family", "individual", "event")
DECIDERS = ("data", "committee", "survey")
DOORS = (
    "window", "refer", "automatic", "nomination", "call", "survey", "employer", "point_of_service",
)  # fmt: skip
SHARED_BY = ("individual", "family", "household")
EXCLUDED_WHEN = ("together", "ever")
CLAIMS = ("statutory", "subject_to_funds", "discretionary", "competitive")
INTAKES = ("open", "window", "round", "quota", "ballot")
VALUES = ("cash", "cover", "goods", "service", "waiver", "debt")
STATES = ("planned", "active", "suspended", "closed", "not_known")
PERIODS = ("month", "quarter", "year", "once", "case", "day")
STANDARDS = ("law", "pledge", "observed")
CONTINGENCIES = (
    "medical_care", "sickness", "unemployment", "old_age", "employment_injury", "family",
    "maternity", "invalidity", "survivors", "poverty", "housing", "food", "education", "disaster",
)  # fmt: skip
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Criterion:
    """One condition: the unit of explanation. `test` is None when the department itself asks."""

    id: str
    test: Node | None
    text: str
    source: str
    is_step: bool = False
    asked_by_department: bool = False


@dataclass(frozen=True)
class Group:
    """Criteria of which all, or any, must hold."""

    kind: str  # all | any
    parts: tuple[Criterion | Group, ...]

    def criteria(self) -> Iterator[Criterion]:
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.criteria()
            else:
                yield part


@dataclass(frozen=True)
class Version:
    """A benefit's rule from a day until (not including) another."""

    begins: date
    ends: date | None
    source: str
    rule: Group
    amount: Node | None
    per: str | None

    def in_force(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Standard:
    """The promised days, and by what. Days None: not known."""

    kind: str | None
    days: int | None
    source: str = ""


@dataclass(frozen=True)
class Exclusion:
    """A benefit that may not be drawn beside this one. Only confirmed ones are ever acted on.

    `within` says who may not have both: one `individual`, a `family` or a `household`; a benefit
    that excludes itself within a household is given to one of its people only. `when` says
    whether both at a time are meant (`together`) or one after the other as well (`ever`).
    """

    benefit: str
    is_confirmed: bool
    source: str
    within: str = "individual"
    when: str = "together"


@dataclass(frozen=True)
class Limit:
    """At most so many different benefits of a group for one person in a year.

    `per` is the calendar `year` or the `financial_year` of public bodies, July to June.
    """

    benefits: tuple[str, ...]
    at_most: int
    per: str
    is_confirmed: bool
    source: str


@dataclass(frozen=True)
class State:
    """In which state a scheme or benefit is from a day on, where, and who last confirmed it."""

    begins: date
    state: str
    districts: tuple[str, ...] | None
    source: str
    confirmed_on: date | None
    confirmed_by: str


def _state_on(states: tuple[State, ...], day: date) -> State | None:
    return next((state for state in reversed(states) if state.begins <= day), None)


@dataclass(frozen=True)
class Benefit:
    """One line of a scheme with rules of its own. `id` is department/scheme/benefit."""

    id: str
    unit: str
    decided_by: str
    door: str
    claim: str
    intake: str
    value: str
    payee: Texts
    standard: Standard
    rates_on: str
    for_whom: Node | None
    exclusions: tuple[Exclusion, ...]
    versions: tuple[Version, ...]
    states: tuple[State, ...]
    """Its own where its `rules.yaml` has them, else those of its scheme."""
    papers: tuple[str, ...]
    """Its own where its `rules.yaml` has them, else those of its scheme."""

    @property
    def name(self) -> str:
        return self.id.rsplit("/", 1)[1]

    @property
    def scheme_id(self) -> str:
        return self.id.rsplit("/", 1)[0]

    def in_force(self, day: date) -> Version | None:
        """The version of the rule on a day; None when there was none."""
        return next((version for version in self.versions if version.in_force(day)), None)

    def state_on(self, day: date) -> State | None:
        """The last state that had begun on a day; None when none is recorded."""
        return _state_on(self.states, day)


@dataclass(frozen=True)
class Scheme:
    """What a department runs. `id` is department/scheme."""

    id: str
    department: str
    level: str
    legal_basis: Texts
    contingencies: tuple[str, ...]
    troubles: tuple[str, ...]
    states: tuple[State, ...]
    funded_until: date | None
    offices: tuple[str, ...]
    papers: tuple[str, ...]
    fees_pkr: int | None
    appeal: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]
    open_questions: tuple[Mapping[str, Any], ...]
    unconfirmed_exclusions: tuple[Mapping[str, Any], ...]
    limits: tuple[Limit, ...]
    parameters: Mapping[str, Parameter]
    benefits: Mapping[str, Benefit]
    texts: Mapping[str, Mapping[str, Any]]
    examples: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)

    def state_on(self, day: date) -> State | None:
        """The last state of the scheme as a whole; a benefit may have states of its own."""
        return _state_on(self.states, day)

    def say(self, language: str, *path: str) -> str | None:
        """A text of this scheme, or None when it is not written in that language."""
        found: Any = self.texts.get(language)
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        return found if isinstance(found, str) else None
