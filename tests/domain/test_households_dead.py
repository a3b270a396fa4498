"""Who has lost somebody shows that the list of the dead is not whole until that one is listed."""

from __future__ import annotations

from typing import Any

import pytest
from small_catalogue import FACTS, household_file, small_catalogue

from dareecha.domain.households.files import read_household

TOLD = """\
  remarried: {entity: individual, type: bool, label: {en: Remarried}}
  father_alive: {entity: individual, type: bool, label: {en: Father}}
  mother_alive: {entity: individual, type: bool, label: {en: Mother}}
"""
DICTIONARY = small_catalogue(facts=FACTS + TOLD).facts
WIDOW = {"id": "m1", "marital_status": "widowed"}
MAN = {"id": "d1", "vital_status": "deceased"}


def all_dead_told(*members: dict[str, Any], **parts: Any) -> bool:
    content = household_file(members=list(members), **parts)
    return read_household(content, DICTIONARY).deceased_complete


@pytest.mark.parametrize(
    "members",
    [
        (WIDOW,),
        (WIDOW, MAN),
        (WIDOW | {"spouses": []}, MAN),
        (WIDOW | {"spouses": ["m2"]}, {"id": "m2"}, MAN),
        (WIDOW, MAN | {"spouses": []}),
        (WIDOW | {"relationship": "head"}, MAN | {"relationship": "father"}),
        (WIDOW | {"relationship": "mother"}, MAN | {"relationship": "father"}),
        ({"id": "m1", "marital_status": "married", "remarried": True},),
        ({"id": "m1", "father_alive": False},),
        ({"id": "m1", "father_alive": False}, MAN),
        ({"id": "m1", "father_alive": False, "father": "d1", "mother_alive": False}, MAN),
        ({"id": "m1", "mother_alive": False, "mother": "m2"}, {"id": "m2"}),
    ],
)
def test_a_loss_without_the_dead_relative_leaves_the_list_of_the_dead_open(
    members: tuple[dict[str, Any], ...],
) -> None:
    assert not all_dead_told(*members)
    assert all_dead_told(*members, deceased_complete=True)
    assert not all_dead_told(*members, deceased_complete=None)


@pytest.mark.parametrize(
    "members",
    [
        ({"id": "m1", "marital_status": "married", "remarried": False},),
        ({"id": "m1", "marital_status": {"declined": True}},),
        (WIDOW | {"spouses": ["d1"]}, MAN),
        (WIDOW, MAN | {"spouses": ["m1"]}),
        (WIDOW | {"relationship": "head"}, MAN | {"relationship": "husband"}),
        (WIDOW | {"relationship": "wife"}, MAN | {"relationship": "head"}),
        ({"id": "m1", "father_alive": False, "father": "d1", "mother_alive": True}, MAN),
        ({"id": "m1", "mother_alive": False, "mother": "d1"}, MAN),
    ],
)
def test_a_closed_roster_closes_the_list_of_the_dead_where_nothing_speaks_against_it(
    members: tuple[dict[str, Any], ...],
) -> None:
    assert all_dead_told(*members)
    assert not all_dead_told(*members, roster_complete=False)
    assert not all_dead_told(*members, deceased_complete=False)
