"""HEIC and AVIF, as phones make them: a picture as one coded item, or as a grid of them. Inside the lock only.

FFmpeg decodes the items, each as a stream under its item's number; which item the picture
is, and how a grid is laid, the file's own table says (``meta``), which is read here.
Has not met a file of a real phone yet.

References: ISO/IEC 23008-12 (HEIF: grid, dimg); ISO/IEC 14496-12 8.11 (meta, iloc, iinf,
iref, pitm).
"""

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from av.video.frame import VideoFrame

from inzage.formats.blocks import Blocks
from inzage.media.decode import Decoded
from inzage.media.luma import decoder, luma
from inzage.media.pdq import Grey
from inzage.media.scans import Bytes
from inzage.media.video import FAULTS, alone, opened
from inzage.result import Reason, Unreadable

MOST_PIXELS = 100_000_000
MOST_TILES = 1024
_LARGEST_PAYLOAD = 16
_WIDE_GRID = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """The items a picture is made of, row by row; ``size``: (height, width), None for a single item's own."""

    items: tuple[int, ...]
    columns: int
    size: tuple[int, int] | None


def picture(data: bytes) -> Decoded:
    """The primary picture of a file; raises ``Unreadable``."""
    try:
        laid = layout(data)
        tiles = _decoded(Bytes(data), laid.items)
        grey = _joined([tiles[item] for item in laid.items], laid)
    except (*FAULTS, KeyError, struct.error):
        raise Unreadable(Reason.DAMAGED) from None
    return Decoded(grey, (grey.shape[0], grey.shape[1]), 1, decoder())


def layout(data: bytes) -> Layout:
    """Which items make the primary picture. ``ValueError`` (or its like) where the table does not hold together."""
    table = dict(_boxes(dict(_boxes(data))[b"meta"][4:]))
    primary = _primary(table[b"pitm"])
    if dict(_kinds(table[b"iinf"])).get(primary) != b"grid":
        return Layout((primary,), 1, None)
    tiles = dict(_made_of(table[b"iref"]))[primary]
    rows, columns, height, width = _grid(_payload(data, table, primary))
    if len(tiles) != rows * columns or len(tiles) > MOST_TILES:
        raise ValueError("a grid of another number of tiles")
    if height * width > MOST_PIXELS:
        raise Unreadable(Reason.TOO_LARGE)
    return Layout(tiles, columns, (height, width))


def _decoded(blocks: Blocks, items: Sequence[int]) -> Mapping[int, Grey]:
    found: dict[int, Grey] = {}
    with opened(blocks, "mov") as container:
        streams = {stream.id: alone(stream) for stream in container.streams.video if stream.id in set(items)}
        for packet in container.demux(list(streams.values())):
            for frame in packet.decode():
                if isinstance(frame, VideoFrame):
                    found.setdefault(packet.stream.id, luma(frame))
    return found


def _joined(tiles: Sequence[Grey], laid: Layout) -> Grey:
    """The tiles side by side, cut off where the picture ends."""
    rows = [np.hstack(tiles[at : at + laid.columns]) for at in range(0, len(tiles), laid.columns)]
    whole = np.vstack(rows)
    height, width = laid.size or whole.shape
    return whole[:height, :width]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each box in a row."""
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        size = size or len(data) - at
        if size < head or at + size > len(data):
            raise ValueError("a box that ends elsewhere")
        yield kind, data[at + head : at + size]
        at += size


def _primary(box: bytes) -> int:
    number: int = struct.unpack_from(">I" if box[0] else ">H", box, 4)[0]
    return number


def _kinds(box: bytes) -> Iterator[tuple[int, bytes]]:
    """Item number and kind of each entry (``infe``, version 2 or 3)."""
    for kind, entry in _boxes(box[8 if box[0] else 6 :]):
        if kind == b"infe":
            wide = entry[0] > 2  # noqa: PLR2004 - the version with four bytes to a number
            yield struct.unpack_from(">I" if wide else ">H", entry, 4)[0], entry[10:14] if wide else entry[8:12]


def _made_of(box: bytes) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Item number and the items that it is derived from."""
    width, letter = (4, "I") if box[0] else (2, "H")
    for kind, entry in _boxes(box[4:]):
        if kind == b"dimg":
            maker, many = struct.unpack_from(f">{letter}H", entry)
            yield maker, struct.unpack_from(f">{many}{letter}", entry, width + 2)


def _grid(payload: bytes) -> tuple[int, int, int, int]:
    """Rows, columns, height, width."""
    _, flags, rows, columns = struct.unpack_from(">4B", payload)
    width, height = struct.unpack_from(">2I" if flags & _WIDE_GRID else ">2H", payload, 4)
    return rows + 1, columns + 1, height, width


def _payload(data: bytes, table: Mapping[bytes, bytes], item: int) -> bytes:
    """The few bytes of a derived item: in the table itself or in the file."""
    inside, offset, length = dict(_places(table[b"iloc"]))[item]
    held = table[b"idat"] if inside else data
    return held[offset : offset + min(length, _LARGEST_PAYLOAD)]


def _places(box: bytes) -> Iterator[tuple[int, tuple[bool, int, int]]]:
    """Item number, and of its first extent: in ``idat``?, offset, length."""
    version, fields = box[0], _Fields(box, 4)
    widths = fields.take(2)
    offset, length, base, index = (widths >> shift & 15 for shift in (12, 8, 4, 0))
    for _ in range(fields.take(4 if version > 1 else 2)):
        item = fields.take(4 if version > 1 else 2)
        inside = bool(version) and fields.take(2) & 15 == 1
        fields.take(2)
        start = fields.take(base)
        extents = [_extent(fields, index if version else 0, offset, length) for _ in range(fields.take(2))]
        yield item, (inside, start + extents[0][0], extents[0][1])


def _extent(fields: "_Fields", index: int, offset: int, length: int) -> tuple[int, int]:
    fields.take(index)
    return fields.take(offset), fields.take(length)


class _Fields:
    """Numbers one after another, each as wide as it is asked."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self._at = at

    def take(self, width: int) -> int:
        """The next number; 0 where it has no width."""
        if self._at + width > len(self._data):
            raise ValueError("a table that breaks off")
        self._at += width
        return int.from_bytes(self._data[self._at - width : self._at])
