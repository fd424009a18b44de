"""Pictures as phones make them: one coded item, or a grid of them laid as the file's own table says."""

import struct
from fractions import Fraction

import numpy as np
import pytest
from av.codec import CodecContext
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from hypothesis import given, settings
from hypothesis import strategies as st

from inzage.media.heic import Layout, layout, picture
from inzage.media.pdq import distance, fingerprint
from inzage.result import Reason, Unreadable
from tests.media.patterns import Grey, pattern

WHOLE = pattern(6, 300, 500)
TILE = 256


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def full(kind: bytes, body: bytes, version: int = 0) -> bytes:
    return box(kind, bytes((version, 0, 0, 0)) + body)


def coded(grey: Grey) -> tuple[bytes, bytes]:
    """A picture as HEVC: its configuration (``hvcC``) and its bytes, each unit with its length before it."""
    made = CodecContext.create("libx265", "w")
    assert isinstance(made, VideoCodecContext)
    made.height, made.width = grey.shape
    made.pix_fmt, made.time_base, made.framerate = "yuv420p", Fraction(1, 25), Fraction(25)
    made.options = {"x265-params": "keyint=1:crf=12:log-level=none:pools=none:frame-threads=1"}
    frame = VideoFrame.from_ndarray(grey, format="gray").reformat(format="yuv420p")
    packets = [*made.encode(frame), *made.encode(None)]
    units = [
        unit for unit in b"".join(bytes(p) for p in packets).replace(b"\0\0\0\1", b"\0\0\1").split(b"\0\0\1") if unit
    ]
    sets = [unit for unit in units if unit[0] >> 1 & 63 in {32, 33, 34}]
    pictures = [unit for unit in units if unit[0] >> 1 & 63 < 32]
    head = (
        bytes((1, 1))
        + struct.pack(">I", 0x60000000)
        + bytes(6)
        + bytes((93, 0xF0, 0, 0xFC, 0xFD, 0xF8, 0xF8, 0, 0, 0x0F))
    )
    arrays = b"".join(struct.pack(">BHH", 0x80 | unit[0] >> 1 & 63, 1, len(unit)) + unit for unit in sets)
    return head + bytes((len(sets),)) + arrays, b"".join(struct.pack(">I", len(unit)) + unit for unit in pictures)


def heic(items: list[tuple[bytes, Grey | bytes]], primary: int, made_of: dict[int, list[int]] | None = None) -> bytes:
    """A file of items (kind, and a picture to be coded or bytes as they are), numbered from 1."""
    configured, bodies, properties, links = [], [], b"", b""
    for number, (kind, what) in enumerate(items, 1):
        if kind == b"hvc1" and isinstance(what, np.ndarray):
            configuration, body = coded(what)
            properties += full(b"ispe", struct.pack(">2I", what.shape[1], what.shape[0])) + box(b"hvcC", configuration)
            configured.append(number)
            links += struct.pack(">H3B", number, 2, 2 * len(configured) - 1, 0x80 | 2 * len(configured))
        else:
            assert isinstance(what, bytes)
            body = what
        bodies.append(body)
    entries = b"".join(full(b"infe", struct.pack(">2H4sB", n, 0, kind, 0), 2) for n, (kind, _) in enumerate(items, 1))
    refs = b"".join(
        box(b"dimg", struct.pack(f">2H{len(to)}H", one, len(to), *to)) for one, to in (made_of or {}).items()
    )

    def table(at: int) -> bytes:
        rows, place = b"", at
        for number, body in enumerate(bodies, 1):
            rows += struct.pack(">3H2I", number, 0, 1, place, len(body))
            place += len(body)
        inside = [
            full(b"hdlr", bytes(4) + b"pict" + bytes(13)),
            full(b"pitm", struct.pack(">H", primary)),
            full(b"iloc", struct.pack(">2H", 0x4400, len(bodies)) + rows),
            full(b"iinf", struct.pack(">H", len(items)) + entries),
            full(b"iref", refs) if refs else b"",
            box(b"iprp", box(b"ipco", properties) + full(b"ipma", struct.pack(">I", len(configured)) + links)),
        ]
        return full(b"meta", b"".join(inside))

    front = box(b"ftyp", b"heic\0\0\0\0mif1heic")
    start = len(front) + len(table(0)) + 8
    return front + table(start) + box(b"mdat", b"".join(bodies))


