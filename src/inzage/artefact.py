"""What sources hand to readers: open, read-only descriptors and nothing else.

``Container``, ``Found``: what a source says it found, before anything is opened.
``Artefact``: one opened file with its sidecars, as a reader meets it in the worker.
``Near``: what another worker found when it decoded a picture or video.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class ContainerKind(StrEnum):
    """What a container is: the whole carrier, a user's home or a program's profile."""

    CARRIER = "carrier"
    USER = "user"
    PROFILE = "profile"


@dataclass(frozen=True, slots=True)
class Container:
    """A user or profile on a carrier, numbered in order of discovery; 0 is the carrier.

    ``untrusted_name`` serves exclusion alone: it is compared, never shown.
    """

    ordinal: int
    kind: ContainerKind
    parent: int | None
    untrusted_name: str


class EntryKind(StrEnum):
    """What lies at a path: only regular files can be opened."""

    FILE = "file"
    LINK = "link"
    PIPE = "pipe"
    SOCKET = "socket"
    DEVICE = "device"
    DIRECTORY = "directory"


@dataclass(frozen=True, slots=True)
class Found:
    """A path that matched a pattern. Nothing of it has been opened yet.

    ``untrusted_path``: relative, ``/``-separated. ``sure``: matched a pattern that
    belongs to this artefact alone, so that bad content is damage, not another file.
    """

    untrusted_path: str
    container: int
    size: int
    modified: datetime | None
    kind: EntryKind
    sure: bool


@dataclass(frozen=True, slots=True)
class Window:
    """The days a check may read, both inclusive, Amsterdam dates."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """First instant inside the window (aware)."""
        return datetime.combine(self.first, time.min, AMSTERDAM)

    @property
    def end(self) -> datetime:
        """First instant after the window (aware)."""
        return datetime.combine(self.last + timedelta(days=1), time.min, AMSTERDAM)


@dataclass(frozen=True, slots=True)
class Near:
    """``frames`` of a file lie near to entries of class ``place`` of list ``list``; of the nearest two more."""

    list: int
    place: int
    frames: int
    distance: int
    quality: int


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a check looks at of visits, so that a reader need not tell the others one by one.

    ``heeded``: of these addresses, those of which a visit may count for a question; None where no question asks for
    addresses. ``hours``: does a question ask for the hour of each visit?
    """

    heeded: Callable[[Sequence[str]], Collection[str]] | None
    hours: bool


@dataclass(frozen=True, slots=True)
class Artefact:
    """One opened file: ``file`` and ``sidecars`` (``-wal``, ``-journal``; of a hive ``.log``, ``.log1``, ``.log2``) are
    descriptors.

    ``siblings``: names of the reader's ``beside`` patterns that lie in the same
    folder → last change; a reader may need to know *that* they are there. ``digests``:
    of the file's bytes, as ``algorithm:hex``, where a list of a question asks for them.
    ``telling``, ``near``: where a question asks what it looks like, how many frames had enough to
    see (a picture is one) and what they lie near to, of the request's lists by their place.
    ``together``: acts that differ in nothing but their moment may be told at once, in any order.
    ``sieve``: which of them are looked at; the others may be told as numbers. None: each of them is.
    """

    untrusted_path: str
    file: int
    size: int
    modified: datetime | None
    sidecars: Mapping[str, int] = field(default_factory=dict)
    siblings: Mapping[str, datetime] = field(default_factory=dict)
    sure: bool = True
    digests: tuple[str, ...] = ()
    telling: int = 0
    near: tuple[Near, ...] = ()
    together: bool = False
    sieve: Sieve | None = None
