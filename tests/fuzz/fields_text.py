"""Fields of forms that are text: the tokens of JSON and of XML, the lengths and numbers of bencode."""

import re
from collections.abc import Iterator
from random import Random

_JSON = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}\[\],:]')
_TAGS = re.compile(rb"</?[\w:.-]+[^<>]*>|(?<=>)[^<>\s][^<>]*(?=<)")
_BENCODE = re.compile(rb"i-?\d+e|\d+:|[del](?=[\dilde])")

_OTHERS = {
    "json": (
        *(b"null", b"true", b"-1", b"0", b"1e400", b"-9999999999999999999999", b'""', b"[]", b"{}", b'"\\ud800"'),
        *(b"NaN", b"[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]", b"", b",", b"}", b"]", b"\xff", b"0.1"),
    ),
    "xml": (
        *(b"", b"<dict>", b"</dict>", b"<array>", b"</array>", b"<key>x</key>", b"<true/>", b"<integer>-1</integer>"),
        *(
            b"<real>nan</real>",
            b"<date>9999-99-99T00:00:00Z</date>",
            b"&lt;",
            b"&x;",
            b"<!--",
            b"-1",
            b"\xff\xfe",
            b"1e9",
        ),
    ),
    "bencode": (
        *(b"i0e", b"i-1e", b"i9223372036854775807e", b"i99999999999999999999e", b"ie", b"0:", b"4294967295:", b"-1:"),
        *(b"d", b"l", b"e", b"le", b"de", b"1:", b"9:", b""),
    ),
}


def json(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each token."""
    return _found(_JSON, content, "json")


def marked_up(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each tag and each text between tags."""
    return _found(_TAGS, content, "xml")


def bencode(content: bytes) -> Iterator[tuple[int, int, str]]:
    """(place, bytes, name) of each number, length and beginning."""
    return _found(_BENCODE, content, "bencode")


def other(kind: str, held: bytes, chance: Random) -> bytes:
    """Something else in the place of a token: a word of the form, the token twice, or a digit changed."""
    if chance.random() < 0.15:
        return held + held
    if chance.random() < 0.3 and (digits := [n for n, byte in enumerate(held) if byte in b"0123456789"]):
        at = chance.choice(digits)
        return held[:at] + bytes([chance.choice(b"0123456789")]) + held[at + 1 :]
    return chance.choice(_OTHERS[kind])


def _found(pattern: re.Pattern[bytes], content: bytes, kind: str) -> Iterator[tuple[int, int, str]]:
    return ((found.start(), len(found[0]), f"{kind}:token") for found in pattern.finditer(content) if found[0])
