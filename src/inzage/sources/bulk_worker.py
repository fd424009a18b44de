"""The broker's side of digesting inside the lock: several workers on one carrier, which tell digests and first bytes.

The bytes of a file that is only skimmed never leave the worker, but for the first few thousand, which its reader looks
at. Each worker has the carrier open for itself: one place in it for several readers would spoil the kernel's reading
ahead. Where a secret opened the carrier, only the worker that was told it can read it, and it reads alone.

References: trust facts 6.4; ADR 0045
"""

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Event, Lock

from inzage.artefact import Artefact, Found
from inzage.result import Reason
from inzage.sources import Unopenable, bulk
from inzage.sources.archive_replies import CARRIER_PROBLEMS, Told
from inzage.sources.archive_worker import SEALS, ArchiveWorker
from inzage.sources.bulk import FIRST, Ended, Pulse, shared_out
from inzage.watchlists.digests import is_digest
from inzage.worker import Beside, Garbage, Json, Reply, Request

TOGETHER = 8 * 1024 * 1024
"""Bytes of small files that one request asks for: fewer would wait for messages, more for the slowest reader."""

FILES = 64
"""Files of one request, however small."""


@dataclass(slots=True)
class _Skimmed:
    """A member that is open for a skim: where it begins, and whether its first bytes are there yet."""

    told: Told
    filled: bool = False


@dataclass(frozen=True, slots=True)
class _Ask:
    """One file of a request."""

    number: int
    where: int
    size: int
    algorithms: tuple[str, ...]


