"""What a file of media is by its first bytes: never more than they say, and never a crash."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.media import media_kind
from inzage.observations import MediaKind

PICTURE = b"\x89PNG\r\n\x1a\n"
HEIC = b"\0\0\0\x18ftypheic"
MKV = b"\x1aE\xdf\xa3\x9f\x42\x82\x88matroska"


@given(st.binary(max_size=600))
def test_any_bytes_are_a_kind_or_none(first: bytes) -> None:
    assert media_kind(first) in (MediaKind.PICTURE, MediaKind.VIDEO, None)


@given(st.sampled_from([(PICTURE, "picture"), (HEIC, "picture"), (MKV, "video")]), st.binary(max_size=64))
def test_what_follows_the_first_bytes_changes_nothing(known: tuple[bytes, str], rest: bytes) -> None:
    first, kind = known
    assert str(media_kind(first + rest)) == kind


@pytest.mark.parametrize("whole", [PICTURE, HEIC, MKV, b"GIF89a", b"RIFF\0\0\0\0WEBP"])
def test_first_bytes_that_stop_too_early_are_no_media(whole: bytes) -> None:
    assert [media_kind(whole[:n]) for n in range(len(whole))] == [None] * len(whole)
    assert media_kind(whole) is not None


@pytest.mark.parametrize("brand", [b"M4A ", b"M4B ", b"jp2 ", b"TERM", b"\0\0\0\0"])
def test_a_box_of_another_brand_is_no_media(brand: bytes) -> None:
    assert media_kind(b"\0\0\0\x18ftyp" + brand) is None
