"""exFAT in columns: folders level by level, the entries of all files of a level together.

References: Microsoft exFAT file system specification (2019), 6.3 (checksum), 7.4-7.7 (directory entries).
"""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inzage.artefact import EntryKind
from inzage.formats.filesystems import MAX_DEPTH
from inzage.formats.filesystems.exfat import FOLDER_MOST, Stream, moment
from inzage.formats.filesystems.exfat_clusters import Chain, Clusters
from inzage.formats.filesystems.scan import Odd, Scan
from inzage.formats.filesystems.scan.columns import CODES, FOLDER, TOP, Columns, Kinds
from inzage.formats.filesystems.scan.pieces import Bytes, Numbers, batches, spread, text_of

_ENTRY = 32
_END, _FILE, _STREAM, _NAME = 0x00, 0x85, 0xC0, 0xC1
_BITMAP = 0x81
_DIRECTORY, _ALLOCATED, _IN_ONE_PIECE = 0x10, 0x01, 0x02
_FURTHER, _NAMES_MOST = 2, 17
_SIGNS = 15
_SIZE_MOST = 1 << 62
_BATCH = 8 * 1024 * 1024
_PLAIN = CODES[EntryKind.FILE]


class ExFatReader(Protocol):
    """What a scan needs of the walk's reader."""

    @property
    def clusters(self) -> Clusters:
        """The clusters of the volume."""
        ...


def scan(reader: ExFatReader) -> Scan:
    """All names of a volume; raises one of ``FAULTS_OF_SCANS``."""
    clusters = reader.clusters
    if not clusters.boot_is_sound:
        raise Odd
    columns = Columns(_when)
    level = [(TOP, Stream(Chain(clusters.root, one_piece=False), FOLDER_MOST, FOLDER_MOST))]
    entered = {clusters.root}
    for _ in range(MAX_DEPTH):
        below: list[tuple[int, Stream]] = []
        for batch in batches(np.array([min(one.size, _BATCH) for _, one in level]), _BATCH):
            below += _listed(clusters, columns, level[batch])
        columns.level()
        level = [(row, stream) for row, stream in below if stream.size]
        firsts = {stream.chain.first for _, stream in level}
        if len(firsts) != len(level) or firsts & entered:
            raise Odd
        entered |= firsts
        if any(stream.chain.first in entered for _, stream in below if not stream.size):
            raise Odd
        if not level:
            return columns.done()
    raise Odd


def _listed(clusters: Clusters, columns: Columns, level: Sequence[tuple[int, Stream]]) -> list[tuple[int, Stream]]:
    """Give the entries of some folders to the columns; row and stream of the folders among them."""
    contents, places, owners = [], [], []
    for which, (row, stream) in enumerate(level):
        content, place = _content(clusters, stream)
        if row == TOP and _BITMAP not in content[::_ENTRY]:
            raise Odd
        contents.append(content)
        places.append(place)
        owners.append(np.full(len(place), which, np.int64))
    entries = np.frombuffer(b"".join(contents), np.uint8).reshape(-1, _ENTRY)
    owner, place = np.concatenate(owners), np.concatenate(places)
    first = _sets(entries, owner)
    names = _names(entries, first)
    streams = entries[first + 1]
    allocated = streams[:, 1] & _ALLOCATED != 0
    told = _number(streams, 24, 8)
    sizes = np.where(allocated, np.where((told < 0) | (told > _SIZE_MOST), _SIZE_MOST, told), 0)
    is_folder = entries[first, 4] & _DIRECTORY != 0
    kinds: Kinds = np.where(is_folder, FOLDER, _PLAIN).astype(np.uint8)
    times = _number(entries[first], 12, 4) | entries[first, 21].astype(np.int64) << 32
    times |= entries[first, 23].astype(np.int64) << 40
    one_piece = np.array([one.chain.one_piece for _, one in level])
    wheres = place[first] // _ENTRY * 2 + one_piece[owner[first]]
    rows = np.array([row for row, _ in level])
    made = columns.add(
        rows[owner[first]], names, kinds=kinds, sizes=np.where(is_folder, 0, sizes), times=times, wheres=wheres
    )
    found = []
    begins, valid = _number(streams, 20, 4), _number(streams, 8, 8)
    for at in np.flatnonzero(is_folder).tolist():
        chain = Chain(int(begins[at]), one_piece=bool(streams[at, 1] & _IN_ONE_PIECE))
        found.append((int(made[at]), Stream(chain, int(sizes[at]), int(valid[at]))))
    return found


