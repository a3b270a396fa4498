"""Linking made lasting: a run's clusters become individuals, households and reversible links."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import polars as pl
from django.db import connection

from dareecha.domain.linkage.identities import keep_identities
from dareecha.journal import actions as journal
from dareecha.registry import linking
from dareecha.registry.copying import copy_in
from dareecha.registry.models import (
    DoubtfulPair,
    Household,
    Individual,
    Link,
    LinkRun,
    Mention,
)
from dareecha.safeguards.acting import current_duty
from dareecha.safeguards.ids import uuid7

WRITTEN_AT_ONCE = 2000
IMPLIED = "implied:"
APART = "apart:"
TAKEN_APART = "taken_apart"
COLUMNS = (
    "id", "list", "row_key", "role", "district", "tehsil", "union_council", "village",
    "name_full", "name_key", "father_full", "father_key", "father_is", "sex", "birth_from",
    "birth_to", "birth_is_rounded", "cnic_index", "cnic_masked", "cnic_note", "form_no",
    "member_no", "relation", "marital_status", "event_date", "person_meant", "relative_index",
    "family_no",
)  # fmt: skip
LINK_COLUMNS = (
    "id", "run_id", "mention_id", "individual_id", "household_id", "department", "district",
    "reasons", "made_at", "undone_because", "is_confidential",
)  # fmt: skip
SCHEMA: dict[str, Any] = {
    **dict.fromkeys(COLUMNS, pl.String),
    "birth_from": pl.Date,
    "birth_to": pl.Date,
    "event_date": pl.Date,
    "birth_is_rounded": pl.Boolean,
    "person_meant": pl.Boolean,
    "cnic_index": pl.Binary,
    "cnic_masked": pl.List(pl.Binary),
    "relative_index": pl.Binary,
}


class NothingToLink(LookupError):
    """No list has been taken in yet."""


class AlreadyUndone(ValueError):
    """The link was taken back before."""


@dataclass(frozen=True)
class Linked:
    """What a run did."""

    run: UUID
    mentions: int
    individuals: int
    households: int
    links_made: int
    links_undone: int
    doubtful: int


def mentions_frame() -> pl.DataFrame:
    """All live mentions, in the order of their ids, as linkage reads them."""
    rows = Mention.objects.live().order_by("id").values_list(*COLUMNS)
    parts = [pl.DataFrame([], schema=SCHEMA)]
    reading = map(_plain, rows.iterator(chunk_size=linking.READ_AT_ONCE))
    while part := list(islice(reading, linking.READ_AT_ONCE)):
        parts.append(pl.DataFrame(part, schema=SCHEMA, orient="row"))
    return pl.concat(parts)


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    values = dict(zip(COLUMNS, row, strict=True))
    values["id"] = str(values["id"])
    for column in ("cnic_index", "relative_index"):
        if values[column] is not None:
            values[column] = bytes(values[column])
    if values["cnic_masked"] is not None:
        values["cnic_masked"] = [bytes(entry) for entry in values["cnic_masked"]]
    return tuple(values.values())


def link_people(
    *, work: Path, at: datetime, say: Callable[[str], None] = lambda sentence: None
) -> Linked:
    """Link all live mentions and keep what changed, inside the caller's `acting_as()`.

    Links that come out as before stay untouched; others are taken back and made anew, so the
    history of every mention can be read. What an officer took apart stays apart. Raises
    NothingToLink.
    """
    _one_run_at_a_time()
    _remove_what_a_killed_run_left(work)
    mentions = Mention.objects.live().count()
    if not mentions:
        raise NothingToLink(
            "No list has been taken in yet. `dareecha lists import PATH` does that."
        )
    settings = linking.shipped_settings()
    say(f"comparing {mentions} mentions")
    result = linking.link(mentions_frame(), settings, work=work)
    say("keeping individuals and households")
    return _keep(result, settings, at)


def _one_run_at_a_time() -> None:
    """Two runs wait for each other: each would make links that the other makes too."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('linking lists'))")


def _remove_what_a_killed_run_left(work: Path) -> None:
    """A run removes its own folder in the end, unless it was killed; its names may not stay."""
    for folder in work.glob("linkage-*"):
        shutil.rmtree(folder, ignore_errors=True)


