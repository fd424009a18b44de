"""The broker's side of one archive's or image's worker: ask for pages and members, count what comes, bury the dead.

A worker that dies over one member is replaced for the next: where a member begins is
known here, so nothing is listed again.

References: trust facts 6.4, 6.6; memfd_create(2), fcntl(2) "File Sealing".
"""

import fcntl
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.archive_replies import Listed, chunk, listed, problem_of
from inzage.sources.kept import Kept
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, Reply, Request, WorkerDied
from inzage.worker.pool import Lent, Pool
from inzage.worker.session import Session
from inzage.worker.wire import MAX_DESCRIPTORS

T = TypeVar("T")

HANDLER = "inzage.sources.archive_inside:handle"

MEMBER_MOST = 2 * 1024**3
TOTAL_MOST = 64 * 1024**3
"""Bytes that one member, and all members of one archive, may unpack to."""

SEALS = fcntl.F_SEAL_WRITE | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_SEAL
"""What holds memory as it was filled."""
_DEATHS: tuple[tuple[type[WorkerDied], Reason], ...] = (
    (OutOfTime, Reason.TOO_SLOW),
    (OutOfMemory, Reason.NO_MEMORY),
    (Garbage, Reason.WORKER_GARBAGE),
    (WorkerDied, Reason.WORKER_DIED),
)


