"""What births, marriages and pupils' registers add to a roster: ties that it left open."""

from __future__ import annotations

from dareecha.domain.households.kinship import Listed, Told, kin_of

ZARMINA = Listed("zarmina", "head", "female", "married", "zrmn", "slm")
SALIM = Listed("salim", "brother", "male", "married", "slm", "gl")
NOOR = Listed("noor", "son", "male", "never_married", "nr", "")
AMNA = Listed("amna", "daughter", "female", "never_married", "mn", "slm")
HOUSE = [ZARMINA, SALIM, NOOR, AMNA]
BIRTH = [Told("father", "noor", "salim"), Told("mother", "noor", "zarmina")]


def test_a_registered_birth_makes_a_father_and_of_its_married_mother_his_wife():
    kin = kin_of(HOUSE, told=BIRTH)
    assert kin.father["noor"] == "salim"
    assert kin.spouses["zarmina"] == {"salim"}
    assert kin.spouses["salim"] == {"zarmina"}


def test_her_other_children_under_his_name_are_his_and_all_are_one_family():
    kin = kin_of(HOUSE, told=BIRTH)
    assert kin.father["amna"] == "salim"
    assert frozenset({"zarmina", "salim", "noor", "amna"}) in kin.families


def test_a_child_under_another_name_or_beside_two_husbands_stays_without_father():
    karim = Listed("karim", "husband", "male", "married", "krm", "gl")
    stranger = Listed("amna", "daughter", "female", "never_married", "mn", "krm")
    assert "amna" not in kin_of([ZARMINA, SALIM, NOOR, stranger], told=BIRTH).father
    second = Listed("salim", "husband", "male", "married", "slm", "gl")
    assert kin_of([ZARMINA, karim, second, AMNA]).father == {}


def test_rows_that_name_two_fathers_of_one_child_settle_nothing():
    kin = kin_of(HOUSE, told=[*BIRTH, Told("father", "noor", "karim")])
    assert "noor" not in kin.father
    assert "zarmina" not in kin.spouses


def test_a_register_never_overrules_the_roster():
    akbar = Listed("akbar", "head", "male", "married", "kbr", "")
    gulalai = Listed("gulalai", "wife", "female", "married", "gll", "kbr")
    told = [Told("father", "noor", "salim"), Told("husband", "gulalai", "salim")]
    kin = kin_of([akbar, gulalai, SALIM, NOOR], told=told)
    assert kin.father["noor"] == "akbar"
    assert kin.spouses["gulalai"] == {"akbar"}


def test_a_registered_husband_is_hers_unless_she_is_divorced():
    told = [Told("husband", "zarmina", "salim")]
    assert kin_of([ZARMINA, SALIM], told=told).spouses["zarmina"] == {"salim"}
    divorced = Listed("zarmina", "head", "female", "divorced", "zrmn", "slm")
    assert "zarmina" not in kin_of([divorced, SALIM], told=told).spouses


def test_somebody_on_no_roster_is_tied_as_well():
    husband = Listed("salim", "", "male", "married", "slm", "")
    kin = kin_of([ZARMINA, NOOR, AMNA], others=[husband], told=BIRTH)
    assert kin.spouses["zarmina"] == {"salim"}
    assert kin.father == {"noor": "salim", "amna": "salim"}


def test_nobody_is_an_own_relative():
    assert kin_of([NOOR], told=[Told("father", "noor", "noor")]).father == {}
