"""What rows show that findings rest on, collected in one pass over all lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Max

from dareecha.domain.gaps.clocks import Applied
from dareecha.domain.gaps.kin import Decider, Granted
from dareecha.domain.gaps.overlaps import Held
from dareecha.domain.gaps.payments import Due
from dareecha.domain.gaps.periods import period_of
from dareecha.domain.gaps.suspicions import Death, Entry, Paid, Seen
from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import shipped_layouts
from dareecha.registry.models import Link, ListRow
from dareecha.registry.reading import Payment, ReadRow, read_list


@dataclass(frozen=True, slots=True)
class Whose:
    """To whom a live link assigns a row's role, and how the row identifies them."""

    seen: Seen
    individual: UUID
    household: UUID
    department: str
    district: str
    is_confidential: bool


Linked = Mapping[tuple[UUID, str], Whose]
"""By row and role."""


@dataclass
class Evidence:
    """Everything that findings on rows are made of. `whose` finds who a row or role means."""

    linked: Linked
    whose: dict[str, Whose] = field(default_factory=dict)
    deaths: list[Death] = field(default_factory=list)
    paid: list[Paid] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    applied: list[Applied] = field(default_factory=list)
    deciders: list[Decider] = field(default_factory=list)
    granted: list[Granted] = field(default_factory=list)
    drawn_up_on: date | None = None
    """The newest day of a list; None while there is none."""

    def rows_of_everybody(self) -> Iterator[Seen]:
        """How each row of a list identifies the person whom it is linked to."""
        return (who.seen for who in self.linked.values())


def evidence() -> Evidence:
    """Read all lists once, inside the caller's `acting_as()`."""
    found = Evidence(_linked())
    newest = ListRow.objects.aggregate(day=Max("as_on"))
    found.drawn_up_on = newest["day"]
    for layout_id, layout in shipped_layouts().items():
        for row in read_list(layout_id):
            _take(row, layout, found)
    return found


def _linked() -> Linked:
    fields = (
        "mention__row_id", "mention__role", "individual_id", "household_id", "department",
        "district", "is_confidential", "mention__cnic_index", "mention__name_key",
        "mention__father_key", "mention__village", "mention__list", "mention__row_key",
    )  # fmt: skip
    found = {}
    for values in Link.objects.live().values_list(*fields).iterator(chunk_size=5000):
        row, role, individual, household, department, district, confidential, *rest = values
        number, name, father, place, list_id, row_key = rest
        seen = Seen(
            row=f"{list_id}:{row_key}",
            individual=str(individual),
            number=None if number is None else bytes(number),
            name=name,
            father=father,
            place=place,
        )
        found[row, role] = Whose(seen, individual, household, department, district, confidential)
    return found


def _take(row: ReadRow, layout: Layout, found: Evidence) -> None:
    found.deaths.extend(_deaths(row, found.linked))
    for payment in row.payments:
        _take_payment(row, layout, payment, found)
    _take_decider(row, layout, found)
    _take_application(row, layout, found)
    meant = next((person.role for person in layout.people if person.is_meant), "")
    who = found.linked.get((row.id, meant))
    if who is not None:
        occasion = tuple(str(row.values.get(field, "")) for field in layout.occasion)
        found.entries.append(Entry(who.seen, row.list, occasion))
        found.whose[who.seen.row] = who


def _deaths(row: ReadRow, linked: Linked) -> Iterator[Death]:
    for statement in row.statements:
        who = linked.get((row.id, statement.of))
        is_death = statement.fact == "date_of_death" and not statement.relation
        if is_death and who is not None and isinstance(statement.value, date):
            yield Death(who.seen, statement.value)


def _take_payment(row: ReadRow, layout: Layout, payment: Payment, found: Evidence) -> None:
    who = found.linked.get((row.id, payment.of))
    if who is None:
        return
    name = who.seen.row
    found.whose[name] = who
    handed_to = found.linked.get((row.id, payment.paid_to), who)
    if payment.paid_on is not None:
        found.paid.append(Paid(handed_to.seen, payment.benefit, payment.paid_on))
    person = str(who.individual)
    committee = layout.receives.committee if layout.receives else ""
    bodies = {layout.department, str(row.values.get(committee, ""))} - {""}
    found.granted.append(Granted(name, payment.benefit, person, frozenset(bodies)))
    found.due.append(Due(name, payment.benefit, person, payment.due, payment.received))
    found.held.append(
        Held(
            row=name,
            benefit=payment.benefit,
            individual=person,
            family="",
            household=str(who.household),
            period=period_of(
                per=payment.per,
                paid_on=payment.paid_on,
                since=payment.since,
                quarter=payment.period,
            ),
        )
    )


def _take_decider(row: ReadRow, layout: Layout, found: Evidence) -> None:
    """A member of a committee has a say there, an officer in the whole department."""
    told = layout.decider
    who = None if told is None else found.linked.get((row.id, told.person))
    if told is None or who is None:
        return
    field_of_body = told.committee or told.department
    body = row.values.get(field_of_body)
    if body is not None:
        found.whose[who.seen.row] = who
        found.deciders.append(Decider(who.seen.row, str(who.individual), str(body)))


def _take_application(row: ReadRow, layout: Layout, found: Evidence) -> None:
    told = layout.application
    who = None if told is None else found.linked.get((row.id, told.applicant))
    if told is None or who is None:
        return
    asked, benefit = row.values.get(told.asked_on), row.values.get(told.benefit)
    # Without its day or its benefit nobody can say what an application waits for.
    if not isinstance(asked, date) or benefit is None or told.decided_on in row.unreadable:
        return
    decided, limit = row.values.get(told.decided_on), row.values.get(told.limit_days)
    found.whose[who.seen.row] = who
    found.applied.append(
        Applied(
            row=who.seen.row,
            benefit=str(benefit),
            individual=str(who.individual),
            asked_on=asked,
            decided_on=decided if isinstance(decided, date) else None,
            limit_days=limit if isinstance(limit, int) else None,
        )
    )
