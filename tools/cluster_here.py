"""A cluster on this machine: a scheduler and nodes, each a process of its own, on loopback and ended with the rest.

For the demonstration, the benchmark and the tests. Nothing is left running: each is ended by its own number, a node's
reading process by the number that the node's own children have.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

INZAGE = [sys.executable, "-c", "from inzage.cli.main import main; main()"]
SCHEDULER = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
SECONDS = 30.0


class NotThere(RuntimeError):
    """A process of the cluster did not come up."""


@dataclass
class ClusterHere:
    """A running cluster. ``words``: what a command takes beside ``--cluster`` to reach it."""

    address: str
    folder: Path
    scheduler: subprocess.Popen[bytes]
    words: Sequence[object] = ()
    nodes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def add_nodes(self, *names: str, hands: int = 1) -> None:
        """Start nodes, and wait until each says that it reads."""
        for name in names:
            command = [*INZAGE, "--lang", "en", "node", self.address, *map(str, self.words)]
            self.start(name, [*command, "--jobs", str(hands), "--host", "127.0.0.1", "--name", name])
        self.ready("This node reads", *names)

    def start(self, name: str, command: Sequence[str], **environment: str) -> None:
        """Start another process that is a node."""
        self.nodes[name] = _started(command, self.folder / f"{name}.log", environment)

    def ready(self, word: str, *names: str) -> None:
        """Wait until each of these says this."""
        for name in names:
            _await(self.nodes[name], self.folder / f"{name}.log", word)

    def reader_of(self, name: str) -> int:
        """The number of a node's reading process: of the children of the one that keeps it alive, the one that is no
        helper of Python's own.
        """
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for child in children(self.nodes[name].pid):
                with suppress(OSError):
                    if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                        return child
            time.sleep(0.05)
        raise NotThere(name)

    def end(self) -> None:
        """End everything that was started: nodes before their scheduler, for without it each tries to reach it."""
        for processes in (list(self.nodes.values()), [self.scheduler]):
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


@contextmanager
def cluster_here(
    names: Sequence[str] = ("node-1", "node-2"),
    *,
    hands: int = 1,
    tls: Mapping[str, Path] | None = None,
    scheduler: Sequence[str] = SCHEDULER,
    **environment: str,
) -> Iterator[ClusterHere]:
    """A scheduler and nodes of these names. ``tls``: the files of ``ca``, ``cert`` and ``key``."""
    with tempfile.TemporaryDirectory(prefix="inzage-cluster-") as place:
        folder = Path(place)
        command = [*scheduler, "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        for name, file in (tls or {}).items():
            command += [f"--tls-{name}" + ("-file" if name == "ca" else ""), str(file)]
        log = folder / "scheduler.log"
        running = _started(command, log, environment)
        words = [word for name, file in (tls or {}).items() for word in (f"--cluster-{name}", file)]
        made = ClusterHere("", folder, running, words)
        try:
            _await(running, log, "dashboard at:")
            made.address = _address(log)
            made.add_nodes(*names, hands=hands)
            yield made
        finally:
            made.end()


def children(pid: int) -> list[int]:
    """The processes that this one started and that are still there."""
    found = []
    for each in Path("/proc").iterdir():
        with suppress(OSError, ValueError):
            if int((each / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1]) == pid:
                found.append(int(each.name))
    return found


def kill(pid: int) -> None:
    """End a process as a machine that loses its power would."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _address(log: Path) -> str:
    """Where a scheduler says that it listens."""
    found = re.search(r"Scheduler at: +(t\w+://127\.0\.0\.1:\d+)", log.read_text(encoding="utf-8", errors="replace"))
    if found is None:
        raise NotThere(log)
    return found[1]


def _started(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        return subprocess.Popen(  # noqa: S603 - our own interpreter
            list(command),
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            env={**os.environ, "DASK_CONFIG": str(log.parent), **environment},
        )


def _await(process: subprocess.Popen[bytes], log: Path, word: str) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if word in log.read_text(encoding="utf-8", errors="replace"):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    process.kill()
    process.wait()
    raise NotThere(log.read_text(encoding="utf-8", errors="replace")[-2000:])
