"""One worker as the broker knows it: ask, watch the clock, and say how it died.

A worker that missed its time, failed or sent garbage is ended at once; a session with
it is over. What it had been told goes with it.
"""

import os
import signal
import socket
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

from inzage.worker import (
    Beside,
    CannotLock,
    Garbage,
    Json,
    Limits,
    OutOfMemory,
    OutOfTime,
    Reply,
    Request,
    WorkerDied,
    wire,
)
from inzage.worker.child import FAILURES, UNSENDABLE
from inzage.worker.lock import EXPECTED
from inzage.worker.zygote import FORKED, STATUS

Said = TypeVar("Said")
Start = Callable[[Limits], tuple[socket.socket, socket.socket]]

_START_SECONDS = 60.0
_BURIAL_SECONDS = 10.0


class NobodyThere(WorkerDied):
    """The warm process was gone before a worker was made: nothing was asked yet, so try anew."""


class Session:
    """A worker that answers several requests in turn; for one thread at a time.

    ``limits``: memory and CPU hold for the worker's whole life, wall seconds for each
    request. Descriptors stay open in the worker until it ends, unless it closes them.
    """

    def __init__(self, channel: socket.socket, guard: socket.socket, limits: Limits) -> None:
        self._channel = channel
        self._guard = guard
        self._limits = limits
        self._over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the worker: the warm process kills it."""
        self._over = True
        self._channel.close()
        self._guard.close()

    def greet(self, confined: bool) -> None:
        """Wait for the worker's word that it is locked; nothing is sent to it before.

        Raises ``CannotLock``, or ``NobodyThere`` where no worker was made.
        """
        said = self._exchange(lambda clock: wire.receive(self._channel, clock), _START_SECONDS)
        if said != {"locked": confined}:
            self.close()
            raise CannotLock(expected=EXPECTED, found=_refusal(said))

    def ask(self, request: Request, descriptors: Sequence[int] = (), *, seconds: float | None = None) -> Reply:
        """One request, one answer, within ``seconds`` (or the limits'); bytes beside it make it a ``Beside``.

        Raises ``WorkerDied``.
        """
        if self._over:
            raise WorkerDied(found="EOF")
        frame = wire.encode(request)

        def exchange(clock: wire.Deadline) -> tuple[dict[str, Json], bytearray]:
            self._expect_silence()
            wire.send(self._channel, frame, descriptors, clock)
            return wire.receive_with_bytes(self._channel, clock)

        said, beside = self._exchange(exchange, self._limits.wall_seconds if seconds is None else seconds)
        reply = self._reply(said)
        return Beside(reply, beside) if beside else reply

    def _exchange(self, exchange: Callable[[wire.Deadline], Said], seconds: float) -> Said:
        try:
            return exchange(wire.Deadline(seconds))
        except TimeoutError:
            self._end()
            raise OutOfTime(found=f"{seconds:g} s") from None
        except (EOFError, ConnectionError):
            raise self._autopsy() from None
        except BaseException:
            self.close()
            raise

    def _expect_silence(self) -> None:
        try:
            self._channel.setblocking(False)
            ahead = self._channel.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        if not ahead:
            raise EOFError
        raise Garbage(found="> 1")

    def _reply(self, said: Mapping[str, Json]) -> Reply:
        match said:
            case {"reply": dict(reply)} if len(said) == 1:
                return reply
            case {"failed": str(word)} if len(said) == 1 and word in FAILURES:
                self.close()
                raise _failure(word, self._limits)
        self.close()
        raise Garbage(found="JSON")

    def _end(self) -> None:
        """Have the worker killed and wait until it is dead, so that its share of the machine is free."""
        self._guard.shutdown(socket.SHUT_WR)
        self._status()
        self.close()

    def _autopsy(self) -> WorkerDied:
        made, status = self._status()
        self.close()
        if status is not None:
            return _death(status, self._limits)
        return WorkerDied(found="zygote") if made else NobodyThere(found="zygote")

    def _status(self) -> tuple[bool, int | None]:
        """Was the worker made, and how did it end (None: nobody is left to tell)?"""
        self._guard.settimeout(_BURIAL_SECONDS)
        made = False
        try:
            while word := self._guard.recv(STATUS.size):
                if word != FORKED:
                    return True, STATUS.unpack(word)[0]
                made = True
        except (TimeoutError, ConnectionError):
            pass
        return made, None


def _refusal(said: Mapping[str, Json]) -> str:
    match said:
        case {"cannot_lock": int(number)}:
            return os.strerror(number)
        case {"locked": bool(locked)}:
            return "locked" if locked else "unconfined"
    return "-"


def _failure(word: str, limits: Limits) -> WorkerDied:
    if word == "MemoryError":
        return OutOfMemory(found=_megabytes(limits))
    return Garbage(found=word) if word == UNSENDABLE else WorkerDied(found=word)


def _megabytes(limits: Limits) -> str:
    return f"{limits.memory // 1024**2} MiB"


def _death(status: int, limits: Limits) -> WorkerDied:
    if not os.WIFSIGNALED(status):
        return WorkerDied(found=f"exit {os.waitstatus_to_exitcode(status)}")
    number = os.WTERMSIG(status)
    if number == signal.SIGXCPU:
        return OutOfTime(found=f"{limits.cpu_seconds} s CPU")
    return WorkerDied(found=signal.Signals(number).name)
