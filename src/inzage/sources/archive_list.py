"""The names in an archive or image, told by the worker once and kept small; and what lies beside what.

A phone's extraction holds a million names, so pages are kept packed and gone through
again for each question put to them. Where the worker can keep and sift the names itself (``Names``), only those
that are looked for come out of it, each time. An archive is one tree; an image has one for each
file system, and each tree's paths begin with its own prefix, so that equal paths on
two file systems stay two.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from inzage.artefact import EntryKind
from inzage.result import FileSystem, Reason, Status
from inzage.sources import Survey, Unopenable
from inzage.sources.archive_replies import Listed, Told
from inzage.sources.containers import Discovery
from inzage.sources.offers import Entry, Offers, filesystem, moment, why_not
from inzage.sources.patterns import any_name_expression, name_expression
from inzage.sources.sidecars import beside, owner
from inzage.sources.sought import Everything, Homes, Sought


@dataclass(frozen=True, slots=True)
class Counted:
    """How many names a tree has, and what is wrong with the first that is odd."""

    entries: int
    odd: Reason | None


class Names(Protocol):
    """A tree's names where they stay with the worker."""

    def count(self, most: int) -> Counted | None:
        """How many there are, ``odd`` among the first ``most``; None where the pages must be gone through."""
        ...

    def some(self, sought: Sought, most: int) -> Iterator[Listed]:
        """Those among the first ``most`` that are looked for, in the carrier's order."""
        ...


@dataclass(frozen=True, slots=True)
class Tree:
    """Names that belong together, as pages; ``kind``: what the result calls them.

    ``prefix``: '' or what comes before each path. ``problem``: what is wrong whatever the pages say.
    ``names``: where they may be had without going through the pages.
    """

    kind: str
    pages: Iterable[Listed]
    prefix: str = ""
    problem: Reason | None = None
    status: Status | None = None
    names: Names | None = None


@dataclass(frozen=True, slots=True)
class _Sifted:
    """The first ``most`` names of a tree, which stay with the worker."""

    tree: Tree
    names: Names
    most: int

    def some(self, sought: Sought, problems: list[Reason]) -> Iterator[Told]:
        """Those that are looked for. What ends them early is added to the problems."""
        for page in self.names.some(sought, self.most):
            yield from (_under(self.tree.prefix, told) for told in page.entries)
            if page.problem is not None:
                problems.append(page.problem)


class ArchiveList:
    """All names, tree by tree, in the carrier's order. ``problems``: why there may be more than these."""

    def __init__(self, trees: Iterable[Tree], untrusted_name: str, entries: int) -> None:
        self._parts: list[bytes | _Sifted] = []
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
        counted = tree.names.count(entries) if tree.names else None
        if tree.names and counted is not None:
            return self._sift(_Sifted(tree, tree.names, min(counted.entries, entries)), counted, discovery)
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
        return self.some(Everything(), self.problems)

    def some(self, sought: Sought, problems: list[Reason]) -> Iterator[Told]:
        """At least those that are looked for. What kept the worker from telling them all is added to the problems."""
        for part in self._parts:
            if isinstance(part, bytes):
                yield from _unpacked(part)
            else:
                yield from part.some(sought, problems)

    def _sift(self, part: _Sifted, counted: Counted, discovery: Discovery) -> FileSystem:
        problems: list[Reason] = []
        for told in part.some(Homes(), problems):
            _discover(told.entry, discovery)
        self._parts.append(part)
        if counted.entries > part.most:
            problems.append(Reason.QUOTA)
        problem = problems[0] if problems else part.tree.problem
        if problem is not None:
            self.problems.append(problem)
        return filesystem(part.tree.kind, part.most, problem or counted.odd)

    def _keep(self, entries: Sequence[Told], discovery: Discovery) -> None:
        for told in entries:
            _discover(told.entry, discovery)
        self._parts.append(zlib.compress(json.dumps([_row(told) for told in entries]).encode(), 1))


class Index:
    """Where the matched members, their sidecars and their neighbours lie; the last of a name counts."""

    def __init__(self, globs: Sequence[str] = ()) -> None:
        self._shapes = {glob: name_expression(glob) for glob in globs}
        self._any = any_name_expression(globs)
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
        lowered, modified = name.lower(), told.entry.modified
        if modified is None or not self._any.fullmatch(lowered):
            return
        for glob, shape in self._shapes.items():
            if shape.fullmatch(lowered):
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


def _unpacked(page: bytes) -> Iterator[Told]:
    for path, kind, size, modified, reason, where in json.loads(zlib.decompress(page)):
        why = None if reason is None else Reason(reason)
        yield Told(Entry(path, EntryKind(kind), size, moment(modified), why), where)


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
