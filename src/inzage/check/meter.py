"""What a run has cost so far: the budget's judge and the progress teller."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inzage.check import DIGEST, Budget, Progress
from inzage.check.answers import Read
from inzage.mandate import Level
from inzage.result import Reason

Watch = Callable[[Progress], None]


class Meter:
    """Counts artefacts, rows, bytes and time; says when the budget is spent.

    ``due``: artefacts that lie on the table; ``seen``: those of them that are behind us.

    The budget's minutes are counted per sitting: a resumed run starts anew, because
    the time between is nobody's reading.
    """

    def __init__(self, budget: Budget, watch: Watch) -> None:
        self._budget = budget
        self._watch = watch
        self._started = time.monotonic()
        self._artefacts = 0
        self._rows = 0
        self._since = self._started
        self.seconds: dict[str, float] = {}
        self.due = self.seen = 0

    @property
    def elapsed(self) -> float:
        """Seconds since the run began."""
        return round(time.monotonic() - self._started, 3)

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

    def stage(self, stage: Level, total: int, size: int) -> "Stage":
        """Begin to tell of one stage: ``total`` artefacts of ``size`` bytes together."""
        return Stage(self, stage, total, size)

    def digesting(self, carrier: int, done: int, total: int) -> None:
        """Tell how far the digest over a whole carrier is, in megabytes."""
        spent = time.monotonic() - self._since
        left = spent * (total - done) / done if done else None
        self.tell(DIGEST, carrier, done, total, left)

    @contextmanager
    def timed(self, what: str, *, told: bool) -> Iterator[None]:
        """Write down how long something took, where it was asked for."""
        self._since = time.monotonic()
        yield
        if told:
            self.seconds[what] = round(time.monotonic() - self._since, 3)

    def tell(self, stage: str, carrier: int, done: int, total: int, left: float | None) -> None:
        """Tell whoever watches where the run is."""
        self._watch(Progress(stage, carrier, done, total, self._rows, self.elapsed, left))


class Stage:
    """The progress of one stage; time left follows the bytes still to be read."""

    def __init__(self, meter: Meter, stage: Level, total: int, size: int) -> None:
        self._meter = meter
        self._letter = "ABC"[stage - 1]
        self._total = total
        self._size = size
        self._done = 0
        self._bytes = 0
        self._started = time.monotonic()

    def step(self, carrier: int, size: int) -> None:
        """One more artefact is behind us."""
        self._done += 1
        self._meter.seen += 1
        self._bytes += size
        spent = time.monotonic() - self._started
        left = spent * (self._size - self._bytes) / self._bytes if self._bytes else None
        self._meter.tell(self._letter, carrier, self._done, self._total, left)

    def over(self) -> None:
        """Write down how long the stage took."""
        self._meter.seconds[f"stage_{self._letter.lower()}"] = round(time.monotonic() - self._started, 3)
