"""A command of a benchmark: what it took, and what becomes of one that fails or does not end."""

import sys
import time
from pathlib import Path

import measuring
import pytest
from measuring import NotDone, in_turn, spent

from inzage.register.running.launch import born

CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', {!r}])"
WORKS = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass"
HOLDS = "kept = bytearray(200 << 20); kept[::4096] = bytes(len(kept[::4096])).replace(b'\\0', b'1')"


def python(code: str) -> list[object]:
    return [sys.executable, "-c", code]


def test_what_a_command_and_its_children_took() -> None:
    took = spent(python(CHILD.format(WORKS)))
    assert took.cpu >= 0.3
    assert took.seconds >= 0.3


def test_the_largest_of_its_processes(tmp_path: Path) -> None:
    small = f"from measuring import spent; print(spent([{sys.executable!r}, '-c', {CHILD.format(HOLDS)!r}]).megabytes)"
    told = tmp_path / "told"
    spent(["env", f"PYTHONPATH={Path(measuring.__file__).parent}", *python(small)], told)
    assert 200 <= float(told.read_text()) < 300


def test_what_it_prints_goes_into_a_file(tmp_path: Path) -> None:
    spent(python("print('here')"), tmp_path / "said")
    assert (tmp_path / "said").read_text() == "here\n"


def test_a_command_that_fails_ends_the_benchmark_with_what_it_said() -> None:
    with pytest.raises(SystemExit, match="ended with 3: no such image"):
        spent(python("import sys; sys.stderr.write('no such image'); sys.exit(3)"))
    spent(python("import sys; sys.exit(3)"), codes={0, 3})


def test_one_that_does_not_end_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    started = tmp_path / "child"
    sleeping = f"import os, pathlib, time; pathlib.Path({str(started)!r}).write_text(str(os.getpid())); time.sleep(600)"
    with pytest.raises(NotDone):
        spent(python(CHILD.format(sleeping)), limit=3.0)
    end = time.monotonic() + 10
    while born(int(started.read_text())) is not None:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_limit_that_is_not_reached_changes_nothing() -> None:
    assert spent(python("pass"), limit=60.0).seconds < 60


def test_in_turn_each_runs_once_a_round_after_one_that_warms(tmp_path: Path) -> None:
    note = tmp_path / "turns"
    commands = {name: python(f"open({str(note)!r}, 'a').write({name!r})") for name in "ab"}
    taken = in_turn(commands, 2)
    assert note.read_text() == "ababab"
    assert [len(each) for each in taken.values()] == [2, 2]
