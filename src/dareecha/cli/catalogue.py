"""`dareecha catalogue`: check the schemes, print the fact dictionary."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dareecha.cli.telling import refuse, tell_json
from dareecha.config.env import read_schemes, schemes_folder
from dareecha.domain.eligibility.boundaries import untested_boundaries
from dareecha.domain.eligibility.examples import failing_examples
from dareecha.domain.rules.catalogue import Catalogue, CatalogueRefused

app = typer.Typer(help="The schemes as data: check them, look facts up.", no_args_is_help=True)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The catalogue of a folder, else the one in use; leaves with a message when it is refused."""
    where = folder or schemes_folder()
    if not where.is_dir():
        refuse(f"{where}: no such folder. Give the folder that holds facts.yaml and the schemes.")
    try:
        return Catalogue.from_folder(where)
    except CatalogueRefused as error:
        refuse(
            *(str(problem) for problem in error.problems),
            f"{where}: {len(error.problems)} problem(s); nothing was published.",
        )


@app.command()
def check(
    folder: Annotated[
        Path | None, typer.Argument(help="A catalogue folder; without one, the one in use.")
    ] = None,
    boundaries: Annotated[
        bool,
        typer.Option(
            "--boundaries", help="Also find boundaries at which no example stands (some seconds)."
        ),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Validate every scheme and run its examples. Problems are named by file and line."""
    catalogue = load_catalogue(folder)
    failures = failing_examples(catalogue)
    if failures:
        refuse(*failures, f"{len(failures)} example(s) do not come out as written.")
    warnings = [str(warning) for warning in catalogue.warnings]
    if boundaries:
        warnings += (
            str(found)
            for scheme in catalogue.schemes.values()
            for found in untested_boundaries(scheme, catalogue)
        )
    examples = sum(len(scheme.examples) for scheme in catalogue.schemes.values())
    counts = {
        "digest": catalogue.digest,
        "from": _where_from(folder),
        "schemes": len(catalogue.schemes),
        "benefits": len(catalogue.benefit_ids()),
        "facts": len(catalogue.facts),
        "examples": examples,
    }
    if as_json:
        tell_json({**counts, "warnings": warnings})
    else:
        for warning in warnings:
            print(f"Warning: {warning}")
        print(
            f"{counts['schemes']} schemes, {counts['benefits']} benefits, {counts['facts']} facts,"
            f" {examples} examples: all well. Catalogue {catalogue.digest}, {counts['from']}"
        )


def _where_from(folder: Path | None) -> str:
    """Which folder was meant: an edited one is never taken for the one that is shipped."""
    if folder is not None:
        return f"from {folder}"
    named = read_schemes()
    return f"from DAREECHA_SCHEMES ({named})" if named else "as shipped"


@app.command()
def facts(
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Print the fact dictionary: every name that a rule or a household file may use."""
    catalogue = load_catalogue()
    if as_json:
        tell_json(
            [
                {
                    "fact": fact.name,
                    "entity": fact.entity,
                    "type": fact.kind,
                    "unit": fact.unit,
                    "values": fact.values,
                    "label": fact.label,
                    "derived": fact.derived,
                    "sensitivity": fact.sensitivity,
                }
                for fact in catalogue.facts.values()
            ]
        )
        return
    for entity in ("household", "family", "individual", "event"):
        print(f"\nOf {'an' if entity[0] in 'ie' else 'a'} {entity}:")
        for fact in catalogue.facts.values():
            if fact.entity == entity:
                kind = ", ".join(fact.values) or f"{fact.kind} {fact.unit}".strip()
                follows = f" = {fact.derived}" if fact.derived else ""
                print(f"  {fact.name} ({kind}){follows}: {fact.label.get('en', '')}")
