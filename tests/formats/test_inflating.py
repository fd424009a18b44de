"""A packed chunk: whichever library unpacks it, out come the same bytes, or none; and never more than there may be."""

import subprocess
import sys
import tracemalloc
import zlib
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from zlib_ng import zlib_ng

from inzage.formats import inflating
from inzage.formats.inflating import adler32, fastest, inflated, inflated_by

CHUNK = 32_768
TEXT = (b"a line of text, and another one; " * 1000)[:CHUNK]
LIBRARIES = {"zlib": zlib, "zlib-ng": zlib_ng}


def packed(content: bytes, level: int = 6, bits: int = 15, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    packing = zlib.compressobj(level, zlib.DEFLATED, bits, 8, strategy)
    return packing.compress(content) + packing.flush()


def with_dictionary() -> bytes:
    packing = zlib.compressobj(zdict=TEXT[:100])
    return packing.compress(TEXT) + packing.flush()


def of_bits(*fields: tuple[int, int]) -> bytes:
    """Fields of (value, bits) as deflate lays them, lowest first, behind zlib's head."""
    number = place = 0
    for value, bits in fields:
        number |= value << place
        place += bits
    return b"\x78\x9c" + number.to_bytes(-(-place // 8) + 60, "little")


SOUND = packed(TEXT)
ONE = packed(b"x" * CHUNK)
STREAMS: dict[str, tuple[bytes, bytes | None]] = {
    "sound": (SOUND, TEXT),
    "stored, not packed": (packed(TEXT, 0), TEXT),
    "packed best": (packed(TEXT, 9), TEXT),
    "fixed codes": (packed(TEXT, strategy=zlib.Z_FIXED), TEXT),
    "codes alone": (packed(TEXT, strategy=zlib.Z_HUFFMAN_ONLY), TEXT),
    "a small window": (packed(TEXT, bits=9), TEXT),
    "by the other library": (zlib_ng.compress(TEXT, 2), TEXT),
    "shorter than a chunk": (packed(TEXT[:9]), TEXT[:9]),
    "of nothing": (packed(b""), b""),
    "followed by another chunk": (SOUND + ONE, TEXT),
    "one byte too long": (packed(TEXT + b"."), None),
    "a bomb": (packed(bytes(50_000_000)), None),
    "nothing at all": (b"", None),
    "a head alone": (SOUND[:2], None),
    "cut in the middle": (SOUND[: len(SOUND) // 2], None),
    "cut in the checksum": (SOUND[:-1], None),
    "another checksum": (SOUND[:-1] + bytes([SOUND[-1] ^ 1]), None),
    "the checksum of other content": (SOUND[:-4] + ONE[-4:], None),
    "no zlib head": (b"\x00\x00" + SOUND[2:], None),
    "a head that does not add up": (b"\x78\x9d" + SOUND[2:], None),
    "a window larger than there is": (b"\x88\x1c" + SOUND[2:], None),
    "no head (raw deflate)": (SOUND[2:-4], None),
    "gzip": (packed(TEXT, bits=31), None),
    "a dictionary that nobody has": (with_dictionary(), None),
    "a kind of block that is none": (of_bits((1, 1), (3, 2)), None),
    "a stored block that lies": (b"\x78\x9c\x01\x05\x00\x05\x00abcde", None),
    "more codes for lengths than there are": (of_bits((1, 1), (2, 2), (30, 5), (0, 5), (15, 4)), None),
    "more codes for distances than there are": (of_bits((1, 1), (2, 2), (0, 5), (31, 5), (15, 4)), None),
    "codes without an end": (of_bits((1, 1), (2, 2), (0, 5), (0, 5), (0, 4)), None),
    "a distance from before the beginning": (of_bits((1, 1), (1, 2), (0b1000000, 7), (0, 5), (0, 7)), None),
}


@pytest.fixture(params=LIBRARIES)
def library(request: pytest.FixtureRequest) -> ModuleType:
    return LIBRARIES[request.param]


@pytest.mark.parametrize("name", STREAMS)
def test_each_library_gives_what_is_sound_and_nothing_else(library: ModuleType, name: str) -> None:
    stored, content = STREAMS[name]
    assert inflated_by(library, stored, CHUNK) == content
    assert inflated(stored, CHUNK) == content


def test_no_more_is_unpacked_than_there_may_be(library: ModuleType) -> None:
    stored = STREAMS["a bomb"][0]
    tracemalloc.start()
    try:
        assert inflated_by(library, stored, CHUNK) is None
        assert tracemalloc.get_traced_memory()[1] < 8 * CHUNK + 2 * len(stored)  # of 50,000,000 that lie in it
    finally:
        tracemalloc.stop()


CONTENT = st.one_of(
    st.binary(max_size=2000),
    st.tuples(st.binary(min_size=1, max_size=40), st.integers(1, 4000)).map(lambda told: (told[0] * told[1])[:CHUNK]),
    st.lists(st.sampled_from([TEXT[:700], bytes(3000), bytes(range(256)), b"z"]), max_size=12).map(b"".join),
)
STRATEGIES = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED)
STREAM = st.builds(packed, CONTENT, st.integers(0, 9), st.integers(9, 15), st.sampled_from(STRATEGIES))


@given(content=CONTENT, level=st.integers(0, 9), strategy=st.sampled_from(STRATEGIES))
def test_both_give_back_what_was_packed(content: bytes, level: int, strategy: int) -> None:
    stored = packed(content, level, 15, strategy)
    assert inflated_by(zlib_ng, stored, len(content)) == inflated_by(zlib, stored, len(content)) == content
    if content:
        assert inflated_by(zlib_ng, stored, len(content) - 1) is inflated_by(zlib, stored, len(content) - 1) is None


@given(stored=STREAM, most=st.integers(0, CHUNK), data=st.data())
def test_damaged_they_give_the_same_or_neither_gives_any(stored: bytes, most: int, data: st.DataObject) -> None:
    content = bytearray(stored)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.one_of(st.integers(0, min(40, len(content) - 1)), st.integers(0, len(content) - 1)))
        content[at] = data.draw(st.integers(0, 255))
    spoilt = bytes(content[: data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))])
    assert inflated_by(zlib_ng, spoilt, most) == inflated_by(zlib, spoilt, most)
    unchecked = spoilt[2:-4]  # behind head and checksum, where damage is seen by the codes alone
    assert raw(zlib_ng, unchecked) == raw(zlib, unchecked)


@given(stored=st.binary(max_size=300))
def test_of_random_bytes_they_think_the_same(stored: bytes) -> None:
    assert inflated_by(zlib_ng, stored, CHUNK) == inflated_by(zlib, stored, CHUNK)
    assert raw(zlib_ng, stored) == raw(zlib, stored)


def raw(library: Any, stored: bytes) -> bytes | None:
    """As ``inflated_by``, of a stream that no checksum ends: so damage in the middle is no foregone refusal."""
    unpacking = library.decompressobj(-15)
    try:
        content: bytes = unpacking.decompress(stored, CHUNK + 1)
    except library.error:
        return None
    return content if unpacking.eof and len(content) <= CHUNK else None


@given(st.one_of(st.binary(max_size=9000), st.integers(0, 70_000).map(lambda size: b"\xff" * size)))
def test_the_checksum_is_the_same(content: bytes) -> None:
    assert adler32(content) == zlib.adler32(content)


@pytest.fixture
def asked_anew() -> Iterator[None]:
    fastest.cache_clear()
    yield
    fastest.cache_clear()


@pytest.mark.usefixtures("asked_anew")
def test_without_zlib_ng_it_is_zlib(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zlib_ng", None)
    assert fastest() is zlib
    assert inflated(SOUND, CHUNK) == TEXT
    assert inflated(SOUND[:-1], CHUNK) is None
    assert adler32(TEXT) == zlib.adler32(TEXT)


class Refusing:
    """Unpacks nothing."""

    eof = False

    def decompress(self, _stored: bytes, _most: int) -> bytes:
        raise zlib_ng.error("will not")


def test_zlib_has_the_last_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inflating, "fastest", lambda: SimpleNamespace(decompressobj=Refusing, error=zlib_ng.error))
    assert inflated(SOUND, CHUNK) == TEXT
    assert inflated(SOUND[:-1], CHUNK) is None


LOADED = """
import sys
import {module}
{then}
print("zlib_ng.zlib_ng" in sys.modules, "zlib_ng.gzip_ng_threaded" in sys.modules)
"""


@pytest.mark.parametrize(
    ("module", "then", "told"),
    [
        ("inzage.sources.image_inside", "inzage.sources.image_inside.warm()", "True False"),  # before the lock
        ("inzage.sources.opening", "", "False False"),  # the broker
    ],
)
def test_it_is_loaded_where_a_worker_is_made_ready_alone(module: str, then: str, told: str) -> None:
    script = LOADED.format(module=module, then=then)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == told.split()
