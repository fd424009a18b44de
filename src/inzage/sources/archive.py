"""A zip or tar archive. Its structures are read in a locked worker only; here arrive names and bytes.

What the worker unpacks comes as bytes in its answers and is put in memory that then is
sealed: nothing is unpacked to disk, no name in the archive ever becomes a path, and
the worker can write to nothing. An archive inside the archive is a file like another.
Of a name that occurs more than once the last one counts, as with any unpacker; the
earlier ones are told as damage. Offers come in the archive's order, because a packed
tar can only be read forward. The digest is taken here, over the very bytes that the
reader gets; it rests on what the worker unpacked, and ``hashes_inside`` says so.

Identity: a digest over the archive's size and its first and last MiB.

References: artefact facts 15.1 (4); trust facts 6.4, 6.6.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from typing import Literal

from inzage.artefact import Artefact, Found
from inzage.result import Reason
from inzage.sources import Match, Patterns, Skipped, Survey, Unopenable
from inzage.sources.archive_list import ArchiveList, Index
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.descriptors import Marks, open_quietly
from inzage.sources.digest import digest
from inzage.sources.offers import SIDECARS, Offers, why_not

ArchiveKind = Literal["zip", "tar"]

_MIB = 1 << 20


class ArchiveSource:
    """An archive as a carrier. ``entries``: the most members that are listed."""

    hashes_inside = True

    def __init__(self, path: str, kind: ArchiveKind, entries: int, *, unconfined: bool = False) -> None:
        self._kind = kind
        self._name = Path(path).name
        self._file = open_quietly(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
        self._marks = Marks.of(os.fstat(self._file))
        self._entries = entries
        self._worker = ArchiveWorker(self._file, kind, unconfined=unconfined)
        self._index = Index()

    @property
    def kind(self) -> str:
        """``zip`` or ``tar``."""
        return self._kind

    @cached_property
    def identity(self) -> bytes:
        """32 bytes that stay equal for the same archive, wherever it lies."""
        size = self._marks.size
        told = hashlib.sha256(f"inzage archive {size} ".encode())
        for offset in (0, max(0, size - _MIB)):
            told.update(os.pread(self._file, _MIB, offset))
        return told.digest()

    def survey(self) -> Survey:
        """List the names once, in the worker; the list is kept."""
        return self._list.survey

    def find(self, patterns: Sequence[Patterns], closed: frozenset[int]) -> Iterator[Match | Skipped]:
        """Matches in the archive's order."""
        layout, offers = self._list.layout, Offers(patterns)
        closed = layout.shut(closed)
        if 0 in closed:
            return
        self._index = Index(tuple(glob for wanted in patterns for glob in wanted.beside))
        hits = []
        for told in self._list:
            container = layout.of(told.entry.untrusted_path.rpartition("/")[0])
            if container not in closed:
                readers = tuple(offers.match(told.entry.untrusted_path))
                self._index.note(told, offers, matched=bool(readers))
                if readers:
                    hits.append((told, readers, container))
        for told, readers, container in hits:
            yield from offers.entry(self._index.judged(told), readers, container)
        if self._list.problem is not None:
            yield from offers.hole(0, self._list.problem)

    @contextmanager
    def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
        """Unpack a match and its sidecars into sealed memory; raises ``Unopenable``."""
        with ExitStack() as stack:
            members = self._index.members(found.untrusted_path)
            held: dict[str, int] = {}
            for ending, told in sorted(members.items(), key=lambda member: member[1].where):
                reason = why_not(told.entry)
                if reason is not None:
                    raise Unopenable(reason)
                held[ending] = self._worker.fetch(told.where, told.entry.size)
                stack.callback(os.close, held[ending])
            if Marks.of(os.fstat(self._file)) != self._marks:
                raise Unopenable(Reason.CHANGED_WHILE_READ)
            yield Artefact(
                untrusted_path=found.untrusted_path,
                file=held[""],
                size=members[""].entry.size,
                modified=members[""].entry.modified,
                sidecars={ending: held[ending] for ending in SIDECARS if ending in held},
                siblings=self._index.siblings(found.untrusted_path, beside),
                sure=found.sure,
            )

    def digest(self, artefact: Artefact) -> str:
        """SHA-256 of the unpacked file's bytes, hex."""
        return digest(artefact)

    def close(self) -> None:
        """Let go of the archive and end its worker."""
        self._worker.close()
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    @cached_property
    def _list(self) -> ArchiveList:
        return ArchiveList(self._worker, self._kind, self._name, self._entries)
