"""All schemes in force or ever in force, as one value with one digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dareecha.domain.households.dictionary import FactDefinition, read_dictionary
from dareecha.domain.rules.applies import warn_of_derived, warn_of_tests
from dareecha.domain.rules.derived import derive
from dareecha.domain.rules.load import SchemeReader
from dareecha.domain.rules.needs import NO_NEEDS, Needs, read_needs
from dareecha.domain.rules.plan_facts import refuse_in_facts, refuse_in_rules
from dareecha.domain.rules.scheme import Benefit, Scheme
from dareecha.domain.rules.texts import LANGUAGES, OUTCOMES, placeholders, speakable
from dareecha.domain.rules.tree import Node
from dareecha.domain.vocabulary.documents import Document, Problem, nearest, read_document

SHARED = {
    "papers.yaml": "papers",
    "offices.yaml": "offices",
    "departments.yaml": "departments",
    "troubles.yaml": "troubles",
    "places.yaml": "districts",
}
NEEDS = "needs.yaml"
"""May be left out: a catalogue published before there were needs has none."""
SCHEME_FILES = ("scheme.yaml", "rules.yaml", "parameters.yaml", "examples.yaml")
TEXT_FILES = tuple(f"texts/{language}.yaml" for language in LANGUAGES)


class CatalogueRefused(ValueError):
    """A catalogue with mistakes; each problem names file, line and what to do."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Catalogue:
    """The schemes, the fact dictionary and the shared lists, as published together."""

    digest: str
    facts: Mapping[str, FactDefinition]
    derived: Mapping[str, Node]
    applies_if: Mapping[str, Node]
    schemes: Mapping[str, Scheme]
    papers: Mapping[str, Any]
    offices: Mapping[str, Any]
    departments: Mapping[str, Any]
    troubles: tuple[Mapping[str, Any], ...]
    districts: tuple[Mapping[str, Any], ...]
    needs: Needs = NO_NEEDS
    warnings: tuple[Problem, ...] = ()
    """What is allowed and often a mistake, for whoever checks the files."""

    @classmethod
    def from_files(cls, files: Mapping[str, bytes]) -> Catalogue:
        """Read a catalogue from path → content (paths relative to its folder, with slashes).

        Raises CatalogueRefused with everything that is wrong, not only the first mistake.
        """
        return _Reader(files).read()

    @classmethod
    def from_folder(cls, folder: Path) -> Catalogue:
        """Read a catalogue folder. Raises CatalogueRefused, also when the folder has no schemes."""
        return cls.from_files(files_of(folder))

    def benefits(self) -> Iterator[Benefit]:
        for scheme in self.schemes.values():
            yield from scheme.benefits.values()

    def benefit_ids(self) -> frozenset[str]:
        return frozenset(benefit.id for benefit in self.benefits())

    def units(self) -> dict[str, str]:
        """Every benefit that somebody can receive, with its unit.

        The unit is empty for those that lists name and no rules are written for.
        """
        named = (
            benefit_id
            for department in self.departments.values()
            for benefit_id in department.get("without_rules") or ()
        )
        return {
            **dict.fromkeys(named, ""),
            **{benefit.id: benefit.unit for benefit in self.benefits()},
        }

    def benefit(self, benefit_id: str) -> Benefit:
        """Raises KeyError when no scheme has this benefit."""
        return self.scheme_of(benefit_id).benefits[benefit_id]

    def scheme_of(self, benefit_id: str) -> Scheme:
        return self.schemes[benefit_id.rsplit("/", 1)[0]]


