"""Who carries errands: any ``concurrent.futures.Executor``, of threads here or of a cluster.

``perform`` is submitted to it, the same function with the same errand, wherever it runs. What a lost node takes with it
is sent again, and from then on alone: so that of several errands that one node had, only the one that makes nodes die
is told as a worker that died.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from inzage.check.crew import Given, Reads
from inzage.cluster import ClusterGone
from inzage.cluster.chunks import Sent
from inzage.cluster.desk import desk
from inzage.cluster.errand import Done, Errand, Shared, Unfit, heard
from inzage.cluster.node import instrument, perform
from inzage.worker import Json, Limits, WorkerDied

PAUSE = 0.2
"""Seconds between two looks at whether the officer stopped and the node is still there."""

NOBODY_SECONDS = 30.0
"""How long a check waits for a node to come back before it is interrupted."""

NOWHERE_SECONDS = 2 * NOBODY_SECONDS
"""How long an errand may fail to be sent: within it a node that fell silent is known to be gone."""

NOBODY = "geen knooppunt meer (no node left)"

SPARE_SECONDS = 120.0
"""What an errand may take beside its worker, on its way and in between: an answer that does not come is none."""

KEPT_SECONDS = 5.0
"""How long an errand whose chunk lay on a node that is gone may take yet: it may be read from a copy by now."""

ALLOWED = 3
"""Nodes that one errand may lose before it counts as what made them die; a scheduler's own default too."""

GIVEN_UP = "KilledWorker"
"""What dask calls an errand that lost as many nodes as its scheduler allows."""


class Lost(Exception):
    """The node that had an errand is gone, or what was sent to it. ``given_up``: and so were the next that had it."""

    def __init__(self, *, given_up: bool = False) -> None:
        super().__init__()
        self.given_up = given_up


class Unsent(Lost):
    """It never got there: whoever was to take it was gone already."""