def grid(rows: int, columns: int, width: int, height: int) -> bytes:
    return struct.pack(">4B2H", 0, 0, rows - 1, columns - 1, width, height)


def tiled() -> list[tuple[bytes, Grey | bytes]]:
    """The picture in four tiles, padded at the right and below."""
    wide = np.pad(WHOLE, ((0, 2 * TILE - 300), (0, 2 * TILE - 500)), mode="edge")
    parts = [wide[y : y + TILE, x : x + TILE] for y in (0, TILE) for x in (0, TILE)]
    return [(b"hvc1", np.ascontiguousarray(part)) for part in parts]


SINGLE = heic([(b"hvc1", WHOLE)], 1)
GRID = heic([*tiled(), (b"grid", grid(2, 2, 500, 300))], 5, {5: [1, 2, 3, 4]})
REVERSED = heic([*reversed(tiled()), (b"grid", grid(2, 2, 500, 300))], 5, {5: [4, 3, 2, 1]})
BESIDE = heic([(b"hvc1", pattern(9, 64, 64)), (b"hvc1", WHOLE)], 2)


@pytest.mark.parametrize(
    "data", [SINGLE, GRID, REVERSED, BESIDE], ids=["one", "grid", "otherwise laid", "thumbnail first"]
)
def test_the_picture_is_the_primary_one(data: bytes) -> None:
    seen = picture(data)
    assert seen.full == WHOLE.shape
    assert "libavcodec" in seen.decoder
    assert distance(fingerprint(seen.grey).hashes[0], fingerprint(WHOLE).hashes[0]) <= 8


def test_the_table_says_how_it_is_laid() -> None:
    assert layout(SINGLE) == Layout((1,), 1, None)
    assert layout(GRID) == Layout((1, 2, 3, 4), 2, (300, 500))
    assert layout(REVERSED) == Layout((4, 3, 2, 1), 2, (300, 500))


WRONG = [
    (heic([*tiled(), (b"grid", grid(3, 2, 500, 300))], 5, {5: [1, 2, 3, 4]}), Reason.DAMAGED),
    (heic([*tiled(), (b"grid", grid(2, 2, 500, 300))], 5, {5: [1, 2, 3, 9]}), Reason.DAMAGED),
    (heic([*tiled(), (b"grid", grid(2, 2, 60_000, 60_000))], 5, {5: [1, 2, 3, 4]}), Reason.TOO_LARGE),
    (heic([(b"hvc1", WHOLE)], 7), Reason.DAMAGED),
    (heic([(b"hvc1", WHOLE), (b"Exif", b"no picture")], 2), Reason.DAMAGED),
    (SINGLE[:400], Reason.DAMAGED),
]


@pytest.mark.parametrize(
    ("data", "reason"),
    WRONG,
    ids=["too few tiles", "a missing tile", "too large", "no primary", "no picture", "cut off"],
)
def test_what_does_not_hold_together_is_an_answer(data: bytes, reason: Reason) -> None:
    with pytest.raises(Unreadable) as fault:
        picture(data)
    assert fault.value.reason is reason


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_spoilt_table_is_a_picture_or_an_answer(data: st.DataObject) -> None:
    spoilt = bytearray(GRID)
    end = spoilt.index(b"mdat")
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(8, end))] = data.draw(st.integers(0, 255))
    try:
        assert picture(bytes(spoilt)).grey.ndim == 2
    except Unreadable as fault:
        assert fault.reason in {Reason.DAMAGED, Reason.TOO_LARGE, Reason.OTHER_KIND}
