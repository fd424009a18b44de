"""Notices that somebody set the clock: a step of more than two seconds is an entry of the ledger.

Order comes from the ledger's sequence and durations from a clock that nobody can set, so
a step changes nothing that is counted. But the times in the ledger are those of the wall
clock, and whoever reads them must know where they jump. Small steps add up until they are
a step. A machine that sleeps sets no clock; nor does one that keeps to a time server,
which lets its clock run a little faster or slower, and every clock of it alike.

Over a restart of the machine only a clock that went back can be told: how long it was off
nobody knows.

References: trust facts 7.4; clock_gettime(2): CLOCK_REALTIME less CLOCK_BOOTTIME.
"""

from collections.abc import Callable

from inzage.record.journal import Beat

TOLERANCE = 2.0
"""Seconds that the clock may be moved without its being told."""


class Clock:
    """Ask it at each entry. ``last``: what the clocks said at the last one, of an interrupted check."""

    def __init__(self, last: Beat | None = None, now: Callable[[], Beat] = Beat.now) -> None:
        self._now = now
        self._last = last or now()
        self._since = self._last
        self._restarted = False

    def step(self) -> int | None:
        """Whole seconds that the clock was set by since the last step, back below zero; None up to two."""
        now = self._now()
        self._restarted = now.boot != self._last.boot or now.running < self._last.running
        off = min(0, now.wall - self._last.wall) if self._restarted else _moved(self._since, now)
        self._last = now
        told = abs(off) > TOLERANCE * 1000
        if told or self._restarted:
            self._since = now
        return round(off / 1000) if told else None

    def facts(self) -> dict[str, object] | None:
        """A step as the ledger says it, or None. ``boot``: was the machine restarted in between?"""
        seconds = self.step()
        return None if seconds is None else {"seconds": seconds, "boot": self._restarted}


def _moved(then: Beat, now: Beat) -> int:
    return (now.wall - then.wall) - (now.running - then.running)
