"""SHA-256 of an opened file or of a carrier's ends, read by offset. Nothing is parsed."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence

from inzage.artefact import Artefact
from inzage.result import Reason
from inzage.sources import Unopenable

_STEP = 1 << 20
PIECE = 1 << 20
"""Bytes at a time. Each costs two turns at the interpreter, for which threads that digest beside each other wait."""

_rooms = threading.local()
"""Of each thread the room that it reads into: made anew for each file, it would be cleared anew for each."""


def digest(artefact: Artefact) -> str:
    """Hex SHA-256 of the file itself (not its sidecars), ``artefact.size`` bytes of it."""
    return digests(artefact, ("sha256",))[0].partition(":")[2]


def digests(artefact: Artefact, algorithms: Sequence[str], pulse: Callable[[], None] = lambda: None) -> tuple[str, ...]:
    """Digests of the file itself, each as ``algorithm:hex``, in one reading; raises ``Unopenable``.

    ``pulse``: called at least at every megabyte; what it raises ends the reading.
    """
    told = [hashlib.new(name, usedforsecurity=False) for name in algorithms]
    for part in _parts(artefact) if told else ():
        pulse()
        for one in told:
            one.update(part)
    return tuple(f"{name}:{one.hexdigest()}" for name, one in zip(algorithms, told, strict=True))


def _parts(artefact: Artefact) -> Iterator[memoryview]:
    """The bytes, each piece in the room of the one before it."""
    at, room = 0, _room()
    while at < artefact.size:
        try:
            got = os.preadv(artefact.file, [room[: artefact.size - at]], at)
        except OSError:
            raise Unopenable(Reason.READ_ERROR) from None
        if not got:
            raise Unopenable(Reason.CHANGED_WHILE_READ)
        yield room[:got]
        at += got


def _room() -> memoryview:
    if not hasattr(_rooms, "here"):
        _rooms.here = memoryview(bytearray(PIECE))
    here: memoryview = _rooms.here
    return here


def ends_digest(what: bytes, files: Sequence[int], also: str = "") -> bytes:
    """32 bytes over the size, the first and the last MiB of files that follow each other; names a carrier."""
    sizes = [os.lseek(file, 0, os.SEEK_END) for file in files]
    told = hashlib.sha256(b"inzage %s %d %s" % (what, sum(sizes), also.encode("utf-8", "surrogateescape")))
    told.update(_part(files[0], 0))
    told.update(_part(files[-1], max(0, sizes[-1] - _STEP)))
    return told.digest()


def _part(file: int, offset: int) -> bytes:
    try:
        return os.pread(file, _STEP, offset)
    except OSError:
        return b"?"  # a carrier that cannot be read there is still a carrier
