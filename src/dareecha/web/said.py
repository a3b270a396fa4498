"""Texts in the reader's language, or in English and marked so where nobody has written them yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FALLBACK = "en"


@dataclass(frozen=True)
class Said:
    """A text and the language it is written in."""

    text: str
    language: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING_SAID = Said("", FALLBACK)


def said(texts: Mapping[str, str | None] | None, language: str) -> Said:
    """The text in this language, else in English, else nothing."""
    for code in (language, FALLBACK):
        text = (texts or {}).get(code)
        if text:
            return Said(text, code)
    return NOTHING_SAID
