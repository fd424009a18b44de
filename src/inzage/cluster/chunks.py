"""Content by its digest: cut here, verified and sealed in memory there. It never touches a node's disk.

A chunk is named by SHA-256 over its bytes. What two artefacts, or two readers of one, have in common is sent once, as
long as it is remembered here.
"""

import fcntl
import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from inzage.result import Reason
from inzage.sources import Unopenable
from inzage.sources.archive_worker import SEALS

CHUNK = 4 * 1024 * 1024
"""Bytes of a chunk, at most."""

REMEMBERED = 512 * 1024 * 1024
"""Bytes that are kept on the nodes for what comes next; what is in use is kept beyond it."""

Send = Callable[[str, bytes], object]
"""Takes a chunk's name and bytes to where it is wanted, and gives what stands for it beside an errand."""


class NotThatContent(Exception):
    """Bytes that are not what their name says."""


def cut(descriptor: int, step: int = CHUNK) -> Iterator[bytes]:
    """The bytes behind a descriptor, by offset, in chunks; raises ``Unopenable`` where they cannot be read."""
    at, size = 0, os.fstat(descriptor).st_size
    while at < size:
        try:
            part = os.pread(descriptor, min(step, size - at), at)
        except OSError:
            raise Unopenable(Reason.READ_ERROR) from None
        if not part:
            raise Unopenable(Reason.CHANGED_WHILE_READ)
        yield part
        at += len(part)


class Sent:
    """What was sent, by name, so that nothing is sent twice; for several threads."""

    def __init__(self, send: Send, most: int = REMEMBERED) -> None:
        self._send = send
        self._most = most
        self._held: OrderedDict[str, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self.times = 0

    def of(self, descriptor: int) -> tuple[dict[str, object], tuple[str, ...]]:
        """What stands for the chunks of a file, by name, and their names in order; those not yet sent are sent."""
        names, held = [], {}
        for part in cut(descriptor):
            name = hashlib.sha256(part).hexdigest()
            held[name] = self._handle(name, part)
            names.append(name)
        return held, tuple(names)

    def forget(self, names: Iterable[str]) -> None:
        """What these stood for is gone: whoever needs them next sends them again."""
        with self._lock:
            for name in names:
                self._drop(name)

    def _handle(self, name: str, part: bytes) -> object:
        with self._lock:  # one line leads out of this machine: whoever waits for it, waits here
            if name not in self._held:
                self._held[name] = (self._send(name, part), len(part))
                self._bytes += len(part)
                self.times += 1
            self._held.move_to_end(name)
            handle = self._held[name][0]
            while self._bytes > self._most and len(self._held) > 1:
                self._drop(next(iter(self._held)))
            return handle

    def _drop(self, name: str) -> None:
        _, size = self._held.pop(name, (None, 0))
        self._bytes -= size


@contextmanager
def sealed(parts: Sequence[tuple[str, bytes]]) -> Iterator[int]:
    """Memory that holds these chunks, one behind the other, and that nobody can change any more.

    Raises ``NotThatContent`` where a chunk is not what its name says.
    """
    memory = os.memfd_create("inzage", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    try:
        for name, part in parts:
            if hashlib.sha256(part).hexdigest() != name:
                raise NotThatContent
            _write(memory, part)
        fcntl.fcntl(memory, fcntl.F_ADD_SEALS, SEALS)
        os.lseek(memory, 0, os.SEEK_SET)
        yield memory
    finally:
        os.close(memory)


def _write(memory: int, part: bytes) -> None:
    left = memoryview(part)
    while left:
        left = left[os.write(memory, left) :]