class Skimmer:
    """Digests of one carrier's members. ``worker``: has it open already. ``files``: its descriptors, the caller's.

    ``alone``: no second worker can have it open, or would gain by it; one batch is then read to its end before the
    next begins.
    """

    def __init__(self, worker: ArchiveWorker, files: Sequence[int], *, alone: bool = False) -> None:
        self._worker = worker
        self._files = tuple(files)
        self._readers = 1 if alone else bulk.READERS
        self._free: SimpleQueue[ArchiveWorker] = SimpleQueue()
        self._free.put(worker)
        self._further: list[ArchiveWorker] = []
        self._held: list[int] = []
        self._skimmed: dict[int, _Skimmed] = {}
        self._turn, self._batch = Lock(), Lock()

    @contextmanager
    def skim(self, told: Told, found: Found) -> Iterator[Artefact]:
        """A member with nothing in it yet: its first bytes come with its digests (``digests_of``)."""
        file = os.memfd_create("inzage", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        self._skimmed[file] = _Skimmed(told)
        try:
            yield Artefact(found.untrusted_path, file, told.entry.size, told.entry.modified, sure=found.sure)
        finally:
            del self._skimmed[file]
            os.close(file)

    def holds(self, artefact: Artefact) -> bool:
        """Was this artefact opened by ``skim``?"""
        return artefact.file in self._skimmed

    def digests_of(
        self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Pulse = lambda: None
    ) -> list[bulk.Told]:
        """Digests of skimmed members, in the order asked; their artefacts have their first bytes from here on."""
        with self._batch if self._readers == 1 else nullcontext():
            return self._digests_of(artefacts, tuple(algorithms), pulse)

    def _digests_of(self, artefacts: Sequence[Artefact], algorithms: tuple[str, ...], pulse: Pulse) -> list[bulk.Told]:
        asks = [self._ask(number, one, algorithms) for number, one in enumerate(artefacts)]
        found: list[bulk.Told] = [()] * len(artefacts)
        for group, told in self._shared_out(_groups(self._in_order(asks)), pulse):
            for ask, one in zip(group, told, strict=True):
                found[ask.number] = one if isinstance(one, Unopenable) else self._taken(artefacts[ask.number].file, one)
        return found

    def close(self) -> None:
        """End the further workers."""
        for worker in self._further:
            worker.let_go()
        while self._held:
            os.close(self._held.pop())

    def _ask(self, number: int, artefact: Artefact, algorithms: tuple[str, ...]) -> _Ask:
        told = self._skimmed[artefact.file].told
        return _Ask(number, told.where, told.entry.size, algorithms)

    def _in_order(self, asks: Sequence[_Ask]) -> list[_Ask]:
        """As they lie on the carrier, as far as the worker can tell."""
        request: Request = {"do": "places", "files": [one.where for one in asks]}
        try:
            places = self._worker.asked(request, lambda reply: _places(reply, len(asks)))
        except Unopenable:
            places = [one.where for one in asks]
        return [one for _, one in sorted(zip(places, asks, strict=True), key=lambda pair: (pair[0], pair[1].number))]

    def _shared_out(
        self, groups: Sequence[list[_Ask]], pulse: Pulse
    ) -> Iterator[tuple[list[_Ask], Sequence["_Said | Unopenable"]]]:
        with self._turn:
            for _ in range(min(self._readers, len(groups)) - 1 - len(self._further)):
                self._begin_another()
        yield from zip(groups, shared_out(groups, self._group, self._readers, pulse), strict=True)

    def _begin_another(self) -> None:
        """One more worker, with descriptors of its own."""
        files = []
        for file in self._files:
            files.append(os.open(f"/proc/self/fd/{file}", os.O_RDONLY | os.O_CLOEXEC))
            self._held.append(files[-1])
            with suppress(OSError):  # advice alone
                os.posix_fadvise(files[-1], 0, 0, os.POSIX_FADV_SEQUENTIAL)
        self._further.append(self._worker.another(files))
        self._free.put(self._further[-1])

    def _group(self, group: Sequence[_Ask], ended: Event) -> Sequence["_Said | Unopenable"]:
        """Digests of some files, by a worker that is free; where it dies, of each by itself."""
        worker = self._free.get()
        try:
            return _asked(worker, group, ended)
        except Ended:
            return [Unopenable(Reason.INTERRUPTED)] * len(group)
        except Unopenable as fault:
            if len(group) == 1:
                return [fault]
        finally:
            self._free.put(worker)
        return [self._group([one], ended)[0] for one in group]

    def _taken(self, file: int, said: "_Said") -> tuple[str, ...]:
        if not self._skimmed[file].filled:
            os.write(file, said.first)
            os.lseek(file, 0, os.SEEK_SET)
            fcntl.fcntl(file, fcntl.F_ADD_SEALS, SEALS)
            self._skimmed[file].filled = True
        return said.digests


@dataclass(frozen=True, slots=True)
class _Said:
    """What a worker said of one file, checked."""

    first: memoryview
    digests: tuple[str, ...]


def _groups(asks: Sequence[_Ask]) -> list[list[_Ask]]:
    made: list[list[_Ask]] = []
    size = 0
    for one in asks:
        weighs = one.size if one.algorithms else FIRST
        if not made or size + weighs > TOGETHER or len(made[-1]) == FILES:
            made.append([])
            size = 0
        made[-1].append(one)
        size += weighs
    return made


def _asked(worker: ArchiveWorker, group: Sequence[_Ask], ended: Event) -> Sequence[_Said | Unopenable]:
    """In as many messages as it takes; raises ``Unopenable`` where the worker dies or lies, ``Ended``."""
    files: list[Json] = [[one.where, one.size, list(one.algorithms)] for one in group]
    request: Request = {"do": "digest", "files": files}
    said: list[_Said | Unopenable] = []
    done = False
    while not done:
        if ended.is_set():
            raise Ended
        some, done = worker.asked(request, _believed(group[len(said) :]))
        said += some
        request = {"do": "digest_on"}
    return said


def _believed(due: Sequence[_Ask]) -> Callable[[Reply], tuple[list[_Said | Unopenable], bool]]:
    """Holds a reply against what was asked: ``Garbage`` where it does not fit."""

    def believe(reply: Reply) -> tuple[list[_Said | Unopenable], bool]:
        told, done = reply.get("told"), reply.get("done")
        if reply.keys() != {"told", "done"} or not isinstance(told, list) or not isinstance(done, bool):
            raise Garbage(found="digest")
        if len(told) > len(due) or (done and len(told) < len(due)) or (not done and len(told) == len(due)):
            raise Garbage(found="digest")
        beside = memoryview(b"".join(reply.pieces) if isinstance(reply, Beside) else b"")
        said: list[_Said | Unopenable] = []
        for ask, row in zip(due, told, strict=False):
            said.append(_said(ask, row, beside))
            if isinstance(said[-1], _Said):
                beside = beside[len(said[-1].first) :]
        if beside:
            raise Garbage(found="first")
        return said, done

    return believe


def _said(ask: _Ask, row: Json, beside: memoryview) -> _Said | Unopenable:
    """``beside``: bytes of which the first are this file's, if it can be read."""
    match row:
        case ["", list(hexes)] if len(hexes) == len(ask.algorithms):
            first = beside[: min(FIRST, ask.size)]
            if len(first) < min(FIRST, ask.size):
                raise Garbage(found="first")
            return _Said(first, tuple(map(_digest, ask.algorithms, hexes)))
        case [str(reason), []] if reason in CARRIER_PROBLEMS:
            return Unopenable(CARRIER_PROBLEMS[reason])
    raise Garbage(found="digest")


def _digest(algorithm: str, said: Json) -> str:
    digits = said if isinstance(said, str) else ""
    if not is_digest(algorithm, digits):
        raise Garbage(found="digest")
    return f"{algorithm}:{digits}"


def _places(reply: Reply, files: int) -> list[int]:
    said = reply.get("places")
    if reply.keys() != {"places"} or not isinstance(said, list) or len(said) != files:
        raise Garbage(found="places")
    places = [one for one in said if type(one) is int and one >= 0]
    return places if len(places) == files else _lie()


def _lie() -> list[int]:
    raise Garbage(found="places")
