"""One spoilt file at a time, read by the product's own reader inside the product's own lock.

A worker serves many inputs in turn, because a fresh one for each would cost ten times as
much; whatever looks like a fault is tried again in a worker of its own.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from inzage.artefact import Artefact, Window
from inzage.check.job import Tallied, parse_replies, request
from inzage.readers import all_readers
from inzage.result import Reason, Status
from inzage.worker import Garbage, Limits, OutOfMemory, OutOfTime, WorkerDied
from inzage.worker.pool import Pool
from inzage.worker.session import Session
from tests.fuzz import tell
from tests.fuzz.edits import Edit, applied
from tests.fuzz.fields import Field, fields
from tests.readers.recipe import Case, artefact, build, cases, connect
from tests.readers.recipe import parts as lying

SECONDS = 30.0
"""A reader that takes longer over one of these small files hangs."""

PER_WORKER = 250
_SMALL = 16

_PLACES = {reader.name: reader.at for reader in all_readers()}
"""Without a place of its own, an artefact is never surely there."""


class End(StrEnum):
    """How one reading ended where no outcome came back, or one that must not be."""

    CRASH = "crash"
    DIED = "died"
    HANG = "hang"
    MEMORY = "memory"
    GARBAGE = "garbage"


class Loss(StrEnum):
    """Called whole, but not as the unspoilt file reads; and whether a check of the form can tell."""

    ZERO = "zero"
    FEWER = "fewer"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Base:
    """An unspoilt file: its parts (suffix → bytes; "" the file), what it gives, and which tables bear on that."""

    case: Case
    window: Window
    opened: Artefact
    parts: Mapping[str, bytes]
    outcome: Tallied
    fields: Mapping[str, Sequence[Field]]
    tables: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """``told``: a check can tell that the file is damaged; None: there is no check."""

    end: Status | End
    loss: Loss | None = None
    told: bool | None = None

    @property
    def fault(self) -> bool:
        """Must it be looked into?"""
        return isinstance(self.end, End) or (self.loss is not None and self.told is True)


class Bench:
    """Readers at work in locked workers; keep it for many inputs. ``bearing``: of each case, known once."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._session: Session | None = None
        self._asked = 0
        self.bearing: dict[str, tuple[str, ...]] = {}

    def close(self) -> None:
        """Let go of the worker."""
        if self._session:
            self._session.close()
        self._session, self._asked = None, 0

    def outcome(self, reader: str, window: Window, opened: Artefact, *, fresh: bool = False) -> Tallied:
        """What a worker says of an artefact, checked as the product checks it; raises ``WorkerDied``."""
        if fresh or self._asked >= PER_WORKER or self._session is None:
            self.close()
            self._session = self._pool.session(Limits())
        self._asked += 1
        message, descriptors = request(reader, window, [opened], [], b"")
        try:
            (outcome,) = parse_replies(self._session.ask(message, descriptors, seconds=SECONDS), window, [], 1)
        except BaseException:
            self.close()
            raise
        if outcome.reason is Reason.OTHER_KIND and (opened.sure or outcome.status is not Status.ABSENT):
            raise Garbage(found="other_kind")
        return outcome

    def result(self, base: Base, suffix: str, edits: Sequence[Edit], *, fresh: bool = False) -> Result:
        """Read a spoilt file and compare."""
        spoilt = {**base.parts, suffix: applied(base.parts[suffix], edits)}
        try:
            with memory(base.opened, suffix, spoilt[suffix]) as opened:
                outcome = self.outcome(base.case.reader, base.window, opened, fresh=fresh)
        except WorkerDied as death:
            return Result(_end(death))
        except Exception:
            return Result(End.CRASH)
        if (loss := lost(base.outcome, outcome)) is None:
            return Result(outcome.status)
        return Result(outcome.status, loss, self._told(base, suffix, edits, spoilt))

    def _told(self, base: Base, suffix: str, edits: Sequence[Edit], spoilt: Mapping[str, bytes]) -> bool | None:
        """Of small edits that have nothing to do with each other, one alone must both lose and show."""
        told = tell.damaged(base.parts[""], spoilt, base.tables)
        if told and len(edits) > 1 and all(edit.drop <= _SMALL and len(edit.put) <= _SMALL for edit in edits):
            return any(self.result(base, suffix, [edit]).fault for edit in edits)
        return told


