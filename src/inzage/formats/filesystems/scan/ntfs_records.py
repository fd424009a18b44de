"""Records of NTFS's file table, many at once: what each says of itself in its attributes.

The library refuses a record of which any attribute is not as its form says. Here such a record is only
marked as one that the library must be asked of.

References: libfsntfs, "New Technologies File System (NTFS)" (file entry, attributes, runs).
"""

from dataclasses import dataclass

import numpy as np

from inzage.formats.filesystems.scan.pieces import Bytes, Mask, Numbers

USED, HAS_NAMES, ASK, DATED = 1, 2, 4, 8
"""What is kept of a record: sound and in use, with an index of names, to be asked of the library, tells times."""

ASKED_FLAGS = 0x0400 | 0x4000
"""Links and encrypted files: the library says what they are."""

_STANDARD, _LIST, _NAME, _DATA, _ROOT_OF_INDEX, _INDEX = 0x10, 0x20, 0x30, 0x80, 0x90, 0xA0
_END = 0xFFFFFFFF
_NAMED = np.zeros(0x110, np.bool_)
_NAMED[[_DATA, _ROOT_OF_INDEX, _INDEX, 0xB0, 0x100]] = True
_KINDS = np.zeros(0x110, np.bool_)
_KINDS[[0x10, 0x30, 0x40, 0x50, 0x60, 0x70, 0x80, 0x90, 0xA0, 0xB0, 0xD0, 0xE0, 0x100]] = True
_I30 = np.frombuffer("$I30".encode("utf-16-le"), np.uint8)
_RESIDENT, _APART = 24, 64
_STANDARD_LEAST, _NAME_LEAST = 48, 66
_PACKED, _SPARSE = 0x0001, 0x8000
_SECTOR = 512
_CLUSTERS_MOST = 1 << 40
_WIDEST = 8


@dataclass(frozen=True)
class Records:
    """A row per record. ``root_at``, ``runs_at``: where in it the attributes of its index of names begin, or 0."""

    kept: Bytes
    sizes: Numbers
    times: Numbers
    root_at: Numbers
    runs_at: Numbers


