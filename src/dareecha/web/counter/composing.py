"""Puts the household page together from its parts: people, facts, verdicts, steps and doors."""

from __future__ import annotations

from collections.abc import Mapping

from dareecha.findings.models import Finding
from dareecha.screening.files import HouseholdFile
from dareecha.web.counter.doors import Doors
from dareecha.web.counter.known import Known
from dareecha.web.counter.looked_into import LookedInto
from dareecha.web.counter.needs import Needs
from dareecha.web.counter.pages import HouseholdPage
from dareecha.web.counter.roster import Roster
from dareecha.web.counter.steps import Steps
from dareecha.web.counter.verdicts import Verdicts
from dareecha.web.counter.why_not import WhyNot
from dareecha.web.counter.wording import Wording
from dareecha.web.said import NOTHING_SAID, Said


def compose(
    file: HouseholdFile,
    *,
    language: str,
    numbers: Mapping[str, str],
    findings: list[Finding],
    village: str,
    district: Said,
) -> HouseholdPage:
    """One household's page in one language; `numbers` are the masked CNICs by person."""
    words = Wording(file, language)
    roster = Roster(words, numbers)
    known = Known(words, roster)
    steps = Steps(words)
    verdicts = Verdicts(words, roster, steps)
    doors = Doors(words, roster, steps, verdicts)
    return HouseholdPage(
        household_id=file.id,
        title=words.person(roster.people[0].id) if roster.people else "—",
        others=max(len(file.facts.members) - 1, 0),
        families=max(len(file.facts.families), 1),
        village=village,
        district=district,
        last_heard=known.last_heard(),
        last_heard_from=NOTHING_SAID,
        roster_is_closed=file.facts.roster_complete,
        members=tuple(roster.members()),
        receiving=tuple(known.receiving()),
        facts=tuple(known.facts()),
        columns=roster.columns,
        verdict_rows=tuple(verdicts.rows()),
        missing_steps=tuple(steps.lines()),
        we_file=tuple(doors.settled(at_window=True)),
        they_go=tuple(doors.settled(at_window=False)),
        not_settled=tuple(doors.not_settled()),
        findings=tuple(LookedInto(words, findings).lines()),
        as_of=file.facts.as_of,
        catalogue_digest=file.catalogue.digest,
        not_had=tuple(WhyNot(words).not_had(roster)),
        needs=Needs(words).part(),
    )
