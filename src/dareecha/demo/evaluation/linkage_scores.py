"""How well rows were linked to persons, for each half of the reviewed households."""

from dareecha.demo.evaluation.answers import Answers
from dareecha.demo.evaluation.truth import HALVES, Truth, groups_of, half_of
from dareecha.domain.linkage.evaluate import Score, TruthRow, evaluate


def linkage_scores(answers: Answers, truth: Truth) -> dict[str, list[Score]]:
    """The scores of each half, over the rows that were taken in.

    Rows of all other households are strangers to a half: a link to one of them is wrong.
    """
    return {half: _scores(answers, truth, half) for half in HALVES}


def _scores(answers: Answers, truth: Truth, half: str) -> list[Score]:
    inside = [known for known in truth.rows if half_of(known.household_id) == half]
    rows = {known.row for known in inside}
    return evaluate(
        answers.people,
        [TruthRow(known.row, known.person_id, groups_of(known)) for known in inside],
        others=[row for row in answers.people if row not in rows],
    )
