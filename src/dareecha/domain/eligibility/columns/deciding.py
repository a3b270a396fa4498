"""Where one fact alone may decide what is open: told from the rules, before anybody is asked.

Every open criterion waits for facts that its test names, or that those follow from. Where no fact
is named by all of them, none can decide alone, whoever the household is.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from dareecha.domain.eligibility.assess import Examined, that_matter
from dareecha.domain.eligibility.columns.judging import ANSWERS, Sheet
from dareecha.domain.eligibility.columns.values import Bools
from dareecha.domain.eligibility.explain import DECEASED, EVENTS, ROSTER
from dareecha.domain.eligibility.planes import NO, UNKNOWN, YES
from dareecha.domain.rules import tree
from dareecha.domain.rules.catalogue import Catalogue

ABOUT_WHO_IS_THERE = frozenset({ROSTER, DECEASED, EVENTS, "family", "father", "mother", "spouses"})
"""What a fold or a relation may wait for, besides the facts it names."""
ABOUT_THE_EVENT = frozenset({"event_member", "event_date"})
"""What any criterion may wait for where the subject is an event."""
_TRUTHS = {True: YES, False: NO, None: UNKNOWN}


class Deciders:
    """What the open criteria of a catalogue's benefits have in common to wait for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._follows = (catalogue.derived, catalogue.applies_if)
        self._awaited = cache(self._find_awaited)

    def may_decide(self, sheet: Sheet) -> Bools:
        """For each row whether one fact may be awaited by all criteria that are still open.

        Never False where `Judgement.deciding` names a fact.
        """
        patterns, where = np.unique(sheet.outcomes, axis=1, return_inverse=True)
        found = [self._have_one_in_common(sheet, pattern) for pattern in patterns.T.tolist()]
        return np.array(found, dtype=bool)[where.reshape(-1)]

    def _have_one_in_common(self, sheet: Sheet, signs: list[int]) -> bool:
        examined = {
            criterion.id: Examined(criterion, _TRUTHS[ANSWERS[sign]])
            for criterion, sign in zip(sheet.criteria, signs, strict=True)
        }
        awaited = [
            self._awaited(entry.criterion.test, sheet.benefit.unit == "event")
            for entry in that_matter(sheet.version.rule, examined)
            if entry.outcome == UNKNOWN and entry.criterion.test is not None
        ]
        return not awaited or bool(frozenset.intersection(*awaited))

    def _find_awaited(self, test: tree.Node, of_event: bool) -> frozenset[str]:
        found = ABOUT_THE_EVENT if of_event else frozenset[str]()
        for part in test.walk():
            match part:
                case tree.FactName():
                    # Of somebody without a family on file, the family is asked first.
                    found |= {part.name, *({"family"} if part.of == "family" else ())}
                    for follows in self._follows:
                        if part.name in follows:
                            found |= self._awaited(follows[part.name], of_event)
                case tree.Receives():
                    found |= {"receives"}
                case tree.Fold() | tree.Relation():
                    found |= ABOUT_WHO_IS_THERE
        return found
