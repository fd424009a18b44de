"""Whole processes timed in turn, so that a ratio compares what ran under the same load."""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Timed:
    """Median seconds over the rounds, and the largest resident memory of any process in it, in MB."""

    seconds: float
    megabytes: float


def once(command: Sequence[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run; a failing command ends the benchmark."""
    before = time.monotonic()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert running.stderr is not None
    said = running.stderr.read()
    _, status, used = os.wait4(running.pid, 0)
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)}: {said.decode(errors='replace')[-500:]}")
    return time.monotonic() - before, used.ru_maxrss / 1024


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Timed]:
    """Each command once per round, in the same order, after one run that warms the caches."""
    for command in commands.values():
        once(command)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(once(command))
    return {name: Timed(statistics.median(s for s, _ in runs), max(m for _, m in runs)) for name, runs in taken.items()}


def keep(name: str, told: Mapping[str, object]) -> None:
    """Add a result to today's file."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today().isoformat()}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"machine": machine()}
    file.write_text(json.dumps({**known, name: told}, indent=2) + "\n", encoding="utf-8")


def machine() -> str:
    """What this ran on, as far as a ratio's reader needs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**3
    return f"{os.cpu_count()} cores, {memory} GB, Linux {os.uname().release.split('-')[0]}"
