"""What the listing benchmark times of Inzage: survey an image and match every reader's patterns."""

import os
import resource
import sys
from pathlib import Path

from inzage.readers import all_readers
from inzage.sources import Patterns
from inzage.sources.opening import open_source


def largest_worker() -> float:
    """Megabytes of the largest process below this one, while they live."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
            command = status.with_name("cmdline").read_bytes()
        except OSError:
            continue
        if b"inzage.worker.zygote" in command and _is_ours(int(told["PPid"])):
            most = max(most, int(told["VmHWM"].split()[0]))
    return most / 1024


def _is_ours(parent: int) -> bool:
    """Is this process the one that runs now, or a child of it?"""
    if parent == os.getpid():
        return True
    try:
        told = Path(f"/proc/{parent}/stat").read_text()
    except OSError:
        return False
    return int(told.rpartition(")")[2].split()[1]) == os.getpid()


if __name__ == "__main__":
    source = open_source(sys.argv[1])
    patterns = [Patterns(one.name, one.at, one.elsewhere, one.beside) for one in all_readers()]
    survey = source.survey()
    found = sum(1 for _ in source.find(patterns, frozenset()))
    print(sum(one.entries for one in survey.filesystems), found)
    if sys.argv[2:]:
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB, {largest_worker():.0f} MB")
    source.close()
