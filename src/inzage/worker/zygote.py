"""The warm process: a fresh interpreter that imports the handler once, then forks a worker per job.

Being started anew it holds nothing of the broker's memory or environment. It never
touches what a carrier holds: descriptors and requests go straight from the broker to
the worker. It knows of each job only a channel to hand on and a guard line: when the
broker lets go of its end the worker is killed; when the worker ends, its status goes
back over it. When the broker itself ends, so does this process, and with it every worker.

Started by ``pool`` as ``python -I -m inzage.worker.zygote DESCRIPTOR HANDLER locked|open``.
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
from collections.abc import Callable
from zoneinfo import ZoneInfo

from inzage.worker import CannotLock, Handler, Limits, wire
from inzage.worker.child import Confine, live
from inzage.worker.lock import Lock

PACKAGE = "inzage"
"""The only package whose code a worker may run."""

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
_ZONES = ("Europe/Amsterdam", "UTC")


def load(name: str, package: str = PACKAGE) -> Handler:
    """Import ``package.module:function`` and all it needs later; raises ``ValueError`` for code from elsewhere."""
    module_name, _, function = name.partition(":")
    if not module_name.startswith(package + ".") or not function:
        raise ValueError("a handler outside the package")
    module = importlib.import_module(module_name)
    for needed in getattr(module, "WARM", ()):
        importlib.import_module(needed)
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
    try:
        warm()
        handler, confine = prepare()
    except CannotLock as error:
        control.send(wire.encode_body({"cannot_lock": str(error.facts["found"])}))
    except Exception as error:
        control.send(wire.encode_body({"failed": type(error).__name__}))
    else:
        gc.collect()
        gc.freeze()
        control.send(wire.encode_body({"ready": True}))
        Zygote(control, handler, confine).serve()


class Zygote:
    """One thread that waits for: a job, a broker letting go of a job, a worker's end."""

    def __init__(self, control: socket.socket, handler: Handler, confine: Confine | None) -> None:
        self._control = control
        self._handler = handler
        self._confine = confine
        self._guards: dict[int, socket.socket] = {}
        self._ends, wakes = os.pipe()
        os.set_blocking(wakes, False)
        os.set_blocking(self._ends, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakes, warn_on_full_buffer=False)
        self._poll = select.poll()
        for descriptor in (control.fileno(), self._ends):
            self._poll.register(descriptor, select.POLLIN)

    def serve(self) -> None:
        """Until the broker closes its end."""
        while True:
            ready = {descriptor for descriptor, _ in self._poll.poll()}
            # In this order, so that no number in ``ready`` belongs to a line opened since.
            for guard in ready - {self._ends, self._control.fileno()}:
                self._kill(guard)
            if self._ends in ready:
                self._bury()
            if self._control.fileno() in ready and not self._fork():
                return

    def _fork(self) -> bool:
        message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 2)
        if not message:
            return False
        request = wire.decode(message)
        limits = Limits(int(str(request["memory"])), int(str(request["cpu"])))
        channel, guard = (socket.socket(fileno=descriptor) for descriptor in descriptors)
        parent = os.getpid()
        pid = os.fork()
        if pid == 0:
            self._forget(guard)
            live(channel, self._handler, limits, self._confine, parent)
        channel.close()
        self._guards[pid] = guard
        self._poll.register(guard, select.POLLIN)
        with contextlib.suppress(OSError):
            guard.send(FORKED)
        return True

    def _forget(self, guard: socket.socket) -> None:
        """In the worker: let no object close a descriptor number that is handed out anew later."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for line in (self._control, guard, *self._guards.values()):
            line.detach()

    def _kill(self, descriptor: int) -> None:
        self._poll.unregister(descriptor)
        for pid, guard in self._guards.items():
            if guard.fileno() == descriptor:
                os.kill(pid, signal.SIGKILL)

    def _bury(self) -> None:
        with contextlib.suppress(BlockingIOError):
            os.read(self._ends, 4096)
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                self._report(*ended)

    def _report(self, pid: int, status: int) -> None:
        guard = self._guards.pop(pid)
        with contextlib.suppress(KeyError):
            self._poll.unregister(guard)
        with contextlib.suppress(OSError):
            guard.send(STATUS.pack(status))
        guard.close()


def main(descriptor: str, handler: str, mode: str) -> None:
    """As started by the pool."""
    control = socket.socket(fileno=int(descriptor))
    serve(control, lambda: (load(handler), None if mode == "open" else Lock()))


if __name__ == "__main__":
    main(*sys.argv[1:])
