"""Could it be a container? Noise of the right size could; what has a mark, a pattern or another size could not."""

import bz2
import gzip
import lzma
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.encryption.containers import LEAST, Presence, container_presence, entropy
from tests.formats.encryption.made import Memory, luks2, plain

NOISE = plain(1 << 20, 42)
WORDS = b" ".join(str(n * n).encode() for n in range(200_000))


@pytest.mark.parametrize(
    ("name", "presence"),
    [
        ("x", Presence.COULD_BE),
        ("x.hc", Presence.COULD_BE_AND_NAMED_SO),
        ("X.TC", Presence.COULD_BE_AND_NAMED_SO),
        ("x.hc.bak", Presence.COULD_BE),
        ("hc", Presence.COULD_BE),
        ("", Presence.COULD_BE),
    ],
)
def test_noise_could_be_one(name: str, presence: Presence) -> None:
    assert container_presence(Memory(NOISE), name) is presence


def whole(content: bytes) -> bytes:
    return content[: len(content) // 512 * 512]


OTHERS = {
    "nothing": b"",
    "too small": NOISE[: LEAST - 512],
    "not whole sectors": NOISE[:-1],
    "zeros": bytes(1 << 20),
    "words": whole(WORDS),
    "a pattern that is evenly spread": bytes(range(256)) * 8 + b"x" * (1 << 20),
    "an empty half": NOISE[: 1 << 19] + bytes(1 << 19),
    "noise, then zeros": NOISE[:-70_000] + bytes(70_000),
    "zeros, then noise": bytes(70_000) + NOISE[70_000:],
    "a zip": whole(b"PK\x03\x04" + NOISE),
    "gzip": whole(gzip.compress(NOISE)),
    "bzip2": whole(bz2.compress(NOISE)),
    "xz": whole(lzma.compress(NOISE)),
    "a film": whole(b"\0\0\0\x20ftypisom" + NOISE),
    "a boot sector": NOISE[:510] + b"\x55\xaa" + NOISE[512:],
    "LUKS": whole(luks2(NOISE)),
    "a database": whole(b"SQLite format 3\0" + NOISE),
    "packed without a mark": whole(zlib.compress(WORDS, 9)),
}


@pytest.mark.parametrize("name", ["x", "x.hc"])
@pytest.mark.parametrize("case", OTHERS)
def test_other_files_are_none_whatever_their_name(case: str, name: str) -> None:
    assert container_presence(Memory(OTHERS[case]), name) is Presence.NO


def test_it_looks_at_three_places_and_no_more() -> None:
    class Counting(Memory):
        read = 0

        def read_at(self, offset: int, size: int) -> bytes:
            self.read += size
            return super().read_at(offset, size)

    blocks = Counting(NOISE)
    container_presence(blocks, "x")
    assert blocks.read == 3 * 64 * 1024


@given(data=st.binary(min_size=1, max_size=600))
def test_entropy_lies_between_nought_and_eight_bits(data: bytes) -> None:
    assert -1e-9 <= entropy(data) <= 8
    assert entropy(data) == pytest.approx(entropy(data[::-1]))


def test_entropy_of_known_things() -> None:
    assert entropy(b"") == 0
    assert entropy(b"aaaa") == 0
    assert entropy(b"ab" * 50) == pytest.approx(1)
    assert entropy(bytes(range(256))) == pytest.approx(8)
