"""ZIP as we read it, against the standard library as the reference."""

import io
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.result import Reason, Unreadable
from inzage.sources.reading_inside import PIECE, RATIO, RATIO_FREE, Raw, Row, refuse_bomb
from inzage.sources.zip_directory import Directory
from inzage.sources.zip_inside import ZipInside


@contextmanager
def raw_of(content: bytes) -> Iterator[Raw]:
    file = os.memfd_create("test")
    try:
        os.write(file, content)
        yield Raw(file)
    finally:
        os.close(file)


def rows_of(archive: ZipInside) -> list[Row]:
    rows: list[Row] = []
    cursor: int | None = 0
    while cursor is not None:
        page = archive.page(cursor)
        assert page.problem is None
        rows += page.rows
        cursor = page.following
    return rows


def read(archive: ZipInside, where: object) -> bytes:
    assert isinstance(where, int)
    return b"".join(archive.read(where))


member_names = st.text(st.characters(exclude_characters="/\\\0", exclude_categories=["Cs"]), min_size=1, max_size=9)
members = st.lists(
    st.tuples(
        member_names.filter(lambda name: name not in (".", "..")),
        st.binary(max_size=2000) | st.binary(min_size=1, max_size=3).map(lambda part: part * 300_000),
        st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2]),
    ),
    max_size=5,
    unique_by=lambda member: member[0],
)


def packed(made: Sequence[tuple[str, bytes, int]], comment: bytes = b"") -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        archive.comment = comment
        for name, content, method in made:
            archive.writestr(name, content, method)
    return whole.getvalue()


@settings(max_examples=60)
@given(members, st.binary(max_size=30).filter(lambda comment: b"PK" not in comment), st.binary(max_size=30))
def test_gives_what_the_library_put_in(made: list[tuple[str, bytes, int]], comment: bytes, before: bytes) -> None:
    with raw_of(before + packed(made, comment)) as raw:
        archive = ZipInside(raw)
        rows = rows_of(archive)
        assert [row[0] for row in rows] == [name for name, _, _ in made]
        assert [row[1] for row in rows] == [len(content) for _, content, _ in made]
        assert [read(archive, row[4]) for row in rows] == [content for _, content, _ in made]


@settings(max_examples=150)
@given(st.data())
def test_any_damage_ends_in_a_reason_or_in_the_very_bytes(data: st.DataObject) -> None:
    made = [("a", b"first" * 50, zipfile.ZIP_DEFLATED), ("b", os.urandom(50), zipfile.ZIP_STORED)]
    whole = bytearray(packed(made))
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=4)):
        whole[at] = value
    cut = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    with raw_of(bytes(whole[:cut])) as raw:
        try:
            archive = ZipInside(raw)
            page = archive.page(0)
        except Unreadable as fault:
            assert fault.reason is Reason.ARCHIVE_DAMAGED
            return
        for row in page.rows:
            try:
                got = read(archive, row[4])
            except Unreadable:
                continue
            assert got in [b"", *(content for _, content, _ in made)]


def test_pieces_are_small() -> None:
    with raw_of(packed([("a", b"ab" * 2_000_000, zipfile.ZIP_DEFLATED)])) as raw:
        archive = ZipInside(raw)
        assert max(map(len, archive.read(int(str(rows_of(archive)[0][4]))))) <= PIECE


@pytest.mark.parametrize("where", [0, -1, 10, 1 << 40])
def test_where_no_record_lies(where: int) -> None:
    with raw_of(packed([("a", b"x", 0)])) as raw, pytest.raises(Unreadable):
        read(ZipInside(raw), where)


@pytest.mark.parametrize("cursor", [1, -5, 1 << 40])
def test_a_cursor_outside_the_directory(cursor: int) -> None:
    with raw_of(packed([("a", b"x", 0)])) as raw, pytest.raises(Unreadable):
        Directory(raw).page(cursor)


def test_an_archive_without_members() -> None:
    with raw_of(packed([])) as raw:
        assert rows_of(ZipInside(raw)) == []


@pytest.mark.parametrize(
    ("unpacked", "from_bytes", "bomb"),
    [
        (RATIO_FREE, 1, False),
        (RATIO_FREE + 1, 1, True),
        (RATIO_FREE + 1, RATIO_FREE // RATIO, True),
        (RATIO_FREE + RATIO, RATIO_FREE // RATIO + 1, False),
        (0, 0, False),
    ],
)
def test_what_is_a_bomb(unpacked: int, from_bytes: int, bomb: bool) -> None:
    if bomb:
        with pytest.raises(Unreadable) as refused:
            refuse_bomb(unpacked, from_bytes)
        assert refused.value.reason is Reason.ARCHIVE_BOMB
    else:
        refuse_bomb(unpacked, from_bytes)


@pytest.mark.parametrize(("offset", "length"), [(-1, 1), (0, -1), (0, 6), (5, 1), (1 << 62, 1 << 62)])
def test_bytes_that_are_not_there(offset: int, length: int) -> None:
    with raw_of(b"12345") as raw:
        with pytest.raises(Unreadable):
            raw.at(offset, length)
        assert raw.at(0, 5) == b"12345"
        assert raw.taken == 5


def test_raw_bytes_as_a_file() -> None:
    with raw_of(b"12345") as raw:
        assert (raw.read(2), raw.tell(), raw.seek(-1, os.SEEK_END), raw.read(), raw.read()) == (b"12", 2, 4, b"5", b"")
        assert raw.seek(-99) == 0
        assert raw.seekable()
        assert raw.readable()
        assert not raw.writable()
