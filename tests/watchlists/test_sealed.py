"""A list at rest: nothing of it can be read without the key, and no byte of it can be changed, left out or moved."""

import os
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.watchlists import ListKind, Meaning, StoreFault
from inzage.watchlists import sealed as module
from inzage.watchlists.layout import Header
from inzage.watchlists.likeness import HASH
from inzage.watchlists.sealed import MAGIC, open_sealed, seal

KEY = secrets.token_bytes(32)
CLASSES = ("pattern", "other")
HEADER = Header(ListKind.PICTURES, Meaning.LISTED, CLASSES, '{"payload":""}', written="text", left=(("plain", 2),))
ENTRIES = [(secrets.token_bytes(HASH), n % 2) for n in range(40)]


def sealed(entries: list[tuple[bytes, int]] = ENTRIES, key: bytes = KEY) -> bytes:
    return seal(entries, key, HEADER)[0]


def opened(data: bytes, folder: Path, key: bytes = KEY) -> module.Opened:
    file = folder / "x.similar"
    file.write_bytes(data)
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return open_sealed(descriptor, key)
    finally:
        os.close(descriptor)


@pytest.mark.parametrize("many", [0, 1, 2, 40])
@pytest.mark.parametrize("chunk", [33, 100, 1024 * 1024])
def test_what_goes_in_comes_out(many: int, chunk: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", chunk)
    found = opened(sealed(ENTRIES[:many]), tmp_path)
    assert found.header == replace(HEADER, count=many)
    pairs = [(found.hashes[HASH * n : HASH * (n + 1)], found.places[n]) for n in range(many)]
    assert sorted(pairs) == sorted(ENTRIES[:many])


def test_equal_entries_count_once(tmp_path: Path) -> None:
    assert opened(sealed([*ENTRIES, *ENTRIES]), tmp_path).header.count == len(ENTRIES)


def test_no_entry_stands_on_disk() -> None:
    data = sealed()
    assert [one for one, _ in ENTRIES if one in data or one[:8] in data] == []


def test_the_same_list_is_sealed_otherwise_each_time() -> None:
    assert sealed()[-64:] != sealed()[-64:]


def test_another_kit_cannot_open_it(tmp_path: Path) -> None:
    with pytest.raises(StoreFault) as fault:
        opened(sealed(), tmp_path, secrets.token_bytes(32))
    assert "andere uitrusting" in fault.value.sentence("nl")
    assert "another kit" in fault.value.sentence("en")


@settings(max_examples=60)
@given(st.data())
def test_no_byte_can_be_changed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    changed = bytearray(sealed())
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(StoreFault):
        opened(bytes(changed), tmp_path_factory.mktemp("sealed"))


@pytest.mark.parametrize("cut", [1, 16, 116, 117, 500])
def test_nothing_can_be_left_out_at_the_end(cut: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 100)
    with pytest.raises(StoreFault):
        opened(sealed()[:-cut], tmp_path)


def test_chunks_cannot_change_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CHUNK", 100)
    data = sealed()
    start = data.index(b"}", data.index(b'"written"')) + 1
    one, two = data[start : start + 116], data[start + 116 : start + 232]
    with pytest.raises(StoreFault):
        opened(data[:start] + two + one + data[start + 232 :], tmp_path)


@pytest.mark.parametrize("data", [b"", MAGIC, b"another file altogether, longer than a head", MAGIC + bytes(200)])
def test_another_file_is_none(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        opened(data, tmp_path)


@pytest.mark.parametrize("places", [2, 200])
def test_a_class_that_the_list_has_not_is_a_fault(places: int, tmp_path: Path) -> None:
    with pytest.raises(StoreFault):
        opened(sealed([(bytes(HASH), places)]), tmp_path)
