"""Households and people counted by place and by what the gap is about, small counts hidden."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from dareecha.domain.gaps.suppression import Measure, Sum, hidden
from dareecha.domain.rules.catalogue import Catalogue

ALL, CONTINGENCY, SCHEME, BENEFIT, NEED = "all", "contingency", "scheme", "benefit", "need"
SINGLE = frozenset({BENEFIT, NEED})
"""What one person has or misses; people are counted there alone."""
A_NEED = "need:"
EVERYTHING = ""


@dataclass(frozen=True, slots=True)
class Concerned:
    """A household, or one person in it, that a kind of gap concerns."""

    kind: str
    about: str
    """A benefit, or `need:` and a need; '' where it is about neither."""
    person: str
    """'' where it is about the household."""
    sex: str


@dataclass(frozen=True, slots=True)
class Key:
    """One cell: a kind of gap, what it is about, where, and of which sex ('' for everybody)."""

    kind: str
    by: str
    item: str
    district: str = ""
    tehsil: str = ""
    sex: str = ""


class Tally:
    """Counts household by household, so that nobody has to be remembered."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.households: Counter[Key] = Counter()
        self.persons: Counter[Key] = Counter()
        self.in_all_alone: set[str] = set()
        self._items: dict[str, tuple[tuple[str, str], ...]] = {}
        for benefit in catalogue.benefits():
            scheme = catalogue.scheme_of(benefit.id)
            self._items[benefit.id] = (
                (ALL, EVERYTHING),
                (BENEFIT, benefit.id),
                (SCHEME, scheme.id),
                *((CONTINGENCY, one) for one in scheme.contingencies),
            )

        for need in catalogue.needs:
            self._items[A_NEED + need.id] = ((ALL, EVERYTHING), (NEED, A_NEED + need.id))

    def add(self, district: str, tehsil: str, found: Iterable[Concerned]) -> None:
        """Count one household, once in each cell that it belongs to, with its people."""
        homes: set[Key] = set()
        people: set[tuple[Key, str]] = set()
        for one in found:
            if one.about not in self._items:
                self.in_all_alone.add(one.kind)
            for by, item in self._items.get(one.about, ((ALL, EVERYTHING),)):
                for key in _places(Key(one.kind, by, item), district, tehsil):
                    homes.add(key)
                    if by in SINGLE and one.person:
                        people.add((key, one.person))
                if by in SINGLE and one.person:
                    there = Key(one.kind, by, item, district, "", one.sex)
                    people.add((there, one.person))
        self.households.update(homes)
        self.persons.update(key for key, _ in people)

    def cells(self) -> Iterator[Key]:
        """Every cell with somebody in it."""
        yield from self.households
        yield from (key for key in self.persons if key.sex)

    @cached_property
    def hidden(self) -> dict[Key, str]:
        """The cells to hide; ask when all has been counted."""
        found: dict[Key, str] = {}
        for kind in sorted({key.kind for key in self.households}):
            found.update(hidden(self._measures(kind)))  # type: ignore[arg-type]  # the cells are keys
        return found

    def _measures(self, kind: str) -> tuple[Measure, Measure]:
        homes = {key: n for key, n in self.households.items() if key.kind == kind}
        people = {key: n for key, n in self.persons.items() if key.kind == kind}
        return (
            Measure(homes, (*_by_place(homes), *self._by_item(homes))),
            Measure(
                people,
                (*_by_place(people), *_by_sex(people)),
                loose=frozenset(key for key in people if not key.sex),
            ),
        )

    def _by_item(self, cells: Iterable[Key]) -> Iterator[Sum]:
        """A household may have gaps of several benefits: such wholes are less than their sums."""
        parts: dict[Key, list[Key]] = defaultdict(list)
        for key in cells:
            if key.by in SINGLE:
                for by, item in self._items[key.item]:
                    if by not in SINGLE:
                        parts[replace(key, by=by, item=item)].append(key)
        for whole, found in parts.items():
            if whole.by != ALL or whole.kind not in self.in_all_alone:
                yield Sum(whole, tuple(found), overlap=True)


def _places(key: Key, district: str, tehsil: str) -> tuple[Key, Key, Key]:
    return (key, replace(key, district=district), replace(key, district=district, tehsil=tehsil))


def _by_place(cells: Iterable[Key]) -> Iterator[Sum]:
    """Tehsils make a district, districts the whole."""
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key in cells:
        if key.tehsil:
            parts[replace(key, tehsil="")].append(key)
        elif key.district and not key.sex:
            parts[replace(key, district="")].append(key)
    for whole, found in parts.items():
        yield Sum(whole, tuple(found))


def _by_sex(cells: Iterable[Key]) -> Iterator[Sum]:
    parts: dict[Key, list[Key]] = defaultdict(list)
    for key in cells:
        if key.sex:
            parts[replace(key, sex="")].append(key)
    for whole, found in parts.items():
        yield Sum(whole, tuple(found))
