"""What archives and images do alike: names and bytes that a locked worker tells, and nothing else.

What the worker unpacks comes as bytes in its answers and is put in memory that then is
sealed: nothing is unpacked to disk, no name on the carrier ever becomes a path, and
the worker can write to nothing. Of a name that occurs more than once the last one
counts, as with any unpacker; the earlier ones are told as damage. Two names of one
file are offered once. Offers come in the
carrier's order, because a packed tar can only be read forward. The digest is taken here, over the very bytes that the
reader gets; it rests on what the worker unpacked, and ``hashes_inside`` says so.

References: artefact facts 15.1 (4); trust facts 6.4, 6.6.
"""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property

from inzage.artefact import Artefact, EntryKind, Found
from inzage.result import Reason
from inzage.sources import Match, Patterns, Skipped, Survey, Unopenable
from inzage.sources.archive_list import ArchiveList, Index, Tree
from inzage.sources.archive_replies import Told
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.bulk import Pulse, digests_of
from inzage.sources.bulk import Told as DigestsTold
from inzage.sources.bulk_worker import Skimmer
from inzage.sources.descriptors import Marks
from inzage.sources.digest import digest
from inzage.sources.offers import Offers, why_not
from inzage.sources.sought import Fitting

_HOLES = (Reason.READ_ERROR, Reason.FILE_SYSTEM_DAMAGED)
"""Why the names in a folder could not be seen: anything may have lain there."""


class UnpackedSource(ABC):
    """A carrier behind a worker. ``files``: its open descriptors, let go of at the end. ``entries``: the most names."""

    hashes_inside = True

    def __init__(self, files: Sequence[int], worker: ArchiveWorker, untrusted_name: str, entries: int) -> None:
        self._files = list(files)
        self._marks = self._look()
        self._worker = worker
        self._name = untrusted_name
        self._entries = entries
        self._index = Index()
        self._several: set[str] = set()
        self._skimmer = self._new_skimmer()

    @cached_property
    def size(self) -> int | None:
        """Bytes of its files together."""
        return sum(os.lseek(file, 0, os.SEEK_END) for file in self._files)

    @property
    def serial(self) -> bytes | None:
        """A file has none."""
        return None

    @property
    def files(self) -> tuple[int, ...]:
        """Its open descriptors, in order."""
        return tuple(self._files)

    def _new_skimmer(self) -> Skimmer | None:
        """Who digests members where they lie; None where they are unpacked for it."""
        return None

    @abstractmethod
    def _trees(self) -> Iterable[Tree]:
        """The trees of names that the carrier holds; gone through once."""

    def survey(self) -> Survey:
        """List the names once, in the worker; the list is kept."""
        return self._list.survey

    def find(self, patterns: Sequence[Patterns], closed: frozenset[int]) -> Iterator[Match | Skipped]:
        """Matches in the carrier's order."""
        layout, offers = self._list.layout, Offers(patterns)
        closed = layout.shut(closed)
        if 0 in closed:
            return
        self._index = Index(tuple(glob for wanted in patterns for glob in wanted.beside))
        hits: list[tuple[Told, tuple[tuple[str, bool], ...], int]] = []
        problems = list(self._list.problems)
        for told in self._list.some(Fitting.of(patterns), problems):
            container = layout.of(told.entry.untrusted_path.rpartition("/")[0])
            if container not in closed:
                if told.entry.kind is EntryKind.DIRECTORY and told.entry.reason in _HOLES:
                    yield from offers.hole(container, told.entry.reason)
                readers = tuple(offers.match(told.entry.untrusted_path))
                self._index.note(told, offers, matched=bool(readers))
                if readers:
                    hits.append((told, readers, container))
                if len(readers) > 1:
                    self._several.add(told.entry.untrusted_path)
        for told, readers, container in hits:
            yield from offers.entry(self._index.judged(told), readers, container, told.where)
        for problem in problems:
            yield from offers.hole(0, problem)

    @contextmanager
    def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
        """Unpack a match and its sidecars into sealed memory; raises ``Unopenable``.

        What several readers open is unpacked once, as far as there is room to keep it (``kept``).
        """
        with ExitStack() as stack:
            members = self._index.members(found.untrusted_path)
            held: dict[str, int] = {}
            for ending, told in sorted(members.items(), key=lambda member: member[1].where):
                reason = why_not(told.entry)
                if reason is not None:
                    raise Unopenable(reason)
                again = found.untrusted_path in self._several
                held[ending] = self._worker.fetch(told.where, told.entry.size, again=again)
                stack.callback(os.close, held[ending])
            if self._look() != self._marks:
                raise Unopenable(Reason.CHANGED_WHILE_READ)
            yield Artefact(
                untrusted_path=found.untrusted_path,
                file=held[""],
                size=members[""].entry.size,
                modified=members[""].entry.modified,
                sidecars={ending: descriptor for ending, descriptor in held.items() if ending},
                siblings=self._index.siblings(found.untrusted_path, beside),
                sure=found.sure,
            )

    @contextmanager
    def skim(self, found: Found) -> Iterator[Artefact]:
        """Open a match alone, for a look at its first bytes and its digests; raises ``Unopenable``."""
        if self._skimmer is None:
            with self.open(found) as artefact:
                yield artefact
            return
        told = self._index.members(found.untrusted_path)[""]
        reason = why_not(told.entry)
        if reason is not None:
            raise Unopenable(reason)
        with self._skimmer.skim(told, found) as artefact:
            yield artefact

    def digests_of(
        self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Pulse = lambda: None
    ) -> list[DigestsTold]:
        """Digests of open artefacts, each as ``algorithm:hex``, or why not; of skimmed ones now come their first bytes.

        Made where the members lie, so a worker's word; of what was unpacked they are made here.
        """
        made = digests_of
        if self._skimmer is not None and all(map(self._skimmer.holds, artefacts)):
            made = self._skimmer.digests_of
        found = made(artefacts, algorithms, pulse)
        return found if self._look() == self._marks else [Unopenable(Reason.CHANGED_WHILE_READ)] * len(artefacts)

    def digest(self, artefact: Artefact) -> str:
        """SHA-256 of the unpacked file's bytes, hex."""
        return digest(artefact)

    def close(self) -> None:
        """Let go of the carrier and end its worker."""
        if self._skimmer is not None:
            self._skimmer.close()
        self._worker.close()
        while self._files:
            os.close(self._files.pop())

    def _look(self) -> list[Marks]:
        return [Marks.of(os.fstat(file)) for file in self._files]

    @cached_property
    def _list(self) -> ArchiveList:
        return ArchiveList(self._trees(), self._name, self._entries)
