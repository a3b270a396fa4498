"""Compare two mentions trait by trait: which level of agreement, as a code and never a sentence.

These functions are the meaning of the model. `levels_sql` says the same to a database, and a test
holds both equal; so the batch and the counter give one answer for one pair.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dareecha.domain.linkage.letters import skeleton
from dareecha.domain.linkage.names import core_of, given_of, key_of, keys_of
from dareecha.domain.linkage.similarity import jaro_winkler

UNKNOWN = "unknown"
NUMBER_OF_ANOTHER_NAME = "equal_name_differs"
"""The level of two rows with one number under names that do not fit."""
TRANSGENDER = "transgender"
CLOSE_NAME = 0.88  # Jaro-Winkler of core forms from which two spellings may be one name
NEAR_GIVEN_NAME = 0.80  # Jaro-Winkler of given names that are worth a look under one number
NEAR_BIRTH_DAYS = 2 * 366  # ages are told from memory: two years apart is still near
FITTING_NAMES = frozenset({"equal", "same_core", "same_key", "close", "shares_part"})


@dataclass(frozen=True, slots=True)
class Traits:
    """What one mention says about a person, in the forms that linkage compares.

    Empty texts and None stand for "not said", which is neither agreement nor disagreement.
    """

    name_full: str = ""
    father_full: str = ""
    father_is: str = ""
    sex: str = ""
    birth_from: date | None = None
    birth_to: date | None = None
    cnic_index: bytes | None = None
    cnic_masked: tuple[bytes, ...] = ()
    district: str = ""
    village: str = ""
    form_no: str = ""


def compare(left: Traits, right: Traits) -> dict[str, str]:
    """The level of agreement for each comparison of the model, in the model's order."""
    name = name_level(left.name_full, right.name_full)
    return {
        "cnic": cnic_level(left, right, name),
        "name": name,
        "father": father_level(left, right),
        "birth": birth_level(left, right),
        "sex": sex_level(left.sex, right.sex),
        "place": place_level(left, right),
        "form": form_level(left.form_no, right.form_no),
    }


def name_level(left: str, right: str) -> str:
    """Compare two full forms; courtesies, tribes and the order of parts matter little."""
    if not left or not right:
        return UNKNOWN
    if left == right:
        return "equal"
    left_core, right_core = core_of(left), core_of(right)
    if left_core == right_core:
        return "same_core"
    if key_of(left) == key_of(right):
        return "same_key"
    if jaro_winkler(left_core, right_core) >= CLOSE_NAME or _share(keys_of(left), keys_of(right)):
        return "close"
    if _share(left_core.split(), right_core.split()):
        return "shares_part"
    return "different"


def given_names_meet(left: str, right: str, *, alike: float) -> bool:
    """True if the given name of either full form is a part of the other, or as much alike.

    Clans do not count: two men of one village often share that name and no other.
    """
    if _share(keys_of(left), keys_of(right)):
        return True
    return any(
        skeleton(given_of(one)) == skeleton(part) or jaro_winkler(given_of(one), part) >= alike
        for one, other in ((left, right), (right, left))
        for part in core_of(other).split()
    )


def is_worth_a_look(left: Traits, right: Traits, levels: Mapping[str, str]) -> bool:
    """True for an own number in two rows whose names differ, but not wholly, and nothing clashes.

    The wrong name may be a slip that nobody foresaw, or the number may be borrowed: too doubtful
    to link, too likely to overlook.
    """
    return (
        levels["cnic"] == NUMBER_OF_ANOTHER_NAME
        and "different" not in (levels["sex"], levels["birth"])
        and given_names_meet(left.name_full, right.name_full, alike=NEAR_GIVEN_NAME)
    )


def cnic_level(left: Traits, right: Traits, name: str) -> str:
    """Compare numbers; an equal number under a name that does not fit is often a relative's."""
    if left.cnic_index is None or right.cnic_index is None:
        return UNKNOWN
    fits = name in FITTING_NAMES
    if left.cnic_index == right.cnic_index:
        return "equal" if fits else NUMBER_OF_ANOTHER_NAME
    if _share(left.cnic_masked, right.cnic_masked):
        return "one_digit_differs" if fits else "different"
    return "different"


def father_level(left: Traits, right: Traits) -> str:
    """Compare fathers or husbands; a woman stands under either, so theirs may rightly differ."""
    level = name_level(left.father_full, right.father_full)
    if level == UNKNOWN:
        return UNKNOWN
    if {left.father_is, right.father_is} == {"father", "husband"}:
        return "father_or_husband"
    if level in {"same_core", "same_key"}:
        return "same"
    if level in {"close", "shares_part"}:
        return "close"
    if level == "different" and not left.father_is == right.father_is == "father":
        return "father_or_husband"
    return level


def birth_level(left: Traits, right: Traits) -> str:
    """Compare intervals of birth: an age or 1 January is a year or more, a birthday is one day."""
    if (
        left.birth_from is None
        or left.birth_to is None
        or right.birth_from is None
        or right.birth_to is None
    ):
        return UNKNOWN
    if left.birth_from == left.birth_to == right.birth_from == right.birth_to:
        return "same_day"
    gap = (max(left.birth_from, right.birth_from) - min(left.birth_to, right.birth_to)).days
    if gap <= 0:
        return "overlap"
    return "near" if gap <= NEAR_BIRTH_DAYS else "different"


def sex_level(left: str, right: str) -> str:
    """Compare sexes; lists rarely follow a transgender person's registration, so that is no proof.

    A row saying transgender and one saying male or female may well be one person.
    """
    if not left or not right:
        return UNKNOWN
    if left == right:
        return "same"
    return UNKNOWN if TRANSGENDER in {left, right} else "different"


def place_level(left: Traits, right: Traits) -> str:
    """Compare villages; where either row names none, being of one district says nothing.

    A row without a district is taken to be of the other's: some lists name villages alone.
    """
    if left.district and right.district and left.district != right.district:
        return "other_district"
    if not left.village or not right.village:
        return UNKNOWN
    return "same_village" if left.village == right.village else "other_village"


def form_level(left: str, right: str) -> str:
    """Compare survey forms: people rarely stand on two."""
    if not left or not right:
        return UNKNOWN
    return "same" if left == right else "different"


def _share(left: Collection[object], right: Collection[object]) -> bool:
    return not set(left).isdisjoint(right)
