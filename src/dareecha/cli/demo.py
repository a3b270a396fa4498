"""`dareecha demo`: the main job on invented people, then the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from dareecha.cli.ready import ready
from dareecha.cli.serve import PORT, refuse_a_busy_port, serve_pages
from dareecha.cli.telling import refuse, tell_json
from dareecha.config.env import read_env

if TYPE_CHECKING:
    from dareecha.demo.run import Told

MOST_HOUSEHOLDS = 200_000
"""Two districts have about so many; more than that no trial machine takes in."""

console = Console(stderr=True)


def demo(
    households: Annotated[int, typer.Option(help="How many households to invent.")] = 2000,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the summary.")] = False,
    port: Annotated[int, typer.Option(help="Where to serve the pages.", min=1, max=65535)] = PORT,
    as_json: Annotated[
        bool, typer.Option("--json", help="Counts and seconds, for machines.")
    ] = False,
) -> None:
    """Invent a pilot district, take its lists in, link, judge and find; then serve the pages."""
    _refuse_a_number_out_of_reach(households)
    if not no_serve:
        refuse_a_busy_port(port)
    ready()
    from dareecha.demo.run import run_demo
    from dareecha.registry.installation import RealDataHere

    try:
        with console.status("inventing a pilot district") as status:
            told = run_demo(
                households=households,
                home=read_env().home,
                say=lambda step: status.update(step),
            )
    except RealDataHere as error:
        refuse(str(error))
    if as_json:
        tell_json(vars(told))
    else:
        _tell(told)
    if not no_serve:
        serve_pages(port)


def _refuse_a_number_out_of_reach(households: int) -> None:
    if not 1 <= households <= MOST_HOUSEHOLDS:
        refuse(
            f"--households: {households} cannot be invented. Give a number from 1 to"
            f" {MOST_HOUSEHOLDS:,} (without the comma); 2000 takes about half a minute."
        )


def _tell(told: Told) -> None:
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
