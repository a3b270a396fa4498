"""Who receives what, row by row: the columns of `receipts`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from dareecha.domain.eligibility.assess import IMPLIED_FAMILY
from dareecha.domain.eligibility.columns.block import NONE, Block
from dareecha.domain.eligibility.columns.rows import Rows, in_family
from dareecha.domain.eligibility.columns.values import Bools, Codes, Truths, settled
from dareecha.domain.households.household import HOUSEHOLD


@dataclass(frozen=True)
class Receiving:
    """The receipts of one benefit in a block: whom each names, and where lists are complete."""

    is_known: Bools
    """Of each household: whether absence means "does not receive"."""
    anybody: Bools
    itself: Bools
    people: Bools
    families: Bools
    events: Bools
    home: Codes
    """Of each receipt that names a person or family of the household: whose household, …"""
    person: Codes
    family: Codes
    """… the person named, or else the family; NONE where it is not the one."""


def receiving(benefit: str, block: Block) -> Receiving:
    """All that the receipts of a benefit tell."""
    return block.keep(("receiving", benefit), lambda: _receiving(benefit, block))


def _receiving(benefit: str, block: Block) -> Receiving:
    homes = len(block.households)
    whose, person, family = _named(benefit, block)
    found = Receiving(
        is_known=np.array([h.knows_receipt_of(benefit) for h in block.households], dtype=bool),
        anybody=np.zeros(homes, dtype=bool),
        itself=np.zeros(homes, dtype=bool),
        people=np.zeros(block.people.rows, dtype=bool),
        families=np.zeros(block.families.rows, dtype=bool),
        events=np.zeros(block.events.rows, dtype=bool),
        home=whose,
        person=person,
        family=family,
    )
    for home, who in _receivers(block).get(benefit, ()):
        found.anybody[home] = True
        found.itself[home] |= who == HOUSEHOLD
        for table, row in (
            (found.people, block.person_called(home, who)),
            (found.families, _family_called(block, home, who)),
            (found.events, block.event_called(home, who)),
        ):
            if row != NONE:
                table[row] = True
    return found


def _receivers(block: Block) -> dict[str, list[tuple[int, str]]]:
    """Every benefit with its receipts: whose household, and who receives."""

    def find() -> dict[str, list[tuple[int, str]]]:
        found: dict[str, list[tuple[int, str]]] = {}
        for home, household in enumerate(block.households):
            for receipt in household.receipts:
                found.setdefault(receipt.benefit, []).append((home, receipt.subject))
        return found

    return block.keep("receivers", find)


def _family_called(block: Block, home: int, who: str) -> int:
    if who == IMPLIED_FAMILY and not block.households[home].families:
        return int(block.some_family(np.array(home)))
    return block.family_called(home, who)


def _named(benefit: str, block: Block) -> tuple[Codes, Codes, Codes]:
    found = [
        (home, block.person_called(home, who), block.family_called(home, who))
        for home, who in _receivers(block).get(benefit, ())
    ]
    known = [(h, p, f if p == NONE else NONE) for h, p, f in found if (p, f) != (NONE, NONE)]
    home, person, family = np.array(known, dtype=np.int64).reshape(-1, 3).T
    return home, person, family


def receives(benefit: str, whose: str, rows: Rows) -> Truths:
    """Whether the subject (or somebody of its family or household) receives a benefit."""
    told = receiving(benefit, rows.block)
    match whose:
        case "household":
            found = told.anybody[rows.home]
        case "family":
            return _with_silence(_family_receives(told, rows), told, rows)
        case "folded":
            folded = cast(Codes, rows.folded)
            if rows.over == "families":
                # The family that nobody has named is not the one implied where none is on file.
                found = told.families[folded] & (folded < rows.block.families.listed)
            else:
                found = told.people[folded]
        case _:
            found = _subject_receives(told, rows)
    return _with_silence(settled(found), told, rows)


def _with_silence(found: Truths, told: Receiving, rows: Rows) -> Truths:
    """Absence is a no only where the lists for this benefit are complete."""
    return Truths(found.certain, found.possible | ~told.is_known[rows.home])


def _subject_receives(told: Receiving, rows: Rows) -> Bools:
    if rows.event is not None:
        return told.events[rows.event]
    if rows.person is not None:
        return told.people[rows.person]
    if rows.family is not None:
        return told.families[rows.family]
    return told.itself[rows.home]


def _family_receives(told: Receiving, rows: Rows) -> Truths:
    """Whether any of the receipts names somebody of the family that a rule speaks of, or itself."""
    by_home = np.argsort(told.home, kind="stable")
    counts = np.bincount(told.home, minlength=len(rows.block.households))
    first = np.cumsum(counts) - counts
    each = counts[rows.home]
    outside = np.repeat(np.arange(len(rows)), each)
    at = np.arange(len(outside)) - (np.cumsum(each) - each)[outside]
    receipts = by_home[first[rows.home][outside] + at]
    within = rows.only(outside)
    people, families = told.person[receipts], told.family[receipts]
    of_person, of_family = in_family(within, people), _is_this_family(within, families)
    is_person = people != NONE
    certain, possible = (
        np.bincount(outside[plane], minlength=len(rows)) > 0
        for plane in (
            np.where(is_person, of_person.certain, of_family.certain),
            np.where(is_person, of_person.possible, of_family.possible),
        )
    )
    return Truths(certain, possible)


def _is_this_family(rows: Rows, families: Codes) -> Truths:
    own = np.full(len(rows), NONE) if rows.family is None else rows.family
    is_it = (own == families) & (own != NONE)
    nobody = (
        np.zeros(len(rows), dtype=bool)
        if rows.person is None
        else rows.block.is_nobody_known(rows.person)
    )
    may_be = (own == NONE) & (nobody | ~rows.block.is_closed[families])
    return Truths(is_it, is_it | may_be)
