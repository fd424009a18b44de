"""Property lists of a stranger, and the one kind of archived object that a phone's backup keeps in them.

``load``: a list as a dictionary, bounded in size; entities and depth are refused by the
parser. ``rows``: the entries of a file whose list has no names at its top. ``archived``:
the fields of the top object of an NSKeyedArchiver list, without making any object: a
reference leads to one value and never further, so a list that refers to itself costs
nothing.

References: Python's ``plistlib``; Apple CFBinaryPList.c ("bplist00"); NSKeyedArchiver's
``$objects``/``$top`` form as MVT's and dissect's readers describe it; artefact facts 2.3.
"""

import plistlib
import struct
from collections.abc import Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from inzage.artefact import Artefact
from inzage.formats.content import content, refused
from inzage.result import Reason, Unreadable

MOST = 32 * 1024 * 1024
"""Bytes in one property list; a backup's own stays far below it."""

ARCHIVED_MOST = 1024 * 1024
"""Bytes in one archived object."""

_FAULTS = (
    plistlib.InvalidFileException,
    ExpatError,
    struct.error,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)

Fields = Mapping[str, object]


def load(untrusted: bytes, most: int = MOST) -> Fields:
    """The dictionary that a property list holds (binary or XML); raises ``Unreadable``."""
    value = _value(untrusted, most)
    if not isinstance(value, dict):
        raise Unreadable(Reason.DAMAGED)
    return {key: field for key, field in value.items() if isinstance(key, str)}


def rows(artefact: Artefact) -> list[object]:
    """The entries of a file that is one list (binary or XML); raises ``Unreadable``."""
    untrusted = content(artefact, MOST)
    try:
        value = _value(untrusted, MOST)
    except Unreadable as fault:
        known = untrusted.lstrip().startswith((b"bplist0", b"<?xml", b"<plist", b"<!DOCTYPE plist"))
        raise fault if known else refused(artefact, fault.reason) from None
    if not isinstance(value, list):
        raise refused(artefact, Reason.TABLE_MISSING)
    return value


def _value(untrusted: bytes, most: int) -> object:
    if len(untrusted) > most:
        raise Unreadable(Reason.TOO_LARGE)
    try:
        value: object = plistlib.loads(untrusted)
    except _FAULTS:
        raise Unreadable(Reason.DAMAGED) from None
    return value


def archived(untrusted: bytes) -> Fields:
    """The top object's fields, each reference followed once; raises ``Unreadable``.

    Some databases wrap the whole archive once more, as the one value of a list.
    """
    inner = _value(untrusted, ARCHIVED_MOST)
    plist = load(inner if isinstance(inner, bytes) else untrusted, ARCHIVED_MOST)
    objects, top = plist.get("$objects"), plist.get("$top")
    if not isinstance(objects, list) or not isinstance(top, dict):
        raise Unreadable(Reason.DAMAGED)
    record = _referred(top.get("root"), objects)
    if not isinstance(record, dict):
        raise Unreadable(Reason.DAMAGED)
    return {key: _plain(_referred(field, objects)) for key, field in record.items() if isinstance(key, str)}


def _referred(value: object, objects: list[Any]) -> object:
    if not isinstance(value, plistlib.UID):
        return value
    if value.data >= len(objects):
        raise Unreadable(Reason.DAMAGED)
    found: object = objects[value.data]
    return None if found == "$null" else found


def _plain(value: object) -> object:
    """Data and strings are sometimes wrapped in a dictionary of their own."""
    if isinstance(value, dict):
        return next((value[key] for key in ("NS.data", "NS.string", "NS.time") if key in value), None)
    return value


def whole_number(fields: Fields, name: str, most: int = 2**63 - 1) -> int | None:
    """A field that is an integer between 0 and ``most``, or None."""
    value = fields.get(name)
    return value if type(value) is int and 0 <= value <= most else None


def some_bytes(fields: Fields, name: str) -> bytes | None:
    """A field that is data, or None."""
    value = fields.get(name)
    return value if isinstance(value, bytes) else None
