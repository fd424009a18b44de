"""What a run has cost so far: the budget's judge and the progress teller."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TypeVar

from inzage.check import DIGEST, Budget, Progress
from inzage.check.answers import Read
from inzage.check.batch import Batch
from inzage.check.forecast import Forecast
from inzage.check.spots import Spot
from inzage.mandate import Level
from inzage.result import Reason

T = TypeVar("T")
Watch = Callable[[Progress], None]


class Meter:
    """Counts artefacts, rows, bytes and time; says when the budget is spent.

    ``due``: artefacts that lie on the table; ``seen``: those of them that are behind us. ``answered``: the questions
    of which nothing more is to be read, as the plan has it. ``hands``: batches that may be read at once.

    The budget's minutes are counted per sitting: a resumed run starts anew, because
    the time between is nobody's reading.
    """

    def __init__(self, budget: Budget, watch: Watch, hands: int = 1) -> None:
        self._budget = budget
        self._watch = watch
        self._started = time.monotonic()
        self._artefacts = 0
        self._rows = 0
        self._since = self._started
        self.seconds: dict[str, float] = {}
        self.forecast = Forecast(hands)
        self._one_at_a_time = Lock()
        self.answered: tuple[str, ...] = ()
        self.due = self.seen = 0

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return round(self._now, 3)

    def took(self, read: Read) -> None:
        """One artefact was opened."""
        self._artefacts += 1
        self._rows += read.coverage.rows

    def over_budget(self, in_hand: int = 0) -> Reason | None:
        """Why no further artefact may be opened, or None where it may. ``in_hand``: opened, and not yet counted."""
        if self.elapsed > self._budget.minutes * 60:
            return Reason.TIME_BUDGET
        spent = self._artefacts + in_hand >= self._budget.artefacts or self._rows >= self._budget.rows
        return Reason.COUNT_BUDGET if spent else None

    def may_be_full(self, in_hand: int) -> bool:
        """Could the budget of rows be spent once what is in hand is counted, a row each?"""
        return self._rows + in_hand >= self._budget.rows

    def stage(self, stage: Level, total: int) -> "Stage":
        """Begin to tell of one stage of ``total`` artefacts."""
        return Stage(self, stage, total)

    def digesting(self, carrier: int, done: int, total: int) -> None:
        """Tell how far the digest over a whole carrier is, in megabytes."""
        spent = time.monotonic() - self._since
        left = spent * (total - done) / done if done else None
        self.tell(DIGEST, carrier, done, total, left)

    def timing(self, batch: Batch, work: Callable[[], T]) -> T:
        """Do what reads a batch, and learn what it cost; in whatever thread."""
        with self._one_at_a_time:
            self.forecast.began(batch, self._now)
        try:
            return work()
        finally:
            with self._one_at_a_time:
                self.forecast.ended(batch, self._now)

    def passed(self, spot: Spot) -> None:
        """This one is not read, and will not be."""
        with self._one_at_a_time:
            self.forecast.passed(spot)

    @property
    def left(self) -> float | None:
        """Seconds until the case is there; None while there is no ground to say so."""
        with self._one_at_a_time:
            return self.forecast.left(self._now)

    @property
    def _now(self) -> float:
        return time.monotonic() - self._started

    @contextmanager
    def timed(self, what: str, *, told: bool) -> Iterator[None]:
        """Write down how long something took, where it was asked for."""
        self._since = time.monotonic()
        yield
        if told:
            self.seconds[what] = round(time.monotonic() - self._since, 3)

    def tell(self, stage: str, carrier: int, done: int, total: int, left: float | None) -> None:
        """Tell whoever watches where the run is."""
        self._watch(Progress(stage, carrier, done, total, self._rows, self.elapsed, left, self.answered))


class Stage:
    """The progress of one stage."""

    def __init__(self, meter: Meter, stage: Level, total: int) -> None:
        self._meter = meter
        self._letter = "ABC"[stage - 1]
        self._total = total
        self._done = self._carrier = 0
        self._started = time.monotonic()

    def step(self, *spots: Spot) -> None:
        """These artefacts, of one carrier, are behind us."""
        self._done += len(spots)
        self._carrier = spots[0].carrier
        self._meter.seen += len(spots)
        self._tell()

    def skip(self, spot: Spot) -> None:
        """So is this one, which was not read."""
        self._meter.passed(spot)
        self.step(spot)

    def over(self) -> None:
        """Write down how long the stage took, and tell what is answered by now."""
        self._meter.seconds[f"stage_{self._letter.lower()}"] = round(time.monotonic() - self._started, 3)
        self._tell()

    def _tell(self) -> None:
        self._meter.tell(self._letter, self._carrier, self._done, self._total, self._meter.left)
