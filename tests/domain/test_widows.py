"""A husband's death after the day of which she was called married makes a wife a widow."""

from __future__ import annotations

from datetime import date

import pytest

from dareecha.domain.households.household import Fact, Person, exactly
from dareecha.domain.households.widows import widowed_since, with_status

SURVEY, DEATH, LATER = date(2024, 1, 9), date(2025, 8, 3), date(2026, 1, 1)
DIED = exactly(DEATH, "civil_deaths:1", DEATH)


def husband(died: Fact | None = DIED, *, is_deceased: bool = True) -> Person:
    facts = {} if died is None else {"date_of_death": died}
    return Person("h", facts=facts, spouses=frozenset({"w"}), is_deceased=is_deceased)


def wife(
    sex: str = "female",
    status: str | None = "married",
    as_of: date | None = SURVEY,
    spouses: frozenset[str] | None = frozenset({"h"}),
) -> Person:
    facts = {"sex": exactly(sex)}
    if status is not None:
        facts["marital_status"] = exactly(status, "bisp_nser_members:1", as_of)
    return Person("w", facts=facts, spouses=spouses)


def test_a_wife_is_a_widow_from_the_day_of_her_husbands_death():
    status = widowed_since(wife(), {"h": husband()})
    assert status == exactly("widowed", "civil_deaths:1", DEATH)
    assert with_status(wife(), status).facts["marital_status"] == status
    assert with_status(wife(), status).facts["sex"] == exactly("female")


@pytest.mark.parametrize(
    ("one", "people"),
    [
        (wife(as_of=LATER), {"h": husband()}),
        (wife(as_of=None), {"h": husband()}),
        (wife(status="divorced"), {"h": husband()}),
        (wife(status=None), {"h": husband()}),
        (wife(sex="male"), {"h": husband()}),
        (wife(spouses=None), {"h": husband()}),
        (wife(spouses=frozenset({"h", "g"})), {"h": husband()}),
        (wife(), {}),
        (wife(), {"h": husband(is_deceased=False)}),
        (wife(), {"h": husband(None)}),
    ],
)
def test_what_does_not_show_it_leaves_her_status_as_it_was(one: Person, people: dict[str, Person]):
    assert widowed_since(one, people) is None


def test_a_death_known_to_the_year_alone_that_may_lie_before_the_survey_settles_nothing():
    year = Fact(date(2024, 1, 1), date(2024, 12, 31), "civil_deaths:1", DEATH)
    assert widowed_since(wife(), {"h": husband(year)}) is None
    after = Fact(date(2025, 1, 1), date(2025, 12, 31), "civil_deaths:1", DEATH)
    assert widowed_since(wife(), {"h": husband(after)}) == exactly(
        "widowed", "civil_deaths:1", date(2025, 12, 31)
    )
