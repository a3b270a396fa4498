"""What is done with departments' lists: agree on one, take it in, take a delivery back."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from time import monotonic
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone

from dareecha.domain.vocabulary.places import UnreadablePlaces
from dareecha.journal import actions as journal
from dareecha.registry.agreement_files import Terms, read_agreements
from dareecha.registry.forms import address_members_of
from dareecha.registry.installation import check_kind_of_people
from dareecha.registry.layout import Layout
from dareecha.registry.layout_files import layout_called
from dareecha.registry.models import Agreement, Delivery
from dareecha.registry.readers import UnreadableFile, digest_of
from dareecha.registry.recognise import (
    NotThisLayout,
    Opening,
    UnknownList,
    open_as,
    recognised,
    recognised_sheets,
)
from dareecha.registry.sealing import seal_of
from dareecha.registry.sorting import Sorter
from dareecha.registry.storing import Stored, store
from dareecha.registry.whereabouts import NoPlaces
from dareecha.registry.withdrawing import take_back
from dareecha.safeguards.acting import EVERYWHERE, SYSTEM_DUTY, DutyContext, acting_as, current_duty
from dareecha.safeguards.ids import uuid7
from dareecha.safeguards.keys import keyring

HERE = ZoneInfo("Asia/Karachi")
Progress = Callable[[Path, int], None]
"""Is told which file is being read, and how many of its rows were read so far."""
_ENDINGS = frozenset({".csv", ".xlsx"})


def _silent(path: Path, rows: int) -> None:
    """Nobody is told."""


class NoAgreement(PermissionError):
    """A list came without an agreement; the message says how to record one."""


class NothingInIt(ValueError):
    """A file with headings and no row under them."""


class NotTheOwner(PermissionError):
    """An officer of one department brings the list of another, or takes it back."""


class NoSuchDelivery(LookupError):
    """No delivery has this id, or it was taken back before; the message says which."""


class NoReason(ValueError):
    """A delivery is taken back without a word why."""


REFUSALS = (
    UnreadableFile,
    UnknownList,
    NotThisLayout,
    NothingInIt,
    NoAgreement,
    NotTheOwner,
    NoPlaces,
    UnreadablePlaces,
)
"""Why a file may not be taken in; the message of each says what to do."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file. `rows_set_aside` lack their number, or repeat another's.

    `rows_gone` are in earlier deliveries for the same period and not in this one; they stay.
    `rows_older` are said otherwise by a list drawn up later, which is kept. `sheets_left_out` are
    hidden. `changed_since`: the file is known, and later deliveries say otherwise.
    """

    list: str
    file_name: str
    delivery: UUID
    rows_read: int
    rows_new: int
    rows_changed: int
    rows_known: int
    rows_gone: int
    rows_older: int
    rows_set_aside: int
    problems: int
    passed_over: dict[str, int]
    sheets_left_out: tuple[str, ...]
    file_known: bool
    changed_since: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What became of the rows of a delivery that was taken back."""

    delivery: UUID
    list: str
    file_name: str
    rows_gone: int
    rows_restored: int


@dataclass(frozen=True, slots=True)
class FolderTakenIn:
    """What became of the files of a folder; `skipped` and `refused` say why, by file name."""

    taken: list[TakenIn] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def agree(file: Path, *, duty: DutyContext = SYSTEM_DUTY) -> list[Agreement]:
    """Record the agreements written in a file. The same file twice records nothing new.

    Raises BadAgreement, UnknownLayout, RealDataHere or OnlyInventedHere; then none of the file's
    agreements is recorded.
    """
    terms = read_agreements(file)
    with acting_as(duty, purpose="agreement on lists"):
        for one in terms:
            check_kind_of_people(are_invented=one.invented)
        return [_agreed(one) for one in terms]


def _agreed(terms: Terms) -> Agreement:
    newest = Agreement.objects.in_force(terms.list)
    if newest is not None and newest.file_digest == terms.file_digest:
        return newest
    agreement = Agreement.objects.create(
        list=terms.list,
        department=terms.department,
        instrument=terms.instrument,
        purpose=terms.purpose,
        retention_months=terms.retention_months,
        signed_on=terms.signed_on,
        districts=list(terms.districts),
        period_from=terms.period_from,
        period_to=terms.period_to,
        complete_for=list(terms.complete_for),
        assumed=terms.assumed,
        file_digest=terms.file_digest,
    )
    journal.record(
        "list.agreed",
        department=terms.department,
        subject={
            "list": terms.list,
            "agreement": str(agreement.pk),
            "sha256": terms.file_digest,
        },
    )
    return agreement


def take_in(
    path: Path,
    layout: Layout | None = None,
    *,
    as_on: date | None = None,
    duty: DutyContext = SYSTEM_DUTY,
    progress: Progress = _silent,
) -> TakenIn:
    """Take in one file, all of it or nothing. The same file again changes nothing.

    `as_on` is the day as on which the list was drawn up; without it, the last day of the agreed
    period if that is past, else today. `progress` is told how many rows were read so far.

    Raises UnreadableFile, UnknownList, NotThisLayout, NothingInIt, NoAgreement, NotTheOwner.
    """
    opening = open_as(path, layout) if layout else recognised(path)
    return _take_in(opening, as_on=as_on, duty=duty, progress=progress)


