"""Facts that are asked for the plan: the checker keeps them out of whatever a verdict rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.applies import with_paths
from dareecha.domain.rules.derived import Derivation
from dareecha.domain.rules.scheme import Benefit, Scheme
from dareecha.domain.rules.tree import Node, fact_names
from dareecha.domain.vocabulary.documents import Document, Path

Facts = Mapping[str, FactDefinition]


def refuse_in_facts(facts: Facts, derivation: Derivation, document: Document) -> None:
    """Refuse them where another fact follows from them, unless that is for the plan as well."""
    for key, trees in (("derived", derivation.derived), ("applies_if", derivation.applies_if)):
        for name, node in trees.items():
            if not facts[name].is_for_plan:
                _refuse(node, facts, document, ("facts", name, key))


def refuse_in_rules(scheme: Scheme, facts: Facts, document: Document) -> None:
    """Refuse them in every test and amount of a scheme, and in whom it is for."""
    for benefit in scheme.benefits.values():
        for node, path in _trees(benefit):
            if node is not None:
                _refuse(node, facts, document, path)


def _trees(benefit: Benefit) -> Iterator[tuple[Node | None, Path]]:
    here: Path = ("benefits", benefit.name)
    yield benefit.for_whom, (*here, "for_whom")
    for position, version in enumerate(benefit.versions):
        path = (*here, "versions", position)
        yield version.amount, (*path, "amount")
        for criterion, where in with_paths(version.rule, path):
            yield criterion.test, (*where, "test")


def _refuse(node: Node, facts: Facts, document: Document, path: Path) -> None:
    for name in sorted(fact_names(node)):
        if facts[name].is_for_plan:
            document.complain(
                path,
                f'"{name}" is asked for the plan, never used in a verdict (`use: plan` in'
                " facts.yaml). Use it in needs.yaml, or choose another fact.",
            )
