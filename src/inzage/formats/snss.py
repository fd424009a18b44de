"""The session file of Chromium browsers (``SNSS``): a list of commands that, one after another, make the open tabs.

After four letters and a version come commands: a length (2 bytes), a number (1 byte) and what belongs
to it. Versions 1 and 3 are plain, 2 and 4 encrypted. A page of a tab is a *pickle*: whole numbers of 4
bytes, and texts as a length and bytes, filled up to 4.

References: https://source.chromium.org/chromium/chromium/src/+/main:components/sessions/core/
(``command_storage_backend.cc``, ``session_service_commands.cc``, ``serialized_navigation_entry.cc``)
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

MAGIC = b"SNSS"
PLAIN, ENCRYPTED = (1, 3), (2, 4)
HEAD = 8

_TAB_OF_WINDOW, _PRUNED_BACK, _PAGE, _SHOWN, _PRUNED_FRONT, _TAB_CLOSED, _WINDOW_CLOSED, _PRUNED = (
    0, 5, 6, 7, 11, 16, 17, 24,
)  # fmt: skip
_LONGEST = 1 << 20


class Broken(Exception):
    """A command is not as the form says."""


@dataclass(slots=True)
class Tab:
    """One tab: its pages by place, and which of them it shows. ``window``: 0 where that is not told."""

    window: int = 0
    shown: int = 0
    pages: dict[int, tuple[str, int]] = field(default_factory=dict)

    def page(self) -> tuple[str, int] | None:
        """(address, microseconds since 1601) of the page that it shows; None where it has none."""
        known = [place for place in self.pages if place <= self.shown] or self.pages.keys()
        return self.pages[max(known)] if known else None

    def cut(self, first: int, many: int) -> None:
        """Pages were taken out; those behind them move up."""
        kept = {place: page for place, page in self.pages.items() if not first <= place < first + many}
        self.pages = {place - many if place >= first + many else place: page for place, page in kept.items()}
        if self.shown >= first + many:
            self.shown -= many


def commands(untrusted: bytes) -> Iterator[tuple[int, bytes]]:
    """(number, what belongs to it) of each command; raises ``Broken`` where the last is not whole."""
    place = HEAD
    while place < len(untrusted):
        length = int.from_bytes(untrusted[place : place + 2], "little")
        place += 2
        if not length or place + length > len(untrusted):
            raise Broken
        yield untrusted[place], untrusted[place + 1 : place + length]
        place += length


class Session:
    """The tabs so far: feed it the commands in order."""

    def __init__(self) -> None:
        self.tabs: dict[int, Tab] = {}

    def take(self, number: int, held: bytes) -> None:
        """Carry out one command; those that say nothing of pages are passed over. Raises ``Broken``."""
        if number == _PAGE:
            tab, place, address, at = _page(held)
            self._tab(tab).pages[place] = (address, at)
        elif number == _TAB_OF_WINDOW:
            window, tab = _numbers(held, 2)
            self._tab(tab).window = window
        elif number == _SHOWN:
            tab, self_shown = _numbers(held, 2)
            self._tab(tab).shown = self_shown
        else:
            self._remove(number, held)

    def _remove(self, number: int, held: bytes) -> None:
        if number == _TAB_CLOSED:
            self.tabs.pop(_numbers(held, 1)[0], None)
        elif number == _WINDOW_CLOSED:
            (window,) = _numbers(held, 1)
            self.tabs = {tab: one for tab, one in self.tabs.items() if not window or one.window != window}
        elif number == _PRUNED_BACK:
            tab, first = _numbers(held, 2)
            self._tab(tab).cut(first, _LONGEST)
        elif number == _PRUNED_FRONT:
            tab, many = _numbers(held, 2)
            self._tab(tab).cut(0, many)
        elif number == _PRUNED:
            tab, first, many = _numbers(held, 3)
            self._tab(tab).cut(first, many)

    def _tab(self, number: int) -> Tab:
        return self.tabs.setdefault(number, Tab())


def _numbers(held: bytes, many: int) -> tuple[int, ...]:
    if len(held) < 4 * many:
        raise Broken
    return struct.unpack_from(f"<{many}i", held)


def _page(held: bytes) -> tuple[int, int, str, int]:
    """(tab, place in it, address, microseconds since 1601)."""
    tab, place = _numbers(held[4:], 2)
    address, after = _text(held, 12, 1)
    for wide in (2, 1):  # title, state
        _, after = _text(held, after, wide)
    _, after = _text(held, after + 8, 1)  # behind transition and marks: where from
    _, after = _text(held, after + 4, 1)  # behind a policy: the address first asked for
    try:
        return tab, place, address.decode("utf-8", "replace"), struct.unpack_from("<q", held, after + 4)[0]
    except struct.error:
        raise Broken from None


def _text(held: bytes, place: int, wide: int) -> tuple[bytes, int]:
    """A text of so many bytes a letter, and the place behind it."""
    (letters,) = _numbers(held[place : place + 4], 1)
    start, length = place + 4, letters * wide
    if letters < 0 or start + length > len(held):
        raise Broken
    return held[start : start + length], start + -(-length // 4) * 4
