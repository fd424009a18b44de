"""Starts a check as a process of its own that ends with the worker that started it, and knows it again by its birth.

``python -m inzage.register.running.launch WORKER WORD...`` is ``inzage WORD...``. When the worker
dies, whatever kills it, the kernel tells the check, which ends so that it can be resumed.

References: prctl(2), PR_SET_PDEATHSIG: kept over execve; proc(5), /proc/PID/stat.
"""

import os
import signal
import sys
from pathlib import Path

from inzage.worker import kernel

INZAGE = ("-c", "from inzage.cli.main import main; main()")
"""The command line, in this very interpreter."""
BORN = 19
"""The place of a process's start among the fields behind its name in /proc/PID/stat."""


def tool(*words: str) -> list[str]:
    """The command ``inzage`` with these words."""
    return [sys.executable, *INZAGE, *words]


def launched(*words: str) -> list[str]:
    """The same, ended with the process that starts it."""
    return [sys.executable, "-m", "inzage.register.running.launch", str(os.getpid()), *words]


def born(pid: int) -> int | None:
    """When a process began, in the kernel's own count; None where it is gone. Another of that number began later."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    state, *fields = told.rpartition(")")[2].split()
    return None if state == "Z" else int(fields[BORN - 1])


def main() -> None:
    """Bind this process to the worker, then become ``inzage``."""
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(sys.argv[1]):
        sys.exit(1)
    os.execv(sys.executable, tool(*sys.argv[2:]))  # noqa: S606 (our own interpreter and module)


if __name__ == "__main__":
    main()
