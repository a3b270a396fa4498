"""Bring names in Urdu, Pashto and Latin letters to one form that can be compared.

`full` is what is compared, `key` what is searched by: equal keys mean "could be the same name",
never "is the same person".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dareecha.domain.linkage.letters import fold, script_of, skeleton
from dareecha.domain.linkage.name_parts import (
    CLAN_ENDINGS,
    PARTICLE,
    TITLE,
    guesses_of,
    is_clan,
    is_light,
    kinds_of,
    known_part,
    parts_of,
)
from dareecha.domain.vocabulary.names_data import ABBREVIATIONS

_INITIALS = re.compile(r"\b(\w)\.(?=\w\.)")
_BETWEEN = re.compile(r"[^\w]+|[\d_]+")


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name made comparable; all three are empty when nothing is written."""

    full: str
    key: str
    script: str


@lru_cache(maxsize=100_000)
def normalise(text: str) -> NameForm:
    """Recognise the parts of a name as written on a list.

    `full`: Latin spellings of the parts, in order, one space between them, without titles.
    `key`: consonants of the parts that clerks do not add and drop, sorted.
    `script`: 'lat', 'ur' (Arabic letters) or ''.
    """
    full = " ".join(_without_titles(_parts(text)))
    return NameForm(full, key_of(full), script_of(text))


@lru_cache(maxsize=100_000)
def core_of(full: str) -> str:
    """The parts of a full form that clerks do not add and drop, sorted; all, if only such."""
    return " ".join(sorted(_core(full.split())))


@lru_cache(maxsize=100_000)
def key_of(full: str) -> str:
    """The search key that belongs to a full form."""
    return _key(full.split())


def given_of(full: str) -> str:
    """The first part that clerks do not add and drop: the given name, without any clan's."""
    return next((part for part in full.split() if not is_light(part)), full.split()[0])


@lru_cache(maxsize=100_000)
def keys_of(full: str) -> tuple[str, ...]:
    """The search key, then those of other readings: a word written as two, a slip of the pen."""
    parts = full.split()
    return tuple(dict.fromkeys([_key(parts), *(_key(reading) for reading in _readings(parts))]))


def _readings(parts: list[str]) -> Iterator[list[str]]:
    for place, part in enumerate(parts):
        before, after = parts[:place], parts[place + 1 :]
        if after:
            yield [*before, part + after[0], *after[1:]]
        for guess in guesses_of(part):
            yield [*before, *guess, *after]


def _parts(text: str) -> list[str]:
    words = [word for word in _BETWEEN.split(_INITIALS.sub(r"\1", fold(text))) if word]
    return _joined(
        [
            part
            for word in _glued(words)
            for part in ((ABBREVIATIONS[word],) if word in ABBREVIATIONS else parts_of(word))
        ]
    )


def _glued(words: list[str]) -> list[str]:
    """Neighbouring words that together are spelled like one known part become one word."""
    glued: list[str] = []
    for word in words:
        if glued and known_part(glued[-1] + word):
            glued[-1] += word
        else:
            glued.append(word)
    return glued


def _joined(parts: list[str]) -> list[str]:
    """Put together what the clerk parted: mah noor is mahnoor, khalil zai is khalilzai.

    Urdu writes bibi as two words that each read as bibi; those become one as well.
    """
    joined: list[str] = []
    for part in parts:
        if joined and part == joined[-1] == "bibi":
            continue
        whole = known_part(joined[-1] + part) if joined else None
        if whole:
            joined[-1] = whole
        elif joined and part in CLAN_ENDINGS:
            joined[-1] += part
        else:
            joined.append(part)
    return joined


def _without_titles(parts: list[str]) -> list[str]:
    """Drop titles at the beginning and joining words, but never all that is written."""
    start = 0
    while start < len(parts) - 1 and TITLE in kinds_of(parts[start]):
        start += 1
    return [
        part
        for place, part in enumerate(parts[start:])
        if place == 0 or kinds_of(part) != {PARTICLE}
    ]


def _core(parts: list[str]) -> list[str]:
    heavy = [part for part in parts if not is_light(part)]
    return heavy or [part for part in parts if not is_clan(part)] or parts


def _key(parts: list[str]) -> str:
    return " ".join(sorted(skeleton(part) for part in _core(parts)))
