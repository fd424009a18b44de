"""An iTunes or Finder backup: a folder of parts under hash names, with an index that gives them paths again.

The broker knows the backup by the names of its papers and never reads one; the worker
does. What is not encrypted is handed out as it lies on the carrier and digested there;
what is encrypted comes decrypted out of the worker (``hashes_inside``).

A whole phone is one carrier here, with the paths of its file system. Identity: a digest
over the papers' sizes, first and last MiB, so a backup stays itself wherever it lies.

It has not met a real encrypted backup: none is public.

References: artefact facts 2.3; trust facts 6.4, 6.6.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from inzage.artefact import Artefact, Found
from inzage.formats.mbdb import MAGIC as MBDB_MAGIC
from inzage.formats.signature import MAGIC as DATABASE_MAGIC
from inzage.result import Reason
from inzage.sources import SourceFault, Unopenable
from inzage.sources.archive_list import Tree
from inzage.sources.backup_worker import BackupWorker
from inzage.sources.descriptors import Marks, open_quietly, open_regular
from inzage.sources.digest import ends_digest
from inzage.sources.keys import Key
from inzage.sources.unlocking import Unlockable
from inzage.sources.unpacked import UnpackedSource

PLIST, DATABASE, MBDB = "Manifest.plist", "Manifest.db", "Manifest.mbdb"
PAPERS = (PLIST, DATABASE, DATABASE + "-wal", DATABASE + "-journal", MBDB, "Status.plist")
_BESIDE = {"Info.plist", "Status.plist"}
_HEAD = 16


class BackupIncomplete(SourceFault):
    """A backup without the papers that give its parts their names."""

    nl = (
        "Verwacht in {path}: een reservekopie van een iPhone of iPad met {missing}. Gevonden: geen {missing}. "
        "Zonder dat bestand is de rest niet te lezen. Kopieer de hele map van de reservekopie opnieuw (de map met "
        "Manifest.plist, Manifest.db en Info.plist), of maak met inzage acquire, Finder, iTunes of idevicebackup2 een "
        "nieuwe reservekopie en laat die helemaal aflopen. Er is niets geopend."
    )
    en = (
        "Expected in {path}: a backup of an iPhone or iPad with {missing}. Found: no {missing}. "
        "Without that file the rest cannot be read. Copy the backup's whole folder again (the one with "
        "Manifest.plist, Manifest.db and Info.plist), or make a new backup with inzage acquire, Finder, iTunes or "
        "idevicebackup2 and let it run to its end. Nothing was opened."
    )


class BackupOfUnknownVersion(SourceFault):
    """A backup in a form that did not exist when this was written."""

    nl = (
        "Verwacht bij {path}: een reservekopie in een bekende vorm ({known}). Gevonden: een andere vorm of een "
        "beschadigd bestand. Gebruik een nieuwere versie van Inzage, of maak de reservekopie opnieuw. "
        "Er is niets geopend."
    )
    en = (
        "Expected at {path}: a backup in a known form ({known}). Found: another form or a damaged file. "
        "Use a newer version of Inzage, or make the backup again. Nothing was opened."
    )


def is_ios_backup(names: Iterable[str]) -> bool:
    """Do these names in one folder make it a backup (perhaps one that lacks papers)?"""
    lying = set(names)
    return DATABASE in lying or MBDB in lying or lying >= _BESIDE or (PLIST in lying and bool(lying & _BESIDE))


class IosBackupSource(Unlockable, UnpackedSource):
    """A backup as a carrier. ``entries``: the most files that are listed.

    ``keys``: its owner's password, tried once before anything is listed (``unlock``).
    """

    kind = "ios-backup"

    def __init__(self, path: str, entries: int, keys: Sequence[Key] = (), *, unconfined: bool = False) -> None:
        self._keys = tuple(keys)
        with ExitStack() as stack:
            root = open_quietly(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
            stack.callback(os.close, root)
            papers = _papers(root, stack)
            _must_suffice(path, papers)
            self._papers_worker = BackupWorker(root, papers, unconfined=unconfined)
            super().__init__((root, *papers.values()), self._papers_worker, Path(path).resolve().name, entries)
            stack.pop_all()

    @property
    def size(self) -> int | None:
        """None: it is a folder, and its papers are not the whole of it."""
        return None

    @property
    def hashes_inside(self) -> bool:  # type: ignore[override]
        """Do digests rest on what was decrypted? Known from the survey on; until then, the careful answer."""
        return self._papers_worker.encrypted is not False

    @cached_property
    def identity(self) -> bytes:
        """32 bytes that stay equal for the same backup, wherever it lies."""
        return hashlib.sha256(b"".join(ends_digest(b"ios backup", [paper]) for paper in self._files[1:])).digest()

    @contextmanager
    def open(self, found: Found, beside: tuple[str, ...] = ()) -> Iterator[Artefact]:
        """Open a match; raises ``Unopenable``, also on leaving where a part changed meanwhile."""
        with super().open(found, beside) as artefact:
            files = (artefact.file, *artefact.sidecars.values())
            before = [Marks.of(os.fstat(file)) for file in files]
            yield replace(artefact, size=before[0].size)
            if before != [Marks.of(os.fstat(file)) for file in files]:
                raise Unopenable(Reason.CHANGED_WHILE_READ)

    def _look(self) -> list[Marks]:
        return [Marks.of(os.fstat(paper)) for paper in self._files[1:]]  # what comes to lie beside them is no matter

    def _trees(self) -> Iterable[Tree]:
        self.unlock()
        return (Tree(self.kind, self._worker.pages()),)


def _papers(root: int, stack: ExitStack) -> dict[str, int]:
    """The papers that are there, open: name → descriptor."""
    papers = {}
    for name in PAPERS:
        try:
            papers[name] = open_regular(name, root)
        except (FileNotFoundError, Unopenable):
            continue
        stack.callback(os.close, papers[name])
    return papers


def _must_suffice(path: str, papers: dict[str, int]) -> None:
    """Raise a sentence where the index is missing or unknown, or sealed without the paper that opens it."""
    if DATABASE in papers:
        if PLIST not in papers and os.pread(papers[DATABASE], _HEAD, 0) != DATABASE_MAGIC:
            raise BackupIncomplete(path=path, missing=PLIST)
    elif MBDB not in papers:
        raise BackupIncomplete(path=path, missing=DATABASE)
    elif os.pread(papers[MBDB], len(MBDB_MAGIC), 0) != MBDB_MAGIC:
        raise BackupOfUnknownVersion(path=path, known="Manifest.db, Manifest.mbdb 5.0")
