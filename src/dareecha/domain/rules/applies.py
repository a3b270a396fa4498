"""Warns where a fact that may not apply stands so that "does not apply" turns into a yes.

Where a fact does not apply, a test on it is certainly false. Under `not` that becomes a yes, and in
`all(…)` one to whom the fact does not apply fails it for everybody: both are rarely meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.derived import Derivation
from dareecha.domain.rules.scheme import Criterion, Group, Scheme
from dareecha.domain.rules.tree import FactName, Fold, Node, Not
from dareecha.domain.vocabulary.documents import Document, Path


def warn_of_derived(
    derivation: Derivation, facts: Mapping[str, FactDefinition], document: Document
) -> None:
    """Warn of such places in the facts that follow from others."""
    for name, node in derivation.derived.items():
        _warn(node, derivation, facts, document, ("facts", name, "derived"))


def warn_of_tests(
    scheme: Scheme,
    facts: Mapping[str, FactDefinition],
    derivation: Derivation,
    document: Document,
) -> None:
    """Warn of such places in the tests of a scheme's criteria."""
    for benefit in scheme.benefits.values():
        for position, version in enumerate(benefit.versions):
            path: Path = ("benefits", benefit.name, "versions", position)
            for criterion, where in with_paths(version.rule, path):
                if criterion.test is not None:
                    _warn(criterion.test, derivation, facts, document, (*where, "test"))


def with_paths(group: Group, path: Path) -> Iterator[tuple[Criterion, Path]]:
    """Each criterion of a group with the path at which it stands in its document."""
    for position, part in enumerate(group.parts):
        here = (*path, group.kind, position)
        if isinstance(part, Group):
            yield from with_paths(part, here)
        else:
            yield part, here


def _warn(
    node: Node,
    derivation: Derivation,
    facts: Mapping[str, FactDefinition],
    document: Document,
    path: Path,
) -> None:
    for name, under in dict.fromkeys(_risky(node, derivation)):
        document.warn(
            path,
            f'"{name}" stands {under} and may not apply ({facts[name].applies_if}). Where it does'
            f" not, a test on it is false, so {_OUTCOMES[under]}. Check that this is meant.",
        )


UNDER_NOT, IN_ALL = "under `not`", "inside all(…)"
_OUTCOMES = {
    UNDER_NOT: "`not` makes a yes of it",
    IN_ALL: "one such person makes all(…) false for everybody",
}


def _risky(node: Node, derivation: Derivation, under: str = "") -> Iterator[tuple[str, str]]:
    """The facts with `applies_if` that stand so, each with what it stands under."""
    match node:
        case FactName() if under:
            if node.name in derivation.applies_if:
                yield node.name, under
            if node.name in derivation.derived:
                yield from _risky(derivation.derived[node.name], derivation, under)
        case Not():
            yield from _risky(node.part, derivation, "" if under == UNDER_NOT else UNDER_NOT)
        case Fold(kind="all"):
            # Its condition only says who is meant: one to whom that does not apply is not.
            yield from _risky(node.body, derivation, IN_ALL)
        case _:
            for child in node.children():
                yield from _risky(child, derivation, under)