def _keep(
    result: linking.LinkResult,
    settings: Mapping[str, Any],
    at: datetime,
) -> Linked:
    person_of = dict(result.clusters.select("id", "person").iter_rows())
    told = _told()
    home_of = _homes(told.form_of, result, person_of)
    for mention in _taken_apart() & person_of.keys():
        person_of[mention], home_of[mention] = f"{APART}{mention}", f"{IMPLIED}{APART}{mention}"
    implied = {home for home in home_of.values() if home.startswith(IMPLIED)}
    district_of = told.district_of
    standing = {
        str(mention): (str(individual), str(household))
        for mention, individual, household in Link.objects.live().values_list(
            "mention_id", "individual_id", "household_id"
        )
    }
    people = keep_identities(person_of, {m: i for m, (i, _) in standing.items()}, _new_id)
    households = keep_identities(home_of, {m: h for m, (_, h) in standing.items()}, _new_id)
    _make(Individual, people.new, people.id_of, person_of, district_of, at)
    _make(Household, households.new, households.id_of, home_of, district_of, at, implied)
    _redirect(Individual, people.became)
    _redirect(Household, households.became)
    run = LinkRun.objects.create(
        made_at=at,
        settings_digest=_digest(settings),
        mentions=len(person_of),
        individuals=len(people.id_of),
        households=len(households.id_of),
        doubtful=result.review.height,
    )
    wanted = {
        mention: (str(people.id_of[person_of[mention]]), str(households.id_of[home_of[mention]]))
        for mention in person_of
    }
    changed = {m for m, kept in standing.items() if wanted.get(m) != kept}
    undone = _undo(changed, at, "a later run of the linkage came to something else")
    fresh = [m for m in wanted if m not in standing or m in changed]
    _add(fresh, wanted, run, told, _reasons(result), at)
    _keep_doubtful(result.review, run, told)
    journal.record(
        "link.run",
        subject={"run": str(run.pk), "made": str(len(fresh)), "undone": str(undone)},
        at=at,
    )
    return Linked(
        run=run.pk,
        mentions=len(person_of),
        individuals=len(people.id_of),
        households=len(households.id_of),
        links_made=len(fresh),
        links_undone=undone,
        doubtful=result.review.height,
    )


def _homes(
    form_of: Mapping[str, str], result: linking.LinkResult, person_of: Mapping[str, str]
) -> dict[str, str]:
    """The household of each mention: its form's, else its person's, else an implied one.

    Somebody whom no form shows lives somewhere all the same: in a household of unknown roster.
    """
    found = {}
    for mention, form in form_of.items():
        person = person_of[mention]
        placed = result.households.of_person.get(person, ())
        if form:
            found[mention] = result.households.of_form[form]
        else:
            alone = result.households.of_card.get(person, person)
            found[mention] = placed[0].household if placed else f"{IMPLIED}{alone}"
    return found


def _taken_apart() -> set[str]:
    """The mentions whose link an officer took back: no run joins them again."""
    apart = Link.objects.live().filter(reasons__rule=TAKEN_APART)
    return {str(mention) for mention in apart.values_list("mention_id", flat=True)}


def _new_id() -> str:
    return str(uuid7())


