"""The pages' tests read an invented catalogue, so that a new law never breaks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client

from dareecha.domain.rules.catalogue import Catalogue
from dareecha.web.counter import reading
from dareecha.web.outage import memory
from dareecha.web.portal import views
from web import invented

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture(scope="session")
def sample() -> Catalogue:
    return Catalogue.from_folder(SAMPLE)


@pytest.fixture(autouse=True)
def _sample_in_force(sample: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "catalogue_in_force", lambda: sample)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    memory.forget()
    yield
    memory.forget()


@pytest.fixture
def show(db: None, client: Client) -> Callable[..., str]:
    """The text of a public page: `show("/en/schemes/")`."""

    def get(path: str, status: int = 200) -> str:
        answer = client.get(path)
        assert answer.status_code == status, f"{path} answered {answer.status_code}"
        return answer.content.decode()

    return get


@pytest.fixture
def officer(on_duty: Callable, log_in: Callable) -> Client:
    """A client of a facilitator who is on duty."""
    return log_in(on_duty().officer)


@pytest.fixture
def household_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at a household finds the invented one."""
    monkeypatch.setattr(
        reading,
        "household_page",
        lambda duty, household_id, *, purpose, language, was_found: invented.household(language),
    )
