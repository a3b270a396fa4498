"""Measure links against reviewed truth: precision and recall over pairs of mentions."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

_Key = TypeVar("_Key", bound=Hashable)

ALL = "all"


@dataclass(frozen=True, slots=True)
class TruthRow:
    """A mention whose person has been reviewed, with the groups by which to report."""

    mention: str
    person: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of one group: how many are one person, how many were linked, how many are both."""

    group: str
    value: str
    true_pairs: int
    linked_pairs: int
    right_pairs: int

    @property
    def precision(self) -> float | None:
        """Share of the linked pairs that are one person; None when nothing was linked."""
        return self.right_pairs / self.linked_pairs if self.linked_pairs else None

    @property
    def recall(self) -> float | None:
        """Share of the pairs of one person that were linked; None when there are none."""
        return self.right_pairs / self.true_pairs if self.true_pairs else None

    @property
    def f1(self) -> float | None:
        both = self.linked_pairs + self.true_pairs
        return 2 * self.right_pairs / both if both else None


def evaluate(
    predicted: Mapping[str, str],
    truth: Iterable[TruthRow],
    *,
    others: Iterable[str] = (),
) -> list[Score]:
    """Scores over all pairs, then for each value of each group.

    A pair counts for a value when at least one of its two mentions has it. `others` are mentions
    known to be nobody of the truth: a link to one of them counts as wrong, links among them do
    not count.
    """
    rows = [row for row in truth if row.mention in predicted]
    reviewed = [(row.person, predicted[row.mention]) for row in rows]
    outside = Counter(predicted[mention] for mention in others if mention in predicted)
    scores = [_score(ALL, ALL, reviewed, [], outside)]
    for group in sorted({group for row in rows for group in row.groups}):
        for value in sorted({row.groups.get(group, "") for row in rows}):
            inside = [
                pair
                for row, pair in zip(rows, reviewed, strict=True)
                if row.groups.get(group, "") == value
            ]
            rest = [
                pair
                for row, pair in zip(rows, reviewed, strict=True)
                if row.groups.get(group, "") != value
            ]
            scores.append(_score(group, value, inside, rest, outside))
    return scores


def _score(
    group: str,
    value: str,
    inside: list[tuple[str, str]],
    rest: list[tuple[str, str]],
    outside: Counter[str],
) -> Score:
    """Count the pairs with at least one mention inside: all pairs less those wholly outside."""
    linked_inside = Counter(cluster for _, cluster in inside)
    return Score(
        group=group,
        value=value,
        true_pairs=_pairs_touching(
            Counter(person for person, _ in inside), Counter(person for person, _ in rest)
        ),
        linked_pairs=_pairs_touching(linked_inside, Counter(cluster for _, cluster in rest))
        + sum(count * outside[cluster] for cluster, count in linked_inside.items()),
        right_pairs=_pairs_touching(Counter(inside), Counter(rest)),
    )


def _pairs_touching(inside: Counter[_Key], rest: Counter[_Key]) -> int:
    return sum(count * (count - 1) // 2 + count * rest[key] for key, count in inside.items())
