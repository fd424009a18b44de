"""A mounted or copied tree. Read by descriptors; nothing in it is followed, moved or written.

Two names of one file (hard links) are offered once: its acts would count twice.

Identity: the file system's own UUID, as the system knows it for the device the tree
lies on (``/dev/disk/by-uuid``), with the tree's path below its mount point. So one
stick stays itself in another port or under another mount point, and two trees on one
disk differ. Where no UUID can be had (a network share, a container), the file
system's id, the tree's full path and its inode take its place: equal between two
checks only while the tree stays where it is.

References: statvfs(3); trust facts 6.4, 7.3; artefact facts 15.1.
"""

import hashlib
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from inzage.artefact import Artefact, EntryKind, Found
from inzage.result import Reason
from inzage.sources import Match, Patterns, Skipped, Survey, Unopenable
from inzage.sources.bulk import Pulse, Told, digests_of
from inzage.sources.containers import Discovery, Layout, is_profile, user_home
from inzage.sources.descriptors import (
    Marks,
    folder_of,
    kind_of,
    look,
    open_quietly,
    open_regular,
    open_seen,
    reason_of,
)
from inzage.sources.digest import digest
from inzage.sources.offers import Entry, Hole, Offers, filesystem, moment
from inzage.sources.patterns import name_expression
from inzage.sources.sidecars import OF_DATABASE, comes_of_many
from inzage.sources.sidecars import beside as belonging
from inzage.sources.walk import Listing, Walk

TRIES = 3
"""How often a database and its sidecars are opened before they count as changing all the time."""

_NO_NAMES = frozenset({"", ".", ".."})

_BY_UUID = Path("/dev/disk/by-uuid")


@dataclass(slots=True)
class _Way:
    """A folder that files are looked at in: its path, a descriptor, and how many still need that."""

    above: str
    folder: int
    users: int = 1


