"""Progress tells where a check is and nothing else: a bar on a terminal, lines for a program, silence otherwise."""

import json
import os
import pty
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from inzage.check import Progress
from inzage.cli._progress import STAGES, _left, progress
from inzage.cli._shared import hear
from tests.bench import INZAGE, Bench, make_bench

AT = Progress("B", 2, 3, 7, 1234, 5.6789, 61.26)


def told(style: str, *steps: Progress) -> None:
    with progress(style) as tell:  # type: ignore[arg-type]
        for step in steps:
            tell(step)


def test_a_line_for_a_program_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    told("jsonl", AT, Progress("C", 1, 1, 1, 9, 0.1, None, ("software", "places")))
    out, err = capsys.readouterr()
    assert out == ""
    assert [json.loads(line) for line in err.splitlines()] == [
        {"stage": "B", "carrier": 2, "done": 3, "total": 7, "rows": 1234, "seconds": 5.6789, "left": 61.3,
         "answered": []},
        {"stage": "C", "carrier": 1, "done": 1, "total": 1, "rows": 9, "seconds": 0.1, "left": None,
         "answered": ["software", "places"]},
    ]  # fmt: skip


@pytest.mark.parametrize("style", ["none", None])
def test_silence(style: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    with progress(style) as tell:  # type: ignore[arg-type]
        tell(AT)
    assert capsys.readouterr() == ("", "")


def test_a_bar_goes_to_standard_error_and_says_stage_counts_and_time(capsys: pytest.CaptureFixture[str]) -> None:
    told("bar", AT)
    out, err = capsys.readouterr()
    assert out == ""
    assert "Stap B (inbreuk midden)" in err
    assert "3/7" in err
    assert "1234 regels geteld" in err
    assert "nog ongeveer 1:01" in err


@pytest.mark.parametrize(("questions", "said"), [((), ""), (("a",), "1 vraag beantwoord"), (("a", "b"), "2 vragen b")])
def test_a_bar_says_how_many_are_answered_and_not_how(
    questions: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told("bar", replace(AT, answered=questions))
    err = capsys.readouterr().err
    assert said in err
    assert ("beantwoord" in err) == bool(questions)


def test_a_bar_in_english(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INZAGE_LANG", "en")
    hear(["demo"])  # what an earlier command of this process was asked in
    told("bar", AT)
    err = capsys.readouterr().err
    assert "Stage B (intrusion medium)" in err
    assert "about 1:01 left" in err


def test_each_stage_has_a_bar_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    told("bar", *(Progress(stage, 1, 1, 1, 0, 0.0, 0.0) for stage in STAGES))
    err = capsys.readouterr().err
    assert all(f"Stap {stage}" in err for stage in STAGES)


TIMES: dict[str, tuple[float | None, str]] = {
    "unknown": (None, ""),
    "nothing": (0.0, "nog ongeveer 0:00"),
    "seconds": (7.4, "nog ongeveer 0:07"),
    "just under a minute": (59.6, "nog ongeveer 1:00"),
    "minutes": (125.0, "nog ongeveer 2:05"),
    "hours": (7200.0, "nog ongeveer 120:00"),
}


@pytest.mark.parametrize(("seconds", "said"), TIMES.values(), ids=TIMES.keys())
def test_time_left(seconds: float | None, said: str) -> None:
    assert _left(seconds) == said


class Gone:
    """A stream whose reader has gone away."""

    encoding = "utf-8"

    def write(self, _: str) -> int:
        raise BrokenPipeError

    def flush(self) -> None:
        raise BrokenPipeError

    def isatty(self) -> bool:
        return False

    def fileno(self) -> int:
        return 2


@pytest.mark.parametrize("style", ["jsonl", "none"])
def test_nobody_listening_is_no_fault(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stderr", Gone())
    told(style, AT, AT)


# --- on a terminal -------------------------------------------------------------------


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def on_a_terminal(bench: Bench, *more: str, **environment: str) -> str:
    """What a person at a terminal sees on standard error."""
    ours, theirs = pty.openpty()
    words = [str(INZAGE), *more, *map(str, bench.words(bench.root / "case"))]
    running = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs, env={**os.environ, **environment}
    )
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so where the other side is gone
            break
        if not part:
            break
        seen += part
    os.close(ours)
    assert running.wait(timeout=60) == 4
    return seen.decode("utf-8", "replace")


PLAIN = {"TERM": "xterm", "COLUMNS": "160"}


def test_a_terminal_gets_a_bar(bench: Bench) -> None:
    seen = on_a_terminal(bench, **PLAIN)
    assert "Stap A (inbreuk laag)" in seen
    assert "Stap B (inbreuk midden)" in seen
    assert "\x1b[" in seen


def test_no_colour_is_no_colour(bench: Bench) -> None:
    seen = on_a_terminal(bench, **PLAIN, NO_COLOR="1")
    assert "Stap A" in seen
    assert not re.search(r"\x1b\[(3[0-7]|4[0-7]|38|48|9[0-7])", seen)


def test_a_bar_names_nobody_and_nothing_of_the_carrier(bench: Bench) -> None:
    seen = on_a_terminal(bench, **PLAIN).lower()
    for name in ("anna", "bram", "chris", "chrome", "history", "listed.example", str(bench.carrier).lower()):
        assert name not in seen


def test_on_a_terminal_without_abilities_it_still_ends(bench: Bench) -> None:
    assert "\x1b[2K" not in on_a_terminal(bench, TERM="dumb", COLUMNS="40")
    assert (bench.root / "case").is_dir()
