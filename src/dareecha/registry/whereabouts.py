"""Where things are: the file of places, read once, and districts found by any of their names."""

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


@lru_cache(maxsize=10_000)
def district_of_code(code: str) -> str | None:
    return places().district_of_code(code)


@lru_cache(maxsize=10_000)
def tehsil_of_code(code: str) -> str | None:
    return places().tehsil_of_code(code)


@lru_cache(maxsize=10_000)
def tehsil_code(text: str, district: str) -> str | None:
    return places().tehsil_code(text, district=district)
