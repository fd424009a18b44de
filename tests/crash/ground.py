"""The ground that checks are disturbed on: invented papers, an invented carrier, an undisturbed run to compare with.

A *sitting* is one process that begins a check or goes on with it, forked from here so
that a thousand of them take minutes. It works as the command does, with a locked worker
for each artefact, or (``beside``) with the worker's handler called in the process itself,
where what is tried has nothing to do with workers.

``INZAGE_KILLS``: how many kills (``make crash``: 1,000); the other faults in proportion.
``INZAGE_SEED``: the moments; printed, so that a failure can be repeated.
"""

import os
import pickle
import random
import select
import shutil
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from inzage.check import Offer, crew
from inzage.check.papers import Papers
from inzage.check.prepare import Table, check
from inzage.cli._offers import today
from inzage.errors import InzageError
from inzage.indicators import all_indicators
from inzage.mandate.used import UsedOrders
from inzage.readers import all_readers
from inzage.record import CASE, LEDGER
from inzage.record.instrument import fingerprint
from inzage.record.journal import JOURNAL
from inzage.record.place import part_of
from inzage.record.reading import Case, read_case
from inzage.record.same import undisturbed
from inzage.record.verify import verify_case
from inzage.signing.kit import Kit
from tests.bench import Bench, make_bench
from tests.check.beside import ORDINARY, Beside

KILLS = int(os.environ.get("INZAGE_KILLS", "20"))
SEED = int(os.environ.get("INZAGE_SEED", "20261122"))
AT_ONCE = int(os.environ.get("INZAGE_AT_ONCE", "2"))
"""Lanes of disturbed checks beside each other."""

DONE, KILLED = "done", "killed"
"""How a sitting ended; else the name of what it was told."""

PATIENCE = 120.0
"""Seconds after which a sitting counts as hanging."""

_WRITE = os.write
"""As it is before anybody makes it fail."""

Act = Callable[[], object]
Work = Callable[[random.Random, Path, int], Counter[str]]


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True)
class Way:
    """How a sitting differs from an ordinary one: done in its process before it begins, and as it goes."""

    first: Act = nothing
    beside: bool = False
    watch: Callable[[object], object] = field(default=lambda _: None)


