"""STIX patterns that are plain equalities, joined by AND and OR; every other pattern is not taken.

``[a = 'x' AND b = 2] OR [c = 'y']`` has two ways to hold: a and b, or c.

References: https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html (9.6 comparison expressions).
"""

import re
from collections.abc import Iterator, Sequence

Comparison = tuple[str, str]
"""Path of an object's property, in lower case and without quotes, and the value that it must have."""

LONGEST = 64 * 1024
_TOKEN = re.compile(
    r"\s+|(?P<sign>[\[\]=])|(?P<word>AND|OR)(?=[\s\[])"
    r"|(?P<path>[a-z0-9-]+:[A-Za-z0-9_]+(?:\.(?:[A-Za-z0-9_-]+|'[A-Za-z0-9-]+'|\"[A-Za-z0-9-]+\"))*)"
    r"|'(?P<text>(?:[^'\\]|\\['\\])*)'|(?P<number>\d+)"
)


class _Other(Exception):
    """A pattern of another kind."""


def alternatives(pattern: str) -> Sequence[Sequence[Comparison]] | None:
    """The ways in which the pattern can hold, None where it asks something else than equalities."""
    if len(pattern) > LONGEST:
        return None
    try:
        return _Reader(pattern).ways()
    except _Other:
        return None


class _Reader:
    """Reads the tokens of one pattern, from left to right."""

    def __init__(self, pattern: str) -> None:
        self._tokens = list(_tokens(pattern))
        self._at = 0

    def ways(self) -> list[list[Comparison]]:
        """Observations in brackets, joined by OR."""
        found = self._bracketed()
        while self._next("word", "OR"):
            found += self._bracketed()
        if self._at < len(self._tokens):
            raise _Other
        return found

    def _bracketed(self) -> list[list[Comparison]]:
        self._need("sign", "[")
        found = [[self._comparison()]]
        while not self._next("sign", "]"):
            if self._next("word", "AND"):
                found[-1].append(self._comparison())
            else:
                self._need("word", "OR")
                found.append([self._comparison()])
        return found

    def _comparison(self) -> Comparison:
        path = self._need("path")
        self._need("sign", "=")
        value = self._next("number") or self._need("text")
        return path.lower().replace("'", "").replace('"', ""), re.sub(r"\\(.)", r"\1", value)

    def _next(self, kind: str, text: str | None = None) -> str | None:
        """The next token's text where it is of this kind; then it is taken."""
        if self._at < len(self._tokens):
            found = self._tokens[self._at]
            if found[0] == kind and text in {None, found[1]}:
                self._at += 1
                return found[1]
        return None

    def _need(self, kind: str, text: str | None = None) -> str:
        found = self._next(kind, text)
        if found is None:
            raise _Other
        return found


def _tokens(pattern: str) -> Iterator[tuple[str, str]]:
    at = 0
    while at < len(pattern):
        found = _TOKEN.match(pattern, at)
        if found is None:
            raise _Other
        at = found.end()
        if found.lastgroup:
            yield found.lastgroup, found[found.lastgroup]
