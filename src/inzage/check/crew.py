"""Who reads: the hands on this machine, or others that do the same elsewhere.

A run lays out its carriers, keeps the ledger and answers the questions; the reading itself it leaves to a ``Crew``.
What every crew must keep to:

- ``desk`` gives, for the length of one run, something that reads batches, each in a thread of its own (as many as
  ``hands``), and is asked of several at once. It gives back one ``Seen`` for each spot, in the batch's order. Whatever
  goes wrong with a file, a worker or a whole machine is an outcome (or is tried again, for a batch may be read more
  than once): no exception comes back but ``CannotLock``, and what ``on_hit`` and ``heed`` raise.
- Before a batch comes to the desk the ledger says, on the disk, that its spots are opened; nothing of it is touched
  earlier. What came of it is written down by the run, in the order in which batches were begun.
- Where ``seal`` is given, a worker that meets an act of those questions answers ciphertext. ``on_hit`` is called with
  it before anything else is done, and does not return.
- What is read is read in a locked worker, wherever that is; a machine that cannot lock is given nothing.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Protocol

from inzage.artefact import Artefact, Window
from inzage.check.batch import Batch
from inzage.check.gallery import Gallery
from inzage.check.job import Asked, ToSeal
from inzage.check.reading import Desk, OnHit, Seen, SeenBefore
from inzage.mandate.named import Named
from inzage.sources import Source
from inzage.worker.pool import Pool
from inzage.worker.warm import READERS


@dataclass(frozen=True, slots=True)
class Given:
    """What a desk is told of the run, before any batch.

    ``window``: the days to read. ``list_key``: of the keyed lists. ``shut``: contacts that count nowhere.
    ``seen_before``, ``gallery``, ``heed``: as ``Desk`` takes them; they live in this process, and ``heed(carrier)``
    must be called at least every second or so of work, to end the run where the officer asked to.
    """

    window: Window
    list_key: bytes
    shut: Named
    seen_before: SeenBefore
    gallery: Gallery
    heed: Callable[[int], None]
    unconfined: bool = False


class Reads(Protocol):
    """A desk: see the module for what it must keep to."""

    def read(
        self,
        batch: Batch,
        source: Source,
        asked: Sequence[Asked],
        seal: ToSeal | None,
        on_hit: OnHit,
        *,
        opened: Sequence[AbstractContextManager[Artefact]] | None = None,
    ) -> tuple[Seen, ...]:
        """Read the spots of a batch. ``opened``: where the crew ``opens`` here, its spots, opened in their order."""


class Crew(Protocol):
    """``hands``: batches in hand at once. ``opens``: are files opened by this process, in the carrier's order?

    Where they are not, ``read`` gets no ``opened``: whoever reads opens them, on a carrier of the same identity.
    """

    @property
    def hands(self) -> int:
        """How many batches it can have in hand at once."""

    @property
    def opens(self) -> bool:
        """Is what it reads opened here?"""

    def desk(self, given: Given) -> AbstractContextManager[Reads]:
        """A desk for one run; ended when the run ends, however it ends."""


MOST_USABLE = 4
"""Hands beyond this gain little on one carrier, and take memory."""


def usable() -> int:
    """How many hands this machine has, where nobody says how many: its cores, as far as this process may use them."""
    return min(MOST_USABLE, len(os.sched_getaffinity(0)))


@dataclass(frozen=True, slots=True)
class Here:
    """The hands of this machine: one pool of locked workers. ``warm``: one begun before, used where it suits."""

    hands: int = 1
    opens: bool = True
    warm: Pool | None = None

    @contextmanager
    def desk(self, given: Given) -> Iterator[Reads]:
        """A desk with a pool of its own, which makes itself ready while the carriers are laid out, if not earlier."""
        warm = self.warm if self.warm and self.warm.suits(READERS, unconfined=given.unconfined) else None
        with warm or Pool(READERS, unconfined=given.unconfined) as pool:
            pool.begin()
            yield Desk(
                pool,
                given.window,
                given.list_key,
                given.shut,
                seen_before=given.seen_before,
                gallery=given.gallery,
                heed=given.heed,
            )
