"""Each comparison says how far two mentions agree; what is not said neither joins nor parts."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dareecha.domain.linkage.compare import Traits, compare, given_names_meet, is_worth_a_look
from dareecha.domain.linkage.names import normalise
from dareecha.domain.linkage.readings import completed, span_of_birth, whose_name
from dareecha.domain.linkage.similarity import jaro_winkler

BIRTHDAY = date(1980, 2, 3)


def level(comparison: str, left: Traits, right: Traits) -> str:
    found = compare(left, right)[comparison]
    assert found == compare(right, left)[comparison], "a pair has no direction"
    return found


def named(text: str) -> Traits:
    return Traits(name_full=normalise(text).full)


def born(first: date, last: date | None = None) -> Traits:
    return Traits(birth_from=first, birth_to=last or first)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Mohd Yousaf", "محمد یوسف", "equal"),
        ("Yousaf Khan", "Muhammad Yousaf", "same_core"),
        ("Fazal", "Fazil Khan", "same_key"),
        ("Zarlakhta", "Zarlakhtna", "close"),
        ("Gul Nawaz", "Gul Nawaz Dzadzi", "shares_part"),
        ("Merjan", "Marjan", "close"),
        ("Wali Chagharzai", "Shahzad Chagharzai", "different"),
        ("Ali Bahram Gul", "Nowsher Gul", "shares_part"),
        ("Sajida", "Nargis", "different"),
        ("", "Nargis", "unknown"),
    ],
)
def test_names_agree_in_levels(one: str, other: str, expected: str) -> None:
    assert level("name", named(one), named(other)) == expected


def numbered(index: bytes, masked: tuple[bytes, ...], name: str) -> Traits:
    return Traits(name_full=normalise(name).full, cnic_index=index, cnic_masked=masked)


def test_an_equal_number_under_another_name_is_a_level_of_its_own() -> None:
    head = numbered(b"1", (b"a", b"b"), "Ali Khan")
    wife = numbered(b"1", (b"a", b"b"), "Nargis Bibi")
    assert level("cnic", head, wife) == "equal_name_differs"
    assert level("cnic", head, numbered(b"1", (b"a", b"b"), "ALY XAN")) == "equal"


def look(left: Traits, right: Traits) -> bool:
    return is_worth_a_look(left, right, compare(left, right))


def test_an_own_number_under_a_name_like_hers_is_worth_a_look() -> None:
    ours = numbered(b"1", (), "Sajida Bibi")
    assert look(ours, numbered(b"1", (), "Saeeda"))
    assert not look(ours, numbered(b"1", (), "Khalid"))
    assert not look(ours, numbered(b"1", (), "Sajida"))  # weighed as an equal number
    assert not look(ours, numbered(b"2", (), "Saeeda"))


def test_a_clash_of_sex_or_birth_under_one_number_is_not_worth_a_look() -> None:
    ours = replace(
        numbered(b"1", (), "Sajida"), sex="female", birth_from=BIRTHDAY, birth_to=BIRTHDAY
    )
    theirs = numbered(b"1", (), "Saeeda")
    assert look(ours, replace(theirs, sex="female", birth_from=BIRTHDAY, birth_to=BIRTHDAY))
    assert not look(ours, replace(theirs, sex="male"))
    assert not look(ours, replace(theirs, birth_from=date(1950, 1, 1), birth_to=date(1950, 1, 1)))


def test_given_names_are_compared_apart_from_clans() -> None:
    assert given_names_meet("wali gharghisht", "walli", alike=0.88)
    assert given_names_meet("turi pekai", "turpekay", alike=0.88)
    assert not given_names_meet("ali gharghisht", "nowsher gharghisht", alike=0.88)


def test_one_digit_counts_only_under_a_fitting_name() -> None:
    right = numbered(b"1", (b"a", b"b"), "Ali Khan")
    assert level("cnic", right, numbered(b"2", (b"a", b"c"), "Ali Khan")) == "one_digit_differs"
    assert level("cnic", right, numbered(b"2", (b"a", b"c"), "Nargis")) == "different"
    assert level("cnic", right, numbered(b"3", (b"x", b"y"), "Ali Khan")) == "different"
    assert level("cnic", right, named("Ali Khan")) == "unknown"


def test_a_husband_and_a_father_of_one_name_are_no_agreement() -> None:
    under_father = Traits(father_full="younas masih", father_is="father")
    under_husband = Traits(father_full="younas masih", father_is="husband")
    either = Traits(father_full="younas masih", father_is="either")
    assert level("father", under_father, under_husband) == "father_or_husband"
    assert level("father", under_husband, either) == "equal"


def test_only_two_fathers_can_really_differ() -> None:
    ahmad = Traits(father_full="ahmad", father_is="father")
    assert level("father", ahmad, Traits(father_full="bilal", father_is="father")) == "different"
    assert (
        level("father", ahmad, Traits(father_full="bilal", father_is="either"))
        == "father_or_husband"
    )


def test_a_told_age_and_a_birthday_can_agree() -> None:
    age = born(date(1980, 7, 1), date(1981, 6, 30))
    assert level("birth", age, born(date(1981, 2, 1))) == "overlap"
    assert level("birth", age, born(date(1983, 2, 1))) == "near"
    assert level("birth", age, born(date(1990, 2, 1))) == "different"
    assert level("birth", born(date(1981, 2, 1)), born(date(1981, 2, 1))) == "same_day"
    assert level("birth", age, Traits()) == "unknown"


def test_first_of_january_stands_for_its_year() -> None:
    assert span_of_birth(date(1980, 1, 1), date(1980, 1, 1), is_rounded=True) == (
        date(1980, 1, 1),
        date(1980, 12, 31),
    )
    assert span_of_birth(date(1980, 1, 1), date(1980, 1, 1), is_rounded=False)[1] == date(
        1980, 1, 1
    )
    assert span_of_birth(None, None, is_rounded=True) == (None, None)


def test_sex_that_is_not_said_or_was_registered_anew_parts_nobody() -> None:
    assert level("sex", Traits(sex="male"), Traits(sex="female")) == "different"
    assert level("sex", Traits(sex="male"), Traits(sex="")) == "unknown"
    assert level("sex", Traits(sex="male"), Traits(sex="transgender")) == "unknown"
    assert level("sex", Traits(sex="transgender"), Traits(sex="transgender")) == "same"


def test_a_missing_village_is_no_other_village() -> None:
    home = Traits(district="PK526", village="sltnft")
    assert level("place", home, Traits(district="PK526", village="sltnft")) == "same_village"
    assert level("place", home, Traits(district="PK526", village="gldr")) == "other_village"
    assert level("place", home, Traits(district="PK526")) == "unknown"
    assert level("place", home, Traits(district="PK520", village="sltnft")) == "other_district"
    assert level("place", home, Traits(district="", village="")) == "unknown"


def test_a_list_without_districts_is_compared_by_village() -> None:
    home = Traits(district="PK526", village="sltnft")
    assert level("place", home, Traits(village="sltnft")) == "same_village"
    assert level("place", home, Traits(village="gldr")) == "other_village"


def test_a_wife_stands_under_her_husband_and_a_daughter_under_her_father() -> None:
    assert whose_name("either", "female", "married") == "husband"
    assert whose_name("either", "female", "never_married") == "father"
    assert whose_name("either", "male", "married") == "father"
    assert whose_name("either", "female", "widowed") == "either"
    assert whose_name("either", "", "") == "either"
    assert whose_name("father", "female", "married") == "father"


def test_a_member_lives_where_its_form_says() -> None:
    blank = {
        "tehsil": "",
        "union_council": "",
        "sex": "",
        "marital_status": "",
        "father_is": "",
        "birth_from": None,
        "birth_to": None,
        "birth_is_rounded": False,
        "family_no": "",
    }
    form = {**blank, "form_no": "F1", "member_no": "", "district": "PK526", "village": "gldr"}
    member = {**blank, "form_no": "F1", "member_no": "2", "district": "", "village": ""}
    alone = {**blank, "form_no": "", "member_no": "", "district": "", "village": ""}
    _, at_home, elsewhere = completed(lambda: [form, member, alone])
    assert (at_home["district"], at_home["village"]) == ("PK526", "gldr")
    assert (elsewhere["district"], elsewhere["village"]) == ("", "")


def on_card(relation: str, name: str, sex: str, **more: str) -> dict[str, object]:
    return {
        "district": "PK526", "tehsil": "", "union_council": "", "village": "", "sex": sex,
        "marital_status": "", "father_is": "", "birth_from": None, "birth_to": None,
        "birth_is_rounded": False, "form_no": "", "member_no": "", "family_no": "C",
        "relation": relation, "name_full": name, "name_key": name[:2], "father_full": "",
        "father_key": "", **more,
    }  # fmt: skip


def test_a_card_names_the_father_of_children_and_the_wifes_husband_in_its_heads_row() -> None:
    rows = [
        on_card("head", "akbar gul", "male"),
        on_card("wife", "gulalai", "female"),
        on_card("daughter", "spogmay", "female"),
        on_card("", "zar wali", "male"),
        on_card("son", "noor", "male", father_full="told otherwise"),
    ]
    named = [(row["father_full"], row["father_is"]) for row in completed(lambda: rows)]
    assert named == [
        ("", ""),
        ("akbar gul", "husband"),
        ("akbar gul", "father"),
        ("", ""),
        ("told otherwise", ""),
    ]


def test_a_card_of_a_woman_names_nobodys_father() -> None:
    rows = [on_card("head", "gulalai", "female"), on_card("son", "noor", "male")]
    assert [row["father_full"] for row in completed(lambda: rows)] == ["", ""]


@given(st.text("abcdz", max_size=9), st.text("abcdz", max_size=9))
def test_likeness_lies_between_nothing_and_all_and_has_no_direction(one: str, other: str) -> None:
    assert 0 <= jaro_winkler(one, other) <= 1
    assert jaro_winkler(one, other) == pytest.approx(jaro_winkler(other, one))
    assert (jaro_winkler(one, other) == 1) == (one == other)
