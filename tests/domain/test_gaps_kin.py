"""Kin of a decider: a flag where the same body had a say, and nowhere else."""

from __future__ import annotations

from dareecha.domain.gaps.kin import Decider, Granted, KinOfDecider, kin_of_deciders

GUZARA = "example/help/grant"
CHAIR = Decider("members:1", "chair", "LZC-1")
KIN = {"sister": {"chair": "sibling", "nobody": "child"}}


def granted(individual: str, *bodies: str, row: str = "list:1") -> Granted:
    return Granted(row, GUZARA, individual, frozenset(bodies))


def test_a_relative_of_the_committee_that_decided_is_told_with_the_relation() -> None:
    grant = granted("sister", "LZC-1", "department")
    assert list(kin_of_deciders([grant], [CHAIR], KIN)) == [KinOfDecider(grant, CHAIR, "sibling")]


def test_a_relative_of_another_committee_is_nobodys_matter() -> None:
    assert list(kin_of_deciders([granted("sister", "LZC-2")], [CHAIR], KIN)) == []


def test_a_decider_who_receives_is_told_as_self() -> None:
    [found] = kin_of_deciders([granted("chair", "LZC-1")], [CHAIR], KIN)
    assert found.how == "self"


def test_a_stranger_is_not_told_and_one_grant_is_told_once() -> None:
    again = [granted("sister", "LZC-1", row="list:1"), granted("sister", "LZC-1", row="list:2")]
    assert list(kin_of_deciders([granted("stranger", "LZC-1")], [CHAIR], KIN)) == []
    assert len(list(kin_of_deciders(again, [CHAIR], KIN))) == 1
