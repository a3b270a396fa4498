"""The levels of `compare` as SQL conditions on the two sides of a pair, best level first.

Written for DuckDB. The columns are those of a mention, with `name_core`, `name_parts`,
`name_keys` and the same of the father beside them; a text that says nothing is NULL there.
"""

from dareecha.domain.linkage.compare import CLOSE_NAME, NEAR_BIRTH_DAYS, TRANSGENDER, UNKNOWN

_NAMES_CLOSE = (
    f"(jaro_winkler_similarity(name_core_l, name_core_r) >= {CLOSE_NAME}"
    " OR list_has_any(name_keys_l, name_keys_r))"
)
_NAMES_FIT = (
    f"(name_full_l = name_full_r OR {_NAMES_CLOSE} OR list_has_any(name_parts_l, name_parts_r))"
)
_BIRTH_GAP = "date_diff('day', least(birth_to_l, birth_to_r), greatest(birth_from_l, birth_from_r))"
# One row names the father, the other the husband: whether their names agree says nothing.
_KIN_MAY_BE_ONE = (
    "NOT (coalesce(father_is_l, '') IN ('father', 'husband')"
    " AND coalesce(father_is_r, '') IN ('father', 'husband') AND father_is_l <> father_is_r)"
)
_BOTH_FATHERS = "coalesce(father_is_l, '') = 'father' AND coalesce(father_is_r, '') = 'father'"
_OTHER_DISTRICT = "coalesce(district_l <> district_r, FALSE)"
_ELSE = "ELSE"

LEVELS: dict[str, tuple[tuple[str, str], ...]] = {
    "cnic": (
        (UNKNOWN, "cnic_index_l IS NULL OR cnic_index_r IS NULL"),
        ("equal", f"cnic_index_l = cnic_index_r AND {_NAMES_FIT}"),
        ("equal_name_differs", "cnic_index_l = cnic_index_r"),
        ("one_digit_differs", f"list_has_any(cnic_masked_l, cnic_masked_r) AND {_NAMES_FIT}"),
        ("different", _ELSE),
    ),
    "name": (
        (UNKNOWN, "name_full_l IS NULL OR name_full_r IS NULL"),
        ("equal", "name_full_l = name_full_r"),
        ("same_core", "name_core_l = name_core_r"),
        ("same_key", "name_key_l = name_key_r"),
        ("close", _NAMES_CLOSE),
        ("shares_part", "list_has_any(name_parts_l, name_parts_r)"),
        ("different", _ELSE),
    ),
    "father": (
        (UNKNOWN, "father_full_l IS NULL OR father_full_r IS NULL"),
        ("equal", f"{_KIN_MAY_BE_ONE} AND father_full_l = father_full_r"),
        (
            "same",
            f"{_KIN_MAY_BE_ONE} AND (father_core_l = father_core_r OR father_key_l = father_key_r)",
        ),
        (
            "close",
            f"{_KIN_MAY_BE_ONE}"
            f" AND (jaro_winkler_similarity(father_core_l, father_core_r) >= {CLOSE_NAME}"
            " OR list_has_any(father_keys_l, father_keys_r)"
            " OR list_has_any(father_parts_l, father_parts_r))",
        ),
        ("father_or_husband", f"NOT ({_BOTH_FATHERS})"),
        ("different", _ELSE),
    ),
    "birth": (
        (
            UNKNOWN,
            "birth_from_l IS NULL OR birth_to_l IS NULL OR birth_from_r IS NULL"
            " OR birth_to_r IS NULL",
        ),
        (
            "same_day",
            "birth_from_l = birth_to_l AND birth_from_r = birth_to_r"
            " AND birth_from_l = birth_from_r",
        ),
        ("overlap", f"{_BIRTH_GAP} <= 0"),
        ("near", f"{_BIRTH_GAP} <= {NEAR_BIRTH_DAYS}"),
        ("different", _ELSE),
    ),
    "sex": (
        (
            UNKNOWN,
            "sex_l IS NULL OR sex_r IS NULL"
            f" OR (sex_l <> sex_r AND '{TRANSGENDER}' IN (sex_l, sex_r))",
        ),
        ("same", "sex_l = sex_r"),
        ("different", _ELSE),
    ),
    "place": (
        (
            UNKNOWN,
            f"NOT ({_OTHER_DISTRICT}) AND (village_l IS NULL OR village_r IS NULL)",
        ),
        ("same_village", f"NOT ({_OTHER_DISTRICT}) AND village_l = village_r"),
        ("other_village", f"NOT ({_OTHER_DISTRICT})"),
        ("other_district", _ELSE),
    ),
    "form": (
        (UNKNOWN, "form_no_l IS NULL OR form_no_r IS NULL"),
        ("same", "form_no_l = form_no_r"),
        ("different", _ELSE),
    ),
}
