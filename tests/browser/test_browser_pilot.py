"""The whole way in a real browser: the pilot is taken in, and an officer reads a household."""

import pytest
from playwright.sync_api import expect

from browser.journey import PASSWORD, log_in
from dareecha.accounts.models import Officer
from dareecha.catalogue.actions import publish_shipped
from dareecha.config.env import schemes_folder
from dareecha.demo.run import run_demo
from dareecha.registry.models import CurrentHousehold
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

NOWSHERA = "PK526"
HEADINGS = {
    "en": "What could help, for whom, and why",
    "ur": "کیا مدد ہو سکتی ہے، کس کی، اور کیوں",
    "ps": "څه مرسته کېدای شي، د چا، او ولې",
}


@pytest.fixture
def somebody(transactional_db, tmp_path):
    """The pilot is taken in; the name of somebody in Nowshera whose household has a verdict."""
    publish_shipped(schemes_folder())
    run_demo(households=60, home=tmp_path)
    with acting_as(SYSTEM_DUTY, purpose="test"):
        file = CurrentHousehold.objects.filter(district=NOWSHERA).order_by("pk").first()
        return next(entry for entry in file.names.values() if entry["name"] and entry["father"])


def test_an_officer_finds_a_household_of_the_pilot_in_each_language(visit, somebody):
    with acting_as(SYSTEM_DUTY, purpose="test"):
        officer = Officer.objects.get(username="counter.nowshera")
        officer.set_password(PASSWORD)
        officer.save()
    for language, heading in HEADINGS.items():
        page = visit()
        log_in(page, officer, language)
        page.goto(f"/{language}/counter/")
        page.select_option("[name=purpose]", "person_here")
        page.fill("[name=name]", somebody["name"])
        page.fill("[name=relative]", somebody["father"])
        page.locator("main button[type=submit]").click()
        page.locator("a.person").first.click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        expect(page.locator("table.matrix tbody")).not_to_have_count(0)
        assert somebody["name"] not in page.url
        page.context.close()
