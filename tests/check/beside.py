"""Whole checks inside this process: the worker's handler is called instead of started.

What a lock is for is proven elsewhere; here many checks must be cheap, so that a check
can be cut after every single entry, and every carrier, owner and order be tried.
"""

import contextlib
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from inzage.check import Offer, crew
from inzage.check.inside import handle
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.mandate import CheckOrder, Mandate
from inzage.mandate.codec import mandate_payload
from inzage.mandate.signed import any_mandate, signed_order
from inzage.record import Entry, EntryKind
from inzage.record.casefile import CaseWriter, Note
from inzage.record.place import part_of
from inzage.record.reading import read_case
from inzage.record.same import undisturbed
from inzage.result import CheckResult, Coverage, Status
from inzage.signing import PayloadType, Role
from inzage.signing.dsse import sign
from inzage.signing.kit import Kit
from inzage.worker import Limits, Reply, Request, warm
from tests.bench import Bench

ORDINARY: tuple[Any, ...] = ("computer", "aangereikt", "betrokkene")


class Beside:
    """In the place of the pool: the same messages, the same handler, no process."""

    asked: int = 0

    def __init__(self, _handler: str, *, unconfined: bool = False) -> None:
        self.unconfined = unconfined

    def begin(self) -> None:
        """Nothing is started."""

    def suits(self, _handler: str, *, unconfined: bool) -> bool:
        """As good as another."""
        return self.unconfined == unconfined

    def __enter__(self) -> "Beside":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def run(self, request: Request, descriptors: Sequence[int] = (), *, limits: Limits | None = None) -> Reply:
        """What a worker would answer; it gets descriptors of its own, as over a socket."""
        assert limits is not None
        Beside.asked += len(request["artefacts"])  # type: ignore[arg-type]
        mine = [os.dup(descriptor) for descriptor in descriptors]
        try:
            reply: Reply = json.loads(json.dumps(handle(json.loads(json.dumps(request)), mine)))
            return reply
        finally:
            for descriptor in mine:
                with contextlib.suppress(OSError):
                    os.close(descriptor)


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> type[Beside]:
    """Checks of this test run inside this process; ``asked`` counts the artefacts handed to a worker."""
    monkeypatch.setattr(crew, "Pool", Beside)
    monkeypatch.setattr(warm, "Pool", Beside)
    monkeypatch.setattr(Beside, "asked", 0)
    return Beside


@dataclass(frozen=True)
class Ask:
    """One check as an officer asks for it, apart from the papers."""

    out: Path
    carriers: Sequence[Path] = ()
    resume: bool = False
    excluded: Sequence[str] = ()
    ways: Sequence[tuple[Any, ...]] = ()
    on: date | None = None
    whole: bool = False
    hands: int = 1
    watch: Callable[[Any], None] = field(default=lambda _: None)


def mandate_of(bench: Bench) -> Mandate:
    """The bench's mandate."""
    return any_mandate(bench.papers.mandate.read_bytes())


def give(bench: Bench, mandate: Mandate) -> None:
    """Another mandate, signed by both roles, with a fresh order."""
    both = (bench.papers.keys[Role.MANDATE_ISSUER], bench.papers.keys[Role.SECOND_SIGNER])
    bench.papers.mandate.write_bytes(sign(mandate_payload(mandate), PayloadType.MANDATE, both))
    give_order(bench)


def give_order(bench: Bench, **changes: Any) -> None:
    """A fresh order of the register for today, with these changes."""
    mandate = mandate_of(bench)
    order = CheckOrder(mandate.sha256, mandate.person, 1, today(), 1, ("toezichthouder",), None, secrets.token_hex(16))
    bench.papers.order.write_bytes(signed_order(replace(order, **changes), [bench.papers.keys[Role.REGISTER]]))


def widened(mandate: Mandate, **changes: Any) -> Mandate:
    """The mandate with another manner."""
    return replace(mandate, manner=replace(mandate.manner, **changes))


def papers_of(bench: Bench) -> Papers:
    """What the officer brings."""
    order = bench.papers.order.read_bytes() if bench.papers.order.exists() else None
    return Papers(bench.papers.mandate.read_bytes(), order, bench.papers.lists)


def checked(bench: Bench, ask: Ask, *, papers: Papers | None = None) -> CheckResult:
    """Carry out one check in this process."""
    carriers = list(ask.carriers or [bench.carrier])
    ways = list(ask.ways or [ORDINARY] * len(carriers))
    offers = tuple(Offer(str(path), *way) for path, way in zip(carriers, ways, strict=True))
    table = Table(offers, ask.out, excluded=ask.excluded, whole=ask.whole, watch=ask.watch, hands=ask.hands)
    kit = Kit.load(bench.papers.kit)
    return check(papers or papers_of(bench), kit, table, ask.on or today(), resume=ask.resume)


def entries(bench: Bench, case: Path) -> tuple[Entry, ...]:
    """The ledger of a finished case."""
    return read_case(case, Kit.load(bench.papers.kit)).entries


def normal_form(bench: Bench, case: Path) -> dict[str, object]:
    """What two equal runs have in common."""
    read = read_case(case, Kit.load(bench.papers.kit))
    return undisturbed(read.entries, read.result)


def of_kind(told: Sequence[Entry], kind: EntryKind) -> list[Entry]:
    """The entries of one kind."""
    return [entry for entry in told if entry.kind is kind]


def lines(result: CheckResult, *statuses: Status) -> list[Coverage]:
    """Lines of the coverage with one of these statuses."""
    return [line for line in result.coverage if line.status in statuses]


class Killed(BaseException):
    """A kill: nothing in the package catches it."""


def kill_at(monkeypatch: pytest.MonkeyPatch, entry: int) -> None:
    """Let the power fail after that many entries of the ledger (0: before the first)."""
    left, append = iter(range(entry)), CaseWriter.append_all

    def failing(self: CaseWriter, notes: Sequence[Note], **more: Any) -> tuple[Entry, ...]:
        kept = [note for note in notes if next(left, None) is not None]
        if len(kept) < len(notes):
            append(self, kept, **more)  # of one write the first so many lines may reach the disk
            raise Killed
        return append(self, notes, **more)

    monkeypatch.setattr(CaseWriter, "append_all", failing)


@contextlib.contextmanager
def killed(entry: int) -> Iterator[None]:
    """A block that ends in a kill after that many entries, and the machine as it was after it."""
    with pytest.MonkeyPatch.context() as patch:
        kill_at(patch, entry)
        with contextlib.suppress(Killed):
            yield


def journal(case: Path) -> list[bytes]:
    """The lines of an interrupted case's journal."""
    return (part_of(case) / "journal").read_bytes().splitlines(keepends=True)


def unfinished(bench: Bench, case: Path, **more: Any) -> list[bytes]:
    """A check that was killed when all was read and nothing signed; its journal."""
    with pytest.MonkeyPatch.context() as patch:

        def dead(*_: object) -> None:
            raise Killed

        patch.setattr(CaseWriter, "finish", dead)
        with contextlib.suppress(Killed):
            checked(bench, Ask(case, **more))
    return journal(case)


def cut(case: Path, into: Path, keep: Sequence[bytes]) -> None:
    """The interrupted case as it lay on disk when its journal held these lines."""
    shutil.copytree(part_of(case), part_of(into))
    (part_of(into) / "journal").write_bytes(b"".join(keep))
