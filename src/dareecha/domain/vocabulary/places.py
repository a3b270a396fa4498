"""Districts and tehsils known by their codes, under any name and in any script."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from dareecha.domain.vocabulary.digits import tidy

# Letters that keyboards of the three languages exchange freely; a place is the same under each.
_SAME_LETTER = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ۍ": "ی",
        "ې": "ی",
        "ے": "ی",
        "ئ": "ی",
        "ك": "ک",
        "ګ": "گ",
        "ه": "ہ",
        "ة": "ہ",
        "ۂ": "ہ",
        "ۀ": "ہ",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ؤ": "و",
        "ټ": "ٹ",
        "ډ": "ڈ",
        "ړ": "ڑ",
    }
)
_NOT_LETTERS = re.compile(r"[^\w]|[\u064b-\u065f\u0670\u0640_]")
_WORDS_AROUND = re.compile(r"^(?:district|tehsil|ضلع|تحصیل|ولسوالی)\s+|\s+(?:district|tehsil)$")

NOT_KNOWN = "not_known"


class UnreadablePlaces(ValueError):
    """The file of places is not what it should be; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Tehsil:
    """A part of a district."""

    code: str
    district: str
    name: str


@dataclass(frozen=True, slots=True)
class District:
    """A district under its code; `names` holds what is written in each language, if anything."""

    code: str
    names: Mapping[str, str]
    tehsils: tuple[Tehsil, ...]

    @property
    def name(self) -> str:
        return self.names.get("en", self.code)


@dataclass(frozen=True, slots=True)
class FormerDistrict:
    """A district under a name that ended, and the districts that it is now.

    `until` is the day until which it bore the name; None: we have no source for the day.
    """

    name: str
    until: date | None
    now: tuple[str, ...]


class Places:
    """All districts, found by code, by name and by every alias."""

    def __init__(
        self,
        districts: Iterable[District],
        aliases: Mapping[str, Iterable[str]],
        former: Mapping[str, FormerDistrict] = MappingProxyType({}),
    ) -> None:
        self._former = {_spelling_key(spelling): one for spelling, one in former.items()}
        self.districts = {district.code: district for district in districts}
        self.tehsils = {t.code: t for d in self.districts.values() for t in d.tehsils}
        self._district_of: dict[str, str] = {}
        self._tehsil_of: dict[tuple[str, str], str] = {}
        for code, spellings in aliases.items():
            for spelling in spellings:
                self._learn(code, _spelling_key(spelling))

    def _learn(self, code: str, key: str) -> None:
        if code in self.districts:
            other = self._district_of.setdefault(key, code)
            if other != code:
                raise UnreadablePlaces(
                    f"{code} and {other} share the name {key!r}. Take the alias from one of them."
                )
            return
        # Several districts have a tehsil of the same name, so tehsils are known by both.
        self._tehsil_of.setdefault((self.tehsils[code].district, key), code)

    def district_code(self, text: str) -> str | None:
        """The district's code under any of its names, or None when no district is called so."""
        said = tidy(text)
        return said.upper() if said.upper() in self.districts else self._find_district(said)

    def _find_district(self, said: str) -> str | None:
        bare = _WORDS_AROUND.sub("", said.casefold())
        return self._district_of.get(_spelling_key(bare))

    def former_district(self, text: str) -> FormerDistrict | None:
        """The district that was called so once, or None when there was none."""
        bare = _WORDS_AROUND.sub("", tidy(text).casefold())
        return self._former.get(_spelling_key(bare))

    def tehsils_called(self, text: str) -> tuple[Tehsil, ...]:
        """Tehsils of this name, in whichever districts."""
        key = _spelling_key(_WORDS_AROUND.sub("", tidy(text).casefold()))
        return tuple(
            self.tehsils[code] for (_, name), code in self._tehsil_of.items() if name == key
        )

    def tehsil_code(self, text: str, *, district: str) -> str | None:
        """The tehsil's code within a district, or None when it has none called so."""
        bare = _WORDS_AROUND.sub("", tidy(text).casefold())
        return self._tehsil_of.get((district, _spelling_key(bare)))

    def district_of_code(self, code: str) -> str | None:
        """The district that a longer code (of a tehsil, of a union council) lies in."""
        return _longest_start(tidy(code).upper(), self.districts)

    def tehsil_of_code(self, code: str) -> str | None:
        """The tehsil that a union council's code lies in."""
        return _longest_start(tidy(code).upper(), self.tehsils)


def _longest_start(code: str, known: Iterable[str]) -> str | None:
    return max((start for start in known if code.startswith(start)), key=len, default=None)


def _spelling_key(text: str) -> str:
    return _NOT_LETTERS.sub("", tidy(text).casefold().translate(_SAME_LETTER))


def places_from(document: Mapping[str, Any]) -> Places:
    """Build the places from the document of `places.yaml`.

    Raises UnreadablePlaces when an entry lacks its code or two districts share a name.
    """
    districts: list[District] = []
    aliases: dict[str, list[str]] = {}
    for position, entry in enumerate(document.get("districts") or (), start=1):
        district = _district(entry, position)
        districts.append(district)
        aliases[district.code] = _spellings(entry)
        for tehsil in entry.get("tehsils") or ():
            aliases[str(tehsil["code"])] = _spellings(tehsil)
    if not districts:
        raise UnreadablePlaces("There is no district in the file of places. Restore the file.")
    return Places(districts, aliases, _former(document, {one.code for one in districts}))


def _former(document: Mapping[str, Any], known: set[str]) -> dict[str, FormerDistrict]:
    former: dict[str, FormerDistrict] = {}
    for position, entry in enumerate(document.get("former") or (), start=1):
        spellings = _spellings(entry)
        until, now = entry.get("until"), tuple(entry.get("now") or ())
        has_day = isinstance(until, date) or until == NOT_KNOWN
        if not spellings or not has_day or not now or not set(now) <= known:
            raise UnreadablePlaces(
                f"Former district number {position} in the file of places needs a name, the day "
                "`until` which it bore it (or not_known), and `now`: codes of districts in this "
                "file."
            )
        last_day = None if until == NOT_KNOWN else until
        for spelling in spellings:
            former[spelling] = FormerDistrict(spellings[0], last_day, now)
    return former


def _district(entry: Mapping[str, Any], position: int) -> District:
    code = entry.get("code")
    if not code:
        raise UnreadablePlaces(f"District number {position} in the file of places has no code.")
    names = {k: v for k, v in (entry.get("name") or {}).items() if v}
    tehsils = []
    for tehsil in entry.get("tehsils") or ():
        if not tehsil.get("code"):
            raise UnreadablePlaces(f"A tehsil of {code} in the file of places has no code.")
        name = str((tehsil.get("name") or {}).get("en", tehsil["code"]))
        tehsils.append(Tehsil(str(tehsil["code"]), str(code), name))
    return District(str(code), names, tuple(tehsils))


def _spellings(entry: Mapping[str, Any]) -> list[str]:
    names = [str(name) for name in (entry.get("name") or {}).values() if name]
    return names + [str(alias) for alias in entry.get("aliases") or ()]


def read_places(path: Path) -> Places:
    """Read `places.yaml`; raises UnreadablePlaces as `places_from` does."""
    with path.open(encoding="utf-8") as file:
        document = yaml.safe_load(file)
    if not isinstance(document, dict):
        raise UnreadablePlaces(f"{path.name} should hold a list called districts.")
    return places_from(document)
