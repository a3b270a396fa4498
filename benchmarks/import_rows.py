"""How fast a long list is taken in, and how much memory that needs.

    python benchmarks/import_rows.py --rows 200000

Makes an invented list of payments, takes it in with the `dareecha` command in a home of its own
(DAREECHA_HOME, or a temporary one) and prints rows per second and the command's peak memory.
"""

from __future__ import annotations

import argparse
import csv
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

HEADINGS = (
    "TXN_ID,QUARTER,PROGRAMME,BENEFICIARY_CNIC,BENEFICIARY_NAME,DISTRICT,CHILD_NAME,CHILD_BFORM,"
    "LEVEL,AMOUNT_DUE,AMOUNT_RECEIVED,PAID_ON,PAY_POINT"
)
AGREEMENT = """
list: bisp_payments
owner: bisp
instrument: An invented letter
purpose: to measure
retention_months: 1
signed_on: 2026-01-01
period: {from: 2025-10-01, to: 2026-06-30}
invented: true
"""
GIVEN = [
    "SHAHEEN",
    "RUQIA",
    "TASLEEM",
    "NASREEN",
    "GULALAI",
    "ZARMINA",
    "SPOGMAY",
    "PALWASHA",
    "SAIRA",
    "KULSOOM",
]
SECOND = ["BIBI", "BEGUM", "JAN", "KHATOON", "GUL", "BANO"]
MONTHS = ("2026-01", "2026-02", "2026-03")


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(os.environ.get("DAREECHA_HOME", folder))
        environment = {**os.environ, "DAREECHA_HOME": str(home)}
        agreement = Path(folder, "agreement.yaml")
        agreement.write_text(AGREEMENT, encoding="utf-8")
        path = Path(folder, "bisp_payments.csv")
        write_list(path, arguments.rows, arguments.seed)
        _dareecha(environment, "lists", "agree", str(agreement))
        started = time.monotonic()
        _dareecha(environment, "lists", "import", str(path), "--json")
        seconds = time.monotonic() - started
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{arguments.rows} rows ({size / 1e6:.0f} MB) in {seconds:.1f} s: "
        f"{arguments.rows / seconds:.0f} rows/s, peak memory {peak:.0f} MiB"
    )


def write_list(path: Path, rows: int, seed: int) -> None:
    """Write an invented list of payments. The same seed gives the same file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADINGS + "\r\n")
        csv.writer(file).writerows(_payments(rows, random.Random(seed)))  # noqa: S311 - no secret


def _payments(rows: int, chance: random.Random) -> Iterator[list[object]]:
    for number in range(1, rows + 1):
        woman = f"17299{chance.randrange(10**7):07d}{chance.randrange(2, 9, 2)}"
        has_child = chance.random() < 0.3
        yield [
            f"TXN-{chance.getrandbits(20):07d}-{number:07d}",
            "2026-Q1",
            "TALEEMI WAZAIF" if has_child else "KAFAALAT",
            woman,
            f"{chance.choice(GIVEN)} {chance.choice(SECOND)}",
            chance.choice(("NOWSHERA", "LOWER DIR")),
            f"{chance.choice(GIVEN)} {chance.choice(SECOND)}" if has_child else "",
            f"17299{chance.randrange(10**8):08d}" if has_child else "",
            "PRIMARY" if has_child else "",
            3000 if has_child else 14500,
            3000 if has_child else 14500,
            f"{chance.choice(MONTHS)}-{chance.randrange(1, 29):02d}",
            f"Retailer {chance.randrange(1, 400)}",
        ]


def _dareecha(environment: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "dareecha.cli", *arguments]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
