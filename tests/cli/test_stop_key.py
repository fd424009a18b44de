"""The key that stops: s, pressed twice, at a terminal; nothing typed before, no other key, no single press."""

import errno
import os
import pty
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import IO

import pytest

from inzage.cli import _stop_key
from inzage.cli._stop_key import listening


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Types on a terminal that this process takes for its own."""
    mine, theirs = pty.openpty()
    terminal: IO[str] = os.fdopen(theirs, "r", encoding="utf-8")
    shown: IO[str] = os.fdopen(os.dup(theirs), "w", encoding="utf-8")
    monkeypatch.setattr(_stop_key, "sys", SimpleNamespace(stdin=terminal, stderr=shown))

    def types(keys: str) -> None:
        os.write(mine, keys.encode())
        time.sleep(0.05)  # the kernel hands them over in its own time

    yield types
    shown.close()
    terminal.close()
    os.close(mine)


@pytest.mark.parametrize(
    ("pressed", "stops"),
    [(["ss"], True), (["s", "s"], True), (["S", "s"], True), (["xss"], True), (["s"], False), (["sxs"], False),
     (["s", "x", "s"], False), (["q", "q"], False), (["\r", "\r"], False), ([], False)],
)  # fmt: skip
def test_only_twice_the_same_key_stops(keyboard: Callable[[str], None], pressed: list[str], stops: bool) -> None:
    with listening() as asked:
        heard = [asked()]
        for keys in pressed:
            keyboard(keys)
            heard.append(asked())
    assert heard[0] is False
    assert heard[-1] is stops


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    told = SimpleNamespace(now=0.0)
    monkeypatch.setattr(_stop_key.time, "monotonic", lambda: told.now)
    return told


def test_two_presses_far_apart_do_not(keyboard: Callable[[str], None], clock: SimpleNamespace) -> None:
    with listening() as asked:
        asked()
        keyboard("s")
        assert not asked()
        clock.now = _stop_key.SECONDS + 1
        assert not asked()
        keyboard("s")
        assert not asked()
        keyboard("s")
        assert asked()


def test_a_second_press_while_a_long_file_is_read_is_heeded(
    keyboard: Callable[[str], None], clock: SimpleNamespace
) -> None:
    """Nobody looked between the two; when the second came is not known, but it may have come in time."""
    with listening() as asked:
        asked()
        keyboard("s")
        assert not asked()
        keyboard("s")
        clock.now = 20 * _stop_key.SECONDS
        assert asked()


def test_a_terminal_that_is_gone_ends_no_check(
    keyboard: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def hung_up(*_: object) -> bytes:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with listening() as asked:
        asked()
        keyboard("s")
        with monkeypatch.context() as patch:
            patch.setattr(_stop_key.os, "read", hung_up)
            assert not asked()
        assert not asked()


def test_what_was_typed_before_it_listened_stops_nothing(keyboard: Callable[[str], None]) -> None:
    with listening() as asked:
        keyboard("ss")
        assert not asked()
        assert not asked()


def test_the_terminal_is_left_as_it_was(keyboard: Callable[[str], None]) -> None:
    before = termios.tcgetattr(_stop_key.sys.stdin.fileno())
    with listening() as asked:
        asked()
        assert termios.tcgetattr(_stop_key.sys.stdin.fileno())[3] != before[3]
    assert termios.tcgetattr(_stop_key.sys.stdin.fileno())[3] == before[3]


def test_without_a_terminal_nobody_can(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(_stop_key, "sys", SimpleNamespace(stdin=nothing, stderr=nothing))
        with listening() as asked:
            assert not asked()
