"""The same check with two hands here, and on two nodes of this machine: what a cluster costs before it gains anything.

A carrier of ten invented browser profiles (``INZAGE_VISITS`` each, 5,000). Both in turn, each check a process of its
own from its first line to its last; no goal, for on one machine a cluster can only lose.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from measuring import keep

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.cluster_here import INZAGE, cluster_here

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import Profile, make_carrier
from inzage.cli._demo_papers import make_papers

ROUNDS = int(os.environ.get("INZAGE_ROUNDS", "5"))
VISITS = int(os.environ.get("INZAGE_VISITS", "5000"))
PLACE = "Users/anna/AppData/Local/Google/Chrome/User Data/Profile {}"


def main() -> None:
    """Make, measure, keep."""
    folder = Path(tempfile.mkdtemp(prefix="inzage-"))
    try:
        with cluster_here() as cluster:
            ways = {"here": [], "chunks": ["--cluster", cluster.address]}
            ways["shared"] = [*ways["chunks"], "--shared"]
            taken = measured(folder, ways)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    ratios = {name: medians[name] / medians["here"] for name in ("chunks", "shared")}
    for name, ratio in ratios.items():
        print(f"{name}: {medians[name]:.2f} s, {ratio:.2f} x the {medians['here']:.2f} s of two hands here")
    keep("cluster", {"visits": 10 * VISITS, "seconds": taken, "ratio_to_two_hands_here": ratios})


def measured(folder: Path, ways: dict[str, list[str]]) -> dict[str, list[float]]:
    """Seconds of each round, the ways in turn, after one round that warms the nodes."""
    now = datetime.now(AMSTERDAM)
    profiles = [Profile(PLACE.format(n), visits=VISITS, listed=4) for n in range(10)]
    make_carrier(folder / "carrier", now, chromium=profiles)
    papers = make_papers(folder, now.date())
    words: Sequence[object] = [
        *INZAGE, "check", folder / "carrier", "--mandate", papers.mandate, "--order", papers.order, "--kit", papers.kit,
        "--lists", papers.lists, "--presented", "aangereikt", "--owner", "betrokkene", "--jobs", 2, "--json",
        "--progress", "none", "--out",
    ]  # fmt: skip
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, more in ways.items():
            (papers.kit / "used_orders.jsonl").write_bytes(b"")  # the order serves every turn, a real one never
            begun = time.monotonic()
            done = subprocess.run(
                [*map(str, words), str(folder / f"{name}-{turn}"), *more], capture_output=True, text=True, check=False
            )
            if done.returncode not in {0, 4}:  # 4: done, and some question could not be assessed
                raise SystemExit(done.stderr[-500:])
            if turn:
                taken[name].append(round(time.monotonic() - begun, 3))
    return taken


if __name__ == "__main__":
    main()
