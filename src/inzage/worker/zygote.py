"""The warm process: a fresh interpreter that imports the handler once, then forks a worker per job.

Being started anew it holds nothing of the broker's memory or environment. It never
touches what a carrier holds: descriptors and requests go straight from the broker to
the worker. It knows of each job only a channel to hand on and a guard line: when the
broker lets go of its end the worker is killed; when the worker ends, its status goes
back over it. When the broker itself ends, so does this process, and with it every worker.

Where all workers of a kind need the same thing of ours (a list, opened and ready), it is given once, to this process:
the first message on its line, for the function ``given`` of the handler's module. Never anything of a carrier.

Started by ``pool`` as ``python -I -m inzage.worker.zygote DESCRIPTOR HANDLER locked|open [given] [often]``.
"""

import codecs
import contextlib
import gc
import importlib
import os
import select
import signal
import socket
import struct
import sys
from collections.abc import Callable, Sequence
from zoneinfo import ZoneInfo

from inzage.worker import MAX_MESSAGE, CannotLock, Handler, Limits, Request, pages, wire
from inzage.worker.child import Confine, live
from inzage.worker.lock import Lock

Given = tuple[Request, Sequence[int]]
"""A message and descriptors, as a worker gets them."""

PACKAGE = "inzage"
"""The only package whose code a worker may run."""

ORDER = struct.Struct("<QI")
"""What a worker is ordered with: bytes of address space, CPU seconds; beside it a channel and a guard line."""

STATUS = struct.Struct("<i")
FORKED = b"+"
"""On the guard line: the worker was made; later, how it ended (as ``os.wait`` says it)."""

_MODULES = (
    *("bz2", "decimal", "hashlib", "hmac", "idna", "idna.idnadata", "idna.uts46data", "json", "lzma", "plistlib"),
    *("stringprep", "tarfile", "unicodedata", "zipfile", "zlib", "_strptime", "encodings.aliases"),
)
_ENCODINGS = (
    *("ascii", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
    *("latin-1", "cp1252", "cp437", "cp850", "mac-roman", "idna", "punycode", "unicode-escape", "hex", "base64"),
)
_LINES = struct.Struct("=2i")
_ZONES = ("Europe/Amsterdam", "UTC")


def load(name: str, package: str = PACKAGE, given: Given | None = None) -> Handler:
    """Import ``package.module:function`` and all it needs later; raises ``ValueError`` for code from elsewhere.

    ``given`` is handed to the function of that name in the module, before it is warmed.
    """
    module_name, _, function = name.partition(":")
    if not module_name.startswith(package + ".") or not function:
        raise ValueError("a handler outside the package")
    module = importlib.import_module(module_name)
    for needed in getattr(module, "WARM", ()):
        importlib.import_module(needed)
    if given is not None:
        module.given(*given)
    getattr(module, "warm", lambda: None)()
    handler: Handler = getattr(module, function)
    return handler


def warm() -> None:
    """Load what is otherwise loaded at first use: behind the lock nothing can be."""
    for module in _MODULES:
        importlib.import_module(module)
    for encoding in _ENCODINGS:
        codecs.lookup(encoding)
    for zone in _ZONES:
        ZoneInfo(zone)


def serve(control: socket.socket, prepare: Callable[[], tuple[Handler, Confine | None]]) -> None:
    """Make ready, say so, and fork a worker for each job until the broker is gone."""
    gc.disable()  # what is loaded stays
    try:
        warm()
        handler, confine = prepare()
    except CannotLock as error:
        control.send(wire.encode_body({"cannot_lock": str(error.facts["found"])}))
    except Exception as error:
        control.send(wire.encode_body({"failed": type(error).__name__}))
    else:
        gc.freeze()  # not looked through first: of what was loaded hardly anything is to be thrown away
        gc.enable()
        control.send(wire.encode_body({"ready": True}))
        Zygote(control, handler, confine).serve()


class Zygote:
    """One thread that waits for: a job, a broker letting go of a job, a worker's end.

    It knows descriptors by their numbers alone and does little between two jobs: what it writes on after a fork is
    copied, and so is what the worker then writes on.
    """

    def __init__(self, control: socket.socket, handler: Handler, confine: Confine | None) -> None:
        self._control = control
        self._handler = handler
        self._confine = confine
        self._workers: dict[int, int] = {}
        """Guard line → worker."""
        self._ends: dict[int, int] = {}
        """Descriptor of a worker, which is ready to be read at its end → guard line."""
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)

    def serve(self) -> None:
        """Until the broker closes its end; then no worker is left, and what each of them cost can be told."""
        while True:
            ready = {descriptor for descriptor, _ in self._poll.poll()}
            # In this order, so that no number in ``ready`` belongs to a line opened since.
            for guard in ready & self._workers.keys():
                self._poll.unregister(guard)
                os.kill(self._workers[guard], signal.SIGKILL)
            for end in ready & self._ends.keys():
                self._bury(end)
            if self._control.fileno() in ready and not self._fork():
                return self._end_all()

    def _fork(self) -> bool:
        message, beside, _, _ = self._control.recvmsg(ORDER.size, socket.CMSG_SPACE(_LINES.size))
        if not message:
            return False
        limits, (channel, guard) = Limits(*ORDER.unpack(message)), _LINES.unpack(beside[0][2])
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._control.detach()  # no object may close a number that is handed out anew later
            live(channel, self._handler, limits, self._confine, parent)
        os.close(channel)
        end = os.pidfd_open(pid)
        self._workers[guard], self._ends[end] = pid, guard
        for line in (guard, end):
            self._poll.register(line, select.POLLIN)
        _say(guard, FORKED)
        return True

    def _end_all(self) -> None:
        for pid in self._workers.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self._workers.values():
            os.waitpid(pid, 0)  # only who is waited for counts in what the broker's children took (getrusage(2))

    def _bury(self, end: int) -> None:
        guard = self._ends.pop(end)
        _, status = os.waitpid(self._workers.pop(guard), 0)
        with contextlib.suppress(KeyError):
            self._poll.unregister(guard)
        self._poll.unregister(end)
        _say(guard, STATUS.pack(status))
        os.close(guard)
        os.close(end)


def _say(guard: int, word: bytes) -> None:
    with contextlib.suppress(OSError):  # nobody may be there to hear it
        os.write(guard, word)


def main(descriptor: str, handler: str, mode: str, *more: str) -> None:
    """As started by the pool; ``more``: is something ``given`` to it on the line, and does it fork ``often``?"""
    control = socket.socket(fileno=int(descriptor))
    if "often" in more:
        pages.lay()

    def prepare() -> tuple[Handler, Confine | None]:
        confine = None if mode == "open" else Lock()
        loaded = load(handler, given=_taken(control) if "given" in more else None)  # last, for it lays memory ready
        if "often" in more:
            pages.gather()
        return loaded, confine

    serve(control, prepare)


def _taken(control: socket.socket) -> Given:
    message, descriptors, _, _ = socket.recv_fds(control, MAX_MESSAGE, wire.MAX_DESCRIPTORS)
    return wire.decode(message), descriptors


if __name__ == "__main__":
    main(*sys.argv[1:])
    os._exit(0)  # the broker waits for this end, and all memory goes back at once
