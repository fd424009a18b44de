"""Many files read for their digests: each once, in the order in which they lie, by a few readers at a time.

A disk gives most where it is read from front to back and is asked for more than one thing at once; a digest
takes one core for itself and lets go of the interpreter. So the files of a batch are shared out to threads, in
the order of the disk, whatever the order in which they are told of; results come in the order asked.

References: ADR 0045; posix_fadvise(2)
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event
from typing import TypeVar

from inzage.artefact import Artefact
from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.digest import PIECE, digests
from inzage.sources.physical import place_of

T = TypeVar("T")
R = TypeVar("R")

READERS = 4
"""Files in hand at once. More than two gain nothing from memory, and a third to a half from a disk."""

FIRST = 4096
"""Bytes at the beginning of a file that whoever skims it gets to see."""

MOST_THREADS = 32
"""Threads that digest, of all batches in hand together. They stay for the next batch: to begin one takes as long as
to digest a small file.
"""

PAUSE = 0.05
"""Seconds between two looks at whether the reading must end."""

Pulse = Callable[[], None]
"""Called while others read; what it raises ends the reading."""

Told = tuple[str, ...] | Unopenable
"""Digests as ``algorithm:hex``, or why there are none."""


_threads = ThreadPoolExecutor(MOST_THREADS, thread_name_prefix="digesting")


class Ended(Exception):
    """Nobody waits for this reading any more."""


def digests_of(artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Pulse = lambda: None) -> list[Told]:
    """Digests of open files, in the order asked. A file that cannot be read is told as such, beside the others."""
    if not algorithms:
        return [()] * len(artefacts)

    def digested(number: int, ended: Event) -> Told:
        return _digested(artefacts[number], algorithms, ended)

    order = sorted(range(len(artefacts)), key=lambda number: place_of(artefacts[number].file))
    told = dict(zip(order, shared_out(order, digested, READERS, pulse), strict=True))
    return [told[number] for number in range(len(artefacts))]


def shared_out(work: Sequence[T], do: Callable[[T, Event], R], readers: int, pulse: Pulse) -> list[R]:
    """``do`` each piece of work with at most so many threads, in order; the results in the same order.

    ``do`` is handed an event that is set where nobody waits any more: because ``pulse`` raised, or another did. A
    thread takes the next piece itself: to be handed each would cost more than a small file does.
    """
    ended, told = Event(), dict[int, R]()
    todo = SimpleQueue[tuple[int, T]]()
    for piece in enumerate(work):
        todo.put(piece)

    def some() -> None:
        while not (ended.is_set() or todo.empty()):
            with suppress(Empty):
                at, one = todo.get_nowait()
                told[at] = do(one, ended)

    _wait([_threads.submit(some) for _ in range(min(readers, len(work)))], pulse, ended)
    return [told[at] for at in range(len(work))]


def _wait(threads: "Sequence[Future[None]]", pulse: Pulse, ended: Event) -> None:
    """Until all are done, whatever happens; the first that something went wrong with ends the others."""
    left = set(threads)
    try:
        while left:
            pulse()
            done, left = wait(left, timeout=PAUSE, return_when=FIRST_EXCEPTION)
            for one in done:
                one.result()
    finally:
        ended.set()
        wait(threads)  # what they read is closed hereafter


def _digested(artefact: Artefact, algorithms: Sequence[str], ended: Event) -> Told:
    def go_on() -> None:
        if ended.is_set():
            raise Ended

    if artefact.size > PIECE:
        with suppress(OSError):  # advice alone
            os.posix_fadvise(artefact.file, 0, 0, os.POSIX_FADV_SEQUENTIAL)
    try:
        return digests(artefact, algorithms, go_on)
    except Unopenable as fault:
        return fault
    except Ended:
        return Unopenable(Reason.INTERRUPTED)
