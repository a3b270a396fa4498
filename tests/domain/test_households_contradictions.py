"""What cannot all be true is refused where it stands; what may be true is taken as it is."""

# ruff: noqa: E501  (tables of mistakes read better on one line each)
from __future__ import annotations

from typing import Any

import pytest
from small_catalogue import household_file, small_catalogue

from dareecha.domain.households.files import read_household
from dareecha.domain.households.household import Household
from dareecha.domain.households.json_text import HouseholdFileRefused

CATALOGUE = small_catalogue()
UNITS = CATALOGUE.units()
GRANT, PENSION = "example/help/grant", "example/help/pension"
FAMILY_HELP, DAMAGE = "example/help/family_help", "example/help/damage"


def read(**parts: Any) -> Household:
    return read_household(household_file(**parts), CATALOGUE.facts, units=UNITS)


def refused(**parts: Any) -> str:
    """The one complaint about a file."""
    with pytest.raises(HouseholdFileRefused) as error:
        read(**parts)
    [problem] = error.value.problems
    return problem


def person(**facts: Any) -> dict[str, Any]:
    return {"members": [{"id": "m1", **facts}]}


def people(*members: dict[str, Any]) -> dict[str, Any]:
    return {"members": list(members)}


def received(benefit: str, subject: str, **more: Any) -> dict[str, Any]:
    return {
        "members": [{"id": "m1"}],
        "families": [{"id": "f1", "members": ["m1"]}],
        "events": [{"id": "e1"}],
        "receives": [{"benefit": benefit, "subject": subject, **more}],
    }


@pytest.mark.parametrize(
    ("parts", "path", "says"),
    [
        (person(date_of_birth="2026-11-02"), "members[0].date_of_birth", "2026-11-02 is after 2026-11-01"),
        (person(date_of_birth={"min": "2026-11-02", "max": "2027-01-01"}), "members[0].date_of_birth", "is after"),
        (person(date_of_death="2026-11-02"), "members[0].date_of_death", "is after 2026-11-01"),
        (person(date_of_birth="2001-01-01", date_of_death="2000-12-31"), "members[0].date_of_death", "before the birth"),
        (person(date_of_birth={"min": "2001-01-01", "max": "2003-01-01"}, date_of_death={"min": "1999-01-01", "max": "2000-12-31"}),
         "members[0].date_of_death", "before the birth"),
        (person(vital_status="alive", date_of_death="2020-01-01"), "members[0].vital_status", 'Write "deceased"'),
        (person(date_of_birth="1895-11-01"), "members[0].date_of_birth", "older than 130 years"),
        (person(date_of_birth={"min": "1700-01-01", "max": "1800-01-01"}), "members[0].date_of_birth", "Check the year"),
        (person(date_of_birth="1800-01-01", date_of_death="1950-01-01"), "members[0].date_of_birth", "older than 130"),
        ({"events": [{"id": "e1", "event_date": "2026-11-02"}]}, "events[0].event_date", "is after 2026-11-01"),
        (received(GRANT, "household", since="2026-11-02"), "receives[0].since", "is after 2026-11-01"),
        (person(father="m1"), "members[0].father", "nobody is their own father"),
        (person(mother="m1"), "members[0].mother", "nobody is their own mother"),
        (person(spouses=["m1"]), "members[0].spouses", "nobody is married to themselves"),
        (people({"id": "m1", "father": "m2", "mother": "m2"}, {"id": "m2"}), "members[0]", '"m2" stands as father and as mother'),
        (people({"id": "m1", "father": "m2"}, {"id": "m2", "mother": "m3"}, {"id": "m3", "father": "m1"}, {"id": "m4"}),
         "members", "go in a circle"),
        ({**person(), "families": [{"id": "f1", "members": ["m1"]}, {"id": "f2", "members": ["m1"]}]},
         "families[1].members", '"m1" is in the family "f1" already'),
        (received(GRANT, "m1"), "receives[0].subject", '"m1" stands for an individual, and example/help/grant is for a household. Write "household".'),
        (received(GRANT, "f1"), "receives[0].subject", "is for a household"),
        (received(PENSION, "household"), "receives[0].subject", "is for an individual. Write the id of the member"),
        (received(PENSION, "f1"), "receives[0].subject", "is for an individual"),
        (received(FAMILY_HELP, "household"), "receives[0].subject", "Write the id of the family"),
        (received("x/y/z", "household"), "receives[0].benefit", '"x/y/z" is no benefit of the catalogue'),
        (received("example/help/pensoin", "m1"), "receives[0].benefit", 'Did you mean "example/help/pension"?'),
        ({"receives_known": ["example/hepl/grant"]}, "receives_known[0]", 'Did you mean "example/help/grant"?'),
    ],
)  # fmt: skip
def test_what_cannot_be_true_is_refused_once_where_it_stands(
    parts: dict[str, Any], path: str, says: str
) -> None:
    complaint = refused(**parts)
    assert complaint.startswith(f"{path}: "), complaint
    assert says in complaint


@pytest.mark.parametrize(
    "parts",
    [
        person(date_of_birth="2026-11-01"),
        person(date_of_birth={"min": "2020-01-01", "max": "2030-01-01"}),
        person(date_of_birth="1895-11-02"),
        person(date_of_birth={"min": "1700-01-01", "max": "1990-01-01"}),
        person(date_of_birth="2001-01-01", date_of_death="2001-01-01"),
        person(date_of_birth="1800-01-01", vital_status="deceased"),
        person(date_of_birth={"min": "2001-01-01", "max": "2003-01-01"}, date_of_death={"min": "1999-01-01", "max": "2001-01-01"}),
        {"events": [{"id": "e1", "event_date": {"min": "2026-10-01", "max": "2026-12-01"}}]},
        people({"id": "m1", "father": "m3"}, {"id": "m2", "father": "m3", "mother": "m1"}, {"id": "m3"}),
        received(GRANT, "household", since="2026-11-01"),
        received(PENSION, "m1"),
        received(FAMILY_HELP, "f1"),
        received(FAMILY_HELP, "m1"),
        received(DAMAGE, "e1"),
        received(DAMAGE, "m1"),
        received("a/b/c", "f1"),
    ],
)  # fmt: skip
def test_what_may_be_true_is_taken(parts: dict[str, Any]) -> None:
    assert read(**parts).roster_complete


def test_whoever_has_a_day_of_death_is_dead() -> None:
    known = read(**person(date_of_death="2020-01-01"))
    assert (known.members, [dead.id for dead in known.deceased]) == ((), ["m1"])


def test_without_a_day_of_judgement_nothing_is_said_to_lie_after_it() -> None:
    with pytest.raises(HouseholdFileRefused) as error:
        read(as_of="soon", **person(date_of_birth="2026-11-02"))
    assert [problem.split(":")[0] for problem in error.value.problems] == ["as_of"]


def test_without_a_catalogue_every_benefit_is_taken_as_written() -> None:
    parts = household_file(**received("x/y/z", "household"))
    assert read_household(parts, CATALOGUE.facts).receipts[0].benefit == "x/y/z"
