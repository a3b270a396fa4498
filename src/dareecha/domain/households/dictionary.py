"""The fact dictionary: every fact a rule may name, its entity, type, range and question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from dareecha.domain.households.roster_words import (
    MEMBERSHIP_WORDS,
    RELATIONSHIP_WORDS,
    VITAL_STATUS_WORDS,
)
from dareecha.domain.vocabulary.documents import Document, check_keys

ENTITIES = ("household", "family", "individual", "event")
KINDS = ("bool", "int", "decimal", "date", "enum", "text", "ref")
SENSITIVITIES = ("ordinary", "sensitive", "protected")
USES = ("verdict", "plan")
Value = bool | int | date | str


@dataclass(frozen=True)
class FactDefinition:
    """One entry of the dictionary. Decimals are kept as whole numbers of 10**-scale."""

    name: str
    entity: str
    kind: str
    scale: int = 0
    unit: str = ""
    minimum: int | None = None
    maximum: int | None = None
    values: tuple[str, ...] = ()
    sensitivity: str = "ordinary"
    cost: int = 2
    label: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What each value of a closed list is called, by language."""
    question: Mapping[str, str] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    shown_by: tuple[str, ...] = ()
    applies_if: str | None = None
    fresh_months: int | None = None
    derived: str | None = None
    stands: bool = False
    """It holds until it is taken anew, as a day of birth or an official score does."""
    use: str = "verdict"
    """`plan`: it tells what somebody needs, and no verdict ever rests on it."""

    @property
    def is_for_plan(self) -> bool:
        return self.use == "plan"


# Facts that the household file and the roster carry themselves.
RELATIONSHIPS = (
    "head", "wife", "husband", "son", "daughter", "father", "mother", "brother", "sister",
    "grandson", "granddaughter", "grandfather", "grandmother", "son_in_law", "daughter_in_law",
    "father_in_law", "mother_in_law", "nephew", "niece", "uncle", "aunt", "other_relative",
    "not_related",
)  # fmt: skip
ROSTER_FACTS = {
    fact.name: fact
    for fact in (
        FactDefinition(
            "relationship",
            "individual",
            "enum",
            values=RELATIONSHIPS,
            cost=1,
            label={"en": "Relation to the head", "ur": "سربراہ سے رشتہ", "ps": "له مشر سره خپلوي"},
            value_labels=RELATIONSHIP_WORDS,
        ),
        FactDefinition(
            "membership",
            "individual",
            "enum",
            values=("usual", "absent_migrant", "second_home", "institution"),
            cost=1,
            label={"en": "Kind of membership", "ur": "رکنیت کی قسم", "ps": "د غړیتوب ډول"},
            value_labels=MEMBERSHIP_WORDS,
        ),
        FactDefinition(
            "vital_status",
            "individual",
            "enum",
            values=("alive", "deceased"),
            cost=1,
            label={"en": "Alive or deceased", "ur": "زندہ یا فوت شدہ", "ps": "ژوندی یا مړ"},
            value_labels=VITAL_STATUS_WORDS,
        ),
    )
}


def scaled(value: Any, scale: int) -> int | None:
    """A number as a whole count of 10**-scale; None when it is no number or has more digits."""
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value)) * 10**scale
    except InvalidOperation:
        return None
    return int(number) if number.is_finite() and number == int(number) else None


def unscaled(value: int, scale: int) -> int | Decimal:
    """The number that a whole count of 10**-scale stands for."""
    return Decimal(value).scaleb(-scale) if scale else value


def read_dictionary(document: Document) -> dict[str, FactDefinition]:
    """All facts of a `facts.yaml`; what is wrong becomes problems of the document."""
    top = check_keys(document, (), document.value, required=("facts",))
    facts = dict(ROSTER_FACTS)
    for name, entry in (top.get("facts") or {}).items():
        path = ("facts", name)
        if name in facts:
            document.complain(path, f'"{name}" is built in and cannot be defined again.')
            continue
        definition = _read_fact(document, path, name, entry)
        if definition is not None:
            facts[name] = definition
    return facts


def _read_fact(
    document: Document, path: tuple[str, str], name: str, entry: Any
) -> FactDefinition | None:
    keys = check_keys(
        document,
        path,
        entry,
        required=("entity", "type", "label"),
        optional=(
            "scale",
            "unit",
            "min",
            "max",
            "values",
            "value_labels",
            "sensitivity",
            "cost",
            "question",
            "help",
            "shown_by",
            "applies_if",
            "fresh",
            "derived",
            "stands",
            "source",
            "use",
        ),
    )
    kind, entity = keys.get("type"), keys.get("entity")
    for key, value, allowed in (("entity", entity, ENTITIES), ("type", kind, KINDS)):
        if value not in allowed:
            document.complain((*path, key), f'"{value}" should be one of {", ".join(allowed)}.')
            return None
    if kind == "enum" and not keys.get("values"):
        document.complain(path, 'a fact of type enum needs its "values".')
        return None
    value_labels = keys.get("value_labels") or {}
    for value in value_labels:
        if value not in (keys.get("values") or ()):
            document.complain((*path, "value_labels", value), f'"{value}" is none of its values.')
    sensitivity = keys.get("sensitivity", "ordinary")
    if sensitivity not in SENSITIVITIES:
        document.complain((*path, "sensitivity"), f"should be one of {', '.join(SENSITIVITIES)}.")
    use = keys.get("use", "verdict")
    if use not in USES:
        document.complain((*path, "use"), f'"{use}" should be one of {", ".join(USES)}.')
    scale = (keys.get("scale") or 0) if kind == "decimal" else 0
    fresh = keys.get("fresh")
    return FactDefinition(
        name=name,
        entity=str(entity),
        kind=str(kind),
        scale=scale,
        unit=keys.get("unit") or "",
        minimum=scaled(keys["min"], scale) if keys.get("min") is not None else None,
        maximum=scaled(keys["max"], scale) if keys.get("max") is not None else None,
        values=tuple(str(value) for value in keys.get("values") or ()),
        sensitivity=sensitivity,
        cost=keys.get("cost", 2),
        label=keys.get("label") or {},
        value_labels=value_labels,
        question=keys.get("question") or {},
        help=keys.get("help") or {},
        shown_by=tuple(keys.get("shown_by") or ()),
        applies_if=keys.get("applies_if"),
        fresh_months=fresh.get("months") if isinstance(fresh, Mapping) else None,
        derived=keys.get("derived"),
        stands=keys.get("stands") is True,
        use=str(use),
    )
