"""Warm processes, begun before anything else is loaded: on another core they load while the papers are read.

They are given nothing and open nothing. Where the mandate refuses the check they are ended unused.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from inzage.worker.pool import Pool

READERS = "inzage.check.inside:handle"
"""What a check has its reading workers do: by name, so that the check itself need not be loaded yet."""

DISKS = "inzage.sources.image_inside:handle"
"""The same of those that have a disk or an image open."""


@dataclass(frozen=True, slots=True)
class Warm:
    """Pools that make themselves ready: for all that is read, and for all disks; None where none is expected here."""

    readers: Pool | None = None
    disks: Pool | None = None


@contextmanager
def warming(*, unconfined: bool, readers: bool = True, disks: bool = False) -> Iterator[Warm]:
    """Pools of workers, closed at the end, used or not. ``readers``: is read here? ``disks``: is there one among the
    carriers?
    """
    with ExitStack() as held:

        def begun(handler: str) -> Pool:
            pool = held.enter_context(Pool(handler, unconfined=unconfined))
            pool.begin()
            return pool

        first = begun(DISKS) if disks else None  # a disk is opened before anything in it is read
        yield Warm(begun(READERS) if readers else None, first)
