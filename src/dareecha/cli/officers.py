"""`dareecha officers`: give somebody an account and a duty."""

from __future__ import annotations

import importlib
import secrets
from datetime import timedelta
from typing import Annotated

import typer

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse

app = typer.Typer(no_args_is_help=True, help="Accounts and duties of officers.")
PURPOSES = ("person_here", "person_called", "home_visit", "correction", "complaint")


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
    days: Annotated[int, typer.Option(help="For how many days the duty lasts.", min=1)] = 365,
) -> None:
    """Make an account with a duty from today. The password is printed once, and nowhere kept."""
    ready()
    actions = importlib.import_module("dareecha.accounts.actions")
    acting = importlib.import_module("dareecha.safeguards.acting")
    timezone = importlib.import_module("django.utils.timezone")
    exceptions = importlib.import_module("django.core.exceptions")
    password = secrets.token_urlsafe(12)
    today = timezone.localdate()
    try:
        with acting.acting_as(acting.SYSTEM_DUTY, purpose="appointing officers"):
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
    except exceptions.ValidationError as error:
        refuse(*(f"{field}: {' '.join(said)}" for field, said in error.message_dict.items()))
    print(f"{username} may log in. The password, shown once: {password}")
