"""Invented officers for the demonstration, one for each pilot district and one for oversight."""

from __future__ import annotations

import secrets
from datetime import date

from dareecha.accounts import actions as accounts
from dareecha.accounts.models import Officer

COUNTER = "planning"
FIRST_DAY = date(2026, 1, 1)
PURPOSES = ("person_here", "person_called", "home_visit", "correction", "complaint")
OFFICERS = (
    ("counter.nowshera", "Counter desk, Nowshera", "facilitator", ("PK526",)),
    ("counter.lowerdir", "Counter desk, Lower Dir", "facilitator", ("PK520",)),
    ("oversight", "Oversight desk", "auditor", ("*",)),
    ("planning", "Reform unit", "planner", ("*",)),
)


def appoint_demo_officers() -> dict[str, str]:
    """Appoint those who are not there yet; user name → password, for the new ones only."""
    made = {}
    for username, full_name, role, areas in OFFICERS:
        if Officer.objects.filter(username=username).exists():
            continue
        password = secrets.token_urlsafe(9)
        accounts.appoint(
            username=username,
            full_name=full_name,
            password=password,
            department=COUNTER,
            areas=areas,
            role=role,
            purposes=PURPOSES,
            valid_from=FIRST_DAY,
        )
        made[username] = password
    return made
