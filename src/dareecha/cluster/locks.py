"""Locks between processes that share one home folder.

Both are held by the kernel, so a process that dies lets go of them.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dareecha.cluster.errors import ClusterError

PATIENCE_SECONDS = 180.0
POLL_SECONDS = 0.05


@contextmanager
def exclusive(path: Path, *, patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Let one process at a time start or stop the server.

    Raises ClusterError when another process holds on for longer than `patience` seconds.
    """
    handle = _open(path)
    try:
        deadline = time.monotonic() + patience
        while not _try_lock(handle, fcntl.LOCK_EX):
            if time.monotonic() > deadline:
                raise ClusterError(
                    f"Another process has been starting or stopping the local PostgreSQL for "
                    f"{patience:.0f} seconds and still holds {path}. "
                    "End that process, then try again."
                )
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(handle)


class Presence:
    """Who uses the server: each process that does is present, until it leaves or dies."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def enter(self) -> None:
        if self._handle is None:
            self._handle = _open(self._path)
            fcntl.flock(self._handle, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """Stop being present, and say whether nobody else is; call under `exclusive`."""
        if self._handle is None:
            return False
        is_last = _try_lock(self._handle, fcntl.LOCK_EX)
        os.close(self._handle)
        self._handle = None
        return is_last


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _try_lock(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
