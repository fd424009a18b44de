"""A file system's names as columns, and out of them the entries that somebody looks for, in the walk's order.

Rows come folder by folder, level by level, so that each stands behind the folder it lies in. What a row
costs is its name and 34 bytes; a path is made for those alone that are looked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from inzage.artefact import EntryKind
from inzage.formats.filesystems import FsEntry
from inzage.formats.filesystems.scan import Odd, Scan, Sieve
from inzage.formats.filesystems.scan.pieces import SLASH, Mask, Numbers
from inzage.result import Reason

KINDS = tuple(EntryKind)
CODES = {kind: code for code, kind in enumerate(KINDS)}
FOLDER = CODES[EntryKind.DIRECTORY]
TOP = -1
"""Above the first level lies no row."""

Kinds = npt.NDArray[np.uint8]
_Rows = npt.NDArray[np.int32]
_Kind = TypeVar("_Kind", bound=np.generic)


class Columns:
    """Gathers rows; ``done`` orders them. ``when``: seconds since 1970, of a time as the file system keeps it."""

    def __init__(self, when: Callable[[int], int | None]) -> None:
        self._when = when
        self._above: list[_Rows] = []
        self._kinds: list[Kinds] = []
        self._numbers: list[npt.NDArray[np.int64]] = []
        self._lengths: list[_Rows] = []
        self._names: list[tuple[int, bytes]] = []
        self._folders: dict[int, str] = {}
        self._reasons: dict[int, Reason] = {}
        self._levels = [0]
        self._folder_lengths: dict[int, int] = {TOP: -1}
        self.count = 0

    def add(
        self, above: Numbers, names: bytes, *, kinds: Kinds, sizes: Numbers, times: Numbers, wheres: Numbers
    ) -> Numbers:
        """Rows that follow each other; their numbers. ``names``: as bytes, which should be UTF-8, slashes between."""
        if not len(above):
            return np.empty(0, np.int64)
        rows = np.arange(self.count, self.count + len(above))
        own = np.diff(np.flatnonzero(np.frombuffer(b"/%s/" % names, np.uint8) == SLASH)) - 1
        if len(own) != len(above):
            raise Odd
        self._above.append(above.astype(np.int32))
        self._kinds.append(kinds.astype(np.uint8))
        self._numbers.append(np.stack([sizes, times, wheres]))
        self._names.append((self.count, names))
        self._note(rows, above, kinds, own, names)
        self.count += len(rows)
        return rows

    def _note(self, rows: Numbers, above: Numbers, kinds: Kinds, own: Numbers, names: bytes) -> None:
        """Keep the names of folders, by which paths are made, and how long each path is."""
        first = np.flatnonzero(np.diff(above, prepend=above[0] - 1))
        parents = np.array([self._folder_lengths[row] for row in above[first].tolist()], np.int64)
        lengths = np.repeat(parents, np.diff(np.append(first, len(above)))) + 1 + own
        self._lengths.append(lengths.astype(np.int32))
        told = names.split(b"/")
        for at in np.flatnonzero(kinds == FOLDER).tolist():
            row = int(rows[at])
            self._folders[row] = told[at].decode("utf-8", "surrogateescape")
            self._folder_lengths[row] = int(lengths[at])

    def why_not(self, row: int, reason: Reason) -> None:
        """This row's bytes cannot be had."""
        self._reasons[row] = reason

    def level(self) -> None:
        """All rows of one depth were added."""
        self._levels.append(self.count)

    def done(self) -> Scan:
        """The rows in the walk's order."""
        places = _places(above := _joined(self._above, np.int32), self._levels)
        return ScanOfColumns(
            above,
            _joined(self._kinds, np.uint8),
            np.concatenate([np.empty((3, 0), np.int64), *self._numbers], axis=1),
            places=places,
            lengths=_joined(self._lengths, np.int32),
            names=self._names,
            folders=self._folders,
            reasons=self._reasons,
            when=self._when,
        )


