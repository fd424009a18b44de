"""MISP events: attributes that their maker marked for detection (``to_ids``); ``category`` is the category.

An object ``file`` is one entry: all its digests and its size must agree. Free
attributes are an entry each. What the maker deleted or did not mean for detection is
left out.

References: https://www.misp-project.org/datamodels/ (event, attribute, object); https://www.misp-standard.org/rfc/.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from inzage.watchlists import ListKind
from inzage.watchlists.formats import Brought, Left, Row
from inzage.watchlists.formats.hashes import SIZE, entry, named
from inzage.watchlists.formats.records import records

_EVENTS = ("Event", "response.Event", "response.item.Event")
_PLACES = tuple(f"{event}.{part}.item" for event in _EVENTS for part in ("Attribute", "Object"))
_KINDS: Mapping[str, ListKind] = {
    "domain": ListKind.ADDRESSES,
    "domain|ip": ListKind.ADDRESSES,
    "hostname": ListKind.ADDRESSES,
    "hostname|port": ListKind.ADDRESSES,
    "url": ListKind.ADDRESSES,
    "email": ListKind.HANDLES,
    "email-src": ListKind.HANDLES,
    "email-dst": ListKind.HANDLES,
    "jabber-id": ListKind.HANDLES,
    "phone-number": ListKind.HANDLES,
}
_HASHED = "filename|"


def rows(brought: Brought) -> Iterator[Row]:
    """Each attribute of the wanted kind, each file once."""
    for number, place, found in records(brought.file, _PLACES):
        if place.endswith("Attribute.item"):
            yield from _attribute(number, found, brought)
        elif _deleted(found):
            brought.left[Left.WITHDRAWN] += 1
        else:
            yield from _object(number, found, brought)


def _object(number: int, found: Mapping[str, Any], brought: Brought) -> Iterator[Row]:
    inside = [one for one in _listed(found.get("Attribute")) if isinstance(one, dict)]
    if found.get("name") != "file":
        for one in inside:
            yield from _attribute(number, one, brought)
        return
    meant = [one for one in inside if _for_detection(one) and _digest_name(one)]
    if brought.kind != ListKind.DIGESTS or not meant:
        brought.left[Left.OTHER_KIND if meant else Left.CONTEXT] += 1
        return
    sizes = [(SIZE, one.get("value")) for one in inside if one.get("type") == "size-in-bytes" and not _deleted(one)]
    yield from _file(number, meant, sizes, brought)


def _attribute(number: int, found: Mapping[str, Any], brought: Brought) -> Iterator[Row]:
    if _deleted(found):
        brought.left[Left.WITHDRAWN] += 1
    elif not _for_detection(found):
        brought.left[Left.CONTEXT] += 1
    elif brought.kind == ListKind.DIGESTS and _digest_name(found):
        yield from _file(number, [found], [], brought)
    elif _KINDS.get(str(found.get("type"))) == brought.kind:
        value = str(found.get("value"))
        yield Row(number, value.partition("|")[0] if "|" in str(found.get("type")) else value, _category(found))
    else:
        brought.left[Left.OTHER_KIND] += 1


def _file(
    number: int, digests: Sequence[Mapping[str, Any]], sizes: Sequence[tuple[str, object]], brought: Brought
) -> Iterator[Row]:
    said = [(_digest_name(one) or "", str(one.get("value")).rpartition("|")[2]) for one in digests]
    told = entry([*said, *sizes], brought.left)
    if told is not None:
        yield Row(number, told, _category(digests[0]))


def _digest_name(found: Mapping[str, Any]) -> str | None:
    return named(str(found.get("type")).removeprefix(_HASHED))


def _for_detection(found: Mapping[str, Any]) -> bool:
    return found.get("to_ids") in {True, "1", "true"} and not _deleted(found)


def _deleted(found: Mapping[str, Any]) -> bool:
    return found.get("deleted") in {True, "1", "true"}


def _category(found: Mapping[str, Any]) -> str | None:
    category = found.get("category")
    return None if category is None else str(category)


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()
