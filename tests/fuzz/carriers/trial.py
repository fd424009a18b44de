"""One carrier, opened as a check opens it: names, states, and the bytes of what a reader would be given.

``Seen`` is all that came out; ``told`` what the carrier's states and reasons say of it. Workers
come from one warm process per kind, fresh for each carrier, as in the tests of sources.
"""

import os
import signal
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from inzage.errors import InzageError
from inzage.readers import all_readers
from inzage.result import Reason, Status
from inzage.sources import Match, Patterns, Source, Unopenable, archive_worker, offers
from inzage.sources.image import ImageSource
from inzage.sources.opening import open_source
from inzage.sources.patterns import Matcher
from inzage.sources.unpacked import UnpackedSource
from inzage.worker.pool import Lent, Pool
from tests.fuzz.carriers.recipes import Carrier
from tests.fuzz.carriers.sparse import spoilt_file, write_sparse
from tests.fuzz.edits import Edit

SECONDS = 30
MOST_OPENED = 8

PATTERNS = (
    *(Patterns(reader.name, reader.at, reader.elsewhere, reader.beside) for reader in all_readers()),
    Patterns("letters", ("letters/a-letter-3.txt", "passwords.txt", "a_directory/*")),
)
"""All that a check looks for, and something on the carriers whose makers had no browser."""

_DEATHS = frozenset({Reason.WORKER_DIED, Reason.WORKER_GARBAGE, Reason.NO_MEMORY, Reason.TOO_SLOW})
_QUIET = frozenset({Reason.SAME_FILE, Reason.LINK, Reason.NOT_A_FILE})
_WHOLE = (Status.READ, Status.ABSENT)


class Hung(BaseException):
    """The time for one carrier is over."""


class End(StrEnum):
    """What one carrier came to. The last three stand for harm: two to us, one to who relies on the answer."""

    ALL = "all"
    ALL_TOLD = "all, told"
    FEWER_TOLD = "fewer, told"
    NOTHING_TOLD = "nothing, told"
    REFUSED = "refused"
    DIED = "died"
    CRASH = "crash"
    HANG = "hang"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Seen:
    """``names``: path → how often; ``held``: path → digest of its bytes; ``reasons``: whatever was said."""

    names: Counter[str]
    held: Mapping[str, str]
    states: Counter[tuple[str, Status]]
    reasons: Counter[Reason]

    def whole(self, base: "Seen") -> bool:
        """Does nothing say that there may be more than this, or other bytes?"""
        worse = any(status not in _WHOLE for _, status in (self.states - base.states))
        return not worse and not (self.reasons - base.reasons)

    def lacks(self, base: "Seen") -> bool:
        """Are there names fewer, or other bytes under a name?"""
        return bool(base.names - self.names) or any(self.held.get(path) != held for path, held in base.held.items())

    @property
    def died(self) -> bool:
        """Did a worker end over it?"""
        return bool(_DEATHS & set(self.reasons))


class Bench:
    """One carrier on disk and the warm processes for it; a context."""

    def __init__(self, carrier: Carrier, room: Path) -> None:
        self.carrier = carrier
        self._room = room
        for path, content in carrier.files.items():
            (room / path).parent.mkdir(parents=True, exist_ok=True)
            write_sparse(room / path, content)
        self.base = self.seen()

    def seen(self) -> Seen:
        """What the carrier shows as it lies there now. Raises ``InzageError`` where it is refused, or ``Hung``."""
        with _in_time():
            source = open_source(str(self._room / self.carrier.opens), keys=self.carrier.keys)
            try:
                return look(source)
            finally:
                source.close()

    def end(self, file: str, edits: Sequence[Edit]) -> End:
        """What becomes of it with one of its files spoilt."""
        with spoilt_file(self._room / file, self.carrier.files[file], edits):
            try:
                return self._judged(self.seen())
            except InzageError:
                return End.REFUSED
            except Hung:
                return End.HANG
            except Exception:
                return End.CRASH

    def _judged(self, seen: Seen) -> End:
        if seen.died:
            return End.DIED
        if seen.whole(self.base):
            return End.SILENT if seen.lacks(self.base) else End.ALL
        if not seen.lacks(self.base):
            return End.ALL_TOLD
        return End.FEWER_TOLD if seen.names & self.base.names else End.NOTHING_TOLD


def look(source: Source) -> Seen:
    """Survey, find for every reader, open and read: as a check does."""
    survey = source.survey()
    states = Counter((system.type, system.status) for system in survey.filesystems)
    reasons = Counter(system.reason for system in survey.filesystems if system.reason)
    _ = source.identity, source.size
    if isinstance(source, ImageSource):
        with suppress(Unopenable):
            source.layout()
    held: dict[str, str] = {}
    for hit in source.find(PATTERNS, frozenset()):
        if not isinstance(hit, Match):
            reasons.update([] if hit.reason in _QUIET else [hit.reason])
        elif hit.found.untrusted_path not in held and len(held) < MOST_OPENED:
            held[hit.found.untrusted_path] = _read(source, hit, reasons)
    return Seen(_names(source), held, states, reasons)


def _read(source: Source, hit: Match, reasons: Counter[Reason]) -> str:
    told = sha256()
    try:
        with source.open(hit.found) as artefact:
            for _, file in [("", artefact.file), *sorted(artefact.sidecars.items())]:
                at = 0
                while piece := os.pread(file, 1 << 20, at):
                    told.update(piece)
                    at += len(piece)
            source.digest(artefact)
    except Unopenable as fault:
        reasons[fault.reason] += 1
        return ""
    return told.hexdigest()


def _names(source: Source) -> Counter[str]:
    assert isinstance(source, UnpackedSource)
    return Counter(f"{told.entry.kind} {told.entry.untrusted_path}" for told in source._list)


@contextmanager
def _in_time() -> Iterator[None]:
    def over(*_: object) -> None:
        raise Hung

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def shared_workers() -> Iterator[None]:
    """Every carrier asks the same warm processes meanwhile, and the globs of all readers are made ready once."""
    with ExitStack() as stack:
        warm = cache(lambda handler: Lent(stack.enter_context(Pool(handler))))
        stack.enter_context(patch.object(archive_worker, "Pool", lambda handler, *, unconfined: warm(handler)))  # noqa: PLW0108
        stack.enter_context(patch.object(offers, "Matcher", cache(Matcher)))
        yield
