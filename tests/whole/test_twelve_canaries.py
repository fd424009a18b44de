"""Canaries in the traces of every question: nothing of a carrier's content leaves the lock.

A distinctive word stands in every name, title, text and path that no rule looks for; what the
rules do look for (addresses, terms, numbers, programs, groups, digests) is content all the same
and is looked for in everything that a check leaves behind.
"""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.bench import inzage
from tests.report.pages import texts
from tests.whole.test_canary import CANARY, assert_silent, everything
from tests.whole.twelve_computer import DECLARED, SECOND, UNDECLARED, Made, picture
from tests.whole.twelve_desk import Desk, make_pair
from tests.whole.twelve_papers import words
from tests.whole.twelve_phone import BANNED, DECLARED_SET, TALK, TELEGRAM, TER, UNDECLARED_SET

CONTENT = (
    "listed.example", "second.example", "talk.example", "group-a/", "ter.example", "channel-a", "market.example",
    "zoek.example", "plain.example", "TERM-A", "TERM-B", "NordVPN", "VeraCrypt", "AnyDesk", "Tool X", "BleachBit",
    "com.netqin.ps", "org.example.game", BANNED.removeprefix("+"), "33333333", "31600000001", "ik ben 14",
    "welterusten", UNDECLARED, DECLARED, SECOND, UNDECLARED_SET, DECLARED_SET, TALK, TER, str(abs(TELEGRAM)),
    hashlib.md5(picture("square"), usedforsecurity=False).hexdigest(),
    hashlib.sha1(picture("square"), usedforsecurity=False).hexdigest(),
    hashlib.sha256(picture("square")).hexdigest(),
)  # fmt: skip


def said(content: bytes) -> list[str]:
    """Which pieces of content stand there, in either width of letters and either case."""
    folded = content.lower()
    wide = folded.replace(b"\0", b"")
    return [one for one in CONTENT if one.lower().encode() in folded or one.lower().encode() in wide]


def open_kit(kit: Path, into: Path) -> Path:
    """The same kit, but its cases lie unencrypted: a canary that is only wrapped up would sing later."""
    shutil.copytree(kit, into)
    policy = into / "kit.toml"
    policy.write_text(policy.read_text().replace("encrypt_at_rest = true", "encrypt_at_rest = false"))
    return into


@pytest.fixture(scope="module")
def left_behind(twelve: Desk, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """All that a check of a carrier full of canaries leaves: case, documents, kit, lists, both streams."""
    root = tmp_path_factory.mktemp("canaries")
    make_pair(root / "pair", Made(root, twelve.days, planted=True, word=CANARY))
    kit, case, documents = open_kit(twelve.papers.kit, root / "kit"), root / "case", root / "documents"
    pair = [root / "pair/computer", root / "pair/phone"]
    line = words(twelve.papers, twelve.mandate, case, pair, "--progress", "jsonl", "--kit", kit)
    runs = {
        "check": inzage(*line),
        "report": inzage("report", case, "--kit", kit, "--out", documents),
        "verify": inzage("verify", case, "--kit", kit, "--documents", documents),
    }
    codes = {name: run.returncode for name, run in runs.items()}
    assert codes == {"check": 4, "report": 0, "verify": 0}, runs["check"].stderr  # known material has no meaning here
    streams = {f"{name} output": run.stdout.encode() for name, run in runs.items()}
    streams |= {f"{name} errors": run.stderr.encode() for name, run in runs.items()}
    pages = {str(pdf): "".join(texts(pdf.read_bytes())).encode() for pdf in documents.glob("*.pdf")}
    return streams | everything(case, documents, kit, twelve.papers.lists) | pages


def test_no_canary_of_any_trace_sings(left_behind: dict[str, bytes]) -> None:
    assert_silent(left_behind)


def test_nothing_that_a_rule_looks_for_is_said(left_behind: dict[str, bytes]) -> None:
    assert {name: found for name, content in left_behind.items() if (found := said(content))} == {}


def test_what_was_planted_counted_all_the_same(left_behind: dict[str, bytes]) -> None:
    told = left_behind["check output"].decode()
    assert told.count("Aanwijzing") == 17, told


@pytest.mark.parametrize("content", CONTENT)
def test_content_that_is_said_is_heard(content: str) -> None:
    assert content in said(f"<td>{content.upper()}</td>".encode())
    assert content in said(content.encode("utf-16-le"))
