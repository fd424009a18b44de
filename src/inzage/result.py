"""What a check says: tallies, coverage, answers. Counts and closed words, never content.

The JSON form of ``CheckResult`` is the published contract
(``docs/schema/result.schema.json``); ``to_json`` in ``record.result_json`` writes it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from inzage.artefact import AMSTERDAM
from inzage.mandate import DataClass, Level
from inzage.observations import OnThisDevice


class AnswerKind(StrEnum):
    """The three answers."""

    NO_INDICATION = "no_indication"
    INDICATION = "indication"
    NOT_ASSESSABLE = "not_assessable"


class CheckStatus(StrEnum):
    """How a check ended."""

    DONE = "done"
    HALTED = "halted"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"


class Mark(StrEnum):
    """Watermarks: why a document is not a record of a lawful, locked, signed check."""

    VALIDATION = "validation"
    UNSIGNED = "unsigned"
    UNCONFINED = "unconfined"
    CONCEPT = "concept"
    RECOUNT = "recount"
    LOOK = "look"


class Status(StrEnum):
    """What became of one expected source."""

    READ = "read"
    ABSENT = "absent"
    UNREADABLE = "unreadable"
    DEGRADED = "degraded"
    ENCRYPTED = "encrypted"
    CLOSED = "closed"
    EXCLUDED = "excluded"
    NOT_NEEDED = "not_needed"
    OUT_OF_PERIOD = "out_of_period"
    OVER_BUDGET = "over_budget"
    NOT_REACHED = "not_reached"


class Reason(StrEnum):
    """Closed list of reasons, used in coverage and in answers."""

    # why a source could not be read
    NOT_A_DATABASE = "not_a_database"
    EMPTY_FILE = "empty_file"
    ZEROED = "zeroed"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TABLE_IS_A_VIEW = "table_is_a_view"
    TABLE_MISSING = "table_missing"
    COLUMNS_MISSING = "columns_missing"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    NO_MEMORY = "no_memory"
    WORKER_DIED = "worker_died"
    WORKER_GARBAGE = "worker_garbage"
    NOT_A_FILE = "not_a_file"
    LINK = "link"
    NAME_TOO_LONG = "name_too_long"
    NO_PERMISSION = "no_permission"
    READ_ERROR = "read_error"
    ARCHIVE_BOMB = "archive_bomb"
    ARCHIVE_DAMAGED = "archive_damaged"
    IMAGE_DAMAGED = "image_damaged"
    IMAGE_INCOMPLETE = "image_incomplete"
    IMAGE_SNAPSHOT = "image_snapshot"
    IMAGE_ENCRYPTED = "image_encrypted"
    IMAGE_EX01 = "image_ex01"
    IMAGE_ZSTD = "image_zstd"
    IMAGE_FORM = "image_form"
    PARTITION_TABLE = "partition_table"
    FILE_SYSTEM_UNKNOWN = "file_system_unknown"
    FILE_SYSTEM_DAMAGED = "file_system_damaged"
    ENCRYPTED = "encrypted"
    QUOTA = "quota"
    OTHER_KIND = "other_kind"
    NOT_READ_HERE = "not_read_here"
    LIBRARY_MISSING = "library_missing"
    CHANGED_WHILE_READ = "changed_while_read"
    LOG_REPLAYED = "log_replayed"
    UNCHANGED = "unchanged"
    SIZE_NOT_LISTED = "size_not_listed"
    LOG_NOT_REPLAYED = "log_not_replayed"
    # why a door stayed closed
    NOT_IN_MANDATE = "not_in_mandate"
    NOT_FOR_QUESTION = "not_for_question"
    NO_CONDITION = "no_condition"
    EXCLUDED_CONTAINER = "excluded_container"
    CARRIER_KIND = "carrier_kind"
    CARRIER_OWNER = "carrier_owner"
    CARRIER_PRESENTED = "carrier_presented"
    OUT_OF_PERIOD = "out_of_period"
    ANSWERED_EARLIER = "answered_earlier"
    OLDER_COPY = "older_copy"
    SAME_FILE = "same_file"
    TIME_BUDGET = "time_budget"
    COUNT_BUDGET = "count_budget"
    INTERRUPTED = "interrupted"
    HALTED = "halted"
    # why a question cannot be answered, or only so far
    NO_LIST = "no_list"
    STALE_LIST = "stale_list"
    HALT_MISSING = "halt_missing"
    FALSE_ALARMS = "false_alarms"
    NO_SOURCE = "no_source"
    SOURCE_UNREADABLE = "source_unreadable"
    SOURCE_CLOSED = "source_closed"
    CONTENT_CLOSED = "content_closed"
    SOURCE_NOT_REACHED = "source_not_reached"
    ORIGIN_UNKNOWN = "origin_unknown"
    OTHER_DEVICE = "other_device"
    SHARED_PROFILE = "shared_profile"
    HISTORY_SHORT = "history_short"


class Unreadable(Exception):
    """An artefact cannot be read; ``reason`` is the answer. ``OTHER_KIND``: it is another file."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class OneByOne(Exception):
    """What is alike in an artefact could not be told together: read it again, each act by itself."""


@dataclass(frozen=True, slots=True, order=True)
class Count:
    """One cell of a tally: class, Amsterdam day, origin."""

    label: str
    day: date
    on_this_device: OnThisDevice