def _content(clusters: Clusters, folder: Stream) -> tuple[bytes, Numbers]:
    """A folder's bytes, and where each entry of it lies on the volume."""
    size = min(folder.size, FOLDER_MOST)
    runs = list(clusters.runs(folder.chain, size, strict=size < FOLDER_MOST))
    content = b"".join(clusters.at(place, length) for place, length in runs)
    if any(length % _ENTRY for _, length in runs):
        raise Odd
    told = np.array(runs, np.int64).reshape(-1, 2)
    return content, spread(told[:, 0] // _ENTRY, told[:, 1] // _ENTRY) * _ENTRY


def _sets(entries: Bytes, owner: Numbers) -> Numbers:
    """Where each file's entries begin; ``Odd`` where one belongs to no file, or stands behind its folder's end."""
    kinds = entries[:, 0]
    ends = np.flatnonzero(kinds == _END)
    reach = np.searchsorted(owner, np.arange(int(owner[-1]) + 1 if len(owner) else 0), side="right")
    first = np.flatnonzero(np.diff(owner[ends], prepend=-1))
    reach[owner[ends[first]]] = ends[first]
    live = np.arange(len(entries)) < reach[owner]
    files = np.flatnonzero(kinds == _FILE)
    if not live[files].all():
        raise Odd
    further = entries[files, 1].astype(np.int64)
    if (
        (further < _FURTHER).any()
        or (further > _NAMES_MOST + 1).any()
        or (files + further >= reach[owner[files]]).any()
    ):
        raise Odd
    if (np.diff(files) <= further[:-1]).any():
        raise Odd
    inside = spread(files + 1, further)
    claimed = np.zeros(len(entries), np.bool_)
    claimed[inside] = True
    if (live & ~claimed & ((kinds == _STREAM) | (kinds == _NAME))).any() or (kinds[files + 1] != _STREAM).any():
        raise Odd
    for count in np.flatnonzero(np.bincount(further)).tolist():
        _prove(entries, files[further == count], count)
    return files


def _prove(entries: Bytes, files: Numbers, further: int) -> None:
    """``Odd`` where the checksum of a file's entries does not hold."""
    rows = entries[files[:, None] + np.arange(further + 1)].reshape(len(files), -1)
    made = np.zeros(len(files), np.uint16)
    columns = np.ascontiguousarray(rows.T).astype(np.uint16)
    for at in range(len(columns)):
        if at not in (2, 3):
            made = (made >> 1 | made << 15) + columns[at]
    if (made != _number(rows, 2, 2)).any():
        raise Odd


def _names(entries: Bytes, files: Numbers) -> bytes:
    """The names of files, a slash between each two."""
    further, signs = entries[files, 1].astype(np.int64), entries[files + 1, 3].astype(np.int64)
    pieces = -(-signs // _SIGNS)
    if not signs.all() or (pieces > further - 1).any():
        raise Odd
    named = spread(files + 2, pieces)
    if (entries[named, 0] != _NAME).any():
        raise Odd
    words = np.ascontiguousarray(entries[named, 2:]).reshape(-1).view("<u2")
    starts = (np.cumsum(pieces) - pieces) * _SIGNS
    text = text_of(words, starts, signs).decode("utf-16-le")
    if any(name in (".", "..") for name in text.split("/")):
        raise Odd
    return text.encode()


def _when(told: int) -> int | None:
    return moment(told & 0xFFFFFFFF, told >> 32 & 0xFF, told >> 40 & 0xFF)


def _number(rows: Bytes, at: int, size: int) -> Numbers:
    """A number that stands in the same place of each row."""
    made: npt.NDArray[np.int64] = np.ascontiguousarray(rows[:, at : at + size]).view(f"<u{size}")[:, 0].astype(np.int64)
    return made
