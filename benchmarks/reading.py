"""Readers beside a bare loop over the same rows: each way once a round, medians, ratios, memory."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from made_databases import MADE, make
from measuring import keep

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
WAYS = ("bare", "told", "reader", "counted", "locked", "asked")
HERE = Path(__file__).parent

Run = tuple[float, int, int]
"""CPU seconds, rows, megabytes."""


def once(way: str, reader: str, file: Path) -> Run:
    """One reading in a fresh process."""
    command = [sys.executable, str(HERE / "read_once.py"), way, reader, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), int(said[1]), int(said[2])


def compare(readers: Sequence[str], rows: int) -> None:
    """Make each database, read it in turn in every way, print and keep."""
    print(f"{'':24}{'way':8}{'CPU s':>9}{'of bare':>9}{'of told':>9}{'MB':>6}  {rows:,} rows, medians of {ROUNDS}")
    for reader in readers:
        with tempfile.TemporaryDirectory() as folder:
            file = make(MADE[reader], rows, Path(folder))
            once("bare", reader, file)
            runs: dict[str, list[Run]] = {way: [] for way in WAYS}
            for _ in range(ROUNDS):
                for way in WAYS:
                    runs[way].append(once(way, reader, file))
        assert {found for each in runs.values() for _, found, _ in each} == {rows}, reader
        keep(f"reading {reader} {rows} rows", told(reader, runs))


def told(reader: str, runs: dict[str, list[Run]]) -> dict[str, object]:
    """A line per way."""
    seconds = {way: statistics.median(one[0] for one in each) for way, each in runs.items()}
    kept: dict[str, object] = {}
    for way, each in runs.items():
        ratios = {f"of {other}": round(seconds[way] / seconds[other], 2) for other in ("bare", "told")}
        megabytes = max(one[2] for one in each)
        print(f"{reader:24}{way:8}{seconds[way]:9.3f}{ratios['of bare']:9.2f}{ratios['of told']:9.2f}{megabytes:6}")
        kept[way] = {"cpu_seconds": round(seconds[way], 3), **ratios, "megabytes": megabytes}
    return kept
