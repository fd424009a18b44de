"""VICS JSON of Project VIC, versions 1.2, 1.3 and 2.0: files by MD5, SHA-1 and size, pictures by PDQ, with a category.

The same form means opposite things: NIST publishes known ordinary files in it, and
category numbers differ by country (0 is often *not pertinent*). So a category counts
only as the signed manifest says.

References: trust facts 2.3; IPED ``HashDBTool.java`` (fields and versions, read only);
https://www.projectvic.org/vics-data-model (the specification itself is not public).
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from inzage.watchlists.formats import RECORD, Brought, Row, Said, broken
from inzage.watchlists.formats.hashes import SIZE, named_or_pdq, wanted
from inzage.watchlists.formats.records import records

HEAD = 64 * 1024
FIRST_KEY = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:@odata\.context|odata\.metadata)"\s*:\s*"([^"]{0,400})"')
_VERSION = re.compile(rb".*DataModels/(?:1\.2|1\.3|2\.0)\.xml.*#(Media|Cases)", re.IGNORECASE)
_PLACES = {b"media": "value.item", b"cases": "value.item.Media.item"}
_EXPECTED: Said = ("VICS 1.2, 1.3 of 2.0 (Media of Cases)", "VICS 1.2, 1.3 or 2.0 (Media or Cases)")


def rows(brought: Brought) -> Iterator[Row]:
    """Each media item that has a digest."""
    for number, _, item in records(brought.file, [_place(brought.file)]):
        told = wanted(_said(item), brought)
        if told is not None:
            category = item.get("Category")
            yield Row(number, told, None if category is None else str(category).strip())


def _place(file: BinaryIO) -> str:
    """Where the media items lie, by the first key; ``EntryFault`` for a version that we do not know."""
    file.seek(0)
    first = FIRST_KEY.match(file.read(HEAD))
    version = _VERSION.match(first[1]) if first else None
    if version is None:
        raise broken(RECORD, 1, _EXPECTED, ("een andere eerste sleutel", "another first key"))
    return _PLACES[version[1].lower()]


def _said(item: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    """Digests and size, named directly or in a table of ``HashName`` and ``HashValue``."""
    for key, value in item.items():
        if key == "MediaSize":
            yield SIZE, value
        elif isinstance(value, list):
            yield from _table(value)
        elif name := named_or_pdq(key):
            yield name, value


def _table(value: list[Any]) -> Iterator[tuple[str, object]]:
    for one in value:
        name = named_or_pdq(str(one.get("HashName"))) if isinstance(one, dict) else None
        if name:
            yield name, one.get("HashValue")
