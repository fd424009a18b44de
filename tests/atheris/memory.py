"""Bytes as descriptors, artefacts and blocks, and a large file that an input changes in places."""

import os
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from inzage.artefact import Artefact

_HEAD = struct.Struct("<HHB")
_SECTOR = 512


@contextmanager
def descriptor(content: bytes) -> Iterator[int]:
    """A file in memory."""
    made = os.memfd_create("input")
    try:
        os.write(made, content)
        yield made
    finally:
        os.close(made)


@contextmanager
def artefact(content: bytes, beside: Mapping[str, bytes] = {}) -> Iterator[Artefact]:
    """A file in memory, with what lies beside it."""
    with ExitStack() as held:
        sidecars = {suffix: held.enter_context(descriptor(other)) for suffix, other in beside.items()}
        yield Artefact("file", held.enter_context(descriptor(content)), len(content), None, sidecars, sure=True)


class Held:
    """Bytes as ``Blocks``."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self._content)

    def read_at(self, offset: int, size: int) -> bytes:
        """As ``Blocks`` has it."""
        if offset < 0 or size < 0:
            raise ValueError("no bytes before the beginning")
        return self._content[offset : offset + size]


def parted(data: bytes) -> tuple[bytes, bytes]:
    """Two parts of one input: the length of the first, then both."""
    length = int.from_bytes(data[:4], "little")
    return data[4 : 4 + length], data[4 + length :]


def joined(first: bytes, second: bytes) -> bytes:
    """What ``parted`` takes apart."""
    return len(first).to_bytes(4, "little") + first + second


class Patched:
    """A sound file that is too large to be an input itself: an input tells what to change in it.

    A change: which of the sectors that hold something, where in it, how many bytes, those bytes.
    """

    def __init__(self, sound: bytes) -> None:
        self._sound = sound
        places = range(0, len(sound), _SECTOR)
        self._held = [at for at in places if sound[at : at + _SECTOR].strip(b"\0")] or [0]

    def changed(self, data: bytes) -> "Changed":
        """The file with the changes that ``data`` tells."""
        pieces, at = [], 0
        while at + _HEAD.size < len(data):
            which, where, length = _HEAD.unpack_from(data, at)
            at += _HEAD.size
            pieces.append((self._held[which % len(self._held)] + where % _SECTOR, data[at : at + length % 17]))
            at += length % 17
        return Changed(self._sound, pieces)

    def seeds(self) -> Iterator[bytes]:
        """No change, and one in each of the first sectors."""
        yield b""
        for which in range(min(8, len(self._held))):
            for where in (0, 16, 80, 200):
                yield _HEAD.pack(which, where, 4) + b"\xff\xff\xff\x7f"


class Changed:
    """Bytes with pieces laid over them, as ``Blocks``; nothing is copied before it is asked for."""

    def __init__(self, sound: bytes, pieces: Sequence[tuple[int, bytes]]) -> None:
        self._sound = sound
        self._pieces = pieces

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self._sound)

    def read_at(self, offset: int, size: int) -> bytes:
        """As ``Blocks`` has it."""
        if offset < 0 or size < 0:
            raise ValueError("no bytes before the beginning")
        made = bytearray(self._sound[offset : offset + size])
        for place, piece in self._pieces:
            low, high = max(place, offset), min(place + len(piece), offset + len(made))
            if low < high:
                made[low - offset : high - offset] = piece[low - place : high - place]
        return bytes(made)
