"""A form makes a household; people of other lists join it by evidence, else stay without one."""

from dataclasses import replace

from dareecha.domain.linkage import companions
from dareecha.domain.linkage.clusters import Mention
from dareecha.domain.linkage.companions import Pointer, by_kin, by_numbers, find
from dareecha.domain.linkage.compare import Traits
from dareecha.domain.linkage.hearths import (
    LEFT_A_WIDOW,
    LEFT_A_WIDOWER,
    ON_THE_CARD,
    ON_THE_FORM,
    SHARED_PERSON,
    Placed,
    households,
)

HOME = {"district": "PK526", "village": "sltnft"}


def person(id_: str, name: str, marital_status: str = "", **traits: object) -> Mention:
    return Mention(
        id_,
        Traits(name_full=name, **{**HOME, **traits}),
        member_no=id_ if traits.get("form_no") else "",
        marital_status=marital_status,
    )


def alone(*mentions: Mention) -> dict[str, str]:
    return {mention.id: mention.id for mention in mentions}


def test_members_of_a_form_live_in_its_household() -> None:
    head, wife = person("h", "ali", form_no="F"), person("w", "nargis", form_no="F")
    found = households([head, wife], alone(head, wife), heads=["h"])
    assert found.of_person == {
        "h": (Placed("F", ON_THE_FORM),),
        "w": (Placed("F", ON_THE_FORM),),
    }


def test_one_head_on_two_forms_is_one_hearth() -> None:
    first, second = person("a", "ali", form_no="F"), person("b", "ali", form_no="G")
    found = households([first, second], {"a": "a", "b": "a"}, heads=["a", "b"])
    assert found.of_form == {"F": "F", "G": "F"}
    assert [joined.rule for joined in found.joined] == [SHARED_PERSON]


def test_a_member_of_two_households_keeps_both() -> None:
    first, second = person("a", "ali", form_no="F"), person("b", "ali", form_no="G")
    found = households([first, second], {"a": "a", "b": "a"}, heads=[])
    assert found.of_form == {"F": "F", "G": "G"}
    assert found.of_person["a"] == (Placed("F", ON_THE_FORM), Placed("G", ON_THE_FORM))


def test_the_dead_are_placed_with_their_widow_or_widower() -> None:
    widow = person("w", "nargis", "widowed", sex="female", father_full="ali khan", form_no="F")
    widower = person("m", "bilal", "widowed", sex="male", form_no="G")
    he = person("x", "muhammad ali", sex="male")
    she = person("y", "zahra", sex="female", father_full="bilal", father_is="either")
    everybody = [widow, widower, he, she]
    found = households(everybody, alone(*everybody), deceased=["x", "y"])
    assert found.of_person["x"] == (Placed("F", LEFT_A_WIDOW),)
    assert found.of_person["y"] == (Placed("G", LEFT_A_WIDOWER),)


def test_the_dead_are_placed_under_a_name_written_in_the_other_script() -> None:
    widow = person("w", "nargis", "widowed", sex="female", father_full="bilal mandanr", form_no="F")
    unsaid = person("u", "zahra", "widowed", form_no="G")
    he = person("x", "bilal mndnr", sex="male")
    everybody = [widow, unsaid, he]
    found = households(everybody, alone(*everybody), deceased=["x"])
    assert found.of_person["x"] == (Placed("F", LEFT_A_WIDOW),)


def test_a_row_that_points_to_one_form_is_placed_there() -> None:
    head, worker = person("h", "ali", form_no="F"), person("e", "sajida")
    pointer = Pointer("e", frozenset({"F"}), companions.RELATIVES_NUMBER)
    found = households([head, worker], alone(head, worker), pointers=[pointer])
    assert found.of_person["e"] == (Placed("F", companions.RELATIVES_NUMBER),)


def test_whoever_fits_two_households_or_is_alive_gets_none() -> None:
    widows = [
        person(id_, "nargis", "widowed", sex="female", father_full="ali", form_no=form)
        for id_, form in (("v", "F"), ("w", "G"))
    ]
    he = person("x", "ali", sex="male")
    assert "x" not in households([*widows, he], alone(*widows, he), deceased=["x"]).of_person
    assert "x" not in households([widows[0], he], alone(widows[0], he)).of_person


def test_a_mother_is_found_by_the_child_her_payment_names() -> None:
    mother = person("1", "shaheen bibi", sex="female", form_no="F")
    child = person("2", "bilal", form_no="F")
    paid, for_whom = person("p", "shaheen", sex="female"), person("q", "bilal")
    everybody = [mother, child, paid, for_whom]
    person_of = {**alone(*everybody), "q": "2"}
    pointers = list(by_kin([("p", "q")], everybody, person_of))
    assert pointers == [Pointer("p", frozenset({"F"}), companions.CHILD_ON_THE_FORM)]
    [found] = find(pointers, everybody, person_of)
    assert found.on_form == "1"


