"""Read more out of a mention than its cells say: whose name stands there, what a birthday means."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

Row = Mapping[str, Any]
_ADDRESS = ("district", "tehsil", "union_council", "village")


def whose_name(father_is: str, sex: str, marital_status: str) -> str:
    """Father, husband or either, for a column that holds the father's or the husband's name.

    A wife stands under her husband; widows and divorced women stand under either, and so does
    everybody whose sex or marital status is not known.
    """
    if father_is != "either":
        return father_is
    if sex == "male" or marital_status == "never_married":
        return "father"
    if sex == "female" and marital_status == "married":
        return "husband"
    return "either"


def span_of_birth(
    first: date | None, last: date | None, *, is_rounded: bool
) -> tuple[date | None, date | None]:
    """First and last possible birthday; a rounded birthday stands for its whole year."""
    if is_rounded and first is not None and first == last:
        return date(first.year, 1, 1), date(first.year, 12, 31)
    return first, last


_HEAD_IS = {"son": "father", "daughter": "father", "wife": "husband"}


def _with_name_of_head(row: Row, head: Row | None) -> Row:
    """A family's card names its head in another row: the father of children, a wife's husband."""
    if head is None or row["father_full"] or row["relation"] not in _HEAD_IS:
        return row
    return {
        **row,
        "father_full": head["name_full"],
        "father_key": head["name_key"],
        "father_is": _HEAD_IS[row["relation"]],
    }


def completed(rows: Callable[[], Iterable[Row]]) -> Iterator[dict[str, Any]]:
    """Mentions with these readings, and members of a form or card with what its head's row says.

    `rows` is called twice, so that nobody need hold all rows in memory.
    """
    addresses: dict[str, dict[str, str]] = {}
    heads: dict[str, Row] = {}
    for row in rows():
        if row["form_no"] and not row["member_no"]:
            addresses[row["form_no"]] = {part: row[part] or "" for part in _ADDRESS}
        if row["family_no"] and row["relation"] == "head" and row["sex"] == "male":
            heads[row["family_no"]] = row
    for row in rows():
        address = addresses.get(row["form_no"], {}) if row["form_no"] else {}
        born_from, born_to = span_of_birth(
            row["birth_from"], row["birth_to"], is_rounded=bool(row["birth_is_rounded"])
        )
        row = _with_name_of_head(row, heads.get(row["family_no"] or ""))
        yield {
            **row,
            **{part: row[part] or address.get(part, "") for part in _ADDRESS},
            "father_is": whose_name(
                row["father_is"] or "", row["sex"] or "", row["marital_status"] or ""
            ),
            "birth_from": born_from,
            "birth_to": born_to,
        }
