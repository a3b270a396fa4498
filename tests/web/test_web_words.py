"""The pages have words for every code of the catalogue's closed lists."""

from pathlib import Path

import pytest
import yaml
from django.utils import translation

from dareecha.domain.households.dictionary import RELATIONSHIPS
from dareecha.domain.rules import scheme
from dareecha.web import words

SCHEMES = Path(__file__).parents[2] / "schemes"


@pytest.mark.parametrize(
    ("said", "codes"),
    [
        (words.STATES, scheme.STATES),
        (words.DECIDED_BY, scheme.DECIDERS),
        (words.DOORS, scheme.DOORS),
        (words.CLAIMS, scheme.CLAIMS),
        (words.UNITS, scheme.UNITS),
        (words.PERIODS, scheme.PERIODS),
        (words.AMOUNTS, scheme.PERIODS),
        (words.AMOUNTS_BETWEEN, scheme.PERIODS),
        (words.CONTINGENCIES, scheme.CONTINGENCIES),
        (words.STANDARDS, scheme.STANDARDS),
        (words.RELATIONSHIPS, (*RELATIONSHIPS, "not_known")),
    ],
)
def test_each_code_has_its_words(said, codes):
    assert set(said) == set(codes)


def test_every_state_but_open_has_a_warning():
    assert set(words.WARNINGS) == set(scheme.STATES) - {"active"}


@pytest.mark.parametrize("language", ["en", "ur", "ps"])
def test_a_sex_has_the_same_word_on_the_pages_and_in_the_dictionary(language):
    facts = yaml.safe_load((SCHEMES / "facts.yaml").read_text())["facts"]
    labels = facts["sex"]["value_labels"]
    with translation.override(language):
        assert {code: str(words.SEXES[code]) for code in labels} == {
            code: label[language] for code, label in labels.items()
        }


def test_every_language_of_the_pages_has_a_name_to_stand_beside_a_sentence():
    assert set(words.TONGUES) == {"en", "ur", "ps"}
