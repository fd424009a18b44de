"""So many spoilt files for each reader, on all cores, the same for the same seed."""

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from inzage.worker.pool import Pool
from inzage.worker.warm import READERS
from tests.fuzz.counted import Counted
from tests.fuzz.edits import Edit
from tests.fuzz.kept import FOLDER, Kept, smaller
from tests.fuzz.spoil import spoilt
from tests.fuzz.trial import Base, Bench, Result, bases

SLICE = 250
"""Inputs of one reader before the next has its turn."""

_KEPT_OF_A_KIND = 3


@dataclass(frozen=True)
class Plan:
    """What to try. ``first``: number of the first input; ``until``: Unix s at which to stop, but each reader
    has one turn of ``slice`` inputs whatever the time; ``folder``: for finds.
    """

    readers: tuple[str, ...]
    each: int
    seed: str = "1"
    first: int = 0
    until: float = float("inf")
    processes: int = field(default_factory=lambda: os.cpu_count() or 1)
    folder: Path = FOLDER
    slice: int = SLICE

    @property
    def slices(self) -> Iterator[tuple[str, range]]:
        """(reader, numbers of inputs), every reader in turn."""
        end = self.first + self.each
        for start in range(self.first, end, self.slice):
            for reader in self.readers:
                yield reader, range(start, min(start + self.slice, end))

    def over(self, number: int) -> bool:
        """Is there no more time for the input with this number?"""
        return number >= self.first + self.slice and time.time() >= self.until


class Table:
    """One process's bench and the unspoilt files of the readers it has met."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._stack = ExitStack()
        self._bench = Bench(self._stack.enter_context(Pool(READERS)))
        self._found: dict[tuple[str, str], int] = {}

    def close(self) -> None:
        """Let go of files and workers."""
        self._bench.close()
        self._stack.close()

    def work(self, reader: str, numbers: range) -> Counted:
        """Try inputs of one reader until they are done or the time is."""
        counted = Counted()
        if self._plan.over(numbers.start):
            return counted
        with ExitStack() as stack:
            held = bases(reader, self._bench, stack)
            for number in numbers:
                if self._plan.over(number):
                    break
                started = time.monotonic()
                result = self._one(held, number)
                counted.take(result, int(1000 * (time.monotonic() - started)))
        return counted

    def _one(self, held: Sequence[Base], number: int) -> Result:
        base, suffix, edits = chosen(held, self._plan.seed, number)
        result = self._bench.result(base, suffix, edits)
        if not result.fault:
            return result
        again = self._bench.result(base, suffix, edits, fresh=True)
        if again.fault:
            self._keep(base, suffix, edits, again)
        return again

    def _keep(self, base: Base, suffix: str, edits: Sequence[Edit], result: Result) -> None:
        what = f"silent-{result.loss}" if result.loss else str(result.end)
        kind = base.case.reader, what
        self._found[kind] = self._found.get(kind, 0) + 1
        if self._found[kind] > _KEPT_OF_A_KIND:
            return
        if result.end != "hang":
            edits = smaller(edits, lambda some: self._bench.result(base, suffix, some, fresh=True) == result)
        Kept(base.case.reader, base.case.folder.name, suffix, tuple(edits)).save(what, self._plan.folder)


def chosen(held: Sequence[Base], seed: str, number: int) -> tuple[Base, str, list[Edit]]:
    """The input with this number: which file, which part of it, which edits."""
    base = held[number % len(held)]
    chance = Random(f"{seed}/{base.case.reader}/{number}")  # noqa: S311 - no secret
    beside = [suffix for suffix, content in base.parts.items() if suffix and content]
    suffix = chance.choice(beside) if beside and chance.random() < 0.3 else ""
    return base, suffix, spoilt(base.parts[suffix], base.fields[suffix], chance)[1]


_TABLES: dict[str, Table] = {}


def work(plan: Plan, reader: str, numbers: range) -> tuple[str, Counted]:
    """In a process of its own, which keeps its warm worker for the next slice."""
    if not _TABLES:
        _TABLES["mine"] = Table(plan)
    return reader, _TABLES["mine"].work(reader, numbers)


def run(plan: Plan) -> Iterator[tuple[str, Counted]]:
    """(reader, counts) of each slice as it is done; raises ``BrokenProcessPool`` where the broker itself fell."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(plan.processes, mp_context=fresh) as executor:
        waiting = [executor.submit(work, plan, reader, numbers) for reader, numbers in plan.slices]
        for done in as_completed(waiting):
            yield done.result()
