"""What the counter's pages print. Numbers arrive masked; texts arrive in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dareecha.web.said import NOTHING_SAID, Said


@dataclass(frozen=True)
class Age:
    """Completed years; a span where the birthday is not sure; both None: not known."""

    least: int | None
    most: int | None

    @property
    def is_known(self) -> bool:
        return self.least is not None and self.most is not None

    @property
    def is_exact(self) -> bool:
        return self.is_known and self.least == self.most


@dataclass(frozen=True)
class PersonFound:
    """One answer to a search. `relative` is the father or husband, empty when not known."""

    household_id: UUID
    person_id: UUID
    name: str
    relative: str
    cnic_masked: str
    village: str
    district: Said
    age: Age


@dataclass(frozen=True)
class Note:
    """Something known of a member. `waits`: it is missing or not sure, and shown as a lamp."""

    text: Said
    waits: bool = False


@dataclass(frozen=True)
class MemberLine:
    """A member. `relationship`, `sex` and `number_kind` are codes of `web.words`."""

    person_id: UUID
    name: str
    relationship: str
    sex: str
    family: int
    age: Age
    number_kind: str
    number_masked: str
    notes: tuple[Note, ...] = ()
    is_deceased: bool = False


@dataclass(frozen=True)
class ReceivingLine:
    """A benefit and what the lists say: receives, not_on_list (complete list), not_known."""

    state: str
    benefit: Said
    of: str
    since: date | None
    amount_pkr: int | None
    per: str
    source: Said
    as_of: date | None


@dataclass(frozen=True)
class OtherValue:
    """What another source says of the same fact."""

    value: Said
    source: Said
    as_of: date | None


@dataclass(frozen=True)
class FactLine:
    """A fact in use. `state`: known, unknown, declined, not_applicable. `of` empty: all here."""

    state: str
    of: str
    label: Said
    value: Said
    source: Said
    as_of: date | None
    others: tuple[OtherValue, ...] = ()


@dataclass(frozen=True)
class FactUsed:
    """A fact that decided a criterion."""

    label: Said
    of: str
    value: Said
    source: Said
    as_of: date | None


@dataclass(frozen=True)
class CriterionLine:
    """One criterion for one subject. `state`: holds, fails, unknown, department."""

    state: str
    of: str
    short: Said
    say: Said
    facts: tuple[FactUsed, ...]
    source: str


@dataclass(frozen=True)
class AmountSpan:
    """Rupees for a period; both the same when nothing is unknown."""

    least: int
    most: int
    per: str

    @property
    def is_exact(self) -> bool:
        return self.least == self.most


@dataclass(frozen=True)
class VerdictCell:
    """One benefit for one subject.

    `kind`: very_likely, paper, fact, committee, not_for_you, gets_it, or dash: the benefit is
    not about this person, which is never a no.
    """

    kind: str
    of: str = ""
    because: tuple[Said, ...] = ()
    amount: AmountSpan | None = None


@dataclass(frozen=True)
class VerdictRow:
    """One benefit against the columns of the page, with the criteria behind it."""

    benefit_id: str
    scheme_id: str
    name: Said
    department: Said
    state: str
    door: str
    cells: tuple[VerdictCell, ...]
    source: str = ""
    criteria: tuple[CriterionLine, ...] = ()
    open_law: tuple[Said, ...] = ()

    @property
    def spoken(self) -> tuple[VerdictCell, ...]:
        """The cells that are about somebody."""
        return tuple(cell for cell in self.cells if cell.kind != "dash")


@dataclass(frozen=True)
class MissingStep:
    """What is missing, what waits for it, the next step, and who takes it by when."""

    what: Said
    of: str
    holds_up: tuple[Said, ...]
    step: Said
    owner: Said
    due: date | None = None


@dataclass(frozen=True)
class DoorLine:
    """A benefit to ask for. `of` empty: for the household."""

    benefit: Said
    of: str
    door: str
    where: Said
    papers: tuple[Said, ...]


@dataclass(frozen=True)
class FindingLine:
    """Something to look into, of a kind that this duty may see."""

    kind: str
    of: str
    benefit: Said
    detail: Said
    next_step: Said = NOTHING_SAID


@dataclass(frozen=True)
class HouseholdPage:
    """A household as the counter shows it.

    `columns` are the subjects of the matrix: an empty name stands for the whole household and
    comes first; then one name for each member. Every row has one cell for each column.
    """

    household_id: UUID
    title: str
    others: int
    families: int
    village: str
    district: Said
    last_heard: date | None
    last_heard_from: Said
    roster_is_closed: bool
    members: tuple[MemberLine, ...]
    receiving: tuple[ReceivingLine, ...]
    facts: tuple[FactLine, ...]
    columns: tuple[str, ...]
    verdict_rows: tuple[VerdictRow, ...]
    missing_steps: tuple[MissingStep, ...]
    we_file: tuple[DoorLine, ...]
    they_go: tuple[DoorLine, ...]
    findings: tuple[FindingLine, ...]
    as_of: date
    catalogue_digest: str
