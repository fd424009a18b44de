"""The objects of a large JSON document, one at a time, without ever holding the document.

References: https://github.com/ICRAR/ijson (streaming over yajl), RFC 8259.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

import ijson

from inzage.watchlists.formats import RECORD, Said, broken

LARGEST = 8 * 1024 * 1024
"""Bytes of the document that one record, with what lies before it, may take."""

DEEPEST = 1000
"""Levels of nesting, near enough."""

_PIECE = 2048
_BRACKETS = ((b"[", 1), (b"{", 1), (b"]", -1), (b"}", -1))
_INSIDE = frozenset({"start_map", "start_array", "map_key"})
_BOM = b"\xef\xbb\xbf"
_JSON: Said = ("een heel bestand in JSON", "a whole file in JSON")
_SMALLER: Said = ("een record van hoogstens 8 MB, zonder diepe nesting", "a record of at most 8 MB, not deeply nested")
_OBJECT: Said = ("een record met velden", "a record with fields")


class _TooLarge(Exception):
    """A record went on for too long, or too deep."""


class _Metered:
    """A file that lets only so much be read for one record, and no deeper.

    Depth is brackets opened and not closed, those in texts too: near enough to stop
    what would cost memory by the square of its depth, far from what lists hold.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._taken = self._depth = 0

    def read(self, size: int = -1) -> bytes:
        """As a file does; stops at the piece that goes too far only when what stands before it was taken in."""
        data = self._file.read(size)
        for at in range(0, len(data), _PIECE):
            self._taken += len(data[at : at + _PIECE])
            self._depth += sum(data.count(sign, at, at + _PIECE) * up for sign, up in _BRACKETS)
            if self._depth > DEEPEST or self._taken > LARGEST:
                if at == 0:
                    raise _TooLarge
                self._file.seek(at - len(data), os.SEEK_CUR)
                return data[:at]
        return data

    def next(self) -> None:
        """A record is whole: the next one may take as much."""
        self._taken = self._depth = 0


def records(file: BinaryIO, places: Sequence[str]) -> Iterator[tuple[int, str, Mapping[str, Any]]]:
    """Number (from 1), place and fields of each object at one of these places (``value.item``).

    ``EntryFault`` where the document is cut off, is no JSON, or a record is none.
    """
    file.seek(0)
    file.seek(len(_BOM) if file.read(len(_BOM)) == _BOM else 0)
    metered = _Metered(file)
    number = 0
    try:
        for place, found in _objects(metered, places):
            number += 1
            if not isinstance(found, dict):
                raise broken(RECORD, number, _OBJECT)
            yield number, place, found
            metered.next()
    except _TooLarge:
        raise broken(RECORD, number + 1, _SMALLER, ("een groter of dieper record", "a larger or deeper one")) from None
    except (ijson.JSONError, UnicodeError, ValueError, RecursionError):
        raise broken(
            RECORD, number + 1, _JSON, ("een afgebroken of ander bestand", "a file that is cut off, or another")
        ) from None


def _objects(metered: _Metered, places: Sequence[str]) -> Iterator[tuple[str, object]]:
    if len(places) == 1:
        for found in ijson.items(metered, places[0], use_float=True):
            yield places[0], found
        return
    building: tuple[str, ijson.ObjectBuilder] | None = None
    for place, event, value in ijson.parse(metered, use_float=True):
        if building is None and place in places:
            building = (place, ijson.ObjectBuilder())
        if building is not None:
            building[1].event(event, value)
            if place == building[0] and event not in _INSIDE:
                yield place, building[1].value
                building = None
