"""The demonstration from lists to findings, on the test database."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from small_lists import SHIPPED, take_in_family

from dareecha.accounts.models import Officer
from dareecha.catalogue.actions import publish_shipped
from dareecha.demo.officers import OFFICERS
from dareecha.demo.run import PASSWORDS, run_demo
from dareecha.findings.models import Finding
from dareecha.journal.models import Event
from dareecha.journal.verification import verify
from dareecha.registry.installation import RealDataHere, is_invented
from dareecha.registry.models import CurrentHousehold, Link, ListRow
from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as
from dareecha.screening.models import CurrentVerdicts

pytestmark = pytest.mark.django_db(transaction=True)

STEPS = ["generate", "agree", "import", "link", "screen", "gaps", "officers", "journal"]


def counted() -> dict[str, int]:
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        return {
            model.__name__: model.objects.count()
            for model in (ListRow, Link, CurrentHousehold, CurrentVerdicts, Finding, Officer)
        }


def test_the_pilot_goes_from_lists_to_findings_and_once_more_changes_nothing(
    transactional_db: None, tmp_path: Path
) -> None:
    publish_shipped(SHIPPED)
    heard: list[str] = []
    told = run_demo(households=40, home=tmp_path, say=heard.append)
    assert heard == list(told.steps) == STEPS
    first = counted()
    assert first["CurrentHousehold"] == told.steps["link"]["households"]
    assert first["CurrentVerdicts"] == told.steps["screen"]["households"]
    assert first["Officer"] == len(OFFICERS)
    with acting_as(SYSTEM_DUTY, purpose="a test"):
        assert is_invented()
        types = set(Event.objects.values_list("type", flat=True))
    assert types >= {
        "catalogue.published",
        "list.agreed",
        "list.taken_in",
        "link.run",
        "screening.run",
        "findings.made",
        "officer.appointed",
    }
    found = verify()
    assert (found.entries, found.waiting) == (told.steps["journal"]["entries"], 0)

    again = run_demo(households=40, home=tmp_path)
    assert counted() == first
    assert again.steps["link"]["links_made"] == 0
    assert again.steps["gaps"] | {"seconds": 0} == told.steps["gaps"] | {"seconds": 0}
    passwords = tmp_path / PASSWORDS
    assert stat.S_IMODE(passwords.stat().st_mode) == 0o600
    assert len(passwords.read_text(encoding="utf-8").splitlines()) == len(OFFICERS)
    assert sorted(path.name for path in tmp_path.iterdir()) == [PASSWORDS, "work"]


def test_invented_people_are_never_put_among_others(transactional_db: None, tmp_path: Path) -> None:
    publish_shipped(SHIPPED)
    take_in_family(tmp_path)
    before = counted()
    with pytest.raises(RealDataHere, match="DAREECHA_HOME"):
        run_demo(households=5, home=tmp_path / "home")
    assert counted() == before