def mended(rows: Bytes, mark: bytes) -> Mask:
    """Which rows bear the mark and are whole: each sector ends in the record's number, and gets its own bytes back."""
    size = rows.shape[1]
    places, counts = number(rows, 4, 2), number(rows, 6, 2)
    sound: Mask = number(rows, 0, 4) == int.from_bytes(mark, "little")
    sound &= (counts == size // _SECTOR + 1) & (places + 2 * counts <= size) & (places % 2 == 0)
    pairs = rows.view("<u2")
    for place in sorted(set(places[sound].tolist())):
        those = sound & (places == place)
        which: Mask | slice = slice(None) if those.all() else those  # nearly always all: then nothing is gathered
        for sector in range(1, size // _SECTOR + 1):
            end = sector * _SECTOR // 2 - 1
            sound[which] &= pairs[which, end] == pairs[which, place // 2]
            pairs[which, end] = pairs[which, place // 2 + sector]
    return sound


def records(rows: Bytes, cluster: int) -> Records:
    """What mended records in use say of themselves. ``cluster``: bytes."""
    return _Reading(rows, cluster).made


class _Reading:
    """Goes along the attributes of all records in step."""

    def __init__(self, rows: Bytes, cluster: int) -> None:
        count, self._size = rows.shape
        self._cluster = cluster
        self._flat = rows.reshape(-1)
        self._words, self._longs = self._flat.view("<u4"), self._flat.view("<i8")
        self._kept = np.full(count, USED, np.uint8)
        self.made = Records(self._kept, *(np.zeros(count, np.int64) for _ in range(4)))
        live, at, before = np.arange(count), number(rows, 20, 2), np.zeros(count, np.int64)
        while len(live):
            live, at, before = self._step(live, at, before)

    def _step(self, live: Numbers, at: Numbers, before: Numbers) -> tuple[Numbers, Numbers, Numbers]:
        """Take one attribute of each record; those that go on. ``before``: the kind of the last one."""
        fits = (at % 8 == 0) & (at <= self._size - 8)
        live, at, before = self._asking(fits, live, at, before)
        kind = self._words[(live * self._size + at) // 4].astype(np.int64)
        live, at, before, kind = (one[kind != _END] for one in (live, at, before, kind))
        place = live * self._size + at
        length = self._words[place // 4 + 1].astype(np.int64)
        fits = (length >= _RESIDENT) & (at + length <= self._size) & (length % 8 == 0)
        live, at, before, kind, place, length = self._asking(fits, live, at, before, kind, place, length)
        apart = self._flat[place + 8] != 0
        sound = (kind >= before) & (kind < len(_KINDS)) & _KINDS[np.minimum(kind, len(_KINDS) - 1)]
        sound &= (self._flat[place + 9] == 0) | _NAMED[np.minimum(kind, len(_NAMED) - 1)]
        flags = pair(self._flat, place + 12)
        sound &= (flags == 0) | (apart & ((flags == _PACKED) | (flags == _SPARSE)))
        sound &= np.where(apart, self._is_apart(place, length, apart), self._is_resident(place, length, kind))
        self._kept[live[~sound]] |= ASK
        self._take(live[sound], at[sound], place[sound], kind[sound], apart[sound])
        return live, at + length, kind

    def _asking(self, fits: Mask, *columns: Numbers) -> tuple[Numbers, ...]:
        """Those rows that fit; the library is asked of the others, whose records stand first."""
        if not fits.all():
            self._kept[columns[0][~fits]] |= ASK
        return tuple(column[fits] for column in columns) if not fits.all() else columns

    def _is_resident(self, place: Numbers, length: Numbers, kind: Numbers) -> Mask:
        """Does its content lie within it, and is there enough of it?"""
        size, begin = self._words[place // 4 + 4].astype(np.int64), pair(self._flat, place + 20)
        named = self._flat[place + 9].astype(np.int64) * 2
        sound: Mask = (begin >= _RESIDENT) & (begin + size <= length) & (self._flat[place + 8] == 0)
        sound &= (named == 0) | (pair(self._flat, place + 10) + named <= length)
        sound &= (kind != _STANDARD) | ((size >= _STANDARD_LEAST) & (begin % 8 == 0))
        name = np.flatnonzero(sound & (kind == _NAME))
        signs = self._flat[np.minimum(place[name] + begin[name] + 64, len(self._flat) - 1)].astype(np.int64)
        sound[name] = size[name] >= _NAME_LEAST + 2 * signs
        sound &= kind != _INDEX
        return sound

    def _is_apart(self, place: Numbers, length: Numbers, apart: Mask) -> Mask:
        """Do its runs end within it and make up what it says of itself?"""
        sound: Mask = apart & (length >= _APART) & (self._flat[place + 8] == 1)
        which = np.flatnonzero(sound)
        place, length = place[which], length[which]
        first, last, begin = self._longs[place // 8 + 2], self._longs[place // 8 + 3], pair(self._flat, place + 32)
        allocated, size, valid = (self._longs[place // 8 + at] for at in (5, 6, 7))
        named = self._flat[place + 9].astype(np.int64) * 2
        good = (first == 0) & (last >= -1) & (last < _CLUSTERS_MOST) & (begin >= _APART) & (begin < length)
        good &= (named == 0) | (pair(self._flat, place + 10) + named <= begin)
        good &= (valid >= 0) & (valid <= size) & (size <= allocated) & (allocated == (last + 1) * self._cluster)
        good[good] = self._runs(place[good] + begin[good], (place + length)[good]) == last[good] + 1
        sound[which] = good
        return sound

    def _runs(self, at: Numbers, end: Numbers) -> Numbers:
        """How many clusters the runs have that begin at these places; -1 where they do not end in time."""
        made, which, place = np.full(len(at), -1, np.int64), np.arange(len(at)), np.zeros(len(at), np.int64)
        count = np.zeros(len(at), np.int64)
        while len(which):
            told = self._flat[at].astype(np.int64)
            over = told == 0
            made[which[over]] = count[over]
            few, much = told & 15, told >> 4
            going = ~over & (few > 0) & (few < _WIDEST) & (much < _WIDEST) & (at + 1 + few + much < end)
            which, at, end, few, much, count, place = (one[going] for one in (which, at, end, few, much, count, place))
            count = count + self._little(at + 1, few)
            moved = self._little(at + 1 + few, much)
            moved -= np.where((much > 0) & (moved >> np.maximum(8 * much - 1, 0) & 1 == 1), 1 << 8 * much, 0)
            place = place + moved
            good = (place >= 0) & (place < _CLUSTERS_MOST) & (count < _CLUSTERS_MOST)
            at = at + 1 + few + much
            which, at, end, count, place = (one[good] for one in (which, at, end, count, place))
        return made

    def _little(self, at: Numbers, sizes: Numbers) -> Numbers:
        """Numbers of these sizes (below 8), the lowest byte first."""
        made = np.zeros(len(at), np.int64)
        for byte in range(int(sizes.max(initial=0))):
            here = sizes > byte
            made[here] |= self._flat[at[here] + byte].astype(np.int64) << 8 * byte
        return made

    def _take(self, live: Numbers, at: Numbers, place: Numbers, kind: Numbers, apart: Mask) -> None:
        """What sound attributes say."""
        self._standard(live, place, (kind == _STANDARD) & ~apart)
        here = (kind == _DATA) & (self._flat[place + 9] == 0)
        content = np.where(apart[here], self._longs[np.minimum(place[here] // 8 + 6, len(self._longs) - 1)],
                           self._words[place[here] // 4 + 4])  # fmt: skip
        self.made.sizes[live[here]] = content
        here = ((kind == _ROOT_OF_INDEX) & ~apart | (kind == _INDEX) & apart) & (
            self._flat[place + 9] == len(_I30) // 2
        )
        named = place[here] + pair(self._flat, place[here] + 10)
        here[here] = (self._flat[named[:, None] + np.arange(len(_I30))] == _I30).all(axis=1)
        root, runs = here & ~apart, here & apart
        self.made.root_at[live[root]] = at[root]
        self.made.runs_at[live[runs]] = at[runs]
        self._kept[live[root]] |= HAS_NAMES

    def _standard(self, live: Numbers, place: Numbers, here: Mask) -> None:
        live, place = live[here], place[here]
        begin = place + pair(self._flat, place + 20)
        self.made.times[live] = self._longs[begin // 8 + 1]
        asked = self._words[begin // 4 + 8] & ASKED_FLAGS != 0
        self._kept[live] |= DATED
        self._kept[live[asked]] |= ASK


def pair(flat: Bytes, at: Numbers) -> Numbers:
    """The numbers of two bytes at these places, which are even."""
    made: Numbers = flat.view("<u2")[at >> 1].astype(np.int64)
    return made


def number(rows: Bytes, at: int, size: int) -> Numbers:
    """A number that stands in the same place of each row."""
    made: Numbers = np.ascontiguousarray(rows[:, at : at + size]).view(f"<u{size}")[:, 0].astype(np.int64)
    return made
