"""The households behind a number: for whom, with a purpose, written down, twenty at a time."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from dareecha.journal.models import Event
from dareecha.registry.models import CurrentHousehold, Household
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.safeguards.models import AccessLog
from dareecha.screening.models import CurrentVerdicts
from dareecha.screening.packing import Verdict
from dareecha.web.planning import views
from web.planning_figures import AS_OF, GRANT, HELP, run_of

PLACE, OTHER = "PK500", "PK501"
LIST = "/en/planning/households/"
ASKED = {"purpose": "home_visit", "kind": "unserved", "benefit": GRANT, "district": PLACE}


@pytest.fixture(autouse=True)
def _sample_of_planning(sample, monkeypatch):
    monkeypatch.setattr(views, "catalogue_in_force", lambda: sample)


@pytest.fixture
def facilitator(on_duty, log_in):
    return log_in(on_duty(areas=[PLACE]).officer)


@pytest.fixture
def households(db, sample):
    """Makes so many households of a district with one gap."""
    run = run_of(sample)

    def make(number, *, district=PLACE, benefit=GRANT, gap="unserved", name="Zarmina"):
        for count in range(number):
            with acting_as(SYSTEM_DUTY, purpose="a test"):
                home = Household.objects.create(district=district)
                CurrentHousehold.objects.create(
                    household=home, district=district, as_of=AS_OF,
                    content={"people": []},
                    names={"p": {"name": f"{name} {count}", "village": "Sample Kalay"}},
                )  # fmt: skip
                verdict = Verdict(benefit, "household", "eligible", "", None, None, "", False,
                                  gap, "", "")  # fmt: skip
                CurrentVerdicts.objects.create(
                    household=home, run=run, district=district, verdicts=[verdict.packed()]
                )

    return make


def listed(answer):
    return re.findall(r'class="person"[^>]*><bdi>([^<]+)', answer.content.decode())


def test_nobody_is_shown_before_a_purpose_is_given(facilitator, households):
    households(2)
    assert listed(facilitator.get(f"{LIST}?kind=unserved&benefit={GRANT}&district={PLACE}")) == []
    assert listed(facilitator.post(LIST, {**ASKED, "purpose": ""})) == []
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert not AccessLog.objects.exists()


def test_a_number_leads_to_the_filters_of_its_list(facilitator):
    page = facilitator.get(f"{LIST}?kind=undetermined&benefit={HELP}&district={PLACE}")
    text = page.content.decode()
    assert f'value="{HELP}" selected' in text
    assert 'value="undetermined" selected' in text


def test_the_look_is_written_down_with_its_purpose_like_a_search(facilitator, households):
    households(2)
    answer = facilitator.post(LIST, ASKED)
    assert sorted(listed(answer)) == ["Zarmina 0", "Zarmina 1"]
    assert "Sample Kalay" in answer.content.decode()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        log = AccessLog.objects.get()
        shown = set(CurrentHousehold.objects.values_list("pk", flat=True))
        event = Event.objects.get(type="individual.looked_up")
    assert (log.purpose, log.kind, log.found) == ("home_visit", "households behind a number", 2)
    assert set(log.subjects) == shown
    assert event.record["subject"] == {"purpose": "home_visit", "found": "2"}


def test_each_leads_to_its_page_without_asking_again_what_for(facilitator, households):
    households(1)
    facilitator.post(LIST, ASKED)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        home = CurrentHousehold.objects.get().pk
    trail = facilitator.session["dareecha.households"]["households"]
    assert trail[str(home)] == ["home_visit", True]


def test_only_this_gap_of_this_benefit_in_this_district_is_listed(facilitator, households):
    households(1, name="Right")
    households(1, benefit=HELP, name="Benefit")
    households(1, gap="undetermined", name="Gap")
    households(1, district=OTHER, name="Place")
    assert listed(facilitator.post(LIST, ASKED)) == ["Right 0"]


def test_another_district_is_no_choice(facilitator, households):
    households(1, district=OTHER)
    assert listed(facilitator.post(LIST, {**ASKED, "district": OTHER})) == []


def test_suspicions_are_no_choice(log_in, on_duty, households):
    households(1, gap="ghost")
    auditor = log_in(on_duty(role="auditor").officer)
    assert listed(auditor.post(LIST, {**ASKED, "kind": "ghost"})) == []


def test_twenty_at_a_time_and_each_page_is_written_down(facilitator, households):
    households(23)
    first = facilitator.post(LIST, ASKED)
    after = re.search(r'name="after" value="([^"]+)"', first.content.decode())
    second = facilitator.post(LIST, {**ASKED, "after": after[1]})
    assert (len(listed(first)), len(listed(second))) == (20, 3)
    assert not set(listed(first)) & set(listed(second))
    assert 'name="after"' not in second.content.decode()
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert AccessLog.objects.count() == 2


@pytest.mark.parametrize("role", ["planner", "administrator", "officer"])
def test_whose_duty_opens_no_household_is_told_why(role, log_in, on_duty, households):
    households(1)
    client = log_in(on_duty(role=role).officer)
    for answer in (client.get(LIST), client.post(LIST, ASKED)):
        assert answer.status_code == 403
        assert "Your duty opens no households" in answer.content.decode()
        assert listed(answer) == []


def test_nothing_private_stands_in_an_address_and_nothing_is_kept(facilitator, households):
    households(1)
    answer = facilitator.post(LIST, ASKED)
    assert "no-store" in answer["Cache-Control"]
    assert reverse("planning:households") == LIST
    assert "purpose=" not in answer.content.decode()


def test_nobody_to_be_listed_is_said(facilitator, households):
    assert "No household of this kind" in facilitator.post(LIST, ASKED).content.decode()
