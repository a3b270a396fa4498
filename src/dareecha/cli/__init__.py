"""The `dareecha` command."""

from dareecha.cli.command import main

__all__ = ["main"]
