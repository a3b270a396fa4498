"""Missing steps: who sees to it, with which paper, in which order; and doors not yet settled."""

from dataclasses import replace

import pytest

from dareecha.web.counter.pages import STEPS_AT_ONCE
from web.composed import AUNT, HEAD, SON, catalogue, household, page, step

CERTIFIED = ("allowance", "individual", "disability_certified")
MONTHS = ("pension", "individual", "spun_months >= 12")
SURVIVORS = ("survivors", "individual", "any(widowed for person in deceased)")
FIELD = ("seed", "household", "has_a_field")
FIELD_AND_STOVE = ("coal", "household", "has_a_field and not has_a_stove")


def words(shown):
    return [one.what.text for one in shown.missing_steps]


def test_a_paper_is_the_households_to_bring_from_the_office_that_issues_it():
    told = household(disability_reported=True)
    paper = step(page(told, catalogue(CERTIFIED)), "Disability certificate")
    assert paper.owner.text == "the household, with this paper"
    assert [(one.name.text, one.office.text) for one in paper.papers] == [
        ("Mill certificate", "Office of the mill")
    ]
    assert paper.of == "Zarmina"


def test_what_only_a_register_shows_is_its_departments_to_look_up():
    shown = step(page(household(), catalogue(MONTHS)), "Months at the loom")
    assert shown.owner.text == "Pension Board"
    assert shown.of == "Everybody"
    assert shown.papers == ()


def test_what_can_be_asked_is_asked_at_this_desk():
    shown = step(page(household(), catalogue(FIELD)), "Has a field")
    assert shown.owner.text == "you, at this desk"


def test_nobody_is_sent_for_a_certificate_before_a_disability_is_mentioned():
    shown = page(household(), catalogue(CERTIFIED))
    assert "Disability certificate" not in words(shown)
    assert step(shown, "Disability").owner.text == "you, at this desk"


def test_who_has_no_disability_needs_no_certificate_and_no_way_to_its_office():
    told = household(disability_reported=False)
    told["members"] = [{**person, "disability_reported": False} for person in told["members"]]
    shown = page(told, catalogue(CERTIFIED))
    assert {"Disability certificate", "Disability"}.isdisjoint(words(shown))
    assert "Mill's allowance" not in [line.benefit.text for line in shown.not_settled]


def test_the_question_that_settles_most_for_the_least_trouble_comes_first():
    told = household(disability_reported=True)
    shown = page(told, catalogue(CERTIFIED, MONTHS, FIELD, FIELD_AND_STOVE))
    found = words(shown)
    order = [found.index(one) for one in ("Has a field", "Months at the loom")]
    assert order == sorted(order)
    assert found.index("Disability") < found.index("Disability certificate")


def test_survivors_wait_for_the_question_whether_anybody_has_died():
    shown = page(household(), catalogue(SURVIVORS))
    asked = step(shown, "Whether anybody of the family has died")
    assert asked.step.text == "Has anybody of the family died? Who, and when?"
    assert [benefit.text for benefit in asked.holds_up] == ["Mill's survivors"]


@pytest.mark.parametrize("language", ["en", "ur"])
def test_nothing_speaks_of_a_death_that_nobody_reported(language):
    shown = page(household(), catalogue(SURVIVORS), language)
    row = next(row for row in shown.verdict_rows if row.benefit_id.endswith("survivors"))
    said = [reason.text for cell in row.cells for reason in cell.because]
    said += [criterion.say.text for criterion in row.criteria]
    assert said
    assert "Was the husband who died a weaver?" not in said


def test_of_a_death_that_was_reported_the_benefits_own_words_speak():
    told = household()
    told["members"].append({"id": "d1", "vital_status": "deceased", "spouses": [HEAD]})
    shown = page(told, catalogue(SURVIVORS))
    row = next(row for row in shown.verdict_rows if row.benefit_id.endswith("survivors"))
    assert row.cells[1].because[0].text == "Was the husband who died a weaver?"


def test_claims_begin_with_the_question_what_has_happened():
    event = ("claim", "event", "event_kind == 'death'")
    asked = step(page(household(), catalogue(event)), "Whether something has happened to them")
    assert [benefit.text for benefit in asked.holds_up] == ["Mill's claim"]
    told = household() | {"events": [{"id": "e1", "event_kind": "death"}]}
    assert "Whether something has happened to them" not in words(page(told, catalogue(event)))


def test_what_is_not_settled_says_where_to_go_and_what_to_take():
    shown = page(household(), catalogue(MONTHS))
    line = next(line for line in shown.not_settled if line.benefit.text == "Mill's pension")
    assert line.where.text == "Office of the mill"
    assert [paper.text for paper in line.papers] == ["Mill certificate"]
    assert line.of == "Zarmina, Adnan, Gul Pari"


def test_a_shut_door_comes_last_and_says_so():
    shown = page(household(), catalogue(MONTHS, state="suspended"))
    states = [line.is_shut for line in shown.not_settled]
    assert states == sorted(states)
    assert {"Mill's pension": True, "Monthly help": False}.items() <= {
        line.benefit.text: line.is_shut for line in shown.not_settled
    }.items()


def test_people_of_whom_the_same_is_said_stand_together():
    row = next(
        row
        for row in page(household(), catalogue(MONTHS)).verdict_rows
        if row.benefit_id.endswith("pension") and row.benefit_id.startswith("mill/mill-help")
    )
    assert [cell.of for cell in row.reasons] == ["Zarmina, Adnan, Gul Pari"]
    assert {HEAD, SON, AUNT} == {str(one.person_id) for one in page(
        household(), catalogue(MONTHS)).members}  # fmt: skip


def test_more_steps_than_one_sitting_holds_are_folded_away():
    many = [(f"help{number}", "household", "has_a_field") for number in range(3)]
    shown = page(household(), catalogue(*many))
    crowd = replace(shown, missing_steps=shown.missing_steps * 5)
    assert len(crowd.first_steps) == STEPS_AT_ONCE
    assert crowd.first_steps + crowd.later_steps == crowd.missing_steps


def test_a_benefit_that_is_for_nobody_here_stands_last():
    told = household() | {"household": {"has_a_field": False}}
    shown = page(told, catalogue(("seed", "household", "has_a_field"), MONTHS))
    for_nobody = [row.is_for_nobody for row in shown.verdict_rows]
    assert for_nobody == sorted(for_nobody)
    assert for_nobody[-1]
