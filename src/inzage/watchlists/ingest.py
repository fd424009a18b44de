"""From a file and its signed manifest to a keyed list, through the hygiene gate.

The file is read twice as a stream: once for its SHA-256, before anything of it is
parsed, and once for its entries. Nothing takes its place before all of it held, so an
earlier version that was in order stays until then.

The gate: not one entry of a listed list may stand on a list of ordinary (benign)
entries, in either order of import, nor, for files, among the files of this computer's
own system where the manager has it held against them. A list that fails goes to
quarantine and gives no question its meaning.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from inzage.signing.kit import Kit
from inzage.watchlists import InQuarantine, ListKind, Manifest, ManifestMissing, Meaning, OverlapsBenign, store
from inzage.watchlists.bringing import LARGEST, opened, sha256, small
from inzage.watchlists.digests import algorithms
from inzage.watchlists.disk import unreadable
from inzage.watchlists.entries import read
from inzage.watchlists.formats import Brought, Format, Left
from inzage.watchlists.formats.recognise import format_of
from inzage.watchlists.gate import Gate, opened_gate
from inzage.watchlists.keyed import KeyedList
from inzage.watchlists.keying import keyed_file
from inzage.watchlists.layout import Header
from inzage.watchlists.manifest import Said, fault, verify
from inzage.watchlists.packing import Sorter
from inzage.watchlists.store import Lists, StoredList
from inzage.watchlists.system_files import Held, hold_against

_OF_FILES = frozenset((ListKind.DIGESTS, ListKind.PICTURES))


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported list, and the listed lists that went to quarantine because this benign one contradicts them.

    ``held``: against which files of this system it was held. ``untried``: a list of files
    or pictures that was held against nothing ordinary at all.
    """

    stored: StoredList
    taken_out: tuple[str, ...]
    held: Held | None = None
    untried: bool = False


@dataclass(frozen=True, slots=True)
class _Ready:
    """A list that holds by itself, keyed in a nameless file, before the gate has had its say."""

    manifest: Manifest
    envelope: str
    into: Path
    lists: Lists
    gate: Gate
    file: BinaryIO
    header: Header


def load_manifest(path: Path | None, kit: Kit, *, file: Path) -> tuple[Manifest, str]:
    """The manifest and its envelope; ``ManifestMissing`` where there is none."""
    if path is None or not path.is_file():
        raise ManifestMissing(file=str(file))
    envelope = small(path)
    return verify(envelope, kit.trust, file=str(path)), envelope.decode("utf-8")


def import_list(
    file: Path,
    manifest_file: Path | None,
    into: Path,
    kit: Kit,
    *,
    today: date,
    written: Format | None = None,
    against: Sequence[Path] = (),
) -> Imported:
    """Import one list. ``written``: its format, by its content if absent. ``against``: folders of this system."""
    with _ready(file, manifest_file, into, kit, today=today, written=written) as ready:
        _check_against(ready.manifest, against)
        taken_out = _pass(ready)
        held = _held(ready, against, kit) if against else None
        with store.put(into, ready.manifest.name) as target:
            ready.file.seek(0)
            shutil.copyfileobj(ready.file, target)
    stored = next(one for one in Lists.open(into, kit).stored if one.name == ready.manifest.name)
    tried = stored.meaning is Meaning.BENIGN or bool(held and held.files) or bool(ready.gate.others)
    return Imported(stored, taken_out, held, stored.manifest.kind in _OF_FILES and not tried)


def try_list(
    file: Path,
    manifest_file: Path | None,
    into: Path,
    kit: Kit,
    *,
    today: date,
    against: Sequence[Path],
    written: Format | None = None,
) -> Held:
    """Hold a listed list against the benign lists and this system's files without importing it.

    What fails goes to quarantine, also where the same file was imported before.
    """
    with _ready(file, manifest_file, into, kit, today=today, written=written) as ready:
        _check_against(ready.manifest, against)
        _pass(ready)
        return _held(ready, against, kit)


def withdraw(manifest_file: Path, into: Path, kit: Kit) -> Manifest:
    """Carry out an issuer's signed withdrawal."""
    manifest, envelope = load_manifest(manifest_file, kit, file=manifest_file)
    if not manifest.withdrawn:
        expected: Said = ("een manifest dat de lijst intrekt", "a manifest that withdraws the list")
        fault(manifest.name, expected, ("een gewoon manifest", "an ordinary manifest"))
    _check_order(manifest, _lists_in(into, kit), into, kit)
    store.withdraw_signed(into, manifest.name, envelope)
    return manifest


def describe(
    file: Path,
    kind: ListKind,
    classes: tuple[str, ...],
    *,
    meaning: Meaning = Meaning.LISTED,
    categories: tuple[tuple[str, str], ...] = (),
    written: Format | None = None,
    left: Counter[Left] | None = None,
) -> tuple[str, int]:
    """SHA-256 and number of entries of a list that is to be signed; ``EntryFault`` where a line is none.

    ``left``: what is no entry is counted there, by reason.
    """
    draft = Manifest("?", "", "", kind, meaning, "", classes, date.min, date.max, "", 1, categories=categories)
    with opened(file, LARGEST[meaning]) as source:
        told = sha256(source)
        brought = Brought(source, kind, Counter() if left is None else left)
        found = written or format_of(source, classes, file.name)
        return told, sum(1 for _ in read(brought, draft, found))


