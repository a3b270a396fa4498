"""How much each level of agreement weighs: a Fellegi-Sunter model read from versioned data."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any

from dareecha.domain.linkage.compare import UNKNOWN, Traits, compare
from dareecha.domain.linkage.levels_sql import LEVELS


class UnreadableModel(ValueError):
    """The linkage settings are not what they should be; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How often a level is seen among pairs of one person, and among pairs of two."""

    same_person: float
    others: float

    @property
    def bits(self) -> float:
        return log2(self.same_person / self.others)


@dataclass(frozen=True, slots=True)
class Reason:
    """One comparison's part in a link: which level, and how far it moves the odds (in bits)."""

    comparison: str
    level: str
    bits: float


@dataclass(frozen=True, slots=True)
class BlockingRule:
    """Columns in which two mentions must agree to be looked at as a pair at all.

    A column named in `within` holds lists, and one common element is enough.
    """

    id: str
    columns: tuple[str, ...]
    within: str = ""


@dataclass(frozen=True, slots=True)
class Model:
    """Weights, thresholds and blocking, with who approved them."""

    version: str
    approved_by: str
    prior: float
    link_from: float
    review_from: float
    blocking: tuple[BlockingRule, ...]
    weights: Mapping[str, Mapping[str, Weight]]
    rule_probability: Mapping[str, float]

    @classmethod
    def from_mapping(cls, entries: Mapping[str, Any]) -> "Model":
        """Read the settings; raises UnreadableModel naming the entry that is wrong."""
        try:
            weights = {
                comparison: {
                    level: Weight(float(both["m"]), float(both["u"]))
                    for level, both in levels.items()
                }
                for comparison, levels in entries["comparisons"].items()
            }
            model = cls(
                version=str(entries["version"]),
                approved_by=str(entries["approved_by"]),
                prior=float(entries["prior"]),
                link_from=float(entries["thresholds"]["link"]),
                review_from=float(entries["thresholds"]["review"]),
                blocking=tuple(
                    BlockingRule(rule["id"], tuple(rule["equal"]), rule.get("one_of", ""))
                    for rule in entries["blocking"]
                ),
                weights=weights,
                rule_probability={rule: float(p) for rule, p in entries["rules"].items()},
            )
        except KeyError as missing:
            raise UnreadableModel(
                f"Linkage settings: the entry {missing} is missing. Add it."
            ) from missing
        model._check()
        return model

    def _check(self) -> None:
        for comparison, levels in LEVELS.items():
            wanted = {level for level, _ in levels} - {UNKNOWN}
            given = set(self.weights.get(comparison, ()))
            if wanted != given:
                raise UnreadableModel(
                    f"Linkage settings, comparisons.{comparison}: expected the levels "
                    f"{sorted(wanted)}, found {sorted(given)}. Correct the file."
                )
            for level, weight in self.weights[comparison].items():
                if not (0 < weight.same_person < 1 and 0 < weight.others < 1):
                    raise UnreadableModel(
                        f"Linkage settings, comparisons.{comparison}.{level}: m and u must lie "
                        "between 0 and 1, without 0 and 1. Correct the numbers."
                    )
        if not 0 < self.review_from <= self.link_from < 1:
            raise UnreadableModel(
                "Linkage settings, thresholds: review must not be above link, and both must lie "
                "between 0 and 1. Correct the numbers."
            )

    def reasons(self, levels: Mapping[str, str]) -> tuple[Reason, ...]:
        """What each comparison adds; what is unknown adds nothing."""
        return tuple(
            Reason(
                comparison,
                level,
                0.0 if level == UNKNOWN else self.weights[comparison][level].bits,
            )
            for comparison, level in levels.items()
        )

    def probability(self, levels: Mapping[str, str]) -> float:
        """How probable it is that a candidate pair with these levels is one person."""
        bits = log2(self.prior / (1 - self.prior))
        bits += sum(reason.bits for reason in self.reasons(levels))
        odds: float = 2.0**bits
        return odds / (1 + odds)


def score(left: Traits, right: Traits, model: Model) -> tuple[float, tuple[Reason, ...]]:
    """Probability and reasons for one pair: what the counter asks for a person before it."""
    levels = compare(left, right)
    return model.probability(levels), model.reasons(levels)
