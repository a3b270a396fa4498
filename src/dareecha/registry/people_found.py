"""From rows that a search found to the individuals and households they are linked to."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from dareecha.domain.vocabulary.cnic import Cnic
from dareecha.registry.models import CurrentHousehold, Link
from dareecha.registry.search import NothingToSearchBy, search_people

ROWS_READ = 100


@dataclass(frozen=True)
class PersonFound:
    """Somebody found, in a household whose file the duty of this transaction may open."""

    individual: UUID
    household: UUID
    rank: int


def find_people(
    *, purpose: str, name: str = "", father: str = "", cnic: Cnic | None = None, most: int
) -> list[PersonFound]:
    """People with this number, or whose name sounds so in any script, best first.

    The look-up is written down with its purpose. A name without a letter finds nobody.
    """
    try:
        rows = search_people(purpose=purpose, name=name, father=father, cnic=cnic, limit=ROWS_READ)
    except NothingToSearchBy:
        return []
    links = {
        mention: (individual, household)
        for mention, individual, household in Link.objects.live()
        .filter(mention_id__in=[row.mention for row in rows])
        .values_list("mention_id", "individual_id", "household_id")
    }
    best: dict[UUID, PersonFound] = {}
    for row in rows:
        if row.mention not in links:
            continue
        individual, household = links[row.mention]
        if individual not in best or row.rank < best[individual].rank:
            best[individual] = PersonFound(individual, household, row.rank)
    return _with_a_file(sorted(best.values(), key=lambda one: one.rank))[:most]


def _with_a_file(found: list[PersonFound]) -> list[PersonFound]:
    """Only those whose household can be opened: the registry may be ahead of its projection."""
    there = set(
        CurrentHousehold.objects.filter(pk__in={one.household for one in found}).values_list(
            "pk", flat=True
        )
    )
    return [one for one in found if one.household in there]
