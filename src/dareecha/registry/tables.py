"""Writing a table to a file that only its owner can read."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl


def write_table(frame: pl.DataFrame, out: Path) -> int:
    """Write CSV or Parquet, by the file's ending, with mode 0600; returns the number of rows.

    The file appears whole or not at all.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    unfinished = out.with_name(f".{out.name}.part")
    unfinished.touch(mode=0o600)
    try:
        if out.suffix == ".parquet":
            frame.write_parquet(unfinished, compression="zstd")
        else:
            frame.write_csv(unfinished)
        os.replace(unfinished, out)
    finally:
        unfinished.unlink(missing_ok=True)
    return frame.height
