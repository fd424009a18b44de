"""Scans that do not show are left out, and the picture stays the one it was; whatever is unusual stays whole."""

import io
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inzage.formats.blocks import FileObject, ReadFault
from inzage.media.decode import make_ready, picture
from inzage.media.pdq import distance, fingerprint
from inzage.media.scans import MEANS, QUARTER, Bytes, thinned
from tests.formats.test_blocks import Bytes as Broken
from tests.media.patterns import coloured, packed

make_ready()
SMOOTH = coloured(1, 500, 700).resize((2100, 1500), Image.Resampling.BICUBIC)
FINE = packed(SMOOTH, "JPEG", quality=90, progressive=True)
SMALL = packed(coloured(2, 160, 200), "JPEG", quality=75, progressive=True)


def bytes_of(data: bytes, scale: int) -> bytes | None:
    """What is left of a file."""
    kept = thinned(Bytes(data), scale)
    return None if kept is None else kept.read_at(0, kept.size)


def scans(data: bytes) -> list[tuple[int, int, int]]:
    """Of each scan how many components it has, its first wave, and bits (earlier and now)."""
    found, at = [], 0
    while (at := data.find(b"\xff\xda", at)) >= 0:
        many = data[at + 4]
        found.append((many, data[at + 5 + 2 * many], data[at + 7 + 2 * many]))
        at += 2
    return found