class FolderSource:
    """A folder as a carrier. ``entries``: the most names that one walk may see."""

    kind = "folder"
    hashes_inside = False
    size = None
    serial = None

    def __init__(self, path: str, entries: int) -> None:
        self._path = str(Path(path).resolve())
        self._entries = entries
        self._root = open_quietly(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        self._seen: tuple[Layout, Survey] | None = None
        self._way: _Way | None = None
        self._turn = threading.RLock()

    @cached_property
    def identity(self) -> bytes:
        """See the module: a digest over UUID and place."""
        return identity_of(self._path, self._root)

    def survey(self) -> Survey:
        """Walk the names once; the outcome is kept."""
        return self._surveyed()[1]

    def find(self, patterns: Sequence[Patterns], closed: frozenset[int]) -> Iterator[Match | Skipped]:
        """Matches in the walk's order; a container that was not there at the survey stays closed."""
        layout, _ = self._surveyed()
        closed = layout.shut(closed)
        if 0 in closed:
            return
        offers = Offers(patterns)
        walk = Walk(self._root, self._entries, lambda folder: layout.of(folder) not in closed)
        for step in walk:
            container = layout.of(step.folder if isinstance(step, Listing) else step.untrusted_folder)
            if isinstance(step, Hole):
                yield from offers.hole(container, step.reason)
            elif _is_new(step, layout):
                walk.prune()
                yield from offers.hole(container, Reason.CHANGED_WHILE_READ)
            else:
                yield from _offer(step, offers, container)

    @contextmanager
    def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
        """Open a match with its sidecars; raises ``Unopenable``, also on leaving if it changed meanwhile."""
        with ExitStack() as stack:
            try:
                folder, name = stack.enter_context(folder_of(self._root, found.untrusted_path))
                held, marks = _hold(folder, name, stack)
                artefact = Artefact(
                    untrusted_path=found.untrusted_path,
                    file=held[""],
                    size=marks[""].size,
                    modified=moment(marks[""].modified / 1e9),
                    sidecars={ending: descriptor for ending, descriptor in held.items() if ending},
                    siblings=_siblings(folder, beside),
                    sure=found.sure,
                )
            except OSError as error:
                raise Unopenable(reason_of(error)) from None
            yield artefact
            _must_be(marks, folder, _names(folder, name))

    @contextmanager
    def skim(self, found: Found) -> Iterator[Artefact]:
        """Open a match alone, for a look at its first bytes and its digests; as ``open``, but for what lies beside it.

        The way to its folder is kept for the next that lies there: of pictures there are hundreds in one.
        """
        try:
            way, name = self._way_to(found.untrusted_path)
        except OSError as error:
            raise Unopenable(reason_of(error)) from None
        try:
            file, marks = _opened_alone(name, way.folder)
            try:
                at = moment(marks.modified / 1e9)
                yield Artefact(found.untrusted_path, file, marks.size, at, sure=found.sure)
                _must_be({"": marks}, way.folder, {"": name})
            finally:
                os.close(file)
        finally:
            self._done_with(way)

    def digests_of(
        self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Pulse = lambda: None
    ) -> list[Told]:
        """Digests of open artefacts, each as ``algorithm:hex``, or why not: in the order asked."""
        return digests_of(artefacts, algorithms, pulse)

    def digest(self, artefact: Artefact) -> str:
        """SHA-256 of the opened file's bytes, hex."""
        return digest(artefact)

    def close(self) -> None:
        """Let go of the folder."""
        if self._root >= 0:
            os.close(self._root)
            self._root = -1
        self._leave()

    def _way_to(self, untrusted_path: str) -> tuple[_Way, str]:
        """As ``folder_of``, which is asked once for files of the same folder that are opened after each other."""
        above, _, name = untrusted_path.rpartition("/")
        with self._turn:
            if self._way is None or self._way.above != above or name in _NO_NAMES:
                self._leave()
                with folder_of(self._root, untrusted_path) as (folder, _):
                    self._way = _Way(above, os.dup(folder))
            self._way.users += 1
            return self._way, name

    def _leave(self) -> None:
        way, self._way = self._way, None
        if way is not None:
            self._done_with(way)

    def _done_with(self, way: _Way) -> None:
        """Close it where nobody needs it any more."""
        with self._turn:
            way.users -= 1
            if not way.users:
                os.close(way.folder)

    def _surveyed(self) -> tuple[Layout, Survey]:
        if self._seen is None:
            self._seen = _survey(Walk(self._root, self._entries), Path(self._path).name)
        return self._seen


def identity_of(path: str, root: int) -> bytes:
    """32 bytes that stay equal for the same tree on the same file system."""
    seen = os.fstat(root)
    uuid = _uuid_of(seen.st_dev)
    place = ("place", str(os.statvfs(root).f_fsid), path, str(seen.st_ino))
    named = place if uuid is None else ("uuid", uuid, os.path.relpath(path, _mount_point(path)))
    return hashlib.sha256(b"\0".join(os.fsencode(part) for part in ("inzage folder", *named))).digest()


def _uuid_of(device: int) -> str | None:
    try:
        known = sorted(_BY_UUID.iterdir())
    except OSError:
        return None
    for link in known:
        try:
            if link.stat().st_rdev == device:
                return link.name
        except OSError:
            continue
    return None


def _mount_point(path: str) -> str:
    here = Path(path)
    device = here.stat().st_dev
    while here != here.parent and here.parent.stat().st_dev == device:
        here = here.parent
    return str(here)


def _survey(walk: Walk, untrusted_name: str) -> tuple[Layout, Survey]:
    discovery = Discovery(untrusted_name)
    reasons: dict[int, Reason] = {}
    at = 0
    for step in walk:
        if isinstance(step, Listing):
            at = step.filesystem
            discovery.folder(step.folder)
            discovery.names(step.folder, step.files)
        else:
            discovery.folder(step.untrusted_folder)  # a home that is shut can still be excluded by name
            reasons.setdefault(at, step.reason)
    layout = discovery.layout()
    kinds = ["folder", *["mount"] * len(walk.counts)]
    systems = [filesystem(kinds[at], n, reasons.get(at)) for at, n in enumerate(walk.counts or [0])]
    return layout, Survey(layout.containers, tuple(systems))


def _is_new(listing: Listing, layout: Layout) -> bool:
    """Has this folder become a container since the survey, so that nobody asked whether it is excluded?"""
    folder = listing.folder
    if not folder or layout.knows(folder):
        return False
    return user_home(folder) is not None or is_profile(listing.files)


def _offer(listing: Listing, offers: Offers, container: int) -> Iterator[Match | Skipped]:
    for name in (*listing.files, *listing.others, *listing.folders):
        path = listing.path(name)
        readers = tuple(offers.match(path))
        if readers:
            entry, marks = _entry(listing, name, path)
            yield from offers.entry(entry, readers, container, marks)


def _entry(listing: Listing, name: str, path: str) -> tuple[Entry, tuple[int, int] | None]:
    """The entry, and (device, inode) of a file that has more names than this one."""
    try:
        seen = look(name, listing.descriptor)
    except OSError as error:
        return Entry(path, EntryKind.FILE, reason=reason_of(error)), None
    kind = kind_of(seen.st_mode)
    shared = kind is EntryKind.FILE and seen.st_nlink > 1
    entry = Entry(path, kind, seen.st_size, moment(seen.st_mtime_ns / 1e9))
    return entry, (seen.st_dev, seen.st_ino) if shared else None


def _opened_alone(name: str, folder: int) -> tuple[int, Marks]:
    try:
        file, seen = open_seen(name, folder)
    except OSError as error:
        raise Unopenable(reason_of(error)) from None
    return file, Marks.of(seen)


def _hold(folder: int, name: str, stack: ExitStack) -> tuple[dict[str, int], dict[str, Marks]]:
    """Open the file and its sidecars as one set that stood still meanwhile."""
    for _ in range(TRIES):
        names = _names(folder, name)
        marks = _marks(folder, names)
        with ExitStack() as opened:
            held: dict[str, int] = {}
            for ending in marks:
                held[ending] = open_regular(names[ending], folder)
                opened.callback(os.close, held[ending])
            still = {ending: Marks.of(os.fstat(descriptor)) for ending, descriptor in held.items()}
            if held and still == marks == _marks(folder, _names(folder, name)):
                stack.push(opened.pop_all())
                return held, marks
    raise Unopenable(Reason.CHANGED_WHILE_READ)


def _names(folder: int, name: str) -> dict[str, str]:
    """'' and the ending of each sidecar that may be there → its name. Only some take a look at the whole folder."""
    if comes_of_many(name):
        return {"": name, **belonging(name, _listed(folder))}
    return {ending: name + ending for ending in ("", *OF_DATABASE)}


def _listed(folder: int) -> list[str]:
    listing = open_quietly(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, folder)
    try:
        with os.scandir(listing) as names:
            return [seen.name for seen in names]
    finally:
        os.close(listing)


def _marks(folder: int, names: Mapping[str, str]) -> dict[str, Marks]:
    """What lies there now, by ending; nothing where the file itself is gone."""
    marks = {}
    for ending, name in names.items():
        try:
            marks[ending] = Marks.of(look(name, folder))
        except FileNotFoundError:
            if not ending:
                return {}
    return marks


def _must_be(marks: Mapping[str, Marks], folder: int, names: Mapping[str, str]) -> None:
    """Raise where what lies there is no longer what was opened, or is out of reach by now."""
    try:
        still = _marks(folder, names) == marks
    except OSError as error:
        raise Unopenable(reason_of(error)) from None
    if not still:
        raise Unopenable(Reason.CHANGED_WHILE_READ)


def _siblings(folder: int, beside: Sequence[str]) -> Mapping[str, datetime]:
    """Which of the ``beside`` globs have a file here → the latest change among those files."""
    if not beside:
        return {}
    shapes = [(glob, name_expression(glob)) for glob in beside]
    latest: dict[str, datetime] = {}
    listing = open_quietly(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, folder)
    try:
        with os.scandir(listing) as names:
            for seen in names:
                for glob in [glob for glob, shape in shapes if shape.fullmatch(seen.name.lower())]:
                    modified = moment(look(seen.name, folder).st_mtime_ns / 1e9)
                    if modified is not None and (glob not in latest or modified > latest[glob]):
                        latest[glob] = modified
    finally:
        os.close(listing)
    return latest