@contextmanager
def _ready(
    file: Path, manifest_file: Path | None, into: Path, kit: Kit, *, today: date, written: Format | None
) -> Iterator[_Ready]:
    manifest, envelope = load_manifest(manifest_file, kit, file=file)
    _check_dates(manifest, today)
    lists = _lists_in(into, kit)
    _check_order(manifest, lists, into, kit)
    _check_quarantine(manifest, into, kit)
    key = kit.list_key()
    with Sorter(into) as sorter, opened_gate(lists, manifest, key) as gate:
        with opened(file, LARGEST[manifest.meaning]) as source:
            _check_file(manifest, sha256(source))
            brought = Brought(source, manifest.kind)
            found = written or format_of(source, manifest.classes, file.name)
            try:
                keyed, header = keyed_file(brought, found, manifest, envelope, key=key, gate=gate, sorter=sorter)
            except OSError as error:
                raise unreadable(into, error) from None
        yield _Ready(manifest, envelope, into, lists, gate, keyed, header)


def _lists_in(into: Path, kit: Kit) -> Lists:
    """What was imported before; each list is read whole to be verified, so ask once."""
    return Lists.open(into, kit) if into.is_dir() else Lists()


def _check_dates(manifest: Manifest, today: date) -> None:
    name = manifest.name
    if manifest.withdrawn:
        expected: Said = ("een lijst die geldt", "a list that is in force")
        todo: Said = ("Gebruik: inzage lists withdraw.", "Use: inzage lists withdraw.")
        fault(name, expected, ("een ingetrokken lijst", "a withdrawn list"), todo)
    if manifest.issued > today:
        issued = manifest.issued.isoformat()
        fault(name, ("een lijst van vandaag of eerder", "a list of today or before"), (issued, issued))


def _check_order(manifest: Manifest, lists: Lists, into: Path, kit: Kit) -> None:
    """No older version over a newer one, and none at all over its issuer's withdrawal of the same day or later."""
    known = [one.manifest for one in lists.stored]
    gone = [one for one in store.withdrawn(into, kit.trust) if one.withdrawn and not manifest.withdrawn]
    newer = any(one.name == manifest.name and one.issued > manifest.issued for one in known)
    if newer or any(one.name == manifest.name and one.issued >= manifest.issued for one in gone):
        expected: Said = ("een nieuwere versie", "a newer version")
        fault(manifest.name, expected, ("een oudere versie dan de bekende", "a version older than the known one"))


def _check_quarantine(manifest: Manifest, into: Path, kit: Kit) -> None:
    """What names files of this system comes back only mended: those files are not held against it at every import."""
    for one in store.quarantined(into, kit.trust):
        same = (one.manifest.name, one.manifest.file_sha256) == (manifest.name, manifest.file_sha256)
        if same and one.benign == store.SYSTEM:
            raise InQuarantine(name=manifest.name, overlap=one.overlap, benign=one.source)


def _check_file(manifest: Manifest, found: str) -> None:
    if found != manifest.file_sha256:
        expected = f"SHA-256 {manifest.file_sha256}"
        todo: Said = ("Gebruik het bestand dat bij dit manifest hoort.", "Use the file that belongs to this manifest.")
        fault(manifest.name, (expected, expected), (found, found), todo)


def _check_against(manifest: Manifest, against: Sequence[Path]) -> None:
    """Only a listed list of files can be held against this system's files."""
    if against and (manifest.kind, manifest.meaning) != (ListKind.DIGESTS, Meaning.LISTED):
        expected: Said = ("een lijst van bestanden die meetelt", "a list of files that counts")
        todo: Said = ("Laat --against weg.", "Leave --against out.")
        fault(manifest.name, expected, ("een andere lijst", "another list"), todo)


def _pass(ready: _Ready) -> tuple[str, ...]:
    """Stop what the gate caught: the new list itself, or the listed ones that the new benign list contradicts."""
    overlap, manifest = ready.gate.overlap, ready.manifest
    if overlap and manifest.meaning == Meaning.LISTED:
        _stop(ready, sum(overlap.values()), ", ".join(sorted(overlap)))
    caught = [stored for stored in ready.lists.stored if stored.name in overlap]
    for stored in caught:
        store.take_out(ready.into, stored, overlap=overlap[stored.name], benign=manifest.name)
    return tuple(stored.name for stored in caught)


def _held(ready: _Ready, folders: Sequence[Path], kit: Kit) -> Held:
    """Hold the list against this system's files; quarantine it where it names one of them."""
    found = KeyedList.open(ready.file.fileno(), kit.list_key())
    held = hold_against(found, algorithms(ready.header.shapes), folders)
    if held.overlap:
        _stop(ready, held.overlap, store.SYSTEM)
    return held


def _stop(ready: _Ready, overlap: int, benign: str) -> None:
    name, same = ready.manifest.name, ready.manifest.file_sha256
    store.quarantine(ready.into, name, ready.envelope, overlap=overlap, benign=benign)
    for stored in ready.lists.stored:
        if (stored.name, stored.manifest.file_sha256) == (name, same):
            store.take_out(ready.into, stored, overlap=overlap, benign=benign)
    raise OverlapsBenign(name=name, overlap=overlap, benign=store.source(benign))