def files_of(folder: Path) -> dict[str, bytes]:
    """The catalogue's files below a folder, path → content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*.yaml"))
    }


def digest_of(files: Mapping[str, bytes]) -> str:
    """SHA-256 over the sorted list of path and file hash."""
    lines = (f"{path} {hashlib.sha256(files[path]).hexdigest()}\n" for path in sorted(files))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


class _Reader:
    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.documents: dict[str, Document] = {}

    def read(self) -> Catalogue:
        facts_document = self.document("facts.yaml")
        facts = read_dictionary(facts_document)
        derivation = derive(facts, facts_document)
        warn_of_derived(derivation, facts, facts_document)
        refuse_in_facts(facts, derivation, facts_document)
        shared = {key: self.shared(file, key) for file, key in SHARED.items()}
        schemes = {
            scheme_id: self.scheme(scheme_id, facts, shared) for scheme_id in self.scheme_ids()
        }
        for scheme in schemes.values():
            rules = self.documents[f"{scheme.id}/rules.yaml"]
            warn_of_tests(scheme, facts, derivation, rules)
            refuse_in_rules(scheme, facts, rules)
        if not schemes:
            self.document("facts.yaml").complain((), "no scheme folders stand beside this file.")
        self.troubles_name_benefits(shared["troubles"], schemes)
        self.offices_name_districts(shared["offices"], shared["districts"])
        without_rules = self.without_rules(shared["departments"])
        self.exclusions_name_benefits(schemes, without_rules)
        needs = self.needs(facts, schemes, without_rules)
        problems = [p for document in self.documents.values() for p in document.problems]
        if problems:
            raise CatalogueRefused(problems)
        return Catalogue(
            digest=digest_of(self.files),
            facts=facts,
            derived=derivation.derived,
            applies_if=derivation.applies_if,
            schemes=schemes,
            papers=shared["papers"],
            offices=shared["offices"],
            departments=shared["departments"],
            troubles=tuple(shared["troubles"]),
            districts=tuple(shared["districts"]),
            needs=needs,
            warnings=tuple(
                sorted(w for document in self.documents.values() for w in document.warnings)
            ),
        )

    def document(self, path: str) -> Document:
        if path not in self.documents:
            content = self.files.get(path)
            if content is None:
                document = Document(path, None)
                document.complain((), "this file is missing.")
            else:
                document = _decoded(path, content)
            self.documents[path] = document
        return self.documents[path]

    def shared(self, file: str, key: str) -> Any:
        empty: Any = [] if key in ("troubles", "districts") else {}
        value = self.document(file).value
        if isinstance(value, Mapping) and isinstance(value.get(key), type(empty)):
            entries = value[key] if isinstance(empty, list) else value[key].values()
            if all(isinstance(entry, Mapping) for entry in entries):
                return value[key]
        self.document(file).complain((), f'the key "{key}" with its entries should stand here.')
        return empty

    def scheme_ids(self) -> list[str]:
        return sorted(
            {"/".join(path.split("/")[:2]) for path in self.files if path.count("/") >= 2}
        )

    def scheme(
        self, scheme_id: str, facts: Mapping[str, FactDefinition], shared: Mapping[str, Any]
    ) -> Scheme:
        documents = {
            name: self.document(f"{scheme_id}/{name}") for name in (*SCHEME_FILES, *TEXT_FILES)
        }
        reader = SchemeReader(
            scheme_id, documents, facts, shared["papers"], shared["offices"], shared["departments"]
        )
        scheme = reader.read()
        check_texts(scheme, documents)
        return scheme

    def troubles_name_benefits(self, troubles: Any, schemes: Mapping[str, Scheme]) -> None:
        known = [benefit for scheme in schemes.values() for benefit in scheme.benefits]
        for position, trouble in enumerate(troubles):
            for benefit in trouble.get("benefits") or ():
                if benefit not in known:
                    self.document("troubles.yaml").complain(
                        ("troubles", position, "benefits"),
                        f'"{benefit}" is no benefit of this catalogue.{nearest(benefit, known)}',
                    )

    def offices_name_districts(
        self, offices: Mapping[str, Mapping[str, Any]], districts: list[Mapping[str, Any]]
    ) -> None:
        """An office says which districts it serves, or leaves it out: then nobody knows."""
        known = [str(district.get("code")) for district in districts]
        for name, office in offices.items():
            served, path = office.get("districts"), ("offices", name, "districts")
            if "districts" in office and not isinstance(served, list):
                self.document("offices.yaml").complain(
                    path, "a list of district codes should stand here; leave it out if not known."
                )
            for code in served if isinstance(served, list) else ():
                if code not in known:
                    self.document("offices.yaml").complain(
                        path, f'"{code}" is no district of places.yaml.{nearest(str(code), known)}'
                    )

    def needs(
        self,
        facts: Mapping[str, FactDefinition],
        schemes: Mapping[str, Scheme],
        without_rules: frozenset[str],
    ) -> Needs:
        if NEEDS not in self.files:
            return NO_NEEDS
        return read_needs(self.document(NEEDS), facts, schemes, without_rules)

    def without_rules(self, departments: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
        """The benefits that lists report as received and no rules are written for."""
        found: set[str] = set()
        for code, department in departments.items():
            listed = department.get("without_rules") or []
            if isinstance(listed, list) and all(isinstance(entry, str) for entry in listed):
                found.update(listed)
            else:
                self.document("departments.yaml").complain(
                    ("departments", code, "without_rules"),
                    "a list of benefits (department/scheme/benefit) should stand here.",
                )
        return frozenset(found)

    def exclusions_name_benefits(
        self, schemes: Mapping[str, Scheme], without_rules: frozenset[str]
    ) -> None:
        known = {benefit for scheme in schemes.values() for benefit in scheme.benefits}
        known |= without_rules
        for scheme in schemes.values():
            for benefit in scheme.benefits.values():
                for position, exclusion in enumerate(benefit.exclusions):
                    if exclusion.benefit not in known:
                        name = benefit.id.rsplit("/", 1)[1]
                        self.document(f"{scheme.id}/rules.yaml").complain(
                            ("benefits", name, "exclusions", position, "with"),
                            f'"{exclusion.benefit}" is no benefit of this catalogue, nor one that'
                            " departments.yaml lists as without_rules."
                            f"{nearest(exclusion.benefit, known)}",
                        )


def _decoded(path: str, content: bytes) -> Document:
    try:
        return read_document(path, content.decode("utf-8"))
    except UnicodeDecodeError as error:
        document = Document(path, None)
        document.complain((), f"this file is not UTF-8 (byte {error.start}). Save it as UTF-8.")
        return document


def check_texts(scheme: Scheme, documents: Mapping[str, Document]) -> None:
    """Every criterion speaks English; no text names what its test does not hold."""
    for benefit in scheme.benefits.values():
        for version in benefit.versions:
            for criterion in version.rule.criteria():
                allowed = speakable(criterion.test)
                outcomes = ("unknown",) if criterion.asked_by_department else OUTCOMES
                for language in LANGUAGES:
                    document = documents[f"texts/{language}.yaml"]
                    for outcome in outcomes:
                        text = scheme.say(language, "criteria", criterion.id, outcome)
                        path = ("criteria", criterion.id, outcome)
                        if text is not None:
                            _check_placeholders(document, path, text, allowed)
                        elif language == "en":
                            document.complain(
                                path[:2], f'"{criterion.id}" has no English text for "{outcome}".'
                            )


def _check_placeholders(
    document: Document, path: tuple[str, ...], text: str, allowed: frozenset[str]
) -> None:
    try:
        unknown = placeholders(text) - allowed
    except ValueError as error:
        document.complain(path, f"the braces do not fit ({error}).")
        return
    for name in sorted(unknown):
        document.complain(
            path,
            f"{{{name}}} is not a single value of this test."
            f" Allowed: {', '.join(sorted(allowed)) or 'none'}.",
        )
