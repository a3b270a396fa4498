"""`dareecha link`, `screen`, `gaps` and `export`: from lists taken in to who is missed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dareecha.cli.days import day_given
from dareecha.cli.files import folder_must_be_writable, must_be_writable, refuse_to_write
from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse, tell_json

console = Console(stderr=True)
Json = Annotated[bool, typer.Option("--json", help="For machines.")]


def link(as_json: Json = False) -> None:
    """Link the rows of all lists to individuals and households. Safe to repeat."""
    ready()
    from dareecha.cli import steps

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
    day = day_given("--on", on)
    if out is not None:
        folder_must_be_writable("--out", out)
    ready()
    from dareecha.cli import steps

    try:
        with console.status("judging households") as status:
            screened = steps.screen(
                as_of=day, out=out, say=lambda count: status.update(f"judged {count} households")
            )
    except steps.NobodyToJudge as error:
        refuse(str(error))
    except OSError as error:
        refuse_to_write("--out", error)
    if as_json:
        tell_json(vars(screened))
    else:
        verdicts = ", ".join(f"{count} {verdict}" for verdict, count in screened.verdicts.items())
        print(f"As of {screened.as_of}: {screened.households} households judged: {verdicts}.")


def gaps(as_json: Json = False) -> None:
    """Find who is unserved, undetermined, paid after death or twice in one list."""
    ready()
    from dareecha.cli import steps

    try:
        counts = steps.gaps()
    except steps.NotSoFarYet as error:
        refuse(str(error))
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
    must_be_writable("--out", out)
    ready()
    from dareecha.cli import steps

    try:
        rows = steps.export(what, out)
    except (steps.NotSoFarYet, steps.NothingToExport) as error:
        refuse(str(error))
    except OSError as error:
        refuse_to_write("--out", error)
    print(f"{rows} rows written to {out}")


def unlink(
    row: Annotated[str, typer.Argument(help="LIST:ROW_ID, for example eobi_insured:EI-000001.")],
    because: Annotated[str, typer.Option(help="Why the link is wrong; it is kept.")],
    role: Annotated[str, typer.Option(help="Which person of the row; empty is the main one.")] = "",
) -> None:
    """Take a wrong link back: the row becomes somebody of its own, and stays so."""
    list_id, _, row_key = row.partition(":")
    if not row_key:
        refuse(f'"{row}" should be LIST:ROW_ID, for example eobi_insured:EI-000001.')
    if not because.strip():
        refuse("--because: say why the link is wrong.")
    ready()
    from dareecha.cli import steps

    try:
        steps.unlink(list_id, row_key, role, because)
    except (steps.NoSuchLink, steps.AlreadyUndone) as error:
        refuse(str(error))
    print(f"{row} stands alone now. `dareecha screen` judges the households anew.")
