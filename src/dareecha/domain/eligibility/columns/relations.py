"""How the people of many pairs stand to each other: the columns of `relations`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import cast

import numpy as np

from dareecha.domain.eligibility import relations
from dareecha.domain.eligibility.columns.block import NONE, Block
from dareecha.domain.eligibility.columns.rows import Rows
from dareecha.domain.eligibility.columns.values import Bools, Codes, Truths, settled
from dareecha.domain.eligibility.planes import Truth
from dareecha.domain.households.dictionary import RELATIONSHIPS
from dareecha.domain.households.household import Facts, Person, exactly


def relation(name: str, rows: Rows) -> Truths:
    """The folded person's relation to the subject of each row, as `relations.relation` has it."""
    return rows.keep(("relation", name), lambda: _relation(name, rows))


def _relation(name: str, rows: Rows) -> Truths:
    block, folded = rows.block, cast(Codes, rows.folded)
    subject = block.nobody_known(rows.home) if rows.person is None else rows.person
    match name:
        case "itself":
            found = settled(folded == subject)
        case "child":
            found = is_child(block, folded, subject)
        case "parent":
            found = is_child(block, subject, folded)
        case "spouse":
            found = is_spouse(block, folded, subject)
        case _:
            found = is_same_family(block, folded, subject)
    # Whoever is not known by name may be anybody.
    hidden = block.is_hidden[subject]
    return Truths(found.certain & ~hidden, found.possible | hidden)


def is_child(block: Block, child: Codes, parent: Codes) -> Truths:
    """Whether the first of each pair is a child of the second."""
    father, mother = block.father[child], block.mother[child]
    is_named = (father == parent) | (mother == parent)
    knows_both = (father != NONE) & (mother != NONE)
    sex = _sex(block)[parent]
    other_is_known = ((sex == _MALE) & (father != NONE)) | ((sex == _FEMALE) & (mother != NONE))
    married = block.is_pair(block.spouses, child, parent) | block.is_pair(
        block.spouses, parent, child
    )
    is_own_child = (block.father[parent] == child) | (block.mother[parent] == child)
    cannot_be = married | is_own_child | _is_born_no_later(block, child, parent)
    told = _unless(cannot_be, _told(block, _parent_table(), parent, child))
    return _decided(child == parent, is_named, knows_both | other_is_known, told)


def is_spouse(block: Block, one: Codes, other: Codes) -> Truths:
    """Whether the two of each pair are married to each other."""
    tells, tells_back = block.tells_spouses[one], block.tells_spouses[other]
    is_named = np.where(
        tells,
        block.is_pair(block.spouses, one, other),
        tells_back & block.is_pair(block.spouses, other, one),
    )
    unmarried = _never_married(block)
    is_out = tells | tells_back | unmarried[one] | unmarried[other]
    is_parent = (block.father[one] == other) | (block.mother[one] == other)
    is_parent |= (block.father[other] == one) | (block.mother[other] == one)
    told = _unless(is_parent, _told(block, _spouse_table(), one, other))
    return _decided(one == other, is_named, is_out, told)


def _unless(cannot_be: Bools, told: Truths) -> Truths:
    """What is told, with a no where it is left open and cannot be."""
    return Truths(told.certain, told.possible & (told.certain | ~cannot_be))


def _decided(is_same: Bools, is_yes: Bools, is_no: Bools, otherwise: Truths) -> Truths:
    """No for oneself, yes where named, no where ruled out, else what the relationships tell."""
    certain = ~is_same & (is_yes | (~is_no & otherwise.certain))
    possible = ~is_same & (is_yes | (~is_no & otherwise.possible))
    return Truths(certain, possible)


def is_same_family(block: Block, one: Codes, other: Codes) -> Truths:
    """Whether both of each pair belong to one nuclear family."""
    mine, theirs = block.own_family[one], block.own_family[other]
    certain = (one == other) | ((mine == theirs) & (mine != NONE))
    return Truths(certain, certain | (mine == NONE) | (theirs == NONE))


# --- What the relationships to the head tell ------------------------------------------------------

_MALE, _FEMALE = 0, 1
_SEXES = {"male": _MALE, "female": _FEMALE}
_RELATIONSHIPS = {word: code for code, word in enumerate(RELATIONSHIPS)}


def _sex(block: Block) -> Codes:
    return block.keep("sex", lambda: block.people.words_of("sex", _SEXES))


def _is_born_no_later(block: Block, one: Codes, other: Codes) -> Bools:
    """Whether the first of each pair was certainly born no later than the second."""
    first, last = block.keep("births", lambda: block.people.days_of("date_of_birth"))
    return np.asarray(last[one] <= first[other])


def _never_married(block: Block) -> Bools:
    codes = block.keep(
        "married", lambda: block.people.words_of("marital_status", {"never_married": 0})
    )
    return np.asarray(codes == 0)


def _told(block: Block, table: Truths, one: Codes, other: Codes) -> Truths:
    """What the two relationships tell; the last entry of a table stands for an unknown one."""
    codes = block.keep(
        "relationship", lambda: block.people.words_of("relationship", _RELATIONSHIPS)
    )
    pair = codes[one], codes[other]
    return Truths(table.certain[pair], table.possible[pair])


@cache
def _parent_table() -> Truths:
    return _table(lambda parent, child: relations.is_child(child, parent))


@cache
def _spouse_table() -> Truths:
    return _table(relations.is_spouse)


def _table(decide: Callable[[Person, Person], Truth]) -> Truths:
    """A decision between two people of whom only the relationships to the head are known."""
    found = [
        [
            decide(Person("?one", _stands_as(one)), Person("?other", _stands_as(other)))
            for other in (*RELATIONSHIPS, None)
        ]
        for one in (*RELATIONSHIPS, None)
    ]
    certain, possible = np.moveaxis(np.array(found, dtype=bool), 2, 0)
    return Truths(certain, possible)


def _stands_as(relationship: str | None) -> Facts:
    return {} if relationship is None else {"relationship": exactly(relationship)}
