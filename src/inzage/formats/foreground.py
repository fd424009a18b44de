"""Which apps of an Android device a person had before him, from the events that the system keeps.

A use begins where an app comes in front (type 1) and another was there before, or the screen was
locked (17) or unlocked (18) or the device shut down or started (26, 27) in between. Going from one
screen of an app to the next, also type 1, is the same use.

A device does much by itself: after a restart at night it shows its start screen, and behind the lock an
alarm or somebody's call comes in front. So a use after locking, stopping or starting counts as a
person's only from the unlocking on, or where that follows at once. A device that is never unlocked in
these events has no lock: there only what comes within ``SETTLED`` of a start is its own.

References: https://developer.android.com/reference/android/app/usage/UsageEvents.Event
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

SHOWN = (1, 17, 18, 26, 27)
"""The types of events that matter here."""

SETTLED = timedelta(minutes=2)
AT_ONCE = timedelta(seconds=10)
"""Unlocking brings the app in front first and is told a moment later."""

_IN_FRONT, _UNLOCKED, _ENDS = 1, 18, frozenset({17, 18, 26, 27})
_STARTS = frozenset({26, 27})

Event = tuple[datetime | None, int, str]
"""When, of which type, with which app (empty where it is not named)."""


def uses(events: Sequence[Event]) -> Iterator[tuple[datetime, str, int]]:
    """(beginning, app, times) of each use; ``times`` 0 where the device may have done it by itself. Events in order."""
    unlocked = sorted(at for at, kind, _ in events if kind == _UNLOCKED and at)
    before, shut, started = "", None, False
    for at, kind, app in events:
        if kind in _ENDS:
            before, shut, started = "", None if kind == _UNLOCKED else at, kind in _STARTS
        elif kind == _IN_FRONT and app and app != before and at:
            before = app
            by_itself = shut and (_waits(at, unlocked) if unlocked else started and at - shut < SETTLED)
            yield at, app, int(not by_itself)


def _waits(at: datetime, unlocked: Sequence[datetime]) -> bool:
    """Is the device not unlocked at once?"""
    place = bisect_left(unlocked, at)
    return place == len(unlocked) or unlocked[place] - at > AT_ONCE
