"""Files of a case: whole or absent, plain or sealed to their name and check."""

import errno
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.record import CASE, KIT_KEY, CannotWrite, CaseDamaged, CaseEncrypted, NoCase
from inzage.record.card import Card, read_card
from inzage.record.store import MAGIC, Store
from inzage.signing.canonical import NotCanonical
from tests.record.making import kit_at

CARD = Card("check-1", "a" * 64, "plain")
LOCKED = Card("check-1", "a" * 64, "aes-256-gcm")


@pytest.fixture
def plain(tmp_path: Path) -> Store:
    return Store(tmp_path, CARD, None)


@pytest.fixture
def locked(tmp_path: Path) -> Store:
    return Store(tmp_path, LOCKED, bytes(32))


def test_what_is_written_is_read(plain: Store, locked: Store) -> None:
    for store in (plain, locked):
        store.write("a", b"content")
        assert store.has("a")
        assert store.read("a") == b"content"
        store.remove("a")
        store.remove("a")
        assert not store.has("a")


def test_at_rest_nothing_shows_but_that_it_is_encrypted(locked: Store) -> None:
    locked.write("a", b"content " * 8)
    data = (locked.directory / "a").read_bytes()
    assert data.startswith(MAGIC)
    assert b"content" not in data
    locked.write("a", b"content " * 8)
    assert (locked.directory / "a").read_bytes() != data, "a fresh nonce each time"


@pytest.mark.parametrize("name", [CASE, KIT_KEY])
def test_what_says_how_to_read_the_rest_stays_plain(locked: Store, name: str) -> None:
    locked.write(name, b"content")
    assert (locked.directory / name).read_bytes() == b"content"
    assert locked.read(name) == b"content"


def swap(store: Store) -> None:
    (store.directory / "b").replace(store.directory / "a")


def flip(store: Store) -> None:
    data = bytearray((store.directory / "a").read_bytes())
    data[len(MAGIC) + 20] ^= 1
    (store.directory / "a").write_bytes(data)


def make_plain(store: Store) -> None:
    (store.directory / "a").write_bytes(b"content")


def cut(store: Store) -> None:
    (store.directory / "a").write_bytes((store.directory / "a").read_bytes()[:-1])


def only_magic(store: Store) -> None:
    (store.directory / "a").write_bytes(MAGIC)


def as_directory(store: Store) -> None:
    (store.directory / "a").unlink()
    (store.directory / "a").mkdir()


def as_link(store: Store) -> None:
    (store.directory / "a").unlink()
    (store.directory / "a").symlink_to("b")


def as_pipe(store: Store) -> None:
    (store.directory / "a").unlink()
    os.mkfifo(store.directory / "a")


@pytest.mark.parametrize("spoil", [swap, flip, make_plain, cut, only_magic, as_directory, as_link, as_pipe])
def test_a_spoilt_file_is_damage_in_words(locked: Store, spoil: Callable[[Store], None]) -> None:
    locked.write("a", b"content")
    locked.write("b", b"other")
    spoil(locked)
    with pytest.raises(CaseDamaged) as caught:
        locked.read("a")
    assert caught.value.sentence("nl") != caught.value.sentence("en")


@pytest.mark.parametrize(
    "other",
    [
        lambda one: replace(one, secret=b"\1" * 32),
        lambda one: replace(one, card=Card("check-2", "a" * 64, "aes-256-gcm")),
    ],
    ids=["another kit", "another check"],
)
def test_a_file_opens_for_its_kit_and_check_alone(locked: Store, other: Callable[[Store], Store]) -> None:
    locked.write("a", b"content")
    with pytest.raises(CaseDamaged):
        other(locked).read("a")


def test_a_missing_file_is_no_case(plain: Store) -> None:
    with pytest.raises(NoCase) as caught:
        plain.read("a")
    assert "map zonder a" in caught.value.sentence("nl")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_refusing_disk_keeps_what_was_there(plain: Store, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    plain.write("a", b"one")

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch, pytest.raises(CannotWrite) as caught:
        patch.setattr(os, "fsync", refuse)
        plain.write("a", b"two")
    assert os.strerror(number) in caught.value.sentence("nl")
    assert plain.read("a") == b"one"
    assert [file.name for file in plain.directory.iterdir()] == ["a"]


def test_a_directory_that_is_gone_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite):
        Store(tmp_path / "gone", CARD, None).write("a", b"")
    with pytest.raises(CannotWrite):
        Store(tmp_path / "gone", CARD, None).remove("a")


@given(st.integers(0, 50), st.binary(max_size=80))
def test_lines_are_sealed_to_their_place(index: int, data: bytes) -> None:
    store = Store(Path(), LOCKED, bytes(32))
    row = store.seal_line("journal", index, data)
    assert b"\n" not in row
    assert store.open_line("journal", index, row) == data
    with pytest.raises(NotCanonical):
        store.open_line("journal", index + 1, row)
    with pytest.raises(NotCanonical):
        store.open_line("other", index, row)


@pytest.mark.parametrize("card", [CARD, LOCKED])
def test_a_card_reads_back(tmp_path: Path, card: Card) -> None:
    (tmp_path / CASE).write_bytes(card.bytes)
    assert read_card(tmp_path) == card


DEFECTS = {
    "empty": b"",
    "not_json": b"case",
    "list": b"[]\n",
    "another_mode": CARD.bytes.replace(b"plain", b"rot13"),
    "another_version": CARD.bytes.replace(b'"version":1', b'"version":2'),
    "extra_field": CARD.bytes.replace(b'{"at', b'{"a":1,"at'),
    "spaces": CARD.bytes.replace(b":", b": "),
    "no_newline": CARD.bytes.rstrip(),
    "id_with_escape": CARD.bytes.replace(b"check-1", b"\\u001b[2J"),
    "id_with_slash": CARD.bytes.replace(b"check-1", b"../../x"),
    "id_empty": CARD.bytes.replace(b"check-1", b""),
    "key_id_short": CARD.bytes.replace(b"a" * 64, b"a" * 63),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defective_card_is_damage(tmp_path: Path, defect: str) -> None:
    (tmp_path / CASE).write_bytes(DEFECTS[defect])
    with pytest.raises(CaseDamaged):
        read_card(tmp_path)


@pytest.mark.parametrize("check_id", ["", "a/b", "-x", "a" * 65, "a\n"])
def test_a_check_is_named_in_plain_letters(check_id: str) -> None:
    with pytest.raises(ValueError, match="check's id"):
        Card(check_id, "a" * 64, "plain")


def test_an_encrypted_case_asks_for_its_kit(tmp_path: Path) -> None:
    (tmp_path / CASE).write_bytes(LOCKED.bytes)
    with pytest.raises(CaseEncrypted) as caught:
        Store.open(tmp_path, None)
    assert "--kit" in caught.value.sentence("nl")
    kit = kit_at(tmp_path / "kit")
    assert Store.open(tmp_path, kit).secret == kit.case_key()


def test_a_plain_case_needs_no_kit(tmp_path: Path) -> None:
    (tmp_path / CASE).write_bytes(CARD.bytes)
    assert Store.open(tmp_path, None).secret is None
    assert Store.open(tmp_path, kit_at(tmp_path / "kit")).secret is None


def test_a_secret_never_shows_in_a_repr(locked: Store) -> None:
    assert repr(bytes(32)) not in repr(locked)
