"""The lists that one kit imported: which give a question its meaning today, and which do not.

::

    <name>.keyed             an imported list: its signed manifest and its keyed (or encrypted) entries
    withdrawn/<name>.json    the manifest of a list that was withdrawn
    quarantine/<name>.json   the manifest of a list that the hygiene gate stopped, and why

Each is one file, written at once, so no kill leaves half a list.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from inzage.result import Reason
from inzage.signing.canonical import NotCanonical, canonical, parse
from inzage.signing.kit import Kit
from inzage.signing.trust import TrustStore
from inzage.watchlists import ListKind, ListUnreadable, Manifest, Meaning, StoreFault
from inzage.watchlists.digests import algorithms
from inzage.watchlists.disk import remove, unreadable, whole, write
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.layout import Header
from inzage.watchlists.manifest import NAME, is_stale, verify
from inzage.watchlists.picture_list import PictureList, holds_pictures
from inzage.watchlists.sealed import MAGIC as OF_PICTURES
from inzage.watchlists.sizes import SizeSet

KEYED = ".keyed"
WITHDRAWN = "withdrawn"
QUARANTINE = "quarantine"
SYSTEM = "*system"
"""As the source of an overlap: the files of this computer's own system. No list can have this name."""

_SYSTEM_FILES = ("de bestanden van dit systeem", "the files of this system")


