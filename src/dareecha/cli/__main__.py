"""So that `python -m dareecha.cli` is the `dareecha` command."""

from dareecha.cli.command import main

main()
