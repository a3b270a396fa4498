"""The passwords of the local roles: random, one file each, readable by their owner only."""

import os
import secrets
from pathlib import Path

from dareecha.cluster.errors import ClusterError


def read_or_make_password(folder: Path, role: str) -> str:
    """The password of a role; made and kept the first time."""
    path = folder / role
    if not path.exists():
        _keep(path, secrets.token_urlsafe(32))
    return path.read_text(encoding="ascii").strip()


def read_password(folder: Path, role: str) -> str:
    """The password of a role that exists already.

    Raises ClusterError when its file is gone: a new password would not open the old data.
    """
    path = folder / role
    if not path.exists():
        raise ClusterError(
            f"The password of the local PostgreSQL role {role} is missing: {path}. "
            "Put the file back from a backup of this folder."
        )
    return path.read_text(encoding="ascii").strip()


def _keep(path: Path, password: str) -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(password)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
