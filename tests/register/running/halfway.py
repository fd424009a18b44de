"""Checks caught in the middle: halted once they have read something, or a fast machine ends them before they are met.

A halted process finds what was sent to it meanwhile when it goes on, except ``SIGKILL``, which needs no going on.
"""

import contextlib
import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from inzage.record.journal import JOURNAL
from inzage.register.running.launch import born

BEGUN = 8
"""Lines of the journal: more stand in it once something was read."""
PATIENCE = 60.0
"""Seconds."""


def until(holds: Callable[[], bool]) -> None:
    """Wait for it."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.002)


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    return born(pid) is None


def children(pid: int) -> list[int]:
    """Processes that a process started; none where it has ended."""
    with contextlib.suppress(OSError):
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    return []


def words(pid: int) -> list[str]:
    """What a process was started with; nothing where it has ended."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8").rstrip("\0").split("\0")
    return []


def halted(worker: int, folder: Path) -> int:
    """The process of a check, halted in its middle.

    ``worker``: the process below which it is started, ``folder``: that of its run, or one above it.
    """
    found: list[tuple[int, Path]] = []

    def caught() -> bool:
        for pid, case in checks_below(worker):
            if folder in case.parents and _begun(case):
                os.kill(pid, signal.SIGSTOP)
                found.append((pid, case))
                return True
        return False

    until(caught)
    (pid, case), *_ = found
    until(lambda: _line(pid, "State").startswith("T"))
    assert _begun(case), "it came to its end before it was halted"
    return pid


def checks_below(pid: int) -> Iterator[tuple[int, Path]]:
    """Checks that a worker below this process started, each with its case."""
    for child in children(pid):
        told = words(child)
        if "--out" in told:
            yield child, Path(told[told.index("--out") + 1])
        yield from checks_below(child)


def _begun(case: Path) -> bool:
    """Whether it has read something and is not over."""
    with contextlib.suppress(OSError):
        return case.with_name(f"{case.name}.part").joinpath(JOURNAL).read_bytes().count(b"\n") > BEGUN
    return False


def goes_on(pid: int, *, after: signal.Signals) -> None:
    """Let a halted process go on as soon as this was sent to it: sooner, it might be over before it heard."""
    until(lambda: bool(int(_line(pid, "ShdPnd"), 16) >> (after - 1) & 1))
    os.kill(pid, signal.SIGCONT)


def _line(pid: int, name: str) -> str:
    """What the kernel says of a process."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return re.findall(rf"^{name}:\s*(\S+)", status, re.MULTILINE)[0]
