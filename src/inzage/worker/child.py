"""A worker's whole life: alone, locked, then one answer after another until nobody asks.

It says that it is locked before the broker sends it anything of a carrier. What a
handler raises is told by a class name of Python's own, never by its text, which
could hold content.
"""

import builtins
import os
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from inzage.worker import MAX_MESSAGE, Beside, Handler, Json, Limits, Reply, kernel, wire
from inzage.worker.calls import CHANNEL
from inzage.worker.lock import limit

Confine = Callable[[Limits], None]

FAILURES = frozenset(
    name for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, BaseException)
)
"""The closed set of words for what went wrong inside."""

UNSENDABLE = "BufferError"
"""The word for a handler whose reply is no message."""

_FRAMES = {name: wire.encode({"failed": name}) for name in FAILURES}
"""Made beforehand: a worker out of memory can still say so."""

_ALL = 1 << 20


def live(channel: int, handler: Handler, limits: Limits, confine: Confine | None, parent: int) -> NoReturn:
    """Never returns. ``confine`` None: everything but the lock."""
    try:
        alone = _isolate(channel, parent)
        if _greet(alone, limits, confine):
            _answer(alone, handler)
    finally:
        os._exit(0)


def _isolate(channel: int, parent: int) -> socket.socket:
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
    os.dup2(channel, CHANNEL)
    os.closerange(CHANNEL + 1, _ALL)
    sys.stdin = sys.stdout = sys.stderr = None
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, proto=0, fileno=CHANNEL)


def _greet(channel: socket.socket, limits: Limits, confine: Confine | None) -> bool:
    try:
        (confine or limit)(limits)
    except OSError as error:
        wire.send(channel, wire.encode({"cannot_lock": error.errno}))
        return False
    wire.send(channel, wire.encode({"locked": confine is not None}))
    return True


def _answer(channel: socket.socket, handler: Handler) -> None:
    failed = False
    while not failed:
        try:
            request, descriptors = wire.receive_with_descriptors(channel)
        except EOFError:
            return
        pieces: Sequence[bytes | bytearray] = ()
        try:
            reply = handler(request, descriptors)
            frame = wire.encode(_said(reply))
            pieces = reply.pieces if isinstance(reply, Beside) else ()
        except BaseException as error:
            frame, failed = _FRAMES[_word(error)], True
        for piece in (frame, *pieces):
            wire.send(channel, piece)


def _said(reply: Reply) -> dict[str, Json]:
    if not isinstance(reply, Beside):
        return {"reply": dict(reply)}
    size = sum(map(len, reply.pieces))
    if size > MAX_MESSAGE:
        raise wire.Unsendable(f"{size} bytes beside a message, at most {MAX_MESSAGE}")
    return {"reply": dict(reply), wire.BESIDE: size}


def _word(error: BaseException) -> str:
    if isinstance(error, wire.Unsendable):
        return UNSENDABLE
    if type(error).__name__ == "NoMemError":  # SQLite's own word for it
        return "MemoryError"
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__name__ in FAILURES)
