"""NCMEC Hash Sharing XML, version 2: files by MD5 and SHA-1, pictures by PDQ; its ``classification`` is the category.

What the file itself takes back (``deletedImage``) is left out wherever in it it stands.
A document type or an entity of its own is refused before it can grow.

References: https://github.com/facebook/ThreatExchange (``ncmec/hash_api.py``: names, tombstones);
https://owasp.org/www-community/vulnerabilities/XML_External_Entity_(XXE)_Processing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import BinaryIO
from xml.parsers import expat

from inzage.watchlists.formats import RECORD, Brought, Left, Row, Said, broken
from inzage.watchlists.formats.hashes import named_or_pdq, wanted

NAMESPACE = "https://hashsharing.ncmec.org/hashsharing/v2"
_ITEMS = frozenset({"image", "video"})
_GONE = frozenset({"deletedImage", "deletedVideo"})
_STEP = 64 * 1024
_LONGEST_TEXT = 4096
_MOST_FIELDS = 100
_MOST_GONE = 1_000_000
_XML: Said = ("een heel bestand in XML van NCMEC, versie 2", "a whole file in NCMEC XML, version 2")
_PLAIN: Said = ("XML zonder documenttype en entiteiten", "XML without document type and entities")
_SMALLER: Said = ("een record met korte velden", "a record with short fields")


@dataclass(slots=True)
class _Item:
    """One record of the file: its place in it, and the text of each of its fields."""

    number: int
    gone: bool
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def key(self) -> bytes:
        """Which record its maker means: member and number, as a short digest."""
        who = sorted(one for one in self.fields if one[0] in {"id", "member"})
        return blake2b(repr(who).encode(), digest_size=8).digest()

    @property
    def category(self) -> str | None:
        """What its maker says of it."""
        return next((text for name, text in self.fields if name == "classification" and text), None)


def rows(brought: Brought) -> Iterator[Row]:
    """Each picture or video that has a digest and that the file does not take back."""
    gone: set[bytes] = set()
    for item in _items(brought.file, Counter()):
        if item.gone:
            gone.add(item.key)
        if len(gone) > _MOST_GONE:
            raise broken(RECORD, item.number, _SMALLER, ("te veel ingetrokken records", "too many records taken back"))
    for item in _items(brought.file, brought.left):
        if item.gone or item.key in gone:
            brought.left[Left.WITHDRAWN] += 1
            continue
        said = [(name, text) for field_name, text in item.fields if (name := named_or_pdq(field_name))]
        told = wanted(said, brought)
        if told is not None:
            yield Row(item.number, told, item.category)


def _items(file: BinaryIO, left: Counter[Left]) -> Iterator[_Item]:
    """Every record; the file is read from its start, a little at a time."""
    file.seek(0)
    found = _Found(left)
    parser = found.parser()
    try:
        while data := file.read(_STEP):
            parser.Parse(data, False)
            yield from found.taken()
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise broken(
            RECORD, found.at, _XML, ("een afgebroken of ander bestand", "a file that is cut off, or another")
        ) from None
    yield from found.taken()


class _Found:
    """Gathers records while the parser goes through the file."""

    def __init__(self, left: Counter[Left]) -> None:
        self.number = 0
        self._left = left
        self._done: list[_Item] = []
        self._item: _Item | None = None
        self._text: list[str] | None = None

    @property
    def at(self) -> int:
        """The record that the parser is in, or comes to next."""
        return self.number + (self._item is None)

    def parser(self) -> expat.XMLParserType:
        """A parser that tells this object what it comes by, and takes no document type."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._refuse
        parser.EntityDeclHandler = self._refuse
        parser.StartElementHandler = self._begins
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._says
        return parser

    def taken(self) -> Iterator[_Item]:
        """The records that are whole by now."""
        done, self._done = self._done, []
        return iter(done)

    def _refuse(self, *_: object) -> None:
        raise broken(RECORD, self.at, _PLAIN, ("een documenttype of entiteit", "a document type or entity"))

    def _begins(self, name: str, _: object) -> None:
        space, _, local = name.rpartition(" ")
        if self.number == 0 and space != NAMESPACE:
            raise broken(RECORD, 1, _XML)
        if local in _ITEMS | _GONE:
            self.number += 1
            self._item = _Item(self.number, local in _GONE)
        self._text = []

    def _says(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
            if sum(map(len, self._text)) > _LONGEST_TEXT:
                raise broken(RECORD, self.at, _SMALLER, ("een langer veld", "a longer field"))

    def _ends(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        text, self._text = "".join(self._text or ()).strip(), None
        if local == "next" and text and self._item is None:
            self._left[Left.MORE_PAGES] += 1
        if self._item is None:
            return
        if local in _ITEMS | _GONE:
            self._done.append(self._item)
            self._item = None
        elif text:
            self._item.fields.append((local, text))
            if len(self._item.fields) > _MOST_FIELDS:
                raise broken(RECORD, self.number, _SMALLER, ("te veel velden", "too many fields"))