@dataclass(frozen=True, slots=True)
class StoredList:
    """One imported list, its manifest verified again, and what its keyed file says of it (``header``)."""

    manifest: Manifest
    header: Header
    path: Path

    @property
    def envelope(self) -> str:
        """The signed manifest as it was brought."""
        return self.header.envelope

    @property
    def entries(self) -> int:
        """Different entries that are kept."""
        return self.header.count - self.header.parts

    @property
    def duplicates(self) -> int:
        """Entries that were brought more than once, with the same class."""
        return self.manifest.entries - self.entries

    @property
    def algorithms(self) -> tuple[str, ...]:
        """What a file must be digested with to be looked up here (none for other kinds of lists)."""
        return algorithms(self.header.shapes)

    @property
    def name(self) -> str:
        """The list's name."""
        return self.manifest.name

    @property
    def version(self) -> str:
        """The list's version."""
        return self.manifest.version

    @property
    def classes(self) -> tuple[str, ...]:
        """The only class names that a look-up in this list can give."""
        return self.manifest.classes

    @property
    def meaning(self) -> Meaning:
        """What being on the list means."""
        return self.manifest.meaning

    def open(self) -> int:
        """A read-only descriptor of the keyed file, for a worker; the caller closes it."""
        try:
            return os.open(self.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError as error:
            raise unreadable(self.path, error) from None

    def sizes(self, key: bytes) -> SizeSet | None:
        """The sizes that its entries have, None where the list does not tell; a file of another is not on it."""
        if not self.header.sizes:
            return None
        with self.look_up(key) as opened:
            return opened.sizes() if isinstance(opened, KeyedList) else None

    @contextmanager
    def look_up(self, key: bytes) -> Iterator[KeyedList | PictureList]:
        """The list opened here, for who manages it; a check opens it in the worker."""
        descriptor = self.open()
        try:
            yield _list_at(descriptor, key)
        finally:
            os.close(descriptor)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A list in quarantine: how many of its entries stand also in which ``benign`` source (``SYSTEM``: files)."""

    manifest: Manifest
    overlap: int
    benign: str

    @property
    def source(self) -> tuple[str, str]:
        """What caught it, in Dutch and in English."""
        return source(self.benign)


@dataclass(frozen=True, slots=True)
class Lists:
    """All imported lists of one kit."""

    stored: tuple[StoredList, ...] = ()

    @classmethod
    def open(cls, directory: Path, kit: Kit) -> "Lists":
        """Every list, with its signature, key and contents verified; raises where one does not hold."""
        if not directory.is_dir():
            expected = ("een map met ingevoerde lijsten", "a folder with imported lists")
            raise ListUnreadable(file=str(directory), expected=expected, found=("geen map", "no folder"))
        key = kit.list_key()
        return cls(tuple(_stored(path, key, kit.trust) for path in sorted(directory.glob(f"[!.]*{KEYED}"))))

    def for_purpose(
        self, purpose: str, kind: ListKind, today: date, *, sealable: bool = False
    ) -> tuple[tuple[StoredList, ...], Reason | None]:
        """The lists for a question, and why they are not enough: a reason, or None.

        Benign lists of the kind always go along, whatever their purpose and age: they
        can only take acts out of a count. A listed list of files counts only where a hit
        on it is ``sealable``: the police's key is at hand, and valid (else ``HALT_MISSING``).
        """
        mine = [one for one in self.stored if one.manifest.kind == kind]
        listed = [one for one in mine if one.meaning == Meaning.LISTED and one.manifest.purpose == purpose]
        fresh = [one for one in listed if not is_stale(one.manifest, today)]
        benign = [one for one in mine if one.meaning == Meaning.BENIGN]
        if listed and kind == ListKind.DIGESTS and not sealable:
            return tuple(benign), Reason.HALT_MISSING
        reason = Reason.NO_LIST if not listed else Reason.STALE_LIST if len(fresh) < len(listed) else None
        return tuple(fresh + benign), reason

    def of(self, kind: ListKind, meaning: Meaning) -> tuple[StoredList, ...]:
        """The lists of one kind and meaning."""
        return tuple(one for one in self.stored if one.manifest.kind == kind and one.meaning == meaning)


@contextmanager
def put(directory: Path, name: str) -> Iterator[BinaryIO]:
    """A file for a list's keyed entries. When it is whole, the list leaves quarantine and withdrawal."""
    with whole(directory / f"{name}{KEYED}") as file:
        yield file
    for folder in (QUARANTINE, WITHDRAWN):
        remove(directory / folder / f"{name}.json")


def withdraw(directory: Path, name: str, key: bytes) -> None:
    """Erase an imported list here; its manifest stays on record."""
    path = directory / f"{name}{KEYED}"
    if not NAME.fullmatch(name) or not path.is_file():
        expected = (f"een ingevoerde lijst met de naam {name}", f"an imported list named {name}")
        raise ListUnreadable(file=str(directory), expected=expected, found=("geen", "none"))
    try:
        with _opened(path, key) as opened:
            write(directory / WITHDRAWN / f"{name}.json", canonical({"envelope": opened.header.envelope}))
    except StoreFault:
        pass  # a damaged list has no manifest to keep, and must be removable all the same
    remove(path)


def withdraw_signed(directory: Path, name: str, envelope: str) -> None:
    """Erase a list because its issuer withdrew it; the signed withdrawal stays, so no older version comes back."""
    write(directory / WITHDRAWN / f"{name}.json", canonical({"envelope": envelope}))
    for path in (directory / f"{name}{KEYED}", directory / QUARANTINE / f"{name}.json"):
        remove(path)


def quarantine(directory: Path, name: str, envelope: str, *, overlap: int, benign: str) -> None:
    """Keep a list's manifest and why it was stopped; nothing of its entries."""
    value = {"envelope": envelope, "overlap": overlap, "benign": benign}
    write(directory / QUARANTINE / f"{name}.json", canonical(value))


def take_out(directory: Path, stored: StoredList, *, overlap: int, benign: str) -> None:
    """Put an imported list in quarantine: its entries go, its manifest stays."""
    quarantine(directory, stored.name, stored.envelope, overlap=overlap, benign=benign)
    remove(stored.path)


def quarantined(directory: Path, trust: TrustStore) -> tuple[Stopped, ...]:
    """The lists in quarantine, by name."""
    found = ((_json(path), path) for path in sorted((directory / QUARANTINE).glob("[!.]*.json")))
    return tuple(_stopped(value, trust, path) for value, path in found)


def withdrawn(directory: Path, trust: TrustStore) -> tuple[Manifest, ...]:
    """The manifests of withdrawn lists, by name. ``withdrawn`` in them: by their issuer, not here alone."""
    return tuple(_manifest(_json(path), trust, path) for path in sorted((directory / WITHDRAWN).glob("[!.]*.json")))


def source(benign: str) -> tuple[str, str]:
    """What caught a list, in Dutch and in English: ``benign`` lists by name, or ``SYSTEM``."""
    return _SYSTEM_FILES if benign == SYSTEM else (f"de gewone lijst(en) {benign}", f"the benign list(s) {benign}")


def _stored(path: Path, key: bytes, trust: TrustStore) -> StoredList:
    with _opened(path, key) as opened:
        opened.check_body()
        header = opened.header
    manifest = verify(header.envelope.encode(), trust, file=str(path))
    said = (manifest.name, manifest.kind, manifest.meaning, manifest.classes)
    if said != (path.name.removesuffix(KEYED), header.kind, header.meaning, header.classes):
        raise _fault(path, ("een ander manifest", "another manifest"))
    return StoredList(manifest, header, path)


@contextmanager
def _opened(path: Path, key: bytes) -> Iterator[KeyedList | PictureList]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise unreadable(path, error) from None
    try:
        yield _list_at(descriptor, key)
    except OSError as error:
        raise unreadable(path, error) from None
    except StoreFault as error:
        raise StoreFault(**(error.facts | {"file": str(path)})) from None
    finally:
        os.close(descriptor)


def _list_at(descriptor: int, key: bytes) -> KeyedList | PictureList:
    pictures = holds_pictures(os.pread(descriptor, len(OF_PICTURES), 0))
    return PictureList.open(descriptor, key) if pictures else KeyedList.open(descriptor, key)


def _stopped(value: Mapping[str, object], trust: TrustStore, path: Path) -> Stopped:
    overlap = value.get("overlap")
    if not isinstance(overlap, int):
        raise _fault(path, ("iets anders", "something else"))
    return Stopped(_manifest(value, trust, path), overlap, str(value.get("benign")))


def _manifest(value: Mapping[str, object], trust: TrustStore, path: Path) -> Manifest:
    return verify(str(value.get("envelope")).encode(), trust, file=str(path))


def _json(path: Path) -> Mapping[str, object]:
    try:
        value = parse(path.read_bytes())
    except OSError as error:
        raise unreadable(path, error) from None
    except NotCanonical as error:
        raise _fault(path, (error.nl, error.en)) from None
    if not isinstance(value, dict):
        raise _fault(path, ("iets anders", "something else"))
    return value


def _fault(path: Path, found: tuple[str, str]) -> StoreFault:
    expected = ("een ingevoerde lijst van deze uitrusting", "an imported list of this kit")
    return StoreFault(file=str(path), expected=expected, found=found)
