"""``inzage serve``: one command from an empty folder to a page, and a sentence for everything in its way."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

STARTS = 60
"""Seconds that a busy machine may take."""
MAIN = "from inzage.cli.main import main; main()"


FREE = "import socket; door = socket.socket(); door.bind(('127.0.0.1', 0)); print(door.getsockname()[1])"
GET = """
import http.client, json, sys, time
for turn in range(600):
    try:
        asking = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=60)
        asking.request("GET", sys.argv[2])
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
answer = asking.getresponse()
print(json.dumps([answer.status, answer.headers.get("Location", ""), answer.read().decode()]))
"""


def apart(code: str, *words: str) -> str:
    """In a process of its own: this one may use no network."""
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return done.stdout


def free() -> int:
    """A port that nobody listens at."""
    return int(apart(FREE))


def command(*words: str) -> list[str]:
    return [sys.executable, "-c", MAIN, "serve", *words]


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("INZAGE_", "DJANGO_"))} | more


def refused(*words: str, **more: str) -> str:
    """What is said by a start that does not become one."""
    done = subprocess.run(
        command(*words), env=environment(**more), capture_output=True, text=True, timeout=STARTS, check=False
    )
    assert done.returncode in {1, 2} and "Traceback" not in done.stderr
    return done.stderr


@dataclass
class Served:
    """A register that runs."""

    process: subprocess.Popen[str]
    home: Path
    port: int
    said: str

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, where it leads, and text."""
        status, leads, text = json.loads(apart(GET, str(self.port), path))
        return status, leads, text


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home, port = tmp_path_factory.mktemp("served") / "register", free()
    words = ("--dir", str(home), "--port", str(port), "--admin", "systeembeheerder-1", "--organisation", "rn-1")
    process = subprocess.Popen(
        command(*words), env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        said += line
    yield Served(process, home, port, said)
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=STARTS)


def test_a_page_is_there_and_the_first_account_was_said_once(served: Served) -> None:
    assert f"http://127.0.0.1:{served.port}/" in served.said
    assert re.search(r"Eenmalig wachtwoord van systeembeheerder-1: (\w{4}-){4}\w{4}", served.said)
    assert served.get("/")[:2] == (302, "/inloggen")
    status, _, text = served.get("/inloggen")
    assert status == 200 and "Aanmelden" in text and "Proefomgeving" not in text
    assert served.get("/static/inzage/inzage.css")[0] == 200


def test_only_its_owner_reads_what_is_kept(served: Served) -> None:
    open_to_others = stat.S_IRWXG | stat.S_IRWXO
    found = [served.home, *served.home.rglob("*")]
    assert len(found) > 5
    kept = [each for each in found if each.is_dir() or each.name in {"secret_key", "register.sqlite3"}]
    assert [each for each in kept if each.stat().st_mode & open_to_others] == []


def test_the_same_door_is_taken(served: Served, tmp_path: Path) -> None:
    assert f"127.0.0.1:{served.port}" in refused("--dir", str(tmp_path), "--port", str(served.port))


def test_the_same_folder_is_served_already(served: Served) -> None:
    assert "draait al" in refused("--dir", str(served.home), "--port", str(free()))


def test_a_real_register_becomes_no_trial(served: Served, tmp_path: Path) -> None:
    database = str(served.home / "register.sqlite3")
    said = refused("--dir", str(tmp_path / "r"), "--port", str(free()), "--demo", INZAGE_DATABASE=database)
    assert "geen proef" in said


@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        (("--host", "0.0.0.0"), {}, "INZAGE_PROXY=1"),  # noqa: S104 that is what is refused
        (("--admin", "systeembeheerder-1"), {}, "--organisation"),
        ((), {"INZAGE_DATABASE_URL": "postgresql://nobody@/nothing?host=/nowhere"}, "database antwoordt niet"),
        (("--lang",), {}, "--lang"),
    ],
)
def test_what_is_in_the_way_is_said(words: tuple[str, ...], more: dict[str, str], said: str, tmp_path: Path) -> None:
    assert said in refused("--dir", str(tmp_path / "r"), "--port", str(free()), *words, **more)


def test_a_folder_that_cannot_be_one_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    assert "Kies met --dir" in refused("--dir", str(tmp_path / "file" / "r"), "--port", str(free()))


def test_it_ends_with_a_word(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    _, said = served.process.communicate(timeout=STARTS)
    assert (served.process.returncode, said.strip().splitlines()[-1]) == (0, "Het register is gestopt.")
