"""The pages have words for every code of the catalogue's closed lists."""

import pytest

from dareecha.domain.households.dictionary import RELATIONSHIPS
from dareecha.domain.rules import scheme
from dareecha.web import words


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (words.STATES, scheme.STATES),
        (words.DECIDED_BY, scheme.DECIDERS),
        (words.DOORS, scheme.DOORS),
        (words.CLAIMS, scheme.CLAIMS),
        (words.UNITS, scheme.UNITS),
        (words.PERIODS, scheme.PERIODS),
        (words.STANDARDS, scheme.STANDARDS),
        (words.RELATIONSHIPS, (*RELATIONSHIPS, "not_known")),
    ],
)
def test_each_code_has_its_words(said, codes):
    assert set(said) == set(codes)


def test_every_state_but_open_has_a_warning():
    assert set(words.WARNINGS) == set(scheme.STATES) - {"active"}
