"""So many spoilt carriers of each kind, on all cores; which edits come is the same for the same seed."""

import multiprocessing
import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz.carriers import tell
from tests.fuzz.carriers.counted import Counted, Result
from tests.fuzz.carriers.kept import FOLDER, KeptCarrier, small
from tests.fuzz.carriers.places import places
from tests.fuzz.carriers.recipes import SLOW, made
from tests.fuzz.carriers.sparse import stretches
from tests.fuzz.carriers.spoil import spoilt
from tests.fuzz.carriers.trial import Bench, End, shared_workers
from tests.fuzz.edits import Edit, applied
from tests.fuzz.fields import Field
from tests.fuzz.kept import smaller

SLICE = 100
"""Inputs of one kind before the next has its turn."""

_KEPT_OF_A_KIND = 4


@dataclass(frozen=True)
class Plan:
    """What to try. ``until``: Unix s at which to stop; ``folder``: for finds."""

    kinds: tuple[str, ...]
    each: int
    seed: str = "1"
    first: int = 0
    until: float = float("inf")
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    folder: Path = FOLDER
    slice: int = SLICE

    @property
    def slices(self) -> Iterator[tuple[str, range]]:
        """(kind, numbers of inputs), every kind in turn."""
        end = self.first + self.each
        for start in range(self.first, end, self.slice):
            for kind in self.kinds:
                few = max(1, self.slice // 20) if kind in SLOW else self.slice
                yield kind, range(start, min(start + few, end))


@dataclass(frozen=True)
class Table:
    """One kind at hand: its carrier, where fields and bytes stand in each of its files."""

    bench: Bench
    fields: dict[str, list[Field]]
    live: dict[str, list[range]]

    @classmethod
    def of(cls, kind: str, room: Path) -> "Table":
        """Made and opened once."""
        (room / "lies").mkdir()
        carrier = made(kind, room)
        fields = {file: places(kind, content) for file, content in carrier.files.items()}
        live = {file: stretches(content) for file, content in carrier.files.items()}
        return cls(Bench(carrier, room / "lies"), fields, live)

    def chosen(self, seed: str, number: int) -> tuple[str, list[Edit]]:
        """The input with this number: which file, which edits."""
        files = self.bench.carrier.files
        chance = Random(f"{seed}/{self.bench.carrier.kind}/{number}")  # noqa: S311 - no secret
        papers = [file for file in sorted(files) if file.startswith(("Manifest", "Status"))]
        file = chance.choice(papers if papers and chance.random() < 0.8 else sorted(files))
        return file, spoilt(files[file], self.fields[file], self.live[file], chance)

    def result(self, file: str, edits: Sequence[Edit]) -> Result:
        """Open it spoilt, and where it lost in silence ask whether anybody could tell."""
        end = self.bench.end(file, edits)
        if end is not End.SILENT:
            return Result(end)
        files = self.bench.carrier.files
        spoilt_files = {**files, file: applied(files[file], edits)}
        told = tell.damaged(self.bench.carrier.kind, files, spoilt_files)
        if told and small(edits):
            told = any(self.result(file, [edit]).fault for edit in edits)
        return Result(end, told)


class Tables:
    """One process's kinds."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._stack.enter_context(shared_workers())
        self._tables: dict[str, Table] = {}
        self._found: Counter[tuple[str, str]] = Counter()

    def close(self) -> None:
        """Let go of files and workers."""
        self._stack.close()

    def table(self, kind: str) -> Table:
        """The one of a kind."""
        if kind not in self._tables:
            self._tables[kind] = Table.of(kind, Path(self._stack.enter_context(TemporaryDirectory())))
        return self._tables[kind]

    def work(self, plan: Plan, kind: str, numbers: range) -> Counted:
        """Try inputs of one kind until they are done or the time is."""
        counted = Counted()
        for number in numbers:
            if time.time() >= plan.until:
                break
            started = time.monotonic()
            file, edits = self.table(kind).chosen(plan.seed, number)
            result = self.table(kind).result(file, edits)
            counted.take(result, int(1000 * (time.monotonic() - started)))
            if result.fault:
                self._keep(plan, kind, file, edits, result)
        return counted

    def _keep(self, plan: Plan, kind: str, file: str, edits: Sequence[Edit], result: Result) -> None:
        self._found[kind, result.word] += 1
        if self._found[kind, result.word] > _KEPT_OF_A_KIND:
            return
        if result.end is not End.HANG:
            edits = smaller(edits, lambda some: self.table(kind).result(file, some) == result)
        KeptCarrier(kind, file, tuple(edits)).save(result.word, plan.folder)


_TABLES: list[Tables] = []


def work(plan: Plan, kind: str, numbers: range) -> tuple[str, Counted]:
    """In a process of its own, which keeps its warm workers for the next slice."""
    if not _TABLES:
        _TABLES.append(Tables())
    return kind, _TABLES[0].work(plan, kind, numbers)


def run(plan: Plan) -> Iterator[tuple[str, Counted]]:
    """(kind, counts) of each slice as it is done; raises ``BrokenProcessPool`` where the broker itself fell."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(plan.processes, mp_context=fresh) as executor:
        waiting = [executor.submit(work, plan, kind, numbers) for kind, numbers in plan.slices]
        for done in as_completed(waiting):
            yield done.result()
