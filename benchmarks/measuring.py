"""Whole processes timed in turn, so that a ratio compares what ran under the same load."""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True)
class Spent:
    """What one command took, from its start to its end.

    ``seconds``: on the clock. ``cpu``: seconds of the processors, of it and of all that it waited for. ``megabytes``:
    the largest resident memory of any of them, and no less than what the process held that started it.
    """

    seconds: float
    cpu: float
    megabytes: float


class NotDone(Exception):
    """A command was ended at its limit."""


def spent(
    words: Sequence[object], into: Path | None = None, *, codes: Collection[int] = (0,), limit: float | None = None
) -> Spent:
    """Run a command, what it prints in a file or nowhere; one that ends with another code ends the benchmark.

    ``limit``: seconds after which it is ended with all that it started, and ``NotDone`` is raised.
    """
    told = [str(word) for word in words]
    with tempfile.TemporaryFile() as wrong, (into or Path(os.devnull)).open("wb") as out:
        began = time.monotonic()
        running = subprocess.Popen(told, stdout=out, stderr=wrong, start_new_session=limit is not None)
        with _ended_after(running.pid, limit) as late:
            _, status, used = os.wait4(running.pid, 0)
            seconds = time.monotonic() - began
        running.returncode = os.waitstatus_to_exitcode(status)
        if late.is_set():
            raise NotDone
        wrong.seek(0)
        if running.returncode not in codes:
            said = wrong.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{' '.join(told)}: ended with {running.returncode}: {said}")
    return Spent(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


@contextmanager
def _ended_after(leader: int, limit: float | None) -> Iterator[threading.Event]:
    """Kills the group of a process at its limit; the event says whether it came to that."""
    late = threading.Event()
    if limit is None:
        yield late
        return

    def end() -> None:
        late.set()
        os.killpg(leader, signal.SIGKILL)

    timer = threading.Timer(limit, end)
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def in_turn(commands: Mapping[str, Sequence[object]], rounds: int) -> dict[str, list[Spent]]:
    """Each command once per round, in the same order, after one run that warms the caches."""
    for command in commands.values():
        spent(command)
    taken: dict[str, list[Spent]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            taken[name].append(spent(command))
    return taken


def keep(name: str, told: Mapping[str, object]) -> None:
    """Add a result to today's file."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{date.today().isoformat()}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {"machine": machine()}
    file.write_text(json.dumps({**known, name: told}, indent=2) + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Row:
    """One line of the table of goals: some work of ours beside somebody else's, in one run.

    ``ratio``: theirs by ours in time (how many times as fast we are), or what ``goal`` is a bound on.
    ``least``: the ratio must be at least ``goal``; else at most. ``ours``, ``theirs``: what each turn took, in the
    row's ``unit``. ``megabytes``: our largest process. ``note``: what a reader must know, such as the physical limit.
    """

    work: str
    against: str
    goal: float
    ratio: float
    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str = "s"
    least: bool = True
    megabytes: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Is the goal met?"""
        return self.ratio >= self.goal if self.least else self.ratio <= self.goal


def keep_row(row: Row) -> None:
    """Print a row and add it to today's table of goals."""
    goal = f"goal {'>=' if row.least else '<='} {row.goal}"
    print(f"{'met   ' if row.met else 'MISSED'} {row.work} against {row.against}: {row.ratio:.2f} ({goal})")
    keep("goals", {**known("goals"), f"{row.work} | {row.against}": {**asdict(row), "met": row.met}})


def known(name: str) -> dict[str, object]:
    """What today's file holds under a name."""
    file = RESULTS / f"{date.today().isoformat()}.json"
    return dict(json.loads(file.read_text(encoding="utf-8")).get(name, {})) if file.exists() else {}


def machine() -> str:
    """What this ran on, as far as a ratio's reader needs."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1024**3
    return f"{os.cpu_count()} cores, {memory} GB, Linux {os.uname().release.split('-')[0]}"
