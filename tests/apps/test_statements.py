"""What people say at the counter: written down with its occasion, laid over lists, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from small_lists import (
    LOWER_DIR,
    NOWSHERA,
    SHIPPED,
    agree,
    household_of,
    individual_of,
    kafaalat,
    link,
    shipped_catalogue,
    take_in,
    take_in_family,
)

from dareecha.catalogue.actions import publish_shipped
from dareecha.domain.households.household import HOUSEHOLD, Fact, exactly
from dareecha.journal.models import Event
from dareecha.registry.models import Household, Statement
from dareecha.registry.precedence import Precedence, shipped_precedence
from dareecha.registry.projection import project
from dareecha.registry.statements import (
    AlreadyWithdrawn,
    Answer,
    NotAStatement,
    Occasion,
    record,
    withdraw,
)
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.exports import current_holes
from dareecha.screening.files import HouseholdFile, household_file
from dareecha.screening.judging import screen

pytestmark = pytest.mark.django_db(transaction=True)

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROW = "bisp_nser_households:H-1"
CHILD = "bisp_nser_members:M-3"
HEAD = "bisp_nser_members:M-1"


@pytest.fixture(autouse=True)
def linked(tmp_path: Path) -> None:
    take_in_family(tmp_path)
    agree(tmp_path, "bisp_payments", complete_for=["bisp/kafaalat/cash"])
    take_in(tmp_path, "bisp_payments", kafaalat())
    link(tmp_path)
    publish_shipped(SHIPPED)


@pytest.fixture
def at_the_counter(on_duty) -> Iterator[None]:
    with acting_as(on_duty(areas=[NOWSHERA]).context, purpose="a test"):
        yield


def say(*answers: Answer, at: datetime = AT) -> list[Statement]:
    household = Household.objects.get(pk=household_of(ROW))
    occasion = Occasion(at.date(), at, Statement.Speaker.SELF, Statement.Present.FAMILY)
    return record(household, answers, occasion, shipped_catalogue().facts)


def file() -> HouseholdFile:
    return household_file(household_of(ROW))


def hungry(days: int | None) -> Answer:
    return Answer(HOUSEHOLD, "hungry_days_last_week", days)


def test_what_somebody_says_is_a_fact_with_its_day_and_source(at_the_counter: None) -> None:
    child = str(individual_of(CHILD))
    debt, reason = say(
        Answer(HOUSEHOLD, "medical_debt_pkr", 40000), Answer(child, "out_of_school_reason", "cost")
    )
    facts = file().facts
    assert facts.facts["medical_debt_pkr"] == Fact(
        40000, 40000, f"statement:{debt.pk}", date(2026, 11, 23)
    )
    person = facts.person(child)
    assert person is not None
    assert person.facts["out_of_school_reason"].source == f"statement:{reason.pk}"
    assert debt.recorded_by is not None
    assert (debt.answered_by, debt.present, debt.individual) == ("self", "family", None)


def test_each_statement_is_an_event_that_holds_ids_only(at_the_counter: None) -> None:
    [made] = say(hungry(3))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        [event] = Event.objects.filter(type="statement.recorded")
    assert event.record["subject"] == {
        "statement": str(made.pk),
        "household": str(household_of(ROW)),
    }


def test_a_newer_statement_is_the_current_one_and_both_stay(at_the_counter: None) -> None:
    say(hungry(5))
    say(hungry(0), at=AT + timedelta(days=7))
    assert file().facts.facts["hungry_days_last_week"].low == 0
    assert Statement.objects.count() == 2


def test_who_prefers_not_to_say_is_not_asked_again_and_nothing_is_known(
    at_the_counter: None,
) -> None:
    say(hungry(5))
    say(hungry(None), at=AT + timedelta(days=7))
    told = file().facts
    assert "hungry_days_last_week" in told.declined
    assert "hungry_days_last_week" not in told.facts


def test_a_statement_taken_back_counts_no_more_and_the_one_before_counts_again(
    at_the_counter: None,
) -> None:
    say(hungry(2))
    [mistaken] = say(hungry(6), at=AT + timedelta(minutes=5))
    gone = withdraw(mistaken.pk, at=AT + timedelta(minutes=6))
    assert file().facts.facts["hungry_days_last_week"].low == 2
    assert Statement.objects.count() == 2
    assert gone.withdrawn_by is not None
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert Event.objects.filter(type="statement.withdrawn").count() == 1
    with pytest.raises(AlreadyWithdrawn):
        withdraw(mistaken.pk, at=AT)


def test_nobody_of_another_district_sees_or_takes_back_a_statement(
    at_the_counter: None, on_duty
) -> None:
    [made] = say(hungry(2))
    with acting_as(on_duty(areas=[LOWER_DIR]).context, purpose="a test"):
        assert not Statement.objects.exists()
        with pytest.raises(Statement.DoesNotExist):
            withdraw(made.pk, at=AT)


def test_a_statement_is_never_deleted(at_the_counter: None) -> None:
    [made] = say(hungry(2))
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(HOUSEHOLD, "faith", 1),
        Answer(HOUSEHOLD, "age_years", 5),
        Answer(HOUSEHOLD, "wants_work", True),
        Answer("019ab000-0000-7000-8000-000000000000", "wants_work", True),
        Answer(HOUSEHOLD, "residence_province", "atlantis"),
    ],
)
def test_an_answer_that_fits_no_fact_is_refused(answer: Answer, at_the_counter: None) -> None:
    with pytest.raises(NotAStatement):
        say(answer)
    assert not Statement.objects.exists()


def test_what_lists_said_stays_visible_beside_a_newer_word(at_the_counter: None) -> None:
    child = str(individual_of(CHILD))
    say(Answer(child, "school_enrolled", False))
    told = file()
    person = told.facts.person(child)
    assert person is not None
    assert person.facts["school_enrolled"].low is False
    [other] = told.others[child]["school_enrolled"]
    assert other[0] == "True"


def test_the_word_of_a_person_never_stands_before_a_register_that_verified() -> None:
    day, later = date(2026, 1, 1), date(2026, 6, 1)
    believed = Precedence({"date_of_birth": ("births",)}, frozenset({"register"}))
    told, held = exactly(1, "statement:x", later), exactly(2, "survey:1", day)
    assert believed.believes_word("debt", told, held, ["survey:1"])
    assert not believed.believes_word("debt", told, held, ["survey:1", "register:7"])
    assert not believed.believes_word("date_of_birth", told, held, ["births:7"])
    assert believed.believes_word("debt", told, held, ["births:7"])
    assert not believed.believes_word("debt", held, exactly(3, "survey:2", later), ["survey:2"])
    assert shipped_precedence().verified_by


def test_statements_outlive_a_new_linkage_and_make_needs_and_holes(at_the_counter: None) -> None:
    say(Answer(str(individual_of(HEAD)), "wants_training", True))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        project(shipped_catalogue())
        screen(shipped_catalogue(), at=AT)
        found = [hole for _, hole in current_holes() if hole.need == "wants_training"]
    assert [hole.subject for hole in found] == [str(individual_of(HEAD))]


def test_statements_follow_their_household_to_another_district(at_the_counter: None) -> None:
    [made] = say(hungry(2))
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        Statement.objects.update(district="")
        project(shipped_catalogue())
        assert Statement.objects.get(pk=made.pk).district == NOWSHERA
