"""Names out of archives: one spelling each, and no way out of the tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.sources import MAX_NAME
from inzage.sources.member_names import from_wire, plain, to_wire


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"a/b", (b"a/b", "")),
        (b"/a/b", (b"a/b", "")),
        (b"//a///b/", (b"a/b", "")),
        (b"./a/./b/.", (b"a/b", "")),
        (b"a/...", (b"a/...", "")),
        (b"a/..", (b"a/..", "archive_damaged")),
        (b"../a", (b"../a", "archive_damaged")),
        (b"a\0/b", (b"a\0/b", "archive_damaged")),
        (b"", (b"", "archive_damaged")),
        (b"/", (b"", "archive_damaged")),
        (b"x" * 1024, (b"x" * 1024, "")),
        (b"x/" * 600 + b"yy", ((b"x/" * 600)[-1022 + 2 :] + b"yy", "name_too_long")),
    ],
)
def test_plain(name: bytes, expected: tuple[bytes, str]) -> None:
    assert plain(name) == expected


@given(st.binary(max_size=3000) | st.lists(st.sampled_from([b"..", b".", b"", b"a", b"\xff"])).map(b"/".join))
def test_what_is_not_marked_is_a_path_inside_the_tree(name: bytes) -> None:
    path, reason = plain(name)
    assert len(path) <= MAX_NAME
    if not reason:
        assert not {b"", b".", b".."} & set(path.split(b"/"))
        assert from_wire(to_wire(path)) == to_wire(path)
        assert to_wire(path).encode("utf-8", "surrogateescape") == path
        assert plain(path) == (path, "")


@pytest.mark.parametrize("text", ["", "/a", "a/", "a//b", "\ud800", "\udfff"])
def test_what_no_bytes_could_give(text: str) -> None:
    with pytest.raises(ValueError, match=r"codec|relative"):
        from_wire(text)
