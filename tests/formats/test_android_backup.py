"""An Android backup's header and its one try with the owner's password."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.android_backup import Header, as_characters, body, header
from inzage.result import Reason, Unreadable
from tests.sources.backups import SECRET, ab_bytes


class Held:
    """Bytes as blocks."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    @property
    def size(self) -> int:
        return len(self._content)

    def read_at(self, offset: int, size: int) -> bytes:
        return self._content[offset : offset + size]


def refused(content: bytes, secret: str | None) -> Reason:
    with pytest.raises(Unreadable) as fault:
        body(Held(content), header(Held(content)), secret)
    return fault.value.reason


def test_the_header_in_the_clear() -> None:
    assert header(Held(ab_bytes(version=3, packed=False))) == Header(3, False, (), 24)
    told = header(Held(ab_bytes(version=5, secret=SECRET)))
    assert (told.version, told.packed, len(told.sealed)) == (5, True, 5)


@pytest.mark.parametrize("version", [1, 5])
def test_the_body_under_the_encryption(version: int) -> None:
    shut, clear = (Held(ab_bytes(version=version, packed=False, secret=secret)) for secret in (SECRET, None))
    opened, plain = body(shut, header(shut), SECRET), body(clear, header(clear), None)
    assert opened.read_at(0, plain.size) == plain.read_at(0, plain.size)
    assert opened.read_at(1000, 77) == plain.read_at(1000, 77)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x"])
def test_another_password_opens_nothing(secret: str | None) -> None:
    assert refused(ab_bytes(secret=SECRET), secret) is Reason.ENCRYPTED


def test_rounds_have_an_end() -> None:
    assert refused(ab_bytes(secret=SECRET).replace(b"\n3\n", b"\n10000001\n", 1), SECRET) is Reason.DAMAGED


def test_a_changed_master_key_is_noticed() -> None:
    sound = ab_bytes(secret=SECRET)
    lines = sound.split(b"\n", 9)
    lines[8] = lines[8][:-64] + lines[8][-32:] + lines[8][-64:-32]
    assert refused(b"\n".join(lines), SECRET) is Reason.ENCRYPTED


CHARACTERS = [
    (b"", b""),
    (b"\x00\x41\x7f", b"\x00\x41\x7f"),
    (b"\x80", "\uff80".encode()),
    (b"\xff", "\uffff".encode()),
    (b"\x41\xe9", "A\uffe9".encode()),
]


@pytest.mark.parametrize(("key", "spelled"), CHARACTERS)
def test_bytes_as_java_makes_characters_of_them(key: bytes, spelled: bytes) -> None:
    assert as_characters(key) == spelled


@given(st.binary(max_size=300))
def test_any_header_is_a_header_or_damage(noise: bytes) -> None:
    for content in (noise, b"ANDROID BACKUP\n5\n1\nAES-256\n" + noise):
        try:
            told = header(Held(content))
            body(Held(content), told, SECRET)
        except Unreadable as fault:
            assert fault.reason in {Reason.DAMAGED, Reason.ENCRYPTED}
        else:
            assert 0 < told.size <= len(content)