class ArchiveWorker:
    """One carrier, open in one worker at a time.

    ``files``: its descriptors, which stay the caller's. ``opening``: what the request
    that opens it says beside them. ``handler``: who reads it inside the lock. ``pool``: where its workers come
    from, closed with it unless it is ``Lent``; one of its own if absent.
    """

    def __init__(
        self,
        files: Sequence[int],
        opening: Request,
        *,
        handler: str = HANDLER,
        unconfined: bool = False,
        pool: Pool | Lent | None = None,
    ) -> None:
        self._files = tuple(files)
        self._opening = opening
        self._limits = Limits().for_size(sum(os.lseek(file, 0, os.SEEK_END) for file in files))
        self._pool = pool or Pool(handler, unconfined=unconfined)
        self._session: Session | None = None
        self._heard: tuple[Session | None, Request] | None = None
        self._turn = threading.Lock()
        self._kept = Kept()
        self._unpacked = 0

    def pages(self, cursor: int | None = 0) -> Iterator[Listed]:
        """The list from ``cursor`` on, page by page; a death or a lie ends it as a page with a problem."""
        return self._pages(cursor, self._page)

    def some(self, cursor: int, how: Request, first: Request) -> Iterator[Listed]:
        """As ``pages``, asked for with ``how``; ``first``: what a worker that has not heard it last is told before."""
        return self._pages(cursor, lambda at, end: self._some(at, how, first, end))

    def _pages(self, cursor: int | None, page_at: Callable[[int, float], Listed]) -> Iterator[Listed]:
        end = time.monotonic() + self._limits.wall_seconds
        while cursor is not None:
            try:
                with self._turn:
                    page = page_at(cursor, end)
            except WorkerDied as death:
                page = Listed((), None, self._bury(death))
            cursor = page.following
            yield page

    def widen(self, memory: int) -> None:
        """Let the worker use at least so many bytes; one that is open already ends, and with it what it was told."""
        if memory > self._limits.memory:
            self._limits = replace(self._limits, memory=memory)
            self.let_go()

    def asked(self, request: Request, told: Callable[[Reply], T], *files: int) -> T:
        """The answer to a question about the carrier as a whole, as ``told`` reads it; raises ``Unopenable``."""
        end = time.monotonic() + self._limits.wall_seconds
        with self._turn:
            try:
                problem = self._open(end)
                reply = {} if problem else self._ask(request, end, *files)
                problem = problem or problem_of(reply)
                if problem is None:
                    return told(reply)
            except WorkerDied as death:
                problem = self._bury(death)
        raise Unopenable(problem)

    def fetch(self, where: int, size: int, *, again: bool = False) -> int:
        """A sealed descriptor in memory with the member's ``size`` bytes; the caller closes it.

        ``again``: it will be asked for more than once, so it is kept while there is room.
        """
        if size > MEMBER_MOST:
            raise Unopenable(Reason.TOO_LARGE)
        with self._turn:
            known = self._kept.take((where, size)) if again else None
            if known is not None:
                return known
            self._unpacked += size
            if self._unpacked > TOTAL_MOST:
                raise Unopenable(Reason.QUOTA)
            try:
                memory = self._member(where, size)
            except WorkerDied as death:
                raise Unopenable(self._bury(death)) from None
            if again:
                self._kept.keep((where, size), memory)
            return memory

    def another(self, files: Sequence[int]) -> "ArchiveWorker":
        """The same carrier for one more worker beside this one, by these descriptors of it; ended by ``let_go``."""
        return ArchiveWorker(files, self._opening, pool=self._pool)

    def let_go(self) -> None:
        """End the worker; the next request makes another."""
        if self._session is not None:
            self._session.close()
            self._session = None

    def close(self) -> None:
        """End the worker and what makes workers, and give back what was kept."""
        self.let_go()
        self._kept.close()
        self._pool.close()

    def _page(self, cursor: int, end: float) -> Listed:
        problem = self._open(end)
        if problem is not None:
            return Listed((), None, problem)
        return listed(self._ask({"do": "list", "from": cursor}, end), cursor)

    def _some(self, cursor: int, how: Request, first: Request, end: float) -> Listed:
        problem = self._open(end)
        if problem is None and self._heard != (self._session, first):
            problem = problem_of(self._ask(first, end))
            self._heard = (self._session, first)
        if problem is not None:
            return Listed((), None, problem)
        return listed(self._ask({**how, "from": cursor}, end), cursor)

    def _member(self, where: int, size: int) -> int:
        end = time.monotonic() + Limits().for_size(size).wall_seconds
        problem = self._open(end)
        if problem is not None:
            raise Unopenable(problem)
        return self._memory(where, size, end)

    def _memory(self, where: int, size: int, end: float) -> int:
        """Sealed memory with the ``size`` bytes that the open worker reads at ``where``."""
        memory = os.memfd_create("inzage", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        try:
            self._fill(memory, where, size, end)
            fcntl.fcntl(memory, fcntl.F_ADD_SEALS, SEALS)
            os.lseek(memory, 0, os.SEEK_SET)
        except BaseException:
            os.close(memory)
            raise
        return memory

    def _fill(self, memory: int, where: int, size: int, end: float) -> None:
        got, done = 0, False
        request: Request = {"do": "read", "where": where}
        while not done:
            reply = self._ask(request, end)
            problem = problem_of(reply)
            if problem is not None:
                raise Unopenable(problem)
            pieces, done = chunk(reply)
            got += sum(map(len, pieces))
            if got > size:
                break
            for piece in pieces:
                _write(memory, piece)
            request = {"do": "more"}
        if got != size:
            raise Unopenable(Reason.ARCHIVE_DAMAGED)

    def _open(self, end: float) -> Reason | None:
        """See to it that a worker has the carrier open; the defect that keeps it from that."""
        if self._session is not None:
            return None
        self._session = self._pool.session(self._limits)
        last = max(0, (len(self._files) - 1) // MAX_DESCRIPTORS * MAX_DESCRIPTORS)
        for first in range(0, last, MAX_DESCRIPTORS):  # a split image may have more parts than one message can carry
            self._session.ask({"do": "take"}, self._files[first : first + MAX_DESCRIPTORS], seconds=_left(end))
        reply = self._session.ask({"do": "open", **self._opening}, self._files[last:], seconds=_left(end))
        problem = problem_of(reply)
        if problem is not None:
            self._session.close()
            self._session = None
        return problem

    def _ask(self, request: Request, end: float, *files: int) -> Reply:
        if self._session is None:
            raise WorkerDied(found="EOF")
        return self._session.ask(request, files, seconds=_left(end))

    def _bury(self, death: WorkerDied) -> Reason:
        self.let_go()
        return next(reason for kind, reason in _DEATHS if isinstance(death, kind))


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise OutOfTime(found="0 s")
    return left


def _write(memory: int, content: bytes | bytearray) -> None:
    view = memoryview(content)
    try:
        while view:
            view = view[os.write(memory, view) :]
    except OSError:
        raise Unopenable(Reason.NO_MEMORY) from None
