"""What the household page prints about needs; texts arrive in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from dareecha.web.said import Said


@dataclass(frozen=True)
class BarLine:
    """What shuts one way: `kind` is a code of `web.words`; `because` names criteria that fail."""

    benefit: Said
    kind: str
    because: tuple[Said, ...] = ()


@dataclass(frozen=True)
class NeedLine:
    """A need that is certain. `of` empty: of the household.

    `answers` could answer it. Of a hole, `bars` say what shuts each way, `still_to_ask` what a
    committee may yet decide, `unsure` what is perhaps received already.
    """

    name: Said
    short: Said
    of: str
    is_hole: bool = False
    may_be_hole: bool = False
    answers: tuple[Said, ...] = ()
    bars: tuple[BarLine, ...] = ()
    still_to_ask: tuple[Said, ...] = ()
    unsure: tuple[Said, ...] = ()


@dataclass(frozen=True)
class Asked:
    """One question about needs: of a person (`of` is the id) or of the `household`."""

    of: str
    person: str
    fact: str
    kind: str
    question: Said
    help: Said
    choices: tuple[tuple[str, Said], ...] = ()
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class StatementLine:
    """Something that was said; `value` None: preferred not to say.

    `answered_by` is a code of `web.words`.
    """

    id: UUID
    of: str
    label: Said
    value: Said | None
    as_of: date
    answered_by: str


@dataclass(frozen=True)
class NeedsPart:
    """The part of the page about needs: known, asked for, and what was said."""

    lines: tuple[NeedLine, ...] = ()
    asked: tuple[Asked, ...] = ()
    told: tuple[StatementLine, ...] = ()


NO_NEEDS = NeedsPart()
"""Where the catalogue names none."""
