"""Several workers on one machine: each a process of its own, bound to the one that keeps them.

Each takes runs from the same queue, one at a time; a claim is one worker's. One that breaks off is followed by
another, and its run is taken up again when its lease is over. When their keeper dies, the kernel tells them.
"""

import subprocess
import time
from collections.abc import Callable, Sequence

from inzage.register.running.launch import launched

LOOK = 0.2
"""Seconds between two looks at the workers."""
BREATH = 5.0
"""Seconds before a place is taken again: a worker that cannot begin is not begun without end."""
PATIENCE = 90.0
"""Seconds that workers get to put down what they have in hand."""
Process = subprocess.Popen[bytes]


def keep(seats: int, words: Sequence[str], stopping: Callable[[], bool], *, once: bool) -> None:
    """That many workers until ``stopping`` says so; with ``once`` until each of them has ended."""
    told = ["work", "--seat-of", str(seats), *words, *(["--once"] if once else [])]
    begun = [_begin(told) for _ in range(seats)]
    again = [0.0] * seats
    try:
        while not stopping() and not (once and all(one.poll() is not None for one in begun)):
            time.sleep(LOOK)
            if not once:
                begun = [_kept(one, told, again, place) for place, one in enumerate(begun)]
    finally:
        _end(begun)


def _begin(told: Sequence[str]) -> Process:
    return subprocess.Popen(launched(*told), stdin=subprocess.DEVNULL)  # noqa: S603 (our own interpreter and words)


def _kept(one: Process, told: Sequence[str], again: list[float], place: int) -> Process:
    """The same, or the next in its place once it has been empty for a while."""
    if one.poll() is None:
        return one
    if not again[place]:
        again[place] = time.monotonic() + BREATH
    if time.monotonic() < again[place]:
        return one
    again[place] = 0.0
    return _begin(told)


def _end(begun: Sequence[Process]) -> None:
    """Ask all of them to end, then wait; what they have in hand is put back so that it can go on."""
    for one in begun:
        if one.poll() is None:
            one.terminate()
    until = time.monotonic() + PATIENCE
    for one in begun:
        try:
            one.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            one.kill()
            one.wait()
