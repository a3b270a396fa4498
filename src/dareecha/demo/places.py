"""Made-up villages in the real tehsils of the two pilot districts."""

from dataclasses import dataclass
from functools import cache
from itertools import product

_FIRST_PARTS = (
    ("Toot", "توت"),
    ("Chinar", "چنار"),
    ("Shna", "شنہ"),
    ("Zarghun", "زرغون"),
    ("Nray", "نرے"),
    ("Loe", "لوئے"),
    ("Gharib", "غریب"),
    ("Sheena", "شینہ"),
    ("Wrasta", "وروستہ"),
    ("Marghuz", "مرغوز"),
)
_SECOND_PARTS = (
    ("Bela", "بیلہ"),
    ("Ghundai", "غونڈئی"),
    ("Dag", "ڈاگ"),
    ("Wiala", "ویالہ"),
    ("Cham", "چم"),
    ("Korona", "کورونہ"),
)
_THIRD_PARTS = (
    ("", ""),
    ("Bala", "بالا"),
    ("Payan", "پایان"),
    ("Manzai", "منزئی"),
    ("Sharqi", "شرقی"),
    ("Gharbi", "غربی"),
    ("Khurd", "خورد"),
    ("Kalan", "کلاں"),
    ("Janoobi", "جنوبی"),
    ("Shumali", "شمالی"),
)
"""Set apart the villages of a large pilot."""


@dataclass(frozen=True, slots=True)
class District:
    """A pilot district under its P-code, as lists name it."""

    pcode: str
    latin: str
    urdu: str
    letters: str  # begin the survey's form numbers
    number_prefix: str  # four invented leading digits of identity numbers
    neighbour: str  # a district to which some moved


NOWSHERA = District("PK526", "Nowshera", "نوشہرہ", "NW", "1729", "SWABI")
LOWER_DIR = District("PK520", "Lower Dir", "دیر پائین", "LD", "1539", "BAJAUR")
DISTRICTS = (NOWSHERA, LOWER_DIR)


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its union council and its Local Zakat Committee."""

    latin: str
    urdu: str
    district: District
    tehsil: str
    union_council: str
    union_council_code: str
    committee: str


_TEHSILS = (
    (NOWSHERA, "Nowshera", "01", 9),
    (NOWSHERA, "Pabbi", "02", 9),
    (NOWSHERA, "Jehangira", "03", 6),
    (LOWER_DIR, "Adenzai", "01", 6),
    (LOWER_DIR, "Balambat", "02", 6),
    (LOWER_DIR, "Lalqila", "03", 6),
    (LOWER_DIR, "Munda", "04", 6),
    (LOWER_DIR, "Samarbagh", "05", 6),
    (LOWER_DIR, "Timergara", "06", 6),
)
"""Each tehsil with how many villages of a small pilot lie in it."""
_VILLAGES_OF_A_UNION_COUNCIL = 3
_HOUSEHOLDS_OF_A_SMALL_PILOT = 2_000


def villages(households: int) -> tuple[Village, ...]:
    """As many villages as a pilot of that size needs, so that they do not grow into towns."""
    times = -(-households // _HOUSEHOLDS_OF_A_SMALL_PILOT)
    return _villages(min(times, len(_THIRD_PARTS)))


@cache
def _villages(times: int) -> tuple[Village, ...]:
    names = _names(times)
    found: list[Village] = []
    for district, tehsil, code, number in _TEHSILS:
        for place in range(number * times):
            council = place // _VILLAGES_OF_A_UNION_COUNCIL
            seat = names[len(found) - place % _VILLAGES_OF_A_UNION_COUNCIL]
            latin, urdu = names[len(found)]
            found.append(
                Village(
                    latin=latin,
                    urdu=urdu,
                    district=district,
                    tehsil=tehsil,
                    union_council=f"UC {seat[0]}",
                    union_council_code=f"{district.pcode}{code}{council + 1:02d}",
                    committee=f"LZC-{len(found) + 1:03d}",
                )
            )
    return tuple(found)


def _names(times: int) -> list[tuple[str, str]]:
    return [
        (
            " ".join(part[0] for part in parts if part[0]),
            " ".join(part[1] for part in parts if part[1]),
        )
        for third in _THIRD_PARTS[:times]
        for second, first in product(_SECOND_PARTS, _FIRST_PARTS)
        for parts in [(first, second, third)]
    ]
