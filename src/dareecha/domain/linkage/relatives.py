"""Find numbers that a form lists for a person but that are a relative's."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from dareecha.domain.linkage.compare import FITTING_NAMES, name_level

Row = Mapping[str, Any]


def numbers_of_relatives(mentions: Iterable[Row]) -> Iterator[str]:
    """Ids of members who stand under the number of another person of their own form.

    Desks write the head's number (or the father's) for wives and children who have none. Such a
    number tells the household and says nothing about the individual.
    """
    sharing: dict[tuple[str, bytes], list[Row]] = defaultdict(list)
    for row in mentions:
        if row["form_no"] and row["cnic_index"] is not None:
            sharing[row["form_no"], row["cnic_index"]].append(row)
    for rows in sharing.values():
        if len(rows) > 1:
            holder = min(rows, key=_how_surely_its_own)
            yield from (row["id"] for row in rows if not _could_be_one(row, holder))


def is_head(row: Row) -> bool:
    """True for the head's row and for the row of the form itself, which means its head."""
    return bool(row["form_no"]) and (row["relation"] == "head" or not row["member_no"])


def _how_surely_its_own(row: Row) -> tuple[bool, date, str]:
    """The head first, else the oldest: children are given the number of their elders."""
    return (not is_head(row), row["birth_from"] or date.max, row["id"])


def _could_be_one(row: Row, holder: Row) -> bool:
    both_sexes = {row["sex"], holder["sex"]} - {"", None}
    same_role = (is_head(row) and is_head(holder)) or row["relation"] == holder["relation"]
    return (
        len(both_sexes) < 2
        and same_role
        and name_level(row["name_full"] or "", holder["name_full"] or "") in FITTING_NAMES
    )
