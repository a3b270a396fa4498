"""What a household or a person may need, and which benefits answer it: `needs.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.grammar import Names, NotARule, parse_test
from dareecha.domain.rules.load import read_parameters
from dareecha.domain.rules.parameters import Parameter
from dareecha.domain.rules.scheme import CONTINGENCIES, VALUES, Benefit, Scheme, Texts
from dareecha.domain.rules.tree import Node, fact_names
from dareecha.domain.vocabulary.documents import Document, Path, check_keys, nearest

UNITS = ("household", "individual")


@dataclass(frozen=True)
class Need:
    """Something that is lacking: when it is certain (`test`), and the benefits that answer it."""

    id: str
    unit: str
    test: Node
    answered_by: tuple[str, ...]
    asks: tuple[str, ...]
    """The facts of its test that are asked for the plan alone."""
    label: Texts
    short: Texts
    source: str


@dataclass(frozen=True)
class Needs:
    """All needs of a catalogue, and the dated figures that their tests name."""

    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    entries: tuple[Need, ...] = ()

    def __iter__(self) -> Iterator[Need]:
        return iter(self.entries)


NO_NEEDS = Needs()
"""Of a catalogue without `needs.yaml`."""


def read_needs(
    document: Document,
    facts: Mapping[str, FactDefinition],
    schemes: Mapping[str, Scheme],
    received: frozenset[str],
) -> Needs:
    """All needs of a `needs.yaml`; what is wrong becomes problems of the document.

    `received` are benefits that lists name and no rules are written for: they may answer too.
    """
    top = check_keys(
        document, (), document.value, required=("needs",), optional=("parameters", "review")
    )
    parameters = read_parameters(_part(document, top))
    for name in parameters:
        if name in facts:
            document.complain(("parameters", name), f'"{name}" is a fact. Choose another name.')
    reader = _NeedReader(document, facts, schemes, parameters, received)
    entries = top.get("needs") or {}
    found = (reader.need(name, entry) for name, entry in entries.items())
    return Needs(parameters, tuple(need for need in found if need is not None))


def _part(document: Document, top: Mapping[str, Any]) -> Document:
    """The parameters of the document by themselves, at the same lines."""
    value = {"parameters": top.get("parameters") or {}}
    return Document(document.file, value, document.lines, document.problems)


@dataclass(frozen=True)
class _NeedReader:
    document: Document
    facts: Mapping[str, FactDefinition]
    schemes: Mapping[str, Scheme]
    parameters: Mapping[str, Parameter]
    received: frozenset[str]

    def need(self, name: str, entry: Any) -> Need | None:
        path: Path = ("needs", name)
        keys = check_keys(
            self.document, path, entry,
            required=("unit", "test", "answered_by", "label", "short", "source"),
            optional=("note",),
        )  # fmt: skip
        unit = keys.get("unit")
        if unit not in UNITS:
            self.document.complain(
                (*path, "unit"), f'"{unit}" should be one of {", ".join(UNITS)}.'
            )
            return None
        test = self._test((*path, "test"), keys.get("test"), unit)
        if test is None:
            return None
        return Need(
            id=name,
            unit=unit,
            test=test,
            answered_by=self._answers((*path, "answered_by"), keys.get("answered_by")),
            asks=tuple(f for f in sorted(fact_names(test)) if self.facts[f].is_for_plan),
            label=keys.get("label") or {},
            short=keys.get("short") or {},
            source=str(keys.get("source") or ""),
        )

    def _test(self, path: Path, text: Any, unit: str) -> Node | None:
        types = {parameter.name: parameter.type for parameter in self.parameters.values()}
        try:
            return parse_test(str(text), Names(unit, self.facts, types))
        except NotARule as error:
            self.document.complain(path, str(error))
            return None

    def _answers(self, path: Path, entries: Any) -> tuple[str, ...]:
        found: list[str] = []
        for position, entry in enumerate(entries or ()):
            here = (*path, position)
            found.extend(
                self._of_kind(here, entry) if isinstance(entry, Mapping) else self._id(here, entry)
            )
        return tuple(dict.fromkeys(found))

    def _id(self, path: Path, entry: Any) -> Iterator[str]:
        known = {*(benefit.id for _, benefit in self._benefits()), *self.received}
        if str(entry) in known:
            yield str(entry)
            return
        self.document.complain(
            path, f'"{entry}" is no benefit of this catalogue.{nearest(str(entry), known)}'
        )

    def _of_kind(self, path: Path, entry: Mapping[str, Any]) -> Iterator[str]:
        keys = check_keys(
            self.document, path, entry, required=("contingencies",), optional=("values",)
        )
        contingencies = self._among(path, "contingencies", keys, CONTINGENCIES)
        values = self._among(path, "values", keys, VALUES) or set(VALUES)
        for scheme, benefit in self._benefits():
            if contingencies & set(scheme.contingencies) and benefit.value in values:
                yield benefit.id

    def _among(
        self, path: Path, key: str, keys: Mapping[str, Any], allowed: tuple[str, ...]
    ) -> set[str]:
        words = [str(word) for word in keys.get(key) or ()]
        for position, word in enumerate(words):
            if word not in allowed:
                self.document.complain(
                    (*path, key, position),
                    f'"{word}" should be one of {", ".join(allowed)}.{nearest(word, allowed)}',
                )
        return set(words)

    def _benefits(self) -> Iterator[tuple[Scheme, Benefit]]:
        for scheme in self.schemes.values():
            for benefit in scheme.benefits.values():
                yield scheme, benefit
