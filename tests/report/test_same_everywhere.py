"""The same case gives the same bytes: in another process, time zone, locale and order of hashes."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib
from inzage.report.documents import render
from tests.report import invented
for lang in ("nl", "en"):
    for other in ({}, invented.crowded(), {"marks": ["concept", "validation"]}):
        for document in render(invented.seen(lang, **other), invented.result(**other)):
            print(lang, document.name, hashlib.sha256(document.content).hexdigest())
"""
PLAIN = (("TZ", "UTC"), ("LC_ALL", "C.UTF-8"), ("PYTHONHASHSEED", "0"))


@cache
def printed(settings: tuple[tuple[str, str], ...], folder: str) -> str:
    """Names and digests of all documents, made by a process of its own in that surrounding."""
    around = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **dict(settings)}
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, env=around, cwd=folder, check=True, timeout=120
    )
    return run.stdout


SURROUNDINGS = {
    "further east than anybody": {"TZ": "Pacific/Kiritimati"},
    "half an hour off, west": {"TZ": "America/St_Johns"},
    "no such zone": {"TZ": "Nowhere/At_All"},
    "no locale": {"LC_ALL": "C"},
    "a locale with other commas": {"LC_ALL": "nl_NL.UTF-8", "LANG": "tr_TR.UTF-8"},
    "another order": {"PYTHONHASHSEED": "4242"},
    "optimised": {"PYTHONOPTIMIZE": "2"},
}


@pytest.mark.parametrize("around", SURROUNDINGS.values(), ids=list(SURROUNDINGS))
def test_documents_are_the_same_bytes_in_every_surrounding(around: dict[str, str], tmp_path: Path) -> None:
    changed = tuple((dict(PLAIN) | around).items())
    assert printed(changed, str(tmp_path)) == printed(PLAIN, str(ROOT))


def test_each_document_is_there_and_differs_from_the_others() -> None:
    lines = printed(PLAIN, str(ROOT)).splitlines()
    assert len(lines) == 2 * 3 * 5
    digests = [line.split()[-1] for line in lines if "result.json" not in line]
    assert len(set(digests)) == len(digests)


def test_making_documents_writes_nothing_and_asks_nothing_of_the_folder(tmp_path: Path) -> None:
    printed((*PLAIN, ("HOME", str(tmp_path))), str(tmp_path))
    assert list(tmp_path.iterdir()) == []
