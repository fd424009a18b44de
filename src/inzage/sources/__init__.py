"""Open a carrier, read-only. No type here has a way to write.

One file per kind (``folder``; others over ``unpacked``), chosen by ``opening``; in the lock: ``..._inside``. Errors::

    SourceFault
    ├── NoSuchCarrier          nothing at the path the user gave
    ├── UnknownCarrier         something, but of no kind that can be opened
    ├── BackupIncomplete       a phone's backup without the papers that give its parts their names
    ├── BackupOfUnknownVersion a phone's backup in a form not known here
    └── MissingLibraries       a disk or image, and the libraries for those are not installed
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from inzage.artefact import Artefact, Container, Found
from inzage.errors import InzageError
from inzage.result import FileSystem, Reason

MAX_NAME = 1024
"""Bytes in a relative path; what is longer is counted as not read."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """What one reader looks for: its name and its globs.

    ``at``: places that belong to this artefact alone. ``elsewhere``: places where
    only the content decides. ``beside``: file names whose presence in the same
    folder the reader wants to know of. Globs are relative, ``/``-separated,
    matched without regard to case against the end of a path; ``**`` spans folders.
    """

    reader: str
    at: tuple[str, ...]
    elsewhere: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that matched but was not offered, and why (a link, a pipe, a hostile name)."""

    reader: str
    container: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Match:
    """A path found for one reader."""

    reader: str
    found: Found


class Unopenable(InzageError):
    """One found file could not be opened; ``reason`` says why. A result, not a failure."""

    def __init__(self, reason: Reason) -> None:
        super().__init__()
        self.reason = reason


class Source(Protocol):
    """A carrier, opened read-only."""

    @property
    def kind(self) -> str:
        """``folder``, ``zip``, ``tar``, ..."""

    @property
    def identity(self) -> bytes:
        """Stable bytes that name this carrier to this kit; only ever keyed, never shown."""

    @property
    def size(self) -> int | None:
        """Bytes that the carrier has: of a disk or an image of one the disk's; None of a folder."""

    @property
    def serial(self) -> bytes | None:
        """The serial number that a device tells the system; only ever keyed, never shown."""

    @property
    def hashes_inside(self) -> bool:
        """True where digests rest on what a worker unpacked (images, archives), not on the carrier's own bytes."""

    def survey(self) -> "Survey":
        """Walk the names once: containers and file systems. Opens no file."""

    def find(self, patterns: Sequence[Patterns], closed: frozenset[int]) -> Iterator[Match | Skipped]:
        """Matches in a stable order; nothing below a container in ``closed`` is offered."""

    def open(self, found: Found, beside: tuple[str, ...] = ()) -> AbstractContextManager[Artefact]:
        """Open one match with its ``-wal`` and ``-journal``; raises ``Unopenable``."""

    def skim(self, found: Found) -> AbstractContextManager[Artefact]:
        """As ``open``, alone, for a look at its first 4096 bytes, which may come with ``digests_of`` only."""

    def digests_of(
        self, artefacts: Sequence[Artefact], algorithms: Sequence[str], pulse: Callable[[], None]
    ) -> list[tuple[str, ...] | Unopenable]:
        """Of each, in order, ``algorithm:hex``, or why not; ``pulse``: called all the while, and may end it."""

    def digest(self, artefact: Artefact) -> str:
        """SHA-256 of the opened file's bytes, hex; by the broker, or by the worker where ``hashes_inside``."""

    def close(self) -> None:
        """Let go of the carrier and of any worker behind it."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What a walk over the names tells."""

    containers: tuple[Container, ...]
    filesystems: tuple[FileSystem, ...]


class SourceFault(InzageError):
    """Base of what can be wrong with a carrier."""


class NoSuchCarrier(SourceFault):
    """Nothing at the path the user gave."""

    nl = "Verwacht: een gegevensdrager op {path}. Gevonden: {found}. Controleer het pad en de rechten."
    en = "Expected: a carrier at {path}. Found: {found}. Check the path and its permissions."


class UnknownCarrier(SourceFault):
    """Something, but of no kind that can be opened."""

    nl = "Verwacht bij {path}: een map, archief, schijf, image of backup. Gevonden: {found}. Er is niets geopend."
    en = "Expected at {path}: a folder, archive, disk, image or backup. Found: {found}. Nothing was opened."


class MissingLibraries(SourceFault):
    """A disk or image, and the libraries for those are not installed."""

    nl = (
        "Om {path} te openen zijn de bibliotheken voor schijven en images nodig, en die zijn hier niet geïnstalleerd. "
        "Voer uit: make images (of: pip install 'inzage[images]'). Er is niets geopend."
    )
    en = (
        "Opening {path} takes the libraries for disks and images, which are not installed here. "
        "Run: make images (or: pip install 'inzage[images]'). Nothing was opened."
    )