def lost(whole: Tallied, outcome: Tallied) -> Loss | None:
    """Does a reading that is called whole give other acts than the unspoilt file?"""
    if outcome.status is not Status.READ or whole.status is not Status.READ:
        return None
    was, now = sum(whole.records.values()), sum(outcome.records.values())
    if now < was:
        return Loss.FEWER if now else Loss.ZERO
    if any(outcome.records.get(kind, 0) < n for kind, n in whole.records.items()):
        return Loss.FEWER
    return Loss.MORE if now > was else None


def _end(death: WorkerDied) -> End:
    match death:
        case OutOfTime():
            return End.HANG
        case OutOfMemory():
            return End.MEMORY
        case Garbage():
            return End.GARBAGE
    return End.DIED


@contextmanager
def memory(opened: Artefact, suffix: str, content: bytes) -> Iterator[Artefact]:
    """The artefact with one of its parts held in memory instead."""
    descriptor = os.memfd_create("spoilt")
    try:
        with os.fdopen(os.dup(descriptor), "wb") as file:
            file.write(content)
        if suffix:
            yield replace(opened, sidecars={**opened.sidecars, suffix: descriptor})
        else:
            yield replace(opened, file=descriptor, size=len(content))
    finally:
        os.close(descriptor)


def bases(reader: str, bench: Bench, stack: ExitStack) -> list[Base]:
    """A reader's worked cases that give something, each opened until the stack is closed."""
    made = [based(case, bench, stack) for case in cases(reader) if isinstance(case.expected, list)]
    giving = [base for base in made if base.outcome.records] or made
    return [base for base in giving if base.parts[""]] or giving


def based(case: Case, bench: Bench, stack: ExitStack) -> Base:
    """One worked case, opened until the stack is closed."""
    folder = Path(stack.enter_context(TemporaryDirectory()))
    made = build(case, folder)
    opened = stack.enter_context(artefact(made, case.facts))
    opened = replace(opened, sure=opened.sure and bool(_PLACES[case.reader]))
    parts = {suffix: path.read_bytes() for suffix, path in {"": made, **lying(made)}.items()}
    outcome = bench.outcome(case.reader, case.window, opened)
    if case.is_database and case.id not in bench.bearing:
        bench.bearing[case.id] = bearing(case, bench, opened, outcome)
    tables = bench.bearing.get(case.id, ())
    return Base(case, case.window, opened, parts, outcome, {name: fields(held) for name, held in parts.items()}, tables)


def bearing(case: Case, bench: Bench, opened: Artefact, outcome: Tallied) -> tuple[str, ...]:
    """The tables without whose rows the reading is another."""
    with TemporaryDirectory() as folder:
        made = build(case, Path(folder))
        with closing(connect(made)) as db:
            db.execute("PRAGMA journal_mode = DELETE")
            names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        whole, bear = made.read_bytes(), []
        for name in names:
            made.write_bytes(whole)
            with memory(replace(opened, sidecars={}), "", _without(made, name)) as without:
                if bench.outcome(case.reader, case.window, without) != outcome:
                    bear.append(name)
    return tuple(bear)


def _without(made: Path, table: str) -> bytes:
    """The file with a table empty; a table of a kind that SQLite does not know here stays as it is."""
    with closing(connect(made)) as db, suppress(sqlite3.OperationalError):
        db.execute(f'DELETE FROM "{table}"')  # noqa: S608 - a name out of our own recipe
    return made.read_bytes()
