"""STIX 2.1 bundles: indicators whose pattern is a plain equality; ``indicator_types`` are the category.

Several types of one indicator are one category, in alphabetical order with commas
(``anomalous-activity,benign``). Only indicators count; the other objects are context.

References: https://docs.oasis-open.org/cti/stix/v2.1/os/stix-v2.1-os.html (4.7 indicator, 9 patterning).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inzage.watchlists import ListKind
from inzage.watchlists.formats import Brought, Left, Row
from inzage.watchlists.formats.hashes import SIZE, entry, named
from inzage.watchlists.formats.patterns import Comparison, alternatives
from inzage.watchlists.formats.records import records

_KINDS: Mapping[str, ListKind] = {
    "domain-name:value": ListKind.ADDRESSES,
    "url:value": ListKind.ADDRESSES,
    "email-addr:value": ListKind.HANDLES,
}
_HASH = "file:hashes."
_FILE_SIZE = "file:size"


def rows(brought: Brought) -> Iterator[Row]:
    """Each way in which an indicator of the wanted kind can hold."""
    for number, _, found in records(brought.file, ["objects.item"]):
        if found.get("type") != "indicator":
            brought.left[Left.CONTEXT] += 1
        elif found.get("revoked") is True:
            brought.left[Left.WITHDRAWN] += 1
        else:
            yield from _indicator(number, found, brought)


def _indicator(number: int, found: Mapping[str, Any], brought: Brought) -> Iterator[Row]:
    ours = found.get("pattern_type", "stix") == "stix"
    ways = alternatives(str(found.get("pattern"))) if ours else None
    if ways is None:
        brought.left[Left.PATTERN] += 1
        return
    for way in ways:
        told = _entry(way, brought)
        if told is not None:
            yield Row(number, told, _category(found))


def _entry(way: Sequence[Comparison], brought: Brought) -> str | None:
    """The entry for one way; a way that asks more than an entry can say is no entry, for it would widen."""
    kinds = {_kind(path) for path, _ in way}
    one_address = kinds <= set(_KINDS.values()) and len(way) == 1
    if None in kinds or not (one_address or kinds == {ListKind.DIGESTS}):
        brought.left[Left.PATTERN] += 1
    elif kinds != {brought.kind}:
        brought.left[Left.OTHER_KIND] += 1
    elif one_address:
        return way[0][1]
    else:
        return entry([(_part(path) or "", value) for path, value in way], brought.left)
    return None


def _kind(path: str) -> ListKind | None:
    return _KINDS.get(path) or (ListKind.DIGESTS if _part(path) else None)


def _part(path: str) -> str | None:
    if path == _FILE_SIZE:
        return SIZE
    return named(path.removeprefix(_HASH)) if path.startswith(_HASH) else None


def _category(found: Mapping[str, Any]) -> str | None:
    types = found.get("indicator_types")
    return ",".join(sorted(map(str, types))) if isinstance(types, list) and types else None
