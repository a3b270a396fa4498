"""Which list is believed first where two contradict each other: declared, never guessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from dareecha.domain.households.household import Fact

STATEMENT = "statement"
"""How the word of a person is named as a source, before the number of the statement."""


@dataclass(frozen=True)
class Precedence:
    """For each fact the lists that are believed before all others, the first one most."""

    believed_first: Mapping[str, tuple[str, ...]]
    verified_by: frozenset[str] = frozenset()
    """The registers before which the word of a person does not stand."""

    def rank(self, fact: str, source: str) -> int:
        """The lower, the more a source (`list:row`) is believed about this fact."""
        lists = self.believed_first.get(fact, ())
        name = source.partition(":")[0]
        return lists.index(name) if name in lists else len(lists)

    def believes_word(self, name: str, told: Fact, held: Fact, sources: Iterable[str]) -> bool:
        """Whether what somebody said is used, and not what lists say (`held`, of all `sources`).

        Never before a list that is believed first about this fact, nor before a register that
        verifies; else the newer of the two.
        """
        lists = {source.partition(":")[0] for source in sources}
        if lists & {*self.verified_by, *self.believed_first.get(name, ())}:
            return False
        return (told.as_of or date.min) >= (held.as_of or date.min)


NEWEST_FIRST = Precedence({})
"""No list is believed before another."""


@cache
def shipped_precedence() -> Precedence:
    """The order that comes with the program, from precedence.yaml."""
    text = files("dareecha.registry").joinpath("precedence.yaml").read_text("utf-8")
    declared = yaml.safe_load(text)
    believed = declared["believed_first"]
    return Precedence(
        {fact: tuple(lists) for fact, lists in believed.items()},
        frozenset(declared["verified_by"]),
    )
