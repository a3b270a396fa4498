"""Who is whose parent, spouse and family on a roster: only what the roster settles."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dareecha.domain.households.dictionary import RELATIONSHIPS
from dareecha.domain.households.kinship import Listed, kin_of

MEN = {"husband", "son", "father", "brother", "grandson", "nephew", "son_in_law"}


def listed(
    id: str,
    relation: str,
    *,
    sex: str = "",
    married: str = "married",
    name: str = "",
    of: str = "",
) -> Listed:
    sex = sex or ("male" if relation in MEN or relation == "head" else "female")
    return Listed(id, relation, sex, married, name or id, of)


HEAD = listed("akbar", "head", of="sher")
WIFE = listed("gulalai", "wife", of="akbar")
SON = listed("zar", "son", married="never_married", of="akbar")
DAUGHTER = listed("spogmay", "daughter", married="never_married", of="akbar")


def test_a_child_of_the_head_has_the_head_as_parent_and_no_other_is_guessed() -> None:
    kin = kin_of([HEAD, WIFE, SON])
    assert kin.father == {"zar": "akbar"}
    # He may be a first wife's son: a roster does not say which wife bore him.
    assert kin.mother == {}


def test_a_woman_at_the_head_is_the_mother_of_her_children() -> None:
    widow = listed("zarmina", "head", sex="female", married="widowed")
    kin = kin_of([widow, SON])
    assert (kin.mother, kin.father) == ({"zar": "zarmina"}, {})
    assert kin.families == (frozenset({"zarmina", "zar"}),)


def test_a_parent_of_unknown_sex_is_neither_father_nor_mother() -> None:
    head = Listed("noor", "head", "", "married", "noor", "")
    kin = kin_of([head, SON])
    assert (kin.father, kin.mother) == ({}, {})
    assert kin.families == (frozenset({"noor"}),)


def test_a_roster_without_a_head_or_with_two_says_nothing_of_children_and_wives() -> None:
    for roster in ([WIFE, SON], [HEAD, listed("sher", "head"), WIFE, SON]):
        kin = kin_of(roster)
        assert kin.father == {}
        assert kin.spouses == {"zar": frozenset()}


def test_the_heads_parents_are_parents_of_brothers_and_sisters_and_a_couple() -> None:
    father, mother = listed("sher", "father"), listed("bakht", "mother")
    brother = listed("wali", "brother", married="never_married")
    kin = kin_of([HEAD, brother, father, mother])
    assert kin.father == {"akbar": "sher", "wali": "sher"}
    assert kin.mother == {"akbar": "bakht", "wali": "bakht"}
    assert kin.spouses["sher"] == {"bakht"}
    assert frozenset({"sher", "bakht", "wali"}) in kin.families


def test_one_parent_alone_makes_no_couple() -> None:
    kin = kin_of([HEAD, listed("bakht", "mother", married="widowed")])
    assert kin.mother == {"akbar": "bakht"}
    assert "bakht" not in kin.spouses


def test_two_mothers_of_the_head_settle_nothing() -> None:
    kin = kin_of([HEAD, listed("bakht", "mother"), listed("noor", "mother")])
    assert kin.mother == {}


def test_a_grandchild_belongs_to_the_one_son_who_bears_the_fathers_name() -> None:
    one, other = listed("zar", "son"), listed("gul", "son")
    child = listed("mina", "granddaughter", married="never_married", of="gul")
    assert kin_of([HEAD, one, other, child]).father["mina"] == "gul"


def test_a_grandchild_of_one_of_two_sons_of_the_same_name_has_no_known_father() -> None:
    sons = [listed("one", "son", name="zar"), listed("two", "son", name="zar")]
    child = listed("mina", "granddaughter", married="never_married", of="zar")
    assert "mina" not in kin_of([HEAD, *sons, child]).father


def test_a_father_without_a_name_is_nobodys_father() -> None:
    nameless = Listed("zar", "son", "male", "married", "", "akbar")
    child = listed("mina", "grandson", married="never_married", of="")
    assert "mina" not in kin_of([HEAD, nameless, child]).father


def test_a_nephew_belongs_to_the_one_brother_who_bears_the_fathers_name() -> None:
    child = listed("mina", "niece", married="never_married", of="wali")
    assert kin_of([HEAD, listed("wali", "brother"), child]).father["mina"] == "wali"


def test_relations_that_name_no_parent_leave_the_parents_unknown() -> None:
    for relation in ("uncle", "other_relative", "not_related", "son_in_law"):
        kin = kin_of([HEAD, listed("x", relation, of="akbar")])
        assert "x" not in kin.father


def test_a_man_with_two_wives_and_their_unmarried_children_are_one_family() -> None:
    second = listed("noor", "wife", of="akbar")
    kin = kin_of([HEAD, WIFE, second, SON, DAUGHTER])
    assert kin.spouses["akbar"] == {"gulalai", "noor"}
    assert kin.spouses["noor"] == {"akbar"}
    assert kin.families == (frozenset({"akbar", "gulalai", "noor", "zar", "spogmay"}),)


def test_the_same_family_is_found_whoever_stands_first() -> None:
    second = listed("noor", "wife", of="akbar")
    roster = [second, SON, WIFE, HEAD]
    assert kin_of(roster).families == (frozenset({"akbar", "gulalai", "noor", "zar"}),)


def test_a_married_son_and_his_wife_are_a_family_of_their_own() -> None:
    son = listed("zar", "son", of="akbar")
    wife = listed("mina", "daughter_in_law", of="zar")
    child = listed("gul", "grandson", married="never_married", of="zar")
    kin = kin_of([HEAD, WIFE, son, wife, child])
    assert kin.families == (frozenset({"akbar", "gulalai"}), frozenset({"zar", "mina", "gul"}))


def test_a_daughter_in_law_whose_husband_is_not_here_is_nobodys_wife_here() -> None:
    wife = listed("mina", "daughter_in_law", of="somebody")
    kin = kin_of([HEAD, SON, wife])
    assert "mina" not in kin.spouses
    assert kin.families == (frozenset({"akbar", "zar"}),)


def test_somebody_never_married_has_no_spouse_and_a_married_one_an_unknown_one() -> None:
    kin = kin_of([listed("akbar", "head"), SON])
    assert kin.spouses == {"zar": frozenset()}
    assert "akbar" not in kin.spouses


def test_an_unmarried_head_stands_at_the_head_of_no_family() -> None:
    assert kin_of([listed("akbar", "head", married="never_married")]).families == ()


def test_a_widowed_parent_who_is_not_the_head_is_a_family_with_unmarried_children_only() -> None:
    widower = listed("wali", "brother", married="widowed")
    child = listed("mina", "niece", married="never_married", of="wali")
    assert frozenset({"wali", "mina"}) in kin_of([HEAD, widower, child]).families
    assert kin_of([HEAD, widower]).families == (frozenset({"akbar"}),)


def test_an_empty_roster_says_nothing() -> None:
    kin = kin_of([])
    assert (kin.father, kin.mother, kin.spouses, kin.families) == ({}, {}, {}, ())


NAMES = st.sampled_from(["", "zar", "gul", "mina"])
ROSTERS = st.lists(
    st.tuples(
        st.sampled_from(RELATIONSHIPS),
        st.sampled_from(["", "male", "female", "transgender"]),
        st.sampled_from(["", "married", "never_married", "widowed"]),
        NAMES,
        NAMES,
    ),
    max_size=7,
).map(lambda rows: [Listed(f"m{n}", *row) for n, row in enumerate(rows)])


@settings(deadline=None, max_examples=50)
@given(roster=ROSTERS)
def test_whatever_the_roster_marriage_is_mutual_and_nobody_is_their_own_kin(
    roster: list[Listed],
) -> None:
    kin = kin_of(roster)
    for id_, spouses in kin.spouses.items():
        assert id_ not in spouses
        assert all(id_ in kin.spouses[spouse] for spouse in spouses)
    for parents in (kin.father, kin.mother):
        assert all(child != parent for child, parent in parents.items())


@settings(deadline=None, max_examples=50)
@given(roster=ROSTERS)
def test_whatever_the_roster_every_family_is_of_its_people_and_no_adult_is_in_two(
    roster: list[Listed],
) -> None:
    kin = kin_of(roster)
    members = {member.id for member in roster}
    single = {m.id for m in roster if m.marital_status == "never_married"}
    adults = [id_ for family in kin.families for id_ in family - single]
    assert all(family <= members for family in kin.families)
    assert len(adults) == len(set(adults))
