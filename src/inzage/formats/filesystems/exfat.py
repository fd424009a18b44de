"""exFAT, the file system of sticks and memory cards: a small reader of our own.

The library refuses volumes made on Linux (it takes a long volume label for damage).
A file is named by where its entry lies on the volume, and by whether the folder that
holds it lies in one piece: with that its entries can be found again alone.

References: Microsoft exFAT file system specification (2019), 3.1 (boot sector), 4.1 (FAT),
6.2-6.4, 7.4-7.7 (directory entries).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inzage.artefact import AMSTERDAM, EntryKind
from inzage.formats.blocks import Blocks, ReadFault
from inzage.formats.filesystems import MAX_DEPTH, PIECE, FsEntry, is_plain
from inzage.formats.filesystems.exfat_clusters import Chain, Clusters
from inzage.result import Reason, Unreadable

_ENTRY = 32
_END, _FILE, _STREAM, _NAME = 0x00, 0x85, 0xC0, 0xC1
_BITMAP = 0x81  # stands in each topmost folder
_DIRECTORY = 0x10
_ALLOCATED, _IN_ONE_PIECE = 0x01, 0x02
_FURTHER = 2  # at least a stream and a piece of name
FOLDER_MOST = 256 * 1024 * 1024
"""Bytes of a folder's entries that are read."""

_SET_MOST = 19 * _ENTRY  # a file, its stream, seventeen pieces of name
_ZONE_GIVEN = 0x80


@dataclass(frozen=True, slots=True)
class Stream:
    """Where the bytes of a file or folder lie. ``valid``: bytes that were written; the others are zeros."""

    chain: Chain
    size: int
    valid: int


class ExFat:
    """An exFAT volume."""

    type = "exfat"

    def __init__(self, blocks: Blocks) -> None:
        try:
            self._clusters = Clusters(blocks)
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None

    @property
    def clusters(self) -> Clusters:
        """The clusters of the volume."""
        return self._clusters

    def entries(self) -> Iterator[FsEntry]:
        """Every name once, folders before what lies in them."""
        root = Stream(Chain(self._clusters.root, one_piece=False), FOLDER_MOST, FOLDER_MOST)
        seen = {root.chain.first}
        way = [self._children(root, "")]
        if not self._clusters.boot_is_sound:
            yield _hole("\ufffd", Reason.FILE_SYSTEM_DAMAGED)
        while way:
            told = next(way[-1], None)
            if told is None:
                way.pop()
                continue
            entry, below = told
            yield entry
            if below is None:
                continue
            if below.chain.first in seen or len(way) >= MAX_DEPTH:
                yield _hole(entry.path, Reason.FILE_SYSTEM_DAMAGED)
            elif below.size:
                seen.add(below.chain.first)
                way.append(self._children(below, entry.path))

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``."""
        try:
            yield from self._content(self._stream_at(where))
        except ReadFault:
            raise Unreadable(Reason.READ_ERROR) from None

    def _content(self, stream: Stream) -> Iterator[bytes]:
        left, valid = stream.size, min(stream.valid, stream.size)
        for offset, length in self._clusters.runs(stream.chain, valid):
            for at in range(offset, offset + length, PIECE):
                piece = self._clusters.at(at, min(PIECE, offset + length - at))
                left -= len(piece)
                yield piece
        while left > 0:
            yield bytes(min(PIECE, left))
            left -= min(PIECE, left)

    def _stream_at(self, where: int) -> Stream:
        chain = Chain(self._clusters.holding(where // 2 * _ENTRY), one_piece=bool(where & 1))
        begin = self._clusters.within(where // 2 * _ENTRY)
        content = bytearray()
        for offset, length in self._clusters.runs(chain, begin + _SET_MOST, strict=False):
            content += self._clusters.at(offset, length)
        found = _set_at(content, begin)
        if found is None:
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)
        return found[0]

    def _children(self, folder: Stream, path: str) -> Iterator[tuple[FsEntry, Stream | None]]:
        """Each entry of a folder, and its stream where it is a folder itself."""
        above = f"{path}/" if path else ""
        places: list[int] = []
        content = bytearray()
        broken: Reason | None = None
        try:
            size = min(folder.size, FOLDER_MOST)
            for offset, length in self._clusters.runs(folder.chain, size, strict=size < FOLDER_MOST):
                content += self._clusters.at(offset, length)
                places.extend(range(offset, offset + length, self._clusters.size))
        except Unreadable as fault:
            broken = fault.reason
        except ReadFault:
            broken = Reason.READ_ERROR
        if not path and _BITMAP not in content[::_ENTRY]:
            broken = broken or Reason.FILE_SYSTEM_DAMAGED
        for at in _sets(content):
            if at is None:
                broken = broken or Reason.FILE_SYSTEM_DAMAGED
                continue
            place = places[at // self._clusters.size] + at % self._clusters.size
            told = self._told(content, at, above, place // _ENTRY * 2 + folder.chain.one_piece)
            if told is None:
                broken = broken or Reason.FILE_SYSTEM_DAMAGED
            else:
                yield told
        if broken is not None:
            yield _hole(path or "\ufffd", broken), None

    def _told(self, content: bytearray, at: int, above: str, where: int) -> tuple[FsEntry, Stream | None] | None:
        found = _set_at(content, at)
        if found is None or not is_plain(found[1]):
            return None
        stream, name = found
        modified = moment(int.from_bytes(content[at + 12 : at + 16], "little"), content[at + 21], content[at + 23])
        if content[at + 4] & _DIRECTORY:
            return FsEntry(above + name, 0, modified, EntryKind.DIRECTORY, where), stream
        return FsEntry(above + name, stream.size, modified, EntryKind.FILE, where), None


def _sets(content: bytearray) -> Iterator[int | None]:
    """Where each file's entries begin; None for entries that belong to no file, or stand behind the end."""
    at, end = 0, len(content)
    while at < end and content[at] != _END:
        if content[at] == _FILE:
            yield at
            at += _ENTRY * (1 + content[at + 1]) if content[at + 1] > 1 else _ENTRY
        else:
            if content[at] in (_STREAM, _NAME):
                yield None
            at += _ENTRY
    if any(content[place] == _FILE and _set_at(content, place) for place in range(at + _ENTRY, end, _ENTRY)):
        yield None


