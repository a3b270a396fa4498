"""The second reader of the rules: an expression over many rows at once, as a column.

What it says is what the closures of `readers` say, row by row; they remain the meaning.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date

import numpy as np

from dareecha.domain.eligibility.columns import values
from dareecha.domain.eligibility.columns.block import NONE, Block, Stated, Table
from dareecha.domain.eligibility.columns.folds import FOLDS
from dareecha.domain.eligibility.columns.receipts import receives
from dareecha.domain.eligibility.columns.relations import relation
from dareecha.domain.eligibility.columns.rows import Rows, entries_in, inside, of_entities, of_homes
from dareecha.domain.eligibility.columns.values import (
    Bools,
    Codes,
    Column,
    Intervals,
    Truths,
    Words,
    as_number,
    truth,
)
from dareecha.domain.eligibility.frames import Frame
from dareecha.domain.eligibility.readers import Reader, tree_kind, unknown_value
from dareecha.domain.households.dictionary import FactDefinition
from dareecha.domain.households.household import Household
from dareecha.domain.rules import tree

ANYBODY = Household(date.min)
"""For what is the same in every household: literals, and figures of the law on a day."""
ENTRIES_AT_ONCE = 2_000_000
"""A fold over more entries is taken in parts, so that a huge roster needs no huge memory."""
VALUE_KINDS = {"date": "date", "bool": "bool", "int": "number", "decimal": "number"}
"""The kinds of facts that are no words."""


class ColumnReader:
    """Evaluates expressions over one block; remembers what facts and folds come to in it."""

    def __init__(self, closures: Reader, block: Block) -> None:
        self.closures = closures
        self.block = block
        self._kept: dict[Hashable, Column] = {}

    def value(self, node: tree.Node, rows: Rows) -> Column:
        """The values of an expression: truths, intervals or words, and where it applies."""
        match node:
            case tree.Constant():
                return self._same(node, rows)
            case tree.AsOf():
                low, high = self.block.day_ends
                return Column(Intervals(low[rows.day], high[rows.day]))
            case tree.FactName():
                return self._fact(node, rows)
            case tree.Relation():
                return Column(relation(node.name, rows))
            case tree.ParameterName():
                return self._parameter(node, rows)
            case tree.Receives():
                return Column(receives(node.benefit, node.whose, rows))
            case tree.Fold():
                return self._fold(node, rows)
            case tree.IfElse():
                return values.choose(
                    self.truth(node.condition, rows),
                    self.value(node.then, rows),
                    self.value(node.otherwise, rows),
                )
        if tree_kind(node) == "bool":
            return Column(self._truths(node, rows))
        return self._number(node, rows)

    def truth(self, node: tree.Node, rows: Rows) -> Truths:
        """A test over many rows; what does not apply is certainly false."""
        return truth(self.value(node, rows))

    def _truths(self, node: tree.Node, rows: Rows) -> Truths:
        match node:
            case tree.Not():
                return values.negate(self.truth(node.part, rows))
            case tree.And():
                return values.both([self.truth(part, rows) for part in node.parts])
            case tree.Or():
                return values.either([self.truth(part, rows) for part in node.parts])
            case tree.Compare():
                return values.compare(
                    node.operator, self.value(node.left, rows), self.value(node.right, rows)
                )
            case tree.OneOf():
                options = [option.value for option in node.options]
                return values.among(self.value(node.part, rows), options)
        raise TypeError(f"no columns for {type(node).__name__}")

    def _number(self, node: tree.Node, rows: Rows) -> Column:
        parts = [self.value(part, rows) for part in node.children()]
        numbers = [part.intervals for part in parts]
        match node:
            case tree.Rescale():
                factor = np.full(len(rows), float(node.factor))
                found = values.arithmetic("*", numbers[0], Intervals(factor, factor))
            case tree.Arithmetic():
                found = values.arithmetic(node.operator, *numbers)
            case tree.FloorDivide():
                found = values.floor_divide(numbers[0], node.divisor)
            case tree.Between():
                found = values.between(node.unit, *numbers)
            case tree.Extreme():
                found = values.extreme(node.which, numbers)
            case _:
                raise TypeError(f"no columns for {type(node).__name__}")
        return values.strict(found, *parts)

    def _same(self, node: tree.Constant, rows: Rows) -> Column:
        value = self.closures.closure(node)(Frame(ANYBODY, (date.min, date.min), {}))
        return values.repeated(value, node.type.kind, self.block.words, len(rows))

    def _parameter(self, node: tree.ParameterName, rows: Rows) -> Column:
        key = ("law", id(rows.parameters), node)
        if key not in self._kept:
            read = self.closures.closure(node)
            by_day = [read(Frame(ANYBODY, day, rows.parameters)) for day in self.block.days]
            self._kept[key] = values.column_of(by_day, node.type.kind, self.block.words)
        return values.take(self._kept[key], rows.day)

    # --- Facts ------------------------------------------------------------------------------------

    def _fact(self, node: tree.FactName, rows: Rows) -> Column:
        definition = self.closures.facts[node.name]
        of = {
            "subject": rows.person,
            "folded": rows.folded,
            "family": rows.family,
            "household": rows.home,
            "event": rows.event,
        }[node.of]
        if of is None:
            return self._unknown(definition, len(rows))
        if node.name == "vital_status":
            return self._vital_status(of)
        follows = node.name in self.closures.derived or node.name in self.closures.applies_if
        if follows and not rows.is_as_of:
            return self._on_its_day(definition, of, rows)
        return values.take(self._of_table(definition, follows), of)

    def _of_table(self, definition: FactDefinition, follows: bool) -> Column:
        """A fact of every row of its table on the household's day; unknown in one more row.

        That last row is the one found where there is NONE.
        """
        key = ("fact", definition.name)
        if key not in self._kept:
            if follows:
                table = self._table(definition)
                everybody = np.arange(table.rows)
                day = self.block.day_of_home[table.home]
                found = self._follow(
                    definition,
                    everybody,
                    of_entities(self.block, definition.entity, everybody, day, True),
                )
                found = values.joined(found, self._unknown(definition, 1))
            else:
                found = self._stated(definition)[0]
            self._kept[key] = found
        return self._kept[key]

    def _on_its_day(self, definition: FactDefinition, of: Codes, rows: Rows) -> Column:
        """A fact that follows from others, on a day of each row's own."""
        somewhere = np.where(of == NONE, 0, of)
        inner = of_entities(self.block, definition.entity, somewhere, rows.day, False)
        found = self._follow(definition, somewhere, inner)
        return values.select(of == NONE, self._unknown(definition, len(rows)), found)

    def _follow(self, definition: FactDefinition, of: Codes, inner: Rows) -> Column:
        name = definition.name
        condition = self.closures.applies_if.get(name)
        applies = None if condition is None else self.truth(condition, inner)
        derived = self.closures.derived.get(name)
        if derived is not None:
            return values.applying(self.value(derived, inner), applies)
        stated, is_stated = self._stated(definition)
        found = values.take(stated, of)
        # Whoever states a value says with it that the question has a meaning.
        return values.select(is_stated[of], found, values.applying(found, applies))

    def _stated(self, definition: FactDefinition) -> tuple[Column, Bools]:
        """What is stated of every row of a table, all that it may be where nothing is."""
        table = self._table(definition)
        stated = table.stated.get(definition.name)
        where = np.zeros(table.rows + 1, dtype=bool)
        found = self._unknown(definition, table.rows + 1)
        if stated is not None:
            where[stated.rows] = True
            found = Column(_written(found.values, stated, self.block))
        return found, where

    def _table(self, definition: FactDefinition) -> Table:
        return {
            "household": self.block.homes,
            "family": self.block.families,
            "individual": self.block.people,
            "event": self.block.events,
        }[definition.entity]

    def _unknown(self, definition: FactDefinition, rows: int) -> Column:
        kind = VALUE_KINDS.get(definition.kind, "word")
        return values.repeated(unknown_value(definition), kind, self.block.words, rows)

    def _vital_status(self, people: Codes) -> Column:
        known = self.block.words
        either = known.code(frozenset(("alive", "deceased")))
        alive, deceased = (known.code(frozenset((word,))) for word in ("alive", "deceased"))
        told = np.where(self.block.is_dead[people], deceased, alive)
        return Column(Words(np.where(self.block.is_hidden[people], either, told), known))

    # --- Folds ------------------------------------------------------------------------------------

    def _fold(self, node: tree.Fold, rows: Rows) -> Column:
        law = id(rows.parameters) if tree.parameter_names(node) else None
        key = ("fold", id(self), node, law)
        return rows.keep(key, lambda: self._folded(node, rows))

    def _folded(self, node: tree.Fold, rows: Rows) -> Column:
        homes: Rows = self.block.keep("homes", lambda: of_homes(self.block))
        is_shared = rows.is_as_of and rows.kept is not homes.kept
        if is_shared and not self.closures.speaks_of_subject(node):
            # It comes to the same for everybody of a household.
            return values.take(self._fold(node, homes.under(rows.parameters)), rows.home)
        return self._over_entries(node, rows)

    def _over_entries(self, node: tree.Fold, rows: Rows) -> Column:
        if entries_in(node.over, rows) > ENTRIES_AT_ONCE and len(rows) > 1:
            halves = np.array_split(np.arange(len(rows)), 2)
            return values.joined(*(self._over_entries(node, rows.only(half)) for half in halves))
        entries = inside(node.over, rows)
        counted = entries.belongs
        if node.condition is not None:
            counted = values.both((counted, self.truth(node.condition, entries.rows)))
        return FOLDS[node.kind](entries, counted, self.value(node.body, entries.rows))


def _written(column: values.Values, stated: Stated, block: Block) -> values.Values:
    """The values of a column with what is stated written into it."""
    match column:
        case Truths():
            low, high = column.certain.copy(), column.possible.copy()
            low[stated.rows], high[stated.rows] = stated.low, stated.high
            return Truths(low, high)
        case Intervals():
            least, most = column.low.copy(), column.high.copy()
            least[stated.rows] = [as_number(value) for value in stated.low]
            most[stated.rows] = [as_number(value) for value in stated.high]
            return Intervals(least, most)
    codes = column.codes.copy()
    codes[stated.rows] = [block.words.code(frozenset((word,))) for word in stated.low]
    return Words(codes, block.words)
