"""The string of an archived attributed text: a writer of such streams beside the reader, and streams that are none."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inzage.formats.typedstream import Broken, string

HEAD = b"\x04\x0bstreamtyped\x81\xe8\x03"
END, NIL, NEW = b"\x86", b"\x85", b"\x84"


def number(value: int) -> bytes:
    """As NSArchiver writes one: in one byte, or in two or four behind a mark."""
    if value < 128:
        return bytes([value])
    return b"\x81" + value.to_bytes(2, "little") if value < 2**16 else b"\x82" + value.to_bytes(4, "little")


class Writer:
    """Writes names and classes once, and refers to them by number after that."""

    def __init__(self) -> None:
        self.stream = HEAD
        self.names: list[bytes] = []
        self.objects: list[bytes | None] = []

    def reference(self, place: int) -> bytes:
        return bytes([0x92 + place]) if 0x92 + place < 256 else b"\x81" + (place - 110).to_bytes(2, "little")

    def name(self, name: bytes) -> None:
        if name in self.names:
            self.stream += self.reference(self.names.index(name))
        else:
            self.names.append(name)
            self.stream += NEW + number(len(name)) + name

    def begin(self, chain: Sequence[bytes]) -> None:
        """An object of a class with these classes above it, all the way to the root."""
        self.stream += NEW
        self.objects.append(None)
        for name in chain:
            if name in self.objects:
                self.stream += self.reference(self.objects.index(name))
                return
            self.stream += NEW
            self.name(name)
            self.stream += number(1)
            self.objects.append(name)
        self.stream += NIL

    def text(self, said: bytes) -> None:
        self.name(b"+")
        self.stream += number(len(said)) + said + END


def written(said: bytes, outer: Sequence[bytes], inner: Sequence[bytes], rest: bytes = b"\x84\x02iI\x01\x05") -> bytes:
    """A stream with a text, and after it the attributes, which nobody reads."""
    writer = Writer()
    writer.name(b"@")
    writer.begin(outer)
    writer.name(b"@")
    writer.begin(inner)
    writer.text(said)
    return writer.stream + rest


ROOT = b"NSObject"
MORE = st.binary(min_size=1, max_size=6).map(lambda made: b"XY" + made)
"""Names of classes in between, which are not those of the two that count."""
OUTER = st.tuples(st.lists(MORE, max_size=4, unique=True), st.lists(MORE, max_size=2, unique=True)).map(
    lambda more: [*more[0], b"NSAttributedString", *(name for name in more[1] if name not in more[0]), ROOT]
)
INNER = st.lists(MORE, max_size=4, unique=True).map(lambda more: [*more, b"NSString", ROOT])
OF_APPLE = ([b"NSMutableAttributedString", b"NSAttributedString", ROOT], [b"NSMutableString", b"NSString", ROOT])
SIZES = (0, 1, 127, 128, 145, 146, 255, 256, 32767, 32768, 65535, 65536, 70000)


@given(said=st.text(st.characters(codec="utf-8"), max_size=300), rest=st.binary(max_size=20))
def test_what_was_written_is_read(said: str, rest: bytes) -> None:
    assert string(written(said.encode(), *OF_APPLE, rest)) == said


@given(outer=OUTER, inner=INNER)
def test_whatever_classes_stand_between(outer: list[bytes], inner: list[bytes]) -> None:
    inner = [name for name in inner if name not in outer or name == ROOT]
    assert string(written(b"rain tomorrow?", outer, inner)) == "rain tomorrow?"


@pytest.mark.parametrize("size", SIZES)
def test_numbers_of_every_width(size: int) -> None:
    assert string(written(b"a" * size, *OF_APPLE)) == "a" * size


def test_a_reference_may_be_one_byte_or_two() -> None:
    """The class that both objects have above them is the fifteenth thing in the stream, after the object itself."""
    outer = [*(b"Class %d" % n for n in range(13)), b"NSAttributedString", ROOT]
    near, far = (bytes([0x92 + 15]), b"\x81" + (15 - 110).to_bytes(2, "little", signed=True))
    stream = written(b"milk", outer, [b"NSString", ROOT])
    assert stream.count(b"\x01" + near) == 1
    assert string(stream) == "milk"
    assert string(stream.replace(b"\x01" + near, b"\x01" + far)) == "milk"


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert string(written(b"sun \xff\xfe", *OF_APPLE)) == "sun \ufffd\ufffd"


@given(cut=st.integers(0, 200))
def test_a_stream_that_ends_early_says_nothing(cut: int) -> None:
    whole = written(b"a little rain and much sun", *OF_APPLE, b"")
    with pytest.raises(Broken):
        string(whole[: min(cut, len(whole) - 1)])


@given(noise=st.binary(max_size=200))
def test_bytes_behind_a_head_are_a_text_or_broken(noise: bytes) -> None:
    for stream in (noise, HEAD + noise, written(b"", *OF_APPLE)[:60] + noise):
        try:
            assert isinstance(string(stream), str)
        except Broken as fault:
            assert "expected an archived attributed text" in str(fault)


@given(at=st.integers(0, 120), byte=st.integers(0, 255))
def test_one_changed_byte_ends_in_a_text_or_broken(at: int, byte: int) -> None:
    stream = bytearray(written(b"bread and butter", *OF_APPLE))
    stream[at % len(stream)] = byte
    try:
        assert isinstance(string(bytes(stream)), str)
    except Broken:
        return


@pytest.mark.parametrize(
    ("stream", "found"),
    [
        (b"", "another head"),
        (b"bplist00", "another head"),
        (HEAD.replace(b"streamtyped", b"typedstream") + b"\x84\x01@", "another head"),
        (HEAD, "an early end"),
        (HEAD + b"\x84\x01i\x05", "another type"),
        (HEAD + b"\x84\x01@\x85", "no new object"),
        (HEAD + b"\x84\x01@\x92", "no new object"),
        (HEAD + b"\x92", "a reference to nothing"),
        (HEAD + b"\x91", "a reference to nothing"),
        (HEAD + b"\x84\x84", "a mark in the place of a number"),
        (HEAD + b"\x84\xff", "a mark in the place of a number"),
        (HEAD + b"\x84\x82\xff\xff\xff\xff", "an early end"),
        (HEAD + b"\x84\x01@\x84\x92", "an object in the place of a class"),
        (HEAD + b"\x84\x01@\x84\x85", "an object of another class"),
        (written(b"x", [b"NSDictionary", ROOT], [b"NSString", ROOT]), "an object of another class"),
        (written(b"x", [b"NSAttributedString", ROOT], [b"NSData", ROOT]), "an object of another class"),
        (written(b"x", *OF_APPLE).replace(b"\x01+", b"\x01*"), "another type"),
        (written(b"x", *OF_APPLE).replace(b"x\x86", b"x\x85"), "a string that does not end"),
        (written(b"x", [b"C%d" % n for n in range(40)], [b"NSString", ROOT]), "too many classes"),
    ],
)
def test_what_is_no_attributed_text_is_refused_with_a_word(stream: bytes, found: str) -> None:
    with pytest.raises(Broken, match=found):
        string(stream)


def test_a_fault_says_nothing_of_the_stream() -> None:
    with pytest.raises(Broken) as refused:
        string(HEAD + b"\x84\x06TEXT-A")
    assert "TEXT" not in str(refused.value)
