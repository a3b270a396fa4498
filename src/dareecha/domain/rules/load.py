"""From a scheme's YAML documents to a `Scheme`, with every mistake named by file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dareecha.domain.households.dictionary import FactDefinition, Value, scaled
from dareecha.domain.rules import scheme as words
from dareecha.domain.rules.grammar import Names, NotARule, node_type, parse_expression, parse_test
from dareecha.domain.rules.parameters import DatedValue, Parameter
from dareecha.domain.rules.scheme import (
    Benefit,
    Criterion,
    Exclusion,
    Group,
    Limit,
    Scheme,
    Standard,
    State,
    Version,
)
from dareecha.domain.rules.tree import Node, Type
from dareecha.domain.vocabulary.documents import Document, Path, check_keys, is_day, nearest

NOT_KNOWN = "not_known"
LOOKS_LIKE_AN_ID = re.compile(r"[\w.-]+")
PARAMETER_KINDS = ("int", "decimal", "date", "text", "bool")
BENEFIT_KEYS = (
    "unit", "decided_by", "door", "claim", "intake", "value", "payee", "standard", "versions",
)  # fmt: skip


def read_parameters(document: Document) -> dict[str, Parameter]:
    """All parameters of a `parameters.yaml`."""
    top = check_keys(document, (), document.value or {"parameters": {}}, required=("parameters",))
    found = {}
    for name, entry in (top.get("parameters") or {}).items():
        path = ("parameters", name)
        keys = check_keys(
            document, path, entry, required=("type", "values"), optional=("unit", "scale", "note")
        )
        type_ = _parameter_type(document, path, keys)
        if type_ is not None:
            values = _dated_values(document, (*path, "values"), keys.get("values"), type_)
            found[name] = Parameter(name, type_, values)
    return found


def _parameter_type(document: Document, path: Path, keys: Mapping[str, Any]) -> Type | None:
    kind = keys.get("type")
    if kind not in PARAMETER_KINDS:
        document.complain((*path, "type"), f"should be one of {', '.join(PARAMETER_KINDS)}.")
        return None
    if kind in ("int", "decimal"):
        return Type(
            "number", (keys.get("scale") or 0) if kind == "decimal" else 0, keys.get("unit") or ""
        )
    return Type({"date": "date", "text": "word", "bool": "bool"}[kind])


def _dated_values(
    document: Document, path: Path, entries: Any, type_: Type
) -> tuple[DatedValue, ...]:
    if not isinstance(entries, list) or not entries:
        document.complain(path, "a list of values should stand here, each with its `from`.")
        return ()
    found: list[DatedValue] = []
    for position, entry in enumerate(entries):
        here = (*path, position)
        keys = check_keys(
            document, here, entry, required=("value", "source"),
            optional=("from", "assumed_day", "ask", "note"),
        )  # fmt: skip
        begins = keys.get("from")
        if not is_day(begins):
            document.complain(
                here,
                "this value has no date. Add `from: 2026-01-01` (the first day it is in force;"
                " `assumed_day: true` where only the year is known).",
            )
            continue
        if found and begins <= found[-1].begins:
            document.complain((*here, "from"), "should be later than the value before it.")
        found.append(
            DatedValue(
                begins,
                _parameter_value(document, (*here, "value"), keys.get("value"), type_),
                str(keys.get("source") or ""),
                bool(keys.get("assumed_day")),
                keys.get("ask") or {},
            )
        )
    return tuple(found)


def _parameter_value(document: Document, path: Path, value: Any, type_: Type) -> Value | None:
    if value == NOT_KNOWN:
        return None
    fits: Value | None
    if type_.kind == "number":
        fits = scaled(value, type_.scale) if isinstance(value, int | float) else None
    else:
        expected: Any = {"date": date, "word": str, "bool": bool}[type_.kind]
        fits = value if isinstance(value, expected) else None
    if fits is None:
        document.complain(path, f'"{value}" is not {type_}. `not_known` may stand here too.')
    return fits


class SchemeReader:
    """Reads the five files of one scheme folder against the dictionary and the shared files."""

    def __init__(
        self,
        scheme_id: str,
        documents: Mapping[str, Document],
        facts: Mapping[str, FactDefinition],
        papers: Mapping[str, Any],
        offices: Mapping[str, Any],
        departments: Mapping[str, Any],
    ) -> None:
        self.id = scheme_id
        self.documents = documents
        self.facts = facts
        self.shared = {"papers": papers, "offices": offices}
        self.departments = departments
        self.parameters: dict[str, Parameter] = {}
        self.source_ids: tuple[str, ...] = ()

    def read(self) -> Scheme:
        """The scheme; what is wrong stands in the documents' problems."""
        document = self.documents["scheme.yaml"]
        keys = check_keys(
            document, (), document.value,
            required=("department", "level", "legal_basis", "contingencies", "states", "offices",
                      "papers", "fees_pkr", "appeal", "sources"),
            optional=("troubles", "funded_until", "open_questions", "unconfirmed_exclusions",
                      "limits", "notes"),
        )  # fmt: skip
        self.source_ids = tuple(
            str(entry.get("id"))
            for entry in keys.get("sources") or ()
            if isinstance(entry, Mapping)
        )
        self.parameters = read_parameters(self.documents["parameters.yaml"])
        self.sources_of_parameters()
        self.clash_with_facts()
        department = str(keys.get("department"))
        if department not in self.departments or department != self.id.split("/")[0]:
            document.complain(
                ("department",),
                f'"{department}" should be the folder\'s department, and stand in departments.yaml.'
                f"{nearest(department, self.departments)}",
            )
        self.among(document, ("level",), keys.get("level"), ("federal", "provincial"))
        for position, word in enumerate(keys.get("contingencies") or ()):
            self.among(document, ("contingencies", position), word, words.CONTINGENCIES)
        texts = self.texts()
        states = self.states(document, ("states",), keys.get("states"))
        papers = self.references(document, ("papers",), keys.get("papers"))
        benefits = self.benefits(states, papers)
        return Scheme(
            id=self.id,
            department=department,
            level=str(keys.get("level")),
            legal_basis=keys.get("legal_basis") or {},
            contingencies=tuple(keys.get("contingencies") or ()),
            troubles=tuple(keys.get("troubles") or ()),
            states=states,
            funded_until=self.day_or_unknown(document, ("funded_until",), keys.get("funded_until")),
            offices=self.references(document, ("offices",), keys.get("offices")),
            papers=papers,
            fees_pkr=None if keys.get("fees_pkr") == NOT_KNOWN else keys.get("fees_pkr"),
            appeal=keys.get("appeal") or {},
            sources=tuple(keys.get("sources") or ()),
            open_questions=tuple(keys.get("open_questions") or ()),
            unconfirmed_exclusions=tuple(keys.get("unconfirmed_exclusions") or ()),
            limits=self.limits(document, keys.get("limits"), benefits),
            parameters=self.parameters,
            benefits=benefits,
            texts=texts,
            examples=self.examples(),
        )

    def examples(self) -> tuple[Mapping[str, Any], ...]:
        document = self.documents["examples.yaml"]
        entries = document.value or ()
        if not isinstance(entries, list | tuple) or not all(
            isinstance(entry, Mapping) for entry in entries
        ):
            document.complain((), "a list of examples should stand here, each with its keys.")
            return ()
        return tuple(entries)

    def clash_with_facts(self) -> None:
        document = self.documents["parameters.yaml"]
        for name in self.parameters:
            if name in self.facts:
                document.complain(("parameters", name), f'"{name}" is a fact. Choose another name.')

    def sources_of_parameters(self) -> None:
        for name, parameter in self.parameters.items():
            for position, entry in enumerate(parameter.values):
                path = ("parameters", name, "values", position, "source")
                self.cited(self.documents["parameters.yaml"], path, entry.source)

    def cited(self, document: Document, path: Path, source: str) -> None:
        """A source in one word is an id of the scheme's own list; a sentence speaks for itself."""
        if LOOKS_LIKE_AN_ID.fullmatch(source) and source not in self.source_ids:
            document.complain(
                path,
                f'"{source}" is no id among the sources of scheme.yaml.'
                f"{nearest(source, self.source_ids)} Add it there, or write a sentence.",
            )

    def among(self, document: Document, path: Path, value: Any, allowed: Sequence[str]) -> None:
        if value not in allowed:
            document.complain(
                path,
                f'"{value}" should be one of {", ".join(allowed)}.{nearest(str(value), allowed)}',
            )

    def references(self, document: Document, path: Path, entries: Any) -> tuple[str, ...]:
        kind = str(path[-1])
        for position, entry in enumerate(entries or ()):
            if str(entry) not in self.shared[kind]:
                document.complain(
                    (*path, position),
                    f'"{entry}" is not in {kind}.yaml.{nearest(str(entry), self.shared[kind])}',
                )
        return tuple(str(entry) for entry in entries or ())

    def day_or_unknown(self, document: Document, path: Path, value: Any) -> date | None:
        if value is None or value == NOT_KNOWN:
            return None
        if not is_day(value):
            document.complain(path, f'"{value}" should be a day (2026-01-01) or not_known.')
            return None
        return value

    def states(self, document: Document, where: Path, entries: Any) -> tuple[State, ...]:
        found = []
        for position, entry in enumerate(entries or ()):
            path = (*where, position)
            keys = check_keys(
                document, path, entry,
                required=("from", "state", "districts", "source"),
                optional=("confirmed_on", "confirmed_by", "note", "assumed_day"),
            )  # fmt: skip
            self.among(document, (*path, "state"), keys.get("state"), words.STATES)
            begins = self.day_or_unknown(document, (*path, "from"), keys.get("from"))
            found.append(
                State(
                    begins or date.min,
                    str(keys.get("state")),
                    self.districts(document, (*path, "districts"), keys.get("districts")),
                    str(keys.get("source") or ""),
                    self.day_or_unknown(
                        document, (*path, "confirmed_on"), keys.get("confirmed_on")
                    ),
                    str(keys.get("confirmed_by") or ""),
                )
            )
        return tuple(sorted(found, key=lambda state: state.begins))

    def districts(self, document: Document, path: Path, value: Any) -> tuple[str, ...] | None:
        if value == "all":
            return None
        if not isinstance(value, list):
            document.complain(path, "`all` or a list of district codes should stand here.")
            return ()
        return tuple(str(code) for code in value)

    def texts(self) -> dict[str, Mapping[str, Any]]:
        found = {}
        for language in ("en", "ur", "ps"):
            document = self.documents[f"texts/{language}.yaml"]
            required = ("scheme", "benefits", "criteria") if language == "en" else ("scheme",)
            found[language] = check_keys(
                document, (), document.value or {}, required=required,
                optional=("scheme", "benefits", "criteria", "steps", "review", "payees"),
            )  # fmt: skip
        return found

    def benefits(self, states: tuple[State, ...], papers: tuple[str, ...]) -> dict[str, Benefit]:
        document = self.documents["rules.yaml"]
        top = check_keys(document, (), document.value, required=("benefits",))
        return {
            f"{self.id}/{name}": self.benefit(
                document, ("benefits", name), name, entry, states, papers
            )
            for name, entry in self.mapping(document, "benefits", top.get("benefits")).items()
        }

    def mapping(self, document: Document, key: str, value: Any) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return value
        document.complain((key,), "a mapping of keys to values should stand here.")
        return {}

    def benefit(
        self,
        document: Document,
        path: Path,
        name: str,
        entry: Any,
        states_of_scheme: tuple[State, ...],
        papers_of_scheme: tuple[str, ...],
    ) -> Benefit:
        keys = check_keys(
            document, path, entry, required=BENEFIT_KEYS,
            optional=("rates_on", "for_whom", "exclusions", "states", "papers", "note"),
        )  # fmt: skip
        rates_on = keys.get("rates_on", "as_of")
        lists = {
            "unit": words.UNITS, "decided_by": words.DECIDERS, "door": words.DOORS,
            "claim": words.CLAIMS, "intake": words.INTAKES, "value": words.VALUES,
        }  # fmt: skip
        for key, allowed in lists.items():
            self.among(document, (*path, key), keys.get(key), allowed)
        self.among(document, (*path, "rates_on"), rates_on, ("as_of", "event_date"))
        unit = keys.get("unit")
        names = Names(
            unit if unit in words.UNITS else "household",
            self.facts,
            {parameter.name: parameter.type for parameter in self.parameters.values()},
        )
        return Benefit(
            id=f"{self.id}/{name}",
            unit=str(unit),
            decided_by=str(keys.get("decided_by")),
            door=str(keys.get("door")),
            claim=str(keys.get("claim")),
            intake=str(keys.get("intake")),
            value=str(keys.get("value")),
            payee=keys.get("payee") or {},
            standard=self.standard(document, (*path, "standard"), keys.get("standard")),
            rates_on=rates_on,
            for_whom=self.test(document, (*path, "for_whom"), keys.get("for_whom"), names),
            exclusions=self.exclusions(document, (*path, "exclusions"), keys.get("exclusions")),
            versions=self.versions(document, path, keys, names),
            states=self.states(document, (*path, "states"), keys.get("states")) or states_of_scheme,
            papers=self.references(document, (*path, "papers"), keys.get("papers"))
            or papers_of_scheme,
        )

    def standard(self, document: Document, path: Path, entry: Any) -> Standard:
        if entry == NOT_KNOWN or entry is None:
            return Standard(None, None)
        keys = check_keys(document, path, entry, required=("kind", "days", "source"))
        self.among(document, (*path, "kind"), keys.get("kind"), words.STANDARDS)
        days = keys.get("days")
        return Standard(
            str(keys.get("kind")), None if days == NOT_KNOWN else days, str(keys.get("source"))
        )

    def exclusions(self, document: Document, path: Path, entries: Any) -> tuple[Exclusion, ...]:
        found = []
        for position, entry in enumerate(entries or ()):
            here = (*path, position)
            keys = check_keys(
                document, here, entry,
                required=("with", "confirmed", "source"), optional=("within", "when"),
            )  # fmt: skip
            within, when = keys.get("within", "individual"), keys.get("when", "together")
            self.among(document, (*here, "within"), within, words.SHARED_BY)
            self.among(document, (*here, "when"), when, words.EXCLUDED_WHEN)
            found.append(
                Exclusion(
                    benefit=str(keys.get("with")),
                    is_confirmed=keys.get("confirmed") is True,
                    source=str(keys.get("source")),
                    within=str(within),
                    when=str(when),
                )
            )
        return tuple(found)

    def limits(
        self, document: Document, entries: Any, benefits: Mapping[str, Benefit]
    ) -> tuple[Limit, ...]:
        found = []
        for position, entry in enumerate(entries or ()):
            here = ("limits", position)
            keys = check_keys(
                document, here, entry,
                required=("benefits", "at_most", "per", "confirmed", "source"),
            )  # fmt: skip
            self.among(document, (*here, "per"), keys.get("per"), ("year", "financial_year"))
            named = tuple(f"{self.id}/{name}" for name in keys.get("benefits") or ())
            for name in named:
                if name not in benefits:
                    document.complain(
                        (*here, "benefits"),
                        f'"{name}" is no benefit of this scheme.{nearest(name, benefits)}',
                    )
            at_most = keys.get("at_most")
            if type(at_most) is not int or at_most < 1:
                document.complain((*here, "at_most"), "a whole number from 1 should stand here.")
                continue
            found.append(
                Limit(
                    benefits=named,
                    at_most=at_most,
                    per=str(keys.get("per")),
                    is_confirmed=keys.get("confirmed") is True,
                    source=str(keys.get("source")),
                )
            )
        return tuple(found)

    def versions(
        self, document: Document, path: Path, benefit: Mapping[str, Any], names: Names
    ) -> tuple[Version, ...]:
        found: list[Version] = []
        for position, entry in enumerate(benefit.get("versions") or ()):
            here = (*path, "versions", position)
            keys = check_keys(
                document, here, entry, required=("from", "source"),
                optional=("to", "all", "any", "amount", "per", "note", "assumed_day"),
            )  # fmt: skip
            begins = keys.get("from")
            if not is_day(begins):
                document.complain(here, "this version has no day. Add `from: 2026-01-01`.")
                continue
            ends = self.day_or_unknown(document, (*here, "to"), keys.get("to"))
            if found and (found[-1].ends is None or found[-1].ends > begins):
                document.complain(here, "begins before the version above ends. Give that its `to`.")
            source = str(keys.get("source") or "")
            self.cited(document, (*here, "source"), source)
            decided_by = str(benefit.get("decided_by"))
            amount = self.amount(document, here, keys, names)
            found.append(
                Version(
                    begins, ends, source,
                    self.group(document, here, keys, names, source, decided_by),
                    amount, keys.get("per"),
                )
            )  # fmt: skip
        if not benefit.get("versions"):
            document.complain((*path, "versions"), "at least one version should stand here.")
        self.ids_differ(document, path, found)
        return tuple(found)

    def ids_differ(self, document: Document, path: Path, versions: Sequence[Version]) -> None:
        for version in versions:
            seen: set[str] = set()
            for criterion in version.rule.criteria():
                if criterion.id in seen:
                    document.complain(path, f'the criterion id "{criterion.id}" stands twice.')
                seen.add(criterion.id)

    def amount(
        self, document: Document, path: Path, keys: Mapping[str, Any], names: Names
    ) -> Node | None:
        text = keys.get("amount")
        if text is None:
            return None
        self.among(document, (*path, "per"), keys.get("per"), words.PERIODS)
        try:
            node = parse_expression(str(text), names)
        except NotARule as error:
            document.complain((*path, "amount"), str(error))
            return None
        type_ = node_type(node)
        if type_.kind != "number" or type_.scale or not (type_.unit or "PKR").startswith("PKR"):
            document.complain((*path, "amount"), f"is {type_}; whole rupees should stand here.")
        return node

    def group(
        self, document: Document, path: Path, entry: Any, names: Names, source: str, decided_by: str
    ) -> Group:
        kinds = [kind for kind in ("all", "any") if isinstance(entry, Mapping) and kind in entry]
        if len(kinds) != 1:
            document.complain(path, "exactly one of `all:` or `any:` should stand here.")
            return Group("all", ())
        parts: list[Criterion | Group] = []
        for position, part in enumerate(entry[kinds[0]] or ()):
            here = (*path, kinds[0], position)
            if isinstance(part, Mapping) and ("all" in part or "any" in part):
                shaped = check_keys(document, here, part, optional=("all", "any"))
                parts.append(self.group(document, here, shaped, names, source, decided_by))
            else:
                parts.append(self.criterion(document, here, part, names, source, decided_by))
        if not parts:
            document.complain(path, "a rule needs at least one criterion.")
        return Group(kinds[0], tuple(parts))

    def criterion(
        self, document: Document, path: Path, entry: Any, names: Names, source: str, decided_by: str
    ) -> Criterion:
        keys = check_keys(
            document, path, entry, required=("id",),
            optional=("test", "kind", "asked_by", "source", "note"),
        )  # fmt: skip
        kind, asked_by = keys.get("kind", "bar"), keys.get("asked_by")
        self.among(document, (*path, "kind"), kind, ("bar", "step"))
        if asked_by not in (None, "department"):
            document.complain((*path, "asked_by"), 'can only be "department".')
        if asked_by == "department" and decided_by == "data":
            document.complain(
                (*path, "asked_by"),
                "a condition that only the department may ask cannot stand in a rule decided by"
                " data. Use decided_by: committee.",
            )
        if asked_by == "department" and "test" in keys:
            document.complain((*path, "test"), "what the department asks is never evaluated here.")
        if asked_by is None and "test" not in keys:
            document.complain(path, 'the key "test" is missing here.')
        text = str(keys.get("test", ""))
        if "source" in keys:
            self.cited(document, (*path, "source"), str(keys["source"] or ""))
        return Criterion(
            id=str(keys.get("id")),
            test=self.test(document, (*path, "test"), keys.get("test"), names),
            text=text,
            source=str(keys.get("source") or source),
            is_step=kind == "step",
            asked_by_department=asked_by == "department",
        )

    def test(self, document: Document, path: Path, text: Any, names: Names) -> Node | None:
        if text is None:
            return None
        try:
            return parse_test(str(text), names)
        except NotARule as error:
            document.complain(path, str(error))
            return None
