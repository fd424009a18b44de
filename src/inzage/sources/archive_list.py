"""The names in an archive or image, told by the worker once and kept small; and what lies beside what.

A phone's extraction holds a million names, so pages are kept packed and gone through
again for each question put to them. An archive is one tree; an image has one for each
file system, and each tree's paths begin with its own prefix, so that equal paths on
two file systems stay two.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inzage.artefact import EntryKind
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Survey, Unopenable
from inzage.sources.archive_replies import Listed, Told
from inzage.sources.containers import Discovery
from inzage.sources.offers import Entry, Offers, filesystem, moment, why_not
from inzage.sources.patterns import name_expression
from inzage.sources.sidecars import beside, owner


@dataclass(frozen=True, slots=True)
class Tree:
    """Names that belong together, as pages; ``kind``: what the result calls them.

    ``prefix``: '' or what comes before each path. ``problem``: what is wrong whatever the pages say.
    """

    kind: str
    pages: Iterable[Listed]
    prefix: str = ""
    problem: Reason | None = None
    status: Status | None = None


class ArchiveList:
    """All names, tree by tree, in the carrier's order. ``problems``: why there may be more than these."""

    def __init__(self, trees: Iterable[Tree], untrusted_name: str, entries: int) -> None:
        self._pages: list[bytes] = []
        self.problems: list[Reason] = []
        discovery = Discovery(untrusted_name)
        systems = []
        for tree in trees:
            system = self._take(tree, discovery, entries)
            entries -= system.entries
            systems.append(system)
        self.layout = discovery.layout()
        self.survey = Survey(self.layout.containers, tuple(systems))

    def _take(self, tree: Tree, discovery: Discovery, entries: int) -> FileSystem:
        left, odd, problem = entries, None, None
        for page in tree.pages:
            kept = [_under(tree.prefix, told) for told in page.entries[:left]]
            left -= len(kept)
            self._keep(kept, discovery)
            odd = odd or next((told.entry.reason for told in kept if told.entry.reason), None)
            problem = page.problem or (Reason.QUOTA if _is_cut(page, kept, left) else None)
            if problem is not None:
                break
        problem = problem or tree.problem
        if problem is not None:
            self.problems.append(problem)
        made = filesystem(tree.kind, entries - left, problem or odd)
        return made if tree.status is None or problem else replace(made, status=tree.status)

    def __iter__(self) -> Iterator[Told]:
        for page in self._pages:
            for path, kind, size, modified, reason, where in json.loads(zlib.decompress(page)):
                why = None if reason is None else Reason(reason)
                yield Told(Entry(path, EntryKind(kind), size, moment(modified), why), where)

    def _keep(self, entries: Sequence[Told], discovery: Discovery) -> None:
        for told in entries:
            _discover(told.entry, discovery)
        self._pages.append(zlib.compress(json.dumps([_row(told) for told in entries]).encode(), 1))


class Index:
    """Where the matched members, their sidecars and their neighbours lie; the last of a name counts."""

    def __init__(self, globs: Sequence[str] = ()) -> None:
        self._shapes = {glob: name_expression(glob) for glob in globs}
        self._members: dict[str, Told] = {}
        self._owned: dict[str, set[str]] = defaultdict(set)
        self._near: dict[tuple[str, str], datetime] = {}

    def note(self, told: Told, offers: Offers, *, matched: bool) -> None:
        """Remember a member where opening a match may ask for it."""
        path = told.entry.untrusted_path
        mine = owner(path)
        owned = mine is not None and any(offers.match(mine))
        if matched or owned:
            self._members[path] = told
        if mine is not None and owned:
            self._owned[mine.lower()].add(path)
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
        owned = beside(path, self._owned.get(path.lower(), ()))
        return {end: self._members[one] for end, one in {"": path, **owned}.items()}

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


def _under(prefix: str, told: Told) -> Told:
    if not prefix:
        return told
    entry = told.entry
    return Told(
        Entry(f"{prefix}/{entry.untrusted_path}", entry.kind, entry.size, entry.modified, entry.reason), told.where
    )


def _is_cut(page: Listed, kept: Sequence[Told], left: int) -> bool:
    return len(kept) < len(page.entries) or (left == 0 and page.following is not None)


def _row(told: Told) -> tuple[str, str, int, float | None, str | None, int]:
    entry = told.entry
    modified = None if entry.modified is None else entry.modified.timestamp()
    return entry.untrusted_path, entry.kind, entry.size, modified, entry.reason, told.where
