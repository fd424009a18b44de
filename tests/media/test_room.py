"""Large pages lie ready for what is decoded: in a process of its own, for it cannot be undone."""

import subprocess
import sys
from pathlib import Path

import pytest

from inzage.media.room import ROOM

OFFERED = Path("/sys/kernel/mm/transparent_hugepage/enabled")
SCRIPT = """
import pathlib, re
from inzage.media import room
size = room.make_ready()
def large():
    text = pathlib.Path("/proc/self/smaps_rollup").read_text()
    return int(re.search(r"AnonHugePages: +([0-9]+)", text)[1])
before, resident = large(), int(pathlib.Path("/proc/self/statm").read_text().split()[1])
held = [bytearray(b"x") * {each} for _ in range({many})]
print(size, before, large(), resident * 4096)
"""


def told(each: int, many: int) -> list[int]:
    """Bytes that lie ready; kB in large pages before, and with so many buffers filled; bytes in use before."""
    script = SCRIPT.format(each=each, many=many)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return [int(word) for word in done.stdout.split()]


@pytest.mark.skipif(
    not OFFERED.exists() or "[never]" in OFFERED.read_text(encoding="ascii"),
    reason="this kernel gives out no large pages",
)
def test_what_is_written_lies_in_large_pages() -> None:
    ready, before, after, _ = told(24 * 1024**2, 4)
    assert ready >= ROOM - 6 * 1024**2
    assert after - before >= 64 * 1024


def test_nothing_of_it_is_used_before_it_is_written() -> None:
    assert told(1, 1)[3] < ROOM


def test_there_is_memory_beyond_it() -> None:
    assert told(24 * 1024**2, 8)[0] <= ROOM + 4 * 1024**2