def test_a_child_on_no_form_points_nowhere() -> None:
    paid, for_whom = person("p", "shaheen", sex="female"), person("q", "bilal")
    assert list(by_kin([("p", "q")], [paid, for_whom], alone(paid, for_whom))) == []


def test_whoever_stands_on_a_form_is_looked_for_on_no_other() -> None:
    here, there = person("1", "ali", form_no="F"), person("2", "ali", form_no="G")
    pointer = Pointer("1", frozenset({"G"}), companions.RELATIVES_NUMBER)
    assert list(find([pointer], [here, there], alone(here, there))) == []


def test_a_clans_name_alone_makes_nobody_the_man_on_the_form() -> None:
    head = person("h", "sajida", sex="female", form_no="F", cnic_index=b"1")
    grandson = person("g", "shahzad khan gharghisht", sex="male", form_no="F")
    worker = person("e", "wali khan gharghisht", cnic_index=b"1")
    everybody = [head, grandson, worker]
    pointers = list(by_numbers(everybody, alone(*everybody)))
    assert [pointer.mention for pointer in pointers] == ["e"]
    assert list(find(pointers, everybody, alone(*everybody))) == []


def test_two_women_of_one_name_on_the_form_prove_nothing() -> None:
    women = [person(id_, "shaheen bibi", sex="female", form_no="F") for id_ in "12"]
    paid = person("p", "shaheen", sex="female")
    pointer = Pointer("p", frozenset({"F"}), companions.CHILD_ON_THE_FORM)
    assert list(find([pointer], [*women, paid], alone(*women, paid))) == []


def test_a_row_under_a_relatives_number_points_to_the_relatives_form() -> None:
    head = person("h", "ali", sex="male", form_no="F", cnic_index=b"1")
    daughter = person("d", "sajida", sex="female", form_no="F")
    worker = person("e", "sajida bibi", cnic_index=b"1")
    everybody = [head, daughter, worker]
    pointers = list(by_numbers(everybody, alone(*everybody)))
    assert [pointer.rule for pointer in pointers] == [companions.RELATIVES_NUMBER]
    [found] = find(pointers, everybody, alone(*everybody))
    assert (found.mention, found.on_form) == ("e", "d")


# --- Families' cards ----------------------------------------------------------------------------


def on_card(id_: str, name: str, card: str, head: bytes, **traits: object) -> Mention:
    return replace(person(id_, name, **traits), family_no=card, relative_index=head)


def test_a_card_with_the_heads_number_on_every_row_points_to_the_heads_form() -> None:
    father = person("f", "ali", form_no="F", cnic_index=b"1")
    girl = person("g", "sajida", sex="female", form_no="F")
    on_the_card = on_card("c", "sajida bibi", "C", b"1", sex="female")
    everybody = [father, girl, on_the_card]
    pointers = list(by_numbers(everybody, alone(*everybody)))
    assert [(p.mention, p.forms) for p in pointers] == [("c", {"F"})]
    assert [one.on_form for one in find(pointers, everybody, alone(*everybody))] == ["g"]


def test_a_pupil_under_the_fathers_number_is_found_on_the_fathers_card_without_a_form() -> None:
    daughter = on_card("d", "sajida", "C", b"1", sex="female")
    pupil = replace(person("p", "sajida", sex="female"), relative_index=b"1")
    everybody = [daughter, pupil]
    pointers = [p for p in by_numbers(everybody, alone(*everybody)) if p.mention == "p"]
    assert [p.cards for p in pointers] == [{"family C"}]
    assert [one.on_form for one in find(pointers, everybody, alone(*everybody))] == ["d"]


def test_a_number_told_to_be_a_relatives_leaves_the_own_number_alone() -> None:
    father = person("f", "ali", form_no="F", cnic_index=b"1")
    pupil = replace(person("p", "sajida", cnic_index=b"2"), relative_index=b"1")
    [pointer] = by_numbers([father, pupil], alone(father, pupil))
    assert pointer.rule != companions.RELATIVES_NUMBER


def test_people_of_one_card_live_where_those_on_a_form_live() -> None:
    head = replace(person("h", "ali", form_no="F"), family_no="")
    same = on_card("s", "ali", "C", b"1")
    wife = on_card("w", "sajida", "C", b"1")
    found = households([head, same, wife], {"h": "1", "s": "1", "w": "2"})
    assert found.of_person["2"] == (Placed("F", ON_THE_CARD),)
    assert found.of_card == {"1": "family C", "2": "family C"}


def test_a_card_whose_people_live_in_two_households_places_nobody_else() -> None:
    homes = [person("h", "ali", form_no="F"), person("g", "noor", form_no="G")]
    card = [on_card(id_, "name", "C", b"1") for id_ in ("s", "t", "w")]
    found = households([*homes, *card], {"h": "1", "s": "1", "g": "2", "t": "2", "w": "3"})
    assert "3" not in found.of_person
