"""Content travels by its digest: what arrives is what was cut, nobody can change it, and nothing goes twice."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.cluster import chunks
from inzage.cluster.chunks import NotThatContent, Sent, cut, sealed
from inzage.sources import Unopenable


@contextmanager
def behind(content: bytes) -> Iterator[int]:
    """A descriptor over these bytes."""
    descriptor = os.memfd_create("test")
    try:
        os.write(descriptor, content)
        yield descriptor
    finally:
        os.close(descriptor)


def named(parts: list[bytes]) -> list[tuple[str, bytes]]:
    return [(hashlib.sha256(part).hexdigest(), part) for part in parts]


@given(st.binary(max_size=300), st.integers(1, 64))
def test_what_is_sealed_there_is_what_was_cut_here(content: bytes, step: int) -> None:
    with behind(content) as here:
        parts = list(cut(here, step))
    assert all(0 < len(part) <= step for part in parts)
    with sealed(named(parts)) as there:
        assert os.read(there, len(content) + 1) == content


def test_sealed_memory_takes_no_change() -> None:
    with sealed(named([b"content"])) as there:
        for change in (
            lambda: os.pwrite(there, b"x", 0),
            lambda: os.ftruncate(there, 0),
            lambda: os.ftruncate(there, 99),
        ):
            with pytest.raises(PermissionError):
                change()


def test_one_changed_byte_is_refused() -> None:
    name, part = named([b"content"])[0]
    with pytest.raises(NotThatContent), sealed([(name, part[:-1] + b"X")]):
        pytest.fail("it was taken")


def test_a_file_that_became_shorter_is_not_cut_on() -> None:
    with behind(b"a" * 10) as here:
        parts = cut(here, 4)
        next(parts)
        os.ftruncate(here, 4)
        with pytest.raises(Unopenable):
            list(parts)


def test_what_two_files_share_is_sent_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "cut", lambda descriptor: cut(descriptor, 4))
    went: list[bytes] = []
    sent = Sent(lambda name, part: went.append(part) or name)
    with behind(b"aaaabbbbcc") as one, behind(b"bbbbaaaadd") as other:
        held, names = sent.of(one)
        again, others = sent.of(other)
    assert went == [b"aaaa", b"bbbb", b"cc", b"dd"]
    assert names[:2] == (others[1], others[0])
    assert held[names[0]] == again[others[1]]


def test_an_empty_file_needs_no_chunk() -> None:
    with behind(b"") as here:
        assert Sent(lambda *_: pytest.fail("it was sent")).of(here) == ({}, ())
    with sealed([]) as there:
        assert os.fstat(there).st_size == 0


def test_what_was_forgotten_or_is_too_much_to_remember_goes_again() -> None:
    went: list[bytes] = []
    sent = Sent(lambda _, part: went.append(part), most=5)
    with behind(b"aaaa") as one, behind(b"bbbb") as other:
        sent.forget(sent.of(one)[1])
        sent.of(one)
        assert went == [b"aaaa", b"aaaa"]
        sent.of(other)  # both are more than is remembered
        sent.of(other)
        sent.of(one)
    assert went == [b"aaaa", b"aaaa", b"bbbb", b"aaaa"]
