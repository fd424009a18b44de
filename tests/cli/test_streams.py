"""Streams closed, full, gone or of another encoding: the work goes on, and nothing lands where it should not."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.cli import _streams
from inzage.cli._shared import fail
from inzage.errors import Interrupted
from tests.bench import INZAGE, Bench, make_bench
from tests.record.making import finished, kit_at, validation


def closing(*numbers: int) -> Callable[[], None]:
    """Closes these streams in the child before it begins."""
    return lambda: [os.close(number) for number in numbers] and None  # type: ignore[func-returns-value]


def started(*words: object, **how: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(INZAGE), *map(str, words)], check=False, timeout=120, **how)  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    kit = kit_at(tmp_path / "kit")
    finished(tmp_path / "case", kit, validation(kit))
    return tmp_path / "case"


CLOSED = [(0,), (1,), (2,), (0, 1), (0, 2), (1, 2), (0, 1, 2)]


@pytest.mark.parametrize("numbers", CLOSED, ids=str)
def test_a_command_works_with_any_of_its_streams_closed(case: Path, numbers: tuple[int, ...]) -> None:
    done = started("verify", case, preexec_fn=closing(*numbers))
    assert done.returncode == 0
    wrong = started("kit", "show", case, preexec_fn=closing(*numbers))
    assert wrong.returncode == 1


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path / "bench")


@pytest.mark.parametrize("numbers", [(1, 2), (0, 1, 2)], ids=str)
def test_a_check_with_its_streams_closed_writes_its_words_into_no_file(bench: Bench, numbers: tuple[int, ...]) -> None:
    """The first file that is opened would get the number of standard output."""
    words = bench.words(bench.root / "case", "--json", "--progress", "jsonl")
    assert started(*words, preexec_fn=closing(*numbers)).returncode == 4
    verified = started("verify", bench.root / "case", "--kit", bench.papers.kit, "--json", capture_output=True)
    assert json.loads(verified.stdout)["holds"] is True
    for file in (bench.root / "case").iterdir():
        assert b'"left":' not in file.read_bytes()


def test_progress_never_lands_in_the_result(bench: Bench) -> None:
    words = bench.words(bench.root / "case", "--json", "--progress", "jsonl")
    done = started(*words, stdout=subprocess.PIPE, preexec_fn=closing(2))
    assert json.loads(done.stdout)["status"] == "done"


def test_who_watches_may_go_away(bench: Bench) -> None:
    """A register that stops listening does not stop the check."""
    words = [str(INZAGE), *map(str, bench.words(bench.root / "case", "--json", "--progress", "jsonl"))]
    running = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stderr is not None
    running.stderr.readline()
    running.stderr.close()
    assert running.stdout is not None
    told = running.stdout.read()
    assert running.wait(timeout=60) == 4
    assert json.loads(told)["status"] == "done"


def test_a_pipe_that_closes_is_no_fault_of_the_tool() -> None:
    running = subprocess.Popen([str(INZAGE), "blocks", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(1)
    running.stdout.close()
    assert running.stderr.read() == b""
    assert running.wait(timeout=60) in {0, 1}


def test_a_full_disk_behind_the_output_is_a_sentence(case: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = started("verify", case, "--json", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


ENCODINGS: dict[str, dict[str, str]] = {
    "the C locale": {"LC_ALL": "C"},
    "POSIX": {"LC_ALL": "POSIX", "LANG": ""},
    "the C locale, taken at its word": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Latin 1": {"PYTHONIOENCODING": "iso-8859-1"},
    "a locale that is not there": {"LC_ALL": "xx_XX.UTF-8"},
}


@pytest.mark.parametrize("environment", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_json_is_utf8_whatever_the_locale(environment: dict[str, str]) -> None:
    done = started("blocks", "--json", capture_output=True, env={**os.environ, **environment})
    assert done.returncode == 0, done.stderr
    text = done.stdout.decode("utf-8")
    json.loads(text)
    assert "é" in text or "ë" in text


@pytest.mark.parametrize("environment", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_a_sentence_is_said_whatever_the_locale(environment: dict[str, str]) -> None:
    done = started("kit", "show", "/no/kit/één", capture_output=True, env={**os.environ, **environment})
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert b"uitrusting" in done.stderr


def test_a_path_that_is_no_text_can_be_said(case: Path) -> None:
    odd = os.fsencode(case.parent) + b"/dossier \xff\n"
    case.rename(os.fsdecode(odd))
    for words in (["verify"], ["report", "--json", "--out", os.fsencode(case.parent) + b"/uit\xfe"]):
        done = subprocess.run([str(INZAGE), words[0], odd, *words[1:]], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
    told = json.loads(done.stdout.decode("utf-8"))
    assert told["documents"][0]["file"].startswith(str(case.parent))


# --- in the small --------------------------------------------------------------------


class Terminal(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("kind", "encoding", "then"),
    [
        (io.TextIOWrapper, "ascii", "utf-8"),
        (io.TextIOWrapper, "iso-8859-1", "utf-8"),
        (io.TextIOWrapper, "UTF8", "UTF8"),
        (Terminal, "iso-8859-1", "iso-8859-1"),
        (Terminal, "utf-8", "utf-8"),
    ],
)
def test_a_terminal_keeps_its_encoding_and_a_file_gets_that_of_json(
    kind: type[io.TextIOWrapper], encoding: str, then: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, kind(io.BytesIO(), encoding=encoding))
    _streams.ready()
    assert (sys.stdout.encoding, sys.stderr.encoding) == (then, then)
    sys.stdout.write("één €uro \udcff \u2028 中")
    sys.stdout.flush()


def test_streams_that_are_there_are_left_alone() -> None:
    before = [os.fstat(number) for number in range(3)]
    _streams.ready()
    assert [os.fstat(number) for number in range(3)] == before


def test_an_exit_code_survives_nobody_listening(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("click.echo", gone)
    with pytest.raises(SystemExit) as left:
        fail(Interrupted())
    assert left.value.code == 6
