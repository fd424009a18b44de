"""The entries of a list, keyed, held against the gate, and written sorted to a nameless file."""

from typing import BinaryIO

from inzage.watchlists import ListKind, Manifest
from inzage.watchlists.digests import digests_of, shape
from inzage.watchlists.entries import read
from inzage.watchlists.formats import Brought, Format
from inzage.watchlists.gate import Gate
from inzage.watchlists.layout import Header, part, record
from inzage.watchlists.manifest import fault
from inzage.watchlists.packing import Sorter, write


def keyed_file(
    brought: Brought, written: Format, manifest: Manifest, envelope: str, *, key: bytes, gate: Gate, sorter: Sorter
) -> tuple[BinaryIO, Header]:
    """The keyed file and its header; ``ManifestFault`` where the manifest counts other entries."""
    longest, entries = 1, 0
    shapes: set[str] = set()
    for form, place in read(brought, manifest, written):
        entries += 1
        gate.test(form)
        sorter.add(record(key, manifest.kind, form, place))
        if manifest.kind == ListKind.TERMS:
            longest = max(longest, form.count(" ") + 1)
        elif manifest.kind == ListKind.DIGESTS:
            shapes.add(shape(form))
            _add_parts(form, key, sorter)
    if entries != manifest.entries:
        expected = (f"{manifest.entries} vermeldingen", f"{manifest.entries} entries")
        fault(manifest.name, expected, (str(entries), str(entries)))
    left = tuple(sorted((reason.value, count) for reason, count in brought.left.items()))
    named = tuple(sorted(shapes))
    header = Header(manifest.kind, manifest.meaning, manifest.classes, envelope, longest, named, written.value, left)
    file = sorter.scratch()
    header = write(sorter, header, key, file)
    file.flush()
    return file, header


def _add_parts(form: str, key: bytes, sorter: Sorter) -> None:
    """Each digest alone, where the entry says more than one thing; the gate asks for them."""
    if " " in form:
        for one in digests_of(form):
            sorter.add(part(key, one))
