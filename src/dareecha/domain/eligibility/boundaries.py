"""Which boundaries of a scheme no example holds: a rule may then be off by one and nobody sees it.

Every comparison is tried with and without its own edge (`<` for `<=`), and every figure one step
more and one step less. Where all examples still come out as written, none stands at that boundary.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from dareecha.domain.eligibility.assess import Assessor
from dareecha.domain.eligibility.examples import differences
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.parameters import Parameter
from dareecha.domain.rules.scheme import Benefit, Criterion, Group, Scheme, Version
from dareecha.domain.rules.tree import (
    Between,
    Compare,
    Constant,
    FactName,
    Node,
    ParameterName,
    parameter_names,
)

OTHER_EDGE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


@dataclass(frozen=True)
class Boundary:
    """A boundary at which no example stands: where, and what was changed there unnoticed."""

    scheme: str
    where: str
    change: str

    def __str__(self) -> str:
        return f"{self.scheme}: {self.where}: {self.change}, and all examples still come out"


def untested_boundaries(scheme: Scheme, catalogue: Catalogue) -> Iterator[Boundary]:
    """The boundaries of one scheme of the catalogue that no example of its own holds."""
    for where, change, changed in _changed(scheme):
        assessor = Assessor(replace(catalogue, schemes={**catalogue.schemes, scheme.id: changed}))
        examples = (differences(changed, example, assessor) for example in scheme.examples)
        if not any(next(wrong, None) for wrong in examples):
            yield Boundary(scheme.id, where, change)


def _changed(scheme: Scheme) -> Iterator[tuple[str, str, Scheme]]:
    """The scheme with one thing changed at a time: where, what, and the scheme so changed."""
    for name, benefit in scheme.benefits.items():
        for where, change, other in _changed_benefits(benefit):
            benefits = {**scheme.benefits, name: other}
            yield f"{benefit.name}, {where}", change, replace(scheme, benefits=benefits)
    used = frozenset().union(*map(parameter_names, _expressions(scheme)))
    for name, parameter in scheme.parameters.items():
        for change, figure in _changed_figures(parameter) if name in used else ():
            yield name, change, replace(scheme, parameters={**scheme.parameters, name: figure})


def _changed_benefits(benefit: Benefit) -> Iterator[tuple[str, str, Benefit]]:
    if benefit.for_whom is not None:
        for change, test in _other_edges(benefit.for_whom):
            yield "for whom", change, replace(benefit, for_whom=test)
    for place, version in enumerate(benefit.versions):
        for where, change, other in _changed_versions(version):
            versions = (*benefit.versions[:place], other, *benefit.versions[place + 1 :])
            yield f"{where} from {version.begins}", change, replace(benefit, versions=versions)


def _changed_versions(version: Version) -> Iterator[tuple[str, str, Version]]:
    for id_, change, rule in _changed_groups(version.rule):
        yield id_, change, replace(version, rule=rule)
    if version.amount is not None:
        for change, amount in _other_edges(version.amount):
            yield "amount", change, replace(version, amount=amount)


def _changed_groups(group: Group) -> Iterator[tuple[str, str, Group]]:
    for place, part in enumerate(group.parts):
        for id_, change, other in _changed_parts(part):
            parts = (*group.parts[:place], other, *group.parts[place + 1 :])
            yield id_, change, replace(group, parts=parts)


def _changed_parts(part: Criterion | Group) -> Iterator[tuple[str, str, Criterion | Group]]:
    if isinstance(part, Group):
        yield from _changed_groups(part)
    elif part.test is not None:
        for change, test in _other_edges(part.test):
            yield part.id, change, replace(part, test=test)


def _other_edges(node: Node) -> Iterator[tuple[str, Node]]:
    """The expression with the edge of one comparison moved, for each comparison in it."""
    if isinstance(node, Compare) and node.operator in OTHER_EDGE:
        other = OTHER_EDGE[node.operator]
        left, right = _said(node.left), _said(node.right)
        yield f"{left} {node.operator} {right} with {other}", replace(node, operator=other)
    for name in node.__dataclass_fields__:
        value = getattr(node, name)
        if isinstance(value, Node):
            for change, part in _other_edges(value):
                yield change, _with(node, name, part)
        elif isinstance(value, tuple):
            for place, item in enumerate(value):
                for change, part in _other_edges(item) if isinstance(item, Node) else ():
                    yield change, _with(node, name, (*value[:place], part, *value[place + 1 :]))


def _with(node: Node, name: str, value: Any) -> Node:
    changes = {name: value}
    return replace(node, **changes)


def _changed_figures(parameter: Parameter) -> Iterator[tuple[str, Parameter]]:
    """The parameter with one of its numbers a step higher or lower."""
    for place, dated in enumerate(parameter.values):
        figure = dated.value
        if isinstance(figure, bool | date | str) or figure is None:
            continue
        for step in (1, -1):
            other = replace(dated, value=figure + step)
            values = (*parameter.values[:place], other, *parameter.values[place + 1 :])
            change = f"{'+' if step > 0 else '-'}1 of its last digit from {dated.begins}"
            yield change, replace(parameter, values=values)


def _expressions(scheme: Scheme) -> Iterator[Node]:
    for benefit in scheme.benefits.values():
        if benefit.for_whom is not None:
            yield benefit.for_whom
        for version in benefit.versions:
            yield from (c.test for c in version.rule.criteria() if c.test is not None)
            if version.amount is not None:
                yield version.amount


def _said(node: Node) -> str:
    """An expression by its names, as far as somebody needs to find the comparison."""
    match node:
        case FactName() | ParameterName():
            return node.name
        case Constant():
            return str(node.value)
        case Between():
            return f"{node.unit} between"
    return next((_said(child) for child in node.children()), "…")
