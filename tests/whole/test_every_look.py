"""A trace of system calls shows no open of a carrier's file that the ledger does not account for.

The test holds the person's key, as the kit does, and so can name in the ledger what
the trace names in the clear.
"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from inzage.check.spots import keyed
from inzage.mandate.signed import any_mandate
from inzage.record import EntryKind
from inzage.record.reading import read_case
from inzage.signing.kit import Kit
from inzage.sources.opening import open_source
from tests.bench import INZAGE, Bench

OPENED = re.compile(r'open(?:at|at2)?\((?:[^<"]*<([^>]*)>, )?"([^"]*)", ([^)]*)\) = \d+')
SIDECARS = ("-wal", "-journal")


def opened_files(trace: Path, carrier: Path) -> set[str]:
    """Relative paths of the regular files below the carrier that any process opened."""
    found = set()
    for folder, name, flags in OPENED.findall(trace.read_text(encoding="utf-8", errors="replace")):
        path = Path(folder or "/") / name
        if path.is_relative_to(carrier) and "O_DIRECTORY" not in flags and path.is_file():
            found.add(str(path.relative_to(carrier)))
    return found


def accounted(bench: Bench, case: Path, paths: set[str]) -> set[str]:
    """Those of ``paths`` that an entry of the ledger names, keyed."""
    kit = Kit.load(bench.papers.kit)
    person = any_mandate(bench.papers.mandate.read_bytes()).person
    source = open_source(str(bench.carrier))
    opened = {e.facts["artefact"] for e in read_case(case, kit).entries if e.kind is EntryKind.OPENED}
    return {p for p in paths if keyed(kit.person_key(person), "path", source.identity + p.encode()) in opened}


def main_file(path: str) -> str:
    """The database that a sidecar belongs to."""
    return next((path.removesuffix(end) for end in SIDECARS if path.endswith(end)), path)


@pytest.fixture
def traced(bench: Bench) -> tuple[Bench, set[str]]:
    """A check under ``strace``, and the carrier's files that were opened in it."""
    strace = shutil.which("strace")
    assert strace, "strace is needed to see what a check opens: install the package strace"
    (bench.carrier / "Users/anna/AppData/Local/Google/Chrome/User Data/Default/History-journal").write_bytes(b"")
    carrier, trace = bench.carrier.resolve(), bench.root / "trace"
    words = [str(word) for word in bench.words(bench.root / "case", carriers=[carrier])]
    command = [strace, "-f", "-y", "-e", "trace=open,openat,openat2", "-o", str(trace), str(INZAGE), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 4, done.stderr
    return bench, opened_files(trace, carrier)


def test_every_file_that_was_opened_stands_in_the_ledger(traced: tuple[Bench, set[str]]) -> None:
    bench, opened = traced
    assert len(opened) >= 4  # three Chromium profiles and one of Firefox are open; chris stays shut
    mains = {main_file(path) for path in opened}
    assert accounted(bench, bench.root / "case", mains) == mains


def test_nothing_of_the_excluded_user_was_opened(traced: tuple[Bench, set[str]]) -> None:
    assert not [path for path in traced[1] if "chris" in path]


def test_a_letter_that_nobody_asked_for_was_not_opened(traced: tuple[Bench, set[str]]) -> None:
    assert not [path for path in traced[1] if path.endswith("brief.txt")]
