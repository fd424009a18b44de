"""Names that differ in nothing but case are two files: neither hides the other, nor takes its sidecars."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from inzage.sources.opening import open_source
from tests.sources.archives import made_tar, made_zip
from tests.sources.trees import CHROME, hits, put, skips
from tests.volumes import make_ext, make_iso

FILES = {
    f"{CHROME}/History": b"one",
    f"{CHROME}/HISTORY": b"two, and longer",
    f"{CHROME}/History-wal": b"log of one",
    f"{CHROME.upper()}/History": b"three in a folder of the same name",
}


def as_folder(at: Path) -> Path:
    for name, content in FILES.items():
        put(at / "tree", name, content)
    return at / "tree"


FORMS: dict[str, Callable[[Path], Path]] = {
    "folder": as_folder,
    "zip": lambda at: made_zip(at / "a.zip", list(FILES.items())),
    "tar": lambda at: made_tar(at / "a.tar", list(FILES.items())),
    "ext": lambda at: make_ext(at / "disk.dd", as_folder(at)),
    "disc": lambda at: make_iso(at / "disc", as_folder(at), "-R", "-D"),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_is_offered_with_its_own_bytes_and_sidecars(form: str, tmp_path: Path) -> None:
    source = open_source(str(FORMS[form](tmp_path)))
    try:
        got = {}
        for hit in hits(source):
            with source.open(hit.found) as artefact:
                log = artefact.sidecars.get("-wal")
                got[os.pread(artefact.file, 99, 0)] = None if log is None else os.pread(log, 99, 0)
        assert got == {
            b"one": b"log of one",
            b"two, and longer": None,
            b"three in a folder of the same name": None,
        }
        assert skips(source) == []
    finally:
        source.close()
