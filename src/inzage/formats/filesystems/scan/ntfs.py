"""NTFS in columns: the file table in large pieces, folders' indexes level by level.

A name is where a folder's index says it is, as in the walk; what it names is looked up in the columns of
the file table. What takes more than a record of its own to know (a list of attributes, a link, a file
that Windows keeps encrypted) is asked of the library, record by record.

References: libfsntfs, "New Technologies File System (NTFS)" (file entry, index root, index node, runs).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks
from inzage.formats.filesystems import MAX_DEPTH, FsEntry
from inzage.formats.filesystems.scan import Odd, Scan
from inzage.formats.filesystems.scan.columns import CODES, FOLDER, TOP, Columns
from inzage.formats.filesystems.scan.ntfs_records import (
    ASK,
    ASKED_FLAGS,
    DATED,
    HAS_NAMES,
    USED,
    mended,
    number,
    pair,
    records,
)
from inzage.formats.filesystems.scan.pieces import (
    Bytes,
    Mask,
    Numbers,
    batches,
    exactly,
    repeats,
    rows_at,
    spread,
    text_of,
)
from inzage.formats.filesystems.walked import from_filetime
from inzage.result import Reason

_ROOT = 5
_RECORD = (1 << 48) - 1
_UNSIGNED = (1 << 64) - 1
_SECTOR = 512
_READ = 1 << 22
_RECORDS_MOST = 1 << 24
_SIZES = (512, 1024, 2048, 4096, 8192, 16384, 32768, 65536)
_IN_USE = 1
_POWER = 0x80  # above it a size is told as a power of two
_DEEPEST = 64
_FOLDER_MOST = 1 << 28
_ENTRY = 16
_BELOW, _LAST = 1, 2
_OF_NAMES = 0x30
_DOS = 2
_KEY, _NAME = 16, 66
_DOT = 0x0301  # one sign, in Windows' and DOS' own names at once
_SPARE = 640  # so that a name's place may be looked at before it is known that there is one
_BATCH = 2048
_FILE = CODES[EntryKind.FILE]


class NtfsReader(Protocol):
    """What a scan needs of the walk's reader."""

    @property
    def blocks(self) -> Blocks:
        """The volume."""
        ...

    @property
    def damaged(self) -> bool:
        """Did the library read anything that is not as it was written?"""
        ...

    def table(self) -> Sequence[tuple[int, int]]:
        """(place, bytes) of the file table."""
        ...

    def listed(self, where: int) -> Sequence[FsEntry]:
        """What lies in a folder, as the library knows it; as paths the names alone."""
        ...

    def asked(self, where: int) -> FsEntry:
        """All but the path of a record, as the library knows it."""
        ...


def scan(reader: NtfsReader) -> Scan:
    """All names of a volume; raises one of ``FAULTS_OF_SCANS``."""
    listing = _Listing(reader)
    folders, rows = np.array([_ROOT]), np.array([TOP])
    for _ in range(MAX_DEPTH):
        folders, rows = listing.level(folders, rows)
        if not len(folders):
            if reader.damaged:
                raise Odd
            return listing.columns.done()
    raise Odd


def _when(told: int) -> int | None:
    return from_filetime(told & _UNSIGNED)


class _Form:
    """The sizes that the boot sector tells: of clusters, records and pieces of an index, in bytes."""

    def __init__(self, blocks: Blocks) -> None:
        boot = exactly(blocks, 0, _SECTOR)
        sector, per_cluster = int(boot[11]) | int(boot[12]) << 8, int(boot[13])
        self.cluster = sector * per_cluster if per_cluster <= _POWER else sector << 0x100 - per_cluster
        self.record, self.index = (self._size(int(boot[at])) for at in (64, 68))
        if self.record not in _SIZES or self.index not in _SIZES or not self.cluster:
            raise Odd
        self.unit = self.cluster if self.cluster <= self.index else _SECTOR

    def _size(self, told: int) -> int:
        return 1 << 0x100 - told if told > _POWER else told * self.cluster


