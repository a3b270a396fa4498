"""Make the findings that rest on rows: paid after death, and twice in one list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from dareecha.domain.gaps.suspicions import (
    DUPLICATE,
    GHOST,
    Death,
    Entry,
    Paid,
    Seen,
    paid_after_death,
    twice_in_one_list,
)
from dareecha.findings.models import Finding
from dareecha.journal import actions as journal
from dareecha.registry.layout_files import layout_called, shipped_layouts
from dareecha.registry.models import Link
from dareecha.registry.reading import ReadRow, read_list

CONTACT_NEEDED = "contact_needed"
LOOK_AT_BOTH_ROWS = "look_at_both_rows"
OVERSIGHT = "oversight"
KINDS = (GHOST, DUPLICATE)


@dataclass(frozen=True, slots=True)
class Whose:
    """To whom a live link assigns a row's role, and how the row identifies them."""

    seen: Seen
    individual: UUID
    household: UUID
    department: str
    district: str


def make_findings(*, at: datetime) -> dict[str, int]:
    """Find anew, inside the caller's `acting_as()`; open findings of before are replaced.

    Closed ones stay as they are and are not opened again. Returns how many of each kind are open.
    """
    linked = _linked()
    rows = [row for list_id in shipped_layouts() for row in read_list(list_id)]
    made = [*_ghosts(rows, linked, at), *_duplicates(rows, linked, at)]
    closed = {_about(finding) for finding in Finding.objects.filter(state=Finding.State.CLOSED)}
    Finding.objects.filter(state=Finding.State.OPEN).delete()
    fresh = [finding for finding in made if _about(finding) not in closed]
    Finding.objects.bulk_create(fresh, batch_size=1000)
    counts = dict(Counter(finding.kind for finding in fresh))
    journal.record(
        "findings.made", subject={kind: str(counts.get(kind, 0)) for kind in KINDS}, at=at
    )
    return counts


def _about(finding: Finding) -> tuple[str, UUID, str, str]:
    """What makes two findings the same one: kind, person, benefit, and the list if it is of one."""
    return finding.kind, finding.individual_id, finding.benefit, finding.detail.get("list", "")


def _linked() -> dict[tuple[UUID, str], Whose]:
    fields = (
        "mention__row_id", "mention__role", "individual_id", "household_id", "department",
        "district", "mention__cnic_index", "mention__name_key", "mention__father_key",
        "mention__village", "mention__list", "mention__row_key",
    )  # fmt: skip
    found = {}
    for values in Link.objects.live().values_list(*fields).iterator(chunk_size=5000):
        row, role, individual, household, department, district, number, *rest = values
        name, father, place, list_id, row_key = rest
        seen = Seen(
            row=f"{list_id}:{row_key}",
            individual=str(individual),
            number=None if number is None else bytes(number),
            name=name,
            father=father,
            place=place,
        )
        found[row, role] = Whose(seen, individual, household, department, district)
    return found


def _ghosts(
    rows: list[ReadRow], linked: dict[tuple[UUID, str], Whose], at: datetime
) -> Iterator[Finding]:
    whose = {w.seen.row: w for w in linked.values()}
    deaths = list(_deaths(rows, linked))
    for found in paid_after_death(
        deaths, _payments(rows, linked), (who.seen for who in linked.values())
    ):
        who = whose[found.last.seen.row]
        yield Finding(
            kind=GHOST,
            individual_id=who.individual,
            household_id=who.household,
            benefit=found.last.benefit,
            department=who.department,
            district=who.district,
            detail={
                "died_on": found.death.day.isoformat(),
                "death_row": found.death.seen.row,
                "last_paid_on": found.last.day.isoformat(),
                "last_row": found.last.seen.row,
                "payments": found.payments,
                "by": "number" if found.same_number else "name_father_place",
            },
            next_step=CONTACT_NEEDED,
            owner=OVERSIGHT,
            found_at=at,
        )


def _deaths(rows: list[ReadRow], linked: dict[tuple[UUID, str], Whose]) -> Iterator[Death]:
    for row in rows:
        for statement in row.statements:
            who = linked.get((row.id, statement.of))
            is_death = statement.fact == "date_of_death" and not statement.relation
            if is_death and who is not None and isinstance(statement.value, date):
                yield Death(who.seen, statement.value)


def _payments(rows: list[ReadRow], linked: dict[tuple[UUID, str], Whose]) -> Iterator[Paid]:
    for row in rows:
        for payment in row.payments:
            who = linked.get((row.id, payment.of))
            if who is not None and payment.paid_on is not None:
                yield Paid(who.seen, payment.benefit, payment.paid_on)


def _duplicates(
    rows: list[ReadRow], linked: dict[tuple[UUID, str], Whose], at: datetime
) -> Iterator[Finding]:
    entries: list[Entry] = []
    whose: dict[tuple[str, str], Whose] = {}
    for row in rows:
        layout = layout_called(row.list)
        role = next((person.role for person in layout.people if person.is_meant), "")
        who = linked.get((row.id, role))
        if who is not None:
            occasion = tuple(str(row.values.get(field, "")) for field in layout.occasion)
            entries.append(Entry(who.seen, row.list, occasion))
            whose[row.list, who.seen.individual] = who
    for found in twice_in_one_list(entries):
        who = whose[found.list, found.individual]
        yield Finding(
            kind=DUPLICATE,
            individual_id=who.individual,
            household_id=who.household,
            department=who.department,
            district=who.district,
            detail={"list": found.list, "rows": list(found.rows)},
            next_step=LOOK_AT_BOTH_ROWS,
            owner=who.department,
            found_at=at,
        )