def decoded(data: bytes, scale: int, mode: str = "RGB") -> np.ndarray:
    """All values as the decoder gives them at that scale."""
    opened = Image.open(io.BytesIO(data))
    opened.draft(mode, (opened.width // scale, opened.height // scale))
    return np.asarray(opened).astype(int)


def test_at_an_eighth_the_means_are_left_and_nothing_else() -> None:
    kept = bytes_of(FINE, MEANS)
    assert kept is not None
    assert scans(kept) == [(3, 0, 0x01), (3, 0, 0x10)]
    assert len(kept) < len(FINE) / 2


def test_at_a_quarter_the_waves_of_brightness_are_left_up_to_their_last_bit() -> None:
    kept = bytes_of(FINE, QUARTER)
    assert kept is not None
    assert scans(kept) == [(3, 0, 0x01), (1, 1, 0x02), (1, 6, 0x02), (1, 1, 0x21), (3, 0, 0x10)]


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_the_means_give_the_very_values_that_the_whole_gives(mode: str) -> None:
    data = packed(SMOOTH.convert(mode), "JPEG", quality=85, progressive=True, subsampling=0)
    kept = bytes_of(data, MEANS)
    assert kept is not None
    assert len(scans(kept)) < len(scans(data))
    assert np.array_equal(decoded(kept, MEANS, mode), decoded(data, MEANS, mode))


def test_at_a_quarter_brightness_differs_by_little() -> None:
    kept = bytes_of(FINE, QUARTER)
    assert kept is not None
    assert np.abs(decoded(kept, QUARTER, "L") - decoded(FINE, QUARTER, "L")).mean() < 1


@pytest.mark.parametrize("side", [1400, 2801])
@pytest.mark.parametrize("sampling", [0, 1, 2])
def test_its_hash_stays_within_two_of_that_of_the_whole(side: int, sampling: int) -> None:
    seen = coloured(side + sampling, 500, 600).resize((side + 300, side), Image.Resampling.BICUBIC)
    data = packed(seen, "JPEG", quality=80, progressive=True, subsampling=sampling)
    small = picture(data)
    whole = np.asarray(Image.open(io.BytesIO(data)).convert("RGB").convert("F"))
    assert distance(fingerprint(small.grey, small.full, small.scale).hashes[0], fingerprint(whole).hashes[0]) <= 2


def test_where_the_picture_stays_larger_all_counts() -> None:
    assert [bytes_of(FINE, scale) for scale in (1, 2)] == [None, None]


def adobe(data: bytes, transform: int) -> bytes:
    """With the segment of Adobe that says how colours are mixed, in place of JFIF's."""
    end = 4 + int.from_bytes(data[4:6])
    return data[:2] + b"\xff\xee" + struct.pack(">H5s3HB", 14, b"Adobe", 100, 0, 0, transform) + data[end:]


def inks() -> bytes:
    """Four colours."""
    return packed(coloured(2).convert("CMYK"), "JPEG", progressive=True)


FRAME = SMALL.index(b"\xff\xc2")
WHOLE = [
    ("baseline", packed(SMOOTH, "JPEG")),
    ("four inks", inks()),
    ("red, green and blue apart", adobe(SMALL, 0)),
    ("other names of components", SMALL[: FRAME + 10] + b"R" + SMALL[FRAME + 11 :]),
    ("brightness smaller than colours", SMALL[: FRAME + 11] + b"\x11\x00\x02\x22" + SMALL[FRAME + 15 :]),
    ("no end", SMALL[:-2]),
    ("cut off in a segment", SMALL[: FRAME + 6]),
    ("cut off in a scan", SMALL[: len(SMALL) // 2]),
    ("a marker that nobody knows", SMALL[:2] + b"\xff\x02\x00\x04ab" + SMALL[2:]),
    ("no marker where one is to be", SMALL[:2] + b"ab" + SMALL[2:]),
    ("two frames", SMALL[:FRAME] + SMALL[FRAME : FRAME + 19] + SMALL[FRAME:]),
    ("a table cut short", SMALL[:2] + b"\xff\xdb\x00\x05\x00ab" + SMALL[2:]),
    ("a thousand comments", SMALL[:2] + b"\xff\xfe\x00\x02" * 1000 + SMALL[2:]),
    ("no scan's head", SMALL[:-2] + b"\xff\xda\x00\x02\xff\xd9"),
    ("nothing", b""),
    ("two bytes", SMALL[:2]),
]


@pytest.mark.parametrize(("data", "scale"), [(data, scale) for _, data in WHOLE for scale in (MEANS, QUARTER)])
def test_what_is_not_as_expected_stays_whole(data: bytes, scale: int) -> None:
    assert bytes_of(data, scale) is None


def test_what_only_looks_unusual_is_thinned() -> None:
    for usual in (SMALL, adobe(SMALL, 1), SMALL[:2] + b"\xff\xfe\x00\x06abcd" + SMALL[2:], SMALL + b"behind the end"):
        assert bytes_of(usual, MEANS) is not None


def test_brightness_alone_is_not_thinned_at_a_quarter_for_a_guess_could_not_be_forbidden() -> None:
    assert bytes_of(packed(SMOOTH.convert("L"), "JPEG", progressive=True), QUARTER) is None


def test_a_marker_cut_in_two_by_a_piece_is_found() -> None:
    head = SMALL.index(b"\xff\xda")
    begin = head + 2 + int.from_bytes(SMALL[head + 2 : head + 4])
    behind = SMALL[begin:]
    end = behind.index(b"\xff\xc4")
    for filler in (65_535 - end, 65_536 - end, 65_537 - end):
        longer = SMALL[:begin] + bytes(filler) + behind
        kept, plain = bytes_of(longer, MEANS), bytes_of(SMALL, MEANS)
        assert kept is not None
        assert plain is not None
        assert len(kept) == len(plain) + filler


def test_a_place_that_cannot_be_read_says_so() -> None:
    with pytest.raises(ReadFault):
        thinned(Broken(FINE, broken=range(40_000, 40_001)), MEANS)


@settings(max_examples=80)
@given(st.data())
def test_a_spoilt_file_is_thinned_or_whole_and_nothing_is_raised(draw: st.DataObject) -> None:
    spoilt = bytearray(SMALL)
    for _ in range(draw.draw(st.integers(1, 6))):
        spoilt[draw.draw(st.integers(0, len(spoilt) - 1))] = draw.draw(st.integers(0, 255))
    for scale in (MEANS, QUARTER):
        kept = thinned(Bytes(bytes(spoilt)), scale)
        assert kept is None or FileObject(kept).read()[-2:] == b"\xff\xd9"
