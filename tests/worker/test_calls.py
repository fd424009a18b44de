"""Looking for the library of the filter: its absence is an answer, a search that was killed is none."""

import ctypes.util
import sys

import pytest

from inzage.worker import calls


@pytest.mark.parametrize(("killed", "there"), [(0, True), (1, True), (calls.TRIES - 1, True), (calls.TRIES, False)])
def test_a_search_that_was_killed_is_made_again(killed: int, there: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    look, asked = ctypes.util.find_library, []

    def find(name: str) -> str | None:
        if name != "seccomp":
            return look(name)
        asked.append(name)
        return look(name) if len(asked) > killed else None

    monkeypatch.setattr(ctypes.util, "find_library", find)
    monkeypatch.delitem(sys.modules, "pyseccomp", raising=False)
    assert calls.available() is there
    assert len(asked) == min(killed + 1, calls.TRIES)