class _Table:
    """Of every record: what it is, its number in sequence, size and last change, and where its index begins."""

    def __init__(self, reader: NtfsReader, form: _Form) -> None:
        self._form = form
        self._blocks = reader.blocks
        stretches = [one for one in reader.table() if one[1]]
        self._starts = np.array([place for place, _ in stretches], np.int64)
        counts = np.array([size // form.record for _, size in stretches], np.int64)
        if any(size % form.record for _, size in stretches) or counts.sum() > _RECORDS_MOST:
            raise Odd
        self._first = np.cumsum(counts) - counts
        self._total = total = int(counts.sum())
        self.kept, self.sequence = np.zeros(total, np.uint8), np.zeros(total, np.uint16)
        self.sizes, self.times = np.zeros(total, np.int64), np.zeros(total, np.int64)
        self._root_at, self._runs_at = np.zeros(total, np.uint16), np.zeros(total, np.uint16)
        self._entered = np.zeros(total, np.bool_)
        step = _READ // form.record
        for start, first, count in zip(self._starts.tolist(), self._first.tolist(), counts.tolist(), strict=True):
            for at in range(0, count, step):
                size = min(step, count - at)
                content = exactly(self._blocks, start + at * form.record, size * form.record)
                self._take(content.reshape(size, form.record).copy(), first + at)

    def _take(self, rows: Bytes, first: int) -> None:
        """The columns of some records that follow each other."""
        sound = mended(rows, b"FILE") & (number(rows, 22, 2) & _IN_USE != 0) & (number(rows, 32, 8) == 0)
        which = np.flatnonzero(sound)
        rows, numbers = rows if len(which) == len(rows) else rows[which], which + first
        self.sequence[numbers] = number(rows, 16, 2)
        told = records(rows, self._form.cluster)
        self.kept[numbers], self.sizes[numbers], self.times[numbers] = told.kept, told.sizes, told.times
        self._root_at[numbers], self._runs_at[numbers] = told.root_at, told.runs_at

    def enter(self, folders: Numbers) -> None:
        """These folders are gone into; ``Odd`` where one was before."""
        if self._entered[folders].any() or repeats(folders):
            raise Odd
        self._entered[folders] = True

    def named(self, references: npt.NDArray[np.uint64]) -> Numbers:
        """The records that references name; ``Odd`` where one is not in use, or in use for another file by now."""
        numbers = (references & np.uint64(_RECORD)).astype(np.int64)
        if len(numbers) and numbers.max() >= self._total:
            raise Odd
        if not (self.kept[numbers] & USED).all() or (self.sequence[numbers] != references >> np.uint64(48)).any():
            raise Odd
        return numbers

    def records(self, numbers: Numbers) -> tuple[Bytes, Numbers, Numbers]:
        """Some folders' records, mended; and where in each its index begins, and the runs of the rest of it (or 0)."""
        if (self.kept[numbers] & (USED | HAS_NAMES) != USED | HAS_NAMES).any():
            raise Odd
        stretch = np.searchsorted(self._first, numbers, side="right") - 1
        rows = rows_at(
            self._blocks,
            self._starts[stretch] + (numbers - self._first[stretch]) * self._form.record,
            self._form.record,
        )
        if not mended(rows, b"FILE").all():
            raise Odd
        return rows, self._root_at[numbers].astype(np.int64), self._runs_at[numbers].astype(np.int64)


@dataclass(frozen=True)
class _Found:
    """Entries of folders' indexes in the library's order. ``node``: the row of ``rows`` in which each stands."""

    folder: Numbers
    place: Numbers
    flat: Bytes


class _Listing:
    """Goes through the folders of a volume, level by level. ``columns``: what it found."""

    def __init__(self, reader: NtfsReader) -> None:
        self._reader = reader
        self._form = _Form(reader.blocks)
        self._table = _Table(reader, self._form)
        self._left = reader.blocks.size // self._form.index
        self.columns = Columns(_when)

    def level(self, folders: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
        """Give the columns what lies in some folders; record and row of the folders among it."""
        self._table.enter(folders)
        found: list[tuple[Numbers, Numbers]] = []
        asked = self._table.kept[folders] & ASK != 0
        for folder, row in zip(folders[asked].tolist(), rows[asked].tolist(), strict=True):
            found.append(self._asked(folder, row))
        folders, rows = folders[~asked], rows[~asked]
        for begin in range(0, len(folders), _BATCH):
            span = slice(begin, begin + _BATCH)
            found += self._some(folders[span], rows[span])
        self.columns.level()
        numbers, made = (np.concatenate(one) for one in zip(*found, strict=True))
        return numbers, made

    def _some(self, folders: Numbers, rows: Numbers) -> Iterator[tuple[Numbers, Numbers]]:
        content, roots, runs = self._table.records(folders)
        nodes = [
            _extents(content[at], int(runs[at]), self._form) if runs[at] else _NO_EXTENTS for at in range(len(runs))
        ]
        counts = np.array([len(one) for one in nodes], np.int64)
        self._left -= int(counts.sum())
        if self._left < 0:  # pieces that lie in more than one folder
            raise Odd
        for batch in batches(counts + 1, _BATCH):
            found = _entries(self._reader.blocks, self._form, content[batch], roots[batch], nodes[batch])
            yield self._add(found, folders[batch], rows[batch])

    def _add(self, found: _Found, folders: Numbers, rows: Numbers) -> tuple[Numbers, Numbers]:
        flat, key = found.flat, found.place + _KEY
        itself = (folders[found.folder] == _ROOT) & (pair(flat, key + 64) == _DOT) & (flat[key + _NAME] == ord("."))
        kept = (flat[key + 65] != _DOS) & ~itself
        folder, key = found.folder[kept], key[kept]
        numbers = self._table.named(flat.view("<u8")[found.place[kept] // 8])
        names = text_of(flat.view("<u2"), (key + _NAME) // 2, flat[key + 64].astype(np.int64)).decode("utf-16-le")
        asked = flat.view("<u4")[(key + 56) // 4] & ASKED_FLAGS != 0
        return self._put(rows[folder], names, numbers, asked)

    def _put(self, above: Numbers, names: str, numbers: Numbers, asked: Mask) -> tuple[Numbers, Numbers]:
        """Rows for these records. ``asked``: those of which the library must be asked, beside those the table knows."""
        if not {".", ".."}.isdisjoint(names.split("/")):
            raise Odd
        told, times = self._table.kept[numbers], self._table.times[numbers]
        kinds = np.where(told & HAS_NAMES, FOLDER, _FILE).astype(np.uint8)
        sizes = np.where(told & HAS_NAMES, 0, self._table.sizes[numbers])
        reasons = []
        for at in np.flatnonzero(asked | (told & (ASK | DATED) != DATED)).tolist():
            entry = self._reader.asked(int(numbers[at]))
            kinds[at], sizes[at] = CODES[entry.kind], entry.size
            if entry.modified != _when(int(times[at])):
                raise Odd
            if entry.reason is not None:
                reasons.append((at, entry.reason))
        made = self.columns.add(above, names.encode(), kinds=kinds, sizes=sizes, times=times, wheres=numbers)
        for at, reason in reasons:
            self.columns.why_not(int(made[at]), reason)
        below = np.flatnonzero(kinds == FOLDER)
        return numbers[below], made[below]

    def _asked(self, folder: int, row: int) -> tuple[Numbers, Numbers]:
        """A folder whose index takes more than one record to know: as the library lists it."""
        entries = self._reader.listed(folder)
        if any(entry.reason not in (None, Reason.ENCRYPTED) for entry in entries):
            raise Odd
        numbers = np.array([entry.where for entry in entries], np.int64)
        if len(numbers) and (numbers.max() >= len(self._table.kept) or not self._table.kept[numbers].all()):
            raise Odd
        names = "/".join(entry.path for entry in entries)
        return self._put(np.full(len(numbers), row), names, numbers, np.ones(len(numbers), np.bool_))


_NO_EXTENTS = np.empty(0, np.int64)


def _extents(record: Bytes, at: int, form: _Form) -> Numbers:
    """Where each piece of a folder's index lies, from the runs in its record."""
    content = record[at : at + int.from_bytes(record[at + 4 : at + 8].tobytes(), "little")].tobytes()
    if int.from_bytes(content[16:24], "little") or content[12:14] != b"\0\0":
        raise Odd
    size = int.from_bytes(content[48:56], "little")
    if size > _FOLDER_MOST:
        raise Odd
    places: list[int] = []
    run, cluster = int.from_bytes(content[32:34], "little"), 0
    while content[run]:
        few, much = content[run] & 15, content[run] >> 4
        count = int.from_bytes(content[run + 1 : run + 1 + few], "little")
        cluster += int.from_bytes(content[run + 1 + few : run + 1 + few + much], "little", signed=True)
        if not few or not much or cluster < 0 or count * form.cluster > size + form.cluster:
            raise Odd
        run += 1 + few + much
        places.extend(range(cluster * form.cluster, (cluster + count) * form.cluster, min(form.cluster, form.index)))
    per_piece = max(1, form.index // form.cluster)
    made = np.array(places, np.int64)[: size // min(form.cluster, form.index)].reshape(-1, per_piece)
    if size % form.index or len(made) != size // form.index:
        raise Odd
    if per_piece > 1 and (np.diff(made, axis=1) != form.cluster).any():
        raise Odd
    return made[:, 0]


def _entries(blocks: Blocks, form: _Form, records: Bytes, roots: Numbers, nodes: Sequence[Numbers]) -> _Found:
    """What lies in some folders, in order: their roots as they stand in the records, then the pieces on the volume."""
    counts = np.array([len(one) for one in nodes], np.int64)
    pieces = rows_at(blocks, np.concatenate(nodes), form.index) if counts.any() else np.empty((0, form.index), np.uint8)
    whole = mended(pieces, b"INDX") if len(pieces) else np.empty(0, np.bool_)
    numbers = spread(np.zeros(len(counts), np.int64), counts)
    whole &= number(pieces, 16, 8) == numbers * (form.index // form.unit)
    flat = np.concatenate([records.reshape(-1), pieces.reshape(-1), np.zeros(_SPARE, np.uint8)])
    base = np.arange(len(records)) * form.record
    words = flat.view("<u4")
    root = base + roots + pair(flat, base + roots + 20)
    ends = root + words[(base + roots) // 4 + 4]
    of_names = (words[root // 4] == _OF_NAMES) & (words[root // 4 + 2] == form.index) & (ends >= root + 32)
    of_names &= root + 16 + words[root // 4 + 5] == ends
    under = records.size + np.arange(len(pieces)) * form.index
    headers = np.concatenate([root + 16, under + 24])
    sound = np.concatenate([of_names, whole])
    tree = _chains(flat, headers, np.concatenate([ends, under + form.index]), sound)
    return tree.in_order(counts, form)


class _Tree:
    """Nodes of several indexes: of each its entries, in order, and which of those lead to a node below."""

    def __init__(self, flat: Bytes, node: Numbers, place: Numbers, nodes: int, sound: Mask) -> None:
        self._flat, self._place, self._sound = flat, place, sound
        self._first = np.searchsorted(node, np.arange(nodes + 1))
        flags = pair(flat, place + 12)
        self._leads, self._ends = flags & _BELOW != 0, flags & _LAST != 0
        self._plain = np.bincount(node, weights=self._leads, minlength=nodes) == 0
        which = np.flatnonzero(self._leads)
        ends = place[which] + pair(flat, place[which] + 8)
        self._below = dict(zip(which.tolist(), flat.view("<u8")[ends // 8 - 1].tolist(), strict=True))

    def in_order(self, counts: Numbers, form: _Form) -> _Found:
        """The entries of each folder in the library's order. ``counts``: how many pieces each has beside its root."""
        own = np.cumsum(counts) - counts + len(counts)
        spans: list[tuple[int, int]] = []
        ends = []
        for folder, (first, count) in enumerate(zip(own.tolist(), counts.tolist(), strict=True)):
            self._walk(folder, _Index(first, [False] * count, form), spans)
            ends.append(len(spans))
        starts, sizes = np.array(spans, np.int64).reshape(-1, 2).T
        lengths = np.add.reduceat(np.append(sizes, 0), [0, *ends[:-1]]) if spans else np.zeros(len(counts), np.int64)
        empty = np.diff([0, *ends]) == 0
        lengths[empty] = 0
        at = spread(starts, sizes)
        return _Found(np.repeat(np.arange(len(counts)), lengths), self._place[at], self._flat)

    def _walk(self, node: int, index: "_Index", spans: list[tuple[int, int]], depth: int = 0) -> None:
        begin, end = int(self._first[node]), int(self._first[node + 1])
        if not self._sound[node] or begin == end or depth > _DEEPEST:
            raise Odd
        if self._plain[node]:  # its last entry ends it and names nothing
            spans.append((begin, end - 1 - begin))
            return
        for at in range(begin, end):
            if not self._ends[at]:
                spans.append((at, 1))  # and only then what lies before it: the library's order
            if self._leads[at]:
                self._walk(index.below(self._below[at]), index, spans, depth + 1)


@dataclass(frozen=True)
class _Index:
    """One folder's pieces: the number of the first node, and which were met."""

    first: int
    met: list[bool]
    form: _Form

    def below(self, told: int) -> int:
        """The node to which an entry leads, by what stands at its end; ``Odd`` where there is none, or it was met."""
        number, rest = divmod(told * self.form.unit, self.form.index)
        if rest or number >= len(self.met) or self.met[number]:
            raise Odd
        self.met[number] = True
        return self.first + number


def _chains(flat: Bytes, headers: Numbers, ends: Numbers, sound: Mask) -> _Tree:
    """Every entry of every sound node, up to and with the last one of each; a node that is otherwise is not sound."""
    words = flat.view("<u4")
    sound = sound & (headers % 8 == 0) & (headers + 16 <= ends)
    node = np.flatnonzero(sound)
    at = headers[node] + words[headers[node] // 4].astype(np.int64)
    limit = np.minimum(headers[node] + words[headers[node] // 4 + 1].astype(np.int64), ends[node])
    nodes, places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    while len(node):
        fits = (at + 16 <= limit) & (at % 8 == 0)
        length = np.where(fits, pair(flat, np.where(fits, at + 8, 0)), 0)
        key, flags = pair(flat, np.where(fits, at + 10, 0)), pair(flat, np.where(fits, at + 12, 0))
        last = flags & _LAST != 0
        name = flat[np.where(fits & ~last, at + _KEY + 64, 0)].astype(np.int64) * 2
        fits &= (length >= _ENTRY) & (length % 8 == 0) & (at + length <= limit)
        fits &= last | ((key == _NAME + name) & (_KEY + key + np.where(flags & _BELOW, 8, 0) <= length))
        fits &= ~last | ((length >= np.where(flags & _BELOW, 24, 16)) & (at + length == limit))
        sound[node[~fits]] = False
        nodes.append(node[fits])
        places.append(at[fits])
        more = fits & ~last
        node, at, limit = node[more], (at + length)[more], limit[more]
    found, place = np.concatenate(nodes), np.concatenate(places)
    order = np.argsort(place)
    order = order[np.argsort(found[order], kind="stable")]
    return _Tree(flat, found[order], place[order], len(headers), sound)
