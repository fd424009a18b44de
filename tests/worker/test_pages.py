"""Gathered memory holds what it held, here and in who is forked."""

import subprocess
import sys

import pytest

from inzage.worker import pages

PROBE = """
import os, sys
from inzage.worker import pages
if {first}:
    pages.lay()
things = [bytes([n % 251]) * (n % 400) for n in range(40_000)]
gathered = pages.gather()
same = all(thing == bytes([n % 251]) * (n % 400) for n, thing in enumerate(things))
def large():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("AnonHugePages"))
lies = large()
child = os.fork()
if not child:
    os._exit(0 if all(thing == bytes([n % 251]) * (n % 400) for n, thing in enumerate(things)) else 1)
print(gathered, lies, same, os.waitpid(child, 0)[1])
"""


def told(first: bool) -> tuple[int, int]:
    """Bytes gathered, and bytes that the kernel says lie in large pages."""
    code = PROBE.format(first=first)
    gathered, lies, same, status = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert (same, status) == ("True", "0")
    return int(gathered), int(lies)


def test_what_is_gathered_lies_in_large_pages_and_is_unchanged() -> None:
    gathered, lies = told(first=True)
    if not gathered:
        pytest.skip("this kernel gathers nothing")
    assert gathered >= pages.ROOM // 2
    assert lies >= gathered // 2, "others may have been asked back since"


def test_nothing_is_lost_where_nothing_was_laid() -> None:
    gathered, lies = told(first=False)
    assert gathered == 0 or lies


def test_other_sizes_of_pages_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages.os, "sysconf", lambda _: 65_536)
    assert pages.gather() == 0
