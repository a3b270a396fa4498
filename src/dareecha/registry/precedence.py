"""Which list is believed first where two contradict each other: declared, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Precedence:
    """For each fact the lists that are believed before all others, the first one most."""

    believed_first: Mapping[str, tuple[str, ...]]

    def rank(self, fact: str, source: str) -> int:
        """The lower, the more a source (`list:row`) is believed about this fact."""
        lists = self.believed_first.get(fact, ())
        name = source.partition(":")[0]
        return lists.index(name) if name in lists else len(lists)


NEWEST_FIRST = Precedence({})
"""No list is believed before another."""


@cache
def shipped_precedence() -> Precedence:
    """The order that comes with the program, from precedence.yaml."""
    text = files("dareecha.registry").joinpath("precedence.yaml").read_text("utf-8")
    believed = yaml.safe_load(text)["believed_first"]
    return Precedence({fact: tuple(lists) for fact, lists in believed.items()})