def take_in_all(
    path: Path,
    *,
    as_on: date | None = None,
    duty: DutyContext = SYSTEM_DUTY,
    progress: Progress = _silent,
) -> list[TakenIn]:
    """Take in every list of one file: a workbook may hold one on each sheet.

    Each list is a delivery of its own, all of it or nothing. Raises as `take_in` does.
    """
    return [
        _take_in(opening, as_on=as_on, duty=duty, progress=progress)
        for opening in recognised_sheets(path)
    ]


def _take_in(
    opening: Opening, *, as_on: date | None, duty: DutyContext, progress: Progress
) -> TakenIn:
    started = monotonic()
    at = timezone.now()
    sha256 = digest_of(opening.path)
    with acting_as(duty, purpose="taking in lists"):
        agreement = _agreement_on(opening.layout, duty)
        _one_delivery_at_a_time(opening.layout.id)
        earlier = _earlier_delivery(opening.layout, sha256, as_on)
        if earlier is not None:
            return _known_file(earlier, monotonic() - started)
        delivery = _new_delivery(opening, agreement, sha256, as_on, at)
        sorter = Sorter(
            opening,
            seal=seal_of(delivery.list, delivery.department),
            keys=keyring(),
            as_on=delivery.as_on,
        )
        stored = store(sorter, delivery, at=at, progress=lambda rows: progress(opening.path, rows))
        if not sorter.tally.read:
            raise NothingInIt(
                f"{opening.path.name}: there are headings and no row under them. "
                "Ask the office to send the list again."
            )
        address_members_of(opening.layout)
        _finish(delivery, sorter, stored)
        _tell_the_journal(delivery)
    told = _told(delivery, file_known=False, seconds=monotonic() - started)
    return replace(told, sheets_left_out=opening.hidden_sheets)


def take_in_folder(
    folder: Path,
    *,
    as_on: date | None = None,
    duty: DutyContext = SYSTEM_DUTY,
    progress: Progress = _silent,
) -> FolderTakenIn:
    """Take in every list of a folder, each in a transaction of its own.

    Files that are no known list are skipped; known lists that cannot be taken in are refused;
    both with the reason. Raises UnreadableFile when the folder holds no CSV or XLSX at all.
    """
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in _ENDINGS)
    if not files:
        raise UnreadableFile(f"{folder}: there is no CSV or XLSX file in this folder.")
    result = FolderTakenIn()
    for path in files:
        progress(path, 0)
        try:
            for opening in recognised_sheets(path):
                result.taken.append(_take_in(opening, as_on=as_on, duty=duty, progress=progress))
        except UnknownList as error:
            result.skipped[path.name] = str(error)
        except REFUSALS as error:
            result.refused[path.name] = str(error)
    return result


def deliveries(list_id: str = "", *, duty: DutyContext = SYSTEM_DUTY) -> list[Delivery]:
    """The deliveries of a list, or of all, as they came; those taken back are among them."""
    with acting_as(duty, purpose="looking at deliveries"):
        found = Delivery.objects.filter(list=list_id) if list_id else Delivery.objects.all()
        return list(found.order_by("received_at", "id"))


def withdraw(delivery_id: str, *, because: str, duty: DutyContext = SYSTEM_DUTY) -> Withdrawn:
    """Take a delivery back: its list stands as the other deliveries say. Nothing is deleted.

    Taking it back is undone by taking the same file in again. Raises NoSuchDelivery, NotTheOwner,
    NoReason.
    """
    if not because.strip():
        raise NoReason("Say why the delivery is taken back, for whoever looks at it later.")
    at = timezone.now()
    with acting_as(duty, purpose="taking back lists"):
        delivery = _delivery_called(delivery_id)
        _must_own(layout_called(delivery.list), duty)
        _one_delivery_at_a_time(delivery.list)
        delivery.refresh_from_db()
        if delivery.withdrawn_at is not None:
            raise NoSuchDelivery(
                f"The delivery {delivery.pk} was taken back on {delivery.withdrawn_at:%Y-%m-%d}."
            )
        delivery.withdrawn_at, delivery.withdrawn_because = at, because.strip()
        delivery.withdrawn_by = current_duty()[0].officer
        delivery.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_because"])
        back = take_back(delivery, at=at)
        journal.record(
            "list.withdrawn",
            department=delivery.department,
            subject={
                "list": delivery.list,
                "delivery": str(delivery.pk),
                "sha256": delivery.sha256,
                "rows_gone": str(back.rows_gone),
                "rows_restored": str(back.rows_restored),
            },
        )
    return Withdrawn(
        delivery.pk, delivery.list, delivery.file_name, back.rows_gone, back.rows_restored
    )


def _delivery_called(delivery_id: str) -> Delivery:
    try:
        return Delivery.objects.get(pk=UUID(delivery_id))
    except (ValueError, Delivery.DoesNotExist):
        raise NoSuchDelivery(
            f'There is no delivery "{delivery_id}". `dareecha lists deliveries` shows those there '
            "are."
        ) from None


