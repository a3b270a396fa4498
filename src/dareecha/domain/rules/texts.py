"""What a criterion says in a language, with the facts and figures filled in."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from typing import Any

from dareecha.domain.households.dictionary import unscaled
from dareecha.domain.rules.scheme import Scheme
from dareecha.domain.rules.tree import FactName, Node, ParameterName, Type

OUTCOMES = ("holds", "fails", "unknown")
LANGUAGES = ("en", "ur", "ps")

MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July", "August",
           "September", "October", "November", "December"),
    "ur": ("جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر",
           "اکتوبر", "نومبر", "دسمبر"),
    "ps": ("جنوري", "فبروري", "مارچ", "اپریل", "مۍ", "جون", "جولای", "اګست", "سپټمبر",
           "اکتوبر", "نومبر", "ډیسمبر"),
}  # fmt: skip
YES_NO = {"en": ("no", "yes"), "ur": ("نہیں", "ہاں"), "ps": ("نه", "هو")}
TO = {"en": "to", "ur": "تا", "ps": "تر"}


def placeholders(text: str) -> frozenset[str]:
    """The names in braces. Raises ValueError when the braces hold more than a name."""
    found = set()
    for _, name, form, conversion in string.Formatter().parse(text):
        if form or conversion:
            raise ValueError("only a name can stand between braces")
        if name is not None:
            found.add(name)
    return frozenset(found)


def speakable(test: Node | None) -> frozenset[str]:
    """The names that a text about this test may repeat: one value each, so outside folds."""
    if test is None:
        return frozenset()
    return frozenset(
        node.name
        for node in test.walk()
        if isinstance(node, ParameterName) or (isinstance(node, FactName) and node.of != "folded")
    )


def fill(text: str, values: Mapping[str, str], unknown: str) -> str:
    """The text with its values; a value nobody knows is said to be so."""
    return text.format_map({name: values.get(name, unknown) for name in placeholders(text)})


def criterion_text(scheme: Scheme, language: str, criterion: str, outcome: str) -> str | None:
    """The unfilled text of an outcome (holds, fails, unknown); None when not yet written."""
    return scheme.say(language, "criteria", criterion, outcome)


def spoken(value: Any, type_: Type, language: str) -> str:
    """A value on both planes as people write it: 14,500; 31.5; 5 March 2026; 55 to 65."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(word.replace("_", " ") for word in value))
    low, high = (_spoken_end(end, type_, language) for end in value)
    return low if low == high else f"{low} {TO[language]} {high}"


def _spoken_end(value: Any, type_: Type, language: str) -> str:
    if isinstance(value, bool):
        return YES_NO[language][value]
    if isinstance(value, date):
        return f"{value.day} {MONTHS[language][value.month - 1]} {value.year}"
    number = unscaled(value, type_.scale)
    return in_lakhs(int(number)) if number == int(number) else f"{number.normalize():f}"  # type: ignore[union-attr]


def in_lakhs(number: int) -> str:
    """A whole number grouped as it is written in Pakistan: 14,500 and 10,00,000."""
    sign, digits = ("-" if number < 0 else ""), str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return sign + ",".join([*pairs, tail])
