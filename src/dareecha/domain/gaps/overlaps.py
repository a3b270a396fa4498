"""Two benefits that a confirmed source says nobody may have side by side, and both are paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dareecha.domain.gaps.periods import Period
from dareecha.domain.rules.catalogue import Catalogue
from dareecha.domain.rules.scheme import Exclusion, Limit

FORBIDDEN_OVERLAP = "forbidden_overlap"


@dataclass(frozen=True, slots=True)
class Held:
    """One row that shows a benefit in somebody's hands, and for which days (see `periods`).

    `family` is '' where nobody knows the family; `period` is None where no day is known.
    """

    row: str
    benefit: str
    individual: str
    family: str
    household: str
    period: Period | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Benefits held against a confirmed exclusion or limit, with a row for each and the source."""

    held: tuple[Held, ...]
    source: str


def forbidden_overlaps(held: Iterable[Held], catalogue: Catalogue) -> Iterator[Overlap]:
    """Every confirmed exclusion and limit that these rows show broken, once for each of those held.

    What no confirmed source states is passed over, however odd it looks.
    """
    by_benefit: dict[str, list[Held]] = defaultdict(list)
    for entry in held:
        by_benefit[entry.benefit].append(entry)
    for benefit in catalogue.benefits():
        for exclusion in benefit.exclusions:
            if exclusion.is_confirmed:
                yield from _excluded(benefit.id, exclusion, by_benefit)
    for scheme in catalogue.schemes.values():
        for limit in scheme.limits:
            if limit.is_confirmed:
                yield from _beyond(limit, by_benefit)


def _excluded(
    benefit: str, exclusion: Exclusion, by_benefit: Mapping[str, list[Held]]
) -> Iterator[Overlap]:
    others = _by_holder(by_benefit.get(exclusion.benefit, ()), exclusion.within)
    told: set[tuple[str, str]] = set()
    for one in by_benefit.get(benefit, ()):
        for other in others.get(_holder(one, exclusion.within), ()):
            pair = (min(one.individual, other.individual), max(one.individual, other.individual))
            if pair in told or not _clash(one, other, exclusion):
                continue
            told.add(pair)
            yield Overlap(_in_order(one, other), exclusion.source)


def _clash(one: Held, other: Held, exclusion: Exclusion) -> bool:
    if one.benefit == other.benefit and one.individual == other.individual:
        return False
    return exclusion.when == "ever" or _at_one_time(one.period, other.period)


def _at_one_time(one: Period | None, other: Period | None) -> bool:
    if one is None or other is None:
        return False
    return one[0] < other[1] and other[0] < one[1]


def _in_order(one: Held, other: Held) -> tuple[Held, ...]:
    if one.benefit != other.benefit:
        return one, other
    return tuple(sorted((one, other), key=lambda held: held.row))


def _holder(held: Held, within: str) -> str:
    return {"individual": held.individual, "family": held.family, "household": held.household}[
        within
    ]


def _by_holder(held: Iterable[Held], within: str) -> Mapping[str, list[Held]]:
    """Those held by somebody known; of an unknown family nobody can say what it has besides."""
    found: dict[str, list[Held]] = defaultdict(list)
    for entry in held:
        if holder := _holder(entry, within):
            found[holder].append(entry)
    return found


def _beyond(limit: Limit, by_benefit: Mapping[str, list[Held]]) -> Iterator[Overlap]:
    """More kinds of help to one person in a year than the limit allows."""
    kinds: dict[tuple[str, int], dict[str, Held]] = defaultdict(dict)
    for benefit in limit.benefits:
        for held in by_benefit.get(benefit, ()):
            if held.period is not None:
                year = _year(held.period[0], limit.per)
                kinds[held.individual, year].setdefault(benefit, held)
    for found in kinds.values():
        if len(found) > limit.at_most:
            yield Overlap(tuple(found.values()), limit.source)


def _year(day: date, per: str) -> int:
    """The calendar year, or the one in which the public financial year (July to June) ends."""
    return day.year + (per == "financial_year" and day.month > 6)
