"""A LevelDB: a folder of numbered files that are one database; read by the keys that somebody wants.

``CURRENT`` names a MANIFEST, the MANIFEST the tables that count and the first log that does. The
artefact is ``CURRENT``; the source hands the others over as sidecars under their own names in
small letters. They are read together and not one by one: a key stands in several of them, in
an older and a newer form or as taken out, and only the highest sequence over all files says
which holds. What was taken out is not given; nor is what lies in files that no longer count.

``whole``: False where a part was lost (a file that is not there, a checksum that does not fit,
a log that stops within a record). Then it is a lower bound, and an older form may stand for one that was lost.
A log that stops between two records cannot tell, and no program could.

Bounded: a log takes ``MOST_LOG``, a block and a key are bounded in ``leveldb_table``, what is
kept takes ``MOST_KEPT``.

References: https://github.com/google/leveldb/blob/main/doc/impl.md; parts in ``leveldb_*``
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inzage.artefact import Artefact
from inzage.formats import leveldb_table
from inzage.formats.blocks import DescriptorBlocks, ReadFault
from inzage.formats.content import content, refused
from inzage.formats.leveldb_base import Broken, Entry, reaches
from inzage.formats.leveldb_log import batch, records
from inzage.formats.leveldb_manifest import BYTEWISE, Table, Version, version
from inzage.result import Reason, Unreadable

MOST_LOG = 64 * 1024 * 1024
MOST_KEPT = 64 * 1024 * 1024
"""Bytes of a log, and of all that is kept of the wanted keys."""

_CURRENT = re.compile(rb"MANIFEST-[0-9]{1,20}\n")
_NUMBERED = re.compile(r"([0-9]{1,20})\.(log|ldb|sst)")
_NAME_MOST = 64


@dataclass(slots=True)
class Store:
    """What holds now, by key. ``whole``: nothing was lost."""

    entries: Mapping[bytes, bytes]
    whole: bool


@dataclass(slots=True)
class _Newest:
    """The newest form of each key, whichever file it came from first."""

    kept: dict[bytes, Entry] = field(default_factory=dict)
    whole: bool = True
    bytes: int = 0

    def take(self, entry: Entry | None) -> None:
        """One entry; None: something is lost here. Raises ``Unreadable`` where it all becomes too much."""
        if entry is None:
            self.whole = False
            return
        before = self.kept.get(entry.key)
        if before is None or entry.sequence >= before.sequence:
            self.kept[entry.key] = entry
            self.bytes += len(entry.key) + len(entry.value or b"")
        if self.bytes > MOST_KEPT:
            raise Unreadable(Reason.TOO_LARGE)


def store(artefact: Artefact, *prefixes: bytes) -> Store:
    """What a LevelDB holds under these beginnings of keys. Raises ``Unreadable``."""
    stands, newest = _version(artefact), _Newest()
    files = dict(_numbered(artefact))
    for number, table in stands.tables.items():
        for entry in _of_table(files, number, table, prefixes, stands):
            newest.take(entry)
    for entry in _of_logs(files, stands, prefixes):
        newest.take(entry)
    entries = {entry.key: entry.value for entry in newest.kept.values() if entry.value is not None}
    return Store(entries, newest.whole)


def _version(artefact: Artefact) -> Version:
    """What the MANIFEST that CURRENT names says; without it nothing can be read."""
    named = content(artefact, _NAME_MOST)
    if not _CURRENT.fullmatch(named):
        raise refused(artefact)
    manifest = artefact.sidecars.get(named.decode().strip().lower())
    if manifest is None:
        raise refused(artefact)
    try:
        return version(_whole(manifest))
    except Broken:
        raise refused(artefact) from None


def _numbered(artefact: Artefact) -> Iterator[tuple[tuple[int, str], int]]:
    """(number, kind) → descriptor, of tables and logs; LevelDB takes both endings of a table for the same."""
    for name, descriptor in artefact.sidecars.items():
        if match := _NUMBERED.fullmatch(name):
            yield (int(match[1]), "log" if match[2] == "log" else "table"), descriptor


def _of_table(
    files: Mapping[tuple[int, str], int], number: int, table: Table, prefixes: Sequence[bytes], stands: Version
) -> Iterator[Entry | None]:
    ordered = stands.comparator == BYTEWISE
    if ordered and not reaches(table.first, table.last, prefixes):
        return
    descriptor = files.get((number, "table"))
    blocks = None if descriptor is None else DescriptorBlocks(descriptor)
    if blocks is None or blocks.size != table.size:
        yield None
    try:
        if blocks is not None:
            yield from leveldb_table.entries(blocks, prefixes, sorted_by_bytes=ordered)
    except Broken:
        yield None


def _of_logs(
    files: Mapping[tuple[int, str], int], stands: Version, prefixes: Sequence[bytes]
) -> Iterator[Entry | None]:
    """In order of number; the one that the MANIFEST names was there when it was named."""
    logs = {number: descriptor for (number, kind), descriptor in files.items() if kind == "log"}
    if stands.log and stands.log not in logs:
        yield None
    for number in sorted(logs):
        if number >= stands.log or number == stands.before:
            yield from _of_log(logs[number], prefixes)


def _of_log(descriptor: int, prefixes: Sequence[bytes]) -> Iterator[Entry | None]:
    try:
        written = _whole(descriptor)
    except Broken:
        yield None
        return
    for record in records(written):
        yield from (None,) if record is None else _of_record(record, tuple(prefixes))


def _of_record(record: bytes, starts: tuple[bytes, ...]) -> Iterator[Entry | None]:
    try:
        yield from (entry for entry in batch(record) if entry.key.startswith(starts))
    except Broken:
        yield None


def _whole(descriptor: int) -> bytes:
    """All of a log; raises ``Broken``."""
    blocks = DescriptorBlocks(descriptor)
    if blocks.size > MOST_LOG:
        raise Broken
    try:
        return blocks.read_at(0, blocks.size)
    except ReadFault:
        raise Broken from None
