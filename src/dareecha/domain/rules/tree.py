"""The expression tree: what a test says, with names resolved and types known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast


@dataclass(frozen=True, slots=True)
class Type:
    """What kind of value an expression has. Numbers count 10**-scale of their unit."""

    kind: str  # bool | number | date | word
    scale: int = 0
    unit: str = ""
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        if self.kind == "word":
            return "one of " + ", ".join(self.values) if self.values else "a text"
        if self.kind == "number":
            return f"a number of {self.unit}" if self.unit else "a number"
        return {"bool": "true or false", "date": "a day"}[self.kind]


BOOL = Type("bool")
DATE = Type("date")
NUMBER = Type("number")
WORD = Type("word")


@dataclass(frozen=True, slots=True)
class Node:
    """Any expression. Children are found in the fields."""

    def children(self) -> Iterator[Node]:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Node):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, Node))

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children():
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Constant(Node):
    value: bool | int | date | str
    type: Type

    @property
    def number(self) -> int:
        """The value of a constant that is a number."""
        return cast(int, self.value)


@dataclass(frozen=True, slots=True)
class FactName(Node):
    """A fact of one entity. `of` says whose: subject, folded, family, household or event."""

    name: str
    of: str
    type: Type


@dataclass(frozen=True, slots=True)
class Relation(Node):
    """How the folded person stands to the subject: child, parent, spouse, itself, same_family."""

    name: str
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class ParameterName(Node):
    """A figure of law, fixed only when a day is."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True)
class AsOf(Node):
    """The day of the assessment (or of the event, where rates go by it)."""

    type: Type = DATE


@dataclass(frozen=True, slots=True)
class Receives(Node):
    """Whether a benefit is received. `whose`: subject, folded, family or household."""

    benefit: str
    whose: str
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class Not(Node):
    part: Node
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class And(Node):
    parts: tuple[Node, ...]
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class Or(Node):
    parts: tuple[Node, ...]
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class Compare(Node):
    """One comparison: == != < <= > >= of two numbers, days or words."""

    operator: str
    left: Node
    right: Node
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class OneOf(Node):
    """A word or number among literal ones."""

    part: Node
    options: tuple[Constant, ...]
    type: Type = BOOL


@dataclass(frozen=True, slots=True)
class Rescale(Node):
    """The same number counted in a finer step, so that both sides of an operation agree."""

    part: Node
    factor: int
    type: Type


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """+ - or * of two numbers."""

    operator: str
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True)
class FloorDivide(Node):
    """Division by a positive constant, rounded down."""

    part: Node
    divisor: int
    type: Type


@dataclass(frozen=True, slots=True)
class IfElse(Node):
    condition: Node
    then: Node
    otherwise: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Completed years or months from one day to another."""

    unit: str
    start: Node
    end: Node
    type: Type


@dataclass(frozen=True, slots=True)
class Extreme(Node):
    """The least or greatest of several numbers or days."""

    which: str  # min | max
    parts: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True)
class Fold(Node):
    """any, all, count, sum, min or max over people, families or events."""

    kind: str
    over: str  # household | family | deceased | events | families
    body: Node
    condition: Node | None
    type: Type


def fact_names(node: Node) -> frozenset[str]:
    """The facts that an expression names."""
    return frozenset(part.name for part in node.walk() if isinstance(part, FactName))


def parameter_names(node: Node) -> frozenset[str]:
    """The parameters that an expression names."""
    return frozenset(part.name for part in node.walk() if isinstance(part, ParameterName))
