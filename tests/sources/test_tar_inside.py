"""TAR as we page through it, against the standard library read in one go."""

import io
import os
import tarfile
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.result import Reason, Unreadable
from inzage.sources import tar_inside
from inzage.sources.reading_inside import Row
from inzage.sources.tar_inside import Stream, TarInside
from tests.sources.test_zip_inside import raw_of

NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=60)
MEMBERS = st.lists(
    st.tuples(NAMES.filter(lambda n: n not in (".", "..")), st.binary(max_size=1500)), min_size=1, max_size=6
)
MODES = ["w", "w:gz", "w:bz2", "w:xz"]


def packed(made: Sequence[tuple[str, bytes]], mode: str, form: int) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, content in made:
            info = tarfile.TarInfo(f"a/{name}")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return whole.getvalue()


def rows_of(archive: TarInside) -> list[Row]:
    rows: list[Row] = []
    cursor: int | None = 0
    while cursor is not None:
        page = archive.page(cursor)
        assert page.problem is None
        rows += page.rows
        cursor = page.following
    return rows


def where(row: Row) -> int:
    assert isinstance(row[4], int)
    return row[4]


@settings(max_examples=40)
@given(MEMBERS, st.sampled_from(MODES), st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]), st.integers(1, 3))
def test_gives_what_the_library_put_in_from_pages_of_any_size(
    made: list[tuple[str, bytes]], mode: str, form: int, page: int
) -> None:
    before = tar_inside.PAGE
    tar_inside.PAGE = page
    try:
        with raw_of(packed(made, mode, form)) as raw:
            archive = TarInside(raw)
            rows = rows_of(archive)
            assert [row[0] for row in rows] == [f"a/{name}" for name, _ in made]
            assert [row[1] for row in rows] == [len(content) for _, content in made]
            for row, (_, content) in reversed(list(zip(rows, made, strict=True))):  # backward: begins anew each time
                assert b"".join(archive.read(where(row))) == content
    finally:
        tar_inside.PAGE = before


@settings(max_examples=100)
@given(st.data())
def test_any_damage_ends_in_a_reason(data: st.DataObject) -> None:
    whole = bytearray(
        packed([("x", b"1" * 700), ("y" * 120, b"2")], data.draw(st.sampled_from(MODES)), tarfile.PAX_FORMAT)
    )
    for at, value in data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), max_size=4)):
        whole[at] = value
    cut = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    with raw_of(bytes(whole[:cut])) as raw:
        try:
            archive = TarInside(raw)
            for row in archive.page(0).rows:
                if row[3] == "file":
                    b"".join(archive.read(where(row)))
        except Unreadable as fault:
            assert fault.reason in (Reason.ARCHIVE_DAMAGED, Reason.ARCHIVE_BOMB)


@pytest.mark.parametrize("mode", MODES)
def test_the_stream_goes_forward_and_back(mode: str) -> None:
    content = os.urandom(3000)
    with raw_of(packed([("x", content)], mode, tarfile.GNU_FORMAT)) as raw:
        stream = Stream(raw)
        for at in (512, 2000, 513, 0, 3000):
            assert stream.seek(at) == at == stream.tell()
            assert stream.read(9) == (content * 2)[at - 512 :][:9] if at >= 512 else True
        assert stream.seekable()
        assert stream.readable()
        assert stream.seek(1 << 20) >= 3512


@pytest.mark.parametrize("size", [None, -1, 1 << 30])
def test_nobody_asks_the_stream_for_everything(size: int | None) -> None:
    with raw_of(packed([("x", b"x")], "w:gz", tarfile.GNU_FORMAT)) as raw, pytest.raises(Unreadable):
        Stream(raw).read(size)


@pytest.mark.parametrize(("offset", "whence"), [(-1, os.SEEK_SET), (0, os.SEEK_END), (5, os.SEEK_CUR)])
def test_the_stream_is_sought_from_its_beginning_alone(offset: int, whence: int) -> None:
    with raw_of(packed([("x", b"x")], "w", tarfile.GNU_FORMAT)) as raw, pytest.raises(Unreadable):
        Stream(raw).seek(offset, whence)


def test_a_link_has_no_bytes_of_its_own() -> None:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        link = tarfile.TarInfo("a")
        link.type, link.linkname = tarfile.LNKTYPE, "b"
        archive.addfile(link)
    with raw_of(whole.getvalue()) as raw:
        archive_inside = TarInside(raw)
        (row,) = rows_of(archive_inside)
        assert row[3] == "link"
        with pytest.raises(Unreadable):
            list(archive_inside.read(where(row)))
