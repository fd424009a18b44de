"""Encrypted backups whose owner types the password, or does not: the answers of the open tree, or *versleuteld*."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from inzage.artefact import AMSTERDAM
from inzage.cli._demo_carrier import make_carrier
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from tests.bench import Bench, inzage, make_bench
from tests.sources.backups import CHROME_AB, CHROME_IOS, CHROME_IOS_PATH, SECRET, IosBackup, ab_bytes
from tests.sources.trees import put
from tests.terminal import at_a_terminal

WRONG = "geheim-twee-kanarie"
VISITED = "listed_places_visited"

MADE: dict[str, Callable[[Path, bytes], Path]] = {
    "itunes": lambda at, content: IosBackup([(*CHROME_IOS, content)], SECRET).write(at / "b"),
    "adb": lambda at, content: put(at, "b.ab", ab_bytes([(CHROME_AB, content)], secret=SECRET)),
}


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """An invented history with many visits, some of them to listed places."""
    root = tmp_path_factory.mktemp("made")
    make_carrier(root, datetime.now(AMSTERDAM))
    return max((at.read_bytes() for at in root.rglob("History")), key=len)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return make_bench(tmp_path)


def checked(bench: Bench, carrier: Path, *answers: str) -> tuple[str, dict[str, Any]]:
    """A check of a backup at a terminal: what was shown, and the result."""
    name = f"case-{len(list(bench.root.glob('case-*')))}"
    line = bench.words(bench.root / name, "--owner", "betrokkene", "--unlock", "1=password", carriers=[carrier])
    shown, code = at_a_terminal(line, *answers)
    assert code in {0, 4}, shown
    return shown, dict(read_case(bench.root / name, Kit.load(bench.papers.kit)).result)


def counted(result: dict[str, Any]) -> list[tuple[str, ...]]:
    kept = ("question", "answer", "count", "days", "first", "last", "per_day", "on_this_device", "reasons", "seen")
    return [tuple(json.dumps(answer[key], sort_keys=True) for key in kept) for answer in result["answers"]]


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_with_the_owners_password_the_answers_are_those_of_the_tree(
    bench: Bench, history: bytes, tmp_path: Path, make: Callable[[Path, bytes], Path]
) -> None:
    put(tmp_path / "tree", CHROME_IOS_PATH, history)
    plain = make_bench(tmp_path / "plain").result(tmp_path / "plain/case", carriers=[tmp_path / "tree"])
    shown, result = checked(bench, make(tmp_path, history), SECRET)
    assert "geopend met een wachtwoord (reservekopie van" in shown
    assert counted(result) == counted(plain)
    assert next(one for one in result["answers"] if one["question"] == VISITED)["count"] > 0
    assert result["carriers"][0]["filesystems"][0]["status"] == "read"


@pytest.mark.parametrize("answer", [WRONG, ""], ids=["a wrong one", "none"])
@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_without_it_the_answer_is_not_assessable_because_it_is_encrypted(
    bench: Bench, history: bytes, tmp_path: Path, make: Callable[[Path, bytes], Path], answer: str
) -> None:
    shown, result = checked(bench, make(tmp_path, history), answer)
    assert ("het wachtwoord past niet" if answer else "Niets ingevuld; dit blijft dicht.") in shown
    assert {one["answer"] for one in result["answers"]} == {"not_assessable"}
    (system,) = result["carriers"][0]["filesystems"]
    assert (system["status"], system["reason"]) == ("encrypted", "encrypted")
    visits = [line for line in result["coverage"] if line["reader"] == "chromium_history"]
    assert {(line["status"], line["reason"]) for line in visits} == {("encrypted", "encrypted")}
    pages = bench.root / "papers"
    assert inzage("report", bench.root / "case-0", "--out", pages, "--kit", bench.papers.kit).returncode == 0
    assert "ersleuteld" in next(pages.glob("rapport*.html")).read_text(encoding="utf-8")


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_the_password_is_nowhere_and_each_try_is_in_the_ledger(
    bench: Bench, history: bytes, tmp_path: Path, make: Callable[[Path, bytes], Path]
) -> None:
    backup = make(tmp_path, history)
    shown, _ = checked(bench, backup, SECRET)
    assert SECRET not in shown
    case = read_case(bench.root / "case-0", Kit.load(bench.papers.kit))
    given, came = [dict(entry.facts) for entry in case.entries if entry.kind is EntryKind.TRIED]
    assert given["given"] == [{"how": "password", "volume": None}]
    assert (came["opened"], came["reason"]) == (True, None)
    for path in bench.root.rglob("*"):
        if path.is_file() and backup not in (path, *path.parents):
            assert SECRET.encode() not in path.read_bytes()
    assert inzage("verify", bench.root / "case-0").returncode == 0
