"""Archived objects of Apple's programs, one step at a time: fields of a record that refer to other records.

``archive`` gives the top record; ``Record.value`` a plain field, ``Record.record`` the record that a
field refers to. Each reference is followed once, when asked for, and no object is made, so an
archive that refers to itself costs nothing.

References: NSKeyedArchiver's ``$objects``/``$top`` form (binary and XML); plaso ``ios_instagram.py``
"""

import plistlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inzage.formats.apple_plist import ARCHIVED_MOST, Fields, load
from inzage.result import Reason, Unreadable


@dataclass(frozen=True, slots=True)
class Record:
    """One object's fields, among all objects of its archive."""

    _fields: Fields
    _objects: Sequence[object]

    def value(self, name: str) -> object:
        """What a field holds or refers to; None where it is not there, or null."""
        return _followed(self._fields.get(name), self._objects)

    def record(self, name: str) -> "Record | None":
        """The record that a field refers to, or None."""
        return _record(self.value(name), self._objects)


def archive(untrusted: bytes) -> Record:
    """The top record; raises ``Unreadable``."""
    plist = load(untrusted, ARCHIVED_MOST)
    objects, top = plist.get("$objects"), plist.get("$top")
    if not isinstance(objects, list) or not isinstance(top, Mapping):
        raise Unreadable(Reason.DAMAGED)
    record = _record(_followed(top.get("root"), objects), objects)
    if record is None:
        raise Unreadable(Reason.DAMAGED)
    return record


def _record(value: object, objects: Sequence[object]) -> Record | None:
    return Record(value, objects) if isinstance(value, dict) else None


def _followed(value: object, objects: Sequence[object]) -> object:
    number = _reference(value)
    if number is None:
        return value
    found = objects[number] if 0 <= number < len(objects) else None
    return None if found == "$null" else found


def _reference(value: object) -> int | None:
    """The number of the object that is meant; XML writes it as a dictionary of its own."""
    if isinstance(value, plistlib.UID):
        return value.data
    number = value.get("CF$UID") if isinstance(value, dict) and len(value) == 1 else None
    return number if isinstance(number, int) else None
