"""`dareecha assess`: judge one household file, without a database."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from dareecha.cli.catalogue import load_catalogue
from dareecha.cli.days import day_given, today, within_reach
from dareecha.cli.telling import refuse, tell_json
from dareecha.domain.eligibility.answer import answer_for
from dareecha.domain.eligibility.assess import ELIGIBLE, Assessor
from dareecha.domain.households.files import read_household
from dareecha.domain.households.json_text import HouseholdFileRefused, parse_household
from dareecha.domain.vocabulary.documents import nearest

WORDS = {
    "eligible": "Very likely",
    "not_eligible": "Not for you",
    "not_yet_known": "Not yet known",
}

STATES = {
    "planned": "Not open yet on that day: nobody can ask for it now.",
    "suspended": "Suspended on that day: nobody is taken in now.",
    "closed": "Closed on that day: nobody can ask for it now.",
    "not_known": "Whether it was open on that day is not known: ask before anybody goes.",
}
"""What is said of a benefit that nobody should travel for without asking."""


def assess(
    file: Annotated[Path, typer.Argument(help="A household file (JSON); - reads standard input.")],
    on: Annotated[
        str | None, typer.Option(help="Judge on this day (2026-11-01) instead of the file's.")
    ] = None,
    benefit: Annotated[
        list[str] | None, typer.Option(help="Only this benefit id; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer for machines.")] = False,
) -> None:
    """Judge one household file: every benefit, with reasons and what is missing."""
    day = day_given("--on", on)
    content = _read(file)
    if day is not None and isinstance(content, dict):
        content = {**content, "as_of": day.isoformat()}
    catalogue = load_catalogue()
    chosen = _chosen(benefit, catalogue.benefit_ids())
    try:
        household = read_household(
            content,
            catalogue.facts,
            units=catalogue.units(),
            default_as_of=today(),
        )
    except HouseholdFileRefused as error:
        refuse(f"{file}: this household file cannot be used.", *error.problems)
    within_reach(f"{file}: as_of", household.as_of)
    answer = answer_for(household, Assessor(catalogue), benefits=chosen)
    if as_json:
        tell_json(answer)
    else:
        _tell(answer)


def _read(file: Path) -> Any:
    try:
        text = sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{file}: cannot be read ({error}). Give the path of a household file in UTF-8.")
    if not text.strip():
        refuse(f"{file}: the file is empty. A household file is a JSON object {{…}}.")
    try:
        return parse_household(text)
    except HouseholdFileRefused as error:
        refuse(f"{file}: this household file cannot be used.", *error.problems)


def _chosen(benefit: list[str] | None, known: frozenset[str]) -> frozenset[str] | None:
    for entry in benefit or ():
        if entry not in known:
            refuse(f'--benefit: "{entry}" is no benefit of the catalogue.{nearest(entry, known)}')
    return frozenset(benefit) if benefit else None


def _tell(answer: dict[str, Any]) -> None:
    print(f"As of {answer['as_of']}, catalogue {answer['catalogue'][:12]}")
    for entry in answer["benefits"]:
        print(f"\n{_word(entry)}: {entry['id']} ({entry['subject']}){_sum(entry)}")
        if entry["state"] in STATES:
            print(f"  !   {STATES[entry['state']]}")
        for criterion in entry["criteria"]:
            _tell_criterion(criterion)
        if entry["missing"]:
            wanted = ", ".join(f"{m['fact']} of {m['of']}" for m in entry["missing"])
            print(f"  would decide: {wanted}")
        for law in entry["open_law"]:
            print(f"  open law, to be asked of the department: {law['parameter']}")
    if answer["not_in_force"]:
        print(f"\nNo rule in force on that day: {', '.join(answer['not_in_force'])}")
    question = answer["next_question"]
    if question:
        print(f"\nAsk next: {question['fact']} of {question['of']}")


def _word(entry: dict[str, Any]) -> str:
    """The verdict in words; where people decide, no rule can promise what they will say."""
    if entry["verdict"] == ELIGIBLE and entry["decided_by"] != "data":
        return "Seems so, others decide"
    return WORDS[entry["verdict"]]


def _tell_criterion(criterion: dict[str, Any]) -> None:
    if not criterion["decides"] and criterion["holds"] is not True:
        # A closed way beside an open one is no reason, and nobody need answer it.
        print(f"  -   Changes nothing here: {criterion['short']['en'] or criterion['id']}")
        return
    mark = {True: "yes", False: "no ", None: "?  "}[criterion["holds"]]
    print(f"  {mark} {criterion['say']['en'] or criterion['id']}")
    print(f"      source: {criterion['source']}")


def _sum(entry: dict[str, Any]) -> str:
    amount = entry["amount"]
    if amount is None:
        return ""
    low, high = amount["min"], amount["max"]
    figures = f"{low:,}" if low == high else f"{low:,} to {'?' if high is None else f'{high:,}'}"
    return (
        f", Rs {figures} a {amount['per']}" if amount["per"] != "once" else f", Rs {figures} once"
    )
