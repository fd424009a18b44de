"""Files into grey values: every form, at a scale where the decoder has one, refused where they are too much."""

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from inzage.media.decode import FINE_PIXELS, LEAST_SIDE, MOST_PIXELS, make_ready, picture
from inzage.media.pdq import distance, fingerprint
from inzage.result import Reason, Unreadable
from tests.formats.test_blocks import Bytes
from tests.media.patterns import coloured, packed, pattern

make_ready()
BIG = coloured(1, 1500, 1900)


def told(data: bytes) -> Reason:
    """Why a file cannot be looked at."""
    with pytest.raises(Unreadable) as fault:
        picture(data)
    return fault.value.reason


FORMS = [
    ("JPEG", {"quality": 90}, 4, "libjpeg-turbo"),
    ("PNG", {}, 1, "zlib"),
    ("WEBP", {"quality": 90}, 1, "libwebp"),
    ("WEBP", {"lossless": True}, 1, "libwebp"),
    ("GIF", {}, 1, "Pillow"),
    ("BMP", {}, 1, "Pillow"),
]


@pytest.mark.parametrize(("form", "options", "scale", "library"), FORMS)
def test_each_form_gives_the_picture_and_what_decoded_it(
    form: str, options: dict[str, object], scale: int, library: str
) -> None:
    data = packed(BIG, form, **options)
    seen = picture(data)
    assert (seen.full, seen.scale) == ((1500, 1900), scale)
    assert library in seen.decoder
    whole = np.asarray(Image.open(io.BytesIO(data)).convert("RGB").convert("L"))
    one, other = fingerprint(seen.grey, seen.full, seen.scale), fingerprint(whole)
    assert distance(one.hashes[0], other.hashes[0]) <= 2
    assert abs(one.quality - other.quality) <= 1


@pytest.mark.parametrize(
    ("side", "scale"),
    [(LEAST_SIDE - 1, 1), (2 * LEAST_SIDE - 1, 1), (2 * LEAST_SIDE, 2), (4 * LEAST_SIDE - 1, 2), (4 * LEAST_SIDE, 4)],
)
def test_a_jpeg_is_halved_while_enough_is_left(side: int, scale: int) -> None:
    seen = picture(packed(Image.fromarray(pattern(2, side, side + 40)), "JPEG"))
    assert seen.scale == scale
    assert min(seen.grey.shape) >= min(LEAST_SIDE, side)


MODES = ["L", "LA", "RGB", "RGBA", "P", "1"]


@pytest.mark.parametrize("mode", MODES)
def test_every_mode_of_a_png_is_the_same_picture(mode: str) -> None:
    plain = Image.fromarray(pattern(4))
    seen = picture(packed(plain.convert(mode), "PNG"))
    assert distance(fingerprint(seen.grey).hashes[0], fingerprint(pattern(4)).hashes[0]) <= 16


def test_brightness_is_not_rounded() -> None:
    seen = picture(packed(coloured(5), "PNG")).grey
    red, green, blue = np.moveaxis(np.asarray(coloured(5)).astype(float), 2, 0)
    assert np.allclose(seen, 0.299 * red + 0.587 * green + 0.114 * blue, atol=1e-3)


def test_of_a_large_picture_it_is_rounded_to_spare_memory() -> None:
    seen = picture(packed(coloured(5).resize((2500, 1601)), "PNG")).grey
    assert FINE_PIXELS < seen.size == seen.nbytes


def test_sixteen_bits_are_the_upper_eight() -> None:
    deep = Image.fromarray(pattern(4).astype(np.uint16) << 8)
    assert np.array_equal(picture(packed(deep, "PNG")).grey, pattern(4))


def test_a_jpeg_that_keeps_red_green_and_blue_apart_has_the_same_brightness() -> None:
    apart, mixed = (picture(packed(BIG, "JPEG", quality=95, keep_rgb=keep)).grey.astype(int) for keep in (True, False))
    assert np.abs(apart - mixed).mean() < 1


def test_a_picture_comes_out_of_blocks_as_out_of_bytes() -> None:
    data = packed(BIG, "JPEG")
    assert np.array_equal(picture(Bytes(data)).grey, picture(data).grey)


def test_a_place_that_cannot_be_read_is_no_damage_of_the_picture() -> None:
    data = packed(BIG, "JPEG")
    with pytest.raises(Unreadable) as fault:
        picture(Bytes(data, broken=range(70_000, 70_001)))
    assert fault.value.reason is Reason.READ_ERROR


def test_inks_become_grey() -> None:
    seen = picture(packed(coloured(2).convert("CMYK"), "JPEG", quality=95))
    plain = np.asarray(coloured(2).convert("L"))
    assert distance(fingerprint(seen.grey, seen.full, seen.scale).hashes[0], fingerprint(plain).hashes[0]) <= 6


