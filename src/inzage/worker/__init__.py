"""The locked process in which everything that a carrier holds is read.

Implementations: ``lock`` (all of it together; fail closed) over ``landlock``, ``calls``
(seccomp) and ``kernel``; ``wire`` (framed JSON with descriptors over a socket pair);
``zygote`` (the warm process that forks one locked child per job; ``pages``: its memory) and ``child`` (its
life); on the broker's side ``pool`` (start, restart) and ``session`` (ask, watch the
clock, name the death).

A job runs in a fresh child: it gets descriptors and a JSON request, and answers
with JSON of bounded size, and where it is a file's content that was asked for, with bytes
beside it (``Beside``), as many at most. The child can reach nothing else. What the broker
gets back is data of a stranger: the caller checks it against its own schema and
raises ``Garbage`` where it does not fit. Death is an answer::

    WorkerDied                 the child ended before it answered
    ├── OutOfTime              killed by the watchdog or by its CPU limit
    ├── OutOfMemory            hit its memory limit
    └── Garbage                answered something that is no answer
    CannotLock                 this kernel cannot lock a worker (exit 1)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from inzage.errors import InzageError

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Request = Mapping[str, Json]
Reply = Mapping[str, Json]
Handler = Callable[[Request, Sequence[int]], Reply]
"""Runs inside the lock: (request, descriptors) to reply."""

MAX_MESSAGE = 4 * 1024 * 1024
"""Bytes in one message, either way; as many again may stand beside a reply."""


class Beside(dict[str, Json]):
    """A reply with bytes beside it, in ``pieces``: as text within JSON they would take four times as long."""

    def __init__(self, reply: Reply, *pieces: bytes | bytearray) -> None:
        super().__init__(reply)
        self.pieces = pieces


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes of address space, CPU and wall seconds."""

    memory: int = 1024 * 1024 * 1024
    cpu_seconds: int = 180
    wall_seconds: float = 240.0

    def for_size(self, size: int) -> "Limits":
        """Time scales with size: two seconds more per megabyte, at most an hour."""
        extra = min(3600, 2 * size // 1_000_000)
        return Limits(self.memory, self.cpu_seconds + extra, self.wall_seconds + extra)


class WorkerDied(InzageError):
    """The child ended before it answered."""

    nl = "Het afgesloten leesproces is gestopt voordat het antwoord gaf ({found})."
    en = "The locked reading process ended before it answered ({found})."


class OutOfTime(WorkerDied):
    """Killed by the watchdog or by its CPU limit."""

    nl = "Het afgesloten leesproces kreeg de tijd niet rond ({found})."
    en = "The locked reading process ran out of time ({found})."


class OutOfMemory(WorkerDied):
    """Hit its memory limit."""

    nl = "Het afgesloten leesproces had meer geheugen nodig dan het mag gebruiken ({found})."
    en = "The locked reading process needed more memory than it may use ({found})."


class Garbage(WorkerDied):
    """Answered something that is no answer."""

    nl = "Het afgesloten leesproces gaf iets terug dat geen geldig antwoord is ({found})."
    en = "The locked reading process returned something that is no valid answer ({found})."


class CannotLock(InzageError):
    """This kernel cannot lock a worker."""

    nl = (
        "Dit systeem kan het leesproces niet afsluiten. Verwacht: {expected}. Gevonden: {found}. "
        "Gebruik een computer met een nieuwere Linux-kernel; een echte controle gaat hier niet door."
    )
    en = (
        "This system cannot lock the reading process. Expected: {expected}. Found: {found}. "
        "Use a computer with a newer Linux kernel; a real check does not go on here."
    )