def _digest(settings: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class _Told:
    """What the mentions say of themselves, by id. `form_of`: '' without a form.

    `confidential` ones only their own department may see; no officer elsewhere reviews them.
    """

    department_of: dict[str, str]
    district_of: dict[str, str]
    form_of: dict[str, str]
    confidential: frozenset[str]


def _told() -> _Told:
    told = _Told({}, {}, {}, frozenset())
    confidential = set()
    columns = ("id", "department", "district", "form_no", "is_confidential")
    for id_, *rest in Mention.objects.live().order_by("id").values_list(*columns).iterator():
        mention = str(id_)
        told.department_of[mention], told.district_of[mention], told.form_of[mention] = rest[:3]
        if rest[3]:
            confidential.add(mention)
    return replace(told, confidential=frozenset(confidential))


def _make(
    model: type[Individual] | type[Household],
    new: Iterable[str],
    id_of: Mapping[str, str],
    group_of: Mapping[str, str],
    district_of: Mapping[str, str],
    at: datetime,
    implied: Iterable[str] = (),
) -> None:
    wanted = set(new)
    district: dict[str, str] = {}
    for mention, group in group_of.items():
        district[group] = district.get(group) or district_of[mention]
    extra = set(implied)
    rows: list[Any] = []
    for group, id_ in id_of.items():
        if id_ in wanted:
            row = model(id=id_, district=district[group], made_at=at)
            if isinstance(row, Household):
                row.is_implied = group in extra
            rows.append(row)
    model.objects.bulk_create(rows, batch_size=WRITTEN_AT_ONCE)


def _redirect(model: type[Individual] | type[Household], became: Mapping[str, str]) -> None:
    for gone, kept in became.items():
        model.objects.filter(pk=gone).update(became_id=kept)


def _undo(mentions: Iterable[str], at: datetime, because: str) -> int:
    duty, _ = current_duty()
    return (
        Link.objects.live()
        .filter(mention_id__in=list(mentions))
        .update(undone_at=at, undone_by=duty.officer, undone_because=because)
    )


def _add(
    mentions: list[str],
    wanted: Mapping[str, tuple[str, str]],
    run: LinkRun,
    told: _Told,
    reasons: Mapping[str, dict[str, Any]],
    at: datetime,
) -> None:
    rows = (
        (
            uuid7(),
            run.pk,
            mention,
            *wanted[mention],
            told.department_of[mention],
            told.district_of[mention],
            json.dumps(reasons.get(mention, {})),
            at,
            "",
            mention in told.confidential,
        )
        for mention in mentions
    )
    copy_in(Link, LINK_COLUMNS, rows)


def _reasons(result: linking.LinkResult) -> dict[str, dict[str, Any]]:
    """For each mention the strongest pair that joins it to its individual, level by level."""
    reasons: dict[str, dict[str, Any]] = {}
    linked = result.pairs.filter(pl.col("outcome") == "linked").sort("probability")
    for pair in linked.iter_rows(named=True):
        levels = pair_levels(pair)
        for this, other in (("left_id", "right_id"), ("right_id", "left_id")):
            reasons[pair[this]] = {"with": pair[other], **levels}
    return reasons


def pair_levels(pair: Mapping[str, Any]) -> dict[str, Any]:
    """A pair's probability, rule and comparison levels as they are kept."""
    left_out = ("left_id", "right_id", "outcome")
    return {
        key: round(value, 4) if isinstance(value, float) else value
        for key, value in pair.items()
        if key not in left_out and value not in (None, "")
    }


def _keep_doubtful(
    review: pl.DataFrame,
    run: LinkRun,
    told: _Told,
) -> None:
    DoubtfulPair.objects.bulk_create(
        (
            DoubtfulPair(
                run=run,
                left_id=pair["left_id"],
                right_id=pair["right_id"],
                district=told.district_of[pair["left_id"]],
                probability=pair["probability"],
                reasons=pair_levels(pair),
            )
            for pair in review.iter_rows(named=True)
            if told.confidential.isdisjoint((pair["left_id"], pair["right_id"]))
        ),
        batch_size=WRITTEN_AT_ONCE,
    )


def undo_link(link_id: UUID, *, because: str, at: datetime) -> Link:
    """Take one link back: the mention becomes an individual and household of its own.

    Nothing that the department sent changes, and the link that was stays readable. Raises
    AlreadyUndone.
    """
    link = Link.objects.select_for_update(of=("self",)).get(pk=link_id)
    if link.undone_at is not None:
        raise AlreadyUndone("This link was taken back before.")
    duty, _ = current_duty()
    link.undone_at, link.undone_by, link.undone_because = at, duty.officer, because
    link.save(update_fields=["undone_at", "undone_by", "undone_because"])
    alone = Individual.objects.create(district=link.district, made_at=at)
    home = Household.objects.create(district=link.district, is_implied=True, made_at=at)
    made = Link.objects.create(
        mention=link.mention,
        individual=alone,
        household=home,
        department=link.department,
        district=link.district,
        reasons={"rule": TAKEN_APART, "from": str(link.pk)},
        made_at=at,
        is_confidential=link.is_confidential,
    )
    journal.record("link.undone", department=link.department, subject={"link": str(link.pk)}, at=at)
    return made
