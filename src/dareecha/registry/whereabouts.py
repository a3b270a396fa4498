"""Where things are: the file of places, read once, and districts found by any of their names."""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings

import dareecha
from dareecha.domain.vocabulary.places import Places, read_places

PACKAGE = Path(dareecha.__file__).resolve().parent


class NoPlaces(RuntimeError):
    """The catalogue's file of places is not there."""


@cache
def places() -> Places:
    """The districts, from the catalogue folder in use or else the shipped one.

    Raises NoPlaces when neither has the file, UnreadablePlaces when it is wrong.
    """
    candidates = [folder / "places.yaml" for folder in _schemes_folders()]
    for path in candidates:
        if path.is_file():
            return read_places(path)
    raise NoPlaces(
        f"There is no places.yaml in {candidates[0].parent}. Restore the catalogue folder, or "
        "point DAREECHA_SCHEMES to one that has it."
    )


def _schemes_folders() -> list[Path]:
    chosen = getattr(settings, "SCHEMES_FOLDER", None)
    # In a wheel the catalogue lies inside the package; in a checkout two folders above it. A
    # catalogue folder of one's own need not repeat the places.
    shipped = [PACKAGE / "schemes", PACKAGE.parent.parent / "schemes"]
    return [Path(chosen), *shipped] if chosen else shipped


@lru_cache(maxsize=10_000)
def district_code(text: str) -> str | None:
    return places().district_code(text)


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """A district's code, or '' and perhaps what is wrong with the cell that should tell it."""

    code: str = ""
    complaint: str = ""


@lru_cache(maxsize=10_000)
def district_said(text: str, tehsil: str = "") -> Whereabouts:
    """The district called so, today or before it was renamed or split.

    Between the parts of a district that was split, the tehsil decides.
    """
    code = places().district_code(text)
    if code is not None:
        return Whereabouts(code)
    former = places().former_district(text)
    if former is None:
        return Whereabouts("", f'No district is called or coded "{text}". Correct the spelling.')
    if len(former.now) == 1:
        return Whereabouts(former.now[0])
    found = {part for part in former.now if tehsil and places().tehsil_code(tehsil, district=part)}
    if len(found) == 1:
        return Whereabouts(found.pop())
    parts = " or ".join(places().districts[part].name for part in former.now)
    if former.until is None:
        return Whereabouts("", f'"{text}" is no district any more. Write {parts}.')
    return Whereabouts(
        "", f'"{text}" is no district any more, since {former.until}. Write {parts}.'
    )


@lru_cache(maxsize=10_000)
def district_coded(code: str) -> Whereabouts:
    found = places().district_of_code(code)
    if found is None:
        return Whereabouts("", f'No district is called or coded "{code}". Correct the code.')
    return Whereabouts(found)


@lru_cache(maxsize=10_000)
def district_of_tehsil(text: str) -> Whereabouts:
    """The district of the tehsil that a text names, perhaps after other words."""
    words = text.split()
    for start in range(len(words)):
        tehsils = places().tehsils_called(" ".join(words[start:]))
        if len({tehsil.district for tehsil in tehsils}) == 1:
            return Whereabouts(tehsils[0].district)
        if tehsils:
            return Whereabouts("", f'"{text}" is a tehsil of several districts. Add the district.')
    return Whereabouts("", f'No tehsil is called "{text}". Correct the spelling.')


@lru_cache(maxsize=10_000)
def district_of_code(code: str) -> str | None:
    return places().district_of_code(code)


@lru_cache(maxsize=10_000)
def tehsil_of_code(code: str) -> str | None:
    return places().tehsil_of_code(code)


@lru_cache(maxsize=10_000)
def tehsil_code(text: str, district: str) -> str | None:
    return places().tehsil_code(text, district=district)
