"""What the libraries' trees of files have in common: walk them once, read one file.

Depth first, so that only the folders on the way are held. What the library says of
an entry is asked inside one guard: a damaged entry is told as such, and its
neighbours go on. A name that is no text, which the libraries refuse, is read by us where
that can be done (``coded_names``); else it is told as damage, and only it.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from inzage.artefact import EntryKind
from inzage.formats.blocks import Blocks, FileObject, Watched
from inzage.formats.filesystems import IDENTITY_BITS, MAX_DEPTH, PIECE, FsEntry, is_plain
from inzage.formats.filesystems.sound import Proven
from inzage.formats.libyal import FAULTS, Handle
from inzage.result import Reason, Unreadable

_NAMELESS = "\ufffd"
_MODES = {0o04: EntryKind.DIRECTORY, 0o10: EntryKind.FILE, 0o12: EntryKind.LINK, 0o01: EntryKind.PIPE,
          0o14: EntryKind.SOCKET}  # fmt: skip

Node = Any
"""A file entry of a library."""


class WalkedFileSystem(ABC):
    """A file system behind a library; a subclass says how that library tells things."""

    type: str
    folders_have_many_names = False
    """May one folder lie in several others? Elsewhere a second name of a folder stands for one that is lost."""

    def __init__(self, blocks: Blocks) -> None:
        self._watched = Watched(blocks)
        self._above: dict[int, int] = {}  # a folder's identity, and that of the one in which it was met first
        self._proven = Proven(self._watched, self._is_damaged)
        with_object = FileObject(self._proven)
        try:
            self._volume = self._opened(with_object)
        except FAULTS:
            raise Unreadable(self._blame(0, self._otherwise())) from None

    @property
    def blocks(self) -> Blocks:
        """The volume as it lies there."""
        return self._watched

    @property
    def damaged(self) -> bool:
        """Was anything read so far that bears out that it is not as it was written?"""
        return self._proven.faults > 0

    def _otherwise(self) -> Reason:
        """Why the library does not open the volume, where every place of it can be read."""
        return Reason.FILE_SYSTEM_DAMAGED

    @abstractmethod
    def _opened(self, file: FileObject) -> Handle:
        """The library's volume."""

    @abstractmethod
    def _root(self) -> Node:
        """Its topmost folder."""

    @abstractmethod
    def _by_identity(self, where: int) -> Node:
        """The entry that ``_identity`` named."""

    @abstractmethod
    def _identity(self, node: Node) -> int:
        """What names an entry, equal for two names of one file."""

    @abstractmethod
    def _modified(self, node: Node) -> int | None:
        """Seconds since 1970."""

    def _kind(self, node: Node) -> EntryKind:
        """By its mode, unless the file system has none."""
        return _MODES.get((node.file_mode or 0) >> 12, EntryKind.DEVICE)

    def _name(self, node: Node) -> str:
        return str(node.name or "")

    def _why_not(self, node: Node) -> Reason | None:
        return None

    def _coded_names(self, folder: Node) -> Mapping[int, Sequence[bytes]]:
        """The names in a folder as they lie there, by identity; nothing where only the library can say."""
        return {}

    def _is_sound(self, folder: Node, told: Sequence[FsEntry]) -> bool:
        """Do a folder's own bytes bear out what the library made of them? Where it may have left out, they do not."""
        return True

    def _is_damaged(self, piece: bytes) -> bool:
        """Is what the library just read a structure that bears its own proof, and is not as it was written?"""
        return False

    def entries(self) -> Iterator[FsEntry]:
        """Every name once, folders before what lies in them."""
        yield from self._walked()
        if self._proven.faults:
            yield _hole(_NAMELESS, Reason.FILE_SYSTEM_DAMAGED)

    def _walked(self) -> Iterator[FsEntry]:
        try:
            root = self._root()
            seen = {self._identity(root)}
        except FAULTS:
            raise Unreadable(self._blame(0, Reason.FILE_SYSTEM_DAMAGED)) from None
        way = [self._children(root, "")]
        while way:
            told = next(way[-1], None)
            if told is None:
                way.pop()
                continue
            entry, node = told
            yield entry
            if node is None or (self.folders_have_many_names and entry.where in seen):
                continue
            if entry.where not in seen and len(way) < MAX_DEPTH:
                seen.add(entry.where)
                way.append(self._children(node, entry.path))
            else:  # too deep, or a name that leads where another folder's name leads already
                yield _hole(entry.path, Reason.FILE_SYSTEM_DAMAGED)

    def read(self, where: int) -> Iterator[bytes]:
        """The bytes of one file in pieces; raises ``Unreadable``."""
        before, proven = self._watched.faults, self._proven.faults
        try:
            node = self._by_identity(where)
            left = int(node.size)
            while left > 0:
                piece = node.read_buffer(min(PIECE, left))
                if not piece:
                    break
                left -= len(piece)
                yield bytes(piece)
        except FAULTS:
            raise Unreadable(self._blame(before, Reason.FILE_SYSTEM_DAMAGED)) from None
        if left > 0 or self._proven.faults > proven:  # fewer bytes than the entry says, or the entry is not as written
            raise Unreadable(Reason.FILE_SYSTEM_DAMAGED)

    def place(self, where: int) -> int:
        """Where on the volume a file begins, in bytes; 0 where it has no place of its own, or none is told."""
        try:
            node = self._by_identity(where)
            return max(0, int(node.get_extent(0)[0])) if getattr(node, "number_of_extents", 0) else 0
        except FAULTS:
            return 0

    def _children(self, node: Node, path: str) -> Iterator[tuple[FsEntry, Node | None]]:
        """Each entry of a folder, and the node where it is a folder to go into."""
        before = self._watched.faults
        above = f"{path}/" if path else ""
        broken = False
        try:
            count = node.number_of_sub_file_entries
        except FAULTS:
            count, broken = 0, True
        names, listed = _Names(lambda: self._coded_names(node)), list[FsEntry]()
        for index in range(count):
            try:
                child = node.get_sub_file_entry(index)
                entry = self._told(child, above, names)
            except FAULTS:
                broken = True
                continue
            listed.append(entry)
            below = child if entry.kind is EntryKind.DIRECTORY and entry.reason is None else None
            if below is not None:
                self._above.setdefault(entry.where, self._identity(node))
            yield entry, below
        if broken or not self._bears_out(node, listed):
            yield _hole(path or _NAMELESS, self._blame(before, Reason.FILE_SYSTEM_DAMAGED)), None

    def _bears_out(self, node: Node, listed: Sequence[FsEntry]) -> bool:
        try:
            return self._is_sound(node, listed)
        except FAULTS:
            return False

    def _told(self, node: Node, above: str, names: "_Names") -> FsEntry:
        where = self._identity(node)
        try:
            name = self._name(node)
        except FAULTS:
            name = names.of(where)
        kind = self._kind(node)
        size = node.size if kind is EntryKind.FILE else 0
        if not is_plain(name) or where >> IDENTITY_BITS:
            return FsEntry(above + _NAMELESS, 0, None, kind, 0, Reason.FILE_SYSTEM_DAMAGED)
        return FsEntry(above + name, size, self._modified(node), kind, where, self._why_not(node))

    def _blame(self, faults: int, otherwise: Reason) -> Reason:
        return Reason.READ_ERROR if self._watched.faults > faults else otherwise


