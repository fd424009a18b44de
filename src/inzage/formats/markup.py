"""The elements of an XML file of a stranger, as text or as Android's binary form: names and attributes alone.

A document type is refused outright: entities, and whatever hides in them, are never
looked at. What follows a fault is lost, what stood before it is a lower bound.

References: https://docs.python.org/3/library/pyexpat.html,
https://www.w3.org/TR/xml/#sec-prolog-dtd
"""

from collections.abc import Iterator, Mapping
from xml.parsers import expat

from inzage.artefact import Artefact
from inzage.formats import abx
from inzage.formats.content import content, refused
from inzage.observations import Degraded

Attributes = Mapping[str, str]

MOST_ELEMENTS = 2_000_000
"""Elements in one file; a phone's list of packages holds tens of thousands."""

_SPACE = b"\xef\xbb\xbf \t\r\n"


class _Refused(Exception):
    """A document type, or more elements than one file may have."""


class Markup:
    """One file, read whole. ``elements``: (name, attributes) in order; ``degraded``: it broke off."""

    def __init__(self, artefact: Artefact) -> None:
        untrusted = content(artefact)
        binary = untrusted.startswith(abx.MAGIC)
        if not binary and not untrusted.lstrip(_SPACE).startswith(b"<"):
            raise refused(artefact)
        self.elements: list[tuple[str, Attributes]] = []
        self.degraded = not (self._binary(untrusted) if binary else self._text(untrusted))
        if not self.elements:
            raise refused(artefact)

    def remarks(self) -> Iterator[Degraded]:
        """What remains to be said."""
        if self.degraded:
            yield Degraded()

    def _take(self, name: str, attributes: Attributes) -> None:
        if len(self.elements) >= MOST_ELEMENTS:
            raise _Refused
        self.elements.append((name, attributes))

    def _text(self, untrusted: bytes) -> bool:
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._take
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(untrusted, True)
        except (expat.ExpatError, _Refused, ValueError, LookupError):
            return False
        return True

    def _binary(self, untrusted: bytes) -> bool:
        try:
            for name, attributes in abx.elements(untrusted):
                self._take(name, attributes)
        except (abx.Broken, _Refused):
            return False
        return True


def _refuse(*_: object) -> None:
    raise _Refused
