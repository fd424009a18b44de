"""Carriers that a node has open at the path at which the broker sees them too.

A folder is opened in no time; an image takes a locked worker of its own, which must know every name on it before one
can be opened. So a carrier is opened once for all errands of a check, and closed when nobody asked for it for a while,
or when others came.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inzage.cluster.errand import Elsewhere
from inzage.readers import all_readers
from inzage.sources import Patterns, Source
from inzage.sources.opening import open_source

MOST = 4
"""Carriers that stay open beside those in use."""

IDLE_SECONDS = 60.0
"""How long one that nobody asks for stays open, and at most twice that: they are looked at so often."""

Key = tuple[str, bytes]


@dataclass(slots=True)
class _Held:
    """One that is open. ``users``: errands that read it now; ``since``: when the last let go of it."""

    source: Source
    users: int = 0
    since: float = 0.0


class Carriers:
    """For several threads. ``open_one``: opens a carrier and looks through its names."""

    def __init__(self, open_one: Callable[[str], Source], *, most: int = MOST, idle: float = IDLE_SECONDS) -> None:
        self._open_one = open_one
        self._most, self._idle = most, idle
        self._held: OrderedDict[Key, _Held] = OrderedDict()
        self._opening: set[Key] = set()
        self._changed = threading.Condition()
        self._watched = False

    @contextmanager
    def lent(self, path: str, identity: bytes) -> Iterator[Source]:
        """The carrier there; raises ``Elsewhere`` where it is another one, ``SourceFault`` where there is none."""
        key = path, identity
        held = self._taken(key) or self._opened(key)
        try:
            yield held.source
        finally:
            with self._changed:
                held.users -= 1
                held.since = time.monotonic()
            self._let_go(self._idle)
            self._watch()

    def clear(self) -> None:
        """Close all that nobody reads."""
        self._let_go(0.0)

    def _taken(self, key: Key) -> _Held | None:
        """One that is open already, or is being opened; None where whoever asks is to open it."""
        with self._changed:
            self._changed.wait_for(lambda: key not in self._opening)
            held = self._held.get(key)
            if held is None:
                self._opening.add(key)
                return None
            held.users += 1
            self._held.move_to_end(key)
            return held

    def _opened(self, key: Key) -> _Held:
        held: _Held | None = None
        try:
            held = _Held(self._checked(*key), users=1)
            return held
        finally:
            with self._changed:
                self._opening.discard(key)
                if held is not None:
                    self._held[key] = held
                self._changed.notify_all()

    def _checked(self, path: str, identity: bytes) -> Source:
        source = self._open_one(path)
        if source.identity != identity:
            source.close()
            raise Elsewhere(carrier=True)
        return source

    def _watch(self) -> None:
        """Look again after a while, as long as something is open: one thread waits, however many errands there are."""
        with self._changed:
            if self._watched or not self._held:
                return
            self._watched = True
        timer = threading.Timer(self._idle, self._look_again)
        timer.daemon = True
        timer.start()

    def _look_again(self) -> None:
        with self._changed:
            self._watched = False
        self._let_go(self._idle)
        self._watch()

    def _let_go(self, idle: float) -> None:
        """Close what nobody reads: what nobody asked for ``idle`` seconds, and of the rest what is too many."""
        now = time.monotonic()
        with self._changed:
            free = [key for key, held in self._held.items() if not held.users]
            old = {key for key in free if now - self._held[key].since >= idle}
            ended = [self._held.pop(key).source for key in old.union(free[: max(0, len(free) - self._most)])]
        for source in ended:
            source.close()


def opened_there(path: str) -> Source:
    """A carrier whose names are known, for any of the readers. Raises ``SourceFault``."""
    source = open_source(path)
    try:
        if source.hashes_inside:  # its files are found by what its names were told to be
            every = [Patterns(one.name, one.at, one.elsewhere, one.beside) for one in all_readers()]
            for _ in source.find(every, frozenset()):
                pass
    except BaseException:
        source.close()
        raise
    return source