def _cell(act: tuple[str, datetime, OnThisDevice]) -> Count:
    label, at, origin = act
    return Count(label, at.astimezone(AMSTERDAM).date(), origin)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often, on which days, of which class. Adding tallies merges them."""

    cells: Mapping[Count, int] = field(default_factory=dict)

    @classmethod
    def of(cls, acts: Iterable[tuple[str, datetime, OnThisDevice]]) -> "Tally":
        """Count acts given as (class, aware time, origin)."""
        return cls(Counter(_cell(act) for act in acts))

    @classmethod
    def of_numbers(cls, numbers: Iterable[tuple[tuple[str, datetime, OnThisDevice], int]]) -> "Tally":
        """Count so many acts of a class, day and origin at once, each given as in ``of`` with its number."""
        cells: Counter[Count] = Counter()
        for act, times in numbers:
            cells[_cell(act)] += times
        return cls(cells)

    @classmethod
    def total(cls, tallies: Iterable["Tally"]) -> "Tally":
        """All of these merged: what adding one to the other comes to, without a copy for each."""
        cells: Counter[Count] = Counter()
        for tally in tallies:
            for cell, times in tally.cells.items():
                cells[cell] += times
        return cls(+cells)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally.total((self, other))

    def only(self, origin: OnThisDevice) -> "Tally":
        """The part of this tally with one origin."""
        return Tally({cell: n for cell, n in self.cells.items() if cell.on_this_device == origin})

    @property
    def count(self) -> int:
        """Acts in all."""
        return sum(self.cells.values())

    @property
    def days(self) -> tuple[date, ...]:
        """Days with an act, ascending."""
        return tuple(sorted({cell.day for cell in self.cells}))

    def per_day(self) -> Iterator[tuple[date, int]]:
        """(day, acts), ascending."""
        by_day: Counter[date] = Counter()
        for cell, n in self.cells.items():
            by_day[cell.day] += n
        yield from sorted(by_day.items())

    def per_label(self) -> Iterator[tuple[str, int, int]]:
        """(class, acts, days), by class name."""
        for label in sorted({cell.label for cell in self.cells}):
            mine = {cell: n for cell, n in self.cells.items() if cell.label == label}
            yield label, sum(mine.values()), len({cell.day for cell in mine})


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one artefact (or door): never a path, user or title."""

    reader: str
    ordinal: int
    carrier: int
    container: int
    data_class: DataClass
    status: Status
    reason: Reason | None = None
    rows: int = 0
    records: Mapping[str, int] = field(default_factory=dict)
    covers: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class ListUsed:
    """A watchlist that gave an answer its meaning."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an indicator's ``judge`` says: the kind, the acts it rests on, why, and the share seen.

    ``tally`` holds the acts that the answer counts; ``seen`` lies in 0..1.
    """

    kind: AnswerKind
    tally: Tally
    reasons: tuple[Reason, ...]
    seen: float


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer per question. ``by_carrier``: carrier ordinal → its part of the tally."""

    question: str
    block: str
    verdict: Verdict
    all_acts: Tally
    by_carrier: Mapping[int, Tally]
    lists: tuple[ListUsed, ...]


@dataclass(frozen=True, slots=True)
class FileSystem:
    """One file system (or tree) of a carrier."""

    type: str
    entries: int
    status: Status
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class WholeDigest:
    """SHA-256 over all that a carrier is, made on request; not keyed, so that another program's can be held against it.

    ``sha256``: hex, None where it was not made, and ``reason`` why. ``bytes``: read for it, out of ``size``.
    """

    sha256: str | None
    bytes: int
    size: int
    reason: Reason | None = None

    @property
    def json(self) -> dict[str, object]:
        """As the contract and the ledger have it."""
        why = self.reason.value if self.reason else None
        return {"sha256": self.sha256, "bytes": self.bytes, "size": self.size, "reason": why}


@dataclass(frozen=True, slots=True)
class CarrierFacts:
    """A carrier as the result names it: keyed, never by name.

    ``whole``: None where nobody asked for it. ``size``: in bytes, None of what has none (a folder).
    ``serial``: the device's own number, keyed; None where it tells none, or is no device.
    """

    ordinal: int
    key: str
    kind: str
    presented: str
    owner: str
    containers: int
    filesystems: tuple[FileSystem, ...]
    whole: WholeDigest | None = None
    size: int | None = None
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class Intrusion:
    """How much of one data class the machine opened, and how often a human looked."""

    data_class: DataClass
    artefacts: int
    rows: int
    bytes: int
    human: int = 0

    @property
    def level(self) -> Level:
        """The data class's intrusion level."""
        return self.data_class.level


@dataclass(frozen=True, slots=True)
class CheckResult:
    """The whole outcome of one check; identity is nowhere in it. ``handover``: the number of what a halt sealed."""

    check_id: str
    status: CheckStatus
    marks: tuple[Mark, ...]
    mandate_sha256: str
    method_version: str
    window: tuple[date, date]
    seconds: Mapping[str, float]
    answers: tuple[Answer, ...]
    coverage: tuple[Coverage, ...]
    carriers: tuple[CarrierFacts, ...]
    intrusion: tuple[Intrusion, ...]
    ledger: Mapping[str, object]
    instrument: Mapping[str, object]
    handover: str | None = None