class _Names:
    """Names of one folder that are no text, looked up once the first of them is met."""

    def __init__(self, look: Callable[[], Mapping[int, Sequence[bytes]]]) -> None:
        self._look = look
        self._left: dict[int, list[bytes]] | None = None

    def of(self, identity: int) -> str:
        """The next name of this file or folder, what is no UTF-8 escaped; '' where it cannot be had."""
        if self._left is None:
            self._left = {which: sorted(names, key=_is_text) for which, names in self._look().items()}
        names = self._left.get(identity)
        return names.pop(0).decode("utf-8", "surrogateescape") if names else ""


def _is_text(name: bytes) -> bool:
    try:
        name.decode()
    except UnicodeDecodeError:
        return False
    return True


def _hole(path: str, reason: Reason) -> FsEntry:
    return FsEntry(path, 0, None, EntryKind.DIRECTORY, 0, reason)


def from_nanoseconds(since_1970: int | None) -> int | None:
    """Seconds, from what Unix file systems keep."""
    return None if since_1970 is None else since_1970 // 1_000_000_000


def from_filetime(since_1601: int | None) -> int | None:
    """Seconds, from tenths of microseconds; 0 stands for no time."""
    return since_1601 // 10_000_000 - 11_644_473_600 if since_1601 else None


def from_1904(seconds: int | None) -> int | None:
    """Seconds, from what HFS keeps; 0 stands for no time."""
    return seconds - 2_082_844_800 if seconds else None