def _set_at(content: bytearray, at: int) -> tuple[Stream, str] | None:
    """The stream and the name of the file whose entries begin at ``at``; None where they are none."""
    further = content[at + 1]
    stream = at + _ENTRY
    if content[at] != _FILE or further < _FURTHER or at + _ENTRY * (1 + further) > len(content):
        return None
    told = int.from_bytes(content[at + 2 : at + 4], "little")
    if checksum(content[at : at + 2] + content[at + 4 : at + _ENTRY * (1 + further)]) != told:
        return None
    length = content[stream + 3]
    names = range(stream + _ENTRY, stream + _ENTRY * (1 + -(-length // 15)), _ENTRY)
    if content[stream] != _STREAM or not length or len(names) > further - 1:
        return None
    if any(content[piece] != _NAME for piece in names):
        return None
    text = b"".join(content[piece + 2 : piece + _ENTRY] for piece in names)[: 2 * length]
    return _stream(content, stream), text.decode("utf-16-le", "replace")


def checksum(entries: bytes | bytearray) -> int:
    """The checksum of a file's entries, without the two bytes that hold it."""
    told = 0
    for byte in entries:
        told = (told >> 1 | (told & 1) << 15) + byte & 0xFFFF
    return told


def _stream(content: bytearray, at: int) -> Stream:
    flags = content[at + 1]
    valid = int.from_bytes(content[at + 8 : at + 16], "little")
    first = int.from_bytes(content[at + 20 : at + 24], "little")
    size = int.from_bytes(content[at + 24 : at + 32], "little") if flags & _ALLOCATED else 0
    return Stream(Chain(first, one_piece=bool(flags & _IN_ONE_PIECE)), min(size, 2**62), valid)


def _hole(path: str, reason: Reason) -> FsEntry:
    return FsEntry(path, 0, None, EntryKind.DIRECTORY, 0, reason)


def moment(stamp: int, hundredths: int, zone: int) -> int | None:
    """Seconds since 1970 of a time stamp and its offset from UTC; without offset the clock is taken to be ours."""
    try:
        told = datetime(
            1980 + (stamp >> 25), stamp >> 21 & 15, stamp >> 16 & 31,
            stamp >> 11 & 31, stamp >> 5 & 63, stamp % 32 * 2 + hundredths // 100,
            tzinfo=UTC if zone & _ZONE_GIVEN else AMSTERDAM,
        )  # fmt: skip
    except ValueError:
        return None
    quarters = (zone & 0x7F) - (0x80 if zone & 0x40 else 0) if zone & _ZONE_GIVEN else 0
    return int((told - timedelta(minutes=15 * quarters)).timestamp())
