"""What the dead of a household are to the living, as far as names on the roster tell."""

from dareecha.domain.households.kinship import Listed, kin_of

WIDOW = Listed("widow", "head", "female", "widowed", "zrn", "krm")
CHILD = Listed("child", "son", "male", "never_married", "ykb", "krm")
GROWN = Listed("grown", "son", "male", "married", "hmd", "krm")
DEAD = Listed("dead", "", "male", "", "krm", "slm")


def test_a_dead_man_is_the_husband_of_the_widow_under_his_name_and_the_father_of_the_children():
    kin = kin_of([WIDOW, CHILD], [DEAD])
    assert kin.spouses["widow"] == {"dead"}
    assert kin.spouses["dead"] == {"widow"}
    assert kin.father["child"] == "dead"
    assert kin.mother["child"] == "widow"


def test_two_dead_men_of_one_name_settle_nothing():
    twin = Listed("other", "", "male", "", "krm", "")
    kin = kin_of([WIDOW, CHILD], [DEAD, twin])
    assert "widow" not in kin.spouses
    assert "child" not in kin.father


def test_a_dead_man_whose_name_no_widow_bears_is_nobodys_husband_or_father():
    married = Listed("widow", "head", "female", "married", "zrn", "krm")
    kin = kin_of([married, CHILD], [DEAD])
    assert "dead" not in kin.spouses
    assert "child" not in kin.father


def test_a_married_son_is_not_drawn_to_a_dead_father_by_name_alone():
    assert "grown" not in kin_of([WIDOW, GROWN], [DEAD]).father


def test_a_dead_woman_or_one_without_a_name_is_no_husband():
    nameless = Listed("dead", "", "male", "", "", "")
    woman = Listed("dead", "", "female", "", "krm", "")
    under_nothing = Listed("widow", "head", "female", "widowed", "zrn", "")
    assert "widow" not in kin_of([under_nothing], [nameless]).spouses
    assert "widow" not in kin_of([WIDOW], [woman]).spouses


def test_a_widower_under_a_dead_mans_name_is_his_son_at_most_never_his_spouse():
    widower = Listed("widower", "head", "male", "widowed", "hmd", "krm")
    assert "widower" not in kin_of([widower], [DEAD]).spouses
