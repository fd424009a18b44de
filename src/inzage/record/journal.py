"""The ledger while a check runs: an append-only file that survives any kill.

Each line is the canonical JSON of a ledger line, with ``outcome`` beside it where
an artefact was finished (its counts, for a later resume; no part of the leaf).
Beside each line stands also what the clocks said when it was written (``Beat``), so
that a clock that was set shows, even between two sittings.

What a kill tears is at most the end of the file: it is cut off when the journal
is opened again. A bad line *before* a good one is no tear but damage, and is said.

References: clock_gettime(2); random(4) (boot_id).
"""

import contextlib
import functools
import os
import time
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inzage.record import CaseDamaged, Entry, EntryKind
from inzage.record.card import read_regular
from inzage.record.ledger import Line, line_of
from inzage.record.store import Store, cannot_write
from inzage.signing.canonical import NotCanonical, canonical, parse

JOURNAL = "journal"

_BOOT = Path("/proc/sys/kernel/random/boot_id")

KeptCounts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beat:
    """What the clocks say at one moment.

    ``wall``: milliseconds since 1970, as the machine believes. ``running``: milliseconds
    since it was started, asleep or awake, which nobody can set. ``boot``: which start that
    was; empty where the system does not tell.
    """

    wall: int
    running: int
    boot: str

    @classmethod
    def now(cls) -> "Beat":
        """Now."""
        return cls(int(time.time() * 1000), time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000, _boot())

    @classmethod
    def of(cls, value: object) -> "Beat | None":
        """From its JSON value; None where it is none."""
        match value:
            case [int(wall), int(running), str(boot)]:
                return cls(wall, running, boot)
        return None

    @property
    def json(self) -> list[object]:
        """As the journal holds it."""
        return [self.wall, self.running, self.boot]


@dataclass(frozen=True, slots=True)
class Noted:
    """One line of the journal: the ledger's line, the counts of a finished artefact, and when it was written."""

    line: Line
    outcome: KeptCounts | None
    beat: Beat | None = None

    @property
    def entry(self) -> Entry:
        """The ledger entry; a journal has no erased lines."""
        if self.line.entry is None:
            raise ValueError("an erased line in a journal")
        return self.line.entry


class Journal:
    """An open journal; ``count`` lines are in it. ``beat``: what the clocks said at the last one, None without."""

    def __init__(self, store: Store) -> None:
        """Open or make the journal of ``store``; a torn end is cut off."""
        self._store = store
        data = read_regular(store.directory, JOURNAL) if store.has(JOURNAL) else b""
        self.count, self._end = _intact(store, data)
        self._found = self.count
        self._lengths = array("Q")
        try:
            flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
            self._file = os.open(store.directory / JOURNAL, flags, 0o600)
            os.ftruncate(self._file, self._end)
            os.fsync(self._file)
        except OSError as error:
            raise cannot_write(store.directory, error) from None
        self.beat = next(reversed([noted.beat for noted in self]), None)

    def append(self, line: Line, outcome: KeptCounts | None, *, durable: bool) -> None:
        """Add a line; ``durable``: on disk before this returns. A refused line leaves no trace."""
        self.append_all([(line, outcome)], durable=durable)

    def append_all(self, lines: Sequence[tuple[Line, KeptCounts | None]], *, durable: bool) -> None:
        """Add lines, each with its counts, in one write; refused, they leave no trace, not one of them.

        A kill may leave the first so many of them, whole.
        """
        beat = Beat.now()
        said = canonical(beat.json)
        fields = [line.fields for line, _ in lines]
        rows = b"".join(
            self._row(self.count + n, each, outcome, said)
            for n, (each, (_, outcome)) in enumerate(zip(fields, lines, strict=True))
        )
        try:
            _write_all(self._file, rows)
            if durable:
                os.fsync(self._file)
        except OSError as error:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._end)
            raise cannot_write(self._store.directory, error) from None
        self.count += len(lines)
        self._lengths.extend(map(len, fields))
        self._end += len(rows)
        self.beat = beat

    def _row(self, index: int, fields: bytes, outcome: KeptCounts | None, beat: bytes) -> bytes:
        kept = b"" if outcome is None else b',"outcome":%s' % canonical(outcome)
        row = b'{"beat":%s%s,%s}' % (beat, kept, fields)  # in the order of their names
        return self._store.seal_line(JOURNAL, index, row) + b"\n"

    def __iter__(self) -> Iterator[Noted]:
        """Every line so far, from the first."""
        for index, row in enumerate(self._rows()):
            yield _noted(self._store, index, row)

    def of_kind(self, kind: EntryKind) -> Iterator[Noted]:
        """Every line of one kind; the others are passed over without being taken apart."""
        said = b'"kind":"%s"' % kind.value.encode("ascii")
        for index, row in enumerate(self._rows()):
            if said in self._store.open_line(JOURNAL, index, row):
                noted = _noted(self._store, index, row)
                if noted.entry.kind is kind:
                    yield noted

    def fields(self) -> Iterator[bytes]:
        """Of every line, as it lies on the disk now, what the ledger holds of it (``Line.fields``).

        Of a line that this process wrote it is known how long that is, so it is cut out and not read as JSON.
        """
        for index, row in enumerate(self._rows()):
            if index < self._found:
                yield _noted(self._store, index, row).line.fields
            else:
                whole = self._store.open_line(JOURNAL, index, row)
                yield whole[-1 - self._lengths[index - self._found] : -1]

    def _rows(self) -> list[bytes]:
        return read_regular(self._store.directory, JOURNAL)[: self._end].splitlines()

    def close(self) -> None:
        """Give the file back; no line is lost by it."""
        os.close(self._file)


def noted_in(store: Store) -> list[Entry]:
    """The entries of a journal that nobody is to go on with now: read and left as it lies; ``CaseDamaged`` as above."""
    data = read_regular(store.directory, JOURNAL) if store.has(JOURNAL) else b""
    count, end = _intact(store, data)
    return [_noted(store, index, row).entry for index, row in zip(range(count), data[:end].splitlines(), strict=True)]


def _intact(store: Store, data: bytes) -> tuple[int, int]:
    """How many whole lines ``data`` begins with, and where they end."""
    end = count = 0
    rows = data.splitlines(keepends=True)
    for row in rows:
        if not _readable(store, count, row):
            break
        count, end = count + 1, end + len(row)
    for later, row in enumerate(rows[count + 1 :], count + 1):
        if _readable(store, later, row):
            found = (f"een kapotte regel {count + 1} vóór hele regels", f"a broken line {count + 1} before whole ones")
            raise CaseDamaged(case=store.directory, file=JOURNAL, found=found)
    return count, end


def _readable(store: Store, index: int, row: bytes) -> bool:
    try:
        return row.endswith(b"\n") and _noted(store, index, row.rstrip(b"\n")).entry.sequence == index + 1
    except (NotCanonical, ValueError):
        return False


def _noted(store: Store, index: int, row: bytes) -> Noted:
    value = parse(store.open_line(JOURNAL, index, row))
    if not isinstance(value, dict):
        raise NotCanonical("een regel die geen regel van het register is", "a line that is no line of the ledger")
    outcome, beat = value.pop("outcome", None), value.pop("beat", None)
    return Noted(line_of(value), outcome, Beat.of(beat))


@functools.cache
def _boot() -> str:
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _write_all(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]
