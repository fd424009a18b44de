"""Thumbnails are counted and never looked at: of a picture no byte is read, whatever its size."""

import os
import struct
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from inzage.artefact import Artefact, Window
from inzage.formats import blocks, content
from inzage.observations import Degraded, FileTouched
from inzage.readers import all_readers
from inzage.sources.patterns import Matcher, Patterns

READERS = {reader.name: reader for reader in all_readers() if reader.family == "thumbnails"}
WINDOW = Window(date(2026, 3, 1), date(2026, 4, 30))
WRITTEN = datetime(2026, 4, 2, 10, tzinfo=UTC)
EXPLORER = "Users/a/AppData/Local/Microsoft/Windows/Explorer"
FIRST_BYTES = 4096
"""What is read of any file to see whether it is empty, zeroed or another."""


def cache(pictures: int, size: int) -> bytes:
    """A database of form 32 with pictures of so many bytes, all ones."""
    entries = b"".join(
        b"CMMM" + struct.pack("<IQ6IQQ", 56 + size, mark, 0, 0, size, 0, 0, 0, 0, 0) + b"\xff" * size
        for mark in range(1, pictures + 1)
    )
    return b"CMMM" + struct.pack("<5I", 32, 3, 0, 24, 24 + len(entries)) + entries


@contextmanager
def opened(made: Path) -> Iterator[Artefact]:
    file = os.open(made, os.O_RDONLY)
    try:
        yield Artefact(made.name, file, made.stat().st_size, WRITTEN)
    finally:
        os.close(file)


@pytest.mark.parametrize(("pictures", "size"), [(1, 100_000), (50, 20_000), (3, 1_000_000)])
def test_of_a_picture_in_the_cache_no_byte_is_read(
    pictures: int, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thumbcache_256.db").write_bytes(cache(pictures, size))
    real, seen = os.pread, Counter[int]()

    def noted(file: int, count: int, offset: int) -> bytes:
        piece = real(file, count, offset)
        seen.update(range(offset, offset + len(piece)))
        return piece

    for module in (blocks, content):
        monkeypatch.setattr(module.os, "pread", noted)
    with opened(tmp_path / "thumbcache_256.db") as one:
        acts = [act for act in READERS["windows_thumbnails"].read(one, WINDOW) if isinstance(act, FileTouched)]
    assert len(acts) == pictures
    assert {act.untrusted_name for act in acts} == {""}
    assert len(seen) <= FIRST_BYTES + 36 * pictures


def test_a_cache_that_never_ends_is_bounded_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inzage.readers.windows_thumbnails.MOST_ENTRIES", 3)
    (tmp_path / "a.db").write_bytes(cache(5, 10))
    with opened(tmp_path / "a.db") as one:
        seen = list(READERS["windows_thumbnails"].read(one, WINDOW))
    assert sum(isinstance(act, FileTouched) for act in seen) == 3
    assert isinstance(seen[-1], Degraded)


PLACES = {
    f"{EXPLORER}/thumbcache_96.db": "windows_thumbnails",
    f"{EXPLORER}/thumbcache_2560.db": "windows_thumbnails",
    f"{EXPLORER}/thumbcache_16.db": None,
    f"{EXPLORER}/thumbcache_idx.db": None,
    f"{EXPLORER}/iconcache_96.db": None,
    "Documents and Settings/a/My Pictures/Thumbs.db": "thumbs_db",
    "E/THUMBS.DB": "thumbs_db",
    "home/a/.cache/thumbnails/large/0123.png": "linux_thumbnails",
    "home/a/.thumbnails/normal/0123.png": "linux_thumbnails",
    "home/a/.cache/thumbnails/fail/gnome-thumbnail-factory/0123.png": None,
    "home/a/Pictures/0123.png": None,
}


@pytest.mark.parametrize("path", PLACES)
def test_only_stores_of_thumbnails_are_met(path: str) -> None:
    matcher = Matcher([Patterns(reader.name, reader.at, reader.elsewhere) for reader in READERS.values()])
    assert [name for name, _ in matcher.match(path)] == [name for name in (PLACES[path],) if name]
