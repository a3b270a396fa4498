"""At every boundary of the shipped rules stands an example: off by one, and one of them fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dareecha.domain.eligibility.boundaries import untested_boundaries
from dareecha.domain.rules.catalogue import Catalogue

CATALOGUE = Catalogue.from_folder(Path(__file__).resolve().parents[2] / "schemes")
UNREACHABLE = {
    ("bisp/nashonuma", "cash, amount from 2024-01-01"): "at 24 months no girl has it as a child",
    ("education/girls-stipend", "highest_class_merged"): "there is no class 13",
    ("eobi/pensions", "rise_percent"): "before 2025 no rise reached a new pension",
    ("food/flour", "subsidy, score_under_line from 2023-03-23"): "the line is not known",
    ("labour/essi", "disablement-pension, amount from 2021-09-09"): "the share is not known",
    ("labour/essi", "total_disablement_from"): "the share is not known",
}
"""Boundaries that no household can show, and why."""


@pytest.mark.parametrize("scheme", CATALOGUE.schemes)
def test_an_example_stands_at_every_boundary(scheme: str) -> None:
    found = untested_boundaries(CATALOGUE.schemes[scheme], CATALOGUE)
    assert [str(one) for one in found if (one.scheme, one.where) not in UNREACHABLE] == []


def test_a_scheme_without_examples_has_its_boundaries_named() -> None:
    kafaalat = replace(CATALOGUE.schemes["bisp/kafaalat"], examples=())
    found = [str(one) for one in untested_boundaries(kafaalat, CATALOGUE)]
    assert any("pmt_score" in one for one in found)
    assert any("+1 of its last digit" in one for one in found)
