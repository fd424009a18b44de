"""The key that stops a check at the terminal where it runs: s, pressed twice.

One key press alone does nothing, because a stop cannot be undone.
"""

import contextlib
import os
import select
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from inzage.cli._shared import say

KEY = "s"
SECONDS = 5.0
"""The second press comes within this time of the first, as far as we can tell: while a file is read nobody looks,
and a press that may have come in time counts. A stop too many can be explained, a stop not heeded cannot."""


@contextmanager
def listening() -> Iterator[Callable[[], bool]]:
    """A function that says whether the officer asked to stop; without a terminal nobody can."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        yield lambda: False
        return
    key = _Key()
    try:
        yield key.asked
    finally:
        key.close()


class _Key:
    def __init__(self) -> None:
        self._file = sys.stdin.fileno()
        self._before: list[int | list[bytes | int]] | None = None
        self._first: float | None = None
        self._looked = 0.0
        self._asked = False

    def asked(self) -> bool:
        """Look at what was typed, without waiting. From the first call on the keys come one by one, unseen."""
        if self._before is None:  # only now: a password may have had to be typed first
            self._before = termios.tcgetattr(self._file)
            tty.setcbreak(self._file)
            say("Stoppen en verzegelen: druk twee keer op s.", "To halt and seal: press s twice.")
        for key in self._keys():
            self._typed(key)
        self._looked = time.monotonic()
        return self._asked

    def _keys(self) -> Iterator[str]:
        """What was typed since we looked; nothing from a terminal that is gone."""
        with contextlib.suppress(OSError):
            while not self._asked and select.select([self._file], [], [], 0)[0]:
                typed = os.read(self._file, 64).decode("ascii", "replace")
                if not typed:
                    break
                yield from typed

    def _typed(self, key: str) -> None:
        if key.lower() != KEY:
            self._first = None
        elif self._first is not None and self._looked - self._first < SECONDS:
            self._asked = True
        else:
            self._first = time.monotonic()
            say("Nog eens s: stoppen en verzegelen.", "Once more s: halt and seal.")

    def close(self) -> None:
        """The terminal as it was."""
        if self._before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self._file, termios.TCSADRAIN, self._before)
