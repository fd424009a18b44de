"""The entries of a list, held against the gate and written to a nameless file: keyed and sorted, or encrypted."""

from dataclasses import replace
from typing import BinaryIO

from inzage.watchlists import ListKind, Manifest
from inzage.watchlists.digests import digests_of, shape, size_of
from inzage.watchlists.entries import read
from inzage.watchlists.formats import Brought, Format
from inzage.watchlists.gate import Gate
from inzage.watchlists.layout import HOSTS, PART, Header, part, record
from inzage.watchlists.manifest import fault
from inzage.watchlists.packing import Sorter, write
from inzage.watchlists.sealed import seal
from inzage.watchlists.sizes import SizeSet

MOST_PICTURES = 1_000_000
"""PDQ values in one list, which is in memory when it is brought in and when it is used."""


def keyed_file(
    brought: Brought, written: Format, manifest: Manifest, envelope: str, *, key: bytes, gate: Gate, sorter: Sorter
) -> tuple[BinaryIO, Header]:
    """The file and its header; ``ManifestFault`` where the manifest counts other entries."""
    if manifest.kind is ListKind.PICTURES:
        return _sealed_file(brought, written, manifest, envelope, key=key, gate=gate, sorter=sorter)
    longest, entries = 1, 0
    shapes: set[str] = set()
    occurring: SizeSet | None = SizeSet() if manifest.kind is ListKind.DIGESTS else None
    for form, place in read(brought, manifest, written):
        entries += 1
        gate.test(form)
        sorter.add(record(key, manifest.kind, form, place))
        if manifest.kind == ListKind.TERMS:
            longest = max(longest, form.count(" ") + 1)
        elif manifest.kind == ListKind.DIGESTS:
            shapes.add(shape(form))
            occurring = _with_size(occurring, form)
            _add_parts(form, key, sorter)
        elif manifest.kind == ListKind.ADDRESSES:
            shapes.add(HOSTS)
            _add_host(form, key, sorter)
    _count(manifest, entries)
    header = replace(_header(brought, written, manifest, envelope), longest=longest, shapes=tuple(sorted(shapes)))
    file = sorter.scratch()
    header = write(sorter, header, key, file, occurring)
    file.flush()
    return file, header


def _sealed_file(
    brought: Brought, written: Format, manifest: Manifest, envelope: str, *, key: bytes, gate: Gate, sorter: Sorter
) -> tuple[BinaryIO, Header]:
    """PDQ values, encrypted: they must be whole to be compared by distance."""
    entries: list[tuple[bytes, int]] = []
    for form, place in read(brought, manifest, written):
        gate.test(form)
        entries.append((bytes.fromhex(form), place))
        if len(entries) > MOST_PICTURES:
            break
    _count(manifest, len(entries))
    sealed, header = seal(entries, key, _header(brought, written, manifest, envelope))
    file = sorter.scratch()
    file.write(sealed)
    file.flush()
    return file, header


def _header(brought: Brought, written: Format, manifest: Manifest, envelope: str) -> Header:
    left = tuple(sorted((reason.value, count) for reason, count in brought.left.items()))
    return Header(manifest.kind, manifest.meaning, manifest.classes, envelope, written=written.value, left=left)


def _count(manifest: Manifest, entries: int) -> None:
    if manifest.kind is ListKind.PICTURES and entries > MOST_PICTURES:
        most = (f"hoogstens {MOST_PICTURES} vermeldingen", f"at most {MOST_PICTURES} entries")
        fault(manifest.name, most, ("meer", "more"))
    if entries != manifest.entries:
        expected = (f"{manifest.entries} vermeldingen", f"{manifest.entries} entries")
        fault(manifest.name, expected, (str(entries), str(entries)))


def _add_host(form: str, key: bytes, sorter: Sorter) -> None:
    """The host of an entry that names a page of it; one that names the host is found there itself."""
    host, _, page = form.partition("/")
    if page:
        sorter.add(record(key, ListKind.ADDRESSES, f"{host}/", PART))


def _add_parts(form: str, key: bytes, sorter: Sorter) -> None:
    """Each digest alone, where the entry says more than one thing; the gate asks for them."""
    if " " in form:
        for one in digests_of(form):
            sorter.add(part(key, one))


def _with_size(occurring: SizeSet | None, form: str) -> SizeSet | None:
    """The sizes with that of this entry; None from the first entry on that gives none: it may be of any."""
    size = size_of(form)
    if occurring is None or size is None:
        return None
    occurring.add(size)
    return occurring