class ScanOfColumns:
    """All names of a file system. ``lengths``: bytes of each path; ``names``: by the number of the first row."""

    def __init__(
        self,
        above: _Rows,
        kinds: Kinds,
        numbers: npt.NDArray[np.int64],
        *,
        places: _Rows,
        lengths: _Rows,
        names: Sequence[tuple[int, bytes]],
        folders: Mapping[int, str],
        reasons: Mapping[int, Reason],
        when: Callable[[int], int | None],
    ) -> None:
        self._above, self._kinds, self._numbers, self._places, self._lengths = above, kinds, numbers, places, lengths
        self._names, self._folders, self._reasons, self._when = names, folders, reasons, when

    @property
    def entries(self) -> int:
        """How many names there are."""
        return len(self._above)

    def first_reason(self, most: int, longest: int) -> Reason | None:
        """Why the first entry, among the first ``most``, whose bytes cannot be had is so; paths may be ``longest``."""
        told = {int(self._places[row]): reason for row, reason in self._reasons.items()}
        for place in self._places[self._lengths > longest].tolist():
            told[place] = Reason.NAME_TOO_LONG
        first = min(told, default=most)
        return told[first] if first < most else None

    def all(self) -> Iterator[FsEntry]:
        """Every entry, in the walk's order."""
        return self._told(np.ones(self.entries, np.bool_))

    def some(self, sieve: Sieve, most: int) -> Iterator[FsEntry]:
        """Those among the first ``most`` that the sieve lets pass, in the walk's order."""
        picked = np.zeros(self.entries, np.bool_)
        for first, names in self._names:
            lowered = names.decode("utf-8", "surrogateescape").lower().split("/")
            for at in sieve.passed(lowered):
                picked[first + at] = True
        whole = np.zeros(self.entries + 1, np.bool_)  # one more, at which the top's rows look
        whole[[row for row, name in self._folders.items() if name.lower() in sieve.folders]] = True
        picked |= whole[self._above]
        return self._told(picked & (self._places < most))

    def _told(self, picked: Mask) -> Iterator[FsEntry]:
        names = self._names_of(picked)
        rows = np.flatnonzero(picked)
        rows = rows[np.argsort(self._places[rows])]
        paths = {TOP: ""}
        for row in rows.tolist():
            size, time, where = self._numbers[:, row].tolist()
            path = self._way(int(self._above[row]), paths) + names[row]
            yield FsEntry(path, size, self._when(time), KINDS[self._kinds[row]], where, self._reasons.get(row))

    def _names_of(self, picked: Mask) -> Mapping[int, str]:
        made: dict[int, str] = {}
        for first, names in self._names:
            told = np.flatnonzero(picked[first : first + names.count(b"/") + 1]).tolist()
            if told:
                split = names.decode("utf-8", "surrogateescape").split("/")
                made.update((first + at, split[at]) for at in told)
        return made

    def _way(self, folder: int, paths: dict[int, str]) -> str:
        """The folder's path with a slash behind it; '' at the top."""
        way: list[int] = []
        while folder not in paths:
            way.append(folder)
            folder = int(self._above[folder])
        path = paths[folder]
        for row in reversed(way):
            path = paths[row] = f"{path}{self._folders[row]}/"
        return path


def _places(above: _Rows, levels: Sequence[int]) -> _Rows:
    """Where each row comes when every folder is followed by all that lies in it."""
    sizes = np.ones(len(above), np.int64)
    spans = [slice(begin, end) for begin, end in pairwise(levels) if end > begin]
    for span in reversed(spans[1:]):
        np.add.at(sizes, above[span], sizes[span])
    places = np.zeros(len(above), np.int64)
    for span in spans:
        before = np.cumsum(sizes[span]) - sizes[span]
        first = np.flatnonzero(np.diff(above[span], prepend=above[span][0] - 1))
        counts = np.diff(np.append(first, len(before)))
        top = np.where(above[span] < 0, -1, places[above[span]])
        places[span] = top + 1 + before - np.repeat(before[first], counts)
    return places.astype(np.int32)


def _joined(pieces: Sequence[npt.NDArray[_Kind]], kind: type[_Kind]) -> npt.NDArray[_Kind]:
    return np.concatenate([np.empty(0, kind), *pieces])
