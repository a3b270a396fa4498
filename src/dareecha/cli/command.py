"""The `dareecha` command and its parts."""

from __future__ import annotations

import gc
import sys

import typer

from dareecha.cli import (
    assess,
    catalogue,
    demo,
    journal,
    lists,
    officers,
    pipeline,
    publishing,
    serve,
    trouble,
)
from dareecha.config.env import WrongEnvironment

app = typer.Typer(
    name="dareecha",
    help="One window for social protection: lists in, households out, reasons on a page.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(demo.demo)
app.command()(serve.serve)
catalogue.app.command()(publishing.publish)
app.add_typer(catalogue.app, name="catalogue")
app.command()(assess.assess)
app.add_typer(lists.app, name="lists")
app.command()(pipeline.link)
app.command()(pipeline.unlink)
app.command()(pipeline.screen)
app.command()(pipeline.gaps)
app.command()(pipeline.export)
app.add_typer(journal.app, name="journal")
app.add_typer(officers.app, name="officers")


def hunt_for_cycles_seldom() -> None:
    """A run makes millions of objects that last; looking through them took a third of its time."""
    gc.set_threshold(100_000, 20, 100)


def main() -> None:
    """Run the command; a wrong environment is one clear message, whatever the command.

    So is a database that refuses or goes away in the middle.
    """
    hunt_for_cycles_seldom()
    try:
        app()
    except WrongEnvironment as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        said = trouble.told(error)
        if not said:
            raise
        print(said, file=sys.stderr)
        sys.exit(1)
