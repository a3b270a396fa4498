"""Files that a command is to write: looked at before the work, not hours later."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

from dareecha.cli.telling import refuse


def must_be_writable(option: str, out: Path) -> None:
    """Leave with a message unless this file can be made or replaced; makes nothing."""
    folder = out.parent
    if not folder.is_dir():
        refuse(
            f"{option}: {out} cannot be written there: {folder} is no folder that exists, and"
            " none is made here. Make it first (mkdir), or name another place."
        )
    if out.is_dir():
        refuse(f"{option}: {out} cannot be written there: it is a folder. Name a file in it.")
    if not os.access(out if out.exists() else folder, os.W_OK):
        refuse(
            f"{option}: {out} cannot be written there: this user may not."
            " Name a place that you may write."
        )


def folder_must_be_writable(option: str, out: Path) -> None:
    """The same for a folder of files, which is made where its parent is there; makes nothing."""
    if out.is_dir():
        must_be_writable(option, out / "a file in it")
    else:
        must_be_writable(option, out)


def refuse_to_write(option: str, error: OSError) -> NoReturn:
    """Say that a file could not be written after all."""
    refuse(
        f"{error.filename2 or error.filename}: cannot be written there ({error.strerror})."
        f" Give {option} a place that you may write; nothing was changed."
    )
