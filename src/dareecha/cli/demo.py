"""`dareecha demo`: the main job on invented people, then the pages."""

from __future__ import annotations

import importlib
from typing import Annotated, Any

import typer
from rich.console import Console

from dareecha.cli.ready import ready
from dareecha.cli.serve import PORT, serve_pages
from dareecha.cli.telling import refuse, tell_json
from dareecha.config.env import read_env

console = Console(stderr=True)


def demo(
    households: Annotated[int, typer.Option(help="How many households to invent.", min=1)] = 2000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the summary.")] = False,
    port: Annotated[int, typer.Option(help="Where to serve the pages.", min=1, max=65535)] = PORT,
    as_json: Annotated[
        bool, typer.Option("--json", help="Counts and seconds, for machines.")
    ] = False,
) -> None:
    """Invent a pilot district, take its lists in, link, judge and find; then serve the pages."""
    ready()
    run = importlib.import_module("dareecha.demo.run")
    installation = importlib.import_module("dareecha.registry.installation")
    home = read_env().home
    try:
        with console.status("inventing a pilot district") as status:
            told = run.run_demo(
                households=households, home=home, say=lambda step: status.update(step)
            )
    except installation.RealDataHere as error:
        refuse(str(error))
    if as_json:
        tell_json(vars(told))
    else:
        _tell(told)
    if not no_serve:
        serve_pages(port)


def _tell(told: Any) -> None:
    print(f"{told.households_invented} invented households, {told.total_seconds} s in all")
    for name, step in told.steps.items():
        said = ", ".join(
            f"{key} {_short(value)}" for key, value in step.items() if key != "seconds"
        )
        print(f"  {name:10} {step['seconds']:7.2f} s   {said}")


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_short(inner)}" for key, inner in value.items()) or "none"
    return str(value)
