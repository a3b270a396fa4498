"""`dareecha link`, `screen`, `gaps` and `export`: from lists taken in to who is missed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse, tell_json
from dareecha.domain.households.files import parse_day

console = Console(stderr=True)
Json = Annotated[bool, typer.Option("--json", help="For machines.")]


def link(as_json: Json = False) -> None:
    """Link the rows of all lists to individuals and households. Safe to repeat."""
    steps = ready()
    try:
        with console.status("linking"):
            linked = steps.link()
    except steps.NothingToLink as error:
        refuse(str(error))
    if as_json:
        tell_json(vars(linked))
    else:
        print(
            f"{linked.mentions} mentions are {linked.individuals} individuals in"
            f" {linked.households} households. {linked.links_made} links made,"
            f" {linked.links_undone} taken back, {linked.doubtful} doubtful pairs to review."
        )


def screen(
    engine: Annotated[str, typer.Option(help="local (duckdb and spark come later).")] = "local",
    on: Annotated[
        str | None, typer.Option(help="Judge as of this day; else the day of the newest lists.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the run as Parquet here.")] = None,
    as_json: Json = False,
) -> None:
    """Judge every household under the catalogue in force."""
    if engine != "local":
        refuse(f'--engine: "{engine}" is not there yet. Use local.')
    day = parse_day(on)
    if on is not None and day is None:
        refuse(f'--on: "{on}" is not a day of the calendar. Write it as 2026-11-01.')
    steps = ready()
    try:
        with console.status("judging households") as status:
            screened = steps.screen(
                as_of=day, out=out, say=lambda count: status.update(f"judged {count} households")
            )
    except steps.NobodyToJudge as error:
        refuse(str(error))
    if as_json:
        tell_json(vars(screened))
    else:
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in screened.verdicts.items())
        print(f"As of {screened.as_of}: {screened.households} households judged: {verdicts}.")


def gaps(as_json: Json = False) -> None:
    """Find who is unserved, undetermined, paid after death or twice in one list."""
    steps = ready()
    counts = steps.gaps()
    if as_json:
        tell_json(counts)
        return
    for kind, count in counts["findings"].items():
        print(f"{kind}: {count}")
    for sentence in counts["resting_on"]:
        print(sentence)


def export(
    what: Annotated[str, typer.Argument(help="links, verdicts or findings.")],
    out: Annotated[Path, typer.Option(help="The file to write; .csv or .parquet.")],
) -> None:
    """Write links, verdicts or findings to a file that only you can read."""
    if what not in ("links", "verdicts", "findings"):
        refuse(f'"{what}" cannot be exported. Use links, verdicts or findings.')
    if out.suffix not in (".csv", ".parquet"):
        refuse(f"--out: {out} should end in .csv or .parquet.")
    steps = ready()
    try:
        rows = steps.export(what, out)
    except steps.NothingToExport as error:
        refuse(str(error))
    print(f"{rows} rows written to {out}")
