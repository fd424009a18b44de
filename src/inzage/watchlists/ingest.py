"""From a file and its signed manifest to a keyed list, through the hygiene gate.

The gate: not one entry of a listed list may stand on a list of ordinary (benign)
addresses or terms, in either order of import. A list that fails goes to quarantine
and gives no question its meaning; an earlier version that was in order stays.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from inzage.signing.kit import Kit
from inzage.watchlists import (
    ListKind,
    ListUnreadable,
    Manifest,
    ManifestMissing,
    Meaning,
    OverlapsBenign,
    store,
)
from inzage.watchlists.digests import SIZE, shape
from inzage.watchlists.entries import Entry, read
from inzage.watchlists.keyed import KeyedList, pack, record
from inzage.watchlists.manifest import Said, fault, verify
from inzage.watchlists.store import Lists, StoredList

LARGEST_FILE = 1024 * 1024 * 1024


@dataclass(slots=True)
class Gate:
    """The lists on the other side of the gate, opened, and how many entries each shares with the new one."""

    others: Sequence[tuple[StoredList, KeyedList]]
    covering: bool
    overlap: dict[str, int] = field(default_factory=dict)

    def test(self, form: str) -> None:
        """Count this entry for each list that holds it."""
        for stored, opened in self.others:
            if self._held(opened, form):
                self.overlap[stored.name] = self.overlap.get(stored.name, 0) + 1

    def _held(self, opened: KeyedList, form: str) -> bool:
        if not self.covering:
            return bool(opened.classes_of_form(form))
        return bool(_COVERS[opened.header.kind](opened, form))


@dataclass(frozen=True, slots=True)
class Imported:
    """An imported list, and the listed lists that went to quarantine because this benign one contradicts them."""

    stored: StoredList
    taken_out: tuple[str, ...]


def _of_file(opened: KeyedList, form: str) -> frozenset[str]:
    """A benign list may name the same file by other parts: all that it names of it must agree."""
    parts = dict(word.split(":", 1) for word in form.split())
    return opened.classes_of_digests(form.split(), int(parts.get(SIZE, "0")))


_COVERS: Mapping[ListKind, Callable[[KeyedList, str], frozenset[str]]] = {
    ListKind.ADDRESSES: KeyedList.classes_of_address,
    ListKind.TERMS: KeyedList.classes_of_text,
    ListKind.HANDLES: KeyedList.classes_of_handle,
    ListKind.DIGESTS: _of_file,
}
"""What an entry of each kind would be looked up as."""


def load_manifest(path: Path | None, kit: Kit, *, file: Path) -> tuple[Manifest, str]:
    """The manifest and its envelope; ``ManifestMissing`` where there is none."""
    if path is None or not path.is_file():
        raise ManifestMissing(file=str(file))
    envelope = _read(path)
    return verify(envelope, kit.trust, file=str(path)), envelope.decode("utf-8")


def import_list(file: Path, manifest_file: Path | None, into: Path, kit: Kit, *, today: date) -> Imported:
    """Import one list (CSV where the file's name ends in ``.csv``, else text)."""
    manifest, envelope = load_manifest(manifest_file, kit, file=file)
    _check_dates(manifest, into, kit, today)
    data = _read(file)
    _check_file(manifest, data)
    lists = Lists.open(into, kit) if into.is_dir() else Lists()
    with _gate(lists, manifest, kit.list_key()) as gate:
        keyed = _keyed(read(data, manifest, as_csv=file.suffix.lower() == ".csv"), manifest, envelope, kit, gate)
    taken_out = _pass(gate, lists, manifest, envelope, into)
    store.put(into, manifest.name, keyed)
    stored = next(one for one in Lists.open(into, kit).stored if one.name == manifest.name)
    return Imported(stored, taken_out)


def withdraw(manifest_file: Path, into: Path, kit: Kit) -> Manifest:
    """Carry out an issuer's signed withdrawal."""
    manifest, envelope = load_manifest(manifest_file, kit, file=manifest_file)
    if not manifest.withdrawn:
        expected: Said = ("een manifest dat de lijst intrekt", "a manifest that withdraws the list")
        fault(manifest.name, expected, ("een gewoon manifest", "an ordinary manifest"))
    _check_order(manifest, into, kit)
    store.withdraw_signed(into, manifest.name, envelope)
    return manifest


def describe(file: Path, kind: ListKind, classes: tuple[str, ...]) -> tuple[str, int]:
    """SHA-256 and number of entries of a list that is to be signed; ``EntryFault`` where a line is none."""
    data = _read(file)
    draft = Manifest("?", "", "", kind, Meaning.LISTED, "", classes, date.min, date.max, "", 1)
    return hashlib.sha256(data).hexdigest(), sum(1 for _ in read(data, draft, as_csv=file.suffix.lower() == ".csv"))


def _check_dates(manifest: Manifest, into: Path, kit: Kit, today: date) -> None:
    name = manifest.name
    if manifest.withdrawn:
        expected: Said = ("een lijst die geldt", "a list that is in force")
        todo: Said = ("Gebruik: inzage lists withdraw.", "Use: inzage lists withdraw.")
        fault(name, expected, ("een ingetrokken lijst", "a withdrawn list"), todo)
    if manifest.issued > today:
        issued = manifest.issued.isoformat()
        fault(name, ("een lijst van vandaag of eerder", "a list of today or before"), (issued, issued))
    _check_order(manifest, into, kit)


def _check_order(manifest: Manifest, into: Path, kit: Kit) -> None:
    """No older version over a newer one, and none at all over its issuer's withdrawal of the same day or later."""
    known = [one.manifest for one in Lists.open(into, kit).stored] if into.is_dir() else []
    gone = [one for one in store.withdrawn(into, kit.trust) if one.withdrawn and not manifest.withdrawn]
    newer = any(one.name == manifest.name and one.issued > manifest.issued for one in known)
    if newer or any(one.name == manifest.name and one.issued >= manifest.issued for one in gone):
        expected: Said = ("een nieuwere versie", "a newer version")
        fault(manifest.name, expected, ("een oudere versie dan de bekende", "a version older than the known one"))


def _check_file(manifest: Manifest, data: bytes) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != manifest.file_sha256:
        expected = f"SHA-256 {manifest.file_sha256}"
        todo: Said = ("Gebruik het bestand dat bij dit manifest hoort.", "Use the file that belongs to this manifest.")
        fault(manifest.name, (expected, expected), (found, found), todo)


@contextmanager
def _gate(lists: Lists, manifest: Manifest, key: bytes) -> Iterator[Gate]:
    """A listed list is held against the benign ones (what covers its entries), a benign one against the listed."""
    listed = manifest.meaning == Meaning.LISTED
    others = lists.of(manifest.kind, Meaning.BENIGN if listed else Meaning.LISTED)
    with ExitStack() as stack:
        opened = [(one, stack.enter_context(one.look_up(key))) for one in others if one.name != manifest.name]
        yield Gate(opened, covering=listed)


def _keyed(entries: Iterator[Entry], manifest: Manifest, envelope: str, kit: Kit, gate: Gate) -> bytes:
    key, kind = kit.list_key(), manifest.kind
    records: list[bytes] = []
    longest = 1
    shapes: set[str] = set()
    for form, place in entries:
        gate.test(form)
        records.append(record(key, kind, form, place))
        longest = max(longest, form.count(" ") + 1) if kind == ListKind.TERMS else 1
        if kind == ListKind.DIGESTS:
            shapes.add(shape(form))
    if len(records) != manifest.entries:
        expected = (f"{manifest.entries} vermeldingen", f"{manifest.entries} entries")
        fault(manifest.name, expected, (str(len(records)), str(len(records))))
    return pack(
        records,
        key,
        kind=kind,
        meaning=manifest.meaning,
        classes=manifest.classes,
        longest=longest,
        envelope=envelope,
        shapes=tuple(sorted(shapes)),
    )


def _pass(gate: Gate, lists: Lists, manifest: Manifest, envelope: str, into: Path) -> tuple[str, ...]:
    """Stop what the gate caught: the new list itself, or the listed ones that the new benign list contradicts."""
    if gate.overlap and manifest.meaning == Meaning.LISTED:
        overlap, benign = sum(gate.overlap.values()), ", ".join(sorted(gate.overlap))
        store.quarantine(into, manifest.name, envelope, overlap=overlap, benign=benign)
        raise OverlapsBenign(name=manifest.name, overlap=overlap, benign=benign)
    caught = [stored for stored in lists.stored if stored.name in gate.overlap]
    for stored in caught:
        store.take_out(into, stored, overlap=gate.overlap[stored.name], benign=manifest.name)
    return tuple(stored.name for stored in caught)


def _read(path: Path) -> bytes:
    expected: Said = ("een gewoon bestand van hoogstens 1 GB", "an ordinary file of at most 1 GB")
    if not path.is_file():
        raise ListUnreadable(file=str(path), expected=expected, found=("geen bestand", "no file"))
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise ListUnreadable(file=str(path), expected=expected, found=("een groter bestand", "a larger file"))
        return path.read_bytes()
    except OSError as error:
        raise store.unreadable(path, error) from None
