"""The invented carrier of the demo, checked on this machine and on a cluster of which a node is killed on the way.

``make cluster-demo``. A scheduler and two nodes as processes of their own, on loopback; it ends by itself, leaves no
process and no folder, and fails where the two results are not the same.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.cluster_here import INZAGE, ClusterHere, cluster_here, kill

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import CHROMIUM, Profile, make_carrier
from inzage.cli._demo_papers import DemoPapers, make_papers
from inzage.record.reading import read_case
from inzage.record.same import looks_again, undisturbed
from inzage.signing.kit import Kit
from inzage.worker.lock import confinement

MORE = tuple(
    Profile(f"Users/anna/AppData/Local/Google/Chrome/User Data/Profile {n}", visits=400, listed=4, terms=6)
    for n in range(1, 9)
)
"""Profiles beside those of the demo, so that a node can be killed while there is still work."""

PATIENCE = 300.0
"""Seconds that one check of it may take: each wait of its own ends earlier, and with a sentence."""


@dataclass(frozen=True)
class Check:
    """What became of one check. ``killed``: seconds after which a node was killed."""

    case: Path
    seconds: float
    killed: float | None = None


def main() -> int:
    """Check here, check there, compare; 0 where both are the same."""
    if not confinement().sufficient:
        print(f"This machine cannot lock a reading process ({confinement().found}): its nodes would be given nothing.")
        return 1
    folder = Path(tempfile.mkdtemp(prefix="inzage-cluster-demo-"))
    try:
        return compared(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def compared(folder: Path) -> int:
    """Both checks of one invented carrier below ``folder``."""
    now = datetime.now(AMSTERDAM)
    make_carrier(folder / "carrier", now, chromium=(*CHROMIUM, *MORE))
    papers = make_papers(folder, now.date())
    print("An invented carrier: three users, thirteen browser profiles.")
    here = checked(folder, papers, "here")
    print(f"On this machine: {here.seconds:.1f} s.")
    with cluster_here() as cluster:
        print(f"A scheduler at {cluster.address}, and two nodes: {', '.join(cluster.nodes)}.")
        there = checked(folder, papers, "there", cluster)
        print(f"On the cluster: {there.seconds:.1f} s; node-1 was killed after {there.killed or 0:.1f} s of it.")
    return told(Kit.load(papers.kit), here, there)


def checked(folder: Path, papers: DemoPapers, name: str, cluster: ClusterHere | None = None) -> Check:
    """One check, as an officer gives it; with a cluster its first node is killed at the first progress."""
    (papers.kit / "used_orders.jsonl").write_bytes(b"")  # the demo's order serves twice, a real one never
    words = [
        "--lang", "en", "check", folder / "carrier", "--mandate", papers.mandate, "--order", papers.order,
        "--kit", papers.kit, "--lists", papers.lists, "--out", folder / name, "--presented", "aangereikt",
        "--owner", "betrokkene", "--jobs", 2, "--progress", "jsonl",
    ]  # fmt: skip
    words += ["--cluster", cluster.address] if cluster else []
    begun, killed = time.monotonic(), None
    with subprocess.Popen(  # noqa: S603 - our own command
        [*INZAGE, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stderr is not None  # noqa: S101 - asked for above
        ending = threading.Timer(PATIENCE, running.kill)
        ending.daemon = True
        ending.start()
        said = []
        for line in running.stderr:
            said.append(line)
            if cluster and killed is None and line.startswith("{"):
                reader = cluster.reader_of("node-1")
                os.kill(reader, signal.SIGSTOP)  # what it is given from here on, it takes with it
                time.sleep(0.5)
                kill(reader)
                killed = time.monotonic() - begun
        ending.cancel()
    if running.returncode not in {0, 4}:
        long = running.returncode == -signal.SIGKILL
        raise SystemExit("".join(said) + long * f"It was ended after {PATIENCE:.0f} seconds, which is too long.")
    return Check(folder / name, time.monotonic() - begun, killed)


def told(kit: Kit, here: Check, there: Check) -> int:
    """Say in which numbers the two agree."""
    cases = [read_case(check.case, kit) for check in (here, there)]
    numbers = [figures(case.result, len(case.entries), looks_again(case.entries)) for case in cases]
    for name in numbers[0]:
        print(f"  {name:<28} {numbers[0][name]:>8} here {numbers[1][name]:>8} there")
    forms = [undisturbed(case.entries, case.result) for case in cases]
    same = forms[0] == forms[1]
    print("The same answers, coverage and ledger, apart from times." if same else "NOT the same:")
    if not same:
        print(json.dumps(forms, indent=1, default=str)[:4000])
    return 0 if same else 1


def figures(result: Mapping[str, Any], entries: int, again: int) -> dict[str, int]:
    """What a person can compare."""
    read = [line for line in result["coverage"] if line["status"] == "read"]
    return {
        "answers": len(result["answers"]),
        "acts that answers rest on": sum(answer["count"] for answer in result["answers"]),
        "artefacts read": len(read),
        "rows opened": sum(line["rows"] for line in read),
        "entries in the ledger": entries,
        "artefacts looked at again": again,
    }


if __name__ == "__main__":
    sys.exit(main())
