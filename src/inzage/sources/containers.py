"""Users and profiles out of names alone, so that they can be closed before anything is opened.

A *user* is a home folder, wherever in the tree it lies: a copied old disk inside
somebody's home holds other people's homes too. What Android keeps of one user in
several places is one container. ``Public``, ``Default`` and the like are users as
well: they are nobody's, but an order that names them can then close them. A
*profile* is a folder that directly holds a file which only a browser's profile has;
brands are not enumerated. The innermost container around a path is its container.

Ordinals follow the folders' paths, compared name by name and bytewise, so the same
names give the same numbers whether they come from a disk or out of an archive.

References: artefact facts 2.4, 2.6, 3.1, 3.2 (homes, Android users, profile roots).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inzage.artefact import Container, ContainerKind

PROFILE_FILES = frozenset({
    "history", "archived history", "preferences", "secure preferences", "web data",
    "places.sqlite", "formhistory.sqlite", "downloads.sqlite", "prefs.js",
    "history.db", "safaritabs.db", "browserstate.db",
})  # fmt: skip
"""Lowered names of files that make the folder they lie in a profile."""

_HOMES = frozenset({"users", "documents and settings", "home"})
_ANDROID = frozenset({("data", "user"), ("data", "user_de"), ("data", "media"), ("data", "system_ce"),
                      ("data", "misc_ce"), ("storage", "emulated")})  # fmt: skip
_FIXED = frozenset({("var", "mobile"), ("var", "root")})
HOME_FOLDERS = _HOMES | {last for _, last in _ANDROID}
HOME_NAMES = frozenset({"data", "root", *(last for _, last in _FIXED)})
"""Lowered names: folders in which a user's own may lie, and what a user's folder may itself be called."""

_SALTED = re.compile(r"[a-z0-9]{8}\.(.+)", re.DOTALL)
_ROOT_DEPTH = 2  # "root" is a common folder name; only near the top it is the home of that account


@dataclass(frozen=True, slots=True)
class _Seen:
    """A folder that is a container; ``same``: the key that several folders of one user share."""

    same: str
    kind: ContainerKind
    name: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The containers of a carrier, numbered, and which of them a folder belongs to."""

    containers: tuple[Container, ...]
    _by_folder: Mapping[str, int] = field(repr=False)

    def of(self, folder: str) -> int:
        """Ordinal of the innermost container around ``folder`` ('' is the top)."""
        while folder:
            known = self._by_folder.get(folder)
            if known is not None:
                return known
            folder = folder.rpartition("/")[0]
        return 0

    def shut(self, closed: frozenset[int]) -> frozenset[int]:
        """Those that are closed and all that lie inside them."""
        grown = set(closed)
        for container in self.containers:
            if container.parent in grown:
                grown.add(container.ordinal)
        return frozenset(grown)

    def knows(self, folder: str) -> bool:
        """Is this very folder a container?"""
        return folder in self._by_folder


class Discovery:
    """Gathers containers while names pass by; ``layout`` numbers them at the end."""

    def __init__(self, untrusted_carrier_name: str = "") -> None:
        self._carrier = untrusted_carrier_name
        self._seen: dict[str, _Seen] = {}
        self._passed: set[str] = {""}

    def path(self, folder: str, name: str) -> None:
        """A file called ``name`` lies in ``folder``; folders above it need not be named apart."""
        self.folder(folder)
        self.names(folder, (name,))

    def folder(self, folder: str) -> None:
        """A folder exists, and so do those above it."""
        while folder not in self._passed:
            self._passed.add(folder)
            home = user_home(folder)
            if home is not None:
                self._seen[folder] = _Seen(home[0], ContainerKind.USER, home[1])
            folder = folder.rpartition("/")[0]

    def names(self, folder: str, names: Iterable[str]) -> None:
        """These files lie in ``folder``."""
        if folder and folder not in self._seen and is_profile(names):
            name = folder.rpartition("/")[2]
            self._seen[folder] = _Seen(folder, ContainerKind.PROFILE, name)

    def layout(self) -> Layout:
        """Number what was seen."""
        made = [Container(0, ContainerKind.CARRIER, None, self._carrier)]
        by_same: dict[str, int] = {}
        by_folder: dict[str, int] = {}
        layout = Layout((), by_folder)
        for folder in sorted(self._seen, key=_bytewise):
            seen = self._seen[folder]
            if seen.same not in by_same:
                by_same[seen.same] = len(made)
                parent = layout.of(folder.rpartition("/")[0])
                made.append(Container(len(made), seen.kind, parent, seen.name))
            by_folder[folder] = by_same[seen.same]
        return Layout(tuple(made), by_folder)


def user_home(folder: str) -> tuple[str, str] | None:
    """(key, name) where this folder is a user's home. Folders with one key are one user's."""
    names = folder.split("/")
    above = tuple(name.lower() for name in names[-3:-1])
    last = names[-1]
    if above and above[-1] in _HOMES:
        return folder, last
    if above in _ANDROID and last.isdecimal():
        return _android(names[:-3], last), last
    pair = (*above[-1:], last.lower())
    if pair == ("data", "data"):
        return _android(names[:-2], "0"), "0"
    if pair in _FIXED:
        return _apple(names), last
    if last.lower() == "root" and len(names) <= _ROOT_DEPTH:
        return folder, last
    return None


def is_profile(names: Iterable[str]) -> bool:
    """Do files with these names make their folder a browser's profile?"""
    return any(name.lower() in PROFILE_FILES for name in names)


def closed_containers(containers: Sequence[Container], is_excluded: Callable[[str], bool]) -> frozenset[int]:
    """Ordinals that stay closed: those whose name is excluded, and all that lie inside them.

    A Firefox profile ``abcd1234.name`` is also held against the order as ``name``:
    nobody who writes an order can know the eight random signs. A name that an old system
    wrote in Latin-1 is also held against it as a person would write it.
    """
    closed: set[int] = set()
    for container in containers:
        inside_closed = container.parent is not None and container.parent in closed
        if inside_closed or any(is_excluded(name) for name in _spellings(container.untrusted_name)):
            closed.add(container.ordinal)
    return frozenset(closed)


def _spellings(untrusted_name: str) -> tuple[str, ...]:
    salted = _SALTED.fullmatch(untrusted_name)
    names = (untrusted_name, salted[1]) if salted else (untrusted_name,)
    return (*names, *(name for name in map(_in_latin, names) if name not in names))


def _in_latin(untrusted_name: str) -> str:
    """As it reads where what is no UTF-8 was Latin-1."""
    return re.sub("[\udc80-\udcff]", lambda odd: chr(ord(odd[0]) - 0xDC00), untrusted_name)


def _android(prefix: Sequence[str], user: str) -> str:
    # "//" can be in no path, so this key is no folder's
    return "/".join([*prefix, "", "android", user])


def _apple(names: Sequence[str]) -> str:
    """What ``private/var/mobile`` and ``var/mobile``, which is the same folder, have in common."""
    above = names[:-2]
    return "/".join([*(above[:-1] if above[-1:] and above[-1].lower() == "private" else above), *names[-2:]])


def _bytewise(folder: str) -> list[bytes]:
    return [name.encode("utf-8", "surrogateescape") for name in folder.split("/")]