class Company:
    """Errands in hand: many together, or one alone. Whoever wants to be alone waits for the others, and they for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._together = self._waiting = 0
        self._one = False

    @contextmanager
    def joined(self, pause: Callable[[], None], *, alone: bool) -> Iterator[None]:
        """``pause``: called every now and then while waiting; what it raises ends that."""
        with self._changed:
            self._waiting += alone
            try:
                while self._one or (self._together if alone else self._waiting):
                    self._changed.wait(PAUSE)
                    pause()
            finally:
                self._waiting -= alone
                self._changed.notify_all()
            self._one = alone
            self._together += not alone
        try:
            yield
        finally:
            with self._changed:
                self._one = False
                self._together -= not alone
                self._changed.notify_all()


class Over(Exception):
    """The run has ended; nobody waits for this any more."""


class Standing(Protocol):
    """What is known of those who carry errands."""

    def where(self) -> Mapping[str, object] | None:
        """What the executor is told beside an errand, about where it may run; None where nobody is there now."""

    def holds(self, where: Mapping[str, object]) -> bool:
        """Is anybody there still to whom that errand may go?"""

    def gone(self) -> str | None:
        """Why no errand can be carried any more; None as long as one can."""

    def refresh(self) -> None:
        """Look again who is there, for somebody went away."""

    def send(self, name: str, part: bytes) -> object:
        """Take a chunk to where errands go; gives what stands for it beside an errand. Raises ``Unsent``."""

    def keeps(self, handles: Sequence[object]) -> bool:
        """Is whoever took these chunks there still?"""


class HereStanding:
    """Of threads in this process: they are there, and what is sent to them is here already."""

    def where(self) -> Mapping[str, object]:
        """Anywhere."""
        return {}

    def holds(self, _where: Mapping[str, object]) -> bool:
        """They do not go away."""
        return True

    def gone(self) -> None:
        """Never."""

    def refresh(self) -> None:
        """Nothing changes."""

    def send(self, _name: str, part: bytes) -> object:
        """The bytes stand for themselves."""
        return part

    def keeps(self, _handles: Sequence[object]) -> bool:
        """They are here."""
        return True


@dataclass(frozen=True, slots=True)
class Crew:
    """A crew of a check (``inzage.check.crew``) that reads where its executor is.

    ``shared``: of each carrier the path at which the nodes see it too; empty where they do not. ``allowed``: nodes that
    one errand may lose. ``nodes``: how many carry, for whoever looks on.
    """

    executor: Executor
    hands: int
    standing: Standing = field(default_factory=HereStanding)
    shared: tuple[str, ...] = ()
    allowed: int = ALLOWED
    nodes: int = 1
    opens: bool = True

    @contextmanager
    def desk(self, given: Given) -> Iterator[Reads]:
        """A desk whose batches are read elsewhere; whoever waits for one when it ends, waits no longer."""
        line = Line(self)
        try:
            with desk(self.shared, line.run, given) as made:
                yield made
        finally:
            line.end()


class Line:
    """Errands of one run, asked from several threads: sent, waited for, sent again where a node was lost."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._over = threading.Event()
        self._company = Company()
        self._nobody = False
        self.sent = Sent(crew.standing.send)

    def end(self) -> None:
        """Whoever waits, waits no longer."""
        self._over.set()

    def run(
        self,
        request: Mapping[str, Json],
        descriptors: Sequence[int],
        limits: Limits,
        heed: Callable[[], None],
        shared: Shared | None = None,
    ) -> Done:
        """One request to a locked worker somewhere.

        Raises ``WorkerDied`` and its kinds, ``Elsewhere``, ``ClusterGone``, ``Unopenable``, and what ``heed`` raises.
        """
        message = json.dumps(request, separators=(",", ":")).encode()
        lost, end = 0, time.monotonic() + NOWHERE_SECONDS
        while lost <= max(1, self._crew.allowed):  # once alone in any case: what it was lost beside may be what killed
            try:
                with self._company.joined(lambda: self._stands(heed), alone=lost > 0):
                    return self._sent(message, descriptors, limits, heed, shared)
            except Unsent:
                self._wait_for(end)
            except Lost as fault:
                if fault.given_up and lost:
                    break
                lost, end = lost + 1, time.monotonic() + NOWHERE_SECONDS
                self._crew.standing.refresh()
        raise WorkerDied(found="node")

    def _sent(
        self,
        message: bytes,
        descriptors: Sequence[int],
        limits: Limits,
        heed: Callable[[], None],
        shared: Shared | None,
    ) -> Done:
        handles: dict[str, object] = {}
        try:
            where = self._where(heed)
            files = []
            for descriptor in descriptors:
                held, names = self.sent.of(descriptor)
                handles |= held
                files.append(names)
            errand = Errand(instrument(), message, limits, tuple(files), tuple(handles), shared)
            return self._carried(errand, list(handles.values()), where, heed)
        except Lost:
            self.sent.forget(handles)
            raise

    def _wait_for(self, end: float) -> None:
        self._heed_time(end)
        self._over.wait(PAUSE)
        self._crew.standing.refresh()

    def _where(self, heed: Callable[[], None]) -> Mapping[str, object]:
        end = time.monotonic() + NOBODY_SECONDS
        while True:
            self._stands(heed)
            where = self._crew.standing.where()
            if where is not None:
                return where
            self._heed_time(end)
            self._over.wait(PAUSE)

    def _heed_time(self, end: float) -> None:
        """Once one errand waited in vain, no other waits as long again."""
        if time.monotonic() > end:
            self._nobody = True
            raise ClusterGone(found=NOBODY)

    def _stands(self, heed: Callable[[], None]) -> None:
        heed()
        if self._over.is_set():
            raise Over
        gone = NOBODY if self._nobody else self._crew.standing.gone()
        if gone is not None:
            raise ClusterGone(found=gone)

    def _carried(
        self, errand: Errand, handles: Sequence[Any], where: Mapping[str, object], heed: Callable[[], None]
    ) -> Done:
        try:
            future = self._crew.executor.submit(perform, errand, *handles, **where)
        except Exception:  # a connection that ended at this very moment says so in many ways
            raise Unsent from None
        end = time.monotonic() + SPARE_SECONDS + 2 * errand.limits.wall_seconds  # it may wait for one before it
        kept = time.monotonic()
        try:
            while not (wait([future], PAUSE).done or future.done()):
                self._stands(heed)
                if self._crew.standing.keeps(handles):
                    kept = time.monotonic()
                # a scheduler can wait for ever for a chunk whose node died just when it was sent
                if not self._crew.standing.holds(where) or time.monotonic() > kept + KEPT_SECONDS:
                    raise Lost
                if time.monotonic() > end:
                    raise Lost(given_up=True)  # there is somebody, and no answer: once more alone, and no oftener
            told = future.result()
        except CancelledError:
            raise Lost from None
        except (ClusterGone, Lost, Over):
            raise
        except Exception as fault:
            if not future.done() or future.exception() is not fault:
                raise
            self._stands(heed)
            if type(fault).__name__ == GIVEN_UP:
                raise Lost(given_up=True) from None
            raise WorkerDied(found=type(fault).__name__) from None  # of dask's own: nothing of a carrier is in it
        finally:
            future.cancel()
        try:
            return heard(told)
        except Unfit:
            raise ClusterGone(found="een knooppunt veranderde (a node changed)") from None
