"""What a library unlocked, as blocks; and the library itself, where it is installed.

The libraries are an extra: without one a volume stays shut, which is an answer.
"""

import importlib
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from inzage.formats.blocks import ReadFault, within
from inzage.result import Reason, Unreadable

NAMES = ("argon2.low_level", "pybde", "pyfvde")
_PIECE = 1 << 20
_SECTOR = 4096
"""No sector of these volumes is larger, and each smaller size divides it."""


def warm() -> None:
    """Load what there is: behind the lock nothing can be loaded."""
    for name in present():
        importlib.import_module(name)


def present() -> tuple[str, ...]:
    """Which of the libraries are installed."""
    return tuple(name for name in NAMES if find_spec(name.partition(".")[0]) is not None)


def library(name: str) -> ModuleType:
    """A library; ``ENCRYPTED`` where it is not installed, since the volume then stays so."""
    try:
        return importlib.import_module(name)
    except ImportError:
        raise Unreadable(Reason.ENCRYPTED) from None


class LibraryBlocks:
    """An unlocked volume of a library. ``volume``: what reads at a place; ``held``: what must live as long.

    It is asked for whole sectors only: these libraries give wrong bytes, without a word,
    for a read that begins inside one sector and ends in another.
    """

    def __init__(self, volume: Any, *held: object) -> None:  # noqa: ANN401 - the libraries are not typed
        self._volume = volume
        self._held = held
        self._size = int(volume.get_size())

    @property
    def size(self) -> int:
        """Bytes in the plain volume."""
        return self._size

    def read_at(self, offset: int, size: int) -> bytes:
        """Plain bytes."""
        size = within(self._size, offset, size)
        before = offset % _SECTOR
        place, end = offset - before, offset + size
        gathered = bytearray()
        while size and place + len(gathered) < end:
            gathered += self._sectors(place + len(gathered), end)
        return bytes(gathered[before : before + size])

    def _sectors(self, place: int, end: int) -> bytes:
        """At most a piece of them, all there are up to the end of the one in which ``end`` lies."""
        wanted = min(_PIECE, -(-(end - place) // _SECTOR) * _SECTOR, self._size - place)
        try:
            piece = bytes(self._volume.read_buffer_at_offset(wanted, place))
        except OSError:
            raise ReadFault(place) from None
        if len(piece) != wanted:
            raise ReadFault(place)
        return piece