def test_transparency_is_left_out_as_the_reference_does() -> None:
    glass = coloured(3).convert("RGBA")
    glass.putalpha(0)
    assert np.array_equal(picture(packed(glass, "PNG")).grey, np.asarray(coloured(3).convert("F")))


def test_of_a_moving_picture_the_first() -> None:
    first, second = (Image.fromarray(pattern(n, 200, 300)) for n in (1, 2))
    data = packed(first, "GIF", save_all=True, append_images=[second])
    assert np.array_equal(picture(data).grey, pattern(1, 200, 300))


def test_a_turn_that_is_only_asked_for_is_not_made() -> None:
    asked = Image.Exif()
    asked[274] = 6
    assert picture(packed(BIG, "JPEG", exif=asked)).full == (1500, 1900)


def png_that_says(width: int, height: int) -> bytes:
    """The head of a PNG of that size, and nothing in it."""
    body = b"IHDR" + struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(bytes(100))
    chunks = (struct.pack(">I", len(b) - 4) + b + struct.pack(">I", zlib.crc32(b)) for b in (body, pixels))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def jpeg_that_says(width: int, height: int) -> bytes:
    """A small JPEG whose frame header names another size."""
    data = bytearray(packed(Image.fromarray(pattern(1, 16, 16)), "JPEG"))
    at = data.index(b"\xff\xc0") + 5
    data[at : at + 4] = struct.pack(">2H", height, width)
    return bytes(data)


def webp_that_says(width: int, height: int) -> bytes:
    """The extended head of a WebP."""
    body = (
        b"VP8X"
        + struct.pack("<I", 10)
        + bytes(4)
        + (width - 1).to_bytes(3, "little")
        + (height - 1).to_bytes(3, "little")
    )
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def gif_that_says(width: int, height: int) -> bytes:
    """The head of a GIF with one empty frame."""
    return (
        b"GIF89a"
        + struct.pack("<2H3B", width, height, 0, 0, 0)
        + b",\0\0\0\0"
        + struct.pack("<2HB", width, height, 0)
        + b"\x08\x01\0\0;"
    )


TOO_LARGE = [
    (png_that_says, 30_000, 30_000),
    (png_that_says, 100_001, 1_000),
    (jpeg_that_says, 60_000, 6_000),
    (webp_that_says, 16_384, 16_384),
    (gif_that_says, 65_000, 65_000),
]


@pytest.mark.parametrize(("says", "width", "height"), TOO_LARGE)
def test_what_says_it_is_too_large_is_refused_before_it_is_decoded(says: object, width: int, height: int) -> None:
    assert callable(says)
    assert width * height > MOST_PIXELS
    assert told(says(width, height)) is Reason.TOO_LARGE


def test_a_bitmap_that_says_too_much_is_refused() -> None:
    data = bytearray(packed(Image.fromarray(pattern(1, 16, 16)), "BMP"))
    data[18:26] = struct.pack("<2i", 40_000, 40_000)
    assert told(bytes(data)) is Reason.TOO_LARGE


NO_PICTURES = [
    (b"", Reason.OTHER_KIND),
    (b"plain text, no picture", Reason.OTHER_KIND),
    (packed(Image.fromarray(pattern(1, 99, 99)), "TIFF"), Reason.OTHER_KIND),
    (packed(Image.fromarray(pattern(1, 99, 99)), "PPM"), Reason.OTHER_KIND),
    (png_that_says(900, 900), Reason.DAMAGED),
    (packed(BIG, "JPEG")[:4000], Reason.DAMAGED),
    (packed(BIG, "PNG")[:4000], Reason.DAMAGED),
    (packed(BIG, "WEBP")[:4000], Reason.DAMAGED),
    (b"\0\0\0\x18ftypheic" + bytes(40), Reason.OTHER_KIND),
]


@pytest.mark.parametrize(("data", "reason"), NO_PICTURES)
def test_what_is_no_whole_picture_says_so(data: bytes, reason: Reason) -> None:
    assert told(data) is reason


@settings(max_examples=60)
@given(st.sampled_from([packed(Image.fromarray(pattern(1, 60, 80)), form) for form, *_ in FORMS]), st.data())
def test_a_spoilt_file_is_a_picture_or_an_answer(data: bytes, draw: st.DataObject) -> None:
    spoilt = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        spoilt[draw.draw(st.integers(0, len(spoilt) - 1))] = draw.draw(st.integers(0, 255))
    try:
        assert picture(bytes(spoilt)).grey.ndim == 2
    except Unreadable as fault:
        assert fault.reason in {Reason.DAMAGED, Reason.OTHER_KIND, Reason.TOO_LARGE}
