"""`dareecha catalogue publish`: put a catalogue in force on purpose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dareecha.cli.ready import ready
from dareecha.cli.telling import refuse
from dareecha.domain.rules.catalogue import CatalogueRefused


def publish(
    folder: Annotated[Path, typer.Argument(help="A catalogue folder, also one replaced before.")],
) -> None:
    """Put a catalogue in force, even one that a newer one has replaced; it is journaled."""
    if not (folder / "facts.yaml").is_file():
        refuse(f"{folder} holds no catalogue: there is no facts.yaml in it. Give its folder.")
    ready()
    from dareecha.catalogue.actions import publish_on_purpose
    from dareecha.config.env import shipped_folder

    try:
        published = publish_on_purpose(folder, is_shipped=folder.resolve() == shipped_folder())
    except CatalogueRefused as error:
        refuse(str(error), "The catalogue has mistakes; nothing was published.")
    print(f"Catalogue {published.bundle_id} is in force, from {folder}.")
