"""ext4 (and ext2, ext3) in columns: the tables of inodes group by group, folders level by level.

What ``ext_folder`` asks of a folder is asked here of all folders of a level together: blocks
filled by one chain of entries, the first two the folder itself and the one above, each entry
of the kind that its inode is, and checksums that hold.

References: https://docs.kernel.org/filesystems/ext4/ ("Block Group Descriptors", "Index Nodes", "Extent Tree",
"Directory Entries", "Checksums").
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks
from inzage.formats.filesystems import MAX_DEPTH, FsEntry
from inzage.formats.filesystems.ext_sums import Sums
from inzage.formats.filesystems.scan import Odd, Scan
from inzage.formats.filesystems.scan.columns import CODES, FOLDER, TOP, Columns, Kinds
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
from inzage.formats.filesystems.scan.sums import continued_rows

_ROOT = 2
_FILETYPE, _KNOWN = 0x0002, 0x0002 | 0x0004 | 0x0040 | 0x0080 | 0x0200 | 0x2000
"""Kinds in folders; and recovery due, extents, wide, flexible groups, a seed for checksums."""
_COUNTED = 0x0410  # groups say how much of their table was never used
_SMALL, _LARGE = 128, 1024
_BLOCK_MOST = 1 << 15
_INODES_MOST = 1 << 23
_READ = 1 << 20
_UNUSED_GROUP = 1
_EXTENTS, _EXTENT_MAGIC, _EXTENTS_HERE, _LONGEST = 0x80000, 0xF30A, 4, 1 << 15
_TAIL, _MARK = 12, np.frombuffer(b"\0\0\0\0\x0c\0\0\xde", np.uint8)
_BATCH = 2048
_OTHER = CODES[EntryKind.DEVICE]
_BY_MODE = np.full(16, _OTHER, np.uint8)
for _mode, _kind in ((0o04, EntryKind.DIRECTORY), (0o10, EntryKind.FILE), (0o12, EntryKind.LINK),
                     (0o01, EntryKind.PIPE), (0o14, EntryKind.SOCKET)):  # fmt: skip
    _BY_MODE[_mode] = CODES[_kind]
_NO_KIND = 255
_IS_FOLDER, _IS_FILE = 0o04, 0o10
_FLAGS = 0x80000 | 0x1000  # extents, an index
_FAR = 2  # behind the year 2242 the library's nanoseconds run over
_DIRECT = 12
_SECOND = 1_000_000_000
_HEAD = 8
_ITSELF, _PARENT = 1, 2  # bytes in . and in ..
_BY_TYPE = np.full(256, _NO_KIND, np.uint8)
_BY_TYPE[1:8] = [CODES[kind] for kind in (EntryKind.FILE, EntryKind.DIRECTORY, EntryKind.DEVICE, EntryKind.DEVICE,
                                          EntryKind.PIPE, EntryKind.SOCKET, EntryKind.LINK)]  # fmt: skip


class ExtReader(Protocol):
    """What a scan needs of the walk's reader."""

    @property
    def blocks(self) -> Blocks:
        """The volume."""
        ...

    @property
    def needed(self) -> int:
        """The features without which it cannot be read."""
        ...

    @property
    def sums(self) -> Sums:
        """Its checksums."""
        ...

    def asked(self, where: int) -> FsEntry:
        """All but the path of an inode, as the library knows it."""
        ...

    def stretches(self, where: int) -> Sequence[tuple[int, int]]:
        """(place, bytes) of an inode's content, as the library knows them."""
        ...


def scan(reader: ExtReader) -> Scan:
    """All names of a volume; raises one of ``FAULTS_OF_SCANS``."""
    if reader.needed & ~_KNOWN or not reader.needed & _FILETYPE or reader.sums.block > _BLOCK_MOST:
        raise Odd
    inodes = _Inodes(reader.blocks, reader.sums)
    columns = Columns(lambda time: time)
    folders, above, rows = np.array([_ROOT]), np.array([_ROOT]), np.array([TOP])
    left = reader.blocks.size // reader.sums.block
    for _ in range(MAX_DEPTH):
        inodes.enter(folders)
        found: list[tuple[Numbers, Numbers, Numbers]] = []
        extents = _extents(reader, inodes, folders)
        left -= int(extents.count.sum())
        if left < 0:  # blocks that lie in more than one folder
            raise Odd
        for batch in batches(extents.per_folder, _BATCH):
            entries = _entries(reader, extents.of(batch), folders[batch], above[batch], inodes)
            inode, folder, row = _add(reader, columns, inodes, entries, rows[batch])
            found.append((inode, folders[batch][folder], row))
        columns.level()
        folders, above, rows = (np.concatenate(one) for one in zip(*found, strict=True))
        if not len(folders):
            return columns.done()
    raise Odd


