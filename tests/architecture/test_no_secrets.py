"""No key lies in the repository."""

import re
from pathlib import Path

import pytest

from tests.architecture.test_documents import texts
from tests.architecture.tree import ROOT

PEM = re.compile(rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----\s*[A-Za-z0-9+/=\s]{40,}")
AGE = re.compile(rb"AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{50,}", re.IGNORECASE)
KIT_FILES = {"private.pem", "next.pem", "case.key", "lists.key", "used_orders.jsonl"}


def secrets_in(data: bytes) -> bool:
    """Whether the bytes hold a private key in one of the spellings that keys have."""
    return bool(PEM.search(data) or AGE.search(data))


def suspect(file: Path) -> bool:
    """Whether a file holds a key, or is called as a kit calls the files of its keys."""
    return file.name in KIT_FILES or file.suffix in {".key", ".age"} or secrets_in(file.read_bytes())


def test_no_file_of_the_project_holds_a_key() -> None:
    every = {*texts(), *(file for stage in ("src", "tests", "docs", "tools") for file in (ROOT / stage).rglob("*.*"))}
    files = [file for file in sorted(every) if file.is_file() and file.parent.name != "__pycache__"]
    assert len(files) > 500
    assert [str(file.relative_to(ROOT)) for file in files if suspect(file)] == []


@pytest.mark.parametrize("name", [*sorted(KIT_FILES), "persons.key", "handover.age"])
def test_a_file_called_so_would_be_found(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert suspect(tmp_path / name)


@pytest.mark.parametrize(
    "data",
    [
        b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 64,
        b"x\n-----BEGIN EC PRIVATE KEY-----\r\n" + b"A" * 64,
        b"AGE-SECRET-KEY-1" + b"Q" * 58,
        b"age-secret-key-1" + b"q" * 58,
    ],
)
def test_such_a_key_would_be_found(data: bytes) -> None:
    assert secrets_in(data)


@pytest.mark.parametrize("data", [b"-----BEGIN PUBLIC KEY-----\n" + b"A" * 64, b"AGE-SECRET-KEY-", b"PRIVATE KEY"])
def test_what_only_speaks_of_keys_is_none(data: bytes) -> None:
    assert not secrets_in(data)
