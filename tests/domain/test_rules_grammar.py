"""A test is one line of Python's expression grammar, and nothing else of Python."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_catalogue import small_catalogue

from dareecha.domain.rules import tree
from dareecha.domain.rules.grammar import Names, NotARule, node_type, parse_expression, parse_test

CATALOGUE = small_catalogue()
TYPES = {
    name: parameter.type for name, parameter in CATALOGUE.schemes["example/help"].parameters.items()
}
TYPES["open_day"] = tree.DATE
TYPES["word_of_law"] = tree.WORD
TYPES["is_open"] = tree.BOOL


def names(unit: str) -> Names:
    return Names(unit, CATALOGUE.facts, TYPES)


def parse(text: str, unit: str = "individual") -> tree.Node:
    return parse_expression(text, names(unit))


def refusal(text: str, unit: str = "individual") -> str:
    with pytest.raises(NotARule) as refused:
        parse_expression(text, names(unit))
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("certified and in_service", tree.And),
        ("certified or in_service", tree.Or),
        ("not certified", tree.Not),
        ("sex == 'female'", tree.Compare),
        ("sex != 'female'", tree.Compare),
        ("0 < rooms <= 3", tree.And),
        ("sex in ('female', 'male')", tree.OneOf),
        ("sex in ['female']", tree.OneOf),
        ("sex not in {'female'}", tree.Not),
        ("wage + 1", tree.Arithmetic),
        ("wage * 2 - 1", tree.Arithmetic),
        ("wage // 600", tree.FloorDivide),
        ("1 if certified else 2", tree.IfElse),
        ("as_of", tree.AsOf),
        ("wage", tree.FactName),
        ("ceiling", tree.ParameterName),
        ("-5", tree.Constant),
        ("-31.99", tree.Constant),
        ("'a text'", tree.Constant),
        ("True", tree.Constant),
        ("years_between(date_of_birth, as_of)", tree.Between),
        ("months_between(date_of_birth, as_of)", tree.Between),
        ("min(wage, average, 5)", tree.Extreme),
        ("max(date_of_birth, date_of_death)", tree.Extreme),
        ("'example/help/grant' in receives", tree.Receives),
        ("'example/help/grant' not in household_receives", tree.Not),
        ("'example/help/grant' in family_receives", tree.Receives),
        ("any(certified)", tree.Fold),
        ("all(certified for member in family)", tree.Fold),
        ("count(certified for person in deceased if is_spouse_of_subject)", tree.Fold),
        ("sum(wage for member in household if certified)", tree.Fold),
        ("min(date_of_birth for member in household)", tree.Fold),
        ("max(family_income for family in household)", tree.Fold),
        ("any(event_kind == 'death' for event in events)", tree.Fold),
        ("any(is_subject and 'example/help/grant' in receives)", tree.Fold),
    ],
)
def test_each_form_of_the_language_is_read(text: str, kind: type[tree.Node]) -> None:
    assert isinstance(parse(text), kind)


@pytest.mark.parametrize(
    "text",
    [
        "certified == True",
        "certified != False",
    ],
)
def test_a_fact_compared_with_true_is_the_fact_itself(text: str) -> None:
    assert parse(text) == parse("certified")
    assert parse("certified == False") == parse("not certified")


def test_an_individuals_name_is_the_subjects_outside_a_fold_and_the_members_inside() -> None:
    outside = parse("certified")
    inside = parse("any(certified)")
    assert isinstance(outside, tree.FactName)
    assert outside.of == "subject"
    assert isinstance(inside, tree.Fold)
    assert isinstance(inside.body, tree.FactName)
    assert inside.body.of == "folded"


def test_numbers_are_put_into_the_same_step_before_they_are_compared() -> None:
    node = parse("poverty_score <= 31.5")
    assert isinstance(node, tree.Compare)
    assert node.right == tree.Constant(3150, tree.Type("number", 2))
    rescaled = parse("rooms < 2.5")
    assert isinstance(rescaled, tree.Compare)
    assert isinstance(rescaled.left, tree.Rescale)
    assert rescaled.left.factor == 10


def test_every_option_of_a_list_is_put_into_the_finest_step() -> None:
    node = parse("rooms in (1, 2.5)")
    assert isinstance(node, tree.OneOf)
    assert [option.value for option in node.options] == [10, 25]


def test_a_literal_keeps_its_own_digits() -> None:
    assert parse("0.1") == tree.Constant(1, tree.Type("number", 1))
    assert parse("1e5") == tree.Constant(100000, tree.Type("number", 0))
    assert parse("-31.99") == tree.Constant(-3199, tree.Type("number", 2))


def test_a_product_counts_in_the_product_of_its_steps_and_keeps_its_one_unit() -> None:
    product = node_type(parse("poverty_score * 1.5"))
    assert (product.scale, product.unit) == (3, "points")
    assert node_type(parse("wage * average")).unit == ""


def test_a_division_counts_whole_units() -> None:
    node = parse("poverty_score // 2")
    assert isinstance(node, tree.FloorDivide)
    assert (node.divisor, node.type.scale) == (200, 0)


def test_a_choice_between_words_takes_only_those_words() -> None:
    assert node_type(parse("'own' if certified else 'rented'")).values == ("own", "rented")
    assert node_type(parse("sex if certified else 'male'")).values == (
        "female", "male", "transgender",
    )  # fmt: skip


def test_types_say_what_they_are() -> None:
    kinds = ["wage", "3", "sex", "'x'", "certified", "as_of"]
    assert [str(node_type(parse(text))) for text in kinds] == [
        "a number of PKR", "a number", "one of female, male, transgender", "a text",
        "true or false", "a day",
    ]  # fmt: skip


def test_the_facts_and_figures_that_an_expression_names_can_be_listed() -> None:
    node = parse("any(certified and poverty_score <= ceiling) and sex in ('male',)")
    assert tree.fact_names(node) == {"certified", "poverty_score", "sex"}
    assert tree.parameter_names(node) == {"ceiling"}


@pytest.mark.parametrize(
    ("text", "unit", "says"),
    [
        ("wages > 5", "individual", 'Did you mean "wage"?'),
        ("cieling > 5", "household", 'Did you mean "ceiling"?'),
        ("sex == 'female'", "household", "Fold over it, for example any(sex)"),
        ("event_kind == 'death'", "individual", "an event, which the unit individual does not"),
        ("family_income > 5", "household", "a fact of a family"),
        ("wage > insured_months", "individual", "PKR cannot be put beside months"),
        ("max(1, wage, insured_months)", "individual", "PKR cannot be put beside months"),
        ("wage + insured_months", "individual", "PKR cannot be put beside months"),
        ("sex == 5", "individual", "cannot be put beside a number"),
        ("sex == 'femal'", "individual", 'Did you mean "female"?'),
        ("sex == marital_status", "individual", "can never be equal"),
        ("sex < 'male'", "individual", "only be compared with == or !="),
        ("certified < True", "individual", "only be compared with == or !="),
        ("certified == in_service", "individual", "compare true-or-false facts with True"),
        ("sex is 'male'", "individual", "compare with == != < <= > >= or in"),
        ("any(any(certified))", "household", "folds do not nest"),
        ("any(poverty_score < 3)", "household", "nothing inside this fold differs"),
        ("certified + 1", "individual", "a number should stand here"),
        ("not wage", "individual", "something true or false should stand here"),
        ("wage and certified", "individual", "something true or false should stand here"),
        ("wage // 0", "individual", "divide only by a whole number above zero"),
        ("wage // -2", "individual", "divide only by a whole number above zero"),
        ("wage // insured_months", "individual", "divide only by a whole number above zero"),
        ("wage // 2.5", "individual", "divide only by a whole number above zero"),
        ("wage // True", "individual", "divide only by a whole number above zero"),
        ("wage / 2", "individual", "use + - * or // by a constant"),
        ("wage % 2", "individual", "use + - * or // by a constant"),
        ("wage ** 2", "individual", "use + - * or // by a constant"),
        ("-wage", "individual", "not part of the rule language"),
        ("-'x'", "individual", "only numbers can be negative"),
        ("1e999 > wage", "individual", "too large"),
        ("wage > 1j", "individual", "only numbers, 'texts', True and False"),
        ("sex == None", "individual", "only numbers, 'texts', True and False"),
        ("sex == b'x'", "individual", "only numbers, 'texts', True and False"),
        ("sex in ()", "individual", "after in, write literals"),
        ("sex in 'female'", "individual", "after in, write literals"),
        ("sex in (sex, 'male')", "individual", "only literals can stand after in"),
        ("receives", "individual", "write 'department/scheme/benefit' in receives"),
        ("sex in receives", "individual", "before `in receives` write the benefit"),
        ("5 in receives", "individual", "before `in receives` write the benefit"),
        ("'grant' in receives", "individual", "has three parts"),
        ("'a/b/c' in family_receives", "household", "use household_receives"),
        ("is_child_of_subject", "individual", "stands inside a fold"),
        ("any(is_child_of_subject)", "household", "whose unit is individual or event"),
        ("any(is_subject for event in events)", "event", "stands inside a fold"),
        ("any(certified for m in household)", "individual", "fold over one of"),
        ("any(certified for member in street)", "individual", "fold over one of"),
        ("any(certified for member in family)", "household", "may hold several families"),
        ("any(certified for member in family for member in family)", "individual", "at most one"),
        ("any(certified for member in family if certified if certified)", "individual", "at most"),
        ("sum(certified)", "individual", "sum folds numbers."),
        ("sum(date_of_birth)", "individual", "sum folds numbers."),
        ("max(sex)", "individual", "max folds numbers or days."),
        ("any(wage)", "individual", "something true or false should stand here"),
        ("count(wage)", "individual", "something true or false should stand here"),
        ("any(certified for member in family if wage)", "individual", "something true or false"),
        ("min(sex, 'male')", "individual", "takes numbers or days"),
        ("max(date_of_birth, 1.5)", "individual", "cannot be put beside"),
        ("years_between(as_of)", "individual", "needs two days"),
        ("years_between(wage, as_of)", "individual", "a day should stand here"),
        ("5 if wage else 6", "individual", "something true or false should stand here"),
        ("5 if certified else 'x'", "individual", "cannot be put beside"),
        ("countt(certified)", "individual", 'Did you mean "count"?'),
        ("open('x')", "individual", "this call is not known"),
        ("any(certified, certified)", "individual", "this call is not known"),
        ("max(wage, default=0)", "individual", "calls take no named arguments"),
        ("sex.upper()", "individual", "this call is not known"),
        ("lambda: 1", "individual", "not part of the rule language"),
        ("sex.__class__", "individual", "not part of the rule language"),
        ("sex[0]", "individual", "not part of the rule language"),
        ("f'{sex}' == 'x'", "individual", "not part of the rule language"),
        ("(x := 1) > 0", "individual", "not part of the rule language"),
        ("any([certified for member in family])", "individual", "not part of the rule language"),
        ("(certified for member in family)", "individual", "not part of the rule language"),
        ("{certified: 1}", "individual", "not part of the rule language"),
        ("any(*certified)", "individual", "not part of the rule language"),
        ("await wage", "individual", "not part of the rule language"),
        ("wage >", "individual", "cannot be read as an expression"),
        ("x = 1", "individual", "cannot be read as an expression"),
        ("", "individual", "cannot be read as an expression"),
        ("not " * 3000 + "certified", "individual", "nested too deeply"),
    ],
)
def test_what_is_no_rule_is_refused_with_a_sentence(text: str, unit: str, says: str) -> None:
    assert says in refusal(text, unit)


def test_a_test_must_be_true_or_false() -> None:
    with pytest.raises(NotARule, match="a test must be true or false"):
        parse_test("wage + 1", names("individual"))


def test_a_word_without_a_list_may_be_any_word() -> None:
    node = parse("word_of_law if certified else 'x'")
    assert node_type(node).values == ()


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_no_text_at_all_does_anything_but_parse_or_be_refused(text: str) -> None:
    try:
        parse(text)
    except NotARule as refused:
        assert str(refused)  # noqa: PT017
