"""The string of an archived attributed text: what stands in ``attributedBody`` of Apple's messages.

``NSArchiver`` writes a *typed stream*: a head (``04 0b streamtyped``, little-endian, version
1000), then values, each behind the name of its type. Names of types and classes are written
once and then referred to by number; so are objects and classes, in a table of their own.

Read is one path and no more: a root object that is (or descends from) ``NSAttributedString``,
whose first value is an object that is (or descends from) ``NSString``, whose value is a run of
bytes (``+``) in UTF-8. What follows, the attributes, is not looked at. Anything else is
``Broken``: a guess at what somebody said is worse than no reading.

Numbers are one byte, or 16 or 32 bits behind ``81`` or ``82``. Met real streams: 102 of iOS 14.1,
each beside the same text in another column, and 10 of macOS 10.11 (two with other words beside).

References: https://github.com/dgelessus/python-typedstream (the format),
https://developer.apple.com/documentation/foundation/nsarchiver
"""

from typing import NoReturn, TypeVar

_HEAD = b"\x04\x0bstreamtyped\x81\xe8\x03"
_SHORT, _LONG, _NEW, _NIL, _END = 0x81, 0x82, 0x84, 0x85, 0x86
_FIRST_REFERENCE = 0x92
_SHORTEST = 0x7F
"""The highest number that is written as one byte."""
_DEEPEST = 16
"""Classes above a class; Apple's own string has three."""

Chain = tuple[bytes, ...]
"""A class and those above it, by name."""
Kind = TypeVar("Kind")


class Broken(ValueError):
    """No archived attributed text, or not as this reader knows it."""


def string(untrusted: bytes) -> str:
    """The text; raises ``Broken``. Bytes that are no UTF-8 are replaced."""
    if not untrusted.startswith(_HEAD):
        _refuse("another head")
    stream = _Stream(untrusted, len(_HEAD))
    stream.expect(b"@")
    stream.begin(b"NSAttributedString")
    stream.expect(b"@")
    stream.begin(b"NSString")
    stream.expect(b"+")
    said = stream.take(stream.count())
    if stream.byte() != _END:
        _refuse("a string that does not end")
    return said.decode("utf-8", "replace")


class _Stream:
    """A place in the stream, and what has been named so far."""

    def __init__(self, untrusted: bytes, at: int) -> None:
        self._untrusted = untrusted
        self._at = at
        self._names: list[bytes] = []
        self._objects: list[Chain | None] = []

    def expect(self, name: bytes) -> None:
        """The name of the type that comes next."""
        if self._name() != name:
            _refuse("another type")

    def begin(self, above: bytes) -> None:
        """An object whose class descends from a class of this name."""
        if self.byte() != _NEW:
            _refuse("no new object")
        self._objects.append(None)
        if above not in self._class():
            _refuse("an object of another class")

    def count(self) -> int:
        """A number that is not negative."""
        head = self.byte()
        if head in (_SHORT, _LONG):
            return int.from_bytes(self.take(2 if head == _SHORT else 4), "little")
        if head > _SHORTEST:
            _refuse("a mark in the place of a number")
        return head

    def byte(self) -> int:
        """The next byte."""
        return self.take(1)[0]

    def take(self, size: int) -> bytes:
        """The next bytes, all of them."""
        taken = self._untrusted[self._at : self._at + size]
        if len(taken) < size:
            _refuse("an early end")
        self._at += size
        return taken

    def _name(self) -> bytes:
        head = self.byte()
        if head == _NEW:
            self._names.append(self.take(self.count()))
            return self._names[-1]
        return _at(self._names, self._reference(head))

    def _class(self, depth: int = 0) -> Chain:
        head = self.byte()
        if head == _NIL:
            return ()
        if head != _NEW:
            return _at(self._objects, self._reference(head)) or _refuse("an object in the place of a class")
        if depth == _DEEPEST:
            _refuse("too many classes")
        name = self._name()
        self.count()
        self._objects.append(None)
        place = len(self._objects) - 1
        chain = (name, *self._class(depth + 1))
        self._objects[place] = chain
        return chain

    def _reference(self, head: int) -> int:
        if head in (_SHORT, _LONG):
            size = 2 if head == _SHORT else 4
            return int.from_bytes(self.take(size), "little", signed=True) - _FIRST_REFERENCE + 256
        return head - _FIRST_REFERENCE


def _at(held: list[Kind], number: int) -> Kind:
    if not 0 <= number < len(held):
        _refuse("a reference to nothing")
    return held[number]


def _refuse(found: str) -> NoReturn:
    raise Broken(f"expected an archived attributed text, found {found}")