@dataclass
class Sitting:
    """A process that begins or goes on with a check."""

    pid: int
    told: int
    ended: str = ""

    def within(self, seconds: float, what: int | None = None) -> bool:
        """Does it end (or say something on ``what``) in so many seconds?"""
        descriptor = os.pidfd_open(self.pid) if what is None else what
        try:
            return bool(select.select([descriptor], [], [], max(0.0, seconds))[0])
        finally:
            if what is None:
                os.close(descriptor)

    def kill(self) -> None:
        """``kill -9``; it may have ended just before."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> str:
        """Wait for its end: ``done``, ``killed``, or the name of its error."""
        if not self.ended:
            if not self.within(PATIENCE):
                self.kill()
                os.waitpid(self.pid, 0)
                raise AssertionError(f"a sitting hung for {PATIENCE} s")
            _, status = os.waitpid(self.pid, 0)
            with os.fdopen(self.told, "rb") as words:
                said = words.read().decode()
            dead = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
            self.ended = KILLED if dead else said
            assert self.ended and "\n" not in self.ended, f"a sitting ended with {status}: {self.ended}"
        return self.ended


@dataclass(frozen=True)
class Ground:
    """A carrier and papers for any number of checks of it; ``calm``: what undisturbed ones come to."""

    bench: Bench
    carriers: tuple[Path, ...]
    calm: dict[str, object] = field(default_factory=dict)
    seconds: float = 0.0

    def kit(self, case: Path) -> Path:
        """The kit for one case: a copy, because an order is good for one check."""
        kit = self.bench.root / "kits" / str(case).replace("/", "_")
        if not kit.exists():
            shutil.copytree(self.bench.papers.kit, kit)
        return kit

    def sit(self, case: Path, way: Way = Way(), *, kit: Path | None = None, resume: bool | None = None) -> Sitting:
        """Begin the check in ``case``, or go on with it where it had begun."""
        kit = kit or self.kit(case)
        resume = begun(case) if resume is None else resume
        ours, theirs = os.pipe()
        pid = os.fork()
        if pid == 0:
            _seated(theirs, lambda: self._check(case, way, kit, resume=resume))
        os.close(theirs)
        return Sitting(pid, ours)

    def _check(self, case: Path, way: Way, kit: Path, *, resume: bool) -> None:
        papers = self.bench.papers
        if way.beside:
            crew.Pool = Beside  # type: ignore[assignment,misc]
        way.first()
        offers = tuple(Offer(str(path), *ORDINARY) for path in self.carriers)
        shown = Papers(papers.mandate.read_bytes(), papers.order.read_bytes(), papers.lists)
        check(shown, Kit.load(kit), Table(offers, case, watch=way.watch), today(), resume=resume)

    def read(self, case: Path) -> Case:
        """The finished case."""
        return read_case(case, Kit.load(self.bench.papers.kit))

    def normal_form(self, case: Path) -> dict[str, object]:
        """What two equal runs have in common."""
        read = self.read(case)
        return undisturbed(read.entries, read.result)

    def finish(self, case: Path) -> None:
        """Go on until it is finished, undisturbed. ``CaseExists``: all was signed, but the last rename was missing."""
        if not case.exists():
            ended = self.sit(case, Way(beside=True)).end()
            assert ended in {DONE, "CaseExists"}, ended
            assert case.exists(), ended

    def must_be_whole(self, case: Path) -> Case:
        """A finished case that verifies, whose order was used once, with nothing left lying about."""
        kit = Kit.load(self.kit(case))
        assert [link.name for link in verify_case(case, kit=kit) if not link.holds] == []
        assert [use.check_id for use in UsedOrders(kit.used_orders).uses()] == [self.read(case).check_id]
        assert not part_of(case).exists()
        assert not list(case.glob(".*"))
        return self.read(case)

    def must_equal_calm(self, case: Path) -> Case:
        """Whole, and result and ledger as those of the undisturbed run; then it is cleared away."""
        read = self.must_be_whole(case)
        assert undisturbed(read.entries, read.result) == self.calm
        self.clear(case)
        return read

    def clear(self, case: Path) -> None:
        """Away with a case that was compared, its kit and what is left of it."""
        for each in (case, part_of(case), self.kit(case)):
            shutil.rmtree(each, ignore_errors=True)


def make_ground(root: Path) -> Ground:
    """Papers and a carrier below ``root``, and one undisturbed check of it."""
    bench = make_bench(root)
    for once in (all_readers, all_indicators, fingerprint):
        once()  # here, so that no sitting does it again
    kit = bench.papers.kit  # itself, not a copy: the person's key is made there, for every copy
    ground = calmed(Ground(bench, (bench.carrier,)), root / "calm", kit=kit)
    Kit.load(kit).used_orders.write_bytes(b"")
    return ground


def calmed(ground: Ground, case: Path, *, kit: Path | None = None) -> Ground:
    """The ground with what an undisturbed check of it comes to, and how long that takes."""
    before = time.monotonic()
    assert ground.sit(case, kit=kit).end() == DONE
    return replace(ground, calm=ground.normal_form(case), seconds=time.monotonic() - before)


def begun(case: Path) -> bool:
    """Is there an interrupted check to go on with?"""
    return (part_of(case) / CASE).exists()


def stage(case: Path) -> str:
    """Where a kill struck, by what lies there after it."""
    part = part_of(case)
    if case.exists():
        return "finished"
    if not begun(case):
        return "laying the papers" if part.exists() else "before anything"
    if (part / LEDGER).exists():
        return "signing"
    return "reading" if (part / JOURNAL).exists() and (part / JOURNAL).stat().st_size else "before the first entry"


def lanes(work: Work, root: Path, share: int) -> Counter[str]:
    """The same work in ``AT_ONCE`` processes, each with its own folder, moments and share; their counts together."""
    ran = [_lane(work, n, root / f"lane-{n}", share // AT_ONCE + (n < share % AT_ONCE)) for n in range(AT_ONCE)]
    whole: Counter[str] = Counter()
    wrong = []
    for pid, told in ran:
        with os.fdopen(told, "rb") as words:
            counts, fault = pickle.loads(words.read() or pickle.dumps(({}, "a lane died")))  # noqa: S301  (our own)
        os.waitpid(pid, 0)
        whole.update(counts)
        wrong += [fault] * bool(fault)
    assert not wrong, f"INZAGE_SEED={SEED}\n" + "\n".join(wrong)
    return whole


def _lane(work: Work, number: int, folder: Path, share: int) -> tuple[int, int]:
    folder.mkdir()
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        counts, fault = Counter[str](), ""
        try:
            counts = work(random.Random(f"{SEED}/{number}"), folder, share)  # noqa: S311  (moments)
        except BaseException:
            fault = traceback.format_exc()
        _say(theirs, pickle.dumps((dict(counts), fault)))
        os._exit(0)
    os.close(theirs)
    return pid, ours


def _seated(told: int, act: Act) -> None:
    """The child: do it, tell how it ended, be gone without pytest's leave."""
    try:
        act()
        word = DONE
    except InzageError as error:
        word = type(error).__name__
    except BaseException:
        word = traceback.format_exc()
    _say(told, word.encode())
    os._exit(0)


def _say(descriptor: int, said: bytes) -> None:
    view = memoryview(said)
    while view:
        view = view[_WRITE(descriptor, view) :]


def cases(folder: Path) -> Iterator[Path]:
    """Names for cases, without end."""
    n = 0
    while True:
        n += 1
        yield folder / f"case-{n}"


def told(counts: Counter[str], *names: str) -> str:
    """Counts in one line, for the record."""
    return ", ".join(f"{name} {counts[name]}" for name in (names or sorted(counts)))
