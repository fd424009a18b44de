"""A whole check of a locked volume: with its key typed it opens, without it the answer is *versleuteld*."""

import gzip
import json
import os
import pty
import select
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import INZAGE, inzage, validation_papers

PASSWORD = "password12!@"  # noqa: S105 - of the public sample


@pytest.fixture
def volume(real_data: Path, tmp_path: Path) -> Path:
    """A real BitLocker volume whose password is known."""
    found = next((real_data / "dissect.fve/tests/_data/bde").glob("aes*256*"))
    unpacked = tmp_path / "volume.dd"
    unpacked.write_bytes(gzip.decompress(found.read_bytes()))
    return unpacked


@pytest.fixture
def words(volume: Path, tmp_path: Path) -> Callable[..., list[str]]:
    """The command line of a check of the volume."""
    kit, mandate = validation_papers(tmp_path)

    def made(name: str, *more: str) -> list[str]:
        out = ["--out", str(tmp_path / name), "--mandate", str(mandate), "--kit", str(kit)]
        return ["check", str(volume), *out, "--kind", "disk", "--owner", "betrokkene", "--json", *more]

    return made


def typed(words: list[str], answer: str) -> tuple[str, int]:
    """Run on a terminal of its own and type one answer; everything shown, and the exit code."""
    child, terminal = pty.fork()
    if child == 0:
        os.execv(INZAGE, [str(INZAGE), *words])  # noqa: S606 - our own program
    shown, sent, end = b"", False, time.monotonic() + 120
    while time.monotonic() < end:
        ready, _, _ = select.select([terminal], [], [], 1)
        try:
            part = os.read(terminal, 65536) if ready else None
        except OSError:
            break
        if part == b"":
            break
        shown += part or b""
        if not sent and b"zichtbaar" in shown:
            os.write(terminal, answer.encode() + b"\n")
            sent = True
    return shown.decode("utf-8", "replace"), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def entries(tmp_path: Path, name: str) -> list[dict[str, Any]]:
    case = read_case(tmp_path / name, Kit.load(tmp_path / "labkit"))
    return [dict(entry.facts) for entry in case.entries if entry.kind is EntryKind.TRIED]


def test_without_a_key_it_is_encrypted(words: Callable[..., list[str]], tmp_path: Path) -> None:
    done = inzage(*words("shut"))
    assert done.returncode == 4, done.stderr
    filesystems = json.loads(done.stdout)["carriers"][0]["filesystems"]
    assert {one["status"] for one in filesystems} == {"encrypted"}
    assert entries(tmp_path, "shut") == []


def test_with_its_password_it_opens_and_the_try_is_told(words: Callable[..., list[str]], tmp_path: Path) -> None:
    shown, code = typed(words("open", "--unlock", "1=password"), PASSWORD)
    assert code == 4, shown
    assert PASSWORD not in shown
    given, came = entries(tmp_path, "open")
    assert given["given"] == [{"how": "password", "volume": None}]
    assert (came["opened"], came["encryption"], came["how"]) == (True, "bitlocker", "password")
    inside = read_case(tmp_path / "open", Kit.load(tmp_path / "labkit")).result["carriers"][0]["filesystems"]
    assert [one["type"] for one in inside] == ["ntfs"]  # the public sample holds the first 50 MB of it alone
    assert {one["status"] for one in inside} == {"unreadable"}


def test_with_a_wrong_password_it_stays_shut_after_one_try(words: Callable[..., list[str]], tmp_path: Path) -> None:
    shown, code = typed(words("wrong", "--unlock", "1=password"), "not-the-one")
    assert code == 4, shown
    _, came = entries(tmp_path, "wrong")
    assert (came["opened"], came["reason"]) == (False, "encrypted")


def test_the_password_is_nowhere(words: Callable[..., list[str]], tmp_path: Path) -> None:
    typed(words("open", "--unlock", "1=password"), PASSWORD)
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.name != "volume.dd":
            assert PASSWORD.encode() not in path.read_bytes()


def test_a_key_is_not_asked_of_nobody(words: Callable[..., list[str]], tmp_path: Path) -> None:
    done = inzage(*words("nobody", "--unlock", "1=password"))
    assert done.returncode == 2
    assert not (tmp_path / "nobody").exists()
