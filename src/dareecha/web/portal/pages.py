"""What the public pages print, already worded in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dareecha.web.said import NOTHING_SAID, Said
from dareecha.web.words import SHUT


@dataclass(frozen=True)
class Tile:
    """A trouble on the first page."""

    id: str
    icon: str
    name: Said
    hint: Said


@dataclass(frozen=True)
class Place:
    """A kind of office, or a helpline. An empty phone or hours: not known to us."""

    name: Said
    where: Said
    phone: str
    hours: str
    as_of: date | None


@dataclass(frozen=True)
class Phone:
    """A number to call, and the day on which a source had it."""

    name: Said
    number: str
    as_of: date | None


@dataclass(frozen=True)
class Paper:
    """A paper to bring. Days None: nobody publishes how long it takes."""

    name: Said
    help: Said
    issued_by: Said
    legal_days: int | None


@dataclass(frozen=True)
class Figure:
    """A figure of law in force on a day. Value None: the law leaves it open.

    `says` is the clause of the criterion's own text that holds the figure; it may be empty.
    """

    label: Said
    says: Said
    value: Decimal | date | str | None
    is_rupees: bool
    unit: str
    since: date | None
    day_is_assumed: bool
    source: str

    @property
    def is_day(self) -> bool:
        return isinstance(self.value, date)

    @property
    def is_number(self) -> bool:
        return isinstance(self.value, Decimal)


@dataclass(frozen=True)
class Amount:
    """What a benefit gives: one plain amount, or the figures of a formula."""

    exact: Figure | None
    figures: tuple[Figure, ...]
    per: str


@dataclass(frozen=True)
class Condition:
    """One criterion in words, or a group of which one (`any`) or every (`all`) part must hold."""

    kind: str  # one | any | all
    short: Said = NOTHING_SAID
    figures: tuple[Figure, ...] = ()
    source: str = ""
    is_step: bool = False
    asked_by_office: bool = False
    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class BenefitPart:
    """One benefit of a scheme, as its page shows it. No rule in force: conditions are empty."""

    id: str
    name: Said
    what: Said
    unit: str
    decided_by: str
    door: str
    claim: str
    payee: Said
    days: int | None
    days_kind: str
    days_source: str
    rule_source: str
    rule_since: date | None
    conditions: tuple[Condition, ...]
    amount: Amount | None
    state: str


@dataclass(frozen=True)
class Standing:
    """Whether a scheme is open today, where (empty: everywhere), and who last said so."""

    state: str
    only_in: tuple[Said, ...]
    confirmed_on: date | None
    confirmed_by: str
    is_confirmed_long_ago: bool


@dataclass(frozen=True)
class SchemeLine:
    """A scheme in a list."""

    id: str
    name: Said
    summary: Said
    department: Said
    state: str

    @property
    def is_shut(self) -> bool:
        """Whether nobody can ask today."""
        return self.state in SHUT


@dataclass(frozen=True)
class SchemeGroup:
    """Schemes that belong together in the list of all; those that take nobody today come last."""

    key: str
    name: Said
    schemes: tuple[SchemeLine, ...]


@dataclass(frozen=True)
class SchemeList:
    """The list of all schemes, grouped; `count` counts each scheme once."""

    by: str
    groups: tuple[SchemeGroup, ...]
    count: int


@dataclass(frozen=True)
class Offer:
    """A benefit that answers a trouble. `state` is its own, which its scheme's may not be."""

    scheme: SchemeLine
    state: str
    name: Said
    what: Said
    decided_by: str
    door: str
    amount: Amount | None

    @property
    def is_shut(self) -> bool:
        """Whether nobody can ask today."""
        return self.state in SHUT


@dataclass(frozen=True)
class TroublePage:
    tile: Tile
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Source:
    title: str
    url: str
    as_of: date | None
    strength: str


@dataclass(frozen=True)
class OpenQuestion:
    """What the department has to answer, and how we read the rule until it does."""

    question: Said
    reading: Said


@dataclass(frozen=True)
class Appeal:
    """Where to go with a no. Days None: not published."""

    body: Said
    how: Said
    days: int | None
    source: str


@dataclass(frozen=True)
class SchemePage:
    id: str
    name: Said
    summary: Said
    how_much: Said
    department: Said
    legal_basis: Said
    standing: Standing
    funded_until: date | None
    fees_pkr: int | None
    benefits: tuple[BenefitPart, ...]
    steps: tuple[Said, ...]
    papers: tuple[Paper, ...]
    offices: tuple[Place, ...]
    appeal: Appeal
    open_questions: tuple[OpenQuestion, ...]
    unconfirmed_exclusions: tuple[str, ...]
    sources: tuple[Source, ...]
    as_of: date
    catalogue_digest: str
