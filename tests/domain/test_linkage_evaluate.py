"""Precision and recall count pairs of mentions, and links to strangers count as wrong."""

from dareecha.domain.linkage.evaluate import Score, TruthRow, evaluate

TRUTH = [
    TruthRow("a", "p", {"script": "lat"}),
    TruthRow("b", "p", {"script": "lat"}),
    TruthRow("c", "p", {"script": "ur"}),
    TruthRow("d", "q", {"script": "lat"}),
]


def by_value(scores: list[Score]) -> dict[str, Score]:
    return {score.value: score for score in scores}


def test_a_perfect_answer_is_perfect() -> None:
    score = by_value(evaluate({"a": "1", "b": "1", "c": "1", "d": "2"}, TRUTH))["all"]
    assert (score.precision, score.recall, score.f1) == (1, 1, 1)


def test_a_split_costs_recall_and_a_wrong_join_precision() -> None:
    score = by_value(evaluate({"a": "1", "b": "1", "c": "2", "d": "1"}, TRUTH))["all"]
    assert (score.true_pairs, score.linked_pairs, score.right_pairs) == (3, 3, 1)


def test_a_pair_counts_for_a_value_when_one_of_its_mentions_has_it() -> None:
    scores = by_value(evaluate({"a": "1", "b": "1", "c": "1", "d": "2"}, TRUTH))
    assert scores["ur"].true_pairs == 2
    assert scores["lat"].true_pairs == 3


def test_a_link_to_a_stranger_is_wrong_and_links_among_strangers_do_not_count() -> None:
    predicted = {"a": "1", "b": "1", "c": "1", "d": "2", "x": "1", "y": "3", "z": "3"}
    score = by_value(evaluate(predicted, TRUTH, others=["x", "y", "z"]))["all"]
    assert (score.linked_pairs, score.right_pairs) == (6, 3)


def test_nothing_to_measure_is_not_zero() -> None:
    score = by_value(evaluate({}, []))["all"]
    assert (score.precision, score.recall, score.f1) == (None, None, None)
