"""Links join mentions to persons, except where the join would make one person of two."""

from dataclasses import replace
from datetime import date

import pytest

from dareecha.domain.linkage import clusters
from dareecha.domain.linkage.clusters import Link, Mention, join
from dareecha.domain.linkage.compare import Traits
from dareecha.domain.linkage.relatives import numbers_of_relatives


def mention(id_: str, member_no: str = "", **traits: object) -> Mention:
    return Mention(id_, Traits(name_full="gul khan", **traits), member_no)


def number(index: bytes, *masked: bytes) -> dict[str, object]:
    return {"cnic_index": index, "cnic_masked": masked or (index,)}


def test_links_chain_to_one_person_named_after_the_smallest_id() -> None:
    joined = join([mention(x) for x in "cab"], [Link("a", "b", 0.95), Link("b", "c", 0.99)])
    assert set(joined.person_of.values()) == {"a"}
    assert joined.refused == ()


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        (
            mention("a", "1", form_no="F"),
            mention("b", "2", form_no="F"),
            clusters.SAME_FORM,
        ),
        (mention("a", sex="male"), mention("b", sex="female"), clusters.OTHER_SEX),
        (mention("a", **number(b"1")), mention("b", **number(b"2")), clusters.OTHER_NUMBER),
        (
            mention("a", birth_from=date(1960, 2, 3), birth_to=date(1960, 2, 3)),
            mention("b", birth_from=date(1980, 2, 3), birth_to=date(1980, 2, 3)),
            clusters.OTHER_BIRTH,
        ),
        (mention("a", "1", form_no="F"), mention("b", "1", form_no="G"), clusters.OTHER_FORM),
    ],
)
def test_a_join_that_would_make_one_of_two_is_refused(
    left: Mention, right: Mention, code: str
) -> None:
    joined = join([left, right], [Link("a", "b", 0.99)])
    assert joined.person_of == {"a": "a", "b": "b"}
    assert [refusal.code for refusal in joined.refused] == [code]


def test_a_row_printed_twice_is_one_person() -> None:
    twice = [
        mention("a", "1", form_no="F", **number(b"1")),
        mention("b", "9", form_no="F", **number(b"1")),
    ]
    assert set(join(twice, [Link("a", "b", 0.99)]).person_of.values()) == {"a"}


def test_one_wrong_digit_does_not_part_a_person() -> None:
    typo = [mention("a", **number(b"1", b"x", b"y")), mention("b", **number(b"2", b"x", b"z"))]
    assert set(join(typo, [Link("a", "b", 0.99)]).person_of.values()) == {"a"}


def test_one_number_outweighs_a_birthday_and_a_second_form() -> None:
    moved = [
        mention(
            "a",
            "1",
            form_no="F",
            birth_from=date(1960, 2, 3),
            birth_to=date(1960, 2, 3),
            **number(b"1"),
        ),
        mention(
            "b",
            "1",
            form_no="G",
            birth_from=date(1980, 2, 3),
            birth_to=date(1980, 2, 3),
            **number(b"1"),
        ),
    ]
    assert set(join(moved, [Link("a", "b", 0.99)]).person_of.values()) == {"a"}


def test_one_number_under_two_generations_is_a_relatives() -> None:
    father_and_son = [
        mention("a", birth_from=date(1990, 2, 3), birth_to=date(1990, 2, 3), **number(b"1")),
        mention("b", birth_from=date(2020, 2, 3), birth_to=date(2020, 2, 3), **number(b"1")),
    ]
    joined = join(father_and_son, [Link("a", "b", 0.99)])
    assert [refusal.code for refusal in joined.refused] == [clusters.OTHER_BIRTH]


def test_whoever_is_born_too_late_for_a_role_does_not_stand_in_it() -> None:
    worker = mention("a", birth_to=date(2012, 6, 30))  # 14 years old at least, in 2026
    child = mention("b", birth_from=date(2013, 5, 1), birth_to=date(2013, 5, 1))
    grown = mention("c", birth_from=date(1990, 5, 1), birth_to=date(1990, 5, 1))
    assert join([worker, child], [Link("a", "b", 0.99)]).refused[0].code == clusters.OTHER_BIRTH
    assert join([worker, grown], [Link("a", "c", 0.99)]).refused == ()


def on_card(id_: str, member_no: str, card: str, **traits: object) -> Mention:
    return replace(mention(id_, member_no, **traits), family_no=card)


def test_two_members_of_one_familys_card_are_two_people() -> None:
    joined = join([on_card("a", "1", "C"), on_card("b", "2", "C")], [Link("a", "b", 0.99)])
    assert [refusal.code for refusal in joined.refused] == [clusters.SAME_FORM]


def test_members_of_two_cards_are_joined_only_by_a_number() -> None:
    joined = join([on_card("a", "1", "C"), on_card("b", "1", "D")], [Link("a", "b", 0.99)])
    assert [refusal.code for refusal in joined.refused] == [clusters.OTHER_FORM]


def test_a_member_of_a_form_may_be_a_member_of_a_card() -> None:
    people = [mention("a", "1", form_no="F"), on_card("b", "2", "C")]
    assert set(join(people, [Link("a", "b", 0.99)]).person_of.values()) == {"a"}


def test_a_third_row_cannot_join_two_members_of_one_form() -> None:
    people = [mention("a", "1", form_no="F"), mention("b", "2", form_no="F"), mention("c")]
    joined = join(people, [Link("a", "c", 0.99), Link("b", "c", 0.95)])
    assert joined.person_of == {"a": "a", "b": "b", "c": "a"}


def test_a_doubtful_pair_that_cannot_be_is_not_shown_to_an_officer() -> None:
    joined = join(
        [mention("a", sex="male"), mention("b", sex="female"), mention("c")],
        [],
        doubtful=[Link("a", "b", 0.5), Link("a", "c", 0.5)],
    )
    assert [(r.left, r.right) for r in joined.refused] == [("a", "b")]


def row(id_: str, relation: str, name: str, **more: object) -> dict[str, object]:
    return {
        "id": id_,
        "form_no": "F",
        "member_no": "" if id_ == "form" else id_,
        "relation": relation,
        "name_full": name,
        "sex": "",
        "birth_from": None,
        "cnic_index": b"1",
        **more,
    }


def test_the_heads_number_on_a_wifes_row_is_the_heads() -> None:
    form = [
        row("form", "head", "ali khan"),
        row("1", "head", "ali khan", sex="male"),
        row("2", "wife", "nargis bibi", sex="female"),
        row("3", "son", "ali khan", sex="male"),
    ]
    assert set(numbers_of_relatives(form)) == {"2", "3"}


def test_a_number_that_stands_once_on_its_form_is_its_holders() -> None:
    form = [
        row("6", "son", "bilal"),
        row("7", "son", "umar", cnic_index=b"2"),
        row("8", "son", "bilal", cnic_index=None),
        row("9", "son", "umar", cnic_index=None),
    ]
    assert not set(numbers_of_relatives(form))


def test_without_the_head_the_oldest_keeps_the_number() -> None:
    form = [
        row("4", "son", "bilal", birth_from=date(2010, 1, 1)),
        row("5", "brother", "umar", birth_from=date(1980, 1, 1)),
    ]
    assert set(numbers_of_relatives(form)) == {"4"}


def test_a_row_printed_twice_keeps_its_number_on_both() -> None:
    form = [row("1", "son", "bilal", sex="male"), row("2", "son", "bilal khan", sex="male")]
    assert set(numbers_of_relatives(form)) == set()
