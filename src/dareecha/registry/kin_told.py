"""What rows that name several people say of their kinship: births, marriages, pupils, payments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from dareecha.domain.households.kinship import Told
from dareecha.registry.evidence import Linked
from dareecha.registry.layout import PersonNamed
from dareecha.registry.layout_files import layout_called
from dareecha.registry.reading import ReadRow


def told_by(links: Iterable[Linked], rows: Mapping[UUID, ReadRow]) -> Iterator[Told]:
    """The ties among people of one household whom the same row names in roles of kin."""
    roles: dict[UUID, dict[str, str]] = defaultdict(dict)
    for link in links:
        roles[link.row][link.role] = str(link.individual)
    for row_id, who in roles.items():
        row = rows.get(row_id)
        if row is None or len(who) < 2:
            continue
        for person in layout_called(row.list).people:
            yield from _ties_of(person, who)


def _ties_of(person: PersonNamed, who: Mapping[str, str]) -> Iterator[Told]:
    if person.role not in who:
        return
    if person.kin_is and person.kin_of is not None and person.kin_of in who:
        yield Told(person.kin_is, of=who[person.kin_of], kin=who[person.role])
    if person.mother is not None and person.mother in who:
        yield Told("mother", of=who[person.role], kin=who[person.mother])
