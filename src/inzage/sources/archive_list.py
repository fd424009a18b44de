"""The names in an archive, told by the worker once and kept small; and what lies beside what.

A phone's extraction holds a million names, so pages are kept packed and gone through
again for each question put to them.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from inzage.artefact import EntryKind
from inzage.result import Reason
from inzage.sources import Survey, Unopenable
from inzage.sources.archive_replies import Listed, Told
from inzage.sources.archive_worker import ArchiveWorker
from inzage.sources.containers import Discovery
from inzage.sources.offers import SIDECARS, Entry, Offers, filesystem, moment, why_not
from inzage.sources.patterns import name_expression


class ArchiveList:
    """All names of an archive, in its order. ``problem``: why there may be more than these."""

    def __init__(self, worker: ArchiveWorker, kind: str, untrusted_name: str, entries: int) -> None:
        self._pages: list[bytes] = []
        self.problem: Reason | None = None
        self._odd: Reason | None = None
        discovery = Discovery(untrusted_name)
        left = entries
        for page in worker.pages():
            kept = page.entries[:left]
            left -= len(kept)
            self._keep(kept, discovery)
            self.problem = page.problem or (Reason.QUOTA if _is_cut(page, kept, left) else None)
            if self.problem is not None:
                break
        self.layout = discovery.layout()
        system = filesystem(kind, entries - left, self.problem or self._odd)
        self.survey = Survey(self.layout.containers, (system,))

    def __iter__(self) -> Iterator[Told]:
        for page in self._pages:
            for path, kind, size, modified, reason, where in json.loads(zlib.decompress(page)):
                why = None if reason is None else Reason(reason)
                yield Told(Entry(path, EntryKind(kind), size, moment(modified), why), where)

    def _keep(self, entries: Sequence[Told], discovery: Discovery) -> None:
        for told in entries:
            _discover(told.entry, discovery)
            self._odd = self._odd or told.entry.reason
        self._pages.append(zlib.compress(json.dumps([_row(told) for told in entries]).encode(), 1))


class Index:
    """Where the matched members, their sidecars and their neighbours lie; the last of a name counts."""

    def __init__(self, beside: Sequence[str] = ()) -> None:
        self._shapes = {glob: name_expression(glob) for glob in beside}
        self._members: dict[str, Told] = {}
        self._near: dict[tuple[str, str], datetime] = {}

    def note(self, told: Told, offers: Offers, *, matched: bool) -> None:
        """Remember a member where opening a match may ask for it."""
        path = told.entry.untrusted_path
        if matched or any(path.endswith(end) and any(offers.match(path.removesuffix(end))) for end in SIDECARS):
            self._members[path] = told
        folder, _, name = path.rpartition("/")
        modified = told.entry.modified
        for glob, shape in self._shapes.items():
            if modified is not None and shape.fullmatch(name.lower()):
                self._near[folder, glob] = max(modified, self._near.get((folder, glob), modified))

    def judged(self, told: Told) -> Entry:
        """The entry, marked as damage where a later one has its name."""
        entry = told.entry
        last = self._members[entry.untrusted_path].where == told.where
        return entry if last or why_not(entry) else replace(entry, reason=Reason.ARCHIVE_DAMAGED)

    def members(self, path: str) -> Mapping[str, Told]:
        """'' and each present sidecar's ending → the member."""
        if path not in self._members:
            raise Unopenable(Reason.CHANGED_WHILE_READ)
        return {end: self._members[path + end] for end in ("", *SIDECARS) if path + end in self._members}

    def siblings(self, path: str, beside: Sequence[str]) -> Mapping[str, datetime]:
        """Which of the globs have a file beside this one → the latest change."""
        folder = path.rpartition("/")[0]
        return {glob: self._near[folder, glob] for glob in beside if (folder, glob) in self._near}


def _discover(entry: Entry, discovery: Discovery) -> None:
    if entry.reason in (Reason.ARCHIVE_DAMAGED, Reason.NAME_TOO_LONG):
        return  # such a path says nothing about whose it is
    if entry.kind is EntryKind.DIRECTORY:
        discovery.folder(entry.untrusted_path)
    else:
        folder, _, name = entry.untrusted_path.rpartition("/")
        discovery.folder(folder)
        if entry.kind is EntryKind.FILE:
            discovery.names(folder, (name,))


def _is_cut(page: Listed, kept: Sequence[Told], left: int) -> bool:
    return len(kept) < len(page.entries) or (left == 0 and page.following is not None)


def _row(told: Told) -> tuple[str, str, int, float | None, str | None, int]:
    entry = told.entry
    modified = None if entry.modified is None else entry.modified.timestamp()
    return entry.untrusted_path, entry.kind, entry.size, modified, entry.reason, told.where
