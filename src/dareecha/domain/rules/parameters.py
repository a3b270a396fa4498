"""Figures of law by date: each begins on a day, has a source, and may be not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dareecha.domain.households.dictionary import Value
from dareecha.domain.rules.tree import Type


@dataclass(frozen=True)
class DatedValue:
    """A value from a day on. `value` None means that the law is open: nobody has published it."""

    begins: date
    value: Value | None
    source: str
    day_is_assumed: bool = False
    ask: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Parameter:
    """One figure of a scheme through time. Before its first day it is not known."""

    name: str
    type: Type
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue | None:
        """What was in force on a day; None before the first."""
        return next((entry for entry in reversed(self.values) if entry.begins <= day), None)

    @property
    def question(self) -> Mapping[str, str]:
        """What to ask the department, by language: of the newest value that is not known."""
        asked = (entry.ask for entry in reversed(self.values) if entry.value is None and entry.ask)
        return next(asked, {})

    def within(self, first: date, last: date) -> tuple[DatedValue | None, ...]:
        """All that was in force on some day of a span, the one on its first day included."""
        later = tuple(entry for entry in self.values if first < entry.begins <= last)
        return (self.on(first), *later)
