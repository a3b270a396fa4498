"""What the counter's pages print. Numbers arrive masked; texts arrive in one language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from dareecha.web.counter.needs_lines import NO_NEEDS, NeedsPart
from dareecha.web.said import NOTHING_SAID, Said
from dareecha.web.words import SHUT

# So many columns fit beside the benefits on a desk's screen; more have to be moved into view.
COLUMNS_THAT_FIT = 10
NOT_KNOWN = "not_known"
SETTLED = ("gets_it", "very_likely", "committee")
# More than anybody asks at one sitting is folded away: the first answers change the rest.
STEPS_AT_ONCE = 6


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
    """One criterion for one subject. `state`: holds, fails, beside, unknown, department."""

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

    `kind`: very_likely, paper, fact, law (no fact can decide before the department answers),
    committee, not_for_you, gets_it, or dash: the benefit is not about this person, which is
    never a no.
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
    def is_settled(self) -> bool:
        """Whether somebody gets it, or certainly or seemingly could."""
        return any(cell.kind in SETTLED for cell in self.cells)

    @property
    def is_for_nobody(self) -> bool:
        """Whether all of whom it speaks are told that it is not for them."""
        return all(cell.kind in ("dash", "not_for_you") for cell in self.cells)

    @property
    def reasons(self) -> tuple[VerdictCell, ...]:
        """What is said of whom; people of whom the same is said stand together."""
        same: dict[VerdictCell, list[str]] = {}
        for cell in self.cells:
            if cell.kind != "dash":
                same.setdefault(replace(cell, of=""), []).append(cell.of)
        return tuple(replace(cell, of=", ".join(filter(None, who))) for cell, who in same.items())


@dataclass(frozen=True)
class PaperToFetch:
    """A paper that shows a fact, and the office that issues it; an empty one is not known."""

    name: Said
    office: Said


@dataclass(frozen=True)
class MissingStep:
    """What is missing, what waits for it, the next step, and who takes it by when.

    Any one of `papers` shows it; there are none where nobody has to fetch one.
    """

    what: Said
    of: str
    holds_up: tuple[Said, ...]
    step: Said
    owner: Said
    due: date | None = None
    papers: tuple[PaperToFetch, ...] = ()
    why: str = ""
    """Why it is missing, a code of `domain.gaps.reasons`; '' where nobody knows."""


@dataclass(frozen=True)
class NotHad:
    """A benefit that the rule admits somebody to. `why`: codes of the reasons that are known.

    `is_received`: False, or None where no list tells; those who receive it do not stand here.
    """

    benefit: Said
    of: str
    why: tuple[str, ...]
    is_received: bool | None
    can_ask: bool = True
    """Whether its door is open here and now."""


@dataclass(frozen=True)
class DoorLine:
    """A benefit to ask for. `of` empty: for the household. `state`: whether its scheme is open."""

    benefit: Said
    of: str
    door: str
    where: Said
    papers: tuple[Said, ...]
    state: str = "active"

    @property
    def is_shut(self) -> bool:
        """Whether nobody can ask today: then no way is shown, only the warning."""
        return self.state in SHUT


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
    not_settled: tuple[DoorLine, ...]
    findings: tuple[FindingLine, ...]
    as_of: date
    catalogue_digest: str
    not_had: tuple[NotHad, ...] = ()
    needs: NeedsPart = NO_NEEDS

    @property
    def gets(self) -> tuple[ReceivingLine, ...]:
        """What lists show that they get."""
        return tuple(line for line in self.receiving if line.state == "receives")

    @property
    def on_no_list(self) -> tuple[ReceivingLine, ...]:
        """What they do not get, as far as complete lists tell, or nobody knows."""
        return tuple(line for line in self.receiving if line.state != "receives")

    @property
    def rows_settled(self) -> tuple[VerdictRow, ...]:
        """What somebody here gets, or could have."""
        return tuple(row for row in self.verdict_rows if row.is_settled)

    @property
    def rows_open(self) -> tuple[VerdictRow, ...]:
        """What a fact or a paper would decide for somebody here."""
        return tuple(
            row for row in self.verdict_rows if not row.is_settled and not row.is_for_nobody
        )

    @property
    def rows_for_nobody(self) -> tuple[VerdictRow, ...]:
        return tuple(row for row in self.verdict_rows if row.is_for_nobody)

    @property
    def can_ask_for(self) -> tuple[NotHad, ...]:
        """What the rule admits somebody to, nobody is known to get, and can be asked for now."""
        return tuple(line for line in self.not_had if line.can_ask)

    @property
    def shut_to_them(self) -> tuple[NotHad, ...]:
        """The same where the door is shut: told, and never an invitation."""
        return tuple(line for line in self.not_had if not line.can_ask)

    @property
    def not_on_the_form(self) -> int:
        """How many of the living no survey form lists: their place in the house is not known."""
        return sum(one.relationship == NOT_KNOWN and not one.is_deceased for one in self.members)

    @property
    def first_steps(self) -> tuple[MissingStep, ...]:
        """What to see to now; the rest waits until that is known."""
        return self.missing_steps[:STEPS_AT_ONCE]

    @property
    def later_steps(self) -> tuple[MissingStep, ...]:
        return self.missing_steps[STEPS_AT_ONCE:]

    @property
    def people_judged(self) -> int:
        """How many people the matrix has a column for."""
        return len(self.columns) - 1

    @property
    def is_wide(self) -> bool:
        """Whether the last columns of the matrix lie out of sight."""
        return len(self.columns) > COLUMNS_THAT_FIT
