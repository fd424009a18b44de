"""Several batches in hand at once, written down one by one in the order in which they were begun.

A batch is opened by the broker's own thread, in the carrier's order, so that a carrier that can only be read
forward is read forward; what its worker counts meanwhile, and the digests of its bytes, are waited for by a thread of
its own. What became of it is written down when its turn comes: the ledger, the answers and the order of both are
those of reading one by one. A hand whose batch is done goes on with the next, though an earlier one still takes its
time: so far as ``PER_HAND`` reaches, for what is not written down yet would be looked at again after a kill. Two
things do not wait for their turn: a hit, and an officer who stops.

With one hand there is no thread, and everything happens where it is asked.
"""

from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import NoReturn, Self

from inzage.artefact import Artefact
from inzage.check.reading import OnHit, Seen
from inzage.sources import Unopenable
from inzage.worker import WorkerDied

PAUSE = 0.2
"""Seconds between two looks at whether the officer stopped, while everybody reads."""

PER_HAND = 4
"""Batches begun, or told of as opened, and not yet written down, at most, for each hand: those that a kill may cause
to be looked at again."""

Finish = Callable[[tuple[Seen, ...]], None]


class Hit(Exception):
    """A worker sealed a hit, in a thread that must not write it down itself."""

    def __init__(self, sealed: bytes) -> None:
        super().__init__()
        self.sealed = sealed


class StopAsked(Exception):
    """The officer stopped, and a thread heard of it first."""


def to_the_broker(sealed: bytes) -> NoReturn:
    """What a thread does with a hit."""
    raise Hit(sealed)


class Opened:
    """A spot that was opened already, or could not be; entered once, by whoever reads it."""

    def __init__(self, context: AbstractContextManager[Artefact]) -> None:
        self._context = context
        self._artefact: Artefact | None = None
        self._fault: Unopenable | WorkerDied | None = None
        try:
            self._artefact = context.__enter__()
        except (Unopenable, WorkerDied) as fault:
            self._fault = fault

    def __enter__(self) -> Artefact:
        if self._fault is not None:
            raise self._fault
        if self._artefact is None:
            raise AssertionError("what was opened is there, or there is a fault")
        return self._artefact

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool | None:
        return self._context.__exit__(kind, error, trace)


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said when its turn comes; ``future``: what must be read before, None where nothing is.

    ``spots``: how many it reads.
    """

    future: Future[tuple[Seen, ...]] | None
    say: Callable[[], None]
    spots: int = 0

    @property
    def ready(self) -> bool:
        """Need nobody wait for it?"""
        return self.future is None or self.future.done()


class Ahead:
    """``hands``: batches in hand at most. ``hit``: commits what a worker sealed. ``heed``: ends the run if asked.

    Use as a context around everything that is read; it does not wait for a thread whose worker was ended.
    """

    def __init__(self, hands: int, hit: OnHit, heed: Callable[[], None]) -> None:
        self._hands = hands
        self._hit = hit
        self._heed = heed
        self._executor: Executor | None = None
        self._begun: deque[Turn] = deque()
        self._reading = 0

    def __enter__(self) -> Self:
        if self._hands > 1:
            self._executor = ThreadPoolExecutor(self._hands, thread_name_prefix="reading")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    @property
    def threads(self) -> bool:
        """Is anything read elsewhere than where it is asked?"""
        return self._executor is not None

    @property
    def room(self) -> int:
        """How many batches more may be told of as opened now; one where each is told of before it is begun."""
        return self._hands * PER_HAND - self._unsaid if self.threads else 1

    @property
    def reading(self) -> int:
        """Artefacts begun and not yet written down."""
        return self._reading

    def then(self, told: Callable[[], None]) -> None:
        """Say something when its turn comes: at once where nothing is in hand."""
        if not self._begun:
            told()
            return
        self._begun.append(Turn(None, told))

    def read(self, work: Callable[[], tuple[Seen, ...]], finish: Finish, spots: int = 1) -> None:
        """Begin to read a batch of so many; ``finish`` is called in turn.

        Waits while every hand is full and one batch lies ready for the first that is free.
        """
        if self._executor is None:
            finish(work())
            return
        future = self._executor.submit(work)
        self._begun.append(Turn(future, lambda: finish(future.result()), spots))
        self._reading += spots
        self._say()
        while self._busy > self._hands or self._unsaid >= self._hands * PER_HAND:
            self._wait()
            self._say()

    def drain(self) -> None:
        """Wait for all that is in hand."""
        self._say()
        while self._begun:
            self._wait()
            self._say()

    @property
    def _busy(self) -> int:
        return sum(not turn.ready for turn in self._begun)

    @property
    def _unsaid(self) -> int:
        return sum(turn.future is not None for turn in self._begun)

    def _say(self) -> None:
        """Say everything whose turn it is."""
        self._urgent()
        while self._begun and self._begun[0].ready:
            turn = self._begun.popleft()
            self._reading -= turn.spots
            turn.say()

    def _wait(self) -> None:
        """Until one of those in hand is done, or the officer stops."""
        others = [turn.future for turn in self._begun if turn.future is not None and not turn.ready]
        done = False
        while others and not done:
            self._heed()
            done = bool(wait(others, timeout=PAUSE, return_when=FIRST_COMPLETED).done)
        self._urgent()

    def _urgent(self) -> None:
        """A hit is committed and a stop is heeded at once, whatever was begun before it."""
        ended = [turn.future for turn in self._begun if turn.future is not None and turn.future.done()]
        for fault in (future.exception() for future in ended):
            if isinstance(fault, Hit):
                self._hit(fault.sealed)
            if isinstance(fault, StopAsked):
                self._heed()
