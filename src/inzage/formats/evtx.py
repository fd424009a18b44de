"""A Windows event log (``.evtx``): its records by source and number. Through libevtx, over a descriptor.

``degraded`` is True where the library finds the log damaged or not closed, where a record cannot be read, or
where numbers of records are missing between others: a log numbers without gaps. Records that
were overwritten or lie outside its tables are not read (recovered content is another door).

References: https://github.com/libyal/libevtx (Windows XML Event Log (EVTX) format)
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from inzage.artefact import Artefact
from inzage.formats.blocks import DescriptorBlocks, FileObject
from inzage.formats.content import first_bytes, refused
from inzage.formats.extras import FAULTS, library
from inzage.formats.moments import filetime
from inzage.result import Reason, Unreadable

MOST = 1024 * 1024 * 1024
"""Bytes of a log; Windows keeps most at 20 million."""

MOST_RECORDS = 2_000_000

_MAGIC, _HEAD, _NUMBER, _TEXTS = b"ElfFile\0", 4096, 0xFFFF, 32
_MARKS, _OPEN = 120, 1


@dataclass(frozen=True, slots=True)
class Event:
    """One record: when it was written, under whose account, and the texts of its data."""

    at: datetime | None
    untrusted_sid: str
    untrusted_texts: tuple[str, ...]


class EventLog:
    """One log, open for reading. Raises ``Unreadable``."""

    def __init__(self, artefact: Artefact) -> None:
        first = first_bytes(artefact, MOST)
        if not first.startswith(_MAGIC):
            raise refused(artefact)
        if artefact.size < _HEAD:
            raise refused(artefact, Reason.TRUNCATED)
        self._file = library("pyevtx").file()
        try:
            self._file.open_file_object(FileObject(DescriptorBlocks(artefact.file, artefact.size)))
            self._count = int(self._file.get_number_of_records())
            self.degraded = bool(first[_MARKS] & _OPEN or self._file.is_corrupted() or self._count > MOST_RECORDS)
        except FAULTS:
            raise Unreadable(Reason.DAMAGED) from None
        self.first: datetime | None = None
        self.last: datetime | None = None

    def events(self, source: str, number: int) -> Iterator[Event]:
        """The events of one source and number; ``first`` and ``last`` then tell how far the whole log reaches."""
        numbers: list[int] = []
        for place in range(min(self._count, MOST_RECORDS)):
            try:
                record = self._file.get_record(place)
                numbers.append(int(record.get_identifier()))
                at = self._reach(filetime(record.get_written_time_as_integer()))
                event = _event(record, at) if _is(record, source, number) else None
            except FAULTS:
                self.degraded = True
                continue
            if event:
                yield event
        self.degraded |= bool(numbers) and max(numbers) - min(numbers) + 1 != len(set(numbers))

    def _reach(self, at: datetime | None) -> datetime | None:
        if at:
            self.first = min(self.first or at, at)
            self.last = max(self.last or at, at)
        return at


def _is(record: Any, source: str, number: int) -> bool:  # noqa: ANN401 (the library has no types)
    return bool(record.get_event_identifier() & _NUMBER == number and record.get_source_name() == source)


def _event(record: Any, at: datetime | None) -> Event:  # noqa: ANN401
    texts = [record.get_string(place) for place in range(min(record.get_number_of_strings(), _TEXTS))]
    return Event(at, str(record.get_user_security_identifier() or ""), tuple(str(one or "") for one in texts))