def problems_of(delivery: UUID, *, duty: DutyContext = SYSTEM_DUTY) -> Iterator[list[str]]:
    """The problems of a delivery as rows of a table for the department, headings first."""
    with acting_as(duty, purpose="problems for the department"):
        found = Delivery.objects.get(pk=delivery)
        yield ["list", "sheet", "row", "row_id", "column", "value", "what to do"]
        for problem in found.problems.order_by("sheet", "row_number", "column").iterator():
            yield [
                found.list,
                problem.sheet,
                str(problem.row_number),
                problem.row_key,
                problem.column,
                problem.shown_value,
                problem.message,
            ]


def _agreement_on(layout: Layout, duty: DutyContext) -> Agreement:
    _must_own(layout, duty)
    agreement = Agreement.objects.in_force(layout.id)
    if agreement is None:
        raise NoAgreement(
            f"There is no agreement on the list {layout.id}, so it is not taken in. Write down "
            "legal instrument, owner, purpose and retention in a file and record it: "
            "dareecha lists agree FILE"
        )
    return agreement


def _must_own(layout: Layout, duty: DutyContext) -> None:
    if duty.role == SYSTEM_DUTY.role:
        return
    if duty.department != layout.department:
        raise NotTheOwner(
            f"The list {layout.id} belongs to {layout.department}; this duty is in "
            f"{duty.department}. Have an officer of {layout.department} bring it."
        )
    if EVERYWHERE not in duty.areas:
        raise NotTheOwner(
            f"The list {layout.id} may hold rows of all districts; this duty covers some. Have an "
            f"officer of {layout.department} bring it whose duty covers all."
        )


def _one_delivery_at_a_time(list_id: str) -> None:
    """Two deliveries of one list wait for each other; other lists go on."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [f"taking in {list_id}"])


def _earlier_delivery(layout: Layout, sha256: str, as_on: date | None) -> Delivery | None:
    same = Delivery.objects.live().filter(
        list=layout.id, sha256=sha256, layout_version=layout.version
    )
    if as_on is not None:
        same = same.filter(as_on=as_on)
    return same.order_by("-received_at").first()


def _new_delivery(
    opening: Opening, agreement: Agreement, sha256: str, as_on: date | None, at: datetime
) -> Delivery:
    duty, _ = current_duty()
    return Delivery.objects.create(
        id=uuid7(),
        list=opening.layout.id,
        department=opening.layout.department,
        agreement=agreement,
        layout_version=opening.layout.version,
        file_name=opening.path.name[:255],
        sha256=sha256,
        size=opening.path.stat().st_size,
        received_at=at,
        as_on=as_on or _drawn_up(agreement, at.astimezone(HERE).date()),
        officer=duty.officer,
        duty=duty.duty,
    )


def _drawn_up(agreement: Agreement, today: date) -> date:
    if agreement.period_to is not None and agreement.period_to < today:
        return agreement.period_to
    return today


def _finish(delivery: Delivery, sorter: Sorter, stored: Stored) -> None:
    clashes = stored.repeated
    delivery.rows_read = sorter.tally.read
    delivery.rows_new = stored.new
    delivery.rows_changed = stored.changed
    delivery.rows_known = stored.known
    delivery.rows_gone = stored.gone
    delivery.rows_older = stored.older
    delivery.rows_set_aside = sorter.tally.set_aside + clashes
    delivery.problems_found = stored.problems
    delivery.passed_over = dict(sorter.tally.passed_over)
    delivery.save()


def _tell_the_journal(delivery: Delivery) -> None:
    journal.record(
        "list.taken_in",
        department=delivery.department,
        subject={
            "list": delivery.list,
            "delivery": str(delivery.pk),
            "sha256": delivery.sha256,
            "layout_version": str(delivery.layout_version),
            "rows_new": str(delivery.rows_new),
            "rows_changed": str(delivery.rows_changed),
        },
    )


def _known_file(delivery: Delivery, seconds: float) -> TakenIn:
    told = _told(delivery, file_known=True, seconds=seconds)
    later = Delivery.objects.live().filter(
        list=delivery.list, received_at__gt=delivery.received_at, rows_changed__gt=0
    )
    return replace(
        told,
        rows_new=0,
        rows_changed=0,
        rows_gone=0,
        rows_known=told.rows_read - told.rows_set_aside,
        changed_since=later.exists(),
    )


def _told(delivery: Delivery, *, file_known: bool, seconds: float) -> TakenIn:
    return TakenIn(
        list=delivery.list,
        file_name=delivery.file_name,
        delivery=delivery.pk,
        rows_read=delivery.rows_read,
        rows_new=delivery.rows_new,
        rows_changed=delivery.rows_changed,
        rows_known=delivery.rows_known,
        rows_gone=delivery.rows_gone,
        rows_older=delivery.rows_older,
        rows_set_aside=delivery.rows_set_aside,
        problems=delivery.problems_found,
        passed_over=dict(delivery.passed_over),
        sheets_left_out=(),
        file_known=file_known,
        changed_since=False,
        seconds=seconds,
    )