class _Inodes:
    """Of every inode in use: kind, size, last change; of folders also where their blocks lie. Kept by number."""

    def __init__(self, blocks: Blocks, sums: Sums) -> None:
        self._sums = sums
        self._blocks = blocks.size // sums.block
        self._per_group = max(1, sums.per_group)
        groups = -(-sums.inodes // self._per_group)
        described = exactly(blocks, sums.table, groups * sums.described).reshape(groups, sums.described)
        self._used = self._in_use(blocks, described)
        self._base = np.cumsum(self._used) - self._used
        total = int(self._used.sum())
        if total > _INODES_MOST or not _SMALL <= sums.inode <= _LARGE:
            raise Odd
        self.modes = np.zeros(total, np.uint16)
        self.sizes, self.times = np.zeros(total, np.int64), np.zeros(total, np.int64)
        self._entered, self.doubtful = np.zeros(total, np.bool_), np.zeros(total, np.bool_)
        gathered: list[tuple[Numbers, Bytes, Numbers]] = []
        tables = self._wide(described, 8, 0x28)
        for group in np.flatnonzero(self._used).tolist():
            self._read(blocks, group, int(tables[group]) * sums.block, gathered)
        self._folders = np.concatenate([one[0] for one in gathered] or [np.empty(0, np.int64)])
        self._ways = np.concatenate([one[1] for one in gathered] or [np.empty((0, 60), np.uint8)])
        self._begins = np.concatenate([one[2] for one in gathered] or [np.empty(0, np.int64)])

    def _in_use(self, blocks: Blocks, described: Bytes) -> Numbers:
        """How many inodes of each group were ever used."""
        used = np.full(len(described), self._per_group, np.int64)
        if int.from_bytes(blocks.read_at(1024 + 0x64, 4), "little") & _COUNTED:
            never = self._wide(described, 0x1C, 0x32, 2)
            used -= np.minimum(never, self._per_group)
            used[described[:, 0x12] & _UNUSED_GROUP != 0] = 0
        used[-1] = min(int(used[-1]), self._sums.inodes - (len(described) - 1) * self._per_group)
        return used

    def _wide(self, described: Bytes, low: int, high: int, size: int = 4) -> Numbers:
        made = _number(described, low, size)
        return made | _number(described, high, size) << 8 * size if described.shape[1] > high else made

    def _read(self, blocks: Blocks, group: int, table: int, gathered: list[tuple[Numbers, Bytes, Numbers]]) -> None:
        size = self._sums.inode
        first, left = group * self._per_group + 1, int(self._used[group])
        base = int(self._base[group])
        step = _READ // size
        for at in range(0, left, step):
            count = min(step, left - at)
            rows = exactly(blocks, table + at * size, count * size).reshape(count, size)
            span = slice(base + at, base + at + count)
            self.modes[span] = _number(rows, 0, 2)
            self.sizes[span] = _number(rows, 4) | _number(rows, 0x6C) << 32
            self.times[span] = _times(rows)
            self.doubtful[span] = _doubtful(rows, _number(rows, 0, 2) >> 12, self._blocks)
            which = np.flatnonzero(self.modes[span] >> 12 == _IS_FOLDER)
            told = rows[which]
            flags = np.where(_number(told, 0x20) & _EXTENTS, 1, 0)
            begins = self._proven(told, which + first + at)
            gathered.append((which + first + at, told[:, 0x28:0x64].copy(), begins * 2 + flags))

    def _proven(self, rows: Bytes, numbers: Numbers) -> Numbers:
        """What begins the checksums of each folder's blocks; -1 where its inode's own does not hold."""
        if self._sums.seed is None:
            return np.zeros(len(rows), np.int64)
        bare = rows.copy()
        high = np.zeros(len(rows), np.bool_)
        if rows.shape[1] > _SMALL:
            high = _number(rows, 0x80, 2) >= 0x84 - _SMALL
            bare[high, 0x82:0x84] = 0
        bare[:, 0x7C:0x7E] = 0
        told = _number(rows, 0x7C, 2) | np.where(high, _number(rows, 0x82, 2) << 16 if high.any() else 0, 0)
        seed = np.full(len(rows), self._sums.seed, np.uint32)
        named = np.concatenate([numbers.astype("<u4").view(np.uint8).reshape(-1, 4), rows[:, 0x64:0x68]], axis=1)
        begins = continued_rows(seed, named)
        made = continued_rows(begins, bare).astype(np.int64)
        holds = np.where(high, made, made & 0xFFFF) == told
        return np.where(holds, begins.astype(np.int64), -1)

    def at(self, numbers: Numbers) -> Numbers:
        """Where in the columns these inodes stand; ``Odd`` where one was never used."""
        groups, places = np.divmod(numbers - 1, self._per_group)
        if len(numbers) and (numbers.min() < 1 or numbers.max() > self._sums.inodes):
            raise Odd
        if (places >= self._used[groups]).any():
            raise Odd
        return self._base[groups] + places

    def enter(self, folders: Numbers) -> None:
        """These folders are gone into; ``Odd`` where one was before."""
        places = self.at(folders)
        if self._entered[places].any() or repeats(places):
            raise Odd
        self._entered[places] = True

    def way(self, folders: Numbers) -> tuple[Bytes, Numbers, Mask]:
        """Of each folder: the sixty bytes that lead to its blocks, what begins their checksums, are they extents?"""
        places = np.searchsorted(self._folders, folders)
        if (places >= len(self._folders)).any() or (self._folders[places] != folders).any():
            raise Odd
        told = self._begins[places]
        if (told < 0).any():
            raise Odd
        return self._ways[places], told >> 1, (told & 1).astype(np.bool_)


@dataclass
class _Extents:
    """Where folders' blocks lie: (folder's place in the level, first block, how many), folder by folder, in order."""

    folder: Numbers
    first: Numbers
    count: Numbers
    begins: Numbers
    per_folder: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self.per_folder = np.bincount(self.folder, weights=self.count, minlength=len(self.begins)).astype(np.int64)

    def of(self, batch: slice) -> "_Extents":
        """Those of some folders, numbered from 0."""
        span = slice(*np.searchsorted(self.folder, (batch.start, batch.stop)).tolist())
        return _Extents(self.folder[span] - batch.start, self.first[span], self.count[span], self.begins[batch])


def _extents(reader: ExtReader, inodes: _Inodes, folders: Numbers) -> _Extents:
    ways, begins, has_extents = inodes.way(folders)
    head = ways.view("<u2").astype(np.int64)
    simple = has_extents & (head[:, 0] == _EXTENT_MAGIC) & (head[:, 1] <= _EXTENTS_HERE) & (head[:, 3] == 0)
    found: list[Numbers] = []
    reached = np.zeros(len(folders), np.int64)
    for which in range(_EXTENTS_HERE):
        here = np.flatnonzero(simple & (head[:, 1] > which))
        at = 6 + 6 * which
        begin, length = head[here, at] | head[here, at + 1] << 16, head[here, at + 2]
        first = head[here, at + 4] | head[here, at + 5] << 16 | head[here, at + 3] << 32
        if (begin != reached[here]).any() or (length > _LONGEST).any():
            raise Odd
        reached[here] += length
        found.append(np.stack([here, first, length]))
    if (reached * reader.sums.block != inodes.sizes[inodes.at(folders)])[simple].any():
        raise Odd
    for at in np.flatnonzero(~simple).tolist():
        told = [(place // reader.sums.block, size // reader.sums.block) for place, size in
                reader.stretches(int(folders[at]))]  # fmt: skip
        found.append(np.array([(at, *one) for one in told], np.int64).reshape(-1, 3).T)
    joined = np.concatenate(found, axis=1)
    folder, first, count = joined[:, np.argsort(joined[0], kind="stable")]
    return _Extents(folder, first, count, begins)


@dataclass(frozen=True)
class _Entries:
    """What lies in some folders: whose it is (the folder's place), inode, kind, and the names."""

    folder: Numbers
    inode: Numbers
    kind: Kinds
    names: bytes


def _entries(reader: ExtReader, extents: _Extents, folders: Numbers, above: Numbers, inodes: _Inodes) -> _Entries:
    size = reader.sums.block
    numbers = spread(extents.first, extents.count)
    owner = np.repeat(extents.folder, extents.count)
    blocks = rows_at(reader.blocks, numbers * size, size)
    if reader.sums.seed is not None:
        _prove(blocks, extents.begins[owner])
    block, at = _chains(blocks)
    flat = blocks.reshape(-1)
    words = flat.view("<u4")
    place = block * size + at
    inode = words[place // 4].astype(np.int64)
    length, kind = flat[place + 6].astype(np.int64), _BY_TYPE[flat[place + 7]]
    folder = owner[block]
    own = _dots(flat, place, length, inode, folder, folders, above)
    own |= length == 0  # belongs to nobody, or ``text_of`` refuses it
    kept = ~own
    names = text_of(flat, place[kept] + 8, length[kept])
    if any(name in (b".", b"..") for name in _short(names)):
        raise Odd
    made = _Entries(folder[kept], inode[kept], kind[kept], names)
    if (_BY_MODE[inodes.modes[inodes.at(made.inode)] >> 12] != made.kind).any():
        raise Odd
    return made


def _short(names: bytes) -> Sequence[bytes]:
    """The names that may be dots alone."""
    return names.split(b"/") if b"/./" in b"/%s/" % names or b"/../" in b"/%s/" % names else ()


def _dots(  # noqa: PLR0917  (columns of one table)
    flat: Bytes, place: Numbers, length: Numbers, inode: Numbers, folder: Numbers, folders: Numbers, above: Numbers
) -> Mask:
    """Which entries are the first two of each folder; ``Odd`` where those are not itself and the one above."""
    first = np.searchsorted(folder, np.arange(len(folders)))
    if len(place) < 2 * len(folders) or (first + 1 >= len(place)).any():
        raise Odd
    second = first + 1
    sound = (
        (folder[first] == np.arange(len(folders))) & (folder[second] == folder[first])
        & (length[first] == _ITSELF) & (flat[place[first] + 8] == ord(".")) & (inode[first] == folders)
        & (length[second] == _PARENT) & (flat[place[second] + 8] == ord(".")) & (flat[place[second] + 9] == ord("."))
        & ((inode[second] == above) | (folders == _ROOT))
    )  # fmt: skip
    if not sound.all():
        raise Odd
    made = np.zeros(len(place), np.bool_)
    made[first] = made[second] = True
    return made


def _chains(blocks: Bytes) -> tuple[Numbers, Numbers]:
    """(block, place in it) of every entry in use, in order; ``Odd`` where entries do not fill a block.

    The first of a block that was deleted has no inode any more and, by Linux before 5.13, its name still.
    """
    size = blocks.shape[1]
    words = blocks.reshape(-1).view("<u4")
    which, at = np.arange(len(blocks)), np.zeros(len(blocks), np.int64)
    found_blocks, found_places = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    while len(which):
        index = (which * size + at) // 4
        inode, told = words[index], words[index + 1].astype(np.int64)
        length, name = told & 0xFFFF, told >> 16 & 0xFF
        used = inode != 0
        if ((length < _HEAD) | (length % 4 != 0) | (at + length > size) | (name > length - _HEAD)).any():
            raise Odd
        found_blocks.append(which[used])
        found_places.append(at[used])
        at = at + length
        more = at < size
        which, at = which[more], at[more]
    block, place = np.concatenate(found_blocks), np.concatenate(found_places)
    order = np.argsort(block * size + place)
    return block[order], place[order]


def _prove(blocks: Bytes, begins: Numbers) -> None:
    """``Odd`` where the checksum at the end of a block does not hold; those of an index have none."""
    size = blocks.shape[1]
    which = np.flatnonzero((blocks[:, size - _TAIL : size - 4] == _MARK).all(axis=1))
    if not len(which):
        return
    made = continued_rows(begins[which].astype(np.uint32), blocks[which, : size - _TAIL])
    if (made != np.ascontiguousarray(blocks[which, size - 4 :]).view("<u4")[:, 0]).any():
        raise Odd


def _add(
    reader: ExtReader, columns: Columns, inodes: _Inodes, entries: _Entries, rows: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Give a batch's entries to the columns; inode, whose it is and row of the folders among them."""
    places = inodes.at(entries.inode)
    sizes = np.where(entries.kind == CODES[EntryKind.FILE], inodes.sizes[places], 0)
    times = inodes.times[places].copy()
    for at in np.flatnonzero(inodes.doubtful[places]).tolist():
        asked = reader.asked(int(entries.inode[at]))
        if CODES[asked.kind] != entries.kind[at] or asked.reason is not None or asked.modified is None:
            raise Odd
        sizes[at], times[at] = asked.size, asked.modified
    made = columns.add(
        rows[entries.folder], entries.names, kinds=entries.kind, sizes=sizes, times=times, wheres=entries.inode
    )
    below = np.flatnonzero(entries.kind == FOLDER)
    return entries.inode[below], entries.folder[below], made[below]


def _number(rows: Bytes, at: int, size: int = 4) -> Numbers:
    """A number that stands in the same place of each row."""
    made: npt.NDArray[np.int64] = np.ascontiguousarray(rows[:, at : at + size]).view(f"<u{size}")[:, 0].astype(np.int64)
    return made


def _times(rows: Bytes) -> Numbers:
    """Seconds since 1970 of each inode's last change: 32 bits with a sign, and two more where the inode has them."""
    times = (_number(rows, 0x10) ^ 1 << 31) - (1 << 31)
    if rows.shape[1] <= _SMALL:
        return times
    wide = _number(rows, 0x80, 2) >= 0x8C - _SMALL
    return np.where(wide, times + ((_number(rows, 0x88) & 3) << 32), times)


def _doubtful(rows: Bytes, kinds: Numbers, blocks: int) -> Mask:
    """Of which inodes the library must be asked: it refuses those that lead to no blocks that can be."""
    extra = _number(rows, 0x80, 2) if rows.shape[1] > _SMALL else np.zeros(len(rows), np.int64)
    flags = _number(rows, 0x20)
    doubt: Mask = (flags & ~_FLAGS != 0) | (extra % 4 != 0) | (extra > rows.shape[1] - _SMALL)
    doubt |= ((kinds != _IS_FOLDER) & (kinds != _IS_FILE)) | (_number(rows, 0x6C) != 0)
    if rows.shape[1] > _SMALL:
        for at in (0x84, 0x88, 0x8C, 0x94):  # parts of a second, and centuries
            told = _number(rows, at)
            doubt |= (extra > at - _SMALL) & ((told >> 2 >= _SECOND) | (told & 3 >= _FAR))
    way = np.ascontiguousarray(rows[:, 0x28:0x64])
    extents = flags & _EXTENTS != 0
    mapped = way.view("<u4")
    lost = (mapped[:, :_DIRECT] >= blocks).any(axis=1) | (mapped[:, _DIRECT:] != 0).any(axis=1)
    return doubt | np.where(extents, _lost(way.view("<u2").astype(np.int64), blocks), lost)


def _lost(ways: Numbers, blocks: int) -> Mask:
    """Which of these are no extents within the inode itself, one behind the other, within the volume."""
    lost: Mask = (ways[:, 0] != _EXTENT_MAGIC) | (ways[:, 1] > _EXTENTS_HERE) | (ways[:, 3] != 0)
    lost |= ways[:, 2] != _EXTENTS_HERE
    reached = np.zeros(len(ways), np.int64)
    for which in range(_EXTENTS_HERE):
        at, here = 6 + 6 * which, ways[:, 1] > which
        begin, length = ways[:, at] | ways[:, at + 1] << 16, ways[:, at + 2]
        length = np.where(length > _LONGEST, length - _LONGEST, length)  # those that were not written yet
        first = ways[:, at + 4] | ways[:, at + 5] << 16 | ways[:, at + 3] << 32
        lost |= here & ((begin < reached) | (length == 0) | (first + length > blocks) | (first == 0))
        reached = np.where(here, begin + length, reached)
    return lost
