"""Who reads rows and people is not by that one who changes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import ProgrammingError
from small_lists import link, take_in_family

from dareecha.accounts.models import Duty
from dareecha.registry.models import Household, Individual, ListRow, Mention
from dareecha.safeguards.acting import acting_as

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("model", [ListRow, Mention, Individual, Household])
@pytest.mark.parametrize("role", ["auditor", "facilitator"])
def test_neither_an_auditor_nor_a_facilitator_removes_rows_or_people(
    on_duty: Callable[..., Duty], tmp_path: Path, role: str, model: type
) -> None:
    take_in_family(tmp_path)
    link(tmp_path)
    duty = on_duty(role=role, areas=("*",)).context
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        acting_as(duty, purpose="a test"),
    ):
        model.objects.all()._raw_delete(using="default")


def test_an_auditor_reads_rows_and_changes_none(
    on_duty: Callable[..., Duty], tmp_path: Path
) -> None:
    take_in_family(tmp_path)
    duty = on_duty(role="auditor", areas=("*",)).context
    with acting_as(duty, purpose="a test"):
        assert ListRow.objects.exists()
        assert ListRow.objects.update(sheet="changed") == 0
