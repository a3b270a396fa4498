"""From one line of a rule to a typed tree: Python's expression grammar, never evaluated."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NoReturn

from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.rules.tree import (
    BOOL,
    DATE,
    NUMBER,
    WORD,
    And,
    Arithmetic,
    AsOf,
    Between,
    Compare,
    Constant,
    Extreme,
    FactName,
    FloorDivide,
    Fold,
    IfElse,
    Node,
    Not,
    OneOf,
    Or,
    ParameterName,
    Receives,
    Relation,
    Rescale,
    Type,
)
from dareecha.domain.vocabulary.documents import nearest

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
ARITHMETIC: dict[type[ast.operator], str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}
FOLDS = ("any", "all", "count", "sum", "min", "max")
RELATIONS = {
    "is_subject": "itself",
    "is_child_of_subject": "child",
    "is_parent_of_subject": "parent",
    "is_spouse_of_subject": "spouse",
    "is_same_family": "same_family",
}
RECEIVES = {"receives": "subject", "family_receives": "family", "household_receives": "household"}
# What stands between `for` and `in`, and after `in`, and whom it folds over.
RANGES = {
    ("member", "household"): "household",
    ("member", "family"): "family",
    ("person", "deceased"): "deceased",
    ("event", "events"): "events",
    ("family", "household"): "families",
}
FOLDED_ENTITY = {
    "household": "individual",
    "family": "individual",
    "deceased": "individual",
    "events": "event",
    "families": "family",
}


class NotARule(ValueError):
    """An expression outside the grammar, or one whose parts do not fit together."""


@dataclass(frozen=True)
class Names:
    """What an expression may name, and of which entity it speaks."""

    unit: str
    facts: Mapping[str, FactDefinition]
    parameters: Mapping[str, Type] = field(default_factory=dict)
    folding: str | None = None

    @property
    def folded_entity(self) -> str | None:
        return FOLDED_ENTITY[self.folding] if self.folding else None


def parse_expression(text: str, names: Names) -> Node:
    """The typed tree of one expression.

    Raises NotARule with a sentence that says which part does not fit and what would.
    """
    try:
        return _build(ast.parse(str(text).strip(), mode="eval").body, names)
    except SyntaxError as error:
        raise NotARule(f'"{text}" cannot be read as an expression ({error.msg}).') from None
    except (RecursionError, MemoryError):
        raise NotARule("this expression is nested too deeply. Use several criteria.") from None


def parse_test(text: str, names: Names) -> Node:
    """An expression that must be true or false. Raises NotARule."""
    node = parse_expression(text, names)
    if node_type(node) != BOOL:
        raise NotARule(f'"{text}" is {node_type(node)}; a test must be true or false.')
    return node


def node_type(node: Node) -> Type:
    """The type of any node."""
    return node.type  # type: ignore[attr-defined, no-any-return]  # every node class has one


def type_of_fact(fact: FactDefinition) -> Type:
    """The type of an expression that names this fact."""
    match fact.kind:
        case "bool":
            return BOOL
        case "date":
            return DATE
        case "int" | "decimal":
            return Type("number", fact.scale, fact.unit)
        case "enum":
            return Type("word", values=fact.values)
    return WORD


def _refuse(node: ast.AST, why: str) -> NoReturn:
    raise NotARule(f'"{ast.unparse(node)}": {why}')


def _build(node: ast.expr, names: Names) -> Node:
    match node:
        case ast.BoolOp():
            parts = tuple(_build_bool(value, names) for value in node.values)
            return And(parts) if isinstance(node.op, ast.And) else Or(parts)
        case ast.UnaryOp(op=ast.Not()):
            return Not(_build_bool(node.operand, names))
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant() as literal):
            constant = _constant(literal)
            if constant.type.kind != "number":
                _refuse(node, "only numbers can be negative.")
            return Constant(-constant.number, constant.type)
        case ast.Compare():
            return _comparison(node, names)
        case ast.BinOp():
            return _arithmetic(node, names)
        case ast.IfExp():
            return _if_else(node, names)
        case ast.Name():
            return _name(node, names)
        case ast.Constant():
            return _constant(node)
        case ast.Call():
            return _call(node, names)
    _refuse(
        node,
        "this is not part of the rule language. It has and, or, not, comparisons, + - *,"
        " // by a constant, if-else, in, names, literals, years_between, months_between"
        " and the folds any, all, count, sum, min, max.",
    )


def _build_bool(node: ast.expr, names: Names) -> Node:
    built = _build(node, names)
    if node_type(built) != BOOL:
        _refuse(node, f"this is {node_type(built)}; something true or false should stand here.")
    return built


def _build_number(node: ast.expr, names: Names) -> Node:
    built = _build(node, names)
    if node_type(built).kind != "number":
        _refuse(node, f"this is {node_type(built)}; a number should stand here.")
    return built


def _constant(node: ast.Constant) -> Constant:
    match node.value:
        case bool():
            return Constant(node.value, BOOL)
        case int():
            return Constant(node.value, NUMBER)
        case float():
            # The literal's own digits, not the nearest binary fraction.
            exact = Decimal(repr(node.value)).normalize()
            if not exact.is_finite():
                _refuse(node, "this number is too large.")
            scale = max(0, -int(exact.as_tuple().exponent))
            return Constant(int(exact.scaleb(scale)), Type("number", scale))
        case str():
            return Constant(node.value, WORD)
    _refuse(node, "only numbers, 'texts', True and False can be written here.")


def _name(node: ast.Name, names: Names) -> Node:
    name = node.id
    if name == "as_of":
        return AsOf()
    if name in RELATIONS:
        return _relation(node, names)
    if name in RECEIVES:
        _refuse(node, f"write 'department/scheme/benefit' in {name}.")
    if name in names.facts:
        return _fact(node, names)
    if name in names.parameters:
        return ParameterName(name, names.parameters[name])
    known = [*names.facts, *names.parameters, *RELATIONS, "as_of"]
    _refuse(node, f"neither a fact of facts.yaml nor a parameter.{nearest(name, known)}")


def _relation(node: ast.Name, names: Names) -> Relation:
    if names.folded_entity != "individual" or names.unit not in ("individual", "event"):
        _refuse(
            node,
            "this compares a folded person with the subject, so it stands inside a fold over"
            " people in a rule whose unit is individual or event.",
        )
    return Relation(RELATIONS[node.id])


def _fact(node: ast.Name, names: Names) -> FactName:
    definition = names.facts[node.id]
    entity = definition.entity
    if entity == names.folded_entity:
        of = "folded"
    elif entity == names.unit or (entity == "individual" and names.unit == "event"):
        of = "subject" if entity == "individual" else entity
    elif entity in ("household", "family") and (entity != "family" or names.unit != "household"):
        of = entity
    else:
        _refuse(
            node,
            f"a fact of {'an' if entity[0] in 'aei' else 'a'} {entity}, which the unit"
            f" {names.unit} does not have by itself. Fold over it, for example any({node.id}).",
        )
    return FactName(node.id, of, type_of_fact(definition))


def _comparison(node: ast.Compare, names: Names) -> Node:
    parts = []
    left = node.left
    for operator, right in zip(node.ops, node.comparators, strict=True):
        parts.append(_compare_two(node, left, operator, right, names))
        left = right
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _compare_two(
    node: ast.Compare, left: ast.expr, operator: ast.cmpop, right: ast.expr, names: Names
) -> Node:
    if isinstance(operator, ast.In | ast.NotIn):
        found = _membership(node, left, right, names)
        return Not(found) if isinstance(operator, ast.NotIn) else found
    symbol = COMPARISONS.get(type(operator))
    if symbol is None:
        _refuse(node, "compare with == != < <= > >= or in.")
    a, b = _alike(node, _build(left, names), _build(right, names))
    if node_type(a).kind in ("word", "bool") and symbol not in ("==", "!="):
        _refuse(node, f"{node_type(a)} can only be compared with == or !=.")
    if node_type(a) == BOOL:
        return _compare_bools(node, symbol, a, b)
    return Compare(symbol, a, b)


def _compare_bools(node: ast.Compare, symbol: str, a: Node, b: Node) -> Node:
    if not isinstance(b, Constant):
        _refuse(node, "compare true-or-false facts with True or False, or use and, or, not.")
    return a if (symbol == "==") == b.value else Not(a)


def _membership(node: ast.Compare, left: ast.expr, right: ast.expr, names: Names) -> Node:
    if isinstance(right, ast.Name) and right.id in RECEIVES:
        return _receives(node, left, right, names)
    if not isinstance(right, ast.Tuple | ast.List | ast.Set) or not right.elts:
        _refuse(node, "after in, write literals in brackets: ('a', 'b'), or receives.")
    part = _build(left, names)
    options = []
    for element in right.elts:
        built = _build(element, names)
        part, option = _alike(node, part, built)
        if not isinstance(option, Constant):
            _refuse(element, "only literals can stand after in.")
        options.append(option)
    # A later option may be written in a finer step than those before it.
    finest = node_type(part).scale
    stepped = (_in_step(option, finest) for option in options)
    return OneOf(part, tuple(option for option in stepped if isinstance(option, Constant)))


def _receives(node: ast.Compare, left: ast.expr, right: ast.Name, names: Names) -> Receives:
    if not isinstance(left, ast.Constant) or not isinstance(left.value, str):
        _refuse(node, "before `in receives` write the benefit: 'department/scheme/benefit'.")
    if left.value.count("/") != 2:
        _refuse(left, "a benefit id has three parts: department/scheme/benefit.")
    whose = RECEIVES[right.id]
    if whose == "subject" and names.folded_entity in ("individual", "family"):
        whose = "folded"
    if whose == "family" and names.unit == "household" and names.folded_entity is None:
        _refuse(node, "a household may hold several families: use household_receives.")
    return Receives(left.value, whose)


def _alike(node: ast.AST, left: Node, right: Node) -> tuple[Node, Node]:
    """Both sides in the same type: numbers in the same step, words from the same list."""
    a, b = node_type(left), node_type(right)
    if a.kind != b.kind:
        _refuse(node, f"{a} cannot be put beside {b}.")
    if a.kind == "number":
        if a.unit and b.unit and a.unit != b.unit:
            _refuse(node, f"{a.unit} cannot be put beside {b.unit}.")
        scale = max(a.scale, b.scale)
        return _in_step(left, scale), _in_step(right, scale)
    for literal, other in ((left, b), (right, a)):
        if isinstance(literal, Constant) and other.values and literal.value not in other.values:
            _refuse(
                node,
                f"'{literal.value}' is none of {', '.join(other.values)}."
                f"{nearest(str(literal.value), other.values)}",
            )
    if a.values and b.values and not set(a.values) & set(b.values):
        _refuse(node, "these two can never be equal: they take their values from different lists.")
    return left, right


def _in_step(node: Node, scale: int) -> Node:
    have = node_type(node)
    if have.scale == scale:
        return node
    factor = 10 ** (scale - have.scale)
    finer = replace(have, scale=scale)
    if isinstance(node, Constant):
        return Constant(node.number * factor, finer)
    return Rescale(node, factor, finer)


def _arithmetic(node: ast.BinOp, names: Names) -> Node:
    left = _build_number(node.left, names)
    if isinstance(node.op, ast.FloorDiv):
        return _floor_divide(node, left)
    symbol = ARITHMETIC.get(type(node.op))
    if symbol is None:
        _refuse(node, "use + - * or // by a constant.")
    right = _build_number(node.right, names)
    if symbol == "*":
        a, b = node_type(left), node_type(right)
        unit = "" if a.unit and b.unit else a.unit or b.unit
        return Arithmetic("*", left, right, Type("number", a.scale + b.scale, unit))
    left, right = _alike(node, left, right)
    unit = node_type(left).unit or node_type(right).unit
    return Arithmetic(symbol, left, right, Type("number", node_type(left).scale, unit))


def _floor_divide(node: ast.BinOp, part: Node) -> Node:
    divisor = node.right
    if not isinstance(divisor, ast.Constant) or type(divisor.value) is not int or divisor.value < 1:
        _refuse(node, "divide only by a whole number above zero, with // (rounds down).")
    scale = node_type(part).scale
    return FloorDivide(part, divisor.value * 10**scale, replace(node_type(part), scale=0))


def _if_else(node: ast.IfExp, names: Names) -> Node:
    condition = _build_bool(node.test, names)
    then, otherwise = _alike(node, _build(node.body, names), _build(node.orelse, names))
    values = tuple(
        dict.fromkeys(
            value
            for branch in (then, otherwise)
            for value in (
                (str(branch.value),)
                if isinstance(branch, Constant) and node_type(branch).kind == "word"
                else node_type(branch).values
            )
        )
    )
    if not all(isinstance(b, Constant) or node_type(b).values for b in (then, otherwise)):
        values = ()  # one branch may be any word at all
    chosen = node_type(then)
    unit = chosen.unit or node_type(otherwise).unit
    return IfElse(condition, then, otherwise, replace(chosen, unit=unit, values=values))


def _call(node: ast.Call, names: Names) -> Node:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if node.keywords:
        _refuse(node, "calls take no named arguments.")
    if name in ("years_between", "months_between"):
        return _between(node, name, names)
    if name in ("min", "max") and len(node.args) > 1:
        return _extreme(node, name, names)
    if name in FOLDS and len(node.args) == 1:
        return _fold(node, name, names)
    known = ("years_between", "months_between", *FOLDS)
    _refuse(node, f"this call is not known.{nearest(name, known)} Known: {', '.join(known)}.")


def _between(node: ast.Call, name: str, names: Names) -> Node:
    if len(node.args) != 2:
        _refuse(node, "needs two days: the earlier, then the later.")
    start, end = (_build(argument, names) for argument in node.args)
    for argument, built in zip(node.args, (start, end), strict=True):
        if node_type(built) != DATE:
            _refuse(argument, f"this is {node_type(built)}; a day should stand here.")
    unit = name.removesuffix("_between")
    return Between(unit, start, end, Type("number", 0, unit))


def _extreme(node: ast.Call, name: str, names: Names) -> Node:
    parts = [_build(argument, names) for argument in node.args]
    if node_type(parts[0]).kind not in ("number", "date"):
        _refuse(node, "takes numbers or days.")
    scale = max(node_type(part).scale for part in parts)
    parts = [_in_step(part, scale) for part in parts]
    for one, other in itertools.combinations(parts, 2):
        _alike(node, one, other)
    unit = next((node_type(part).unit for part in parts if node_type(part).unit), "")
    return Extreme(name, tuple(parts), replace(node_type(parts[0]), unit=unit))


def _fold(node: ast.Call, kind: str, names: Names) -> Node:
    if names.folding is not None:
        _refuse(node, "folds do not nest. Put the inner one into a derived fact.")
    argument = node.args[0]
    over, body_node, condition_node = "household", argument, None
    if isinstance(argument, ast.GeneratorExp):
        over, condition_node = _range(node, argument, names)
        body_node = argument.elt
    inner = replace(names, folding=over)
    condition = _build_bool(condition_node, inner) if condition_node is not None else None
    if kind in ("any", "all", "count"):
        body = _build_bool(body_node, inner)
        type_ = NUMBER if kind == "count" else BOOL
    else:
        body = _build(body_node, inner)
        if node_type(body).kind not in (("number",) if kind == "sum" else ("number", "date")):
            _refuse(body_node, f"{kind} folds numbers{'' if kind == 'sum' else ' or days'}.")
        type_ = node_type(body)
    if not any(
        isinstance(n, FactName | Relation | Receives) and _is_folded(n) for n in body.walk()
    ):
        _refuse(node, "nothing inside this fold differs from one to the next. Leave the fold out.")
    return Fold(kind, over, body, condition, type_)


def _is_folded(node: Node) -> bool:
    if isinstance(node, FactName):
        return node.of == "folded"
    return isinstance(node, Relation) or (isinstance(node, Receives) and node.whose == "folded")


def _range(node: ast.Call, argument: ast.GeneratorExp, names: Names) -> tuple[str, ast.expr | None]:
    generator = argument.generators[0]
    if len(argument.generators) > 1 or len(generator.ifs) > 1 or generator.is_async:
        _refuse(node, "one `for … in …` and at most one `if` can stand in a fold.")
    key = (ast.unparse(generator.target), ast.unparse(generator.iter))
    over = RANGES.get(key)
    if over is None:
        known = "; ".join(f"for {who} in {whom}" for who, whom in RANGES)
        _refuse(node, f"fold over one of: {known}.")
    if over == "family" and names.unit == "household":
        _refuse(node, "a household may hold several families: fold `for member in household`.")
    return over, (generator.ifs[0] if generator.ifs else None)
