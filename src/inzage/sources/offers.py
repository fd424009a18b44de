"""What every kind of source does alike once it knows its names: offer, or say why not.

``Entry``: one name on a carrier, as a walk or an archive's table gives it.
``Hole``: a part of the carrier whose names could not be seen. ``Offers``: turns both
into matches and skips. A hole is told once to every reader and container, because
anything may have lain there, and "nothing found" must not be read as "clean".
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from inzage.artefact import EntryKind, Found
from inzage.result import FileSystem, Reason, Status
from inzage.sources import MAX_NAME, Match, Patterns, Skipped
from inzage.sources.patterns import Matcher
from inzage.sources.twins import Twins


@dataclass(frozen=True, slots=True)
class Entry:
    """One name: relative ``/``-separated path, bytes, last change; ``reason``: why it cannot be opened."""

    untrusted_path: str
    kind: EntryKind
    size: int = 0
    modified: datetime | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Hole:
    """A folder (or the rest of an archive) whose names could not be seen, and why."""

    untrusted_folder: str
    reason: Reason


class Offers:
    """One ``find``: which reader gets what."""

    def __init__(self, patterns: Sequence[Patterns]) -> None:
        self._readers = [wanted.reader for wanted in patterns]
        self._told: set[tuple[int, Reason]] = set()
        self._twins = Twins()
        self.match = Matcher(patterns).match

    def entry(
        self, entry: Entry, readers: Sequence[tuple[str, bool]], container: int, same: Hashable = None
    ) -> Iterator[Match | Skipped]:
        """Offer one entry to the readers whose globs it fits; ``same``: what all names of one file have in common."""
        reason = why_not(entry)
        for reader, sure in readers:
            if entry.kind is EntryKind.DIRECTORY and not sure:
                continue  # a folder that merely shares its name with a file somewhere says nothing
            if reason is not None:
                yield Skipped(reader, container, reason)
            elif self._twins.again(reader, entry.untrusted_path, entry.size, same):
                yield Skipped(reader, container, Reason.SAME_FILE)
            else:
                found = Found(entry.untrusted_path, container, entry.size, entry.modified, entry.kind, sure)
                yield Match(reader, found)

    def hole(self, container: int, reason: Reason) -> Iterator[Skipped]:
        """Tell every reader, once per container and reason, that something could not be seen."""
        if (container, reason) not in self._told:
            self._told.add((container, reason))
            yield from (Skipped(reader, container, reason) for reader in self._readers)


def why_not(entry: Entry) -> Reason | None:
    """Why this entry can be offered to nobody, if so."""
    if entry.kind is EntryKind.LINK:
        return Reason.LINK
    if entry.kind is not EntryKind.FILE:
        return Reason.NOT_A_FILE
    if entry.reason is None and len(entry.untrusted_path.encode("utf-8", "surrogatepass")) > MAX_NAME:
        return Reason.NAME_TOO_LONG
    return entry.reason


def filesystem(kind: str, entries: int, reason: Reason | None) -> FileSystem:
    """A file system as the result names it; ``reason``: the first thing that could not be seen."""
    if reason is None:
        return FileSystem(kind, entries, Status.READ)
    if reason is Reason.QUOTA:
        return FileSystem(kind, entries, Status.OVER_BUDGET, reason)
    if reason in (Reason.ENCRYPTED, Reason.IMAGE_ENCRYPTED) and not entries:
        return FileSystem(kind, entries, Status.ENCRYPTED, reason)
    return FileSystem(kind, entries, Status.DEGRADED if entries else Status.UNREADABLE, reason)


def moment(seconds: float | None) -> datetime | None:
    """An aware UTC time, or None where the carrier gives none that exists."""
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError):
        return None
