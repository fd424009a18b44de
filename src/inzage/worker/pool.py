"""The broker's side: a warm process started at first need, and a locked worker for each job.

Several threads may ask at once; each has its own worker and its own two lines to it.
"""

import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from inzage.worker import CannotLock, Json, Limits, Reply, Request, WorkerDied, wire
from inzage.worker.lock import EXPECTED
from inzage.worker.session import NobodyThere, Session
from inzage.worker.zygote import ORDER, Given

_START_SECONDS = 60.0
_ENVIRONMENT = {"LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
"""All that the warm process inherits: the path only finds the C libraries."""


class Pool:
    """Workers for one handler, ``package.module:function`` inside this package.

    ``unconfined``: without the lock, everything else equal; only for invented data on
    machines that cannot lock, and every document says so. ``given``: what the warm process is
    to hand on to all of them; its descriptors stay the caller's. ``often``: they are many and short-lived, so that
    it pays to gather the warm process's memory first (``pages``).
    """

    def __init__(
        self,
        handler: str,
        *,
        limits: Limits = Limits(),  # noqa: B008  (frozen)
        unconfined: bool = False,
        given: Given | None = None,
        often: bool = False,
    ) -> None:
        self._handler = handler
        self._limits = limits
        self._confined = not unconfined
        self._given = given
        self._often = often
        self._lock = threading.Lock()
        self._warm: tuple[subprocess.Popen[bytes], socket.socket] | None = None
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the warm process and with it every worker."""
        with self._lock:
            self._stop()

    def suits(self, handler: str, *, unconfined: bool) -> bool:
        """Are its workers those for this handler, locked where they must be?"""
        return (self._handler, self._confined) == (handler, not unconfined)

    def begin(self) -> None:
        """Start the warm process and do not wait for it: whatever is wrong with it, the first job will say."""
        with self._lock:
            if self._warm is None:
                self._warm = self._start()

    def run(self, request: Request, descriptors: Sequence[int] = (), *, limits: Limits | None = None) -> Reply:
        """A fresh worker, one answer. Raises ``WorkerDied`` (and its kinds) or ``CannotLock``."""
        with self.session(limits) as session:
            return session.ask(request, descriptors)

    def session(self, limits: Limits | None = None) -> Session:
        """A fresh worker that answers until the session is closed."""
        limits = limits or self._limits
        try:
            return self._begin(limits)
        except NobodyThere:
            return self._begin(limits)

    def _begin(self, limits: Limits) -> Session:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        guard, guarded = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        session = Session(ours, guard, limits)
        with theirs, guarded:
            try:
                control = self._order(limits, theirs, guarded)
            except BaseException:
                session.close()
                raise
        try:
            session.greet(self._confined)
        except NobodyThere:
            self._give_up(control)
            raise
        return session

    def _order(self, limits: Limits, channel: socket.socket, guard: socket.socket) -> socket.socket:
        body = ORDER.pack(limits.memory, limits.cpu_seconds)
        with self._lock:
            control = self._control()
            try:
                socket.send_fds(control, [body], [channel.fileno(), guard.fileno()])
            except ConnectionError:
                self._stop()
                raise NobodyThere(found="zygote") from None
        return control

    def _give_up(self, control: socket.socket) -> None:
        """Bury a warm process found dead, unless another thread has started a new one already."""
        with self._lock:
            if self._warm is not None and self._warm[1] is control:
                self._stop()

    def _control(self) -> socket.socket:
        if self._warm is not None and self._warm[0].poll() is not None:
            self._stop()
        if self._warm is None:
            self._warm = self._start()
        if not self._ready:
            self._await_readiness(self._warm[1])
            self._ready = True
        return self._warm[1]

    def _start(self) -> tuple[subprocess.Popen[bytes], socket.socket]:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            process = subprocess.Popen(  # noqa: S603  (our own interpreter and module)
                self._command(theirs.fileno()),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,  # the terminal's Ctrl-C is for the broker, which ends in good order
            )
        if self._given is not None:
            message, descriptors = self._given
            socket.send_fds(ours, [wire.encode_body(message)], descriptors)
        return process, ours

    def _command(self, descriptor: int) -> list[str]:
        mode = "locked" if self._confined else "open"
        more = [word for word, said in (("given", self._given is not None), ("often", self._often)) if said]
        return [sys.executable, "-I", "-m", "inzage.worker.zygote", str(descriptor), self._handler, mode, *more]

    def _await_readiness(self, control: socket.socket) -> None:
        try:
            said = _first_word(control)
        except BaseException:
            self._stop()
            raise
        if said != {"ready": True}:
            self._stop()
            if "cannot_lock" in said:
                raise CannotLock(expected=EXPECTED, found=said["cannot_lock"])
            raise WorkerDied(found=said.get("failed"))

    def _stop(self) -> None:
        if self._warm is None:
            return
        (process, control), ready = self._warm, self._ready
        self._warm, self._ready = None, False
        control.close()
        if not ready:
            process.kill()  # still loading: it has no workers, and would hear of it only when it is done
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Lent:
    """The workers of a pool that stays somebody else's: whoever closes this ends none of them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def session(self, limits: Limits | None = None) -> Session:
        """A fresh worker of that pool."""
        return self._pool.session(limits)

    def close(self) -> None:
        """Nothing: who lent it will."""


def _first_word(control: socket.socket) -> dict[str, Json]:
    control.settimeout(_START_SECONDS)
    body = control.recv(4096)
    if not body:
        raise WorkerDied(found="zygote")
    control.settimeout(None)
    return wire.decode(body)
