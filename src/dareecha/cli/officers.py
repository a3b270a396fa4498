"""`dareecha officers`: give somebody an account and a duty."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated

import typer

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse

app = typer.Typer(no_args_is_help=True, help="Accounts and duties of officers.")
PURPOSES = ("person_here", "person_called", "home_visit", "correction", "complaint")
LONGEST_DUTY = 3650
EVERYWHERE = "*"
OPTIONS = {
    "areas": "--district",
    "department": "--department",
    "full_name": "--full-name",
    "role": "--role",
    "username": "USERNAME",
}


@app.command()
def appoint(
    username: Annotated[str, typer.Argument(help="The name to log in with.")],
    full_name: Annotated[str, typer.Option(help="The officer's name.")],
    department: Annotated[str, typer.Option(help="The department's code, for example zakat.")],
    role: Annotated[
        str, typer.Option(help="facilitator, officer, planner, auditor or administrator.")
    ],
    district: Annotated[
        list[str], typer.Option(help="A district's code (PK526); may be repeated; * is all.")
    ],
    days: Annotated[int, typer.Option(help="For how many days the duty lasts.")] = 365,
) -> None:
    """Make an account with a duty from today. The password is printed once, and nowhere kept."""
    if not 1 <= days <= LONGEST_DUTY:
        refuse(
            f"--days: a duty of {days} days cannot be given. Give 1 to {LONGEST_DUTY}: a duty"
            " ends after it begins, and is given anew after ten years at the latest."
        )
    ready()
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from dareecha.accounts import actions
    from dareecha.catalogue.actions import catalogue_in_force
    from dareecha.safeguards.acting import SYSTEM_DUTY, acting_as

    catalogue = catalogue_in_force()
    departments = {code: one["name"]["en"] for code, one in catalogue.departments.items()}
    districts = {one["code"]: one["name"]["en"] for one in catalogue.districts}
    _must_be_known("--department", [department], departments)
    _must_be_known("--district", [code for code in district if code != EVERYWHERE], districts)
    password = secrets.token_urlsafe(12)
    today = timezone.localdate()
    try:
        with acting_as(SYSTEM_DUTY, purpose="appointing officers"):
            actions.appoint(
                username=username,
                full_name=full_name,
                password=password,
                department=department,
                areas=district,
                role=role,
                purposes=PURPOSES,
                valid_from=today,
                valid_to=today + timedelta(days=days),
            )
    except ValidationError as error:
        refuse(
            *(
                f"{OPTIONS.get(field, field)}: {' '.join(said)}"
                for field, said in error.message_dict.items()
            )
        )
    print(f"{username} may log in. The password, shown once: {password}")


def _must_be_known(option: str, given: list[str], names: Mapping[str, str]) -> None:
    """Leave with a message for a code that the catalogue does not have, listing those it has."""
    for code in given:
        if code not in names:
            known = ", ".join(f"{one} ({name})" for one, name in sorted(names.items()))
            refuse(
                f'{option}: "{code}" is not in the catalogue; nobody was appointed. Write a code'
                f" of: {known}"
            )
