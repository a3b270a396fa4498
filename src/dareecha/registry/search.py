"""Search for people named in lists; every search is written down with its purpose."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from dareecha.domain.linkage.names import normalise
from dareecha.domain.vocabulary.cnic import Cnic
from dareecha.safeguards.access import record_look_up
from dareecha.safeguards.keys import keyring

_SEARCH = """
select mention, list_row, list, rank
from dareecha_search_people(%(name)s, %(father)s, %(number)s, %(district)s, %(most)s)
"""


class NothingToSearchBy(ValueError):
    """No number was given, nor a name to go by; the message asks for one."""


@dataclass(frozen=True, slots=True)
class Found:
    """Somebody named in a list. Rank 0 has the number sought; 1 name and father; 2 the name."""

    mention: UUID
    row: UUID
    list: str
    rank: int


def search_people(
    *,
    purpose: str,
    name: str = "",
    father: str = "",
    cnic: Cnic | None = None,
    district: str = "",
    limit: int = 20,
) -> list[Found]:
    """People with this number or name whom the duty of this transaction may see, best first.

    A number is sought alone, whatever name stands beside it. Where a father's or husband's name is
    given, only rows that bear it are found. Call it inside `acting_as()`. `limit` is at most 100.
    Raises NothingToSearchBy.
    """
    key, father_key = normalise(name).key, normalise(father).key
    if cnic is None and not key:
        raise NothingToSearchBy("Give a name or a CNIC to search by.")
    if cnic is None and father.strip() and not father_key:
        raise NothingToSearchBy("The father's or husband's name has no letters. Write it again.")
    sought = {
        "name": "" if cnic else key,
        "father": father_key,
        "number": keyring().blind_index(cnic.digits) if cnic else None,
        "district": district,
        "most": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEARCH, sought)
        found = [Found(*row) for row in cursor.fetchall()]
    kind = "search by number" if cnic else "search by name"
    record_look_up(purpose=purpose, kind=kind, found=len(found))
    return found
